"""Answers that stand on a platform, for as long as their place is needed: to take them back, and to show them again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from bot.store._rows import now
from bot.store._shelf import Run


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as the platform knows it; ``alt`` describes it, ``kind`` is 'image', 'audio' …"""

    id: str
    alt: str
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer where it stands: ``message`` in ``channel`` of ``server``, to ``person``; ``text`` is how it begins."""

    server: str
    channel: str
    message: str
    person: str
    feature: str
    text: str
    files: tuple[SentFile, ...] = ()


class AnswerStore:
    """Answers with files, by their place and by person."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def keep(self, answer: Answer) -> None:
        """Remember where an answer stands."""
        files = json.dumps([asdict(file) for file in answer.files])
        row = asdict(answer) | {"files": files, "given_at": now()}
        key = ("server", "channel", "message")
        await self._run(lambda db: db.table("answers").upsert(row, pk=key))

    async def at(self, server: str, channel: str, message: str) -> Answer | None:
        """The answer in a place."""
        found = await self._read(*_place(server, channel, message), 1)
        return found[0] if found else None

    async def of(self, person: str, most: int) -> list[Answer]:
        """A person's last answers, the newest first."""
        return await self._read("person = ?", [person], most)

    async def drop(self, server: str, channel: str, message: str) -> None:
        """The answer is no more."""
        await self._run(lambda db: db.table("answers").delete_where(*_place(server, channel, message)))

    async def forget_before(self, days: int) -> None:
        """Drop what is older than so many days."""
        oldest = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        await self._run(lambda db: db.table("answers").delete_where("given_at < ?", [oldest]))

    async def _read(self, where: str, values: Sequence[str], most: int) -> list[Answer]:
        def read(db: Database) -> list[Answer]:
            rows = db.table("answers").rows_where(where, values, order_by="given_at desc, rowid desc", limit=most)
            return [_answer(row) for row in rows]

        return await self._run(read)


def forget_answers(db: Database, *, server: str = "", person: str = "") -> None:
    """Forget the answers of a server, or to a person."""
    db.execute("delete from answers where server = ? or person = ?", [server or None, person or None])


def _place(server: str, channel: str, message: str) -> tuple[str, list[str]]:
    return "server = ? and channel = ? and message = ?", [server, channel, message]


def _answer(row: dict[str, Any]) -> Answer:
    files = tuple(SentFile(**file) for file in json.loads(row["files"]))
    plain = {name: row[name] for name in Answer.__dataclass_fields__ if name != "files"}
    return Answer(**plain, files=files)
