"""The shipped weights, by meaning: what they say of the four songs of the jukebox."""

import numpy as np
import pytest

from engine import jukebox
from engine.api import QUADRANTS, Quadrant
from engine.audio import decode
from engine.ear import EMBEDDING, Heard, listen
from engine.spectrum import RATE, spectrum


@pytest.fixture(scope="module")
def songs() -> dict[Quadrant, np.ndarray]:
    return {mood: decode(jukebox.song(mood), rate=RATE, mono=True).samples[0] for mood in QUADRANTS}


@pytest.fixture(scope="module")
def heard(songs: dict[Quadrant, np.ndarray]) -> dict[Quadrant, Heard]:
    return {mood: listen(spectrum(samples)) for mood, samples in songs.items()}


def test_lively_songs_are_told_from_quiet_ones(heard: dict[Quadrant, Heard]) -> None:
    assert min(heard["happy"].arousal, heard["angry"].arousal) > 0.3
    assert max(heard["sad"].arousal, heard["relaxed"].arousal) < -0.3


def test_pleasant_songs_are_told_from_unpleasant_ones_of_the_same_liveliness(heard: dict[Quadrant, Heard]) -> None:
    assert heard["happy"].valence > heard["angry"].valence
    assert heard["relaxed"].valence > heard["sad"].valence


def test_another_cut_of_a_song_at_another_gain_is_nearest_to_it(
    songs: dict[Quadrant, np.ndarray], heard: dict[Quadrant, Heard]
) -> None:
    known = np.stack([heard[mood].embedding for mood in QUADRANTS])
    assert known.shape == (4, EMBEDDING)
    for place, samples in enumerate(songs.values()):
        again = listen(spectrum(0.2 * samples[3 * RATE : 16 * RATE])).embedding
        assert int((known @ again).argmax()) == place


def test_a_bright_dance_is_not_taken_for_a_lullaby(heard: dict[Quadrant, Heard]) -> None:
    assert int(heard["happy"].moods.argmax()) == 0
    assert int(heard["relaxed"].moods.argmax()) == 3
