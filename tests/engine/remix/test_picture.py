"""The picture of a remix: true to the score, the same every time, and readable whatever the songs are called."""

import io
import unicodedata
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from engine.api import Labels, Mood, Picture, Quadrant
from engine.art.palette import oklab, palette_of
from engine.art.text import drawable
from engine.remix.picture import _FIRST, _REMIX, _SECOND, HEIGHT, WIDTH, draw_remix
from engine.remix.score import MOST_COLUMNS, Score, Staff, staff
from engine.remix.units import Run
from engine.spectrum import RATE, spectrum

Floats = NDArray[np.floating[Any]]


def mood(quadrant: Quadrant) -> Mood:
    shares = {name: 0.7 if name == quadrant else 0.1 for name in ("happy", "angry", "sad", "relaxed")}
    valence = 0.65 if quadrant in ("happy", "relaxed") else -0.65
    arousal = 0.65 if quadrant in ("happy", "angry") else -0.65
    return Mood(**shares, valence=valence, arousal=arousal, confidence=0.7, words=())


def line(quadrant: Quadrant, low: bool, seconds: float = 20.0, beats: float = 0.5) -> Staff:
    """A staff that is loud in its lower or its upper half."""
    levels = np.full((96, 400), 0.02, np.float32)
    levels[:40] += 0.9 * low
    levels[56:] += 0.9 * (not low)
    return Staff(levels, seconds, np.arange(0.0, seconds, beats), mood(quadrant))


def both(first: Staff, second: Staff) -> Staff:
    return replace(first, levels=np.maximum(first.levels, second.levels))


FIRST, SECOND = line("relaxed", low=True), line("angry", low=False)
RUNS = (Run(0.0, 10.0, 10.0, 20.0), Run(10.0, 20.0, 0.0, 10.0))
SCORE = Score(FIRST, SECOND, both(FIRST, SECOND), RUNS, RUNS[:1])


def pixels(picture: Picture) -> Floats:
    image = Image.open(io.BytesIO(picture.data)).convert("RGB")
    assert image.size == (picture.width, picture.height)
    return np.asarray(image, dtype=np.float32) / 255.0


def colour(part: Floats) -> Floats:
    """The usual colour of a part of a picture (OKLab)."""
    return np.median(oklab(part.reshape(-1, 3)), axis=0)


def test_the_same_score_gives_the_same_picture() -> None:
    one, other = draw_remix(SCORE), draw_remix(SCORE)
    assert one == other
    assert (one.width, one.height, one.media_type) == (WIDTH, HEIGHT, "image/jpeg")


def test_each_part_of_the_remix_has_the_colour_of_the_song_it_came_from() -> None:
    shown = pixels(draw_remix(SCORE))
    third = _REMIX.height // 3
    high = colour(shown[_REMIX.top + 10 : _REMIX.top + third - 10, _REMIX.left + 20 : _REMIX.right - 20])
    low = colour(shown[_REMIX.bottom - third + 10 : _REMIX.bottom - 20, _REMIX.left + 20 : _REMIX.right - 20])
    first, second = (oklab(np.array(palette_of(each.mood).accents)) for each in (FIRST, SECOND))
    for part, own, other in ((low, first, second), (high, second, first)):
        away = [min(np.hypot(*(part - each)[1:]) for each in accents) for accents in (own, other)]
        assert away[0] < away[1]


def test_a_remix_that_changed_nothing_has_no_colour_of_the_second() -> None:
    """Nothing new sounds, so the second's red is nowhere in it."""
    shown = pixels(draw_remix(replace(SCORE, remix=FIRST)))
    reddish = oklab(shown[_REMIX.slices])[..., 1]
    assert np.percentile(reddish, 99) < 0.05


def test_bands_lead_to_where_a_stretch_was_taken() -> None:
    """A stretch of the second's end under the remix's beginning crosses over; one in place falls straight."""
    bare = pixels(draw_remix(replace(SCORE, drums=RUNS[:1], bed=())))
    crossing, straight = (
        pixels(draw_remix(replace(SCORE, drums=RUNS[:1], bed=(run,))))
        for run in (Run(0.0, 4.0, 16.0, 20.0), Run(0.0, 4.0, 0.0, 4.0))
    )
    quarter = (_REMIX.right - _REMIX.left) // 4
    bottom = slice(_SECOND.top - 30, _SECOND.top - 8)
    left, right = slice(_SECOND.left, _SECOND.left + quarter), slice(_SECOND.right - quarter, _SECOND.right)
    changed = [
        [float(np.abs(drawn - bare)[bottom, side].mean()) for side in (left, right)] for drawn in (crossing, straight)
    ]
    assert changed[0][1] > 10 * changed[0][0]
    assert changed[1][0] > 10 * changed[1][1]


def test_beats_are_seen() -> None:
    calm = replace(FIRST, levels=np.zeros((96, 400), np.float32))
    shown = pixels(draw_remix(replace(SCORE, first=replace(calm, beats=np.array([5.0])))))
    row = oklab(shown[_FIRST.bottom - 9, _FIRST.left + 20 : _FIRST.right - 20])[..., 0]
    at = 20 + int(np.argmin(row))
    assert abs(at / _FIRST.width - 0.25) < 0.005


def test_without_stretches_the_picture_is_shorter() -> None:
    bare = draw_remix(replace(SCORE, drums=(), bed=()))
    assert bare.height < HEIGHT
    assert bare != draw_remix(SCORE)


@pytest.mark.parametrize(
    "labels",
    [
        Labels(first="Ein sehr langer Titel, " * 20, second="x"),
        Labels(first="夜明けの歌", second="أغنية"),
        Labels(first="\U0001fffd\U0001fffe", second="\u200c", remix="", drums="", bed=""),
    ],
)
def test_any_title_can_be_written(labels: Labels) -> None:
    shown = pixels(draw_remix(SCORE, labels))
    title = shown[40 : _FIRST.top - 6, _FIRST.left : _FIRST.left + 300]
    assert float(oklab(title)[..., 0].min()) < 0.5  # ink
    assert float(oklab(shown[:, : _FIRST.left - 12])[..., 0].min()) > 0.8  # nothing runs over the edge


def test_titles_that_no_font_can_draw_become_plain_words() -> None:
    letters = (chr(code) for code in range(0x10000, 0x20000) if unicodedata.category(chr(code)) == "Lo")
    strange = next((letter for letter in letters if not drawable(letter)), None)
    if strange is None:
        pytest.skip("this machine has a font for everything")
    assert draw_remix(SCORE, Labels(first=strange)).data == draw_remix(SCORE).data


@pytest.mark.parametrize("beats", [0.0, 0.1])
def test_songs_without_beats_or_with_far_too_many(beats: float) -> None:
    none = np.array([]) if not beats else np.arange(0.0, 20.0, beats)
    first, second, remix = (replace(each, beats=none) for each in (FIRST, SECOND, SCORE.remix))
    assert draw_remix(Score(first, second, remix)).width == WIDTH


def test_two_songs_of_one_mood_are_told_apart() -> None:
    score = Score(line("happy", low=True), line("happy", low=True), line("happy", low=True), RUNS, RUNS)
    shown = pixels(draw_remix(score))
    parts = [shown[box.bottom - 60 : box.bottom - 20, box.left + 20 : box.right - 20] for box in (_FIRST, _SECOND)]
    assert np.linalg.norm(colour(parts[0]) - colour(parts[1])) > 0.08


def test_a_staff_shows_treble_beside_bass_and_keeps_short_hits() -> None:
    time = np.arange(30 * RATE) / RATE
    sound = 0.5 * np.sin(2 * np.pi * 110 * time) + 0.01 * np.sin(2 * np.pi * 3000 * time)
    sound[10 * RATE : 10 * RATE + 400] += np.random.default_rng(1).normal(0, 0.3, 400)
    made = staff(spectrum(sound.astype(np.float32)), np.array([1.0]), mood("sad"))
    assert made.levels.shape[0] == 96
    assert made.levels.shape[1] <= MOST_COLUMNS
    assert made.seconds == pytest.approx(30.0, abs=0.05)
    assert 0.0 <= float(made.levels.min()) <= float(made.levels.max()) <= 1.0
    hit = round(10.0 / 30.0 * made.levels.shape[1])
    assert made.levels[60:90, hit - 2 : hit + 3].max() > made.levels[60:90, hit + 20].max() + 0.2


def test_silence_has_a_staff() -> None:
    made = staff(spectrum(np.zeros(RATE, np.float32)), np.array([]), mood("sad"))
    assert np.isfinite(made.levels).all()
