"""Where the song's time and pitch lie on the canvas, and which way the current runs there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, map_coordinates

from engine.art.scene import Scene

Floats = NDArray[np.floating[Any]]
CELL = 2.0
"""Side of a grid cell in units (pixels of a 1024 x 1024 picture)."""

_HEADING = {"happy": -0.62, "angry": -0.40, "sad": 1.35, "relaxed": 0.06}
"""Which way strokes lean in an open field, in radians (y downwards): up, up, falling, level."""

_EMPTY = {"happy": 0.30, "angry": 0.16, "sad": 0.42, "relaxed": 0.46}
"""Share of the canvas that stays empty."""


@dataclass(frozen=True)
class Course:
    """Grids (rows, columns) over the canvas: time and pitch 0..1, heading in radians, and where it is at all (0..1)."""

    time: Floats
    pitch: Floats
    heading: Floats
    inside: Floats


@dataclass(frozen=True)
class Chart:
    """What strokes grow from, as grids (rows, columns) of cells.

    ``energy`` 0..1 at each cell, 0 where it stays empty; ``time`` and ``pitch`` 0..1, and whether the song is there
    at all (``inside``); ``x`` and ``y`` the direction of the current.
    """

    energy: Floats
    time: Floats
    pitch: Floats
    inside: Floats
    x: Floats
    y: Floats


@dataclass(frozen=True)
class Bearing:
    """What bends a composition: height over width, which way strokes lean, and the loudness (48 moments)."""

    ratio: float = 1.0
    lean: float = 0.0
    swell: tuple[float, ...] = (0.5,) * 48


def layout(composition: str, rows: int, columns: int, bearing: Bearing | None = None) -> Course:
    """How a composition lays time and pitch over a grid."""
    x, y = np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows)
    return COURSES[composition](x, y, bearing or Bearing())


def chart(scene: Scene) -> Chart:
    """Lay the song over the canvas in the scene's composition."""
    rows, columns = (round(side / (CELL * scene.unit)) for side in (scene.height, scene.width))
    swell = tuple(float(level) for level in scene.swell(48, 5.0))
    bearing = Bearing(scene.height / scene.width, _HEADING[scene.mood.quadrant], swell)
    course = layout(scene.composition, rows, columns, bearing)
    energy = _energy(scene, course)
    swirl = 1.5 if scene.mood.valence < 0 else 0.9
    heading = course.heading + _turbulence(scene, rows, columns) + swirl * (gaussian_filter(energy, 14.0) - 0.35)
    if scene.angry:
        heading = np.round(heading / (np.pi / 4)) * (np.pi / 4)
    return Chart(energy, course.time, course.pitch, course.inside, np.cos(heading), np.sin(heading))


def _energy(scene: Scene, course: Course) -> Floats:
    """Energy 0..1 at every cell: most around the loudest moment, none on the mood's share of empty canvas."""
    sound = scene.mel(64, 96, (1.2, 1.2))
    energy = map_coordinates(sound, [course.pitch * 63, course.time * 95], order=1, mode="nearest")
    loud = np.interp(course.time, np.linspace(0, 1, 96), scene.swell(96, 3.0))
    silent = max(0.0, 1.0 - 4.0 * float(energy.max()))
    trickle = silent * np.exp(-(((course.pitch - 0.4) / 0.3) ** 2))  # nothing to hear, but a picture all the same
    focus = np.exp(-(((course.time - scene.peak) / 0.16) ** 2))
    energy = (trickle + energy * (0.55 + 0.45 * loud)) * (0.75 + 0.35 * focus) * course.inside
    least, most = np.quantile(energy, [_EMPTY[scene.mood.quadrant], 0.995])
    return np.clip((energy - least) / max(float(most - least), 1e-6), 0.0, 1.0)


def _turbulence(scene: Scene, rows: int, columns: int) -> Floats:
    """Radians by which the current wanders: waves of two sizes that do not depend on the song."""
    x, y = np.arange(columns)[None] / columns, np.arange(rows)[:, None] / rows
    total = np.zeros((rows, columns))
    ratio = scene.width / scene.height
    for octave, share in ((1.0, 1.0), (2.2, 0.5)):
        for _ in range(3):
            angle, start = scene.rng.uniform(0, 2 * np.pi, 2)
            size = octave * (0.9 + 0.8 * scene.lively) * scene.rng.uniform(0.7, 1.3)
            along = (x - 0.5) * np.cos(angle) * ratio**0.5 + (y - 0.5) * np.sin(angle) / ratio**0.5
            total += share * np.sin(2 * np.pi * size * along + start)
    return total * (0.18 + 0.36 * scene.lively) * (1.0 if scene.composition == "field" else 0.6)


def _field(x: Floats, y: Floats, bearing: Bearing) -> Course:
    """Time to the right, pitch upwards, all over the canvas."""
    time, pitch = (x - 0.04) / 0.92, 1.0 - (y - 0.05) / 0.90
    inside = _within(time, 0.05) * _within(pitch, 0.05)
    return Course(np.clip(time, 0, 1), np.clip(pitch, 0, 1), np.full_like(x, bearing.lean), inside)


def _whirl(x: Floats, y: Floats, bearing: Bearing) -> Course:
    """Time clockwise from the top, bass inside; the current circles and draws slightly inwards."""
    across, down = (x - 0.5) / 0.47, (y - 0.5) / 0.47
    radius = np.hypot(across, down)
    angle = np.arctan2(down, across)
    time = (angle / (2 * np.pi) + 0.25) % 1.0
    pitch = (radius - 0.20) / 0.80
    heading = np.arctan2(across * bearing.ratio, -down) + 0.22
    inside = _within(pitch, 0.10) * np.clip(np.minimum(time, 1 - time) / 0.015, 0, 1)
    return Course(time, np.clip(pitch, 0, 1), heading, inside)


def _river(x: Floats, y: Floats, bearing: Bearing) -> Course:
    """A band that winds from edge to edge, wide where the song is loud; time along it, pitch across."""
    start, turn = 0.55, 0.85
    middle = 0.5 + 0.17 * np.sin(2 * np.pi * (turn * x + start))
    slope = 0.17 * 2 * np.pi * turn * np.cos(2 * np.pi * (turn * x + start)) * bearing.ratio
    wide = 0.15 + 0.20 * np.interp(x, np.linspace(0, 1, 48), np.array(bearing.swell))
    pitch = 0.5 - (y - middle) / (2 * wide)
    heading = np.arctan(slope) * np.clip(1.3 - np.abs(pitch - 0.5), 0, 1)
    return Course(x, np.clip(pitch, 0, 1), heading, _within(pitch, 0.06))


def _fountain(x: Floats, y: Floats, bearing: Bearing) -> Course:
    """A fan that rises from below: time from left to right, pitch outwards."""
    return _fan(x, 1.0 - y, -1.0)


def _willow(x: Floats, y: Floats, bearing: Bearing) -> Course:
    """The same fan hanging from above."""
    return _fan(x, y, 1.0)


def _fan(x: Floats, far: Floats, way: float) -> Course:
    across, out = (x - 0.5) / 0.56, (far + 0.04) / 0.98
    angle = np.arctan2(across, out)
    time = 0.5 + angle / 2.3
    pitch = np.hypot(across, out) - 0.10
    lean = angle * (1.0 + 0.55 * np.clip(pitch, 0, 1.2) ** 2)
    inside = _within(time, 0.05) * _within(pitch, 0.06)
    return Course(np.clip(time, 0, 1), np.clip(pitch, 0, 1), np.arctan2(way * np.cos(lean), np.sin(lean)), inside)


def _within(values: Floats, soft: float) -> Floats:
    """1 inside 0..1, falling to 0 at the borders over ``soft``."""
    return np.clip(np.minimum(values, 1.0 - values) / soft, 0.0, 1.0)


COURSES: dict[str, Callable[[Floats, Floats, Bearing], Course]] = {
    "field": _field,
    "whirl": _whirl,
    "river": _river,
    "fountain": _fountain,
    "willow": _willow,
}
