"""Watercolour: pigment that pools, bleeds and dries darker at the rim.

On light paper pigments take light away, so colours deepen where they meet (Beer and Lambert: densities add). On dark
paper they cover like gouache, so red over red stays red.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.art.canvas import Box, Canvas
from engine.art.palette import RGB

Floats = NDArray[np.floating[Any]]
Point = tuple[float, float]
_SATURATION = 0.16  # paper takes only so much pigment: where many layers meet, colours stay clear of black
_LARGE = 190.0  # pixels of a 1024 picture
_NOISES = {"broad": 210.0, "wide": 74.0, "close": 23.0, "tooth": 2.2}  # pixels of a 1024 picture from bump to bump


@dataclass(frozen=True, slots=True)
class Blot:
    """One wet shape: its outline's ``radii`` (corners,) in pixels at even angles around ``centre``.

    ``strength`` is how much pigment lies in it (1 gives the plain colour), ``bleed`` 0..1 how much of its rim runs
    out softly, ``rough`` how far noise moves the rim (share of the radius), ``stretch`` its width over its height,
    ``lean`` its rotation in radians, ``rim`` how much darker it dries at the edge.
    """

    centre: Point
    radii: Floats
    colour: RGB
    strength: float
    bleed: float = 0.35
    rough: float = 0.1
    stretch: float = 1.0
    lean: float = 0.0
    rim: float = 0.6


class Wet:
    """Paper while it is painted on; ``dry`` puts the paint on the canvas."""

    def __init__(self, canvas: Canvas, rng: np.random.Generator, unit: float, dark: bool) -> None:
        self._canvas, self._unit, self._dark = canvas, unit, dark
        self._pixels = canvas.pixels
        self._density = np.zeros_like(self._pixels)
        self._ground = self._pixels[0, 0].copy()
        self._noise = {name: _bumps(rng, canvas.height, canvas.width, size * unit) for name, size in _NOISES.items()}

    def blot(self, blot: Blot) -> None:
        """Let a shape of pigment run into the paper."""
        wide, tall = _extent(blot)
        reach = max(wide, tall)
        x, y = blot.centre
        step = 2 if reach > _LARGE * self._unit else 1  # large shapes are soft enough for every second pixel
        box = Box(
            max(0, int(x - wide)) // step * step,
            max(0, int(y - tall)) // step * step,
            min(self._canvas.width, int(x + wide) + 1),
            min(self._canvas.height, int(y + tall) + 1),
        )
        if box.empty:
            return
        amount = self._amount(blot, box, step)
        if step > 1:
            size = (amount.shape[1] * step, amount.shape[0] * step)
            whole = PIL.Image.fromarray(amount).resize(size, PIL.Image.Resampling.BILINEAR)
            amount = np.asarray(whole)[: box.height, : box.width]
        self._lay(amount, blot.colour, box)

    def run(self, points: Floats, colour: RGB, strength: float) -> None:
        """Let a thread of paint run: a closed shape with plain edges."""
        amount = self._canvas.mask(points, smooth=True)
        rows, columns = np.flatnonzero(amount.any(axis=1)), np.flatnonzero(amount.any(axis=0))
        if len(rows):
            box = Box(int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1)
            wide, tooth = self._noise["wide"][box.slices], self._noise["tooth"][box.slices]
            self._lay(strength * amount[box.slices] * (0.9 + 0.14 * wide + 0.06 * tooth), colour, box)

    def dry(self) -> Canvas:
        """Put all pigment on the canvas and hand it back."""
        if not self._dark:
            self._density /= 1.0 + _SATURATION * self._density
            self._pixels *= np.exp(-self._density)
        self._canvas.blend(self._pixels, 1.0)
        return self._canvas

    def _lay(self, amount: Floats, colour: RGB, box: Box) -> None:
        paint = np.asarray(colour, dtype=np.float32)
        if self._dark:
            part = self._pixels[box.slices]
            part += (paint - part) * (1.0 - np.exp(-1.7 * amount))[..., None]
        else:
            absorbed = np.log(np.maximum(self._ground, 0.02) / np.maximum(paint, 0.02)).astype(np.float32)
            self._density[box.slices] += amount[..., None] * absorbed

    def _amount(self, blot: Blot, box: Box, step: int) -> Floats:
        """(rows, columns): pigment on every ``step``-th pixel of a box."""
        inside, along = _inside(blot, box, step)
        rows, columns = box.slices
        part = slice(rows.start, rows.stop, step), slice(columns.start, columns.stop, step)
        broad, wide, close, tooth = (self._noise[name][part] for name in _NOISES)
        unit, mean = np.float32(self._unit), np.float32(blot.radii.mean())
        inside += blot.rough * mean * (0.55 * broad + 0.6 * wide + 0.35 * close)
        loose = np.clip(0.9 * wide + 0.7 * broad + (2.4 * blot.bleed - 1.1), 0.0, 1.0)
        crisp = 1.0 - loose
        soft = unit * 1.2 + loose * np.minimum(mean * 0.5, 60.0 * unit)
        body = np.clip(inside / soft + 0.3 * crisp, 0.0, 1.0)
        near = np.exp(np.minimum(-inside, 0.0) / (10.0 * unit))
        rim = (0.5 * near + near**3) * crisp
        pool = 0.82 + 0.26 * broad + 0.16 * wide + (0.16 / mean) * along + blot.rim * rim + 0.07 * tooth
        return blot.strength * body * body * (3.0 - 2.0 * body) * np.maximum(pool, 0.05)


def _extent(blot: Blot) -> tuple[float, float]:
    """How far a shape reaches sideways and up."""
    reach = float(blot.radii.max()) * (1.05 + 2.6 * blot.rough)
    wide, tall = reach * blot.stretch**0.5, reach / blot.stretch**0.5
    cos, sin = np.cos(blot.lean), np.sin(blot.lean)
    return float(np.hypot(wide * cos, tall * sin)), float(np.hypot(wide * sin, tall * cos))


def _inside(blot: Blot, box: Box, step: int) -> tuple[Floats, Floats]:
    """For every ``step``-th pixel of a box: how far inside a smooth outline it lies, and how far down the shape."""
    x, y = blot.centre
    dx = (np.arange(box.left, box.right, step, dtype=np.float32) + np.float32(0.5 * step - x))[None, :]
    dy = (np.arange(box.top, box.bottom, step, dtype=np.float32) + np.float32(0.5 * step - y))[:, None]
    wide = np.float32(blot.stretch**0.5)
    cos, sin = np.float32(np.cos(blot.lean)), np.float32(np.sin(blot.lean))
    across, along = dx * (cos / wide) + dy * (sin / wide), dy * (cos * wide) - dx * (sin * wide)
    away = np.sqrt(across * across + along * along)
    corners = len(blot.radii)
    turn = np.arctan2(along, across) * np.float32(corners / (2 * np.pi)) + np.float32(corners)
    low = turn.astype(np.int32)
    turn -= low
    outline = np.tile(blot.radii, 2).astype(np.float32)
    slope = np.roll(outline, -1) - outline
    low %= corners
    return outline[low] + slope[low] * turn - away, along


def _bumps(rng: np.random.Generator, height: int, width: int, size: float) -> Floats:
    """(height, width): smooth noise of deviation about 1 with bumps ``size`` pixels apart."""
    rows, columns = int(height / size) + 4, int(width / size) + 4
    grid = rng.standard_normal((rows, columns), dtype=np.float32)
    wide = (round(columns * size), round(rows * size))
    large = np.asarray(PIL.Image.fromarray(grid).resize(wide, PIL.Image.Resampling.BICUBIC))
    margin = round(size)
    part = large[margin : margin + height, margin : margin + width]
    return part / part.std()
