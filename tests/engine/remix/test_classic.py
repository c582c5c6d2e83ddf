"""The older way still does what it did: nearer in style by the network's own measure, one channel, no air."""

from __future__ import annotations

import time
from functools import lru_cache

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engine.api import Quadrant, Step
from engine.audio import decode
from engine.ear import Ear
from engine.ear.frames import frames
from engine.jukebox import song
from engine.remix.classic import STYLE, classic
from engine.spectrum import spectrum

Floats = NDArray[np.float32]
RATE = 44_100
SECONDS = 6.0


@pytest.fixture(autouse=True)
def fewer_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.remix.classic.ITERATIONS", 40)


@lru_cache
def passage(mood: Quadrant) -> Floats:
    return decode(song(mood), rate=RATE, mono=False).samples[:, 6 * RATE : round((6 + SECONDS) * RATE)]


@lru_cache
def repainted(strength: float) -> Floats:
    return classic(passage("happy"), passage("angry"), RATE, strength=strength, seed=0)


def grams(samples: Floats) -> list[torch.Tensor]:
    low = np.ascontiguousarray(samples.mean(axis=0)[::2])
    layers = Ear.load().taps(torch.from_numpy(frames(spectrum(low))), STYLE).values()
    return [layer.flatten(1) @ layer.flatten(1).T / layer[0].numel() for layer in layers]


def apart(one: Floats, other: Floats) -> float:
    return float(np.mean([(a - b).norm() / b.norm() for a, b in zip(grams(one), grams(other), strict=True)]))


def test_the_result_sounds_more_like_the_second_song_after_its_phases_are_guessed() -> None:
    assert apart(repainted(0.85), passage("angry")) < 0.7 * apart(passage("happy"), passage("angry"))


def test_a_stronger_style_leaves_less_of_the_first_song() -> None:
    assert apart(repainted(0.85), passage("angry")) < apart(repainted(0.1), passage("angry"))
    assert apart(repainted(0.85), passage("happy")) > apart(repainted(0.1), passage("happy"))


def test_length_and_level_stay_and_both_channels_are_alike() -> None:
    result = repainted(0.85)
    assert result.shape == passage("happy").shape
    assert result.dtype == np.float32
    assert np.array_equal(result[0], result[1])
    assert np.sqrt(np.mean(result**2)) == pytest.approx(np.sqrt(np.mean(passage("happy") ** 2)), rel=0.01)


def test_the_same_seed_gives_the_same_bytes_and_another_one_others() -> None:
    first, second = (passage(mood)[:, : 2 * RATE] for mood in ("happy", "angry"))
    once, again, other = (classic(first, second, RATE, strength=0.6, seed=seed).tobytes() for seed in (1, 1, 2))
    assert once == again != other


def test_silence_comes_back_and_progress_reaches_the_end() -> None:
    silence = np.zeros((2, 2 * RATE), dtype=np.float32)
    assert not classic(silence, passage("angry"), RATE, strength=0.6, seed=0).any()
    steps: list[Step] = []
    classic(passage("happy")[:, :RATE], passage("angry"), RATE, strength=0.6, seed=0, progress=steps.append)
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0


def test_the_cost_is_bounded() -> None:
    """Forty seconds for thirty of music, at 150 rounds."""
    began = time.process_time()
    classic(passage("relaxed"), passage("angry"), RATE, strength=0.6, seed=0)
    assert time.process_time() - began < SECONDS * 40.0 / 30.0
