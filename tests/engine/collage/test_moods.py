"""The plane of moods: no song hides another, and each hangs where it feels as far as there is room."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.api import CollageOptions, Labels, Mood, Piece
from engine.bench.moods import placed
from engine.collage import lay_out
from engine.collage._songs import chosen
from engine.collage.moods import drift, settled, sizes, true_places
from tests.engine.collage.made import hearing, pieces, seen

OPTIONS = CollageOptions("moods", 512, 512, title="November")
PLANE = (40.0, 40.0, 1000.0, 800.0)


def felt(valence: float, arousal: float, **more: object) -> Piece:
    return replace(Piece("Song", hearing=hearing(1, placed(valence, arousal))), **more)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.integers(1, 500)), min_size=1, max_size=40))
def test_discs_never_overlap_nor_leave_the_plane(songs: list[tuple[float, float, int]]) -> None:
    shown = chosen([felt(x, y, plays=plays) for x, y, plays in songs], "moods")
    radii = sizes(shown, PLANE)
    found = settled(true_places(shown, PLANE), radii, PLANE)
    away = np.linalg.norm(found[:, None] - found[None, :], axis=2)
    touch = away < radii[:, None] + radii[None, :]
    np.fill_diagonal(touch, False)
    assert not touch.any()
    assert (found - radii[:, None] >= np.array(PLANE[:2]) - 1e-6).all()
    assert (found + radii[:, None] <= np.array(PLANE[2:]) + 1e-6).all()


def test_songs_with_room_hang_where_they_feel() -> None:
    shown = chosen([felt(0.5, 0.5, plays=9), felt(-0.5, 0.4, plays=5), felt(-0.4, -0.5, plays=2)], "moods")
    radii, home = sizes(shown, PLANE), true_places(shown, PLANE)
    assert settled(home, radii, PLANE) == pytest.approx(home, abs=1.0)
    assert home[0] == pytest.approx([520 + 0.5 * 480, 420 - 0.5 * 380])


def test_equal_moods_part_by_little() -> None:
    shown = chosen([felt(0.1, 0.1, title=f"{at}") for at in range(12)], "moods")
    radii, home = sizes(shown, PLANE), true_places(shown, PLANE)
    moved = np.linalg.norm(settled(home, radii, PLANE) - home, axis=1)
    assert moved.max() < 5.0 * radii.max()  # twelve equal discs need at least a radius of about 4 of theirs


def test_the_drift_leads_from_the_first_moods_to_the_last() -> None:
    early = [felt(-0.6, 0.6, moment=at, title=f"e{at}") for at in (0.0, 0.1)]
    late = [felt(0.5, -0.4, moment=at, title=f"l{at}") for at in (0.9, 1.0)]
    path = drift(chosen([*early, *late], "moods"))
    assert path[0] == pytest.approx([-0.6, 0.6], abs=0.02)
    assert path[-1] == pytest.approx([0.5, -0.4], abs=0.02)
    assert (np.diff(path[:, 0]) >= -1e-9).all()


def test_the_drift_is_drawn_only_where_time_passes() -> None:
    still = [replace(piece, moment=0.5) for piece in pieces(4)]
    moving = [replace(piece, moment=at / 3) for at, piece in enumerate(still)]
    one, other = lay_out(still, OPTIONS), lay_out(moving, OPTIONS)
    assert one.laid == other.laid
    changed = np.abs(seen(one.picture.data) - seen(other.picture.data)).max(axis=2) > 0.1
    assert 200 < changed.sum() < 30_000


def test_songs_of_unknown_mood_stand_below_the_plane() -> None:
    made = lay_out(pieces(6, unheard=2), OPTIONS)
    boxes = {laid.piece: laid for laid in made.laid}
    assert sorted(boxes) == list(range(6))
    assert min(boxes[at].top for at in (4, 5)) >= max(boxes[at].bottom for at in range(4))
    assert lay_out([Piece("Nobody heard me")], OPTIONS).laid[0].visible == 1.0


def test_words_of_another_language_are_written() -> None:
    german = Labels(happy="fröhlich", energetic="energiegeladen")
    assert lay_out(pieces(2), OPTIONS, labels=german).picture.data != lay_out(pieces(2), OPTIONS).picture.data


def test_a_song_whose_mood_is_known_but_not_its_sound_hangs_on_the_plane() -> None:
    mood = Mood(0.7, 0.1, 0.1, 0.1, 0.4, 0.4, 0.7, ())
    known = replace(hearing(1, mood), sketch=b"")
    laid = lay_out([Piece("From the catalogue", hearing=known)], OPTIONS).laid[0]
    assert (laid.left + laid.right) / 2 > 256
