"""The land of strata is the song's: high where it is loud, peaked where it has energy, lit where it is loudest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.api import QUADRANTS, Quadrant
from engine.art.palette import oklab
from engine.art.scene import Scene
from engine.art.styles.strata import LIES, STYLE, survey
from engine.art.styles.strata._land import Land
from engine.bench.decode_strata import expected, read
from engine.sketch import Bytes, Sketch
from tests.engine.art import songs


def draw(scene: Scene) -> NDArray[np.float32]:
    return STYLE.draw(scene).pixels


def land(sketch: Sketch, quadrant: Quadrant = "happy", composition: str = "horizon") -> Land:
    return survey(songs.scene(sketch, quadrant, composition), LIES[composition], 256, 256)


def curve(*levels: float) -> Bytes:
    """An energy curve through levels 0..1 at even distances."""
    points = np.interp(np.linspace(0, 1, 144), np.linspace(0, 1, len(levels)), levels)
    return np.round(points * 255).astype(np.uint8)


@pytest.mark.parametrize("composition", STYLE.compositions)
@pytest.mark.parametrize("mood", QUADRANTS)
def test_every_land_leaves_sky_free_and_shows_its_sections_in_colours(composition: str, mood: Quadrant) -> None:
    scene = songs.scene(songs.song(3), mood, composition)
    pixels = draw(scene)
    away = np.linalg.norm(oklab(pixels) - oklab(np.array(scene.palette.ground)), axis=2)
    assert 0.15 < (away < 0.11).mean() < 0.85
    assert len(np.unique((oklab(pixels)[..., 1:] * 40).round().reshape(-1, 2), axis=0)) >= (2 if mood == "sad" else 4)


def test_compositions_are_different_pictures() -> None:
    sketch = songs.song(1)
    pictures = [oklab(draw(songs.scene(sketch, "happy", name))) for name in STYLE.compositions]
    for number, picture in enumerate(pictures):
        for other in pictures[:number]:
            assert np.abs(picture - other).mean() > 0.04


@pytest.mark.parametrize("size", [(512, 128), (128, 512), (131, 257)])
@pytest.mark.parametrize("composition", STYLE.compositions)
def test_silence_and_odd_shapes_are_painted(composition: str, size: tuple[int, int]) -> None:
    for mood in ("angry", "relaxed"):
        pixels = draw(songs.scene(songs.silence(), mood, composition, *size))
        assert pixels.shape == (size[1], size[0], 3)
        assert np.isfinite(pixels).all()
        assert pixels.std() > 0.02


def test_loud_moments_stand_higher_than_soft_ones() -> None:
    sketch = replace(songs.song(0), mel=np.full((48, 72), 128, dtype=np.uint8))

    def heights(energy: Bytes) -> NDArray[np.floating]:
        full, bare = (land(replace(sketch, energy=energy, mel=mel)) for mel in (sketch.mel, 0 * sketch.mel))
        return (bare.crests - full.crests).mean(axis=1)

    late, early = heights(curve(0.2, 0.2, 0.9, 0.9)), heights(curve(0.9, 0.9, 0.2, 0.2))
    half = len(late) // 2
    assert late[half:].mean() > 2 * late[:half].mean()
    assert early[:half].mean() > 2 * early[half:].mean()


def test_bass_lifts_the_middle_and_treble_the_flanks() -> None:
    bass, treble = np.zeros((48, 72), dtype=np.uint8), np.zeros((48, 72), dtype=np.uint8)
    bass[:12], treble[36:] = 220, 220
    low, high = (land(replace(songs.song(0), mel=mel)).crests.mean(axis=0) for mel in (bass, treble))
    assert low[118:138].mean() < low[:30].mean() - 8, "rows count downwards"
    assert high[118:138].mean() > low[118:138].mean() + 8


def test_the_sun_stands_over_the_loudest_moment() -> None:
    places = []
    for energy in (curve(0.2, 1.0, 0.2, 0.2, 0.2), curve(0.2, 0.2, 0.2, 1.0, 0.2)):
        loud = draw(songs.scene(replace(songs.song(4), energy=energy, onsets=songs.silence().onsets), "sad", "horizon"))
        sky = oklab(loud[:90])[..., 0]
        bright = np.flatnonzero((sky > 0.5).any(axis=0))
        places.append(float(bright.mean()))
    assert places[0] < 110
    assert places[1] > 145


def test_anger_breaks_ridges_into_straight_edges_and_calm_bends_them() -> None:
    def corners(quadrant: Quadrant) -> float:
        bends = np.abs(np.diff(land(songs.song(2), quadrant).crests, n=2, axis=1))
        return float(np.percentile(bends, 97) / (np.median(bends) + 1e-3))

    assert corners("angry") > 20 * corners("relaxed")


def test_the_picture_leads_back_to_its_song() -> None:
    tunes = [songs.song(number) for number in range(8)]
    reads = np.stack([read(draw(songs.scene(tune, "happy", "slope", 384, 384)), "slope") for tune in tunes])
    should = np.stack([expected(tune, "slope", "happy") for tune in tunes])
    likeness = np.corrcoef(reads - reads.mean(axis=0), should - should.mean(axis=0))[:8, 8:]
    assert (likeness.argmax(axis=1) == np.arange(8)).mean() >= 0.75


@pytest.mark.parametrize("composition", STYLE.compositions)
def test_another_decoder_hardly_moves_the_picture(composition: str) -> None:
    def moved(one: Sketch, other: Sketch) -> float:
        pictures = [oklab(draw(songs.scene(sketch, "happy", composition))) for sketch in (one, other)]
        return float(np.abs(pictures[0] - pictures[1]).mean())

    sketch = songs.song(1)
    assert moved(sketch, songs.nudged(sketch)) < moved(sketch, songs.song(2)) / 5


def test_the_course_of_the_loudness_chooses_the_lie_of_the_land() -> None:
    tune = songs.song(0)
    mood = songs.MOODS["happy"]
    assert STYLE.choose(replace(tune, energy=curve(0.1, 0.5, 0.9)), mood) == "slope"
    assert STYLE.choose(replace(tune, energy=curve(0.9, 0.1, 0.9)), mood) == "canyon"
    assert STYLE.choose(replace(tune, energy=curve(0.1, 0.9, 0.1)), mood) == "horizon"
    assert STYLE.choose(replace(tune, pulse=curve(0.3, 0.3), energy=curve(0.5, 0.5)), songs.MOODS["relaxed"]) == "shore"


def test_wide_dynamics_ask_for_mountains() -> None:
    tune = songs.song(0)
    wide, narrow = tune.traits.copy(), tune.traits.copy()
    wide[2], narrow[2] = 250, 10
    mood = songs.MOODS["happy"]
    assert STYLE.affinity(replace(tune, traits=wide), mood) > STYLE.affinity(replace(tune, traits=narrow), mood) + 0.3
