"""What is posted by itself: time is data, so that it survives restarts and is never posted twice.

A due row is claimed together with the job that posts it, in one transaction; the job is then kept like any promise.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from bot.ask import Person, Place
from bot.forms import Words
from bot.listening.values import fingerprint, next_week
from bot.store import JobRow
from bot.store._rows import now as written_now
from bot.store._schedules import Schedule

if TYPE_CHECKING:
    from bot.jobs import Jobs
    from bot.store import Store

log = logging.getLogger(__name__)

APART = 30.0
"""Seconds between two looks for what is due."""
LATEST = 24 * 3600
"""What was due longer ago than these seconds, because the bot did not run, waits for its next time."""


class Schedules:
    """What servers let the bot post by itself, once a week each."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time) -> None:
        """``clock`` gives seconds since 1970."""
        self._store = store
        self._clock = clock

    async def weekly(self, feature: str, words: Words, person: Person, place: Place) -> int:
        """Post it every Monday at nine by the server's clock; returns when first. A server has one of each feature."""
        zone = (await self._store.preferences(place.server)).zone
        due = next_week(int(self._clock()), zone)
        row = Schedule(
            _id(place.server, feature), place.server, feature, json.dumps(words), *_dumped(person, place), due
        )
        await self._store.schedules.keep(row)
        return due

    async def off(self, feature: str, server: str) -> bool:
        """Post it no more; False when it was not posted."""
        return await self._store.schedules.drop(_id(server, feature))

    async def look(self, jobs: Jobs) -> None:
        """Promise what is due."""
        now = int(self._clock())
        for schedule in await self._store.schedules.due(now):
            chosen = await self._store.preferences(schedule.server)
            wanted = now - schedule.due <= LATEST and schedule.feature not in chosen.off
            job = _job(schedule) if wanted else None
            told = asdict(job) | {"asked_at": written_now()} if job else None
            if await self._store.schedules.claim(schedule, next_week(now, chosen.zone), told) and job:
                await jobs.take_up(job)

    async def run(self, jobs: Jobs) -> None:
        """Look again and again."""
        while True:
            try:
                await self.look(jobs)
            except Exception:  # whatever the store meets, the next look must come
                log.exception("schedules were not looked at", extra={"action": "schedules_failed"})
            await asyncio.sleep(APART)


def _job(schedule: Schedule) -> JobRow:
    """The promise of one time: whoever makes it, it has the same id."""
    from bot.desk import Order  # here, because the desk hands schedules out
    from bot.jobs import Job

    id_ = fingerprint(schedule.id, str(schedule.due))[:12]
    person, place = Person.load(schedule.person), Place.load(schedule.place)
    key = Job(id_, Order(schedule.feature, json.loads(schedule.words), person, place)).key
    return JobRow(id_, key, schedule.feature, schedule.words, schedule.person, schedule.place)


def _dumped(person: Person, place: Place) -> tuple[str, str]:
    return person.dump(), replace(place, thread="").dump()


def _id(server: str, feature: str) -> str:
    return fingerprint(server, feature)
