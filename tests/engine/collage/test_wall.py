"""The wall: each song has the room it was heard for, and its whole painting in it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.api import MOST_PIECES, CollageOptions, Piece
from engine.collage import lay_out
from engine.collage._songs import chosen, styles_of
from engine.collage.wall import squarified, weights
from tests.engine.collage.made import hearing, pieces, seen

OPTIONS = CollageOptions("wall", 640, 512, title="November")


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.floats(1.0, 24.0), min_size=1, max_size=100).map(lambda values: sorted(values, reverse=True)),
    st.floats(100.0, 2000.0),
    st.floats(100.0, 2000.0),
)
def test_the_treemap_fills_its_area_by_weight_without_overlaps(
    values: list[float], width: float, height: float
) -> None:
    cells = squarified(values, (10.0, 20.0, width, height))
    areas = np.array([cell[2] * cell[3] for cell in cells])
    assert areas == pytest.approx(np.array(values) / sum(values) * width * height, rel=1e-6)
    boxes = np.array([(left, top, left + wide, top + high) for left, top, wide, high in cells])
    assert boxes.min() >= 10.0 - 1e-6
    assert (boxes[:, 2] <= 10.0 + width + 1e-6).all()
    assert (boxes[:, 3] <= 20.0 + height + 1e-6).all()
    low, high = np.maximum(boxes[:, None, :2], boxes[None, :, :2]), np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    shared = np.clip(high - low, 0.0, None).prod(axis=2)
    assert np.triu(shared, 1).max(initial=0.0) < 1e-3


def test_nothing_is_cropped_each_cell_holds_a_painting_of_its_own_size() -> None:
    songs = chosen(pieces(7), "wall")
    made = lay_out(pieces(7), OPTIONS)
    picture, styles = seen(made.picture.data), styles_of(songs, 12)
    for laid, song in zip(made.laid, songs, strict=True):
        assert (laid.piece, laid.visible) == (song.number, 1.0)
        whole = song.painting(styles[song.number], laid.right - laid.left, laid.bottom - laid.top)
        part = picture[laid.top : laid.bottom, laid.left : laid.right]
        assert np.abs(part - whole).mean() < 0.02  # the wall's grain and nothing else


def test_the_song_heard_most_hangs_largest_and_all_hundred_hang() -> None:
    made = lay_out(pieces(130, unheard=110), replace(OPTIONS, width=1024, height=1024))
    assert len(made.laid) == MOST_PIECES["wall"]
    areas = [(laid.right - laid.left) * (laid.bottom - laid.top) for laid in made.laid]
    assert areas[0] == max(areas)
    assert min(areas) > 0
    boxes = np.array([(laid.left, laid.top, laid.right, laid.bottom) for laid in made.laid])
    low, high = np.maximum(boxes[:, None, :2], boxes[None, :, :2]), np.minimum(boxes[:, None, 2:], boxes[None, :, 2:])
    assert np.triu(np.clip(high - low, 0, None).prod(axis=2), 1).max() == 0


def test_one_song_heard_a_thousand_times_leaves_the_others_room() -> None:
    given = [Piece("Loud", plays=1000), Piece("Quiet", plays=1)]
    first, second = weights(chosen(given, "wall"))
    assert first / second == pytest.approx(24.0)


def test_a_wall_of_unheard_songs_is_drawn_and_is_not_a_blank() -> None:
    made = lay_out([Piece(f"Song {at}", plays=at) for at in range(1, 7)], OPTIONS)
    picture = seen(made.picture.data)
    for laid in made.laid:
        assert picture[laid.top : laid.bottom, laid.left : laid.right].std() > 0.05


def test_a_song_of_another_version_hangs_as_a_tile() -> None:
    stale = replace(hearing(1), sketch=b"an older sketch")
    made = lay_out([Piece("Old", hearing=stale)], OPTIONS)
    assert made.laid[0].visible == 1.0
