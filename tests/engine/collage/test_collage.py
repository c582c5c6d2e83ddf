"""What all layouts have in common, and the ways into them."""

from dataclasses import replace

import pytest

from engine.api import ENGLISH, LAYOUTS, MOST_PIECES, CollageOptions, Layout, Piece
from engine.collage import lay_out
from engine.collage._songs import chosen, styles_of
from engine.errors import NothingToShow
from engine.fake import FakeEngine
from engine.worker import TASKS
from tests.engine.collage.made import hearing, pieces


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_songs_give_the_same_bytes_in_any_order(layout: Layout) -> None:
    options = CollageOptions(layout, 256, 320, 3, "Week")
    given = [replace(piece, plays=2) for piece in pieces(4, unheard=1)]
    one, other = lay_out(given, options), lay_out(given[::-1], options)
    assert one.picture == other.picture
    assert (one.layout, one.seed) == (layout, 3)
    assert (one.picture.width, one.picture.height) == (256, 320)
    places = {(given[laid.piece].title, laid.left, laid.top) for laid in one.laid}
    assert places == {(given[::-1][laid.piece].title, laid.left, laid.top) for laid in other.laid}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("width", "height"), [(128, 128), (128, 640), (640, 128)])
def test_the_smallest_and_the_strangest_shapes_are_drawn(layout: Layout, width: int, height: int) -> None:
    made = lay_out(pieces(3, unheard=1), CollageOptions(layout, width, height, title="November"))
    assert len(made.laid) == 3
    for laid in made.laid:
        assert 0 <= laid.left < laid.right <= width
        assert 0 <= laid.top < laid.bottom <= height


def test_nothing_gives_a_sentence() -> None:
    for layout in LAYOUTS:
        with pytest.raises(NothingToShow, match="no song"):
            lay_out([], CollageOptions(layout))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_too_many_songs_the_most_heard_are_shown(layout: Layout) -> None:
    given = [Piece(f"{at}", plays=at) for at in range(1, 151)]
    shown = chosen(given, layout)
    assert [song.piece.plays for song in shown] == list(range(150, 150 - MOST_PIECES[layout], -1))
    assert all(given[song.number] is song.piece for song in shown)


def test_names_without_what_nobody_can_draw() -> None:
    unheard = "\U0010fffd"  # a private sign that no font has
    titles = [f"{unheard} party {unheard}", unheard, "", "שלום", "\u202eevil"]
    names = {song.number: (song.name, song.artists) for song in chosen([Piece(t, "Mara") for t in titles], "wall")}
    assert [names[at] for at in range(5)] == [
        ("party", "Mara"),
        ("Mara", ""),
        ("Mara", ""),
        ("שלום", "Mara"),
        ("evil", "Mara"),
    ]
    assert chosen([Piece("")], "wall")[0].name == "?"


def test_like_songs_are_painted_in_unlike_styles() -> None:
    twins = [Piece(f"Twin {at}", hearing=hearing(1)) for at in range(8)]
    styles = styles_of(chosen(twins, "paper"))
    assert len(set(styles.values())) >= 3
    few = styles_of(chosen([Piece(f"{at}", hearing=hearing(at)) for at in range(60)], "wall"), 5)
    assert list(few.values()).count("flow") <= 5


def test_a_worker_lays_out() -> None:
    options = CollageOptions("grid", 256, 256)
    made = TASKS["collage"](tuple(pieces(2)), options, ENGLISH, lambda step: None)
    assert made == lay_out(pieces(2), options)


async def test_the_fake_shows_the_most_heard_and_remembers() -> None:
    fake = FakeEngine()
    given = [Piece("Rare", plays=1), Piece("Often", plays=9)]
    made = await fake.collage(given, CollageOptions("wall", seed=4))
    assert ([laid.piece for laid in made.laid], made.layout, made.seed) == ([1, 0], "wall", 4)
    assert fake.calls == [("collage", (tuple(given), CollageOptions("wall", seed=4)))]
    with pytest.raises(NothingToShow):
        await fake.collage([], CollageOptions())
