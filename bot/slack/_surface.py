"""Slack among the surfaces: how far jobs are, and what came of them."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from functools import partial

from slack_sdk.errors import SlackApiError

from bot import words
from bot.config import Settings
from bot.desk import Desk
from bot.fit import Fit
from bot.jobs import Amend, Job, Jobs
from bot.reply import Refusal, Reply
from bot.servers import Servers
from bot.slack._asking import Asking
from bot.slack._blocks import footer, progress
from bot.slack._connection import Connection
from bot.slack._home import Home
from bot.slack._intake import Intake
from bot.slack._notes import NOWHERE, Note, Notes, Spot
from bot.slack._offers import Named, Offers
from bot.slack._outbox import Address, Outbox, code
from bot.slack._people import People, user_of
from bot.slack._seen import Seen
from bot.slack._workspaces import FAILURES, PASSING
from bot.store import Store
from engine.api import Step

log = logging.getLogger(__name__)

RETRIES = (2.0, 10.0, 30.0, 120.0)
"""Seconds until an answer is brought again that Slack could not take."""
TIDYING = 24 * 3600.0
"""Seconds between two looks for answers to forget."""
SERVERS = "slack-workspaces"
"""What the workspaces are kept under."""


class Slack:
    """Joins workspaces, listens there, and delivers to them."""

    name = "slack"
    pace = 1.5

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        store: Store,
        settings: Settings,
        fit: Fit | None = None,
        named: Named | None = None,
    ) -> None:
        """``fit`` encodes sounds anew that are too large; ``named`` tells the names of songs behind links."""
        self._store = store
        self._keep_days = settings.slate_keep_days
        self._servers = Servers(store, SERVERS)
        self._connection = Connection(settings, self._servers)
        workspaces = self._connection.workspaces
        people = People(workspaces)
        self._seen = Seen(store)
        self._outbox = Outbox(workspaces, store, fit)
        self._asking = Asking(workspaces, people, desk, jobs, store, self._outbox, settings.max_bytes)
        self._home = Home(workspaces, desk, jobs, store, self._asking)
        for forget in (people.forget, self._home.forget):
            desk.privacy.also(forget)
        offers = Offers(workspaces, people, desk, store, named)
        links = settings.slate_noncommercial  # else an offer to slate a link would be an empty one
        intake = Intake(desk, self._asking, self._outbox, self._home, offers, self._seen, links)
        intake.listen(self._connection.app)
        self._notes = Notes(store)
        self._next_edit: dict[str, float] = {}  # by workspace and the monotonic clock
        self._tending: list[asyncio.Task[None]] = []

    # the life of the connection

    @property
    def state(self) -> str:
        """What it is connected to, or what is wrong."""
        return self._connection.state

    @property
    def online(self) -> bool:
        """Whether it is connected."""
        return self._connection.online

    async def start(self) -> None:
        """Begin to connect, and return at once; what goes wrong shows in ``state``."""
        await self._notes.load()
        await self._seen.load()
        await self._servers.load()
        self._connection.start()
        self._tending = [asyncio.create_task(self._erase()), asyncio.create_task(self._tidy())]

    async def close(self) -> None:
        """Leave. Work goes on at the next start, and so do the messages that show it."""
        for task in self._tending:
            task.cancel()
        await asyncio.gather(*self._tending, return_exceptions=True)
        await self._connection.close()
        await self._asking.close()
        await self._notes.close()

    async def _erase(self) -> None:
        """Forget workspaces that uninstalled the bot; it looks first whether it is there again."""
        await self._connection.ready.wait()
        await self._servers.erase()

    async def _tidy(self) -> None:
        while True:
            await self._store.answers.forget_before(self._keep_days)
            await asyncio.sleep(TIDYING)

    # the surface, as jobs see it

    async def show(self, job: Job, step: Step) -> None:
        """Show how far a job is, unless another was shown just now: a workspace takes about 50 edits a minute.

        Jobs end this call when the work is done, but not what is on its way to Slack.
        """
        note, team, now = self._notes.of(job.id), job.order.place.server, time.monotonic()
        late = note.spot.ts and now < self._next_edit.get(team, 0.0)
        if late or not self._connection.ready.is_set():
            return
        self._next_edit[team] = now + self.pace
        note.writing = asyncio.create_task(self._write_step(note, job, step))
        await asyncio.shield(note.writing)

    async def _write_step(self, note: Note, job: Job, step: Step) -> None:
        message = progress(step, job.id, footer(user_of(job.order.person), job.order.feature))
        begun = not note.spot.ts
        try:
            spot = await self._outbox.write(_address(job, note), message)
        except FAILURES as error:
            log.info("progress not shown: %s", error, extra={"action": "progress_failed", "job": job.id})
            return
        if spot != note.spot:
            note.spot = spot
            await self._notes.keep()
        if begun:
            await self._home.refresh(job.order.person)

    async def deliver(self, job: Job, reply: Reply) -> Amend | None:
        """Bring the answer to the job's place, where its progress was, as soon as there is a connection."""
        await self._connection.ready.wait()
        note = self._notes.of(job.id)
        await note.settled()
        spot = NOWHERE
        try:
            spot = await self._bring(_address(job, note), reply, job.order.feature)
        except FAILURES:
            name = secrets.token_hex(3)
            log.exception("reply lost", extra={"action": "delivery_failed", "code": name, "job": job.id})
            await self._outbox.answer(_address(job, note), Refusal(words.apology(name)).reply())
        await self._notes.drop(job.id)  # not before: an answer that the end of the bot cuts off is brought again
        await self._home.refresh(job.order.person)
        return partial(self._amend, job, spot) if spot.ts else None

    async def _amend(self, job: Job, spot: Spot, reply: Reply) -> None:
        """Edit an answer where it stands."""
        await self._outbox.amend(_address(job, Note(spot)), reply, job.order.feature)

    async def _bring(self, address: Address, reply: Reply, feature: str) -> Spot:
        waits = iter(RETRIES)
        while True:
            try:
                return await self._outbox.answer(address, reply, feature)
            except FAILURES as error:
                passing = not isinstance(error, SlackApiError) or code(error) in PASSING
                wait = next(waits, None)
                if wait is None or not passing:
                    raise
                await asyncio.sleep(wait)  # the line is broken, or Slack is


def _address(job: Job, note: Note) -> Address:
    user = user_of(job.order.person)
    return Address(job.order.place, user, footer(user, job.order.feature), note.spot)
