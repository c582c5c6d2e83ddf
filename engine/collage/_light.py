"""The one light of a collage: it falls from the upper left, and every sheet's shadow and relief obey it."""

from __future__ import annotations

from typing import Any

import numpy as np
import PIL.Image
import PIL.ImageFilter
from numpy.typing import NDArray

from engine.art.canvas import Box
from engine.collage._torn import Cut, Sheet

Floats = NDArray[np.floating[Any]]
LIGHT = (0.50, 0.866)
"""The way light travels across the table, in pixels right and down; shadows are thrown along it."""
_SHADE = np.array([0.055, 0.034, 0.026], dtype=np.float32)  # warm black


def throw(picture: Floats, cut: Cut, sheet: Sheet, unit: float) -> None:
    """Darken what lies under a sheet: a narrow shadow where it touches, a wide one that grows where it lifts off."""
    lift = sheet.lift * unit
    for sigma, far, alpha in ((0.9 * unit + 0.12 * lift, 0.22 * lift, 0.40), (1.2 * lift, 1.15 * lift, 0.42)):
        _shadow(picture, cut, sigma, far, alpha)


def _shadow(picture: Floats, cut: Cut, sigma: float, far: float, alpha: float) -> None:
    height, width = picture.shape[:2]
    margin = int(np.ceil(3.0 * sigma + far)) + 1
    box = Box(
        max(0, cut.box.left - margin),
        max(0, cut.box.top - margin),
        min(width, cut.box.right + margin),
        min(height, cut.box.bottom + margin),
    )
    step = max(1, int(sigma / 1.6))  # so wide a blur needs no more than every step-th pixel
    wide, high = -(-box.width // step), -(-box.height // step)
    cover = PIL.Image.fromarray(np.round(cut.cover * 255.0).astype(np.uint8))
    dx, dy = (LIGHT[0] * far + cut.box.left - box.left), (LIGHT[1] * far + cut.box.top - box.top)
    small = cover.transform(
        (wide, high), PIL.Image.Transform.AFFINE, (step, 0.0, -dx, 0.0, step, -dy), PIL.Image.Resampling.BILINEAR
    )
    soft = small.filter(PIL.ImageFilter.GaussianBlur(sigma / step))
    if step > 1:
        soft = soft.resize((wide * step, high * step), PIL.Image.Resampling.BILINEAR)
    shade = np.asarray(soft, dtype=np.float32)[: box.height, : box.width, None] * np.float32(alpha / 255.0)
    part = picture[box.slices]
    part += (_SHADE - part) * shade


def relief(heights: Floats) -> Floats:
    """How much lighter (positive) or darker the slopes of a surface are that face the light or turn from it."""
    down, right = np.gradient(heights)
    return np.asarray(right * np.float32(LIGHT[0]) + down * np.float32(LIGHT[1]))


def lit_edge(inner: Floats, unit: float) -> Floats:
    """How bright the rim of a sheet is, by its thickness: light on the sides that face the lamp, dark on the others."""
    near = np.clip(1.0 - np.abs(inner - 0.8 * unit) / (1.3 * unit), 0.0, 1.0)
    down, right = np.gradient(inner)
    facing = right * np.float32(LIGHT[0]) + down * np.float32(LIGHT[1])
    return (near * np.clip(facing, -1.0, 1.0)).astype(np.float32)
