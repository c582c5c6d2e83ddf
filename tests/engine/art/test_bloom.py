"""Bloom paints the song in water: large where it is loud, one colour never turning into another's dirt."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.api import QUADRANTS, Quadrant
from engine.art.canvas import Canvas
from engine.art.palette import oklab
from engine.art.spacing import apart
from engine.art.styles.bloom import STYLE
from engine.art.styles.bloom._flower import outline
from engine.art.styles.bloom._water import Blot, Wet
from engine.sketch import Sketch
from tests.engine.art import songs

Pixels = NDArray[np.float32]


def draw(sketch: Sketch, mood: Quadrant = "happy", composition: str = "garden", side: int = 256) -> Pixels:
    return STYLE.draw(songs.scene(sketch, mood, composition, side, side)).pixels


def wet(ground: float = 0.95, dark: bool = False) -> Wet:
    return Wet(Canvas(160, 160, (ground, ground, ground)), np.random.default_rng(1), 1.0, dark)


@pytest.mark.parametrize("composition", STYLE.compositions)
@pytest.mark.parametrize("mood", QUADRANTS)
def test_every_composition_leaves_paper_free(composition: str, mood: Quadrant) -> None:
    scene = songs.scene(songs.song(3), mood, composition)
    pixels = STYLE.draw(scene).pixels
    away = np.abs(pixels - np.array(scene.palette.ground)).max(axis=2)
    assert 0.12 < (away < 0.05).mean() < 0.85


@pytest.mark.parametrize("size", [(128, 128), (512, 128), (128, 512)])
@pytest.mark.parametrize("composition", STYLE.compositions)
def test_silence_and_odd_shapes_are_painted(composition: str, size: tuple[int, int]) -> None:
    for mood in ("angry", "relaxed"):
        scene = songs.scene(songs.silence(), mood, composition, *size)
        assert STYLE.draw(scene).pixels.std() > 0.01


@pytest.mark.parametrize("composition", STYLE.compositions)
def test_pictures_repeat_and_small_changes_stay_small(composition: str) -> None:
    sketch = songs.song(4)
    first = draw(sketch, "sad", composition)
    assert np.array_equal(draw(sketch, "sad", composition), first)
    moved = np.abs(draw(songs.nudged(sketch), "sad", composition) - first).mean()
    other = np.abs(draw(songs.song(5), "sad", composition) - first).mean()
    assert moved < other / 5


def test_anger_is_never_pink() -> None:
    for composition in STYLE.compositions:
        lab = oklab(draw(songs.song(6), "angry", composition).reshape(-1, 3).astype(float))
        chroma, hue = np.hypot(lab[:, 1], lab[:, 2]), np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
        pink = (chroma > 0.06) & ((hue > 330) | (hue < 8))
        assert pink.mean() < 0.005, composition


def test_pigments_deepen_where_they_meet_on_light_paper() -> None:
    yellow, blue = (0.95, 0.85, 0.2), (0.2, 0.6, 0.9)
    paper = wet()
    paper.blot(Blot((60.0, 80.0), np.full(32, 40.0), yellow, 0.9, bleed=0.0, rough=0.0))
    paper.blot(Blot((100.0, 80.0), np.full(32, 40.0), blue, 0.9, bleed=0.0, rough=0.0))
    pixels = paper.dry().pixels
    left, both, right = (pixels[70:90, x - 5 : x + 5].mean((0, 1)) for x in (40, 80, 120))
    assert (both <= np.minimum(left, right) + 0.02).all()
    assert both[1] > both[0] + 0.1, "yellow and blue make green"
    assert both[1] > both[2] + 0.1


def test_paint_covers_on_dark_paper_and_keeps_its_hue() -> None:
    red = (0.75, 0.1, 0.1)
    paper = wet(0.05, dark=True)
    for _ in range(4):
        paper.blot(Blot((80.0, 80.0), np.full(32, 50.0), red, 0.8, bleed=0.0, rough=0.0))
    assert paper.dry().pixels[70:90, 70:90].mean((0, 1)) == pytest.approx(red, abs=0.03)


def test_a_blot_dries_darker_at_its_rim() -> None:
    with_rim, without = wet(), wet()
    for paper, rim in ((with_rim, 0.6), (without, 0.0)):
        paper.blot(Blot((80.0, 80.0), np.full(64, 50.0), (0.3, 0.5, 0.8), 0.7, bleed=0.0, rough=0.0, rim=rim))
    darker = without.dry().pixels[..., 0] - with_rim.dry().pixels[..., 0]
    rows, columns = np.indices(darker.shape) + 0.5
    away = np.hypot(rows - 80, columns - 80)
    assert darker[(away > 45) & (away < 49)].mean() > 0.05
    assert darker[away < 15].mean() < 0.01
    assert np.abs(darker[away > 53]).max() < 0.01


def test_outlines_follow_the_spectrum_of_their_moment() -> None:
    scene = songs.scene(songs.song(9), "happy", "garden")
    early, again, late = (outline(scene, moment, 0.0, 5) for moment in (0.2, 0.21, 0.8))
    assert early.mean() == pytest.approx(1.0)
    assert np.abs(early - again).mean() < np.abs(early - late).mean() / 3


def test_discs_are_pushed_apart_smoothly() -> None:
    rng = np.random.default_rng(2)
    places, sizes = rng.uniform(80, 120, (8, 2)), rng.uniform(5, 25, 8)
    spread = apart(places, sizes, 300.0, 300.0, 0.9)
    gaps = np.linalg.norm(spread[:, None] - spread[None, :], axis=2) / (sizes[:, None] + sizes[None, :])
    assert gaps[~np.eye(8, dtype=bool)].min() > 0.8
    nudge = apart(places + rng.normal(0, 0.01, (8, 2)), sizes, 300.0, 300.0, 0.9)
    assert np.abs(nudge - spread).max() < 3.0


def test_the_composition_fits_the_song() -> None:
    rng = np.random.default_rng(0)
    even = replace(songs.song(1), pulse=np.full(144, 120, dtype=np.uint8))
    chords = np.repeat(rng.integers(0, 2, (12, 24)).astype(np.uint8) * 255, 3, axis=1)
    ramp = np.linspace(230, 20, 144).astype(np.uint8)
    waves = (130 + 60 * np.sin(np.arange(144))).astype(np.uint8)
    assert STYLE.choose(replace(songs.song(1), energy=waves), songs.MOODS["happy"]) == "constellation"
    assert STYLE.choose(replace(even, energy=np.full(144, 200, dtype=np.uint8)), songs.MOODS["happy"]) == "drift"
    assert STYLE.choose(replace(even, chroma=chords, energy=waves), songs.MOODS["happy"]) == "garden"
    assert STYLE.choose(replace(even, energy=ramp), songs.MOODS["sad"]) == "rain"
