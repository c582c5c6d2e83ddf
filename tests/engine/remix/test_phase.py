"""Phases from magnitudes come as near to the sound as the literature says, for known tones and for music."""

from __future__ import annotations

import time
from functools import lru_cache

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from engine.audio import decode
from engine.jukebox import song
from engine.remix.phase import integrated, recovered, refined

Floats = NDArray[np.float32]
RATE = 22_050


@lru_cache
def music(seconds: float = 8.0) -> Floats:
    return decode(song("happy"), rate=RATE, mono=True).samples[0, : round(seconds * RATE)]


def magnitudes(samples: Floats, hop: int = 512) -> Floats:
    window = torch.hann_window(2048)
    transform = torch.stft(torch.from_numpy(samples), 2048, hop, window=window, return_complex=True)
    return transform.abs().numpy()


def miss(magnitude: Floats, samples: Floats, hop: int = 512) -> float:
    """Spectral convergence in dB: how far the magnitudes of samples are from the wanted ones."""
    return float(20.0 * np.log10(np.linalg.norm(magnitudes(samples, hop) - magnitude) / np.linalg.norm(magnitude)))


def test_integration_alone_beats_rounds_from_nothing() -> None:
    wanted, length = magnitudes(music()), len(music())
    nothing = refined(wanted, torch.zeros(wanted.shape), length, iterations=0)
    at_once = recovered(wanted, length, iterations=0)
    assert miss(wanted, at_once) < -17.0
    assert miss(wanted, at_once) < miss(wanted, nothing) - 10.0


@pytest.mark.parametrize(("hop", "reached"), [(512, -27.0), (256, -31.0)])
def test_both_together_reach_the_published_figures(hop: int, reached: float) -> None:
    wanted = magnitudes(music(), hop)
    assert miss(wanted, recovered(wanted, len(music()), hop=hop), hop) < reached


def test_a_tone_comes_back_at_its_own_pitch_and_level() -> None:
    time = np.arange(2 * RATE) / RATE
    tone = (0.3 * np.sin(2 * np.pi * 441.7 * time)).astype(np.float32)
    back = recovered(magnitudes(tone), len(tone))[RATE // 4 : -RATE // 4]
    spectrum = np.abs(np.fft.rfft(back * np.hanning(len(back)), 8 * len(back)))
    assert np.argmax(spectrum) * RATE / (8 * len(back)) == pytest.approx(441.7, abs=0.2)
    assert np.std(back) == pytest.approx(0.3 / np.sqrt(2), rel=0.02)


def test_a_click_comes_back_as_a_click() -> None:
    click = np.zeros(RATE, dtype=np.float32)
    click[9_000] = 1.0
    power = np.square(recovered(magnitudes(click), len(click)))
    assert power[9_000 - 55 : 9_000 + 55].sum() > 0.8 * power.sum()  # within 2.5 ms; a window lasts 93


def test_two_islands_are_both_integrated() -> None:
    """Two notes with silence between them: each begins anew, and neither is left to chance."""
    time = np.arange(2 * RATE) / RATE
    notes = (np.sin(2 * np.pi * 330 * time) * ((time < 0.6) | (time > 1.4))).astype(np.float32)
    wanted = magnitudes(notes)
    assert miss(wanted, recovered(wanted, len(notes), iterations=0)) < -12.0


def test_silence_stays_silent() -> None:
    assert not recovered(np.zeros((1025, 20), dtype=np.float32), 19 * 512).any()


def test_the_same_seed_gives_the_same_phases() -> None:
    wanted = magnitudes(music(2.0))
    assert integrated(wanted, seed=4).tobytes() == integrated(wanted, seed=4).tobytes()
    assert recovered(wanted, 2 * RATE, seed=4).tobytes() == recovered(wanted, 2 * RATE, seed=4).tobytes()


def test_half_a_minute_takes_a_few_seconds() -> None:
    wanted = magnitudes(np.tile(music(), 4)[: 30 * RATE])
    began = time.process_time()
    recovered(wanted, 30 * RATE)
    assert time.process_time() - began < 6.0
