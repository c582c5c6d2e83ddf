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


def chart(scene: Scene) -> Chart:
    """Lay the song over the canvas in the scene's composition."""
    rows, columns = (round(side / (CELL * scene.unit)) for side in (scene.height, scene.width))
    x, y = np.meshgrid((np.arange(columns) + 0.5) / columns, (np.arange(rows) + 0.5) / rows)
    course = COURSES[scene.composition](scene, x, y)
    sound = scene.mel(64, 96, (1.2, 1.2))
    energy = map_coordinates(sound, [course.pitch * 63, course.time * 95], order=1, mode="nearest")
    swell = scene.swell(96, 3.0)
    energy *= 0.55 + 0.45 * np.interp(course.time, np.linspace(0, 1, 96), swell)
    focus = np.exp(-(((course.time - scene.peak) / 0.16) ** 2))
    energy = (energy / max(float(energy.max()), 1e-6) * (0.75 + 0.35 * focus)) * course.inside
    empty = _EMPTY[scene.mood.quadrant]
    level = float(np.quantile(energy, empty))
    energy = np.clip((energy - level) / max(float(np.quantile(energy, 0.995)) - level, 1e-6), 0.0, 1.0)
    swirl = 1.5 if scene.mood.valence < 0 else 0.9
    heading = course.heading + _turbulence(scene, x, y) + swirl * (gaussian_filter(energy, 14.0) - 0.35)
    if scene.angry:
        heading = np.round(heading / (np.pi / 4)) * (np.pi / 4)
    return Chart(energy, course.time, course.pitch, course.inside, np.cos(heading), np.sin(heading))


def _turbulence(scene: Scene, x: Floats, y: Floats) -> Floats:
    """Radians by which the current wanders: waves of two sizes that do not depend on the song."""
    total = np.zeros_like(x)
    ratio = scene.width / scene.height
    for octave, share in ((1.0, 1.0), (2.2, 0.5)):
        for _ in range(3):
            angle, start = scene.rng.uniform(0, 2 * np.pi, 2)
            size = octave * (0.9 + 0.8 * scene.lively) * scene.rng.uniform(0.7, 1.3)
            along = (x - 0.5) * np.cos(angle) * ratio**0.5 + (y - 0.5) * np.sin(angle) / ratio**0.5
            total += share * np.sin(2 * np.pi * size * along + start)
    return total * (0.18 + 0.36 * scene.lively) * (1.0 if scene.composition == "field" else 0.6)


def _field(scene: Scene, x: Floats, y: Floats) -> Course:
    """Time to the right, pitch upwards, all over the canvas."""
    time, pitch = (x - 0.04) / 0.92, 1.0 - (y - 0.05) / 0.90
    inside = _within(time, 0.05) * _within(pitch, 0.05)
    return Course(np.clip(time, 0, 1), np.clip(pitch, 0, 1), np.full_like(x, _HEADING[scene.mood.quadrant]), inside)


def _whirl(scene: Scene, x: Floats, y: Floats) -> Course:
    """Time clockwise from the top, bass inside; the current circles and draws slightly inwards."""
    across, down = (x - 0.5) / 0.47, (y - 0.5) / 0.47
    radius = np.hypot(across, down)
    angle = np.arctan2(down, across)
    time = (angle / (2 * np.pi) + 0.25) % 1.0
    pitch = (radius - 0.20) / 0.80
    ratio = scene.height / scene.width
    heading = np.arctan2(across * ratio, -down) + 0.22
    inside = _within(pitch, 0.10) * np.clip(np.minimum(time, 1 - time) / 0.015, 0, 1)
    return Course(time, np.clip(pitch, 0, 1), heading, inside)


def _river(scene: Scene, x: Floats, y: Floats) -> Course:
    """A band that winds from edge to edge, wide where the song is loud; time along it, pitch across."""
    start, turn = 0.55, 0.85
    middle = 0.5 + 0.17 * np.sin(2 * np.pi * (turn * x + start))
    slope = 0.17 * 2 * np.pi * turn * np.cos(2 * np.pi * (turn * x + start)) * scene.height / scene.width
    wide = 0.15 + 0.20 * np.interp(x, np.linspace(0, 1, 48), scene.swell(48, 5.0))
    pitch = 0.5 - (y - middle) / (2 * wide)
    heading = np.arctan(slope) * np.clip(1.3 - np.abs(pitch - 0.5), 0, 1)
    return Course(x, np.clip(pitch, 0, 1), heading, _within(pitch, 0.06))


def _fountain(scene: Scene, x: Floats, y: Floats) -> Course:
    """A fan from below (sad: hanging from above): time from left to right, pitch outwards."""
    up = y if scene.mood.quadrant == "sad" else 1.0 - y
    across, out = (x - 0.5) / 0.56, (up + 0.04) / 0.98
    angle = np.arctan2(across, out)
    time = 0.5 + angle / 2.3
    pitch = np.hypot(across, out) - 0.10
    lean = angle * (1.0 + 0.55 * np.clip(pitch, 0, 1.2) ** 2)
    heading = np.arctan2(-np.cos(lean) if scene.mood.quadrant != "sad" else np.cos(lean), np.sin(lean))
    inside = _within(time, 0.05) * _within(pitch, 0.06)
    return Course(np.clip(time, 0, 1), np.clip(pitch, 0, 1), heading, inside)


def _within(values: Floats, soft: float) -> Floats:
    """1 inside 0..1, falling to 0 at the borders over ``soft``."""
    return np.clip(np.minimum(values, 1.0 - values) / soft, 0.0, 1.0)


COURSES: dict[str, Callable[[Scene, Floats, Floats], Course]] = {
    "field": _field,
    "whirl": _whirl,
    "river": _river,
    "fountain": _fountain,
}
