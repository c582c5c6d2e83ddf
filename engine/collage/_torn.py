"""Sheets of paper: how they lie, and which pixels they cover once they are cut with scissors or torn by hand.

A sheet's outline is where a distance to its straight or round sides is zero. Noise at five scales moves that line:
what is torn shows two ragged lines, that of the paper's white core and, inside it, that of the printed surface.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.art.canvas import Box

Floats = NDArray[np.floating[Any]]
_FIELD = 640  # pixels of a field of noise, which repeats
_WANDER = ((120.0, 4.4), (42.0, 2.4), (17.0, 1.5), (7.0, 0.8), (2.6, 0.38))
"""How far a tear wanders from a straight line: (length, amplitude) in pixels of a 1024 x 1024 picture."""
_FARTHEST = 12.0  # pixels of a 1024 x 1024 picture that a tear strays at most
_FIBRES = ((9.0, 0.55), (3.2, 0.45), (1.5, 0.25))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A piece of paper on the table.

    ``centre`` is in pixels, ``width`` and ``height`` are its own, ``turn`` is in radians, clockwise. ``torn`` says for
    the top, right, bottom and left side how wide its white rim is (0 for a side cut with scissors). ``slant`` (4, 2)
    moves its corners, from the upper left clockwise. ``round`` sheets are ellipses. ``lift`` is how far it stands off
    the table, in pixels of a 1024 x 1024 picture, and ``rough`` how far tears wander (1 as a hand tears a poster).
    """

    centre: tuple[float, float]
    width: float
    height: float
    turn: float = 0.0
    torn: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    slant: tuple[tuple[float, float], ...] = ((0.0, 0.0),) * 4
    round: bool = False
    lift: float = 7.0
    rough: float = 1.0

    @property
    def corners(self) -> Floats:
        """(4, 2) in the picture, from the sheet's upper left clockwise."""
        half = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * (self.width / 2, self.height / 2)
        return (half + np.array(self.slant)) @ self.axes + np.array(self.centre)

    @property
    def axes(self) -> Floats:
        """(2, 2): the sheet's own directions right and down, in the picture."""
        cosine, sine = np.cos(self.turn), np.sin(self.turn)
        return np.array([[cosine, sine], [-sine, cosine]])

    def reach(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the rectangle around it."""
        corners = self.corners
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        return left - margin, top - margin, right + margin, bottom + margin


@dataclass(frozen=True, slots=True)
class Cut:
    """A sheet in pixels: ``box`` of the picture, ``cover`` of the paper and of its ``printed`` part in 0..1.

    ``inner`` is the distance of each pixel from the sheet's rim, in pixels, positive inside.
    """

    box: Box
    cover: Floats
    printed: Floats
    inner: Floats


class Shears:
    """Cuts sheets for one picture of ``width`` x ``height`` pixels; ``unit`` is a pixel of a 1024 x 1024 one."""

    def __init__(self, width: int, height: int, unit: float, rng: np.random.Generator) -> None:
        self._whole = Box(0, 0, width, height)
        self._unit = unit
        self._rng = rng

    def cut(self, sheet: Sheet) -> Cut | None:
        """Cut or tear a sheet; None when it lies outside of the picture."""
        margin = 16.0 * self._unit
        box = inside(sheet.reach(margin), self._whole)
        if box.empty:
            return None
        sides = _distances(sheet, box)
        wander = np.clip(self._noise("wander", box), -_FARTHEST, _FARTHEST) * np.float32(self._unit * sheet.rough)
        outer, inner = np.full(wander.shape, -1e9, dtype=np.float32), np.full(wander.shape, -1e9, dtype=np.float32)
        rims = self._rims(box, sheet) if any(sheet.torn) else None
        for side, (away, width) in enumerate(zip(sides, _each(sheet), strict=True)):
            if width and rims is not None:
                np.maximum(outer, away + wander, out=outer)
                np.maximum(inner, away + wander + rims[side], out=inner)
            else:
                np.maximum(outer, away, out=outer)
                np.maximum(inner, away, out=inner)
        cover = np.clip(0.5 - outer, 0.0, 1.0)
        printed = np.minimum(cover, np.clip(0.5 - inner, 0.0, 1.0)) if rims is not None else cover
        return Cut(box, cover, printed, -outer)

    def _rims(self, box: Box, sheet: Sheet) -> list[Floats]:
        """How wide the white rim is along each side: it swells, vanishes, and frays."""
        swell, fray = self._noise("swell", box), self._noise("fibres", box)
        return [
            np.maximum(-1.0, width * (0.75 + 0.6 * swell) + (1.3 * min(1.0, width / 5.0)) * fray)
            * np.float32(self._unit)
            for width in sheet.torn
        ]

    def _noise(self, kind: str, box: Box) -> Floats:
        """A piece of a field, taken anywhere."""
        field = _field(kind, round(self._unit, 3))
        top, left = (int(at) for at in self._rng.integers(0, _FIELD, 2))
        rows = (top + np.arange(box.height)) % _FIELD
        columns = (left + np.arange(box.width)) % _FIELD
        return field[rows[:, None], columns[None, :]]


def inside(reach: tuple[float, float, float, float], whole: Box) -> Box:
    """The whole pixels of a rectangle that lie inside a box."""
    left, top, right, bottom = reach
    return Box(
        max(whole.left, int(np.floor(left))),
        max(whole.top, int(np.floor(top))),
        min(whole.right, int(np.ceil(right))),
        min(whole.bottom, int(np.ceil(bottom))),
    )


def _each(sheet: Sheet) -> tuple[float, ...]:
    return sheet.torn[:1] if sheet.round else sheet.torn


def _distances(sheet: Sheet, box: Box) -> list[Floats]:
    """(rows, columns) for each side: pixels outside of it, negative inside."""
    x = np.arange(box.left, box.right, dtype=np.float32)[None, :] + np.float32(0.5)
    y = np.arange(box.top, box.bottom, dtype=np.float32)[:, None] + np.float32(0.5)
    if sheet.round:
        right, down = sheet.axes
        across = (x - sheet.centre[0]) * np.float32(right[0]) + (y - sheet.centre[1]) * np.float32(right[1])
        along = (x - sheet.centre[0]) * np.float32(down[0]) + (y - sheet.centre[1]) * np.float32(down[1])
        radius = np.float32(min(sheet.width, sheet.height) / 2)
        away = np.hypot(across * (2 * radius / sheet.width), along * (2 * radius / sheet.height)) - radius
        return [away.astype(np.float32)]
    found = []
    corners = sheet.corners
    for at in range(4):
        start, end = corners[at], corners[(at + 1) % 4]
        run = (end - start) / max(float(np.hypot(*(end - start))), 1e-6)
        found.append((x - np.float32(start[0])) * np.float32(run[1]) - (y - np.float32(start[1])) * np.float32(run[0]))
    return found


@lru_cache(maxsize=12)
def _field(kind: str, unit: float) -> Floats:
    """(640, 640) of repeating noise: a tear's wandering in pixels, a rim's swelling (about -1..1), fibres (-1..1)."""
    scales = {"wander": _WANDER, "swell": ((120.0, 0.8), (36.0, 0.5)), "fibres": _FIBRES}[kind]
    rng = np.random.Generator(np.random.PCG64(["wander", "swell", "fibres"].index(kind)))
    total = np.zeros((_FIELD, _FIELD), dtype=np.float32)
    for length, amplitude in scales:
        total += np.float32(amplitude) * _octave(rng, max(1.0, length * unit))
    return total


def _octave(rng: np.random.Generator, length: float) -> Floats:
    """(640, 640) of smooth noise with deviation 1 whose hills are about ``length`` pixels apart, repeating."""
    count = max(2, round(_FIELD / length))
    if count >= _FIELD:
        return rng.standard_normal((_FIELD, _FIELD), dtype=np.float32)
    small = rng.standard_normal((count, count), dtype=np.float32)
    padded = np.pad(small, 2, mode="wrap")
    image = PIL.Image.fromarray(padded)
    large = image.resize((_FIELD, _FIELD), PIL.Image.Resampling.BICUBIC, box=(2.0, 2.0, 2.0 + count, 2.0 + count))
    result = np.asarray(large, dtype=np.float32)
    return result / result.std()
