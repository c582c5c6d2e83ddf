"""The paper collage keeps what it promises, whatever songs it is given."""

from dataclasses import replace

import numpy as np
import pytest

from engine.api import CollageOptions, Layout, Piece, Step, silent
from engine.art import text
from engine.collage import lay_out
from engine.collage._plan import Plan, planned
from engine.collage._songs import Song, chosen, styles_of
from engine.collage._strips import collide
from engine.collage._table import Table
from engine.collage._torn import Sheet
from engine.collage.layout import LEAST_HERO, LEAST_SEEN, covered, rastered
from engine.collage.paper import chance_of, laid_table
from tests.engine.collage.made import cover, hearing, pieces, seen

SMALL = CollageOptions("paper", 512, 512, title="Week 47")
LONG = "A title that goes on and on until the needle lifts from the groove and nobody knows how it began " * 2
STRANGE = [
    Piece(LONG, LONG, hearing(1), 9, caption="Anna, Ben · 12 plays"),
    Piece("", "", hearing(2), 8),
    Piece("🎉🎉🎉", "🎸", hearing(3), 7),
    Piece("שלום עולם — הלילה הארוך", "فيروز", hearing(4), 6),
    Piece("日本語のとても長いタイトルがここにありますよ", "宇多田ヒカル", None, 5),
    Piece("\x00\u202e\ud800", "Z̸̢̛̗a̶l̴g̷o" * 30, hearing(6), 4),
    Piece("Supercalifragilisticexpialidocious" * 4, "", hearing(7), 3, cover=cover()),
]


def plan_of(given: list[Piece], options: CollageOptions) -> tuple[Plan, list[Song]]:
    songs = chosen(given, "paper")
    return planned(songs, styles_of(songs), options, chance_of(songs, options)), songs


@pytest.mark.parametrize("seed", range(24))
def test_an_arrangement_hides_nothing_and_names_everything(seed: int) -> None:
    count = (1, 2, 3, 5, 7, 9, 12)[seed % 7]
    width, height = ((1024, 1024), (1024, 1280), (1280, 720), (720, 1280))[seed % 4]
    options = CollageOptions("paper", width, height, seed, ("", "Week 47", LONG)[seed % 3])
    plan, songs = plan_of(pieces(count, seed, unheard=count // 5), options)
    assert plan.seen.min() >= LEAST_SEEN
    assert plan.hero >= LEAST_HERO
    assert set(plan.labels) == {song.rank for song in songs}
    areas = [label.area for label in plan.labels.values()]
    headline = [sheet for _, sheet in plan.headline]
    for at, one in enumerate(areas):
        assert not any(collide(one, other) for other in [*areas[:at], *headline])
    for left, top, right, bottom in (area.reach() for area in [*areas, *headline]):
        assert 0 <= left < right <= width
        assert 0 <= top < bottom <= height


@pytest.mark.parametrize("seed", [3, 4])
def test_a_label_lies_on_its_own_piece_more_than_on_any_other(seed: int) -> None:
    options = replace(SMALL, seed=seed, width=1024, height=1024)
    plan, _ = plan_of(pieces(9, seed), options)
    raster = rastered(plan.arrangement, 1024, 1024, 256)
    for rank, label in plan.labels.items():
        under = raster.owner[covered(label.area, raster.x, raster.y)]
        shares = np.bincount(under[under >= 0], minlength=9) / len(under)
        assert shares.argmax() == rank
        assert shares[rank] >= 0.3


@pytest.mark.parametrize(("count", "seed"), [(5, 1), (9, 2), (12, 3)])
def test_what_was_planned_is_seen_in_the_pixels(count: int, seed: int) -> None:
    songs = chosen(pieces(count, seed), "paper")
    table = laid_table(songs, replace(SMALL, seed=seed), silent)
    found = [table.seen(song.rank) for song in songs]
    assert min(visible for _, visible, _ in found) >= LEAST_SEEN
    assert found[0][2] >= LEAST_HERO
    assert found[0][2] == max(share for _, _, share in found)


def test_the_same_songs_in_another_order_give_the_same_bytes() -> None:
    given = [replace(piece, plays=5) for piece in pieces(5)]
    one = lay_out(given, SMALL)
    turned = [given[at] for at in (3, 0, 4, 1, 2)]
    other = lay_out(turned, SMALL)
    assert one.picture.data == other.picture.data
    assert {given[laid.piece].title: laid.left for laid in one.laid} == {
        turned[laid.piece].title: laid.left for laid in other.laid
    }
    assert lay_out(given, replace(SMALL, seed=1)).picture.data != one.picture.data


def test_strange_titles_covers_and_progress() -> None:
    steps: list[Step] = []
    made = lay_out(STRANGE, replace(SMALL, title="أكثر ما سمعناه · Что мы слушали " * 3), steps.append)
    assert sorted(laid.piece for laid in made.laid) == list(range(len(STRANGE)))
    assert (made.picture.width, made.picture.height) == (512, 512)
    fractions = [step.fraction for step in steps]
    assert fractions == sorted(fractions)
    assert 0.0 <= fractions[0] <= fractions[-1] <= 1.0


@pytest.mark.parametrize("layout", ["paper", "wall"])
def test_a_title_without_a_font_is_left_out(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    text._font_for.cache_clear()
    monkeypatch.setattr(text, "_system_fonts", tuple)
    asked = replace(SMALL, layout=layout, title="")
    bare = lay_out(pieces(5), asked).picture.data
    assert lay_out(pieces(5), replace(asked, title="直近7日間")).picture.data == bare
    assert lay_out(pieces(5), replace(asked, title="Seven days")).picture.data != bare
    text._font_for.cache_clear()


def test_a_cover_is_cut_in_whole_and_in_its_own_shape() -> None:
    given = [*pieces(3), Piece("Sleeve", "", hearing(9), 30, cover=cover(300, 200))]
    plan, songs = plan_of(given, CollageOptions("paper", 1024, 1024))
    rank = next(song.rank for song in songs if song.piece.cover)
    sheet = plan.arrangement.sheets[rank]
    assert not sheet.round
    assert sheet.width / sheet.height == pytest.approx(1.5, rel=0.12)
    made = lay_out(given, CollageOptions("paper", 512, 512, format="png"))
    box = next(laid for laid in made.laid if laid.piece == 3)
    part = seen(made.picture.data)[box.top : box.bottom, box.left : box.right].reshape(-1, 3)
    for colour in ((200, 30, 30), (30, 160, 60), (30, 60, 200), (230, 200, 40)):
        assert (np.abs(part - np.array(colour) / 255.0).max(axis=1) < 0.12).mean() > 0.04


@pytest.mark.parametrize("seed", range(8))
def test_covers_of_any_shape_hide_nothing_in_any_format(seed: int) -> None:
    width, height = ((1080, 1080), (1080, 1350), (1080, 1920), (1920, 1080))[seed % 4]
    given = pieces((2, 3, 5, 7)[seed // 2], seed)
    given[seed % 2] = replace(given[seed % 2], cover=(cover(), cover(300, 200), cover(200, 300))[seed % 3])
    plan, _ = plan_of(given, CollageOptions("paper", width, height, seed, "Out now"))
    assert plan.seen.min() >= LEAST_SEEN
    assert plan.hero >= LEAST_HERO
    assert len(plan.labels) == len(given)


def test_a_broken_cover_gives_the_painting() -> None:
    whole = pieces(2)
    broken = [replace(whole[0], cover=b"\x89PNG\r\n\x1a\n broken"), whole[1]]
    made, plain = lay_out(broken, SMALL), lay_out(whole, SMALL)
    assert made.laid == plain.laid


def test_shadows_fall_to_the_lower_right_of_everything() -> None:
    for sheet in (Sheet((256.0, 256.0), 200.0, 160.0, 0.1), Sheet((256.0, 256.0), 190.0, 190.0, round=True)):
        table = Table(512, 512, (0.8, 0.8, 0.8), 1)
        table.lay(sheet, (0.9, 0.2, 0.2))
        bare = Table(512, 512, (0.8, 0.8, 0.8), 1).picture
        darker = (bare - table.picture).mean(axis=2)
        darker[table.picture[..., 0] - table.picture[..., 1] > 0.2] = 0.0
        rows, columns = np.nonzero(darker > 0.03)
        weights = darker[rows, columns]
        assert np.average(columns, weights=weights) > 258.0
        assert np.average(rows, weights=weights) > 260.0


def test_what_is_torn_shows_a_white_rim_and_what_is_cut_does_not() -> None:
    def rim(torn: tuple[float, float, float, float]) -> int:
        table = Table(512, 512, (0.35, 0.35, 0.4), 1)
        table.lay(Sheet((256.0, 256.0), 240.0, 240.0, torn=torn), (0.5, 0.1, 0.1))
        return int((table.picture.min(axis=2) > 0.75).sum())

    assert rim((6.0, 6.0, 6.0, 6.0)) > 1000
    assert rim((0.0, 0.0, 0.0, 0.0)) == 0


def test_a_torn_edge_is_ragged_at_several_scales() -> None:
    table = Table(1024, 1024, (0.3, 0.3, 0.3), 1)
    table.lay(Sheet((512.0, 512.0), 900.0, 600.0, torn=(6.0, 0.0, 0.0, 0.0)), (0.2, 0.6, 0.2), owner=0)
    first = (table.owners == 0).argmax(axis=0)[120:900].astype(float)
    last = 1023 - (table.owners[::-1] == 0).argmax(axis=0)[120:900].astype(float)
    assert np.ptp(last) <= 1.0  # the lower side was cut
    for length, least in ((2, 0.3), (16, 1.0), (64, 1.5)):
        assert np.abs(first[length:] - first[:-length]).mean() > least
