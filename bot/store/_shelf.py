"""Which songs can be found by likeness, under which keys, and in which servers they were heard.

A key stands for one song with one vector for ever: a song that sounds otherwise gets a new key, and keys are never
given twice. So the count, the highest and the sum of keys tell whether an index holds just these songs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlite_utils import Database

from bot.songs import Song
from bot.store._rows import hearing_of, hearing_row, mood_of, now, song_of, song_row
from engine.api import HEARING_VERSION, Hearing, Quadrant, Shelf

T = TypeVar("T")

AT_ONCE = 500  # keys asked for in one statement; SQLite takes 32 766
_FIND = """
select shelf.key, songs.id, songs.title, songs.artists, songs.source, songs.isrc, songs.link, songs.page, hearings.*
from shelf join songs on songs.id = shelf.song join hearings on hearings.audio = shelf.audio
where shelf.version = ? and shelf.key in ({places})
"""
_PRIVATE = """
select shelf.key from shelf join songs on songs.id = shelf.song where shelf.key in ({places}) and songs.source = 'file'
and exists (select 1 from heard where heard.song = songs.id)
and not exists (select 1 from heard where heard.song = songs.id and heard.server = ?)
"""


class Run(Protocol):
    """Does some work on the database's thread."""

    def __call__(self, work: Callable[[Database], T], /) -> Awaitable[T]:
        """What the work returns."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many songs are on the shelf, by where they came from and by mood."""

    sources: Mapping[str, int]
    moods: Mapping[Quadrant, int]


class ShelfStore:
    """The shelf's tables."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def put(self, song: str, hearing: Hearing, server: str = "") -> None:
        """Put a song (its id) on the shelf as it was heard, and note the server; a song without vector stays off."""

        def write(db: Database) -> None:
            with writing(db):
                if hearing.vector and hearing.current:
                    _put(db, song, hearing.audio)
                if server:
                    db.execute("insert or ignore into heard values (?, ?, ?)", [server, song, now()])

        await self._run(write)

    async def bring(self, catalogue: str, edition: str, songs: Sequence[tuple[Song, Hearing]]) -> None:
        """Import a catalogue's songs, all or none; what people have given a sound since stays as it is."""

        def write(db: Database) -> None:
            with writing(db):
                for song, hearing in songs:
                    known = db.execute("select source from songs where id = ?", [song.id]).fetchone()
                    if known is None or known[0] == "catalogue":
                        db.table("songs").upsert(song_row(song), pk="id")
                        db.table("hearings").upsert(hearing_row(hearing), pk="audio")
                        _put(db, song.id, hearing.audio)
                db.table("catalogues").upsert({"name": catalogue, "edition": edition, "brought_at": now()}, pk="name")

        await self._run(write)

    async def edition(self, catalogue: str) -> str:
        """Which edition of a catalogue was imported last; empty where none was."""

        def read(db: Database) -> str:
            row = db.execute("select edition from catalogues where name = ?", [catalogue]).fetchone()
            return row[0] if row else ""

        return await self._run(read)

    async def drop_other_versions(self) -> None:
        """Take off what another version of the engine heard; their keys are not missed, for its index goes too."""
        await self._run(lambda db: db.execute("delete from shelf where version <> ?", [HEARING_VERSION]))

    async def taken_off(self) -> list[int]:
        """Keys that an index may still hold."""
        return await self._run(lambda db: [key for (key,) in db.execute("select key from unshelved")])

    async def told(self, highest: int | None = None) -> Shelf:
        """The count, the highest and the sum of keys up to ``highest``, or of all."""

        def read(db: Database) -> Shelf:
            most = 2**62 if highest is None else highest
            question = "select count(*), coalesce(max(key), 0), coalesce(sum(key), 0) from shelf where key <= ?"
            return Shelf(*db.execute(question, [most]).fetchone())

        return await self._run(read)

    async def after(self, key: int, most: int) -> list[tuple[int, bytes]]:
        """Keys and vectors past a key, in order."""

        def read(db: Database) -> list[tuple[int, bytes]]:
            question = (
                "select shelf.key, hearings.vector from shelf join hearings on hearings.audio = shelf.audio "
                "where shelf.key > ? order by shelf.key limit ?"
            )
            return list(db.execute(question, [key, most]))

        return await self._run(read)

    async def find(self, keys: Sequence[int]) -> dict[int, tuple[Song, Hearing]]:
        """The songs of these keys and what was heard of them; a key that is off the shelf is left out."""

        def read(db: Database) -> dict[int, tuple[Song, Hearing]]:
            found: dict[int, tuple[Song, Hearing]] = {}
            for start in range(0, len(keys), AT_ONCE):
                part = keys[start : start + AT_ONCE]
                rows = db.query(_FIND.format(places=",".join("?" * len(part))), [HEARING_VERSION, *part])
                found |= {row["key"]: (song_of(row), hearing_of(row)) for row in rows}
            return found

        return await self._run(read)

    async def private_elsewhere(self, keys: Sequence[int], server: str) -> set[int]:
        """Which of these keys are files that people gave in other servers only; the operator's own music is not."""

        def read(db: Database) -> set[int]:
            found: set[int] = set()
            for start in range(0, len(keys), AT_ONCE):
                part = keys[start : start + AT_ONCE]
                question = _PRIVATE.format(places=",".join("?" * len(part)))
                found |= {key for (key,) in db.execute(question, [*part, server])}
            return found

        return await self._run(read)

    async def heard_in(self, server: str) -> list[int]:
        """Keys of the songs that were heard in a server."""
        question = "select shelf.key from heard join shelf on shelf.song = heard.song where heard.server = ?"
        return await self._run(lambda db: [key for (key,) in db.execute(question, [server])])

    async def tally(self) -> Tally:
        """What is on the shelf, counted."""

        def read(db: Database) -> Tally:
            sources = db.execute(
                "select source, count(*) from shelf join songs on songs.id = shelf.song group by source order by 2 desc"
            )
            moods = db.execute("select mood from shelf join hearings on hearings.audio = shelf.audio")
            return Tally(dict(sources), _counted(mood for (mood,) in moods))

        return await self._run(read)


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """A transaction that waits for another process's before it reads; SQLite gives up on one that would wait after."""
    db.conn.execute("begin immediate")
    with db.conn:
        yield


def forget_heard(db: Database, server: str) -> None:
    """Forget what was heard in a server; files and recordings that were heard nowhere else go altogether."""
    own = """
        select songs.id, songs.audio from heard join songs on songs.id = heard.song
        where heard.server = ? and songs.source in ('file', 'recording')
        and not exists (select 1 from heard as other where other.song = heard.song and other.server <> heard.server)
    """
    rows = db.execute(own, [server]).fetchall()
    for song, _ in rows:
        db.execute("insert or ignore into unshelved select key from shelf where song = ?", [song])
        db.execute("delete from shelf where song = ?", [song])
        db.execute("delete from songs where id = ?", [song])
    for start in range(0, len(rows), AT_ONCE):
        sounds = [audio for _, audio in rows[start : start + AT_ONCE]]
        places = ",".join("?" * len(sounds))
        needed = "select audio from songs union select audio from shelf"
        db.execute(f"delete from hearings where audio in ({places}) and audio not in ({needed})", sounds)
    db.execute("delete from heard where server = ?", [server])


def _put(db: Database, song: str, audio: str) -> None:
    """Give a song a key, and another one when it sounds otherwise than before."""
    old = db.execute("select key, audio, version from shelf where song = ?", [song]).fetchone()
    if old and old[1:] == (audio, HEARING_VERSION):
        return
    if old:
        db.execute("delete from shelf where key = ?", [old[0]])
        db.execute("insert into unshelved values (?)", [old[0]])
    db.execute("insert into shelf (song, audio, version) values (?, ?, ?)", [song, audio, HEARING_VERSION])


def _counted(moods: Iterable[str]) -> Mapping[Quadrant, int]:
    return Counter(mood_of(mood).quadrant for mood in moods)
