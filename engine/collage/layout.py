"""Where the pieces of a paper collage lie: many arrangements are tried, and the best of those that hide nothing wins.

The table is sliced into cells by how often songs were heard (a balanced slicing tree, as in Wong and Liu 1986), some
cells stay empty, and each piece then grows beyond its cell, shifts and turns until neighbours overlap like paper that
somebody has moved about. What an arrangement is worth is measured on a coarse raster of who covers whom.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.collage._torn import Sheet

Floats = NDArray[np.floating[Any]]
LEAST_SEEN = 0.65
"""The share of each piece that must be seen."""
LEAST_HERO = 0.22
"""The share of the picture that the first piece must fill."""
_OFFERED = 10
_TREES, _SHAKES, _KEPT = 160, 72, 8  # slicings, arrangements, and slicings that these are made from
_RASTER = 88  # cells along the longer side
_MARGIN = 0.035  # of the shorter side, kept free of pieces


@dataclass(frozen=True, slots=True)
class Cell:
    """A part of the table, in pixels; ``item`` counts the pieces, those past the last are empty."""

    item: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A sheet for each piece by its rank, the order in which they are laid, and the cells that stay empty."""

    sheets: tuple[Sheet, ...]
    order: tuple[int, ...]
    empty: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a piece asks for: its weight, whether it may be cut round, its aspect (width by height) if it has one."""

    weight: float
    round: bool = False
    aspect: float | None = None


def arranged(
    wishes: Sequence[Wish], width: int, height: int, headline: float, rng: np.random.Generator
) -> list[Arrangement]:
    """Arrangements of one to twelve pieces, the best first; ``headline`` pixels at the bottom stay free for words.

    The last ones are strict: no piece strays from its cell.
    """
    high, margin = height - headline, 2 * _MARGIN * min(width, height)
    shares = _shares(wishes, (width - margin) * (high - margin) / (width * height))
    trees = sorted((_tree(shares, wishes, width, high, rng) for _ in range(_TREES)), key=lambda found: found[0])
    loose = float(np.interp(len(wishes), [5, 12], [1.0, 0.2]))
    tried = [_shaken(wishes, trees[shake % _KEPT][1], loose, width, high, rng) for shake in range(_SHAKES)]
    strict = [_shaken(wishes, cells, 0.0, width, high, rng) for _, cells in trees[:_KEPT]]

    def rank(arrangement: Arrangement) -> float:
        return -_worth(arrangement, width, height)

    return [*sorted(tried, key=rank)[:_OFFERED], *sorted(strict, key=rank)]


def _shares(wishes: Sequence[Wish], room: float) -> list[float]:
    """Share of the sliced area for each piece, then for the empty cells; they add up to 1.

    ``room`` is the share of the picture that is sliced.
    """
    count = len(wishes)
    hero = float(np.interp(count, [1, 2, 3, 5, 9, 12], [0.50, 0.35, 0.30, 0.278, 0.264, 0.260])) / room
    free = float(np.interp(count, [1, 2, 3, 5, 9, 12], [0.50, 0.34, 0.28, 0.22, 0.14, 0.09]))
    if count == 1:
        return [hero, *((1.0 - hero) * part for part in (0.3, 0.4, 0.3))]
    rest = np.sqrt(np.array([max(wish.weight, 1e-6) for wish in wishes[1:]]))
    rest = np.clip(rest / rest.mean(), 0.72, 1.45)
    rest = np.minimum(rest / rest.sum() * (1.0 - hero - free), 0.62 * hero)
    empty = 1.0 - hero - float(rest.sum())
    parts = (0.62, 0.38) if count < 9 else (1.0,)
    return [hero, *(float(share) for share in rest), *(empty * part for part in parts)]


def _tree(
    shares: Sequence[float], wishes: Sequence[Wish], width: float, height: float, rng: np.random.Generator
) -> tuple[float, list[Cell]]:
    """A random slicing of the table, and how bad its cells' shapes are."""
    margin = _MARGIN * min(width, height)
    items = [int(item) for item in rng.permutation(len(shares))]
    cells: list[Cell] = []
    _slice(items, shares, (margin, margin, width - 2 * margin, height - 2 * margin), rng, cells)
    return sum(_badness(cell, wishes, width, height) for cell in cells), cells


def _slice(
    items: Sequence[int],
    shares: Sequence[float],
    area: tuple[float, float, float, float],
    rng: np.random.Generator,
    cells: list[Cell],
) -> None:
    left, top, width, height = area
    if len(items) == 1:
        cells.append(Cell(items[0], left, top, width, height))
        return
    cut = int(rng.integers(1, len(items)))
    total = sum(shares[item] for item in items)
    part = sum(shares[item] for item in items[:cut]) / total
    if width * rng.uniform(0.75, 1.3) > height:
        _slice(items[:cut], shares, (left, top, width * part, height), rng, cells)
        _slice(items[cut:], shares, (left + width * part, top, width * (1 - part), height), rng, cells)
    else:
        _slice(items[:cut], shares, (left, top, width, height * part), rng, cells)
        _slice(items[cut:], shares, (left, top + height * part, width, height * (1 - part)), rng, cells)


def _badness(cell: Cell, wishes: Sequence[Wish], width: float, height: float) -> float:
    """Long thin cells are bad, most of all for the hero, who also stands badly in a corner or right in the middle.

    A piece with an aspect of its own wants a cell of that shape.
    """
    aspect = max(cell.width, 1.0) / max(cell.height, 1.0)
    if cell.item >= len(wishes):
        return 0.2 * max(0.0, abs(math.log(aspect)) - 0.8)
    stretch = abs(math.log(aspect / (wishes[cell.item].aspect or 1.0)))
    bad = max(0.0, stretch - (0.22 if cell.item == 0 else 0.42)) ** 2 * (9.0 if cell.item == 0 else 8.0)
    if cell.item == 0:
        x = (cell.left + cell.width / 2) / width - 0.5
        y = (cell.top + cell.height / 2) / height - 0.47
        bad += 4.0 * max(0.0, math.hypot(x, y) - 0.24) + 1.5 * max(0.0, 0.07 - math.hypot(x, y))
    return bad


def _shaken(
    wishes: Sequence[Wish], cells: Sequence[Cell], loose: float, width: float, height: float, rng: np.random.Generator
) -> Arrangement:
    """Pieces let out of their cells: a little larger, moved and turned, some cut round, some with slanted sides."""
    by_item = {cell.item: cell for cell in cells}
    sheets = [_sheet(by_item[item], wish, item, loose, width, height, rng) for item, wish in enumerate(wishes)]
    area = [sheet.width * sheet.height for sheet in sheets]
    order = sorted(range(len(sheets)), key=lambda at: (-area[at] * float(rng.uniform(0.6, 1.5)), at))
    order.remove(0)
    order.insert(round(len(order) * float(rng.uniform(0.55, 1.0))), 0)
    empty = tuple(cell for cell in cells if cell.item >= len(wishes))
    return Arrangement(tuple(sheets), tuple(order), empty)


def _sheet(
    cell: Cell, wish: Wish, item: int, loose: float, width: float, height: float, rng: np.random.Generator
) -> Sheet:
    """A piece out of its cell; ``loose`` (0..1) is how far it may stray."""
    hero = item == 0
    grow = rng.uniform(1.0, 1.06) if hero else rng.uniform(0.92 + 0.05 * loose, 0.97 + 0.18 * loose)
    wide, high = cell.width * grow, cell.height * grow
    turn = math.radians(float(np.clip(rng.normal(0.0, 1.3 if hero else 1.8 + 2.2 * loose), -8.0, 8.0)))
    circle = wish.round and not hero and 0.62 < wide / high < 1.6
    if wish.aspect is not None:
        scale = min(wide / wish.aspect, high) if not hero else math.sqrt(wide * high / wish.aspect)
        wide, high = scale * wish.aspect, scale
    if circle:
        wide = high = min(wide, high) * (1.06 + 0.10 * loose)
    slant = np.zeros((4, 2))
    torn = (0.0, 0.0, 0.0, 0.0)
    if not circle:
        slant = np.clip(rng.normal(0.0, 0.012 if hero else 0.034, (4, 2)), -0.07, 0.07) * min(wide, high)
        torn = _torn_sides(item, rng)
        wide, high = wide - 0.6 * float(np.abs(slant[:, 0]).max()), high - 0.6 * float(np.abs(slant[:, 1]).max())
    x = cell.left + cell.width / 2 + rng.normal(0.0, 0.001 + 0.021 * loose) * width
    y = cell.top + cell.height / 2 + rng.normal(0.0, 0.001 + 0.021 * loose) * height
    lift = float(rng.uniform(6.5, 10.5)) if not hero else 9.0
    sheet = Sheet((x, y), wide, high, turn, torn, tuple((float(a), float(b)) for a, b in slant), circle, lift)
    return _within(sheet, width, height)


def _torn_sides(item: int, rng: np.random.Generator) -> tuple[float, float, float, float]:
    """Which sides are torn, and how wide their rims: the hero's all; of others some are cut, most are torn in part."""
    kind = float(rng.uniform())
    sides = rng.uniform(2.0, 9.5, 4)
    if item and kind < 0.24:
        sides[:] = 0.0
    elif item and kind < 0.75:
        sides[rng.permutation(4)[: int(rng.integers(1, 3))]] = 0.0
    top, right, bottom, left = (float(side) for side in sides)
    return top, right, bottom, left


def _within(sheet: Sheet, width: float, height: float) -> Sheet:
    """The same sheet moved into the margins."""
    margin = 0.8 * _MARGIN * min(width, height)
    left, top, right, bottom = sheet.reach()
    dx = max(0.0, margin - left) - max(0.0, right - (width - margin))
    dy = max(0.0, margin - top) - max(0.0, bottom - (height - margin))
    return replace(sheet, centre=(sheet.centre[0] + dx, sheet.centre[1] + dy))


# --- what an arrangement is worth ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Raster:
    """A coarse picture of who is seen where.

    ``owner`` (rows, columns) is the rank of the topmost piece, -1 for none; ``times`` how many lie over each other;
    ``areas`` how many cells each piece covers; ``x`` and ``y`` are the cells' middles, ``step`` apart, in pixels.
    """

    owner: NDArray[np.int16]
    times: NDArray[np.int16]
    areas: tuple[int, ...]
    x: Floats
    y: Floats
    step: float
    width: float
    height: float

    @property
    def unit(self) -> float:
        """One pixel of a 1024 x 1024 picture."""
        return math.sqrt(self.width * self.height) / 1024.0

    def seen(self) -> Floats:
        """(pieces,): the share of each that is seen."""
        counts = [int((self.owner == rank).sum()) for rank in range(len(self.areas))]
        return np.array(counts) / np.maximum(np.array(self.areas), 1)

    def hide(self, sheet: Sheet) -> None:
        """Lay something over it that belongs to nobody."""
        self.owner[covered(sheet, self.x, self.y)] = -1


def rastered(arrangement: Arrangement, width: float, height: float, cells: int) -> Raster:
    """An arrangement seen from far away: ``cells`` along the longer side."""
    step = max(width, height) / cells
    x = (np.arange(math.ceil(width / step), dtype=np.float32) + 0.5) * np.float32(step)
    y = (np.arange(math.ceil(height / step), dtype=np.float32) + 0.5) * np.float32(step)
    owner = np.full((len(y), len(x)), -1, dtype=np.int16)
    times = np.zeros((len(y), len(x)), dtype=np.int16)
    areas = [0] * len(arrangement.sheets)
    for item in arrangement.order:
        inside = covered(arrangement.sheets[item], x, y)
        owner[inside] = item
        times += inside
        areas[item] = int(inside.sum())
    return Raster(owner, times, tuple(areas), x, y, step, width, height)


def _worth(arrangement: Arrangement, width: float, height: float) -> float:
    """Higher is better; an arrangement that hides too much, or leaves the hero too small, is far below all others."""
    raster = rastered(arrangement, width, height, _RASTER)
    seen, times = raster.seen(), raster.times
    hidden = float(np.maximum(0.0, 0.84 - seen[1:]).sum()) + 2.0 * max(0.0, 0.95 - float(seen[0]))
    hero = float((raster.owner == 0).mean())
    overlap = float((times > 1).sum()) / max(1.0, float((times > 0).sum()))
    deep = float((times > 2).mean())
    small = max(0.0, LEAST_HERO + 0.022 - hero)
    aim = 0.085 if len(arrangement.sheets) > 2 else 0.05
    worth = -12.0 * hidden - 60.0 * small - 5.0 * abs(overlap - aim) - 6.0 * deep
    return worth - 2.0 * _off_centre(times) - 0.35 * _alone(arrangement)


def _alone(arrangement: Arrangement) -> int:
    """How many pieces touch no other one."""
    boxes = np.array([sheet.reach() for sheet in arrangement.sheets])
    if len(boxes) < 2:
        return 0
    low, high = np.maximum(boxes[:, None, :2], boxes[None, :, :2]), np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    touch = (high - low > 4.0).all(axis=2)
    return int((touch.sum(axis=1) == 1).sum())


def _off_centre(times: NDArray[np.int16]) -> float:
    """How far the middle of all pieces is from the place where it looks at rest."""
    rows, columns = np.nonzero(times)
    if not len(rows):
        return 1.0
    return math.hypot(columns.mean() / times.shape[1] - 0.5, rows.mean() / times.shape[0] - 0.48)


def covered(sheet: Sheet, x: Floats, y: Floats) -> NDArray[np.bool_]:
    """(rows, columns): which points of a grid of ``x`` and ``y`` lie on a sheet, as if it were cut straight."""
    if sheet.round:
        return (x[None, :] - sheet.centre[0]) ** 2 + (y[:, None] - sheet.centre[1]) ** 2 < (sheet.width / 2) ** 2
    result = np.ones((len(y), len(x)), dtype=bool)
    corners = sheet.corners
    for at in range(4):
        (x0, y0), (x1, y1) = corners[at], corners[(at + 1) % 4]
        result &= (x[None, :] - x0) * (y1 - y0) - (y[:, None] - y0) * (x1 - x0) < 0
    return result
