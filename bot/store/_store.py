"""The bot's memory: one database and a few folders.

One method per question; no SQL elsewhere. Calls run on one thread of their own, so the event loop never waits.
"""

from __future__ import annotations

import asyncio
import json
import os
import sqlite3
import time
from collections.abc import Callable, Container, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from bot.preferences import Preferences
from bot.songs import Song
from bot.store._accounts import AccountStore
from bot.store._answers import AnswerStore, forget_answers
from bot.store._listens import ListenStore, forget_listening
from bot.store._people import alone, conversation_of, forget_requests, own_channel, requests_of
from bot.store._rows import hearing_of, hearing_row, now, song_of, song_row
from bot.store._schedules import ScheduleStore
from bot.store._shelf import ShelfStore, forget_heard
from engine.api import Hearing
from migrations import slate

T = TypeVar("T")

MOST_AT_HAND = 10_000  # servers whose choices are kept in memory
A_DAY = 24 * 3600.0  # seconds
MOST_RECENT = 2 * 2**30  # bytes


@dataclass(frozen=True, slots=True)
class JobRow:
    """A promised piece of work as it is kept: everything in text, so that it can be begun again."""

    id: str
    key: str
    feature: str
    words: str
    person: str
    place: str
    starts: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page's conversation: its number and its JSON body."""

    id: int
    body: str


class Store:
    """The bot's memory in one folder: ``slate.db``, ``audio/`` (until heard), ``files/`` (pictures), ``recent/``
    (for a day), ``cache/``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")
        self._db: Database | None = None
        self._preferences: dict[str, Preferences] = {}
        self.shelf = ShelfStore(self._run)
        self.listens = ListenStore(self._run, self._chosen)
        self.accounts = AccountStore(self._run)
        self.schedules = ScheduleStore(self._run)
        self.answers = AnswerStore(self._run)

    async def open(self) -> None:
        """Make the folder, open the database and bring its schema up to date."""
        await self._on_thread(self._open)

    async def close(self) -> None:
        """Write everything out and let go of the files."""
        if self._db is not None:
            await self._on_thread(self._database.close)
        self._thread.shutdown()

    def _open(self) -> None:
        for name in ("audio", "files", "papers", "recent", "cache"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        self._folder.chmod(0o700)  # what people listen to is nobody else's business
        connection = sqlite3.connect(self._folder / "slate.db", timeout=10.0)
        self._db = Database(connection)
        self._db.enable_wal()
        self._db.execute("pragma foreign_keys = on")
        self._db.execute("pragma secure_delete = on")  # what is erased must not stay in freed pages
        slate.apply(self._db)

    @property
    def _database(self) -> Database:
        if self._db is None:
            raise RuntimeError("The store is not open.")
        return self._db

    async def _on_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _run(self, work: Callable[[Database], T]) -> T:
        return await self._on_thread(lambda: work(self._database))

    async def _row(self, table: str, key: str) -> dict[str, Any] | None:
        def read() -> dict[str, Any] | None:
            return next(
                iter(self._database.table(table).rows_where(f"{self._database.table(table).pks[0]} = ?", [key])), None
            )

        return await self._on_thread(read)

    async def _write(self, table: str, row: dict[str, Any]) -> None:
        await self._on_thread(lambda: self._database.table(table).upsert(row, pk=self._database.table(table).pks[0]))

    # songs

    async def song(self, id_: str) -> Song | None:
        """The song of that id."""
        row = await self._row("songs", id_)
        return song_of(row) if row else None

    async def keep_song(self, song: Song) -> None:
        """Remember a song; a newer title of the same sound wins."""
        await self._write("songs", song_row(song))

    async def hearing(self, audio: str) -> Hearing | None:
        """What was heard in a sound, whatever version heard it."""
        row = await self._row("hearings", audio)
        return hearing_of(row) if row else None

    async def keep_hearing(self, hearing: Hearing) -> None:
        """Remember what was heard in a sound."""
        await self._write("hearings", hearing_row(hearing))

    # sounds that wait to be heard

    async def keep_audio(self, digest: str, data: bytes) -> None:
        """Put a sound aside until it was heard."""
        await self._on_thread(lambda: _write_file(self._folder / "audio" / digest, data))

    async def audio(self, digest: str) -> bytes | None:
        """A sound that was put aside, if it is still there."""
        return await self._on_thread(lambda: _read_file(self._folder / "audio" / digest))

    async def drop_audio(self, digest: str) -> None:
        """Forget a sound."""
        await self._on_thread(lambda: (self._folder / "audio" / digest).unlink(missing_ok=True))

    async def drop_audio_except(self, digests: Sequence[str]) -> None:
        """Forget every sound that no promised work waits for."""
        await self._on_thread(lambda: _drop_except(self._folder / "audio", digests))

    # files

    async def keep_file(self, digest: str, data: bytes) -> None:
        """Keep a reply's file under its digest."""
        await self._on_thread(lambda: _write_file(self._folder / "files" / digest, data))

    async def file(self, digest: str) -> bytes | None:
        """A kept file."""
        return await self._on_thread(lambda: _read_file(self._folder / "files" / digest))

    # what a request came with

    async def keep_paper(self, digest: str, data: bytes) -> None:
        """Put a file aside that an open request needs."""
        await self._on_thread(lambda: _write_file(self._folder / "papers" / digest, data))

    async def paper(self, digest: str) -> bytes | None:
        """A file that was put aside."""
        return await self._on_thread(lambda: _read_file(self._folder / "papers" / digest))

    async def drop_paper(self, digest: str) -> None:
        """Forget a file; its request was answered."""
        await self._on_thread(lambda: (self._folder / "papers" / digest).unlink(missing_ok=True))

    async def drop_papers_except(self, digests: Container[str]) -> None:
        """Forget the files that no open request needs."""
        await self._on_thread(lambda: _drop_except(self._folder / "papers", digests))

    # what somebody may go on with

    async def keep_recent(self, name: str, data: bytes) -> None:
        """Keep a sound, or what was made of it, for a day after it was last wanted."""

        def keep() -> None:
            _write_file(self._folder / "recent" / name, data)
            _forget_recent(self._folder / "recent")

        await self._on_thread(keep)

    async def recent(self, name: str) -> bytes | None:
        """What was kept, while it is there."""

        def read() -> bytes | None:
            data = _read_file(self._folder / "recent" / name)
            if data is not None:
                os.utime(self._folder / "recent" / name)
            return data

        return await self._on_thread(read)

    async def forget_recent(self) -> None:
        """Drop what nobody wanted for a day."""
        await self._on_thread(lambda: _forget_recent(self._folder / "recent"))

    async def cache(self, name: str, data: bytes) -> None:
        """Keep what could be made again, under a name that holds its version."""
        await self._on_thread(lambda: _write_file(self._folder / "cache" / name, data))

    async def cached(self, name: str) -> bytes | None:
        """What was made before, if it was."""
        return await self._on_thread(lambda: _read_file(self._folder / "cache" / name))

    # jobs

    async def keep_job(self, row: JobRow) -> None:
        """Write a promise down."""
        await self._write("jobs", asdict(row) | {"asked_at": now()})

    async def drop_job(self, id_: str) -> None:
        """The promise was kept, or taken back."""
        await self._on_thread(lambda: self._database.table("jobs").delete_where("id = ?", [id_]))

    async def jobs(self) -> list[JobRow]:
        """Promises not kept yet, oldest first."""

        def read() -> list[JobRow]:
            rows = self._database.table("jobs").rows_where(order_by="asked_at, rowid")
            return [JobRow(**{name: row[name] for name in JobRow.__dataclass_fields__}) for row in rows]

        return await self._on_thread(read)

    # preferences

    async def preferences(self, server: str) -> Preferences:
        """What a server has chosen, or the defaults; asked for with every request, so it is kept at hand."""
        if server in self._preferences:
            return self._preferences[server]
        return await self._on_thread(lambda: self._chosen(server))

    async def change_preferences(self, server: str, change: Callable[[Preferences], Preferences]) -> Preferences:
        """Change what a server has chosen, and give it; of two changes at once, the second knows the first."""

        def write() -> Preferences:
            chosen = change(self._chosen(server))
            row = {"server": server, "chosen": json.dumps(chosen.dump())}
            self._database.table("preferences").upsert(row, pk="server")
            self._preferences[server] = chosen
            return chosen

        return await self._on_thread(write)

    def _chosen(self, server: str) -> Preferences:
        """Read, and kept at hand; on the store's thread, so that nothing older than a change is kept after it."""
        row = next(iter(self._database.table("preferences").rows_where("server = ?", [server])), None)
        if len(self._preferences) >= MOST_AT_HAND:
            self._preferences.clear()
        self._preferences[server] = Preferences.load(json.loads(row["chosen"])) if row else Preferences()
        return self._preferences[server]

    async def forget_server(self, server: str) -> None:
        """Erase what was kept for a server: its choices, its promises, and its people's songs heard nowhere else."""

        def erase(db: Database) -> None:
            with db.atomic():
                db.execute("delete from preferences where server = ?", [server])
                self._preferences.pop(server, None)
                db.execute("delete from jobs where json_extract(place, '$.server') = ?", [server])
                forget_heard(db, server)
                forget_listening(db, server)
                db.execute("delete from schedules where server = ?", [server])
                forget_answers(db, server=server)

        await self._run(erase)

    # people

    async def requests_of(self, person: str) -> list[dict[str, Any]]:
        """A person's requests in hand, as they are kept; but for the one that asks what is kept."""
        return await self._run(lambda db: requests_of(db, person))

    async def conversation_of(self, person: str) -> list[dict[str, Any]]:
        """What was said in a person's private conversation on the page, and what they chose in one elsewhere."""
        return await self._run(lambda db: conversation_of(db, person))

    async def forget_person(self, person: str) -> None:
        """Erase a person's requests, answers and private conversations, with the files that only these showed."""
        await self.forget_server(alone(person))
        await self.forget_channel(own_channel(person))
        await self._run(self._forget_files)
        await self._run(lambda db: forget_requests(db, person))

    async def scrub(self) -> None:
        """Leave nothing of what was erased in the write-ahead log."""
        await self._run(lambda db: db.execute("pragma wal_checkpoint(truncate)").fetchall())

    # the page's conversation

    async def say(self, channel: str, body: str) -> int:
        """Add a line to a conversation; returns its number."""

        def write() -> int:
            row = {"channel": channel, "body": body, "said_at": now()}
            return int(self._database.table("lines").insert(row).last_pk or 0)

        return await self._on_thread(write)

    async def say_instead(self, number: int, body: str) -> bool:
        """Put another line in the place of one; False when that was forgotten meanwhile."""

        def write() -> bool:
            with self._database.conn as connection:
                return connection.execute("update lines set body = ? where id = ?", [body, number]).rowcount > 0

        return await self._on_thread(write)

    async def lines(self, channel: str, most: int = 100) -> list[Line]:
        """The last lines of a conversation, oldest first."""

        def read() -> list[Line]:
            rows = self._database.table("lines").rows_where("channel = ?", [channel], order_by="id desc", limit=most)
            return [Line(row["id"], row["body"]) for row in rows][::-1]

        return await self._on_thread(read)

    async def forget_channel(self, channel: str) -> None:
        """Drop a conversation."""
        await self._on_thread(lambda: self._database.table("lines").delete_where("channel = ?", [channel]))

    async def forget_lines_before(self, days: int) -> None:
        """Drop lines older than so many days, and the files that no line names any more."""

        def drop() -> None:
            oldest = (datetime.now(UTC) - timedelta(days=days)).isoformat()
            self._database.table("lines").delete_where("said_at < ?", [oldest])
            self._forget_files(self._database)

        await self._on_thread(drop)

    def _forget_files(self, db: Database) -> None:
        """Drop files that no line names."""
        bodies = "".join(row["body"] for row in db.table("lines").rows)
        for path in (self._folder / "files").iterdir():
            if path.name not in bodies:
                path.unlink(missing_ok=True)


def _write_file(path: Path, data: bytes) -> None:
    """Write all or nothing: a reader never meets half a file."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    os.replace(part, path)


def _drop_except(folder: Path, names: Container[str]) -> None:
    for path in folder.iterdir():
        if path.name not in names:
            path.unlink(missing_ok=True)


def _forget_recent(folder: Path) -> None:
    """Drop what is older than a day, and the oldest of what is too much."""
    room = MOST_RECENT
    for path in sorted(folder.iterdir(), key=lambda path: -path.stat().st_mtime):
        room -= path.stat().st_size
        if room < 0 or time.time() - path.stat().st_mtime > A_DAY:
            path.unlink(missing_ok=True)


def _read_file(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def copy_database(folder: Path, target: Path) -> None:
    """Copy the database with SQLite's own backup, whole even while the bot writes; ``OSError`` says why not."""
    source = folder / "slate.db"
    if not source.exists():
        raise FileNotFoundError(f"There is no database at {source}.")
    if target.exists():
        raise FileExistsError(f"{target} exists already; choose another name.")
    with closing(sqlite3.connect(source)) as from_, closing(sqlite3.connect(target)) as to:
        from_.backup(to)
