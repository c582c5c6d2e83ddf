"""The shape of the land: which ridge stands where, and how high."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from engine.art.course import course_of
from engine.art.scene import Scene

Floats = NDArray[np.floating[Any]]
_BANDS = 96
_MOST_ROWS = 40  # in any mood


@dataclass(frozen=True)
class Lie:
    """How a composition lays the land; lengths are shares of the height.

    ``horizon`` is where the farthest ridge stands in a song of middling arousal, ``end`` the nearest; ``crowding``
    above 1 draws far ridges together; ``relief`` scales their height. The whole land is bent by ``fall`` (left edge
    lower than right), ``notch`` (edges lower than the middle) and ``wave``, all the other way round in songs that
    fade; ``upright`` turns it on its side, and below ``water`` it is mirrored.
    """

    horizon: float
    end: float = 1.04
    crowding: float = 1.35
    relief: float = 1.0
    fall: float = 0.0
    notch: float = 0.0
    wave: float = 0.0
    upright: bool = False
    water: float = 1.0


LIES = {
    "horizon": Lie(horizon=0.44),
    "slope": Lie(horizon=0.50, end=1.26, crowding=1.2, fall=0.50),
    "canyon": Lie(horizon=0.66, end=1.40, crowding=1.1, notch=-0.50, relief=0.85),
    "curtain": Lie(horizon=0.42, end=1.10, crowding=1.3, wave=0.10, upright=True),
    "shore": Lie(horizon=0.46, end=0.64, crowding=1.0, relief=0.9, water=0.64),
}


@dataclass(frozen=True)
class Land:
    """Ridges far to near on ``width`` x ``height`` pixels.

    ``crests`` (rows, width): the row of pixels where each ridge begins. ``bend`` (width,): how many pixels each
    column of the land was moved down. ``place`` (rows,): 0 far .. 1 near. ``swell`` (rows,): loudness.
    """

    width: int
    height: int
    crests: Floats
    bend: Floats
    place: Floats
    swell: Floats
    horizon: float
    lie: Lie


def survey(scene: Scene, lie: Lie, width: int, height: int) -> Land:
    """Lay out the ridges of a song."""
    rows = round(18 + (12 if scene.angry else 20) * scene.lively)
    swell = scene.swell(rows)
    place = _places(swell)
    horizon = lie.horizon + (0.10 - 0.18 * scene.lively if lie.water == 1.0 else 0.0)
    across = np.linspace(0.0, 1.0, width)
    bend = _bend(lie, across if course_of(scene.sketch).growth >= 0 else 1.0 - across) * height
    waves = _waves(scene.rng, place, 64 if scene.angry else 120)
    heights = _heights(scene, rows, swell, place, waves.shape[1]) * lie.relief
    base = horizon + (lie.end - horizon) * place**lie.crowding
    calm = np.minimum(1.0, 3.0 * (1.0 - place)) if lie.water < 1.0 else np.ones(rows)
    waves *= (0.038 - 0.018 * scene.lively) * calm[:, None]
    lines = (base[:, None] - heights + waves) * height
    crests = _drawn(lines, across, straight=scene.angry) + bend
    return Land(width, height, crests, bend, place, swell, horizon * height, lie)


def _places(swell: Floats) -> Floats:
    """Loud moments take more room than soft ones."""
    pace = 0.45 + swell
    place = np.concatenate([[0.0], np.cumsum((pace[1:] + pace[:-1]) / 2)])
    return place / place[-1]


def _bend(lie: Lie, across: Floats) -> Floats:
    wave = np.sin(2 * np.pi * (across * 1.1 + 0.1))
    return lie.fall * (0.5 - across) + lie.notch * (np.abs(across - 0.5) * 2) ** 1.5 + lie.wave * wave


def _heights(scene: Scene, rows: int, swell: Floats, place: Floats, count: int) -> Floats:
    """(rows, points): each moment's spectrum, mirrored about a middle that wanders with its brightness."""
    blur = 0.4 if scene.angry else 1.0 + 1.4 * (1 - scene.lively)
    mel = scene.mel(_BANDS, rows, (blur, 72 / rows / 2.2))
    points = np.linspace(-0.02, 1.02, count)
    bands = np.linspace(0.0, 1.0, _BANDS)
    bright = gaussian_filter1d(bands @ (mel / (mel.sum(axis=0) + 1e-6)), 1.5)
    middle = 0.5 + np.clip(2.5 * (bright - bright.mean()), -0.24, 0.24)[:, None]
    away = np.abs(points - middle)
    values = np.stack([np.interp(far / 0.74, bands, moment) for far, moment in zip(away, mel.T, strict=True)])
    values = values / max(float(np.percentile(values, 98)), 0.05)
    if scene.angry:
        rough = scene.rng.normal(0.0, 1.0, (_MOST_ROWS, count))[:rows]
        values = values * (1 + 0.30 * max(0.0, scene.jag - 0.3) * rough)
    mass = 0.35 + 0.65 * np.exp(-((away / 0.36) ** 2))
    reach = (0.09 + 0.12 * scene.lively**1.2) * (0.35 + swell) * (0.8 + 0.4 * place)
    return values * mass * reach[:, None]


def _waves(rng: np.random.Generator, place: Floats, points: int) -> Floats:
    """(rows, points): slow waves of the ground itself, about -1..1, alike in neighbouring ridges."""
    across, along = np.linspace(0.0, 1.0, points)[None], place[:, None]
    total = np.zeros((len(place), points))
    for count in (0.7, 1.6, 2.9):
        start, turn = rng.uniform(0, 2 * np.pi, 2)
        total += np.sin(2 * np.pi * count * across + start + 3 * along) * np.cos(2 * count * along + turn) / count
    return total


def _drawn(lines: Floats, across: Floats, straight: bool) -> Floats:
    """Corners joined by straight edges or by a smooth curve, one value for every column of pixels."""
    points = np.linspace(-0.02, 1.02, lines.shape[1])
    if straight:
        return np.stack([np.interp(across, points, line) for line in lines])
    return PchipInterpolator(points, lines, axis=1)(across)
