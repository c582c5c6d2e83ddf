"""What is kept comes back the same; the schema grows from its first version; a copy is whole."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from bot.preferences import Preferences
from bot.songs import Song
from bot.store import Store, copy_database
from engine.api import Hearing
from engine.fake import mood_of, vector_of
from migrations import slate

HEARING = Hearing("ab" * 16, 31.5, ((0.0, 31.5),), {"tempo": 120.5}, mood_of("ab" * 16), bytes(range(256)))
SONG = Song("ab" * 8, "Ünïcode “quoted” 日本", "ab" * 16, "file", ("A", "B"))


@pytest.fixture
async def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    made = Store(tmp_path / "data")
    await made.open()
    yield made
    await made.close()


async def test_a_song_and_its_hearing_come_back_the_same(store: Store) -> None:
    await store.keep_song(SONG)
    await store.keep_hearing(HEARING)
    assert await store.song(SONG.id) == SONG
    assert await store.hearing(HEARING.audio) == HEARING
    assert await store.song("nobody") is None
    assert await store.song("'; drop table songs; --") is None


async def test_preferences_default_and_return(store: Store) -> None:
    assert await store.preferences("one") == Preferences()
    await store.change_preferences("one", lambda before: replace(before, style="flow"))
    await store.change_preferences("one", lambda before: replace(before, channels=("1",), at_once=3))
    assert await store.preferences("one") == Preferences("flow", channels=("1",), at_once=3)
    assert await store.preferences("two") == Preferences()


async def test_lines_come_back_in_order_and_old_ones_go_with_their_files(store: Store, tmp_path: Path) -> None:
    await store.keep_file("aa", b"kept")
    await store.keep_file("bb", b"orphan")
    first = await store.say("web:1", '{"file": "aa"}')
    await store.say("web:2", "{}")
    assert [(line.id, line.body) for line in await store.lines("web:1")] == [(first, '{"file": "aa"}')]
    await store.forget_lines_before(days=1)
    assert await store.file("aa") == b"kept"
    assert await store.file("bb") is None
    await store.forget_lines_before(days=0)
    assert await store.lines("web:1") == []


async def test_the_folder_is_nobody_elses_business(store: Store, tmp_path: Path) -> None:
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0


def test_every_migration_applies_over_rows_of_the_first_schema(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "old.db") as connection:
        db = Database(connection)
        slate.apply(db, stop_before="m002_jobs")
        row = {"id": "1", "title": "t", "artists": "[]", "source": "file", "audio": "a", "met_at": "now"}
        db.table("songs").insert(row)
        slate.apply(db)
        assert db.table("songs").get("1")["title"] == "t"
        assert not slate.pending(db)
        slate.apply(db)
    connection.close()


async def test_a_backup_is_whole_while_the_bot_writes(store: Store, tmp_path: Path) -> None:
    await store.keep_song(SONG)
    copy_database(tmp_path / "data", tmp_path / "copy.db")
    connection = sqlite3.connect(tmp_path / "copy.db")
    assert connection.execute("select title from songs").fetchone() == (SONG.title,)
    connection.close()
    with pytest.raises(FileExistsError, match="exists already"):
        copy_database(tmp_path / "data", tmp_path / "copy.db")
    with pytest.raises(FileNotFoundError, match="no database"):
        copy_database(tmp_path / "nowhere", tmp_path / "other.db")


async def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    """``slate catalogue add`` runs beside the bot."""
    stores = [Store(tmp_path), Store(tmp_path)]
    for store in stores:
        await store.open()

    async def fill(store: Store, letter: str) -> None:
        for number in range(150):
            name = f"{letter}{number}"
            heard = replace(HEARING, audio=name, vector=vector_of(name))
            await store.keep_song(replace(SONG, id=name, audio=name))
            await store.keep_hearing(heard)
            await store.shelf.put(name, heard, "server")
            await store.shelf.put("a0", replace(heard, audio="a0"), letter)

    await fill(stores[0], "a")
    await asyncio.gather(fill(stores[0], "b"), fill(stores[1], "c"))
    assert (await stores[0].shelf.told()).count == 450
    assert len(await stores[1].shelf.heard_in("server")) == 450
    for store in stores:
        await store.close()


async def test_what_is_on_the_shelf_cannot_be_forgotten_by_accident(store: Store) -> None:
    heard = replace(HEARING, vector=vector_of("x"))
    await store.keep_song(SONG)
    await store.keep_hearing(heard)
    await store.shelf.put(SONG.id, heard)
    with pytest.raises(sqlite3.IntegrityError):
        await store._run(lambda db: db.execute("delete from hearings"))
    assert (await store.shelf.find([1]))[1] == (SONG, heard)
    tally = await store.shelf.tally()
    assert tally.sources == {"file": 1}
    assert tally.moods == {heard.mood.quadrant: 1}


async def test_preferences_are_read_anew_after_a_change_and_when_the_server_is_forgotten(store: Store) -> None:
    assert await store.preferences("one") == Preferences()
    reads = [store.preferences("one") for _ in range(5)]
    *_, changed = await asyncio.gather(
        *reads, store.change_preferences("one", lambda before: replace(before, off=("x",)))
    )
    assert await store.preferences("one") is changed
    await store.forget_server("one")
    assert await store.preferences("one") == Preferences()
