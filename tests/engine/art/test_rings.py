"""Rings grow from the song: outward in time, thick where it is loud, and so that the song can be found again."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.api import QUADRANTS, Quadrant
from engine.art.accents import accented, section_edges
from engine.art.canvas import Canvas
from engine.art.course import course_of
from engine.art.palette import oklab
from engine.art.styles.rings import STYLE
from engine.art.styles.rings._growth import Seed, grow
from engine.art.styles.rings._relief import Stack
from engine.bench.decode_rings import expected, read
from engine.sketch import Sketch
from tests.engine.art import songs

Pixels = NDArray[np.float32]


def draw(sketch: Sketch, mood: Quadrant = "happy", composition: str = "single", side: int = 256) -> Pixels:
    return STYLE.draw(songs.scene(sketch, mood, composition, side, side)).pixels


@pytest.mark.parametrize("composition", STYLE.compositions)
@pytest.mark.parametrize("mood", QUADRANTS)
def test_every_composition_leaves_ground_free_and_uses_several_colours(composition: str, mood: Quadrant) -> None:
    scene = songs.scene(songs.song(3), mood, composition)
    pixels = STYLE.draw(scene).pixels
    away = np.abs(pixels - np.array(scene.palette.ground)).max(axis=2)
    assert 0.12 < (away < 0.06).mean() < 0.9, "paper is left to see"
    near = [np.abs(pixels - np.array(accent)).max(axis=2).min() < 0.1 for accent in scene.palette.accents]
    assert sum(near) >= 3


@pytest.mark.parametrize("size", [(128, 128), (512, 128), (128, 512)])
@pytest.mark.parametrize("composition", STYLE.compositions)
def test_silence_and_odd_shapes_are_painted(composition: str, size: tuple[int, int]) -> None:
    for mood in ("angry", "relaxed"):
        scene = songs.scene(songs.silence(), mood, composition, *size)
        assert STYLE.draw(scene).pixels.std() > 0.02


@pytest.mark.parametrize("composition", STYLE.compositions)
def test_pictures_repeat_and_small_changes_stay_small(composition: str) -> None:
    sketch = songs.song(4)
    first = draw(sketch, "angry", composition)
    assert np.array_equal(draw(sketch, "angry", composition), first)
    moved = np.abs(draw(songs.nudged(sketch), "angry", composition) - first).mean()
    other = np.abs(draw(songs.song(5), "angry", composition) - first).mean()
    assert moved < other / 5


def test_anger_is_never_pink() -> None:
    for composition in STYLE.compositions:
        lab = oklab(draw(songs.song(6), "angry", composition).reshape(-1, 3).astype(float))
        chroma, hue = np.hypot(lab[:, 1], lab[:, 2]), np.degrees(np.arctan2(lab[:, 2], lab[:, 1])) % 360
        pink = (chroma > 0.06) & ((hue > 330) | (hue < 8))
        assert pink.mean() < 0.005, composition


def test_rings_lie_inside_each_other_and_loud_moments_grow_thick() -> None:
    energy = np.full(144, 60, dtype=np.uint8)
    energy[72:] = 200
    sketch = replace(songs.song(7), energy=energy, mel=np.full((48, 72), 120, dtype=np.uint8))
    growth = grow(songs.scene(sketch, "relaxed", "single"), Seed((0.0, 0.0), 100.0, 0.0, 20))
    radii = np.linalg.norm(growth.outlines, axis=2)
    thick = np.diff(radii, axis=0)
    assert (thick > 0).all()
    assert thick[12:].mean() > 4 * thick[:7].mean()
    assert radii[-1].mean() == pytest.approx(100, rel=0.02)


def test_a_loud_band_bulges_on_its_side_of_the_circle() -> None:
    """Pitch rises from the angle ``turn`` over three fifths of the circle."""
    bulge = {}
    for name, band in (("low", 4), ("high", 43)):
        mel = np.full((48, 72), 30, dtype=np.uint8)
        mel[band - 4 : band + 5] = 250
        growth = grow(songs.scene(replace(songs.song(8), mel=mel), "happy", "single"), Seed((0.0, 0.0), 1.0, 0.0, 16))
        gaps = np.diff(np.linalg.norm(growth.outlines - growth.outlines[0].mean(axis=0), axis=2), axis=0).mean(axis=0)
        bulge[name] = np.argmax(gaps) / len(gaps)
    assert min(bulge["low"], 1 - bulge["low"]) < 0.12
    assert 0.42 < bulge["high"] < 0.62


def test_light_falls_from_the_upper_left() -> None:
    canvas = Canvas(120, 120, (0.6, 0.6, 0.6))
    stack = Stack(canvas)
    stack.sheet([[40, 40], [80, 40], [80, 80], [40, 80]], (0.6, 0.6, 0.6), 0.5, smooth=False)
    pixels = stack.light(1.0, shadow=0.6, shine=0.3, step=0.2).pixels[..., 0]
    assert pixels[84, 60] < 0.55 < pixels[34, 60]
    assert pixels[40, 60] > 0.62
    assert pixels[10, 10] == pytest.approx(0.6, abs=0.02)


def test_neighbouring_sections_differ_in_colour() -> None:
    for number in range(20):
        scene = songs.scene(songs.song(number), "sad", "single")
        edges = section_edges(scene, 0.17)
        stretches = accented(scene, edges)
        accents = [stretch.accent for stretch in stretches]
        assert edges[0] == 0.0
        assert edges[-1] == pytest.approx(1.0)
        assert all(first != second for first, second in pairwise(accents))
        assert all(stretch.accent != stretch.beside for stretch in stretches)
        assert len(set(accents)) >= 3


def test_songs_choose_different_compositions() -> None:
    chosen = {STYLE.choose(songs.song(number), songs.MOODS["happy"]) for number in range(60)}
    assert chosen <= set(STYLE.compositions)
    assert len(chosen) >= 3


def test_measures_tell_what_sets_a_song_apart() -> None:
    plain = songs.song(2)
    ramp = np.linspace(20, 230, 144).astype(np.uint8)
    valley = (60 + 170 * np.abs(np.linspace(-1, 1, 144))).astype(np.uint8)
    dark, late = np.zeros((48, 72), dtype=np.uint8), np.zeros((48, 72), dtype=np.uint8)
    dark[:12] = 200
    late[:24, :36] = late[24:, 36:] = 200
    one = np.zeros((12, 72), dtype=np.uint8)
    one[3] = 255
    usual = course_of(plain)
    assert course_of(replace(plain, energy=ramp)).growth > max(usual.growth, 2.0)
    assert course_of(replace(plain, energy=ramp[::-1])).growth < -2.0
    assert course_of(replace(plain, energy=valley)).lull > max(usual.lull, 2.0)
    assert course_of(replace(plain, mel=dark)).height < -2.0
    assert course_of(replace(plain, mel=late)).change > 2.0
    assert course_of(replace(plain, chroma=one)).focus > 2.0
    assert course_of(replace(plain, chroma=one)).wandering < -2.0
    assert course_of(replace(plain, energy=np.full_like(ramp, 200))).dynamics < -2.0
    assert course_of(songs.silence()).beat < 0.0


def test_the_song_can_be_read_from_its_picture() -> None:
    sketches = [songs.song(number) for number in range(100, 112)]
    for composition in ("single", "twin"):
        read_back = np.array([read(draw(sketch, "relaxed", composition), composition) for sketch in sketches])
        wanted = np.array([expected(sketch, composition) for sketch in sketches])
        likeness = np.corrcoef(read_back - read_back.mean(axis=0), wanted - wanted.mean(axis=0))[:12, 12:]
        rank = (likeness > np.diag(likeness)[:, None]).sum(axis=1)
        assert (rank == 0).mean() >= 0.6
