"""Strokes: grown along the current from the widest to the finest, each ending before it would touch another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.art.canvas import Canvas
from engine.art.palette import RGB, shifted, standout
from engine.art.scene import Scene
from engine.art.styles.flow._course import CELL, Chart
from engine.sketch import MOMENTS

Floats = NDArray[np.floating[Any]]
_STEP = 3.0  # cells from one point of a stroke to the next
_GAP = 1.0  # cells left free around each stroke
_TRIES = np.array([12, 50, 200, 500, 1100, 1400])  # of each size, wide to fine


@dataclass(frozen=True)
class Stroke:
    """A line of (n, 2) points in pixels, its width, where in the song it began, and a number of its own."""

    points: Floats
    width: float
    time: float
    pitch: float
    chance: float
    hero: bool


@dataclass(frozen=True)
class Dot:
    """A strong attack: where (pixels), how large, when and how strong (0..1)."""

    centre: Floats
    radius: float
    time: float
    strength: float


@dataclass(frozen=True)
class Growth:
    """All that grew in a scene; none touches another."""

    dots: list[Dot]
    strokes: list[Stroke]


@dataclass(frozen=True)
class _Size:
    """One size of stroke: width and length in units, how many are tried, how much energy it wants.

    ``most`` is how many could be tried in any mood: as many random numbers are drawn, so that a slightly other mood
    keeps its strokes.
    """

    width: float
    length: float
    tries: int
    most: int
    hunger: float


def _sizes(scene: Scene) -> list[_Size]:
    heavy = (1.0 - scene.lively) * (1.0 - scene.mood.valence) / 2  # sadness has few strokes, and thick ones
    widest = 26.0 if scene.angry else 38.0 + 12.0 * (1 - scene.lively) + 20.0 * heavy
    calm = (1.0 - scene.lively) * (1.0 + scene.mood.valence) / 2  # and peace long ones
    longest = 360.0 if scene.angry else 440.0 + 340.0 * heavy + 620.0 * calm
    shares = (1.0, 0.66, 0.44, 0.28, 0.18, 0.12) if scene.angry else (1.0, 0.60, 0.34, 0.19, 0.11, 0.07)
    hungers = (6.0, 3.2, 2.0, 1.2, 0.7, 0.5)
    few = 1.0 - 0.6 * heavy * np.linspace(0.0, 1.0, len(shares))
    counts = scene.density * few * _TRIES
    return [
        _Size(max(2.0, widest * share), longest * (0.5 + 0.5 * share), min(round(count), most), most, hunger)
        for share, count, most, hunger in zip(shares, counts, 2 * _TRIES, hungers, strict=True)
    ]


def _grown(scene: Scene, chart: Chart, size: _Size, taken: NDArray[np.bool_]) -> list[Stroke]:
    rows, columns = chart.energy.shape
    seeds = scene.rng.uniform(0.0, 1.0, (size.most * 3, 5))[: size.tries * 3]
    spots = seeds[:, :2] * (columns - 1, rows - 1)
    here = spots.round().astype(int)
    energy = chart.energy[here[:, 1], here[:, 0]]
    kept = (energy > 0.02) & (seeds[:, 2] < energy**size.hunger)
    spots, energy, seeds = spots[kept], energy[kept], seeds[kept]
    lengths = size.length * (0.35 + 0.65 * seeds[:, 3]) * (0.5 + 0.7 * energy) / CELL
    paths = _paths(chart, spots, int(size.length * 0.6 / CELL / _STEP) + 2)
    middle = paths.shape[1] // 2
    strokes = []
    for path, start, length, level, chance in zip(paths, spots, lengths, energy, seeds[:, 4], strict=True):
        column, row = start.round().astype(int)
        if taken[row, column]:
            continue
        width = max(1.8, size.width * (0.62 + 0.5 * level))
        free = _free(taken, path, middle, width / 2 / CELL + _GAP, max(2, int(length / _STEP / 2)))
        if free is None:
            continue
        _stamp(taken, free, width / 2 / CELL + _GAP * 0.5)
        strokes.append(
            Stroke(
                points=free * CELL * scene.unit,
                width=width * scene.unit,
                time=float(chart.time[row, column]),
                pitch=float(chart.pitch[row, column]),
                chance=float(chance),
                hero=size.hunger > 5.0,
            )
        )
    return strokes


def _paths(chart: Chart, spots: Floats, steps: int) -> Floats:
    """(n, 2 steps + 1, 2): the way of the current through each spot, backwards and forwards."""
    rows, columns = chart.energy.shape
    paths = np.empty((len(spots), 2 * steps + 1, 2))
    paths[:, steps] = spots
    for direction in (1, -1):
        now = spots.copy()
        for step in range(1, steps + 1):
            column = np.clip(now[:, 0].round().astype(int), 0, columns - 1)
            row = np.clip(now[:, 1].round().astype(int), 0, rows - 1)
            now = now + direction * _STEP * np.stack([chart.x[row, column], chart.y[row, column]], axis=1)
            paths[:, steps + direction * step] = now
    return paths


def _free(taken: NDArray[np.bool_], path: Floats, middle: int, radius: float, reach: int) -> Floats | None:
    """The stretch of a path around its middle that is free, ``reach`` points either way at most; None if too short."""
    rows, columns = taken.shape
    first, last = max(0, middle - reach), min(len(path), middle + reach + 1)
    part = path[first:last]
    cells = (part[:, None] + _ring(round(radius * 2))).astype(np.intp)
    column, row = cells[..., 0], cells[..., 1]
    inside = (column >= 0) & (row >= 0) & (column < columns) & (row < rows)
    hit = ~inside.all(axis=1) | taken.ravel().take(row * columns + column, mode="clip").any(axis=1)
    centre = middle - first
    if hit[centre]:
        return None
    before, after = np.flatnonzero(hit[:centre]), np.flatnonzero(hit[centre:])
    start = int(before[-1]) + 1 if len(before) else 0
    end = centre + int(after[0]) if len(after) else len(part)
    long_enough = max(5, int(5.0 * radius / _STEP) + 1)
    return part[start:end] if end - start >= long_enough else None


def _blocked(taken: NDArray[np.bool_], spot: Floats, radius: float) -> bool:
    rows, columns = taken.shape
    column, row = (spot + _ring(round(radius * 2))).astype(int).T
    if column.min() < 0 or row.min() < 0 or column.max() >= columns or row.max() >= rows:
        return True
    return bool(taken[row, column].any())


@lru_cache(maxsize=128)
def _ring(doubled: int) -> Floats:
    """Points that stand for a disc of a radius of half of ``doubled`` cells: its centre and two circles."""
    radius = doubled / 2
    angle = np.arange(max(6, round(np.pi * radius))) * 2 * np.pi / max(6, round(np.pi * radius))
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return np.concatenate([np.zeros((1, 2)), circle * radius, circle[::2] * radius / 2]) + 0.5  # as int() cuts


@lru_cache(maxsize=128)
def _disc(radius: float) -> NDArray[np.intp]:
    """(n, 2): the cells within a radius of one."""
    whole = int(np.ceil(radius))
    dy, dx = np.mgrid[-whole : whole + 1, -whole : whole + 1]
    return np.stack([dx, dy], axis=-1)[dx**2 + dy**2 <= radius**2]


def _stamp(taken: NDArray[np.bool_], points: Floats, radius: float) -> None:
    rows, columns = taken.shape
    fine = np.repeat(points, 2, axis=0)[:-1]  # and the points half-way between
    fine[1::2] = (points[:-1] + points[1:]) / 2
    cells = (fine.round().astype(int)[:, None] + _disc(round(radius, 1))).reshape(-1, 2)
    taken[np.clip(cells[:, 1], 0, rows - 1), np.clip(cells[:, 0], 0, columns - 1)] = True


def _sown(scene: Scene, chart: Chart, taken: NDArray[np.bool_]) -> list[Dot]:
    """A dot for every strong attack, at its time and pitch; strokes will flow around them."""
    coarse = (slice(None, None, 4), slice(None, None, 4))
    time, pitch, outside = chart.time[coarse], chart.pitch[coarse], 9.0 * (chart.inside[coarse] < 0.3)
    shaken = scene.rng.normal(0.0, 3.0, (MOMENTS, 2))  # as many for every song, or its strokes would change too
    joy = 1.0 + 0.5 * scene.lively * (1.0 + scene.mood.valence)  # joy throws confetti
    dots: list[Dot] = []
    for (moment, band, strength), shake in zip(scene.onsets(), shaken, strict=False):
        far = (time - moment) ** 2 + (pitch - band) ** 2 + outside
        row, column = (4 * int(k) for k in np.unravel_index(int(far.argmin()), far.shape))
        radius = (1.6 + 8.0 * strength**2.5) * joy
        spot = np.array([[column, row]]) + shake
        if far.min() > 1.0 or _blocked(taken, spot, radius / CELL + 1.0):
            continue
        _stamp(taken, spot, radius / CELL + 1.0)
        dots.append(Dot(spot[0] * CELL * scene.unit, radius * scene.unit, float(moment), float(strength)))
    return dots


def grow(scene: Scene, chart: Chart) -> Growth:
    """Dots first, then strokes from the widest to the finest."""
    taken = np.zeros(chart.energy.shape, dtype=bool)
    dots = _sown(scene, chart, taken)
    strokes = [stroke for size in _sizes(scene) for stroke in _grown(scene, chart, size, taken)]
    return Growth(dots, strokes)


def lay(canvas: Canvas, scene: Scene, chart: Chart, growth: Growth) -> None:
    """Paint dots and strokes over a wash and one soft shadow."""
    shapes = [(stroke, _outline(stroke, scene.angry)) for stroke in growth.strokes]
    _wash(canvas, scene, chart)
    _shade(canvas, scene, [shape for stroke, shape in shapes if stroke.width > 7 * scene.unit])
    for stroke, shape in shapes:
        canvas.polygon(shape, _colour(scene, stroke), smooth=not scene.angry)
    for dot in growth.dots:
        _dot(canvas, scene, dot)


def _dot(canvas: Canvas, scene: Scene, dot: Dot) -> None:
    colour = scene.palette.ink if dot.strength > 0.8 else scene.accent_at(dot.time)
    if scene.angry:
        canvas.polygon(dot.centre + dot.radius * np.array([(0, -1), (1, 0), (0, 1), (-1, 0)]), colour)
    else:
        canvas.discs(dot.centre[None], dot.radius, colour)


def _wash(canvas: Canvas, scene: Scene, chart: Chart) -> None:
    """Tint the ground where the song is, as if its colours had bled into the paper."""
    part = chart.energy[::8, ::8]
    colours = scene.accents[np.round(chart.time[::8, ::8] * (len(scene.accents) - 1)).astype(int)]
    soft = gaussian_filter(part, 4.0)
    colours = gaussian_filter(colours * part[..., None], (4.0, 4.0, 0.0)) / (soft[..., None] + 1e-6)
    tint, cover = _enlarged(colours, canvas), _enlarged(soft[..., None], canvas)[..., 0]
    canvas.blend(tint, cover * np.float32(0.30 if scene.palette.dark else 0.34))


def _enlarged(values: Floats, canvas: Canvas) -> Floats:
    """(rows, columns, channels) stretched over the whole canvas."""
    size = (canvas.width, canvas.height)
    planes = [PIL.Image.fromarray(plane.astype(np.float32)) for plane in np.moveaxis(values, -1, 0)]
    return np.dstack([np.asarray(plane.resize(size, PIL.Image.Resampling.BILINEAR)) for plane in planes])


def _shade(canvas: Canvas, scene: Scene, shapes: list[Floats]) -> None:
    half = Canvas(canvas.width // 2, canvas.height // 2, (0.0, 0.0, 0.0))
    for shape in shapes:
        half.polygon((shape + scene.unit * np.array([2.0, 4.0])) / 2, (1.0, 1.0, 1.0))
    cover = gaussian_filter(half.pixels[..., 0], 2.5 * scene.unit)
    whole = _enlarged(cover[..., None], canvas)[..., 0]
    canvas.blend((0.0, 0.0, 0.0), whole * np.float32(0.45 if scene.palette.dark else 0.16))


def _outline(stroke: Stroke, blunt: bool) -> Floats:
    """The stroke as a closed shape: blunt, or with a round head and a tapering tail."""
    points = stroke.points
    along = np.gradient(points, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True) + 1e-9
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1)
    share = np.linspace(0.0, 1.0, len(points))[:, None]
    half = stroke.width / 2 * (0.86 if blunt else 1.0)
    if blunt:
        return np.concatenate([points + normal * half, (points - normal * half)[::-1]])
    sides = half * (1.0 - share**2.2) ** 0.6
    turn = np.linspace(0.0, np.pi, 9)[1:-1, None]
    head = points[0] - half * (np.sin(turn) * along[0] + np.cos(turn) * normal[0])
    return np.concatenate([points + normal * sides, (points - normal * sides)[::-1], head])


def _colour(scene: Scene, stroke: Stroke) -> RGB:
    """The accent of the moment, lighter for treble; one stroke in twenty-five in ink, some in a neighbour's colour."""
    if stroke.hero:
        return standout(scene.palette, scene.accent_at(stroke.time))
    if stroke.chance < 0.04:
        return scene.palette.ink
    moment = stroke.time + (0.22 if stroke.chance > 0.88 else 0.0)
    light = 0.07 * (stroke.pitch - 0.5) + 0.05 * ((stroke.chance * 7.0) % 1.0 - 0.5)
    return shifted(scene.accent_at(moment % 1.0), light)
