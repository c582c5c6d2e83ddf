"""The four songs: whole, clean, different from each other, and of the mood they are named after."""

from __future__ import annotations

import time
from functools import lru_cache

import numpy as np
import pytest

from engine.analysis import analyse
from engine.api import QUADRANTS, Quadrant
from engine.audio import Clip, decode, loudness
from engine.hearing import hear
from engine.jukebox import duration, song
from engine.jukebox._score import beat, broken, chords, held, hertz, line, struck
from engine.spectrum import spectrum


@lru_cache
def _file(mood: Quadrant) -> bytes:
    return song(mood)


@lru_cache
def _clip(mood: Quadrant) -> Clip:
    return decode(_file(mood), rate=44_100, mono=False)


@lru_cache
def _features(mood: Quadrant) -> dict[str, float]:
    samples = decode(_file(mood)).samples[0]
    return dict(analyse(spectrum(samples), samples).features)


@pytest.mark.parametrize("mood", QUADRANTS)
def test_a_song_is_heard_as_its_own_mood(mood: Quadrant) -> None:
    felt = hear(_file(mood)).mood
    assert felt.quadrant == mood
    assert not felt.unsure


@pytest.mark.parametrize("mood", QUADRANTS)
def test_a_song_is_as_long_as_it_says_and_small_enough_to_post(mood: Quadrant) -> None:
    assert _clip(mood).duration == pytest.approx(duration(mood), abs=0.01)
    assert 24.0 <= duration(mood) <= 34.0
    assert len(_file(mood)) < 2**20


@pytest.mark.parametrize("mood", QUADRANTS)
def test_a_song_is_mastered_without_clipping(mood: Quadrant) -> None:
    samples = _clip(mood).samples
    assert loudness(samples, 44_100) == pytest.approx(-14.0, abs=0.5)
    assert float(np.abs(samples).max()) < 0.98
    flat = np.diff(samples, axis=1) == 0.0
    assert float(flat[:, np.abs(samples[:, 1:]).max(axis=0) > 0.5].mean()) < 1e-3, "no run of samples at a ceiling"


@pytest.mark.parametrize("mood", QUADRANTS)
def test_a_song_begins_and_ends_in_silence(mood: Quadrant) -> None:
    samples = np.abs(_clip(mood).samples)
    assert float(samples[:, :20].max()) < 0.02
    assert float(samples[:, -200:].max()) < 0.005


@pytest.mark.parametrize("mood", QUADRANTS)
def test_left_and_right_differ_but_sum_to_something(mood: Quadrant) -> None:
    left, right = _clip(mood).samples
    assert 0.2 < float(np.std(left - right) / np.std(left + right)) < 0.8


def test_the_lively_songs_are_faster_brighter_and_busier() -> None:
    for lively in ("happy", "angry"):
        for calm in ("sad", "relaxed"):
            assert _features(lively)["centroid"] > _features(calm)["centroid"]
            assert _features(lively)["energy"] > _features(calm)["energy"]


@pytest.mark.parametrize(("mood", "key", "major"), [("happy", 2, True), ("sad", 9, False), ("relaxed", 0, True)])
def test_a_song_is_in_the_key_it_was_written_in(mood: Quadrant, key: int, major: bool) -> None:
    heard = _features(mood)
    assert (round(heard["key"]), heard["mode"] > 0.5) == (key, major)


@pytest.mark.parametrize(("mood", "tempo"), [("happy", 122.0), ("angry", 152.0), ("sad", 66.0), ("relaxed", 84.0)])
def test_a_song_has_the_tempo_it_was_written_in(mood: Quadrant, tempo: float) -> None:
    heard = _features(mood)
    ratios = [heard[name] / tempo for name in ("tempo", "tempo_other")]
    assert any(abs(ratio / octave - 1.0) < 0.03 for ratio in ratios for octave in (0.5, 1.0, 2.0))


@pytest.mark.parametrize("mood", QUADRANTS)
def test_a_song_is_the_same_every_time_and_quickly_made(mood: Quadrant) -> None:
    first = _file(mood)
    began = time.process_time()
    assert song(mood) == first
    assert time.process_time() - began < 6.0


def test_a_line_of_notes_is_read() -> None:
    notes = line("A4/1 -/.5 D5+F#5/.5,.2! C4/2", start=3.0, strength=0.5)
    assert [(note.start, note.length, note.order) for note in notes] == [
        (3.0, 1.0, 0),
        (4.5, 0.2, 0),
        (4.5, 0.2, 1),
        (5.0, 2.0, 0),
    ]
    assert [note.hertz for note in notes] == pytest.approx([440.0, 587.33, 739.99, 261.63], abs=0.01)
    assert [note.strength for note in notes] == pytest.approx([0.5, 0.65, 0.65, 0.5])


def test_flats_and_sharps_name_the_same_notes() -> None:
    assert hertz("Bb3") == hertz("A#3")
    assert hertz("B3") < hertz("C4") == pytest.approx(261.63, abs=0.01)


def test_strokes_are_read_from_a_pattern() -> None:
    strokes = beat("X..o x...", start=8.0)
    assert [(stroke.start, stroke.strength) for stroke in strokes] == [(8.0, 1.0), (8.75, 0.45), (9.0, 0.75)]


def test_chords_lead_their_voices_by_small_steps() -> None:
    played = chords("C/2 F/2 G7/4", lowest="G3")
    assert [(start, length) for start, length, _ in played] == [(0.0, 2.0), (2.0, 2.0), (4.0, 4.0)]
    assert [names for *_, names in played] == ["G3+C4+E4", "A3+C4+F4", "G3+B3+D4+F4"]


def test_chords_are_held_struck_and_broken() -> None:
    assert [note.start for note in held("C/2 F/2")] == [0.0] * 3 + [2.0] * 3
    assert [note.start for note in struck("C5/2", "x.xX", start=4.0)] == [4.0, 4.0, 5.0, 5.0, 5.5, 5.5]
    arpeggio = broken("C/2", (0, 1, 2, 1), lowest="C4")
    assert [note.hertz for note in arpeggio] == pytest.approx([261.63, 329.63, 392.0, 329.63], abs=0.01)
