"""Pieces made up for tests: sketches that nobody played, under moods of all four quadrants."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from engine.api import QUADRANTS, Hearing, Mood, Piece
from tests.engine.art.songs import MOODS, song

TITLES = ("Dust", "Harbour Lights", "Nachtzug nach Lissabon", "Everything We Never Said to the Sea", "Run")


def hearing(number: int, mood: Mood | None = None) -> Hearing:
    """A heard song; its mood goes round the four quadrants unless one is given."""
    felt = mood or MOODS[QUADRANTS[number % 4]]
    return Hearing(f"{number:032x}", 30.0, ((0.0, 30.0),), {}, felt, song(number).pack())


def pieces(count: int, first: int = 0, unheard: int = 0) -> list[Piece]:
    """So many songs, the first heard most; the last ``unheard`` of them were never heard."""
    return [
        Piece(
            f"{TITLES[at % len(TITLES)]} {at}",
            "Mara Lind",
            hearing(first + at) if at < count - unheard else None,
            plays=max(1, 40 // (at + 1)),
            moment=at / max(1, count - 1),
        )
        for at in range(count)
    ]


def cover(width: int = 200, height: int = 200, form: str = "PNG") -> bytes:
    """A cover whose quarters are red, green, blue and yellow, with a white rim of a twentieth."""
    pixels = np.empty((height, width, 3), dtype=np.uint8)
    pixels[: height // 2, : width // 2] = (200, 30, 30)
    pixels[: height // 2, width // 2 :] = (30, 160, 60)
    pixels[height // 2 :, : width // 2] = (30, 60, 200)
    pixels[height // 2 :, width // 2 :] = (230, 200, 40)
    rim = height // 20
    for part in (pixels[:rim], pixels[-rim:], pixels[:, :rim], pixels[:, -rim:]):
        part[:] = 255
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, form)
    return out.getvalue()


def seen(data: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """(height, width, 3) of a picture's bytes, in 0..1."""
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), dtype=np.float32) / np.float32(255.0)
