"""Strokes of flow lie where the song has energy, run with the current, and never touch."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.spatial.distance import cdist

from engine.api import QUADRANTS, Quadrant
from engine.art.palette import oklab
from engine.art.scene import Scene
from engine.art.styles.flow import STYLE, layout
from engine.art.styles.flow._course import CELL, chart
from engine.art.styles.flow._strokes import Stroke, grow
from engine.bench.decode_flow import expected, read
from engine.sketch import Sketch
from tests.engine.art import songs


def draw(scene: Scene) -> NDArray[np.float32]:
    return STYLE.draw(scene).pixels


def strokes(sketch: Sketch, quadrant: Quadrant = "happy", composition: str = "field", side: int = 512) -> list[Stroke]:
    scene = songs.scene(sketch, quadrant, composition, side, side)
    return grow(scene, chart(scene)).strokes


@pytest.mark.parametrize("composition", STYLE.compositions)
@pytest.mark.parametrize("mood", QUADRANTS)
def test_every_composition_leaves_ground_free_and_uses_several_colours(composition: str, mood: Quadrant) -> None:
    scene = songs.scene(songs.song(3), mood, composition)
    pixels = draw(scene)
    away = np.abs(pixels - np.array(scene.palette.ground)).max(axis=2)
    assert 0.15 < (away < 0.08).mean() < 0.92
    near = [np.abs(pixels - np.array(accent)).max(axis=2).min() < 0.1 for accent in scene.palette.accents]
    assert sum(near) >= 3


def test_compositions_are_different_pictures() -> None:
    pictures = [oklab(draw(songs.scene(songs.song(1), "happy", name))) for name in STYLE.compositions]
    for one, other in combinations(pictures, 2):
        assert np.abs(one - other).mean() > 0.03


@pytest.mark.parametrize("size", [(512, 128), (128, 512), (131, 257)])
@pytest.mark.parametrize("composition", STYLE.compositions)
def test_silence_and_odd_shapes_are_painted(composition: str, size: tuple[int, int]) -> None:
    for mood in ("angry", "relaxed"):
        pixels = draw(songs.scene(songs.silence(), mood, composition, *size))
        assert pixels.shape == (size[1], size[0], 3)
        assert np.isfinite(pixels).all()


@pytest.mark.parametrize("mood", QUADRANTS)
def test_strokes_never_touch(mood: Quadrant) -> None:
    drawn = strokes(songs.song(5), mood)
    assert len(drawn) > 60
    points = np.concatenate([stroke.points for stroke in drawn])
    owner = np.repeat(np.arange(len(drawn)), [len(stroke.points) for stroke in drawn])
    widths = np.array([stroke.width for stroke in drawn])[owner]
    for number, stroke in enumerate(drawn):
        others = owner > number
        away = cdist(stroke.points, points[others])
        assert (away >= (stroke.width + widths[others]) / 2 * 0.9).all()


def test_wide_strokes_come_first_and_sizes_differ_greatly() -> None:
    widths = [stroke.width for stroke in strokes(songs.song(5), "relaxed")]
    assert max(widths) > 8 * min(widths)
    assert np.mean(widths[:20]) > 2 * np.mean(widths[-20:])


def test_strokes_lie_where_the_song_has_energy() -> None:
    mel = np.full((48, 72), 5, dtype=np.uint8)
    mel[:, 48:] = 220
    late = strokes(replace(songs.song(0), mel=mel, onsets=songs.silence().onsets))
    assert np.mean([stroke.time > 0.55 for stroke in late]) > 0.95
    mel = np.full((48, 72), 5, dtype=np.uint8)
    mel[32:] = 220
    high = strokes(replace(songs.song(0), mel=mel, onsets=songs.silence().onsets))
    assert np.mean([stroke.points[:, 1].mean() < 256 for stroke in high]) > 0.95, "treble lies above"


def test_anger_turns_corners_of_an_eighth_and_calm_bends() -> None:
    def turns(quadrant: Quadrant) -> NDArray[np.float64]:
        steps = np.concatenate([np.diff(stroke.points, axis=0) for stroke in strokes(songs.song(2), quadrant)])
        eighths = np.arctan2(steps[:, 1], steps[:, 0]) / (np.pi / 4)
        return np.abs(eighths - eighths.round())

    assert turns("angry").max() < 1e-6
    assert turns("relaxed").mean() > 0.1


def test_sad_strokes_fall_and_calm_ones_lie() -> None:
    def upright(quadrant: Quadrant) -> float:
        steps = np.concatenate([np.diff(stroke.points, axis=0) for stroke in strokes(songs.song(2), quadrant)])
        return float(np.abs(steps[:, 1]).sum() / np.abs(steps).sum())

    assert upright("sad") > 0.6
    assert upright("relaxed") < 0.4


def test_strong_attacks_become_dots_at_their_time_and_pitch() -> None:
    attacks = np.array([[64, 64, 255], [128, 128, 200], [200, 200, 120]], dtype=np.uint8)
    scene = songs.scene(replace(songs.song(1), onsets=attacks), "happy", "field", 512, 512)
    dots = grow(scene, chart(scene)).dots
    assert [dot.strength for dot in dots] == pytest.approx([1.0, 200 / 255, 120 / 255])
    assert dots[0].radius > dots[1].radius > dots[2].radius
    course = layout("field", 512, 512)
    for dot, (time, pitch, _) in zip(dots, attacks / 255.0, strict=True):
        column, row = (dot.centre / (CELL * scene.unit)).astype(int)
        assert course.time[row, column] == pytest.approx(time, abs=0.06)
        assert course.pitch[row, column] == pytest.approx(pitch, abs=0.06)


@pytest.mark.parametrize("composition", STYLE.compositions)
def test_the_picture_leads_back_to_its_song(composition: str) -> None:
    tunes = [songs.song(number) for number in range(8)]
    reads = np.stack([read(draw(songs.scene(tune, "happy", composition)), composition) for tune in tunes])
    should = np.stack([expected(tune, composition) for tune in tunes])
    likeness = np.corrcoef(reads - reads.mean(axis=0), should - should.mean(axis=0))[:8, 8:]
    assert (likeness.argmax(axis=1) == np.arange(8)).mean() >= 0.75


def test_another_decoder_hardly_moves_the_picture() -> None:
    def seen(sketch: Sketch) -> NDArray[np.floating]:
        pixels = draw(songs.scene(sketch, "happy", "whirl"))
        return oklab(pixels.reshape(64, 4, 64, 4, 3).mean(axis=(1, 3)))

    own = seen(songs.song(1))
    moved = np.abs(own - seen(songs.nudged(songs.song(1)))).mean()
    assert moved < np.abs(own - seen(songs.song(2))).mean() / 4


def test_a_lost_attack_does_not_change_the_strokes_elsewhere() -> None:
    tune = songs.song(1)
    own, fewer = (strokes(replace(tune, onsets=onsets)) for onsets in (tune.onsets, tune.onsets[1:]))
    kept = {stroke.chance for stroke in own} & {stroke.chance for stroke in fewer}
    assert len(kept) > 0.9 * len(own)


def test_the_song_chooses_the_composition() -> None:
    changing, steady = songs.song(0), songs.song(0)
    turned = changing.mel.copy()
    turned[:24, :36], turned[24:, 36:] = 0, 0
    changing = replace(changing, mel=turned)
    even = replace(changing, pulse=np.full(144, 100, dtype=np.uint8), chroma=np.full((12, 72), 100, dtype=np.uint8))
    note = replace(changing, chroma=np.tile(np.array([[255]] + [[20]] * 11, dtype=np.uint8), (1, 72)))
    happy, sad = songs.MOODS["happy"], songs.MOODS["sad"]
    assert STYLE.choose(steady, happy) == "whirl"
    assert STYLE.choose(even, happy) == "river"
    assert STYLE.choose(note, happy) == "fountain"
    assert STYLE.choose(note, sad) == "willow"
