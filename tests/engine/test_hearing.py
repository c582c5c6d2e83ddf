"""A hearing carries all that later questions need: features, mood, likeness, genres, emotions and a sketch."""

import struct

import numpy as np
import pytest

from engine.api import QUADRANTS, VECTOR_FORMAT, Hearing, Quadrant
from engine.audio import decode, encode
from engine.ear import EMOTIONS, GENRES
from engine.hearing import EXCERPT, excerpts, hear
from engine.jukebox import song
from engine.spectrum import RATE
from tests.engine import sounds


@pytest.fixture(scope="module")
def jukebox() -> dict[Quadrant, Hearing]:
    return {mood: hear(song(mood)) for mood in QUADRANTS}


def likeness(one: Hearing, other: Hearing) -> float:
    pair = [np.array(struct.unpack(VECTOR_FORMAT, each.vector)) for each in (one, other)]
    return float(pair[0] @ pair[1])


def test_the_likeness_vector_has_length_one(jukebox: dict[Quadrant, Hearing]) -> None:
    for heard in jukebox.values():
        assert likeness(heard, heard) == pytest.approx(1.0, abs=2e-3)


def test_an_excerpt_over_the_phone_is_nearest_to_its_own_song(jukebox: dict[Quadrant, Hearing]) -> None:
    """Ten seconds, slowed by 2 %, noisy, at a low bitrate."""
    for mood in QUADRANTS:
        samples = decode(song(mood), rate=RATE).samples.mean(axis=0)[5 * RATE : 15 * RATE]
        slowed = np.interp(np.arange(0, len(samples) - 1, 0.98), np.arange(len(samples)), samples)
        noise = np.random.default_rng(3).standard_normal(len(slowed)) * np.std(slowed) * 0.1
        phoned = hear(encode((slowed + noise)[None].astype(np.float32), RATE, "mp3", 80_000))
        near = max(QUADRANTS, key=lambda other: likeness(phoned, jukebox[other]))
        assert near == mood


def test_the_ear_tells_genres_and_emotions_as_shares(jukebox: dict[Quadrant, Hearing]) -> None:
    for heard in jukebox.values():
        assert (tuple(heard.genres), tuple(heard.emotions)) == (GENRES, EMOTIONS)
        assert all(0.0 <= share <= 1.0 for share in (*heard.genres.values(), *heard.emotions.values()))
    assert jukebox["angry"].emotions["calmness"] < jukebox["relaxed"].emotions["calmness"]


def test_a_long_song_is_heard_in_three_places_and_has_one_vector() -> None:
    parts = excerpts(120.0)
    assert [round(end - start, 6) for start, end in parts] == [EXCERPT] * 3
    music = sounds.music(60.0)[:1]
    long = hear(encode(music, sounds.RATE, "flac", None))
    assert likeness(long, long) == pytest.approx(1.0, abs=2e-3)
    half = hear(encode(music[..., : 30 * sounds.RATE], sounds.RATE, "flac", None))
    assert likeness(long, half) > 0.8
