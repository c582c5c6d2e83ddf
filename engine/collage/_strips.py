"""Labels: strips of paper with a song's title, found a place where they touch their piece and nothing else's."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.canvas import Canvas
from engine.art.palette import RGB
from engine.art.text import Line, Weight, write, written
from engine.collage._torn import Sheet
from engine.collage._type import fitted
from engine.collage.layout import Raster, covered

Floats = NDArray[np.floating[Any]]
_TALL = 1.48  # height of a strip, in sizes of its type
_PAD = 0.55  # room beside the words, in sizes
_MOST = 0.22  # share of a piece that its label may be as large as, unless it is one line
_LEVELS = (
    (0.98, 0.0),
    (0.88, 0.02),
    (1.03, 0.03),
    (0.74, 0.1),
    (-0.96, 0.14),
    (-0.84, 0.18),
    (0.5, 0.3),
    (0.2, 0.5),
    (-0.2, 0.5),
    (-0.5, 0.4),
)
"""Where on its piece a label may lie, from the lower rim (1) to the upper (-1), and what that costs."""
_GAP = 5.0  # pixels of a 1024 x 1024 picture between labels, and from the picture's edge


@dataclass(frozen=True, slots=True)
class Strip:
    """One line on its own strip of paper; ``first`` where it belongs to the title."""

    line: Line
    size: float
    first: bool

    @property
    def width(self) -> float:
        """Of the paper."""
        return self.line.width + 2 * _PAD * self.size

    @property
    def height(self) -> float:
        """Of the paper."""
        return _TALL * self.size

    def printed(self, width: int, height: int, paper: RGB, ink: RGB) -> Floats:
        """(height, width, 3): the words in the middle of a picture that may be larger than the strip."""
        canvas = Canvas(width, height, paper)
        write(canvas, (width / 2, height / 2 + 0.36 * self.size), self.line, ink, "middle")
        return canvas.pixels


@dataclass(frozen=True, slots=True)
class Label:
    """Strips below each other, each with the sheet it is printed on, and the ``area`` they take up together."""

    strips: tuple[tuple[Strip, Sheet], ...]
    area: Sheet


def strips_of(title: str, below: Sequence[str], size: float, widest: float, lines: int = 2) -> tuple[Strip, ...]:
    """A title in up to two lines of ``size`` pixels, then smaller lines."""
    setting = fitted(title, widest, (0.8 + 1.14 * (lines - 1)) * size, size, size, "semibold")
    strips = [Strip(line, size, True) for line in setting.lines]
    small: list[tuple[str, Weight]] = [(text, "medium") for text in below if text.strip()]
    strips += [Strip(written(text, 0.76 * size, weight, widest), 0.76 * size, False) for text, weight in small]
    return tuple(strips)


def place(
    piece: Sheet,
    rank: int,
    forms: Iterable[Sequence[Strip]],
    raster: Raster,
    taken: Sequence[Sheet],
    rng: np.random.Generator,
) -> Label | None:
    """The best free place for a label on its piece: the first of its forms that finds one; None where none does."""
    turn = math.radians(float(rng.uniform(-2.6, 2.6)))
    for strips in forms:
        wide, high = max(strip.width for strip in strips), sum(strip.height for strip in strips)
        if len(strips) > 1 and wide * high > _MOST * piece.width * piece.height:
            continue  # a barer form will do
        spots = sorted(
            (cost + float(rng.uniform(0.0, 0.06)), x, y, lean) for x, y, lean, cost in _spots(piece, wide, high)
        )
        best: tuple[float, Sheet, float] | None = None
        for cost, x, y, lean in spots:
            if best is not None and best[0] >= -cost:  # no later one can be better
                break
            area = Sheet((x, y), wide, high, turn)
            worth = _worth(area, rank, raster, taken)
            if worth is not None and (best is None or worth - cost > best[0]):
                best = worth - cost, area, lean
        if best is not None:
            return _label(strips, best[1], best[2], rng)
    return None


def _label(strips: Sequence[Strip], area: Sheet, lean: float, rng: np.random.Generator) -> Label:
    """Each strip in its row, flush with the side that the label leans to."""
    y = -area.height / 2
    found = []
    for strip in strips:
        spare = (area.width - strip.width) / 2
        local = np.array([lean * spare, y + strip.height / 2])
        x, down = local @ area.axes + np.array(area.centre)
        turn = area.turn + math.radians(float(rng.normal(0.0, 0.35)))
        torn = (0.0, 1.3, 0.0, 1.3)
        sheet = Sheet((float(x), float(down)), strip.width, strip.height * 1.02, turn, torn, lift=2.6, rough=0.2)
        found.append((strip, sheet))
        y += strip.height
    return Label(tuple(found), area)


def _spots(piece: Sheet, width: float, height: float) -> Iterator[tuple[float, float, float, float]]:
    """Middles of a label on its piece, the side it leans to, and what each costs: along the lower edge first."""
    half_wide, half_high = piece.width / 2, piece.height / 2
    reach = max(0.0, half_wide - 0.40 * width)
    shifts = np.linspace(-reach, reach, 9) if reach else np.array([0.0])
    if piece.round:
        shifts = 0.72 * shifts
    pinned = 0.6 if piece.round else 0.0  # a round piece may hang from a pin at its top
    for v, cost in _LEVELS:
        cost += pinned if v < -0.5 else 0.0
        for shift in shifts:
            local = np.array([float(shift), v * half_high - math.copysign(0.32, v) * height])
            x, y = local @ piece.axes + np.array(piece.centre)
            lean = float(np.sign(shift)) if reach and abs(shift) > 0.2 * reach else -1.0
            yield float(x), float(y), lean, cost + 0.05 * float(abs(shift) < 0.3 * reach)


def _worth(area: Sheet, rank: int, raster: Raster, taken: Sequence[Sheet]) -> float | None:
    """How well a label lies: None outside of the picture, over another label, or with little of its own piece below."""
    gap = _GAP * raster.unit
    left, top, right, bottom = area.reach(gap)
    if left < 0 or top < 0 or right > raster.width or bottom > raster.height:
        return None
    grown = replace(area, width=area.width + 2 * gap, height=area.height + 2 * gap)
    if any(collide(grown, other) for other in taken):
        return None
    rows = slice(int(top / raster.step), int(bottom / raster.step) + 1)
    columns = slice(int(left / raster.step), int(right / raster.step) + 1)
    part = raster.owner[rows, columns]
    under = part[covered(area, raster.x[columns], raster.y[rows])]
    if not len(under):
        return None
    own = float((under == rank).mean())
    foreign = float(((under != rank) & (under >= 0)).mean())
    if own < 0.34 or own < 1.8 * foreign:
        return None
    return -2.4 * foreign - 0.5 * max(0.0, own - 0.70) - 0.4 * max(0.0, 0.5 - own)


def collide(one: Sheet, other: Sheet) -> bool:
    """Whether two straight strips share any area (separating axes)."""
    reach = (one.width + one.height + other.width + other.height) / 2
    if abs(one.centre[0] - other.centre[0]) > reach or abs(one.centre[1] - other.centre[1]) > reach:
        return False
    a, b = one.corners, other.corners
    for axis in (*one.axes, *other.axes):
        first, second = a @ axis, b @ axis
        if first.max() <= second.min() or second.max() <= first.min():
            return False
    return True
