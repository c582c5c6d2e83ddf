"""What is posted by itself, and when it is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlite_utils import Database

from bot.store._shelf import Run, writing


@dataclass(frozen=True, slots=True)
class Schedule:
    """One thing that is posted again and again; person, place and words in text, ``due`` in seconds since 1970."""

    id: str
    server: str
    feature: str
    words: str
    person: str
    place: str
    due: int


class ScheduleStore:
    """The table of schedules."""

    def __init__(self, run: Run) -> None:
        self._run = run

    async def keep(self, schedule: Schedule) -> None:
        """Remember a schedule, in place of the one with its id."""
        await self._run(lambda db: db.table("schedules").upsert(asdict(schedule), pk="id"))

    async def drop(self, id_: str) -> bool:
        """Forget a schedule; False when there was none."""

        def write(db: Database) -> bool:
            with writing(db):
                return bool(db.execute("delete from schedules where id = ?", [id_]).rowcount)

        return await self._run(write)

    async def due(self, now: int) -> list[Schedule]:
        """What is to be posted now, the longest due first."""
        question = "select * from schedules where due <= ? order by due"
        return await self._run(lambda db: list(map(_schedule, db.query(question, [now]))))

    async def claim(self, schedule: Schedule, next_due: int, job: Mapping[str, Any] | None) -> bool:
        """Take a due schedule and promise it as a job, both or neither; False when somebody else took it before.

        Without a job it is passed over this time.
        """

        def write(db: Database) -> bool:
            with writing(db):
                change = "update schedules set due = ? where id = ? and due = ?"
                taken = bool(db.execute(change, [next_due, schedule.id, schedule.due]).rowcount)
                if taken and job:
                    names = ", ".join(job)
                    places = ", ".join("?" * len(job))
                    db.execute(f"insert or ignore into jobs ({names}) values ({places})", list(job.values()))
                return taken

        return await self._run(write)

    async def of(self, person: str) -> list[dict[str, Any]]:
        """What a person scheduled."""
        question = "select server, feature, words, place, due from schedules where json_extract(person, '$.id') = ?"
        return await self._run(lambda db: list(db.query(question, [person])))

    async def erase(self, person: str) -> None:
        """Forget what a person scheduled."""

        def write(db: Database) -> None:
            with writing(db):
                db.execute("delete from schedules where json_extract(person, '$.id') = ?", [person])

        await self._run(write)


def _schedule(row: Mapping[str, Any]) -> Schedule:
    return Schedule(**{name: row[name] for name in Schedule.__dataclass_fields__})
