"""The grid: covers stay as they are, and what is no cover does no harm."""

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from engine.api import MOST_PIECES, CollageOptions, Piece
from engine.collage import lay_out
from engine.collage._cover import opened
from tests.engine.collage.made import cover, hearing, seen

OPTIONS = CollageOptions("grid", 512, 512, title="Covers")
QUARTERS = np.array([[(200, 30, 30), (30, 160, 60)], [(30, 60, 200), (230, 200, 40)]]) / 255.0


def covered(count: int, data: bytes) -> list[Piece]:
    return [
        Piece(f"Song {at}", "Somebody", plays=count - at, cover=data, caption="Cover Art Archive")
        for at in range(count)
    ]


@pytest.mark.parametrize(("width", "height", "form"), [(200, 200, "PNG"), (300, 200, "PNG"), (200, 260, "WEBP")])
def test_a_cover_is_shown_whole_and_unaltered(width: int, height: int, form: str) -> None:
    made = lay_out(covered(5, cover(width, height, form)), OPTIONS)
    picture = seen(made.picture.data)
    for laid in made.laid:
        wide, high = laid.right - laid.left, laid.bottom - laid.top
        assert wide / high == pytest.approx(width / height, rel=0.03)
        part = picture[laid.top : laid.bottom, laid.left : laid.right]
        for row in (0, 1):
            for column in (0, 1):
                spot = part[int((0.25 + 0.5 * row) * high), int((0.25 + 0.5 * column) * wide)]
                assert spot == pytest.approx(QUARTERS[row, column], abs=0.03)
        assert part[high // 2, 1] == pytest.approx([1.0, 1.0, 1.0], abs=0.02)  # the rim is there: not cropped


def test_corners_are_rounded_and_words_stand_outside() -> None:
    made = lay_out(covered(4, cover()), OPTIONS)
    picture, ground = seen(made.picture.data), seen(made.picture.data)[2, 2]
    for laid in made.laid:
        assert picture[laid.top, laid.left] == pytest.approx(ground, abs=0.02)
        below = picture[laid.bottom + 2 : laid.bottom + 30, laid.left : laid.right]
        assert below.min() < 0.4  # letters
    boxes = [(laid.left, laid.top, laid.right, laid.bottom) for laid in made.laid]
    assert len(set(boxes)) == 4


def test_at_most_twenty_the_most_heard_first() -> None:
    made = lay_out(covered(25, cover()), OPTIONS)
    assert len(made.laid) == MOST_PIECES["grid"] == 20
    assert [laid.piece for laid in made.laid] == list(range(20))


def bomb() -> bytes:
    """A small PNG that claims to be 30 000 pixels wide and high."""
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


BROKEN = {
    "empty": b"",
    "text": b"<html>404</html>",
    "cut off": cover()[:200],
    "bomb": bomb(),
    "thin": cover(400, 40),
    "postscript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n",
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_what_is_no_cover_gets_a_title_tile(name: str) -> None:
    assert opened(BROKEN[name]) is None
    made = lay_out([Piece("A song", "Somebody", hearing(1), cover=BROKEN[name])], OPTIONS)
    laid = made.laid[0]
    assert seen(made.picture.data)[laid.top : laid.bottom, laid.left : laid.right].std() > 0.03


def swapped_profile() -> bytes:
    """The profile of a screen whose red lamps shine blue, and the other way round."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * int.from_bytes(profile[128:132]), 12)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = (
        profile[blue + 4 : blue + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


def test_colours_of_another_screen_are_told_in_srgb() -> None:
    def read(profile: bytes) -> tuple[int, ...]:
        out = io.BytesIO()
        Image.new("RGB", (40, 40), (200, 40, 40)).save(out, "PNG", icc_profile=profile)
        image = opened(out.getvalue())
        assert image is not None
        return tuple(int(value) for value in image.getpixel((5, 5)))  # type: ignore[union-attr]

    red, _, blue = read(swapped_profile())
    assert blue > 150 > 100 > red
    assert read(b"no profile at all") == (200, 40, 40)


def test_odd_but_honest_covers_are_opened() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (50, 50), (255, 0, 0, 0)).save(out, "PNG")
    transparent = opened(out.getvalue())
    assert transparent is not None
    assert transparent.getpixel((25, 25)) == (255, 255, 255)
    out = io.BytesIO()
    frames = [Image.new("P", (40, 40), colour) for colour in (1, 2)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert opened(out.getvalue()) is not None
    out = io.BytesIO()
    turned = Image.new("RGB", (60, 40), (0, 0, 255))
    exif = turned.getexif()
    exif[0x0112] = 6  # to be shown turned by a quarter
    turned.save(out, "JPEG", exif=exif)
    upright = opened(out.getvalue())
    assert upright is not None
    assert upright.size == (40, 60)
    out = io.BytesIO()
    Image.new("CMYK", (40, 40), (0, 255, 255, 0)).save(out, "JPEG")
    printed = opened(out.getvalue())
    assert printed is not None
    assert printed.mode == "RGB"


def test_a_cover_that_says_odd_things_of_itself_is_shown() -> None:
    tags = [(0x0112, 3, 1, struct.pack("<HH", 6, 0)), (0x011A, 2, 4, b"abc\0")]  # turned; a resolution in letters
    listed = b"".join(struct.pack("<HHI", tag, kind, count) + value for tag, kind, count, value in tags)
    told = b"Exif\0\0II*\0" + struct.pack("<IH", 8, len(tags)) + listed + bytes(4)
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(out, "JPEG", exif=told)
    assert opened(out.getvalue()) is not None
