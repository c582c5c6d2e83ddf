"""How a song grows: nested outlines, thick where a moment is loud and where its spectrum is strong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.scene import Scene

Floats = NDArray[np.floating[Any]]
Point = tuple[float, float]
_CURVED, _BROKEN = 240, 44  # corners of an outline
_BANDS, _STEPS = 192, 144
_TWIST = 0.5  # radians by which pitch turns from the first ring to the last, so that bulges do not line up


@dataclass(frozen=True)
class Growth:
    """Outlines of one seed, from the inside out.

    ``outlines`` (rings, corners, 2) in pixels, ``moments`` (rings,) when each was grown, 0..1 of the song.
    """

    outlines: Floats
    moments: Floats

    @property
    def rings(self) -> int:
        """How many outlines there are."""
        return len(self.moments)


@dataclass(frozen=True, slots=True)
class Seed:
    """Where growth begins, and from when to when (0..1 of the song).

    ``reach`` is the last outline's mean radius in pixels, ``hollow`` the share of it left free inside, ``turn`` the
    angle at which the bass lies.
    """

    centre: Point
    reach: float
    turn: float
    rings: int
    start: float = 0.0
    end: float = 1.0
    hollow: float = 0.0


def grow(scene: Scene, seed: Seed) -> Growth:
    """Let a stretch of the song grow around a seed."""
    corners = _BROKEN if scene.angry else _CURVED
    angles = np.linspace(0.0, 2 * np.pi, corners, endpoint=False)
    moments = seed.start + (seed.end - seed.start) * (np.arange(seed.rings) + 0.5) / seed.rings
    thick = _loudness(scene, moments)[:, None] * _spectra(scene, moments, angles, seed)
    radii = np.cumsum(thick, axis=0) + 0.5 * thick[:1].mean()
    radii *= _evened(radii[-1]) * (1.0 + _habit(scene, angles))
    radii *= seed.reach * (1.0 - seed.hollow) / radii[-1].mean()
    radii += seed.reach * seed.hollow
    if scene.angry:
        radii *= 1.0 + _shards(scene, radii.shape)
    outlines = radii[..., None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    middle = (outlines[-1].min(axis=0) + outlines[-1].max(axis=0)) / 2
    return Growth(outlines - 0.8 * middle + np.array(seed.centre), moments)


def pitch_at(angles: Floats, turn: float) -> Floats:
    """Pitch 0..1 around the circle: up over three fifths of it, down over the rest, so that there is no seam."""
    place = ((angles - turn) / (2 * np.pi)) % 1.0
    return np.where(place < 0.6, place / 0.6, (1.0 - place) / 0.4)


def _loudness(scene: Scene, moments: Floats) -> Floats:
    """(rings,): thickness of each ring; loud moments grow eight times as fast as soft ones."""
    return 0.16 + np.interp(moments, np.linspace(0, 1, _STEPS), scene.swell(_STEPS)) ** 1.6


def _spectra(scene: Scene, moments: Floats, angles: Floats, seed: Seed) -> Floats:
    """(rings, corners): relative thickness by the spectrum of the moment, about 1 on average."""
    calm = 1.0 - scene.lively
    length = (seed.end - seed.start) / seed.rings * 72
    mel = scene.mel(_BANDS, _STEPS, blur=(0.5 if scene.angry else 1.1 + 2.2 * calm, max(0.4, 0.5 * length)))
    at = np.clip(moments * (_STEPS - 1), 0.0, _STEPS - 1.001)
    low, share = at.astype(int), at % 1.0
    frames = mel[:, low] * (1 - share) + mel[:, low + 1] * share
    result = np.empty((len(moments), len(angles)))
    for ring, moment in enumerate(moments):
        pitch = pitch_at(angles + _TWIST * moment, seed.turn) * (_BANDS - 1)
        result[ring] = np.interp(pitch, np.arange(_BANDS), frames[:, ring])
    result /= result.mean(axis=1, keepdims=True) + 0.06
    return 0.3 + np.clip(result, 0.0, 2.6) ** 1.3


def _evened(outer: Floats) -> Floats:
    """Factors that bring a lopsided outline most of the way back to a circle; its lines stay uneven inside."""
    return (outer.mean() / outer) ** 0.65


def _habit(scene: Scene, angles: Floats) -> Floats:
    """The picture's own slow waviness, shared by all of its rings."""
    waves = [np.sin(k * angles + scene.rng.uniform(0, 2 * np.pi)) / (k + 0.5) for k in range(1, 5)]
    return (0.015 if scene.angry else 0.03) * np.sum(waves, axis=0)


def _shards(scene: Scene, shape: tuple[int, ...]) -> Floats:
    """Broken rims: mostly small splinters, now and then a long one."""
    noise = scene.rng.normal(0.0, 1.0, shape)
    return (0.014 + 0.022 * scene.jag) * noise + 0.010 * noise**3
