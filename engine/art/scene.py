"""What a style sees of a song: its sketch, mood and colours on a canvas of a size, and how to read them.

A style turns a Scene into a Canvas. Everything that belongs to the song flows smoothly from the sketch; random
numbers depend only on style, composition and seed, so that another encoding of a song draws the same picture.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from engine.api import Mood, StyleName
from engine.art.canvas import Canvas
from engine.art.palette import GROUPS, RGB, USUAL, Palette
from engine.sketch import STEPS, Sketch

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Scene:
    """A song about to be painted, ``width`` x ``height`` pixels, in one of its style's compositions."""

    sketch: Sketch
    mood: Mood
    palette: Palette
    width: int
    height: int
    rng: np.random.Generator
    composition: str

    @property
    def unit(self) -> float:
        """One pixel of a 1024 x 1024 picture, in pixels of this one (by area)."""
        return float(np.sqrt(self.width * self.height)) / 1024.0

    @property
    def angry(self) -> bool:
        """Whether corners break: the mood's leading quadrant is the angry one."""
        return self.mood.quadrant == "angry"

    @property
    def lively(self) -> float:
        """Arousal on a 0..1 scale."""
        return (1.0 + self.mood.arousal) / 2.0

    @property
    def jag(self) -> float:
        """How sharp corners are, 0..1: sharp reads as negative, most of all when aroused; harsh sound adds a little."""
        harsh = 0.2 * self.sketch.trait("noisiness") * self.sketch.trait("brightness")
        return min(1.0, (1.0 - self.mood.valence) / 2.0 * (0.35 + 0.65 * self.lively) + harsh)

    @property
    def density(self) -> float:
        """Factor on how many shapes there are, about .57..1.74."""
        return float(2.0 ** (0.8 * self.mood.arousal))

    def mel(self, rows: int, steps: int, blur: tuple[float, float] = (0.0, 0.0)) -> Floats:
        """(rows low to high, steps in time): whitened energy 0..1, first blurred by ``blur`` (bands, moments)."""
        values = self.sketch.mel / 255.0
        for axis, sigma in enumerate(blur):
            if sigma:
                values = gaussian_filter1d(values, sigma, axis=axis, mode="nearest")
        return stretched(stretched(values, rows, 0), steps, 1)

    def energy(self, count: int, blur: float = 1.5) -> Floats:
        """(count,): loudness 0..1 over the song, first blurred by ``blur`` 144ths of it."""
        smooth = gaussian_filter1d(self.sketch.energy / 255.0 * 1.2, blur, mode="nearest")
        return np.minimum(stretched(smooth, count, 0), 1.0)

    def swell(self, count: int, blur: float = 2.0) -> Floats:
        """(count,): loudness between the song's own softest and loudest, 0..1, so that even loud songs have shape."""
        return _spread(self.energy(count, blur))

    @cached_property
    def peak(self) -> float:
        """When (0..1) the song is loudest; between two moments that are about as loud."""
        energy = self.energy(144, blur=5.0)
        weight = np.exp(40.0 * (energy - energy.max()))
        return float(weight @ np.linspace(0.0, 1.0, 144) / weight.sum())

    @cached_property
    def parts(self) -> tuple[tuple[float, float, int], ...]:
        """The song's sections as (start, end, label), 0..1."""
        starts = [float(start) / 255.0 for start in self.sketch.sections[:, 0]]
        labels = [int(label) for label in self.sketch.sections[:, 1]]
        return tuple(zip(starts, [*starts[1:], 1.0], labels, strict=True))

    @cached_property
    def accents(self) -> Floats:
        """(72, 3): the accent of each moment of the song, that of its strongest notes over a few seconds."""
        return np.array(self.palette.accents)[self._calls]

    @cached_property
    def _calls(self) -> NDArray[np.intp]:
        """(72,): which accent each moment calls for, notes being heard against what else the song plays."""
        chroma = gaussian_filter1d(self.sketch.chroma / 255.0, 2.0, axis=1, mode="nearest")
        usual = 0.8 * chroma.mean(axis=1, keepdims=True) + 0.2 * np.array(USUAL)[:, None] + 0.05
        calls = np.stack([(chroma / usual)[list(group)].mean(axis=0) for group in GROUPS])
        return (calls**4 * (0.25 + np.array(self.palette.shares))[:, None]).argmax(axis=0)

    def accent_index(self, moment: float) -> int:
        """Which accent belongs to a moment of the song (0..1)."""
        return int(self._calls[int(np.clip(moment, 0.0, 1.0) * (STEPS - 1))])

    def accent_at(self, moment: float) -> RGB:
        """The accent of a moment of the song (0..1)."""
        return self.palette.accents[self.accent_index(moment)]

    def onsets(self) -> Floats:
        """(n, 3): time, height and strength of the strongest attacks, each 0..1."""
        return self.sketch.onsets / 255.0


@dataclass(frozen=True)
class Style:
    """A way to paint: which compositions it has, which suits a song, and how much the style itself does.

    ``affinity`` lies near 0..1 and is compared between styles when nobody asked for one.
    """

    name: StyleName
    sentence: str
    compositions: tuple[str, ...]
    choose: Callable[[Sketch, Mood], str]
    draw: Callable[[Scene], Canvas]
    affinity: Callable[[Sketch, Mood], float]


def chance(style: str, composition: str, seed: int) -> np.random.Generator:
    """Random numbers that do not know the song: another encoding of it must not draw another picture."""
    digest = hashlib.blake2b(f"{style}/{composition}/{seed}".encode(), digest_size=8).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))


def stretched(values: Floats, count: int, axis: int) -> Floats:
    """Resample an axis to ``count`` points by a curve through the old ones that never overshoots."""
    if values.shape[axis] == count:
        return values
    old = np.linspace(0.0, 1.0, values.shape[axis])
    return PchipInterpolator(old, values, axis=axis)(np.linspace(0.0, 1.0, count))


def _spread(curve: Floats) -> Floats:
    low, high = np.percentile(curve, [4.0, 96.0])
    return np.clip((curve - low) / max(float(high - low), 0.08), 0.0, 1.0)
