"""From hearing to slate: the same song gives the same bytes, another seed another picture, and a style is found."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import PIL.Image
import pytest
from numpy.typing import NDArray

from engine.api import STYLES, Hearing, PaintOptions, Quadrant, Slate, StyleName
from engine.art.painter import BY_NAME, compose, favourite, paint
from engine.art.palette import oklab
from engine.art.scene import Scene
from engine.errors import Stale
from engine.sketch import TRAITS, Sketch
from tests.engine.art import songs


def heard(sketch: Sketch, quadrant: Quadrant = "happy") -> Hearing:
    return Hearing("0" * 32, 30.0, ((0.0, 30.0),), {}, songs.MOODS[quadrant], sketch.pack())


def pixels(slate: Slate) -> NDArray[np.floating]:
    return np.asarray(PIL.Image.open(io.BytesIO(slate.picture.data)).convert("RGB")) / 255.0


def thumbnail(slate: Slate) -> NDArray[np.floating]:
    image = pixels(slate)
    side = image.shape[0] // 32
    return oklab(image.reshape(32, side, 32, side, 3).mean(axis=(1, 3)))


@pytest.mark.parametrize("style", STYLES)
def test_the_same_song_gives_the_same_bytes_and_other_seeds_another_picture(style: StyleName) -> None:
    hearing = heard(songs.song(1))
    options = PaintOptions(style=style, width=256, height=256)
    once, twice = paint(hearing, options), paint(hearing, options)
    again = [paint(hearing, replace(options, seed=seed)) for seed in (1, 2, 3)]
    assert once == twice
    assert once.style == style
    assert len({slate.composition for slate in (once, *again)}) >= 3
    for slate in again:
        assert np.abs(thumbnail(once) - thumbnail(slate)).mean() > 0.02


@pytest.mark.parametrize("style", STYLES)
def test_another_decoder_moves_a_picture_less_than_a_fifth_of_another_song(style: StyleName) -> None:
    options = PaintOptions(style=style, width=256, height=256)
    ratios = []
    for number in range(3):
        song = songs.song(number)
        own, nudged, other = (
            thumbnail(paint(heard(sketch), options)) for sketch in (song, songs.nudged(song), songs.song(number + 10))
        )
        ratios.append(np.abs(own - nudged).mean() / np.abs(own - other).mean())
    assert np.median(ratios) < 0.2


@pytest.mark.parametrize("style", STYLES)
def test_moods_are_told_apart_by_colour_and_songs_by_structure(style: StyleName) -> None:
    options = PaintOptions(style=style, width=256, height=256)
    happy, sad = (thumbnail(paint(heard(songs.song(1), quadrant), options)) for quadrant in ("happy", "sad"))
    sibling = thumbnail(paint(heard(songs.song(2), "happy"), options))
    assert np.abs(happy - sad).mean() > 2 * np.abs(happy - sibling).mean()


def test_a_slate_tells_how_it_was_made() -> None:
    options = PaintOptions(style="flow", seed=2, width=300, height=200, format="jpeg")
    slate = paint(heard(songs.song(1), "sad"), options)
    assert pixels(slate).shape == (200, 300, 3)
    assert slate.picture.media_type == "image/jpeg"
    assert slate.seed == 2
    assert slate.composition in BY_NAME["flow"].compositions
    assert len(slate.palette) == 7
    ground = np.array([int(slate.palette[0][place : place + 2], 16) / 255 for place in (1, 3, 5)])
    assert np.abs(np.median(pixels(slate)[:20, :20].reshape(-1, 3), axis=0) - ground).max() < 0.1


def test_chance_knows_the_seed_but_not_the_song() -> None:
    def drawn(number: int, seed: int) -> float:
        options = PaintOptions(style="rings", seed=seed)
        own = replace(BY_NAME["rings"], choose=lambda _, __: "single")
        return float(compose(songs.song(number), songs.MOODS["happy"], own, options).rng.random())

    assert drawn(1, 0) == drawn(2, 0)
    assert drawn(1, 0) != drawn(1, len(BY_NAME["rings"].compositions))


def test_a_seed_gives_the_colours_to_other_chords() -> None:
    def scene(seed: int) -> Scene:
        return compose(songs.song(1), songs.MOODS["happy"], BY_NAME["strata"], PaintOptions(seed=seed))

    own, other = scene(0).palette, scene(1).palette
    assert set(own.accents) == set(other.accents)
    assert own.accents != other.accents
    assert [other.shares[other.accents.index(accent)] for accent in own.accents] == list(own.shares)


@pytest.mark.parametrize(
    ("style", "strong", "weak"),
    [
        ("strata", ("dynamics",), ("density", "repetition", "tonality")),
        ("flow", ("density",), ("dynamics", "repetition", "tonality")),
        ("rings", ("repetition",), ("dynamics", "density", "tonality")),
        ("bloom", ("tonality",), ("dynamics", "density", "repetition")),
    ],
)
def test_the_song_chooses_its_style(style: StyleName, strong: tuple[str, ...], weak: tuple[str, ...]) -> None:
    traits = np.full(8, 128, dtype=np.uint8)
    for name in strong:
        traits[TRAITS.index(name)] = 245
    for name in weak:
        traits[TRAITS.index(name)] = 20
    assert favourite(replace(songs.song(0), traits=traits), songs.MOODS["relaxed"]) == style


def test_a_sketch_of_another_version_is_refused() -> None:
    hearing = replace(heard(songs.song(0)), sketch=b"SLAT" + b"\0" * 20)
    with pytest.raises(Stale):
        paint(hearing, PaintOptions())
