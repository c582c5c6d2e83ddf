"""Discord as a surface: its life, what people ask there, and how answers reach them."""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import suppress
from typing import Any

import aiohttp
import discord

from bot import forms, words
from bot.ask import Person, Place
from bot.cog import Parameter
from bot.config import Settings
from bot.desk import Desk, Order
from bot.discord import _intake
from bot.discord._client import Client, point_elsewhere
from bot.discord._form import Form
from bot.discord._intake import Asked
from bot.discord._post import OwnMessage, Post, Response
from bot.discord._render import note, progress
from bot.discord._shown import Shown
from bot.jobs import Job, Jobs
from bot.reply import Refusal, Reply
from bot.store import Store
from engine.api import Step
from engine.errors import EngineError

log = logging.getLogger(__name__)

_SHORTEST_WAIT, _LONGEST_WAIT = 5.0, 300.0  # seconds between two attempts to connect
_GOODBYE = 3.0  # seconds to tell those who wait
_AUTHENTICATION_FAILED = 4004


class Discord:
    """Joins Discord and answers there."""

    name = "discord"
    pace = 2.0

    def __init__(self, desk: Desk, jobs: Jobs, store: Store, settings: Settings) -> None:
        self._desk = desk
        self._jobs = jobs
        self._store = store
        self._settings = settings
        self._posts: dict[str, Post] = {}
        self._shown = Shown(store)
        self._online = asyncio.Event()
        self._trouble = ""
        self._client: Client | None = None
        self._running: asyncio.Task[None] | None = None

    # the life of the connection

    @property
    def state(self) -> str:
        """What it is connected to, or what is wrong."""
        if self._online.is_set() and self._client:
            client = self._client
            return words.discord_connected(str(client.user), len(client.guilds), client.invitation())
        return self._trouble or words.connecting()

    @property
    def online(self) -> bool:
        """Whether it is connected."""
        return self._online.is_set()

    async def start(self) -> None:
        """Begin to connect, and return at once; whatever goes wrong shows in ``state``."""
        point_elsewhere(self._settings)
        await self._shown.load()
        self._running = asyncio.create_task(self._run(), name="discord")

    async def close(self) -> None:
        """Leave; answers that come now wait for the next start."""
        self._online.clear()
        with suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE):
                await asyncio.gather(*(post.show(note(words.restarting())) for post in self._posts.values()))
        for key, post in self._posts.items():
            await self._shown.keep(key, post.message)
        if self._running:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    def arrived(self) -> None:
        """The connection stands."""
        self._trouble = ""
        self._online.set()
        log.info("%s", self.state)

    async def _run(self) -> None:
        """Stay connected: the library mends a broken connection, this loop one that was never made."""
        wait = _SHORTEST_WAIT
        while True:
            self._trouble = await self._connect()
            self._online.clear()
            log.error("%s", self._trouble)
            if self._trouble == words.discord_token_refused():
                return
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _connect(self) -> str:
        """Connect for as long as it lasts; returns why it ended."""
        token = self._settings.discord_token.get_secret_value()
        features = tuple(self._desk.features.values())
        try:
            async with Client(self, features, self._store, self._settings.discord_gateway) as self._client:
                await self._client.start(token)
        except discord.LoginFailure:
            return words.discord_token_refused()
        except discord.ConnectionClosed as error:
            refused = error.code == _AUTHENTICATION_FAILED
            return words.discord_token_refused() if refused else words.discord_unreachable()
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            log.debug("no connection", exc_info=True)
        return words.discord_unreachable()

    # the surface, as jobs see it

    async def show(self, job: Job, step: Step) -> None:
        """Show how far a job is."""
        if self._online.is_set():
            post = self._post(job)
            await post.show(progress(job.id, step))
            await self._shown.keep(job.key, post.message)

    async def deliver(self, job: Job, reply: Reply) -> None:
        """Bring the answer, as soon as there is a connection."""
        await self._online.wait()
        try:
            await self._post(job).answer(reply)
            await self._shown.drop(job.key)
        finally:
            self._posts.pop(job.key, None)

    def _post(self, job: Job) -> Post:
        """Where this job is answered; after a restart only the channel is known, and the message in it."""
        if job.key not in self._posts:
            self._posts[job.key] = self._own(job.order.place, job.order.person, message=self._shown.of(job.key))
        return self._posts[job.key]

    def _own(self, place: Place, person: Person, reference: int = 0, message: int = 0) -> OwnMessage:
        if self._client is None:
            raise RuntimeError("Discord was never started.")
        return OwnMessage(self._client, place, person, reference, message)

    # what people do there

    async def take(self, interaction: discord.Interaction[Any], asked: Asked) -> None:
        """Answer a command, a menu, a button or a form. The first await answers Discord, which waits 3 s."""
        missing = self._missing(asked)
        if missing and interaction.type is not discord.InteractionType.modal_submit:
            await interaction.response.send_modal(Form(asked, missing))
            return
        await interaction.response.defer(thinking=True)
        person, place = _intake.person(interaction), _intake.place(interaction)
        await self._begin(asked, person, place, Response(interaction, self._own(place, person)))

    async def hear(self, message: discord.Message) -> None:
        """Answer a text message that brings sounds."""
        asked = _intake.from_mention(self._desk.features.values(), message)
        if asked:
            person, place = _intake.author(message), _intake.place_of(message)
            await self._begin(asked, person, place, self._own(place, person, message.id))

    async def cancel(self, interaction: discord.Interaction[Any], job: str) -> None:
        """End a job, if this person asked for it."""
        await interaction.response.defer()
        if not self._jobs.cancel(job, _intake.person(interaction)):
            await interaction.followup.send(words.cannot_cancel(), ephemeral=True)

    def _missing(self, asked: Asked) -> tuple[Parameter, ...]:
        feature = self._desk.features.get(asked.feature)
        return forms.missing(feature, asked.words, len(asked.attachments)) if feature else ()

    async def _begin(self, asked: Asked, person: Person, place: Place, post: Post) -> None:
        """Fetch the files and promise the answer; whatever is wrong becomes the answer."""
        try:
            uploads = await _intake.fetch(asked.attachments, self._settings.max_bytes)
            order = await self._desk.settle(Order(asked.feature, dict(asked.words), person, place, uploads))
            key = Job("", order).key
            if key in self._posts:
                raise Refusal(words.already_asked())
            self._posts[key] = post  # before the work begins: it may be done before ``submit`` returns
            await self._jobs.submit(order)
        except (Refusal, EngineError) as error:
            await post.answer(error.reply() if isinstance(error, Refusal) else Refusal(str(error)).reply())
        except Exception:  # the one place where a bug of this surface becomes an apology
            code = secrets.token_hex(3)
            log.exception("request failed", extra={"action": "request_failed", "code": code})
            await post.answer(Refusal(words.apology(code)).reply())
