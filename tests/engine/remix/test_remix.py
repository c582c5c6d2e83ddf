"""Two files in, one remix out: whole, deterministic, and honest about what it was made of."""

from pathlib import Path

import numpy as np
import pytest

from engine.api import Remix, RemixOptions, Step
from engine.audio import decode, encode, loudness
from engine.errors import NothingToHear
from engine.jukebox import song
from engine.remix import remix

RATE = 44_100
SHORT = RemixOptions(seconds=10.0, format="wav")


@pytest.fixture(scope="module")
def steps() -> list[Step]:
    return []


@pytest.fixture(scope="module")
def made(steps: list[Step]) -> Remix:
    return remix(song("happy"), song("angry"), SHORT, progress=steps.append)


def test_it_is_as_long_and_loud_as_it_says(made: Remix) -> None:
    samples = decode(made.sound.data, rate=RATE, mono=False).samples
    assert samples.shape == (2, 10 * RATE)
    assert made.sound.seconds == pytest.approx(made.first.end - made.first.start, abs=0.01)
    assert loudness(samples, RATE) == pytest.approx(-14.0, abs=0.5)
    assert made.loudness == pytest.approx(loudness(samples, RATE), abs=0.1)
    assert np.abs(samples).max() < 10 ** (-0.9 / 20)


def test_it_sounds_like_both(made: Remix) -> None:
    assert made.first.likeness > 0.3
    assert made.second.likeness > 0.3


def test_progress_only_goes_on(made: Remix, steps: list[Step]) -> None:
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert 0.0 < fractions[0] < fractions[-1] <= 1.0
    assert len({step.stage for step in steps}) >= 8


def test_the_same_seed_gives_the_same_bytes_and_another_does_not(made: Remix) -> None:
    again = remix(song("happy"), song("angry"), SHORT)
    assert (again.sound.data, again.picture.data) == (made.sound.data, made.picture.data)
    other = remix(song("happy"), song("angry"), RemixOptions(seconds=10.0, format="wav", seed=4))
    assert other.sound.data != made.sound.data


def test_a_folder_without_weights_changes_nothing(made: Remix, tmp_path: Path) -> None:
    again = remix(song("happy"), song("angry"), SHORT, models=tmp_path)
    assert (again.sound.data, again.picture.data) == (made.sound.data, made.picture.data)


def test_a_song_in_its_own_style_stays_itself_and_is_named() -> None:
    made = remix(song("sad"), song("sad"), SHORT)
    assert "same_song" in made.notes
    assert made.shift == 0
    assert made.first.likeness > 0.8


@pytest.mark.parametrize("turn", [0, 1])
def test_silence_and_a_second_of_sound_are_refused(turn: int) -> None:
    silent = encode(np.zeros((2, 5 * RATE), dtype=np.float32), RATE, "wav")
    second = encode(0.1 * np.ones((1, RATE), dtype=np.float32) * np.sin(np.arange(RATE)), RATE, "wav")
    for bad in (silent, second):
        pair = (song("happy"), bad) if turn else (bad, song("happy"))
        with pytest.raises(NothingToHear, match=f"The {('first', 'second')[turn]} song: "):
            remix(*pair, SHORT)


def test_sound_without_a_beat_or_a_key_still_gives_a_remix_that_says_so() -> None:
    noise = np.random.default_rng(0).normal(0.0, 0.1, (1, 6 * RATE)).astype(np.float32)
    made = remix(song("relaxed"), encode(noise, RATE, "wav"), SHORT)
    assert {"no_beat_in_style", "short_style"} <= set(made.notes)
    assert np.isfinite(decode(made.sound.data).samples).all()


def test_the_classic_way_claims_no_stretches_of_the_second_song() -> None:
    made = remix(song("sad"), song("angry"), RemixOptions(seconds=10.0, classic=True))
    assert (made.shift, made.stretch) == (0, 1.0)
    assert made.sound.seconds == pytest.approx(10.0, abs=0.01)
