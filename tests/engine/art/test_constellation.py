"""The card of neighbours: nearer is more alike, every name can be read, and nothing touches."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import combinations

import numpy as np
import PIL.Image
import pytest
from numpy.typing import NDArray

from engine.api import QUADRANTS, Mood, Part, Picture, Quadrant, Star
from engine.art._labels import Rectangle
from engine.art.constellation import draw_constellation
from engine.art.constellation._layout import DOT, HEIGHT, MIDDLE, WIDTH, Layout, arranged
from engine.art.plane import STRONG
from tests.engine.art import songs

WORDS = (
    *("love", "the", "of", "I", "you and me", "night", "Sonata in D minor", "remastered 2011", "(Live at Montreux)"),
    *("feat.", "Donaudampfschifffahrtsgesellschaft", "ラストトレインホーム", "كيفك إنت"),
)
ASKED = Star("Gloomy Sunday", "Billie Holiday", songs.MOODS["sad"])
NEAR = tuple(
    Star(f"Song {number}", f"Artist {number}", songs.MOODS[QUADRANTS[number % 4]], 0.9 - 0.1 * number)
    for number in range(5)
)


def opened(picture: Picture) -> NDArray[np.float64]:
    return np.asarray(PIL.Image.open(io.BytesIO(picture.data)).convert("RGB")) / 255.0


def felt(valence: float, arousal: float) -> Mood:
    return replace(songs.MOODS["sad"], valence=valence, arousal=arousal)


def made_up(seed: int) -> tuple[Star, ...]:
    """Six songs with names of any length; of every second seed all feel alike, which crowds them to one side."""
    chance = np.random.default_rng(seed)
    places = chance.uniform(-1, 1, (6, 2)) * (1.0 if seed % 2 else 0.08)
    likenesses = np.sort(chance.uniform(0.1, 1.0, 6))[::-1]
    names = [[" ".join(chance.choice(WORDS, chance.integers(low, 10))) for low in (1, 0)] for _ in places]
    return tuple(
        Star(*name, felt(*place), float(likeness))
        for name, place, likeness in zip(names, places, likenesses, strict=True)
    )


def away(layout: Layout) -> NDArray[np.float64]:
    """How far out each dot stands; the card is wider than high, and so are its orbits."""
    return np.hypot(*((layout.places - MIDDLE) / (486.0, 284.0)).T)


@pytest.mark.parametrize("seed", range(60))
def test_names_touch_neither_each_other_nor_dots_nor_strings_nor_the_edge(seed: int) -> None:
    asked, *near = made_up(seed)
    layout = arranged(asked, near)
    areas = [layout.heart.area, *(label.area for label in layout.labels)]
    dots = [Rectangle(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in (*layout.places, layout.core)]
    strings = [
        Rectangle(x - 3, y - 3, x + 3, y + 3) for start, end in layout.strings for x, y in np.linspace(start, end, 60)
    ]
    assert len(areas) == 6
    for one, other in combinations(areas, 2):
        assert not one.touches(other)
    for area in areas:
        assert Rectangle(20, 20, WIDTH - 20, HEIGHT - 60).holds(area)
        assert not any(area.touches(other) for other in (*dots, *strings))
    for one, other in combinations(layout.places, 2):
        assert np.hypot(*(one - other)) > 3 * DOT


def test_the_more_alike_stands_nearer() -> None:
    far = away(arranged(ASKED, NEAR))
    assert (np.diff(far) > 0.03).all()
    strangers = [replace(star, likeness=share) for star, share in zip(NEAR, (0.5, 0.4, 0.1, 0.0, 0.0), strict=True)]
    assert away(arranged(ASKED, strangers)) == pytest.approx(1.0), "strangers all stand on the outermost orbit"


@pytest.mark.parametrize(("valence", "arousal"), [(0.4, 0.0), (-0.4, 0.0), (0.0, 0.4), (0.0, -0.4)])
def test_a_pleasanter_song_stands_to_the_right_and_a_livelier_one_above(valence: float, arousal: float) -> None:
    layout = arranged(replace(ASKED, mood=felt(0.1, 0.1)), [Star("a", "b", felt(0.1 + valence, 0.1 + arousal), 0.8)])
    right, down = (layout.places[0] - MIDDLE) / np.hypot(*(layout.places[0] - MIDDLE))
    assert (right, -down) == pytest.approx((np.sign(valence), np.sign(arousal)), abs=1e-6)


def test_every_dot_has_its_mood_s_colour() -> None:
    pixels = opened(draw_constellation(ASKED, NEAR))
    layout = arranged(ASKED, NEAR)
    for star, (x, y) in zip((ASKED, *NEAR), (layout.core, *layout.places), strict=True):
        assert pixels[round(y), round(x)] == pytest.approx(STRONG[star.mood.quadrant], abs=0.08)


@pytest.mark.parametrize("part", ["character", "sound", "groove"])
def test_what_is_alike_is_seen_on_the_string_and_in_the_legend(part: Part) -> None:
    plain = opened(draw_constellation(ASKED, NEAR[:1]))
    alike = opened(draw_constellation(ASKED, [replace(NEAR[0], parts={part: 0.8})]))
    rows, columns = np.nonzero(np.abs(alike - plain).max(axis=2) > 0.2)
    legend = rows > HEIGHT - 60
    assert legend.sum() > 100
    (start, end) = arranged(ASKED, NEAR[:1]).strings[0]
    low, high = np.minimum(start, end) - 16, np.maximum(start, end) + 16
    on_string = (columns > low[0]) & (columns < high[0]) & (rows > low[1]) & (rows < high[1])
    assert (on_string | legend).all()
    assert on_string.sum() > 100


@pytest.mark.parametrize("count", range(6))
def test_any_number_of_neighbours_is_drawn(count: int) -> None:
    picture = draw_constellation(ASKED, NEAR[:count])
    assert (picture.width, picture.height, picture.media_type) == (WIDTH, HEIGHT, "image/png")
    assert opened(picture).shape == (HEIGHT, WIDTH, 3)
    assert len(arranged(ASKED, NEAR[:count]).labels) == count


def test_the_same_songs_give_the_same_bytes_and_others_another_picture() -> None:
    assert draw_constellation(ASKED, NEAR) == draw_constellation(ASKED, list(NEAR))
    assert draw_constellation(ASKED, NEAR) != draw_constellation(replace(ASKED, title="Sunday"), NEAR)


@pytest.mark.parametrize("name", ["", "\x00", "\ud800", "日本", "فيروز", "x" * 500, "a " * 300])
def test_strange_names_are_drawn(name: str) -> None:
    mood: Quadrant = "happy"
    stars = [Star(name, name, songs.MOODS[mood], 0.5, {"groove": 1.0})] * 5
    assert draw_constellation(replace(ASKED, title=name, artists=name), stars).data[:4] == b"\x89PNG"
    assert len(arranged(ASKED, stars).labels) == 5
