"""Slack's connection and its place among the surfaces: how far jobs are, and what came of them."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Awaitable

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler, AsyncServerErrorRetryHandler
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot import words
from bot.config import Settings
from bot.desk import Desk
from bot.jobs import Job, Jobs
from bot.reply import Refusal, Reply
from bot.slack._blocks import footer, progress
from bot.slack._intake import FAILURES, Intake
from bot.slack._notes import Note, Notes
from bot.slack._outbox import Address, Outbox, code
from bot.slack._people import user_of
from bot.store import Store
from engine.api import Step

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between tries to connect
PATIENCE = 30.0  # seconds for one try
PASSING = frozenset({"", "ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""What may be over at the next try; any other refusal is about the token."""


class Slack:
    """Joins a workspace, listens there, and delivers to it."""

    name = "slack"
    pace = 1.5

    def __init__(self, desk: Desk, jobs: Jobs, store: Store, settings: Settings) -> None:
        self._app = AsyncApp(name="slate", token=settings.slack_bot_token.get_secret_value())
        self._app_token = settings.slack_app_token.get_secret_value()
        self._client = self._app.client
        if settings.slack_api_base:
            self._client.base_url = settings.slack_api_base.rstrip("/") + "/"
        retries = (AsyncRateLimitErrorRetryHandler(max_retry_count=3), AsyncServerErrorRetryHandler())
        self._client.retry_handlers.extend(retries)
        self._outbox = Outbox(self._client)
        self._intake = Intake(self._client, desk, jobs, self._outbox, settings.max_bytes)
        self._intake.listen(self._app)
        self._notes = Notes(store)
        self._handler: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._next_edit = 0.0  # by the monotonic clock
        self._state = words.connecting()

    # the life of the connection

    @property
    def state(self) -> str:
        """What it is connected to, or what is wrong."""
        session = self._handler and self._handler.client.current_session
        return words.slack_lost() if session and session.closed else self._state

    @property
    def online(self) -> bool:
        """Whether it is connected."""
        return self._handler is not None and self.state not in (words.connecting(), words.slack_lost())

    async def start(self) -> None:
        """Begin to connect; what goes wrong shows in ``state``."""
        await self._notes.load()
        self._connecting = asyncio.create_task(self._connect())

    async def close(self) -> None:
        """Leave. Work goes on at the next start, and so do the messages that show it."""
        if self._connecting:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
        await self._hang_up()
        await self._intake.close()
        await self._notes.close()

    async def _connect(self) -> None:
        """Try until it works or Slack refuses a token."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._join()
                return
            except Refusal as refusal:
                self._state = refusal.text
                log.error("%s", refusal.text, extra={"action": "slack_refused"})
                return
            except FAILURES as error:
                self._state = words.slack_unreachable()
                log.warning("Slack cannot be reached: %s", error, extra={"action": "slack_unreachable"})
                await self._hang_up()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _join(self) -> None:
        """Ask with both tokens before the library connects: it would go on trying with a wrong one for ever."""
        me = await _checked("SLACK_BOT_TOKEN", self._client.auth_test())
        opened = await _checked("SLACK_APP_TOKEN", self._client.apps_connections_open(app_token=self._app_token))
        self._handler = AsyncSocketModeHandler(self._app, self._app_token)
        self._handler.client.wss_uri = opened["url"]
        async with asyncio.timeout(PATIENCE):
            await self._handler.client.connect()
        self._state = words.slack_connected(me["user"], me["team"])
        log.info("Slack: %s", self._state, extra={"action": "slack_connected"})

    async def _hang_up(self) -> None:
        handler, self._handler = self._handler, None
        if handler:
            await handler.client.close()

    # the surface, as jobs see it

    async def show(self, job: Job, step: Step) -> None:
        """Show how far a job is, unless another was shown just now: Slack takes about 50 edits a minute in all.

        Jobs end this call when the work is done, but not what is on its way to Slack.
        """
        note, now = self._notes.of(job.id), time.monotonic()
        if note.ts and now < self._next_edit:
            return
        self._next_edit = now + self.pace
        note.writing = asyncio.create_task(self._write_step(note, job, step))
        await asyncio.shield(note.writing)

    async def _write_step(self, note: Note, job: Job, step: Step) -> None:
        user = user_of(job.order.person)
        message = progress(step, job.id, footer(user, job.order.feature))
        try:
            spot = await self._outbox.write(Address(job.order.place, user, note.ts), message)
        except FAILURES as error:
            log.info("progress not shown: %s", error, extra={"action": "progress_failed", "job": job.id})
            return
        if spot.ts != note.ts:
            note.ts = spot.ts
            await self._notes.keep()

    async def deliver(self, job: Job, reply: Reply) -> None:
        """Bring the answer to the job's place, where its progress was."""
        user, place = user_of(job.order.person), job.order.place
        ts = await self._notes.of(job.id).settled()
        try:
            await self._outbox.answer(place, user, reply, footer(user, job.order.feature), ts)
        except FAILURES:
            name = secrets.token_hex(3)
            log.exception("reply lost", extra={"action": "delivery_failed", "code": name, "job": job.id})
            await self._outbox.answer(place, user, Refusal(words.apology(name)).reply(), replaces=ts)
        await self._notes.drop(job.id)  # not before: an answer that the end of the bot cuts off is brought again


async def _checked(setting: str, call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Slack's answer; ``Refusal`` when it does not take the token of that setting."""
    try:
        return await call
    except SlackApiError as error:
        if code(error) in PASSING:
            raise
        raise Refusal(words.slack_token_refused(setting, code(error))) from None
