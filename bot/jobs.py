"""Promised work: begun once, watched, cancelled, and begun again after a restart.

A job's row is written before its work starts and dropped when its reply was delivered. Knows surfaces only as
places to deliver to.
"""

from __future__ import annotations

import asyncio
import json
import logging
import math
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from bot import words
from bot.ask import Person, Place
from bot.desk import Desk, Order
from bot.forms import Words
from bot.preferences import Preferences
from bot.reply import Draft, Refusal, Reply
from bot.rules import Turns
from bot.store import JobRow, Store
from engine.api import Step

log = logging.getLogger(__name__)

MOST_STARTS = 2
"""A job that was begun this often and never ended is given up: it may be what ends the bot."""
LAST_WORDS = 5.0
"""Seconds that answers on their way have when the bot ends."""
TELL_AGAIN = 5.0
"""Seconds after which somebody who waits for their turn is told anew how long."""
_DIGEST = re.compile(r"[0-9a-f]{32}")


@dataclass(eq=False)
class Job:
    """One promised answer."""

    id: str
    order: Order
    language: words.Language = "en"
    starts: int = 1
    due: float = 0.0
    """When its turn comes, by the clock of ``Turns``."""
    latest: Step | None = None
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None
    delivering: bool = False

    @cached_property
    def key(self) -> str:
        """Equal for the same request by the same person: asked twice, it is done once."""
        asked = json.dumps(self.order.words, sort_keys=True)
        return "|".join((self.order.person.id, self.order.place.dump(), self.order.feature, asked))

    def advance(self, step: Step) -> None:
        """Note how far the work is."""
        self.latest = step
        self.moved.set()


Amend = Callable[[Reply], Awaitable[None]]
"""Puts another answer in the place of one that was delivered, where it still stands."""


class Surface(Protocol):
    """A platform, as jobs see it."""

    name: str
    pace: float
    """Least seconds between two steps shown."""

    async def show(self, job: Job, step: Step) -> None:
        """Show how far a job is."""

    async def deliver(self, job: Job, reply: Reply) -> Amend | None:
        """Bring the answer to the job's place; gives a way to replace it, where there is one."""


class Jobs:
    """All work in hand."""

    def __init__(self, desk: Desk, store: Store, turns: Turns | None = None) -> None:
        self._desk = desk
        self._store = store
        self._turns = turns or Turns()
        self._surfaces: dict[str, Surface] = {}
        self._open: dict[str, Job] = {}
        self._bettering: dict[asyncio.Task[None], Job] = {}
        desk.privacy.also(self.forget)

    async def forget(self, person: str) -> None:
        """End all work for a person but what asks for it; its last words are said then, and note nothing later."""
        pairs = [*((job.task, job) for job in self._open.values()), *self._bettering.items()]
        theirs = {task for task, job in pairs if task and job.order.person.id == person}
        theirs -= {asyncio.current_task()}
        for task in theirs:
            task.cancel()
        if theirs:
            await asyncio.wait(theirs, timeout=LAST_WORDS)

    def serve(self, surface: Surface) -> None:
        """Deliver to this surface from now on."""
        self._surfaces[surface.name] = surface

    async def submit(self, order: Order) -> Job:
        """Promise an answer; the same request twice is one job, and one that comes too soon waits for its turn.

        ``Refusal`` when it cannot even be read, or when the person has enough in hand.
        """
        job = Job(secrets.token_hex(6), await self._desk.settle(order), await self._desk.language(order))
        chosen = await self._store.preferences(order.place.server)
        same = next((other for other in self._open.values() if other.key == job.key), None)
        if same:
            return same
        try:
            with words.speaking(job.language):
                job.due = self._take_turn(job, chosen)  # and no await before the job is open, so that all are counted
        except Refusal:
            await self._drop_sounds(job)
            await self._drop_papers(job)
            raise
        self._begin(job)
        await self._store.keep_job(_row(job))
        return job

    def of(self, place: Place) -> list[Job]:
        """Work in hand for a place."""
        return [job for job in self._open.values() if job.order.place == place]

    def theirs(self, person: Person) -> list[Job]:
        """Work in hand that this person asked for, oldest first."""
        return [job for job in self._open.values() if job.order.person.id == person.id]

    def cancel(self, id_: str, person: Person) -> bool:
        """End a job that this person asked for; False when there is none."""
        job = self._open.get(id_)
        if job is None or job.task is None or job.order.person.id != person.id:
            return False
        return job.task.cancel()

    async def tidy(self) -> None:
        """Forget sounds and files that no promise waits for; to be called before anything can be submitted."""
        ids = {id_ for row in await self._store.jobs() for id_ in _ids(json.loads(row.words))}
        await self._store.drop_papers_except({id_.partition(":")[0] for id_ in ids})
        songs = [await self._store.song(id_) for id_ in ids]
        await self._store.drop_audio_except([song.audio for song in songs if song])

    async def resume(self) -> None:
        """Begin again what a restart interrupted, for the surfaces that are served."""
        for row in await self._store.jobs():
            await self.take_up(row)

    async def take_up(self, row: JobRow) -> None:
        """Begin what was promised on paper, unless it was begun meanwhile or its surface is not served."""
        order = _order(row)
        job = Job(row.id, order, await self._desk.language(order), row.starts + 1)
        if job.id not in self._open and order.place.surface in self._surfaces:
            self._begin(job, give_up=job.starts > MOST_STARTS)
            await self._store.keep_job(_row(job))

    async def close(self) -> None:
        """Stop working; the rows stay, so the next start resumes. An answer on its way arrives first, and only once."""
        underway = [job.task for job in self._open.values() if job.task and job.delivering]
        if underway:
            await asyncio.wait(underway, timeout=LAST_WORDS)
        for task in self._bettering:  # a draft is an answer: what would have replaced it is no promise
            task.cancel()
        if self._bettering:
            await asyncio.wait(self._bettering, timeout=LAST_WORDS)
        open_ = [job.task for job in self._open.values() if job.task]
        self._open.clear()  # first, so that ending is not taken for the person's cancelling
        for task in open_:
            task.cancel()
        await asyncio.gather(*open_, return_exceptions=True)

    def _begin(self, job: Job, give_up: bool = False) -> None:
        self._open[job.id] = job
        job.task = asyncio.create_task(self._work(job, give_up), name=f"job {job.id}")

    async def _work(self, job: Job, give_up: bool) -> None:
        words.speak(job.language)  # progress and delivery too, whatever the surface says around them
        shown = asyncio.create_task(self._show(job))
        try:
            await self._await_turn(job)
            reply = Refusal(words.gave_up()).reply() if give_up else await self._desk.answer(job.order, job.advance)
        except asyncio.CancelledError:
            if job.id not in self._open:
                raise
            order = job.order
            self._turns.give_back(order.feature, order.person, order.place, job.due)
            await self._drop_sounds(job)
            reply = Refusal(words.cancelled()).reply()
        finally:
            shown.cancel()
        await self._deliver(job, reply)

    def _take_turn(self, job: Job, chosen: Preferences) -> float:
        order = job.order
        in_hand = [other.order.place for other in self._open.values() if other.order.person.id == order.person.id]
        return self._turns.take(self._desk.feature(order.feature), order.person, order.place, chosen, in_hand)

    async def _await_turn(self, job: Job) -> None:
        """Let a cooldown pass, and say how long it takes."""
        while left := self._turns.left(job.due):
            job.advance(Step(words.turn_in(math.ceil(left)), 0.0))
            await asyncio.sleep(min(left, TELL_AGAIN))

    async def _drop_sounds(self, job: Job) -> None:
        """Forget the sounds that only this job waited for."""
        others = {id_ for other in self._open.values() if other is not job for id_ in _ids(other.order.words)}
        for id_ in _ids(job.order.words) - others:
            song = await self._store.song(id_)
            if song:
                await self._store.drop_audio(song.audio)

    async def _drop_papers(self, job: Job) -> None:
        """Forget the files that only this job needed: what people send with a request is kept no longer than it."""
        others = {id_ for other in self._open.values() for id_ in _ids(other.order.words)}
        for id_ in _ids(job.order.words) - others:
            digest, mark, _ = id_.partition(":")
            if mark and _DIGEST.fullmatch(digest):
                await self._store.drop_paper(digest)

    async def _show(self, job: Job) -> None:
        surface = self._surfaces[job.order.place.surface]
        while True:
            await job.moved.wait()
            job.moved.clear()
            if job.latest:
                await surface.show(job, job.latest)
            await asyncio.sleep(surface.pace)

    async def _deliver(self, job: Job, reply: Reply) -> None:
        job.delivering = True
        draft = reply if isinstance(reply, Draft) and reply.later else None
        amend: Amend | None = None
        try:
            amend = await self._surfaces[job.order.place.surface].deliver(job, draft.meanwhile if draft else reply)
        except Exception:  # a platform may fail in any way; the other jobs must go on
            log.exception("reply lost", extra={"action": "delivery_failed", "job": job.id})
        except asyncio.CancelledError:
            if job.id not in self._open:  # closing: the row stays, so that the next start delivers
                raise
        self._open.pop(job.id, None)
        await self._store.drop_job(job.id)
        if draft and amend:
            task = asyncio.create_task(self._better(job, draft, amend), name=f"better {job.id}")
            self._bettering[task] = job
            task.add_done_callback(lambda done: self._bettering.pop(done, None))
        else:
            await self._drop_papers(job)

    async def _better(self, job: Job, draft: Draft, amend: Amend) -> None:
        """Put something better in a draft's place; when it is broken off, only that it was to come is taken back."""
        words.speak(job.language)
        try:
            try:
                reply = await self._desk.better(job.order, draft)
            except asyncio.CancelledError:
                await amend(draft.settled)
                raise
            await amend(reply)
        except Exception:  # a platform may fail in any way; the draft stays
            log.exception("draft not amended", extra={"action": "amend_failed", "job": job.id})
        finally:
            await self._drop_papers(job)


def _row(job: Job) -> JobRow:
    order = job.order
    person, place = order.person.dump(), order.place.dump()
    return JobRow(job.id, job.key, order.feature, json.dumps(order.words), person, place, job.starts)


def _order(row: JobRow) -> Order:
    return Order(row.feature, json.loads(row.words), Person.load(row.person), Place.load(row.place))


def _ids(words_: Words) -> set[str]:
    """Every word that may be a song's id."""
    return {part for value in words_.values() for part in value.split()}
