"""Charts are legible: every song is seen, no two names touch, and the spectrogram is the right way up."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import PIL.Image
import pytest
from numpy.typing import NDArray

from engine.api import QUADRANTS, Dot, Mood, Picture
from engine.art._labels import Rectangle, placed
from engine.art.plane import draw_plane, draw_spectrogram
from tests.engine.art import songs


def opened(picture: Picture) -> NDArray[np.float64]:
    return np.asarray(PIL.Image.open(io.BytesIO(picture.data)).convert("RGB")) / 255.0


def crowd(count: int) -> list[Dot]:
    rng = np.random.default_rng(count)
    places = rng.uniform(-1.0, 1.0, (count, 2))
    moods = [replace(songs.MOODS[QUADRANTS[n % 4]], valence=v, arousal=a) for n, (v, a) in enumerate(places)]
    return [Dot(f"Artist {n} – A song of some length", mood) for n, mood in enumerate(moods)]


@pytest.mark.parametrize("count", [0, 1, 5, 10, 15, 40])
def test_any_number_of_songs_is_drawn(count: int) -> None:
    picture = draw_plane(crowd(count))
    pixels = opened(picture)
    assert pixels.shape[:2] == (picture.height, picture.width)
    assert picture.width == 1080
    assert (picture.height > 1200) == (count > 14), "many songs are numbered and listed below"


def test_moving_a_song_moves_its_dot() -> None:
    empty = opened(draw_plane([]))
    for valence, arousal in ((0.5, 0.5), (-0.25, -0.75)):
        mood = Mood(0.4, 0.2, 0.2, 0.2, valence, arousal, 0.8, ())
        rows, columns = np.nonzero(np.abs(opened(draw_plane([Dot("", mood)])) - empty).max(axis=2) > 0.2)
        assert columns.mean() == pytest.approx(540 + 444 * valence, abs=4)
        assert rows.mean() == pytest.approx(540 - 444 * arousal, abs=4)


def test_songs_in_one_place_are_all_seen() -> None:
    mood = songs.MOODS["happy"]
    empty = opened(draw_plane([]))
    one, three = (
        (np.abs(opened(draw_plane([Dot("", mood)] * count)) - empty).max(axis=2) > 0.3).sum() for count in (1, 3)
    )
    assert three > 2.5 * one


def test_unsure_moods_are_hollow() -> None:
    sure = Mood(0.7, 0.1, 0.1, 0.1, 0.5, 0.5, 0.7, ())
    spot = (540 - 222, 540 + 222)
    full, hollow = (opened(draw_plane([Dot("", mood)]))[spot] for mood in (sure, replace(sure, confidence=0.3)))
    assert hollow.min() > 0.85 > full.min()


def test_names_touch_neither_each_other_nor_dots() -> None:
    rng = np.random.default_rng(1)
    places = rng.uniform(100, 900, (14, 2))
    blocked = Rectangle(0, 0, 300, 200)
    spots = placed(places, [[(160.0, 24.0), (80.0, 24.0)]] * 14, 13.0, Rectangle(0, 0, 1000, 1000), [blocked])
    assert spots is not None
    areas = [spot.area for spot in spots]
    dots = [Rectangle(x - 12, y - 12, x + 12, y + 12) for x, y in places]
    for number, area in enumerate(areas):
        assert not any(area.touches(other) for other in [*areas[:number], *dots, blocked])


def test_names_without_room_are_given_up() -> None:
    places = np.full((9, 2), 50.0) + np.arange(9)[:, None]
    assert placed(places, [[(90.0, 24.0)]] * 9, 13.0, Rectangle(0, 0, 100, 100), []) is None


def test_strange_labels_are_drawn() -> None:
    labels = ["", "\x00", "日本", "فيروز", "x" * 500]
    assert draw_plane([Dot(label, songs.MOODS["sad"]) for label in labels]).data[:4] == b"\x89PNG"


def test_the_spectrogram_shows_time_to_the_right_and_pitch_upwards() -> None:
    mel = np.zeros((48, 72), dtype=np.uint8)
    mel[40:, :18] = 255
    picture = draw_spectrogram(replace(songs.song(1), mel=mel))
    pixels = opened(picture)
    assert np.ptp(pixels, axis=2).max() < 0.03, "grey"
    rows, columns = np.nonzero(pixels[:600, 100:-50].mean(axis=2) < 0.3)
    assert np.median(rows) < 140
    assert np.median(columns) < 300


@pytest.mark.parametrize("duration", [0.5, 3.0, 30.0, 754.0, 40_000.0])
def test_spectrograms_of_any_length_have_readable_hours(duration: float) -> None:
    assert draw_spectrogram(replace(songs.song(1), duration=duration)).width > 1000
