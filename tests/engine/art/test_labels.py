"""The words drawn into pictures: in the caller's language, legible, and never over a song's name or each other."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import PIL.Image
import pytest
from numpy.typing import NDArray

from bot import words
from engine.api import ENGLISH, Dot, Labels, Picture, Star
from engine.art import constellation, text
from engine.art._labels import Rectangle, legible
from engine.art.canvas import Canvas
from engine.art.constellation import draw_constellation
from engine.art.plane import _SIDE, _names_beside, _places, _words, draw_plane
from tests.engine.art import songs

LETTERLESS = "\U00012000"  # cuneiform: taken to be in no font, see ``without_fonts``
UNWIELDY = Labels(**dict.fromkeys(ENGLISH.__dataclass_fields__, "Donaudampfschifffahrtsgesellschaft"))
STARS = [
    Star(f"Song {number}", "Artist", songs.MOODS[mood], 0.9, {"character": 0.7, "sound": 0.8, "groove": 0.9})
    for number, mood in enumerate(songs.MOODS)
]
ASKED = Star("Gloomy Sunday", "Billie Holiday", songs.MOODS["sad"])
LEGEND = slice(745, 800)


def opened(picture: Picture) -> NDArray[np.float64]:
    return np.asarray(PIL.Image.open(io.BytesIO(picture.data)).convert("RGB")) / 255.0


def of(language: words.Language) -> Labels:
    with words.speaking(language):
        return words.picture_labels()


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine that has no fonts but those that come along."""
    text._font_for.cache_clear()
    monkeypatch.setattr(text, "_system_fonts", tuple)
    yield
    text._font_for.cache_clear()


def test_english_is_what_is_drawn_by_default() -> None:
    dots = [Dot("A song", songs.MOODS["happy"])]
    assert of("en") == ENGLISH
    assert draw_plane(dots, of("en")) == draw_plane(dots)
    assert draw_constellation(ASKED, STARS, of("en")) == draw_constellation(ASKED, STARS)


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_other_languages_are_drawn_where_the_english_words_stood(language: words.Language) -> None:
    changed = np.abs(opened(draw_plane([], of(language))) - opened(draw_plane([]))).max(axis=2) > 0.2
    for corner in (changed[80:130, 100:400], changed[80:130, 680:980], changed[935:985, 680:980]):
        assert corner.sum() > 100
    assert changed[40:85, 380:700].sum() > 100, "energetic"
    assert changed[380:700, 30:75].sum() > 100, "unpleasant"
    changed = np.abs(opened(draw_constellation(ASKED, STARS, of(language))) - opened(draw_constellation(ASKED, STARS)))
    rows = np.nonzero(changed.max(axis=2) > 0.2)[0]
    assert len(rows) > 1000
    assert rows.min() >= LEGEND.start


@pytest.mark.usefixtures("without_fonts")
def test_words_without_a_font_are_drawn_in_english() -> None:
    assert legible(of("ja")) == ENGLISH
    assert legible(of("de")) == of("de")
    assert legible(replace(of("de"), calm=f"ruhig {LETTERLESS}", sad=" ")) == replace(of("de"), calm="calm", sad="sad")
    assert draw_plane([], of("ja")) == draw_plane([])
    assert draw_constellation(ASKED, STARS, of("ja")) == draw_constellation(ASKED, STARS)


def test_a_font_of_the_machine_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "_covers", lambda font, char: font == "kana.ttf" or char.isascii())
    monkeypatch.setattr(text, "_system_fonts", lambda: ("kana.ttf",))
    text._font_for.cache_clear()
    try:
        assert legible(of("ja")) == of("ja")
    finally:
        text._font_for.cache_clear()


@pytest.mark.parametrize("labels", [of(language) for language in ("en", "de", "fr", "es")] + [UNWIELDY])
def test_the_plane_s_own_words_stay_apart_and_inside(labels: Labels) -> None:
    areas = [word.area for word in _words(labels)]
    assert all(Rectangle(0, 0, _SIDE, _SIDE).holds(area) for area in areas)
    assert not any(one.touches(other) for one, other in combinations(areas, 2))
    for word in _words(labels):
        assert (word.area.bottom - word.area.top if word.turn else word.area.right - word.area.left) >= word.line.width


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("valence", "arousal"), [(0.0, 0.97), (0.0, -0.97), (0.03, 0.93), (-0.97, 0.0), (0.97, 0.0)])
def test_no_name_is_written_over_the_plane_s_own_words(
    language: words.Language, valence: float, arousal: float
) -> None:
    mood = replace(songs.MOODS["happy"], valence=valence, arousal=arousal)
    dots = [Dot(f"A song {number} that has a name of some length", mood) for number in range(2)]
    own = _words(of(language))
    names = _names_beside(dots, _places(dots), [word.area for word in own])
    assert names is not None
    for name in names:
        area = Rectangle(name.left, name.baseline - 18, name.left + name.line.width, name.baseline + 6)
        assert not any(area.touches(word.area) for word in own)


def test_the_axes_words_keep_their_places_where_songs_crowd() -> None:
    """In this crowd a name was once written over the word at the lower end."""
    rng = np.random.default_rng(14)
    moods = [replace(songs.MOODS["sad"], valence=v, arousal=a) for v, a in rng.uniform(-1.0, 1.0, (14, 2))]
    dots = [Dot(f"Artist {number} – A song of some length", mood) for number, mood in enumerate(moods)]
    calm = (slice(1006, 1032), slice(505, 575))
    assert np.abs(opened(draw_plane(dots))[calm] - opened(draw_plane([]))[calm]).max() < 0.05


@pytest.mark.parametrize("labels", [of(language) for language in ("en", "de", "fr", "es")] + [UNWIELDY])
def test_the_card_s_legend_stays_inside_and_its_words_apart(labels: Labels, monkeypatch: pytest.MonkeyPatch) -> None:
    spans: list[tuple[float, float]] = []

    def note(_: Canvas, place: tuple[float, float], line: text.Line, *details: object, **more: object) -> None:
        left = place[0] - line.width if "right" in details else place[0]
        spans.append((left, left + line.width))

    monkeypatch.setattr(constellation, "write", note)
    constellation.draw_constellation(ASKED, STARS, labels)
    parts, moods = spans[:3], sorted(spans[3:])
    assert (len(parts), len(moods)) == (3, 4)
    assert parts[0][0] >= 44
    assert moods[-1][1] <= 1200 - 44
    for (_, end), (start, _) in pairwise(parts):
        assert start - end > 90, "room for a piece of string"
    for (_, end), (start, _) in pairwise([parts[-1], *moods]):
        assert start - end > 40, "room for a disc"
