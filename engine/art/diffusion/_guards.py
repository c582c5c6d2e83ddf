"""Whether what a model painted may take the slate's place: there at all, built like it, and in its colours."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.art.palette import oklab

Floats = NDArray[np.float32]

_COARSE = 32  # pixels of a side of the low-pass pictures
_COLOURS = 8


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least correlation of low-pass lightness, and the farthest mean distance of colours (OKLab).

    On 32 slates of the jukebox, blurred and noisy copies keep a structure of .97 and more within .03 of the colours; of
    two slates of different songs one passes for the other in 2 % of all pairs.
    """

    structure: float = 0.5
    drift: float = 0.12


def blank(pixels: Floats) -> bool:
    """Whether (height, width, 3) is no picture: not numbers, or one even surface such as black."""
    return not np.isfinite(pixels).all() or float(pixels.std(axis=(0, 1)).max()) < 0.01


def structure(pixels: Floats, slate: Floats) -> float:
    """Correlation (-1..1) of the low-pass lightness of two pictures: 32 x 32 pixels of each; 0 where one is even."""
    one, other = (oklab(_small(picture))[..., 0].ravel() for picture in (pixels, slate))
    if min(one.std(), other.std()) < 1e-4:
        return 0.0
    return float(np.corrcoef(one, other)[0, 1])


def drift(pixels: Floats, slate: Floats) -> float:
    """Mean distance (OKLab) of a picture's colours from the nearest of the slate's eight main ones."""
    palette, colours = oklab(_main_colours(slate)), oklab(_small(pixels)).reshape(-1, 3)
    return float(np.linalg.norm(colours[:, None] - palette[None], axis=-1).min(axis=1).mean())


def _small(pixels: Floats) -> Floats:
    whole = PIL.Image.fromarray(np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8))
    small = whole.resize((_COARSE, _COARSE), PIL.Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float32) / np.float32(255.0)


def _main_colours(pixels: Floats) -> Floats:
    levels = np.round(_small(pixels) * 255.0).astype(np.uint8)
    palette = PIL.Image.fromarray(levels).quantize(_COLOURS).getpalette() or []
    return np.asarray(palette, dtype=np.float32).reshape(-1, 3)[:_COLOURS] / np.float32(255.0)
