"""What sounds alike is found by whoever asks first, and what is offered is worth a look: no versions, no crowd."""

import asyncio
import math
import sqlite3
import struct
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Annotated

import pytest

from bot.ask import Ask
from bot.catalogue import Catalogue, Match, choose, named
from bot.cog import feature
from bot.reply import Refusal, Reply
from bot.songs import Given, Song, Songs, Upload, id_of
from bot.store import Store
from bot.testing import house
from engine.api import HEARING_VERSION, VECTOR, VECTOR_FORMAT, Hearing, Progress, Step, digest
from engine.catalogue import CatalogueMismatch, Entry
from engine.fake import FakeEngine, mood_of, vector_of
from engine.local import LocalEngine, LocalOptions


def toward(angle: float, twist: int = 0) -> bytes:
    """A unit vector so many degrees from the first axis; another twist leads another way."""
    numbers = [0.003] * VECTOR
    numbers[0] = math.cos(math.radians(angle))
    numbers[1 + twist] = math.sin(math.radians(angle))
    return struct.pack(VECTOR_FORMAT, *numbers)


def hearing(name: str, vector: bytes, seconds: float = 200.0, sketch: bytes = b"sketch") -> Hearing:
    return Hearing(digest(name.encode()), seconds, (), {"tempo": 100.0}, mood_of("ab" * 16), sketch, vector)


def match(title: str, angle: float, *artists: str, seconds: float = 200.0, twist: int = 0) -> Match:
    heard = hearing(title + "".join(artists), toward(angle, twist), seconds)
    cosine = math.cos(math.radians(angle))
    return Match(Song(id_of(title + "".join(artists)), title, heard.audio, "file", artists), heard, cosine, {}, cosine)


ASKED = match("Asked For", 0.0, "Nina")


def titles(matches: Sequence[Match]) -> list[str]:
    return [each.song.title for each in matches]


def chosen(near: Sequence[Match | None], page: int = 5, most: int = 5) -> list[str]:
    return titles(choose(ASKED.song, ASKED.hearing, near, page, most))


def far(number: int, artist: str = "") -> Match:
    """One of many that differ from each other."""
    return match(f"Song {number}", 25.0 + 0.2 * number, artist or f"Artist {number}", twist=number % 100)


@pytest.mark.parametrize(
    ("title", "artists", "seconds", "angle"),
    [
        ("Asked For", ("Nina",), 200.0, 30.0),
        ("Asked For (Live at Montreux, 1976)", ("Nina",), 260.0, 30.0),
        ("ASKED FOR - 2011 Remaster", ("Nína",), 200.0, 30.0),
        ("Asked for (Somebody's Remix)", ("Nina", "Somebody"), 300.0, 30.0),
        ("Another Name", ("Another",), 201.0, 5.0),
        ("Asked For", (), 200.5, 2.0),
    ],
)
def test_the_song_itself_and_its_versions_are_never_offered(
    title: str, artists: tuple[str, ...], seconds: float, angle: float
) -> None:
    same = match(title, angle, *artists, seconds=seconds)
    assert chosen([same, far(1)]) == ["Song 1"]


@pytest.mark.parametrize(
    ("title", "artists", "seconds", "angle"),
    [
        ("Asked For", ("Somebody Else",), 200.0, 30.0),
        ("Asked Again", ("Nina",), 200.0, 30.0),
        ("Another Name", ("Another",), 210.0, 5.0),
        ("Another Name", ("Another",), 200.0, 18.0),
    ],
)
def test_other_songs_are_offered_however_like_they_are_called(
    title: str, artists: tuple[str, ...], seconds: float, angle: float
) -> None:
    assert chosen([match(title, angle, *artists, seconds=seconds)]) == [title]


def test_two_versions_of_one_song_are_offered_once_the_nearer_one() -> None:
    near = [match("Tune", 20.0, "Ann"), match("Tune (Acoustic)", 25.0, "Ann", seconds=150.0), far(3)]
    assert chosen(near) == ["Tune", "Song 3"]


def test_a_song_without_sound_has_no_length_to_tell_it_apart_by() -> None:
    assert chosen([match("By Numbers", 3.0, "Catalogue", seconds=0.0)]) == []


def test_a_file_named_like_collections_do_has_an_artist() -> None:
    plain = Song("1", "03 - Nina - Asked For (Remastered)", "a", "file")
    assert named(plain) == named(ASKED.song)
    assert named(Song("2", "03 Intro", "a", "file")) == (frozenset(), "03 intro")
    assert chosen([replace(match("x", 30.0), song=plain), far(1)]) == ["Song 1"]


def test_at_most_two_of_one_artist_are_on_a_page_and_the_others_come_later() -> None:
    near = [*(match(f"Hit {n}", 20.0 + n, "Star", twist=n) for n in range(4)), *(far(n) for n in range(20, 24))]
    first = chosen(near)
    assert sum(title.startswith("Hit") for title in first) == 2
    assert len(first) == 5
    both = chosen(near, page=5, most=10)
    assert both[:5] == first
    assert sum(title.startswith("Hit") for title in both[5:]) == 2
    assert len({*both}) == 8


def test_songs_with_several_artists_count_for_each_of_them() -> None:
    near = [match(f"Duet {n}", 20.0 + n, "Star", f"Guest {n}", twist=n) for n in range(3)]
    assert len(chosen(near)) == 2


def test_what_is_offered_differs_from_each_other() -> None:
    crowd = [match(f"Crowd {n}", 20.0 + 0.1 * n, f"C{n}", seconds=100.0 + 10 * n, twist=7) for n in range(10)]
    lone = match("Lone", 28.0, "L", twist=50)
    assert "Lone" in chosen([*crowd, lone])[:2]


def test_more_neighbours_continue_the_order_and_never_change_it() -> None:
    random = Random(5)
    near = [far(n, artist=f"A{random.randrange(30)}") for n in range(200)]
    long = chosen(near, most=60)
    assert chosen(near[:100], most=60)[:40] == long[:40]
    assert long[:15] == chosen(near, most=15)
    assert len({*long}) == len(long) == 60


def test_a_key_off_the_shelf_leaves_no_hole() -> None:
    assert chosen([None, far(1), None]) == ["Song 1"]


def shipped(title: str, artists: tuple[str, ...], vector: bytes) -> Entry:
    """A song of a made-up starter catalogue."""
    return Entry(title, artists, vector, mood_of("ab" * 16), {"tempo": 90.0}, {"Jazz": 0.5})


STARTER = [shipped(f"Ünïcode 日本 {n}", (f"Artist {n}",), vector_of(f"starter {n}")) for n in range(30)]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    made = Store(tmp_path)
    await made.open()
    yield made
    await made.close()


async def put(store: Store, name: str, vector: bytes, server: str = "") -> Song:
    """A song as if it had been heard."""
    heard = hearing(name, vector)
    song = Song(id_of(name), name, heard.audio, "file", (f"Artist of {name}",))
    await store.keep_song(song)
    await store.keep_hearing(heard)
    await store.shelf.put(song.id, heard, server)
    return song


def shelved(engine: FakeEngine) -> list[int]:
    return sorted(engine.shelved)


async def test_the_starter_catalogue_answers_on_the_first_evening(store: Store) -> None:
    catalogue = Catalogue(store, FakeEngine(), lambda: STARTER)
    asked = hearing("asked", STARTER[4].vector)
    found = await catalogue.similar(ASKED.song, asked)
    assert len(found) == 5
    assert [each.cosine for each in found] == sorted((each.cosine for each in found), reverse=True)
    song, heard = found[0].song, found[0].hearing
    assert (song.source, song.name) == ("catalogue", f"{song.artists[0]} – {song.title}")
    assert (heard.sketch, heard.current, heard.genres) == (b"", True, {"Jazz": 0.5})


async def test_the_starter_catalogue_is_imported_once_and_anew_when_it_changed(store: Store) -> None:
    first = FakeEngine()
    await Catalogue(store, first, lambda: STARTER).ready()
    assert shelved(first) == list(range(1, 31))
    before = await store.shelf.told()
    await Catalogue(store, FakeEngine(), lambda: STARTER).ready()
    assert await store.shelf.told() == before
    changed = shipped(STARTER[0].title, STARTER[0].artists, vector_of("new"))
    other = [changed, *STARTER[1:], shipped("New", (), vector_of("newest"))]
    await Catalogue(store, first, lambda: other).ready()
    assert (await store.shelf.told()).count == 31
    assert {vector_of("new"), vector_of("newest")} <= {*first.shelved.values()}


async def test_a_starter_catalogue_that_cannot_be_read_costs_only_its_songs(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def damaged() -> tuple[Entry, ...]:
        raise CatalogueMismatch

    await put(store, "one", toward(20))
    assert titles(await Catalogue(store, FakeEngine(), damaged).similar(ASKED.song, ASKED.hearing)) == ["one"]
    assert "Reinstall" in caplog.text


async def test_a_song_that_has_a_sound_by_now_is_not_overwritten_by_the_starter_catalogue(store: Store) -> None:
    name = f"{STARTER[3].artists[0]} – {STARTER[3].title}"
    heard = hearing(name, vector_of("real"))
    await store.keep_song(Song(id_of(name), STARTER[3].title, heard.audio, "deezer", STARTER[3].artists))
    await store.keep_hearing(heard)
    await store.shelf.put(id_of(name), heard)
    await Catalogue(store, FakeEngine(), lambda: STARTER).ready()
    kept = await store.song(id_of(name))
    assert kept
    assert (kept.source, kept.audio) == ("deezer", heard.audio)
    assert (await store.shelf.told()).count == 30


async def test_what_is_heard_is_found_by_the_next_who_asks(store: Store) -> None:
    engine = FakeEngine()
    catalogue = Catalogue(store, engine)
    await put(store, "one", toward(20))
    assert titles(await catalogue.similar(ASKED.song, ASKED.hearing)) == ["one"]
    await put(store, "two", toward(25, 5))
    assert titles(await catalogue.similar(ASKED.song, ASKED.hearing)) == ["one", "two"]
    assert [call for call in engine.calls if call[0] == "shelve"] == [("shelve", (1,)), ("shelve", (2,))]


async def test_a_song_that_sounds_otherwise_now_has_its_new_vector_only(store: Store) -> None:
    engine = FakeEngine()
    catalogue = Catalogue(store, engine)
    song = await put(store, "one", toward(20))
    await catalogue.ready()
    again = hearing("another cut", toward(70))
    await store.keep_song(replace(song, audio=again.audio))
    await store.keep_hearing(again)
    await store.shelf.put(song.id, again)
    found = await catalogue.similar(ASKED.song, ASKED.hearing)
    assert [(each.song.id, each.hearing.audio) for each in found] == [(song.id, again.audio)]
    assert shelved(engine) == [2], "the old key was forgotten when it was met"


async def test_files_that_people_gave_in_another_server_are_not_shown(store: Store) -> None:
    catalogue = Catalogue(store, FakeEngine())
    await put(store, "theirs", toward(30.0), "there")
    await put(store, "shared", toward(40.0, 1), "there")
    await put(store, "shared", toward(40.0, 1), "here")
    own = await put(store, "operator", toward(50.0, 2), "there")
    await store.keep_song(replace(own, source="library"))
    link = await put(store, "link", toward(60.0, 3), "there")
    await store.keep_song(replace(link, source="deezer"))
    everywhere = await catalogue.similar(ASKED.song, ASKED.hearing, server="here")
    assert titles(everywhere) == ["shared", "operator", "link"]
    assert titles(await catalogue.similar(ASKED.song, ASKED.hearing, server="there"))[0] == "theirs"


async def test_only_this_server_is_only_what_was_heard_there(store: Store) -> None:
    catalogue = Catalogue(store, FakeEngine())
    for number, name in enumerate(("one", "two", "three")):
        await put(store, name, toward(20 + number, number), "here" if number else "there")
    await put(store, "three", toward(22, 2), "there")
    assert titles(await catalogue.similar(ASKED.song, ASKED.hearing, server="here", here=True)) == ["two", "three"]
    assert titles(await catalogue.similar(ASKED.song, ASKED.hearing, server="there", here=True)) == ["one", "three"]
    assert await catalogue.similar(ASKED.song, ASKED.hearing, server="nowhere", here=True) == ()


async def test_more_asks_for_as_many_neighbours_as_it_takes(store: Store) -> None:
    catalogue = Catalogue(store, FakeEngine())
    for number in range(120):
        await put(store, f"song {number}", toward(20 + number / 10, number))
    pages = [await catalogue.similar(ASKED.song, ASKED.hearing, skip=skip) for skip in range(0, 130, 5)]
    shown = [each.song.id for page in pages for each in page]
    assert len(shown) == len({*shown}) == 120
    assert [len(page) for page in pages[-3:]] == [5, 0, 0]


async def test_an_index_that_lost_everything_is_filled_again_with_progress(store: Store) -> None:
    for number in range(5):
        await put(store, f"song {number}", vector_of(str(number)))
    engine = FakeEngine()
    await Catalogue(store, engine).ready()
    engine.shelved.clear()
    steps: list[Step] = []
    await Catalogue(store, engine).ready(steps.append)
    assert shelved(engine) == [1, 2, 3, 4, 5]


async def test_only_what_an_index_lacks_is_brought_to_it(store: Store) -> None:
    for number in range(5):
        await put(store, f"song {number}", vector_of(str(number)))
    engine = FakeEngine(shelved={key: vector_of(str(key - 1)) for key in (1, 2, 3)})
    await Catalogue(store, engine).ready()
    assert [keys for call, keys in engine.calls if call == "shelve"] == [(4, 5)]


@pytest.mark.parametrize("held", [(1, 2, 4), (1, 2, 3, 99), (2, 3), (7, 8, 9)])
def test_an_index_that_holds_other_songs_begins_anew(tmp_path: Path, held: tuple[int, ...]) -> None:
    async def run() -> None:
        store = Store(tmp_path)
        await store.open()
        for number in range(5):
            await put(store, f"song {number}", vector_of(str(number)))
        await store._run(lambda db: db.execute("delete from shelf where key = 4"))
        engine = FakeEngine(shelved={key: vector_of("stale") for key in held})
        await Catalogue(store, engine).ready()
        assert engine.shelved == {key: vector_of(str(key - 1)) for key in (1, 2, 3, 5)}
        await store.close()

    asyncio.run(run())


async def test_a_key_taken_off_while_the_index_was_away_costs_no_rebuilding(store: Store) -> None:
    for number in range(3):
        await put(store, f"song {number}", vector_of(str(number)))
    engine = FakeEngine()
    await Catalogue(store, engine).ready()
    await put(store, "song 1", vector_of("1"))
    changed = hearing("cut anew", vector_of("cut anew"))
    await store.keep_hearing(changed)
    await store.shelf.put(id_of("song 1"), changed)
    engine.calls.clear()
    await Catalogue(store, engine).ready()
    assert shelved(engine) == [1, 3, 4]
    assert [keys for call, keys in engine.calls if call == "shelve"] == [(4,)]


async def test_keys_are_never_given_twice(store: Store) -> None:
    for name in ("one", "two"):
        await put(store, name, vector_of(name))
    await store._run(lambda db: db.execute("delete from shelf"))
    await put(store, "three", vector_of("three"))
    assert (await store.shelf.told()).highest == 3


async def test_songs_of_an_older_version_leave_the_shelf(store: Store, tmp_path: Path) -> None:
    await put(store, "old", vector_of("old"))
    await put(store, "new", vector_of("new"))
    with sqlite3.connect(tmp_path / "slate.db") as connection:
        connection.execute("update shelf set version = ? where key = 1", [HEARING_VERSION - 1])
    connection.close()
    engine = FakeEngine()
    await Catalogue(store, engine).ready()
    assert shelved(engine) == [2]
    stale = replace(hearing("stale", vector_of("stale")), version=HEARING_VERSION - 1)
    await store.keep_song(Song("stale", "Stale", stale.audio, "file"))
    await store.keep_hearing(stale)
    await store.shelf.put("stale", stale)
    assert (await store.shelf.told()).count == 1


async def test_a_song_heard_again_by_this_version_comes_back(store: Store, tmp_path: Path) -> None:
    song = await put(store, "old", vector_of("old"))
    with sqlite3.connect(tmp_path / "slate.db") as connection:
        connection.execute("update shelf set version = ?", [HEARING_VERSION - 1])
    connection.close()
    await store.shelf.put(song.id, hearing("old", vector_of("anew")))
    found = await store.shelf.find([1, 2])
    assert [*found] == [2]
    assert found[2][0] == song


async def test_the_real_engine_keeps_the_catalogue_over_a_restart(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for number in range(40):
        await put(store, f"song {number}", vector_of(str(number)))
    for damage in (None, (folder / "index.json").unlink, lambda: (folder / "000001.vectors.npy").write_bytes(b"no")):
        if damage:
            damage()
        engine = LocalEngine(LocalOptions(folder=folder))
        asked = hearing("asked", vector_of("17"))
        found = await Catalogue(store, engine, lambda: STARTER).similar(ASKED.song, replace(asked, duration=5.0))
        assert found[0].song.title == "song 17"
        assert (await engine.shelf()).count == 70
        await engine.close()
        assert (folder / "index.json").exists()


async def test_two_bots_over_one_folder_both_answer(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    await put(store, "one", toward(20))
    first, second = (LocalEngine(LocalOptions(folder=folder)) for _ in range(2))
    for engine in (first, second):
        assert titles(await Catalogue(store, engine).similar(ASKED.song, ASKED.hearing)) == ["one"]
    await put(store, "two", toward(25, 5))
    assert len(await Catalogue(store, second).similar(ASKED.song, ASKED.hearing)) == 2
    await second.close()
    await first.close()
    heir = LocalEngine(LocalOptions(folder=folder))
    assert (await heir.shelf()).count == 1, "the reader wrote nothing"
    await heir.close()


# what people hear joins by itself

A_SONG = Annotated[Song, "A song"]


@feature()
async def alike(ask: Ask, song: A_SONG, here: Annotated[bool, "Only here"] = False) -> Reply:
    """Songs like a song."""
    return Reply(", ".join(each.song.title for each in await ask.similar(song, here=here)) or "none")


@feature()
async def hear(ask: Ask, song: A_SONG) -> Reply:
    """Hear a song."""
    return Reply((await ask.hear(song)).audio)


FEATURES = (hear.feature, alike.feature)  # type: ignore[attr-defined]


async def test_every_song_that_people_hear_can_be_found_and_in_its_server() -> None:
    async with house(FEATURES) as bot:
        for data in (b"one", b"two"):
            assert not (await bot.ask("hear", data)).refused
        told = await bot.store.shelf.told()
        assert told.count == 2
        assert len(await bot.store.shelf.heard_in("server")) == 2
        await bot.ask("hear", b"one")
        assert await bot.store.shelf.told() == told
        assert (await bot.ask("alike", b"three", here="yes")).text.count("song 1") == 2


async def test_recordings_and_the_jukebox_are_heard_but_never_offered() -> None:
    async with house(FEATURES) as bot:
        own = await bot.songs.find(Given(upload=Upload("recording.webm", b"hum")))
        for song in (own, await bot.songs.find(Given("sad"))):
            assert (await bot.songs.within("server").hear(song)).sketch
        assert (await bot.store.shelf.told()).count == 0
        assert (await bot.ask("alike", b"one")).text == "none"


class Shop:
    """Finds songs by name, as links do."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[str] = []

    async def find(self, given: Given, progress: Progress) -> Song | None:
        self.asked.append(given.text)
        if "Artist 2 -" not in given.text:
            raise Refusal("nothing of that name")
        song = Song("shop", "Found", digest(b"excerpt"), "deezer", ("Artist 2",), page="https://shop.example")
        await self._store.keep_song(song)
        return song

    async def sound(self, song: Song) -> bytes | None:
        return b"excerpt" if song.id == "shop" else None


async def starting(songs: Songs, store: Store, engine: FakeEngine, number: int) -> Song:
    await Catalogue(store, engine, lambda: STARTER).ready()
    return await songs.find(Given(f"Artist {number} - Ünïcode 日本 {number}"))


async def test_a_song_of_the_starter_catalogue_is_known_by_name_and_compared_without_sound() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        song = await starting(bot.songs, bot.store, engine, 7)
        assert song.source == "catalogue"
        assert (await bot.songs.recall(song)).vector == STARTER[7].vector
        reply = await bot.ask("alike", song="ARTIST 7 – Ünïcode 日本 7")
        assert not reply.refused
        assert "Ünïcode 日本 7" not in reply.text
        assert "hear" not in [call for call, _ in engine.calls]


async def test_painting_a_song_known_by_numbers_only_is_refused_in_one_sentence_where_links_are_off() -> None:
    engine = FakeEngine()
    async with house((), engine) as bot:
        song = await starting(bot.songs, bot.store, engine, 7)
        with pytest.raises(Refusal, match="by its numbers only") as caught:
            await bot.songs.hear(song)
        assert "link" not in str(caught.value)


async def test_painting_a_song_known_by_numbers_only_looks_for_its_sound_by_name() -> None:
    engine = FakeEngine()
    async with house((), engine, elsewhere=Shop) as bot:
        song = await starting(bot.songs, bot.store, engine, 2)
        heard = await bot.songs.hear(song)
        assert heard.sketch
        kept = await bot.store.song(song.id)
        assert kept == replace(song, audio=heard.audio, source="deezer", page="https://shop.example")
        assert (await bot.songs.hear(kept)) == heard
        assert [call for call, _ in engine.calls].count("hear") == 1
        other = await starting(bot.songs, bot.store, engine, 3)
        with pytest.raises(Refusal, match="or paste a link"):
            await bot.songs.hear(other)


async def test_an_upload_is_not_mistaken_for_a_name() -> None:
    async with house(()) as bot:
        song = await bot.songs.find(Given("  x - y ", Upload("a.mp3", b"abc")))
        assert song.source == "file"
