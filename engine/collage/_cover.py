"""Covers from anywhere, opened with care: only still pictures in common formats, of a bounded size, in sRGB."""

from __future__ import annotations

import io
import struct
import warnings

from PIL import Image, ImageCms, ImageOps

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_WIDEST = 2048  # pixels; larger ones are made smaller as they are read
_LONGEST = 4.0  # sides of a cover against each other
_BROKEN = (
    *(OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning),
    *(struct.error, ArithmeticError, AttributeError, LookupError, TypeError),
)
"""What Pillow's readers raise for bytes that are no picture of the kind they say; the second row by mistake."""


def opened(data: bytes) -> Image.Image | None:
    """A cover as RGB and the right way up, or None for what is no picture, too large or broken."""
    if not data or len(data) > MOST_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if not _fit(image):
                return None
            image.draft("RGB", (_WIDEST, _WIDEST))
            image.load()
            upright = _upright(image)
            upright.thumbnail((_WIDEST, _WIDEST), Image.Resampling.LANCZOS)
            return _flat(_standard(upright))
    except _BROKEN:
        return None


def _fit(image: Image.Image) -> bool:
    """Whether its header promises a cover."""
    short, long = sorted(image.size)
    return short >= 8 and long <= _LONGEST * short and short * long <= MOST_PIXELS


def _upright(image: Image.Image) -> Image.Image:
    """The right way up; as it lies where what the file says of itself is odd."""
    try:
        return ImageOps.exif_transpose(image)
    except _BROKEN:
        return image


def _standard(image: Image.Image) -> Image.Image:
    """The same colours in sRGB, where the file says in which others it was written."""
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "CMYK"):
        return image
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        told = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    return told or image


def _flat(image: Image.Image) -> Image.Image:
    """On white where it is transparent."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        whole = image.convert("RGBA")
        ground = Image.new("RGBA", whole.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, whole).convert("RGB")
    return image.convert("RGB")
