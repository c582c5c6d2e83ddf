"""The measures of remixes, on sounds whose answers are known."""

from __future__ import annotations

import importlib.util
import math
import sys

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

from engine.bench.remix import Heard, Judge, Measures, measured
from engine.bench.remix.measures import MissingMeasures

RATE = 22_050
SECONDS = 12.0
Floats = NDArray[np.float64]

needs_measures = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("librosa", "mir_eval")),
    reason="librosa and mir_eval are not installed: pip install 'slate-bot[train]'",
)


def tune(notes: tuple[int, ...], period: float = 0.5, late: float = 0.0, shift: float = 0.0) -> Floats:
    """Plucked notes (semitones from A4) with five harmonics, one a ``period``, and a click at each."""
    time = np.arange(round(SECONDS * RATE)) / RATE - late
    place = np.floor(time / period).astype(int)
    since = time - place * period
    pitch = 440.0 * 2.0 ** ((np.array(notes)[place % len(notes)] + shift) / 12.0)
    tone = sum(np.sin(2 * np.pi * k * pitch * since) / k for k in range(1, 6)) * np.exp(-3.0 * since)
    click = np.random.default_rng(1).standard_normal(len(time)) * np.exp(-120.0 * since)
    return np.where(time >= 0.0, 0.2 * tone + 0.3 * click, 0.0)


def heard(samples: Floats) -> Heard:
    return Heard(samples, RATE)


FIRST = tune((0, 3, 7, 10, 7, 3))
SECOND = sosfilt(butter(2, 900.0, fs=RATE, output="sos"), tune((-9, -5, -2, 2), period=0.37, shift=-1.0))


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(heard(FIRST), heard(SECOND))


@needs_measures
def test_copies_mark_both_ends_of_every_scale(judge: Judge) -> None:
    first, second = judge.measured(heard(3.0 * FIRST)), judge.measured(heard(0.1 * SECOND))
    assert [first.chroma, first.pitches, first.beats] == pytest.approx([1.0] * 3, abs=1e-3)
    assert [first.gram, first.cepstra, first.thirds] == pytest.approx([1.0] * 3, abs=1e-3)
    assert second.chroma < 0.3
    assert second.pitches < 0.2
    assert second.beats < 0.6
    assert [second.gram, second.cepstra, second.thirds] == pytest.approx([0.0] * 3, abs=1e-3)
    assert first.longer == second.longer == 0.0


@needs_measures
def test_transposing_loses_the_tune_and_keeps_the_beat(judge: Judge) -> None:
    told = judge.measured(heard(tune((0, 3, 7, 10, 7, 3), shift=2.0)))
    assert told.chroma < 0.3
    assert told.pitches < 0.2
    assert told.beats > 0.95


@needs_measures
def test_late_beats_are_missed_and_beats_in_time_are_not(judge: Judge) -> None:
    assert judge.measured(heard(tune((0, 3, 7, 10, 7, 3), late=0.02))).beats > 0.95
    assert judge.measured(heard(tune((0, 3, 7, 10, 7, 3), late=0.2))).beats < 0.1


@needs_measures
def test_a_filter_towards_the_second_song_shortens_the_way_and_one_away_lengthens_it(judge: Judge) -> None:
    dull = judge.measured(heard(sosfilt(butter(2, 900.0, fs=RATE, output="sos"), FIRST)))
    shrill = judge.measured(heard(sosfilt(butter(2, 2500.0, "highpass", fs=RATE, output="sos"), FIRST)))
    assert dull.thirds < 0.8 < 1.2 < shrill.thirds
    assert dull.gram < 0.9
    assert dull.cepstra < 0.8
    assert shrill.cepstra > dull.cepstra
    assert dull.chroma > 0.9


@needs_measures
def test_noise_shows_in_the_flatness(judge: Judge) -> None:
    noise = np.random.default_rng(2).standard_normal(len(FIRST))
    told = judge.measured(heard(noise))
    assert told.flatness == pytest.approx(0.56, abs=0.02), "the mean over the mean logarithm of an exponential: e^-γ"
    assert told.flatter == pytest.approx(told.flatness / max(judge.first.flatness, judge.second.flatness))
    assert told.chroma < 0.3


@needs_measures
def test_length_counts_and_a_short_second_song_is_repeated() -> None:
    short = Heard(SECOND[: 5 * RATE], RATE)
    judge = Judge(heard(FIRST), short)
    told = judge.measured(Heard(FIRST[: 11 * RATE], RATE))
    assert told.longer == pytest.approx(-1.0)
    assert judge.second.seconds == pytest.approx(SECONDS)


@needs_measures
def test_silence_keeps_nothing_of_a_tune(judge: Judge) -> None:
    told = judge.measured(heard(np.zeros(len(FIRST))))
    assert told.chroma == told.beats == 0.0
    assert told.loudness == told.peak == -math.inf


@needs_measures
def test_the_same_sound_is_measured_the_same() -> None:
    def once() -> Measures:
        return measured(heard(FIRST), heard(SECOND), heard(FIRST + 0.5 * SECOND))

    assert once() == once()


def test_loudness_is_that_of_the_standard() -> None:
    """A sine of 997 Hz at full scale in one of two channels reads -3.01 LUFS (ITU-R BS.1770-4)."""
    time = np.arange(5 * 48_000) / 48_000
    sine = np.sin(2 * np.pi * 997.0 * time)
    assert Heard(np.stack([sine, 0 * sine]), 48_000).loudness == pytest.approx(-3.01, abs=0.02)
    gap = np.concatenate([0.1 * sine, np.zeros(10 * 48_000)])
    assert Heard(np.stack([gap, 0 * gap]), 48_000).loudness == pytest.approx(-23.01, abs=0.4), "pauses are left out"


def test_a_peak_between_samples_is_found() -> None:
    """A quarter of the sample rate, 45 degrees off: every sample lies 3 dB under the wave's top."""
    wave = np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)
    fade = np.minimum(1.0, np.minimum(np.arange(RATE), np.arange(RATE)[::-1]) / 1000.0)
    assert Heard(0.5 * wave * fade, RATE).peak == pytest.approx(20 * math.log10(0.5), abs=0.02)
    sharp = np.eye(1, 2000, 1000)[0]
    assert Heard(0.25 * sharp, RATE).peak == pytest.approx(20 * math.log10(0.25), abs=0.01)


@pytest.mark.parametrize("name", ["librosa", "mir_eval"])
def test_a_missing_library_is_said_in_a_sentence(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingMeasures, match="install them with"):
        measured(heard(FIRST), heard(SECOND), heard(FIRST))
