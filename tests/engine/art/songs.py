"""Sketches and moods made up for tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.ndimage import gaussian_filter, gaussian_filter1d

from engine.api import Mood, Quadrant
from engine.art.palette import palette_for
from engine.art.scene import Scene
from engine.sketch import Bytes, Sketch

MOODS: dict[Quadrant, Mood] = {
    "happy": Mood(0.7, 0.1, 0.1, 0.1, 0.6, 0.6, 0.7, ("bright", "lively", "warm")),
    "angry": Mood(0.1, 0.7, 0.1, 0.1, -0.6, 0.6, 0.7, ("harsh", "loud", "tense")),
    "sad": Mood(0.1, 0.1, 0.7, 0.1, -0.6, -0.6, 0.7, ("dark", "slow", "low")),
    "relaxed": Mood(0.1, 0.1, 0.1, 0.7, 0.6, -0.6, 0.7, ("soft", "calm", "still")),
}


def song(number: int) -> Sketch:
    """A made-up song: smooth noise in every curve, another for every number."""
    rng = np.random.default_rng(number)
    mel = gaussian_filter(rng.normal(size=(48, 72)), (2.5, 2.0))
    energy = gaussian_filter1d(rng.normal(size=144), 7.0)
    pulse = gaussian_filter1d(rng.normal(size=144), 5.0)
    chroma = gaussian_filter1d(rng.normal(size=(12, 72)), 4.0, axis=1)
    starts = np.sort(rng.choice(np.arange(20, 240, 20), int(rng.integers(2, 6)), replace=False))
    sections = np.array([[start, label + 1] for label, start in enumerate([0, *starts])], dtype=np.uint8)
    onsets = rng.integers(1, 255, size=(40, 3)).astype(np.uint8)
    return Sketch(
        duration=30.0,
        tempo=120.0,
        mel=_bytes(mel, 0.05, 0.9),
        energy=_bytes(energy, 0.15, 0.85),
        pulse=_bytes(pulse, 0.1, 0.9),
        chroma=(_bytes(chroma, 0.1, 1.0) >> 4) * 17,
        onsets=onsets[np.argsort(onsets[:, 0])],
        sections=sections,
        traits=rng.integers(40, 215, size=8).astype(np.uint8),
    )


def nudged(sketch: Sketch) -> Sketch:
    """The same song by another decoder: every tenth byte moved by one."""
    rng = np.random.default_rng(0)

    def shaken(values: Bytes) -> Bytes:
        step = rng.choice([-1, 0, 0, 0, 0, 0, 0, 0, 0, 1], size=values.shape)
        return np.clip(values.astype(int) + step, 0, 255).astype(np.uint8)

    return replace(sketch, mel=shaken(sketch.mel), energy=shaken(sketch.energy), pulse=shaken(sketch.pulse))


def silence() -> Sketch:
    """A sketch in which nothing happens."""
    flat = song(0)
    return replace(
        flat,
        mel=np.zeros_like(flat.mel),
        energy=np.zeros_like(flat.energy),
        pulse=np.zeros_like(flat.pulse),
        chroma=np.zeros_like(flat.chroma),
        onsets=np.zeros((0, 3), dtype=np.uint8),
        sections=np.array([[0, 1]], dtype=np.uint8),
        traits=np.zeros(8, dtype=np.uint8),
    )


def scene(sketch: Sketch, quadrant: Quadrant, composition: str, width: int = 256, height: int = 256) -> Scene:
    """A song ready to be painted, with the same chance every time."""
    mood = MOODS[quadrant]
    chance = np.random.default_rng(5)
    return Scene(sketch, mood, palette_for(mood, sketch), width, height, chance, composition)


def _bytes(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]], low: float, high: float) -> Bytes:
    """Stretch values to a range of 0..1 and quantise them."""
    unit = (values - values.min()) / np.ptp(values)
    return np.round((low + (high - low) * unit) * 255.0).astype(np.uint8)
