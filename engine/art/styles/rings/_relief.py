"""Paper-cut light: what a stack of sheets looks like when one lamp stands at its upper left.

Every sheet is drawn twice, in its colour and as its height; light and shadow are then found once for the whole
stack by comparing heights, which costs the same for three sheets and for sixty.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import ArrayLike, NDArray
from scipy.ndimage import gaussian_filter, shift

from engine.art.canvas import Canvas
from engine.art.palette import RGB

Floats = NDArray[np.floating[Any]]
_BOUNCE = 0.5  # light thrown from sheet to sheet: shadows on yellow are orange, not grey


class Stack:
    """Sheets of paper on a canvas; the first laid is the lowest unless told otherwise."""

    def __init__(self, canvas: Canvas, height: float = 0.0) -> None:
        self._canvas = canvas
        self._heights = Canvas(canvas.width, canvas.height, _grey(height))

    def sheet(self, points: ArrayLike, colour: RGB, height: float, smooth: bool = True) -> None:
        """Lay a sheet at a height of 0..1."""
        self._canvas.polygon(points, colour, smooth=smooth)
        self._heights.polygon(points, _grey(height), smooth=smooth)

    def line(self, points: ArrayLike, width: float, colour: RGB, smooth: bool) -> None:
        """Draw a flat line on what was laid so far."""
        self._canvas.stroke(points, width, colour, smooth=smooth)

    def light(self, unit: float, shadow: float, shine: float, step: float) -> Canvas:
        """Cast the shadows and light the edges.

        ``unit`` is the picture's scale (1 at 1024), ``step`` the usual difference in height between two sheets,
        ``shadow`` and ``shine`` how strong both are.
        """
        heights = self._heights.pixels[..., 0]
        dark = 0.0
        for sigma, weight in ((2.0, 0.55), (7.0, 0.6), (22.0, 0.55)):
            above = _moved(_blurred(heights, sigma * unit), 0.45 * sigma * unit, 0.9 * sigma * unit)
            dark = dark + weight * np.maximum(above - heights, 0.0)
        dark = (shadow * (1.0 - np.exp(-dark / (1.6 * step))))[..., None]
        facing = heights - _moved(heights, 1.3 * unit, 1.7 * unit)
        rim = (shine * np.clip(facing / step, 0.0, 1.6))[..., None]
        colour = self._canvas.pixels
        colour *= 1.0 - dark * (1.0 - _BOUNCE * colour)
        colour += rim * (1.0 - colour)
        self._canvas.blend(colour, 1.0)
        return self._canvas


def _grey(height: float) -> RGB:
    return (height, height, height)


def _blurred(values: Floats, sigma: float) -> Floats:
    step = max(1, int(sigma / 2.0))
    if step == 1:
        return gaussian_filter(values, sigma, truncate=3.0)
    rows, columns = values.shape
    padded = np.pad(values, ((0, -rows % step), (0, -columns % step)), mode="edge")
    small = padded.reshape(padded.shape[0] // step, step, padded.shape[1] // step, step).mean(axis=(1, 3))
    whole = PIL.Image.fromarray(gaussian_filter(small, sigma / step, truncate=3.0).astype(np.float32))
    wide = whole.resize((padded.shape[1], padded.shape[0]), PIL.Image.Resampling.BILINEAR)
    return np.asarray(wide)[:rows, :columns]


def _moved(values: Floats, right: float, down: float) -> Floats:
    return shift(values, (down, right), order=1, mode="nearest")
