"""Colours keep what each mood promises, wherever on the plane a song lies and whatever it plays."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from engine.api import QUADRANTS, Mood, Quadrant
from engine.art.palette import GROUPS, Palette, hex_of, mix, oklab, oklch, palette_for, shifted, srgb, standout
from engine.sketch import Sketch
from tests.engine.art import songs

CORNERS = {"happy": (1, 1), "angry": (-1, 1), "sad": (-1, -1), "relaxed": (1, -1)}


def moods(quadrant: Quadrant) -> list[Mood]:
    """The mood at a grid of places of its quadrant, the very middle of the plane among them."""
    side, height = CORNERS[quadrant]
    places = [(side * x, height * y) for x in (0.0, 0.3, 0.65, 1.0) for y in (0.0, 0.3, 0.65, 1.0)]
    return [replace(songs.MOODS[quadrant], valence=valence, arousal=arousal) for valence, arousal in places]


def palettes(quadrant: Quadrant) -> list[Palette]:
    tunes = [songs.song(number) for number in range(6)] + [only(note) for note in range(12)]
    return [palette_for(mood, tune) for mood in moods(quadrant) for tune in tunes]


def only(note: int) -> Sketch:
    """A song of one note."""
    chroma = np.zeros((12, 72), dtype=np.uint8)
    chroma[note] = 255
    return replace(songs.song(0), chroma=chroma)


def lightness_chroma_hue(colour: tuple[float, float, float]) -> tuple[float, float, float]:
    light, a, b = oklab(np.array(colour))
    return float(light), float(np.hypot(a, b)), float(np.degrees(np.arctan2(b, a)) % 360)


@pytest.mark.parametrize("quadrant", QUADRANTS)
def test_the_ground_is_light_or_dark_even_in_the_middle_of_the_plane(quadrant: Quadrant) -> None:
    for palette in palettes(quadrant):
        ground = lightness_chroma_hue(palette.ground)[0]
        assert ground <= 0.29 if palette.dark else ground >= 0.86
        assert palette.dark == (quadrant in ("angry", "sad"))


@pytest.mark.parametrize("quadrant", QUADRANTS)
def test_accents_stand_out_from_ground_and_from_one_another(quadrant: Quadrant) -> None:
    for palette in palettes(quadrant):
        ground = oklab(np.array(palette.ground))
        accents = oklab(np.array(palette.accents))
        far = np.abs(accents[:, 0] - ground[0]) >= 0.21
        assert far.sum() >= 4, "one accent may differ by colour alone"
        assert np.linalg.norm(accents - ground, axis=1).min() > 0.085
        assert np.hypot(accents[:, 1], accents[:, 2]).max() >= 0.06, "never all grey"
        apart = [np.linalg.norm(one - other) >= 0.08 for one, other in combinations(accents, 2)]
        assert sum(apart) >= 3


def test_anger_is_never_pink() -> None:
    for palette in palettes("angry"):
        for colour in (*palette.accents, mix(palette.accents[0], palette.ground, 0.4)):
            _, chroma, hue = lightness_chroma_hue(colour)
            assert chroma < 0.03 or 12.0 <= hue <= 62.0


def test_happy_yellow_is_never_olive() -> None:
    for palette in palettes("happy"):
        for light, chroma, hue in map(lightness_chroma_hue, palette.accents):
            assert not (70 < hue < 130 and light < 0.78), "dark yellow is olive"
            assert not (100 < hue < 175 and chroma > 0.03), "no green in happy"


def test_sadness_is_blue_and_dull_and_calm_is_pale() -> None:
    for palette in palettes("sad"):
        for _, chroma, hue in map(lightness_chroma_hue, palette.accents):
            assert chroma <= 0.09
            assert 200 <= hue <= 320
    for palette in palettes("relaxed"):
        assert all(light >= 0.6 and chroma <= 0.10 for light, chroma, _ in map(lightness_chroma_hue, palette.accents))


def test_arousal_makes_colours_more_vivid() -> None:
    calm, lively = (replace(songs.MOODS["happy"], arousal=arousal) for arousal in (0.05, 1.0))
    tune = songs.song(1)

    def vivid(mood: Mood) -> float:
        return sum(lightness_chroma_hue(colour)[1] for colour in palette_for(mood, tune).accents)

    assert vivid(lively) > 1.05 * vivid(calm)


@pytest.mark.parametrize("group", range(5))
def test_the_notes_that_ring_decide_which_accent_is_used_most(group: int) -> None:
    chroma = np.full((12, 72), 40, dtype=np.uint8)
    chroma[list(GROUPS[group])] = 255
    plain = palette_for(songs.MOODS["relaxed"], replace(songs.song(0), chroma=np.full((12, 72), 90, dtype=np.uint8)))
    tuned = palette_for(songs.MOODS["relaxed"], replace(songs.song(0), chroma=chroma))
    assert tuned.shares[group] > plain.shares[group]
    assert sum(tuned.shares) == pytest.approx(1.0)


def test_a_slightly_other_sound_has_nearly_the_same_colours() -> None:
    tune = songs.song(2)
    once, again = (palette_for(songs.MOODS["happy"], heard) for heard in (tune, songs.nudged(tune)))
    assert np.abs(np.array(once.accents) - np.array(again.accents)).max() < 0.01


def test_colours_that_no_screen_shows_lose_chroma_but_keep_their_hue() -> None:
    colour = oklch(0.7, 0.4, 150.0)
    light, chroma, hue = lightness_chroma_hue(colour)
    assert all(0.0 <= channel <= 1.0 for channel in colour)
    assert light == pytest.approx(0.7, abs=0.01)
    assert hue == pytest.approx(150.0, abs=1.5)
    assert 0.1 < chroma < 0.4


def test_colour_arithmetic() -> None:
    red = np.array([[0.9, 0.1, 0.05], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
    assert srgb(oklab(red)) == pytest.approx(red, abs=1e-6)
    assert oklab(red)[2] == pytest.approx([1.0, 0.0, 0.0], abs=1e-4)
    blue, gold = (0.1, 0.2, 0.7), (0.9, 0.7, 0.2)
    assert mix(blue, gold, 0.0) == pytest.approx(blue, abs=1e-6)
    assert mix(blue, gold, 1.0) == pytest.approx(gold, abs=1e-6)
    assert lightness_chroma_hue(shifted(blue, 0.1))[0] == pytest.approx(lightness_chroma_hue(blue)[0] + 0.1, abs=0.01)
    assert hex_of((1.0, 0.5, 0.0)) == "#ff8000"


def test_what_stands_out_is_not_what_it_stands_beside() -> None:
    palette = palette_for(songs.MOODS["happy"], songs.song(0))
    for beside in palette.accents:
        assert standout(palette, beside) != beside
