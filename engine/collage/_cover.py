"""Covers from anywhere, opened with care: only still pictures in common formats, of a bounded size, in sRGB."""

from __future__ import annotations

import io
import warnings
from functools import lru_cache

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 20 * 2**20
MOST_PIXELS = 50_000_000
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
_WIDEST = 2048  # pixels; larger ones are made smaller as they are read


@lru_cache(maxsize=24)
def opened(data: bytes) -> Image.Image | None:
    """A cover as RGB and the right way up, or None for what is no picture, too large or broken."""
    if not data or len(data) > MOST_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS or min(image.size) < 8 or _stretched(image):
                return None
            image.draft("RGB", (_WIDEST, _WIDEST))
            image.load()
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((_WIDEST, _WIDEST), Image.Resampling.LANCZOS)
            return _flat(upright)
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        MemoryError,
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ):
        return None


def _stretched(image: Image.Image) -> bool:
    """Whether it is far too narrow for a cover."""
    return max(image.size) > 4 * min(image.size)


def _flat(image: Image.Image) -> Image.Image:
    """On white where it is transparent."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        whole = image.convert("RGBA")
        ground = Image.new("RGBA", whole.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, whole).convert("RGB")
    return image.convert("RGB")
