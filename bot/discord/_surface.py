"""Discord as a surface: its life, what people ask there, and how answers reach them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Set
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import aiohttp
import discord
from discord import app_commands

from bot import forms, words
from bot.ask import Person, Place
from bot.cog import Parameter
from bot.config import Settings
from bot.desk import Desk, Order
from bot.discord import _intake, _intents
from bot.discord._client import Client, invitation, point_elsewhere
from bot.discord._files import Files
from bot.discord._form import Form
from bot.discord._intake import Asked
from bot.discord._mishaps import apology, guarded, say
from bot.discord._offers import Offers
from bot.discord._post import OwnMessage, Post, Response, application_hook
from bot.discord._presence import Presences, Tell
from bot.discord._recent import Choice, Completion
from bot.discord._render import note
from bot.discord._trace import Trace, Traces
from bot.fit import Fit
from bot.jobs import Amend, Job, Jobs
from bot.recent import Recent
from bot.reply import Refusal, Reply
from bot.servers import Servers
from bot.sources.links import find_links
from bot.store import Store
from engine.api import Step

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]

_SHORTEST_WAIT, _LONGEST_WAIT = 5.0, 300.0  # seconds between two attempts to connect
_GOODBYE = 3.0  # seconds for what is being read, and as many to tell those who wait
_RETRIES = (2.0, 10.0, 30.0, 120.0)  # seconds until an answer is brought again
_AUTHENTICATION_FAILED = 4004
SERVERS = "discord-servers"
"""What the servers are kept under."""
_OUTDATED = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)


class Discord:
    """Joins Discord and answers there."""

    name = "discord"
    pace = 2.0

    def __init__(
        self,
        desk: Desk,
        jobs: Jobs,
        store: Store,
        settings: Settings,
        wants: Set[str] = _intents.NONE,
        listened: Tell | None = None,
        fit: Fit | None = None,
    ) -> None:
        """``wants`` are optional intents to use where they are granted; ``listened`` is told what people play.

        ``fit`` encodes sounds anew that are too large for where they go; without it they are left out, with a word.
        """
        self._desk = desk
        self._jobs = jobs
        self._store = store
        self._settings = settings
        self._wants = wants | {"message_content"} | ({"presences", "members"} if listened else set())
        self._presences = Presences(listened) if listened else None
        self._fit = fit
        self._files = Files(settings.max_bytes, settings.discord_api_base)
        self._posts: dict[str, Post] = {}
        self._lines: dict[str, str] = {}
        self._traces = Traces(store)
        self._servers = Servers(store, SERVERS)
        self._recent = Recent(store)
        self._completion = Completion(self._recent)
        desk.privacy.also(self._recent.forget)
        self.offers = Offers(desk.features, store)
        self._reading: dict[asyncio.Task[Any], Post] = {}
        self._online = asyncio.Event()
        self._looked_around = asyncio.Event()
        self._closing = False
        self._trouble = ""
        self._client: Client | None = None
        self._running: asyncio.Task[None] | None = None
        self._erasing: asyncio.Task[None] | None = None

    # the life of the connection

    @property
    def state(self) -> str:
        """What it is connected to, or what is wrong."""
        if self.online and self._client:
            client = self._client
            link = invitation(client.application_id or 0)
            return words.discord_connected(str(client.user), len(client.guilds), link)
        return self._trouble or words.connecting()

    @property
    def online(self) -> bool:
        """Whether it is connected."""
        return self._online.is_set() and not self._trouble

    async def start(self) -> None:
        """Begin to connect, and return at once; whatever goes wrong shows in ``state``."""
        point_elsewhere(self._settings)
        await self._traces.load()
        await self._servers.load()
        self._running = asyncio.create_task(self._run(), name="discord")
        self._erasing = asyncio.create_task(self._erase(), name="discord erasing")

    async def close(self) -> None:
        """Leave: what is being read gets a moment, whoever waits is told; their answers come after the next start."""
        self._closing = True
        self._online.clear()
        if self._reading:
            await asyncio.wait(self._reading, timeout=_GOODBYE)
        told: list[Awaitable[object]] = []
        for task, post in self._reading.items():
            task.cancel()
            with words.speaking(post.language):
                told.append(post.answer(Refusal(words.asked_in_passing()).reply()))
        for post in self._posts.values():
            with words.speaking(post.language):
                told.append(post.note(note(words.restarting())))
        with suppress(TimeoutError):
            async with asyncio.timeout(_GOODBYE):
                await asyncio.gather(*told, return_exceptions=True)
        for key, post in self._posts.items():
            await self._traces.keep(key, post.trace)
        tasks = [task for task in (self._running, self._erasing) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._files.close()

    def arrived(self) -> None:
        """The connection stands."""
        self._trouble = ""
        self._online.set()
        log.info("%s", self.state)

    def lost(self) -> None:
        """The connection broke; nothing arrives until it stands again."""
        self._trouble = self._trouble or words.discord_unreachable()

    async def _erase(self) -> None:
        """Forget servers that the bot has left. Somebody may have invited it again, so it looks around first."""
        await self._looked_around.wait()
        await self._servers.erase()

    async def _run(self) -> None:
        """Stay connected: the library mends a broken connection, this loop one that was never made."""
        wait = _SHORTEST_WAIT
        while True:
            self._trouble = await self._connect()
            wait = _SHORTEST_WAIT if self._online.is_set() else wait
            self._online.clear()
            log.error("%s", self._trouble)
            if self._trouble == words.discord_token_refused():
                return
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _connect(self) -> str:
        """Connect for as long as it lasts; returns why it ended."""
        try:
            token = self._settings.discord_token.get_secret_value()
            granted = await _intents.ask(token) if self._wants else _intents.NONE
            try:
                await self._stay(token, self._wants & granted)
            except discord.PrivilegedIntentsRequired:  # switched off since we asked
                await self._stay(token, _intents.NONE)
        except discord.LoginFailure:
            return words.discord_token_refused()
        except discord.ConnectionClosed as error:
            refused = error.code == _AUTHENTICATION_FAILED
            return words.discord_token_refused() if refused else words.discord_unreachable()
        except (discord.DiscordException, aiohttp.ClientError, OSError):
            log.debug("no connection", exc_info=True)
        return words.discord_unreachable()

    async def _stay(self, token: str, optional: Set[str]) -> None:
        """One connection with these optional intents; those that are missing are said, and nothing else fails."""
        missing = self._wants - optional
        if missing:
            names = words.intent_names()
            log.warning("%s", words.intents_missing(tuple(names[each] for each in sorted(missing))))
        features = tuple(self._desk.features.values())
        async with Client(self, features, self._store, optional, self._settings.discord_gateway) as self._client:
            await self._client.start(token)

    # the surface, as jobs see it

    async def show(self, job: Job, step: Step) -> None:
        """Show how far a job is, if that reads differently from what stands there."""
        line = words.step_line(step)
        if self._online.is_set() and self._lines.get(job.key) != line:
            self._lines[job.key] = line
            post = self._post(job)
            await post.show(job.id, step)
            await self._traces.keep(job.key, post.trace)

    async def deliver(self, job: Job, reply: Reply) -> Amend:
        """Bring the answer, as soon as there is a connection; if Discord does not take it, say so with an id."""
        await self._online.wait()
        post = self._post(job)
        try:
            await self._bring(post, reply)
        finally:
            self._posts.pop(job.key, None)
            self._lines.pop(job.key, None)
        await self._traces.drop(job.key)
        return post.amend

    async def _bring(self, post: Post, reply: Reply) -> None:
        for wait in (*_RETRIES, None):
            try:
                return await post.answer(reply)
            except (aiohttp.ClientError, OSError, discord.DiscordServerError):
                if wait is None:
                    raise
                await asyncio.sleep(wait)  # the line is broken, or Discord is
                await self._online.wait()
            except discord.HTTPException as error:
                return await post.answer(apology("answer_refused", error))

    def _post(self, job: Job) -> Post:
        """Where this job is answered; after a restart, what was written down leads there."""
        if job.key not in self._posts:
            trace = self._traces.of(job.key)
            own = self._own(job.order.place, job.order.person, trace)
            client = self._connected()
            self._posts[job.key] = Response(application_hook(client, trace.token), own) if trace.left > 0 else own
        return self._posts[job.key]

    def _own(self, place: Place, person: Person, trace: Trace) -> OwnMessage:
        return OwnMessage(self._connected(), place, person, trace, self._fit)

    def _connected(self) -> Client:
        if self._client is None:
            raise RuntimeError("Discord was never started.")
        return self._client

    # what people do there

    async def take(self, interaction: Interaction, asked: Asked) -> None:
        """Answer a command, a menu, a button or a form."""
        with words.speaking(words.language_of(interaction.locale.value)):
            await guarded(self._take(interaction, asked), partial(say, interaction))

    async def _take(self, interaction: Interaction, asked: Asked) -> None:
        """The first await answers Discord, which waits 3 s."""
        missing = self._missing(asked)
        if self._closing:
            raise Refusal(words.asked_in_passing())
        if missing and interaction.type is not discord.InteractionType.modal_submit:
            await interaction.response.send_modal(Form(asked, missing))
            return
        promised = await interaction.response.defer(thinking=True)
        person, place = _intake.person(interaction), _intake.place(interaction)
        trace = Trace(
            message=(promised and promised.message_id) or 0,
            token=interaction.token,
            expires=interaction.expires_at.timestamp(),
            largest=interaction.filesize_limit,
            spoiler=asked.spoiler or (await self._store.preferences(place.server)).spoiler,
        )
        await self._begin(asked, person, place, Response(interaction.followup, self._own(place, person, trace)))

    async def hear(self, message: discord.Message) -> None:
        """Answer a message to the bot that asks for something; in private, say what could be asked for."""
        me = user.id if (user := self._connected().user) else 0
        asked = _intake.from_message(self._desk.features, message, me)
        person, place = _intake.author(message), _intake.place_of(message, self._connected().intents.message_content)
        covered = (await self._store.preferences(place.server)).spoiler
        post = self._own(place, person, Trace(reference=message.id, spoiler=covered))
        if asked:
            await self._begin(asked, person, place, post)
        elif message.guild is None:
            await post.answer(Refusal(words.say_what(tuple(self._desk.features))).reply())

    async def overhear(self, message: discord.Message) -> None:
        """Take songs that were dropped where that is a request, and offer to slate a link where that is wanted."""
        server = str(message.guild.id if message.guild else "")
        posted = (link.url for link in find_links(message.content))
        self._desk.listening.posted(f"discord:{message.author.id}", server, posted)
        chosen = await self._store.preferences(server)
        if _intake.dropped(self._desk.features, message, chosen):
            await self.hear(message)
        elif self._settings.slate_noncommercial:  # else an offer would be an empty one
            await self.offers.consider(message)

    async def complete(self, interaction: Interaction, current: str) -> list[Choice]:
        """Songs that go on as somebody types."""
        return await self._completion.complete(interaction, current)

    async def cancel(self, interaction: Interaction, job: str) -> None:
        """End a job, if this person asked for it."""

        async def cancel() -> None:
            await interaction.response.defer()
            if not self._jobs.cancel(job, _intake.person(interaction)):
                raise Refusal(words.cannot_cancel())

        with words.speaking(words.language_of(interaction.locale.value)):
            await guarded(cancel(), partial(say, interaction))

    async def delete(self, interaction: Interaction, owner: int) -> None:
        """Take an answer back, if this person asked for it or keeps order here."""

        async def delete() -> None:
            if interaction.user.id != owner and not interaction.permissions.manage_messages:
                raise Refusal(words.cannot_delete())
            await interaction.response.defer()
            await interaction.delete_original_response()

        with words.speaking(words.language_of(interaction.locale.value)):
            await guarded(delete(), partial(say, interaction))

    async def failed(self, interaction: Interaction, error: Exception) -> None:
        """Something went wrong before a feature was reached; one who called an old form of a command is told so."""
        with words.speaking(words.language_of(interaction.locale.value)):
            if isinstance(error, _OUTDATED):
                await say(interaction, Refusal(words.command_changed()).reply())
                return
            await say(interaction, apology("command_failed", error))

    async def forgotten(self, interaction: Interaction) -> None:
        """Somebody sent a form that was opened before a restart, or too long ago."""
        with words.speaking(words.language_of(interaction.locale.value)):
            await say(interaction, Refusal(words.form_lost()).reply())

    def see(self, event: discord.RawPresenceUpdateEvent) -> None:
        """Somebody does something else now."""
        if self._presences:
            self._presences.see(event)

    async def person_left(self, person: str, server: str) -> None:
        """Somebody is no longer in a server: what they listened to is no business of its people any more."""
        if await self._desk.listening.member(person, server):
            await self._desk.listening.leave(person, server)

    async def stays_in(self, servers: Set[str]) -> None:
        """The bot is in these servers and in no other."""
        if not self._closing:
            await self._servers.stays_in(servers)
            self._looked_around.set()

    async def joined(self, server: str) -> None:
        """The bot came into a server."""
        if not self._closing:
            await self._servers.joined(server)

    async def left(self, server: str) -> None:
        """The bot is no longer in a server."""
        if not self._closing:
            await self._servers.left(server)

    def _missing(self, asked: Asked) -> tuple[Parameter, ...]:
        feature = self._desk.features.get(asked.feature)
        return forms.missing(words.localised(feature), asked.words, len(asked.attachments)) if feature else ()

    async def _begin(self, asked: Asked, person: Person, place: Place, post: Post) -> None:
        """Read a request; whatever is wrong becomes the answer."""
        task = asyncio.current_task()
        assert task  # this is a coroutine
        self._reading[task] = post
        try:
            await guarded(self._promise(asked, person, place, post), post.answer)
        finally:
            del self._reading[task]

    async def _promise(self, asked: Asked, person: Person, place: Place, post: Post) -> None:
        """Fetch the files and promise the answer."""
        order = Order(asked.feature, dict(asked.words), person, place)
        words.speak(await self._desk.language(order))
        await self._desk.admit(order)
        async with self._files.fetched(asked.attachments) as uploads:
            order = await self._desk.settle(replace(order, uploads=uploads))
        key = Job("", order).key
        if self._closing:
            raise Refusal(words.asked_in_passing())
        if key in self._posts or self._traces.knows(key):
            raise Refusal(words.already_asked())
        self._posts[key] = post  # before the work begins: it may be done before ``submit`` returns
        await self._traces.keep(key, post.trace)
        try:
            await self._jobs.submit(order)
        except Refusal:  # this person has enough in hand
            del self._posts[key]
            await self._traces.drop(key)
            raise
        await self._recent.remember(self._desk.features[order.feature], order)
