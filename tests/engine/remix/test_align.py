"""Beats, keys and octaves of songs that are known, because they are made here."""

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.remix.align import key_shift, octave, tune
from engine.remix.beats import tracked
from engine.spectrum import RATE, spectrum

Floats = NDArray[np.float32]


def _clicks(times: NDArray[np.float64], seconds: float, accents: int = 0) -> Floats:
    """Short strokes at these times, and a deep one on every ``accents``-th."""
    random = np.random.default_rng(5)
    out = random.normal(0.0, 1e-3, round(seconds * RATE))
    for number, time in enumerate(times):
        at = round(time * RATE)
        decay = np.exp(-np.arange(min(2500, len(out) - at)) / 400.0)
        out[at : at + len(decay)] += 0.3 * decay * random.normal(0.0, 1.0, len(decay))
        if accents and number % accents == 0:
            out[at : at + len(decay)] += 0.9 * decay * np.sin(2 * np.pi * 70.0 * np.arange(len(decay)) / RATE)
    return out.astype(np.float32)


@pytest.mark.parametrize("bpm", [72.0, 96.0, 120.0, 141.0])
def test_beats_lie_on_the_strokes(bpm: float) -> None:
    times = np.arange(0.4, 19.0, 60.0 / bpm)
    beats = tune(spectrum(_clicks(times, 20.0))).pulse.beats
    inside = beats[(beats > 1.0) & (beats < 18.0)]
    period = 60.0 / np.median(np.diff(inside))
    assert period / bpm == pytest.approx(round(period / bpm * 2) / 2, rel=0.02)  # the tempo, its half or its double
    misses = np.abs(inside[:, None] - times).min(axis=1)
    if period < 1.5 * bpm:
        assert misses.max() < 0.025


def test_beats_follow_a_tempo_that_gives_way_a_little() -> None:
    gaps = 0.5 * (1.0 + 0.06 * np.sin(np.arange(40) / 6.0))
    times = 0.4 + np.cumsum(gaps)
    found = tracked(spectrum(_clicks(times, 21.0)))
    inside = found[(found > 2.0) & (found < 19.0)]
    assert np.abs(inside[:, None] - times).min(axis=1).max() < 0.05


@pytest.mark.parametrize("meter", [3, 4])
def test_a_bar_begins_where_the_bass_is_struck(meter: int) -> None:
    times = np.arange(0.3, 23.0, 0.5)
    pulse = tune(spectrum(_clicks(times, 24.0, accents=meter))).pulse
    assert pulse.meter == meter
    begins = pulse.beats[pulse.places == 0]
    begins = begins[(begins > 0.2) & (begins < 23.0)]
    assert np.abs(begins[:, None] - times[::meter]).min(axis=1).max() < 0.06


def test_silence_has_a_plain_grid_and_no_beat() -> None:
    found = tune(spectrum(np.full(5 * RATE, 1e-6, dtype=np.float32))).pulse
    assert not found.clear
    assert np.diff(found.beats) == pytest.approx(0.5)


@pytest.mark.parametrize("shift", range(-5, 7))
def test_the_key_shift_is_found(shift: int) -> None:
    chroma = np.array([1.0, 0.1, 0.6, 0.1, 0.8, 0.5, 0.1, 0.9, 0.1, 0.5, 0.1, 0.4])
    assert key_shift(np.roll(chroma, shift), chroma) == (shift, pytest.approx(1.0, abs=1e-4))


def test_songs_without_notes_are_not_shifted() -> None:
    assert key_shift(np.ones(12), np.ones(12))[0] == 0


def test_tempi_are_compared_across_octaves() -> None:
    assert [octave(1.0, 0.5), octave(0.5, 1.0), octave(0.5, 0.6), octave(2.0, 0.5)] == [1, -1, 0, 2]
