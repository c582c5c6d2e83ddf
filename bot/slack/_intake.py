"""Cogs compiled to Bolt listeners: each acknowledges, and hands what was asked over to the jobs."""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import aiohttp
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot import forms, words
from bot.ask import Person, Place
from bot.cog import Feature, main_feature
from bot.desk import Desk, Order
from bot.forms import Words
from bot.jobs import Jobs
from bot.reply import Move, Refusal, Reply
from bot.slack._blocks import CANCEL, MOVE
from bot.slack._files import Downloads
from bot.slack._form import Opened, SlackFile, form, read
from bot.slack._outbox import Outbox
from bot.slack._people import People, person_id
from bot.slack._text import links, unescape
from engine.errors import EngineError

log = logging.getLogger(__name__)

FAILURES = (SlackClientError, aiohttp.ClientError, OSError)
"""What a call of Slack's API can fail with."""
MOST_SEEN = 1000  # events that are remembered, so that a repeated one is answered once
SOUNDS = ("audio/", "video/")
DIRECT = "D"
"""The ids of direct messages begin with it."""

Body = Mapping[str, Any]
Listener = Callable[..., Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks and where; ``trigger`` opens a form, and is empty where Slack gives none."""

    user: str
    place: Place
    trigger: str = ""


class Intake:
    """Listens to Slack."""

    def __init__(self, client: AsyncWebClient, desk: Desk, jobs: Jobs, outbox: Outbox, most: int) -> None:
        self._client = client
        self._desk = desk
        self._jobs = jobs
        self._outbox = outbox
        self._people = People(client)
        self._downloads = Downloads(client, most)
        self._seen: deque[str] = deque(maxlen=MOST_SEEN)
        self._tasks: set[asyncio.Task[None]] = set()

    def listen(self, app: AsyncApp) -> None:
        """Give the app a listener for everything a person can do."""
        for feature in self._desk.features.values():
            app.command(f"/{feature.name}")(self._command(feature))
            app.view(feature.name)(self._submission(feature))
            if feature.on_message:
                app.message_shortcut(feature.name)(self._shortcut(feature))
        app.event("app_mention")(self._mention)
        app.event("message")(self._message)
        app.action(re.compile(rf"{MOVE}\d+"))(self._move)
        app.action(CANCEL)(self._cancel)

    async def close(self) -> None:
        """Stop what is not handed over yet."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # listeners. Bolt passes arguments by name and None for names that it does not know, so features are bound here

    def _command(self, feature: Feature) -> Listener:
        async def command(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
            await ack()
            request = Request(body["user_id"], _place(context, body["channel_id"]), body["trigger_id"])
            self._begin(request, self._take_line(feature, unescape(body.get("text") or ""), (), request))

        return command

    def _submission(self, feature: Feature) -> Listener:
        async def submission(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
            sent = read(body["view"])
            place = _place(context, sent.opened.channel, sent.opened.thread)
            request = Request(body["user"]["id"], place)
            if forms.missing(feature, sent.words, len(sent.files)):
                await self._speak(request)
                missing = forms.missing(words.localised(feature), sent.words, len(sent.files))
                errors = {p.name: words.needs(p.name, p.sentence) for p in missing}
                await ack(response_action="errors", errors=errors)
                return
            await ack()
            self._begin(request, self._take(feature, sent.words, sent.files, request))

        return submission

    def _shortcut(self, feature: Feature) -> Listener:
        async def shortcut(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
            await ack()
            message = body["message"]
            place = _place(context, body["channel"]["id"], _thread(message))
            request = Request(body["user"]["id"], place, body["trigger_id"])
            self._begin(request, self._take_message(feature, message, request))

        return shortcut

    async def _mention(self, body: Body, context: AsyncBoltContext) -> None:
        self._hear(body, context)

    async def _message(self, body: Body, context: AsyncBoltContext) -> None:
        """Direct messages only: in channels nobody speaks to the bot without mentioning it."""
        if body["event"].get("channel_type") == "im" and body["event"].get("subtype") in (None, "file_share"):
            self._hear(body, context)

    async def _move(self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext) -> None:
        await ack()
        request = _pressed(body, context)
        self._begin(request, self._take_move(action["value"], request))

    async def _cancel(self, ack: AsyncAck, body: Body, action: Body, context: AsyncBoltContext) -> None:
        await ack()
        request = _pressed(body, context)
        self._begin(request, self._end(action["value"], request))

    # what they hand over

    def _hear(self, body: Body, context: AsyncBoltContext) -> None:
        """A message to the bot; Slack repeats an event that it believes was lost."""
        event = body["event"]
        if body["event_id"] in self._seen or event.get("bot_id"):
            return
        self._seen.append(body["event_id"])
        request = Request(event["user"], _place(context, event["channel"], _thread(event)))
        text = re.sub(rf"<@{context.bot_user_id}(\|[^>]*)?>", " ", event.get("text") or "")
        self._begin(request, self._take_words(unescape(text).strip(), event.get("files") or (), request))

    async def _take_words(self, line: str, files: Sequence[SlackFile], request: Request) -> None:
        """A line that begins with a feature's name; without one, whatever is done with songs."""
        first, rest = [*line.split(None, 1), "", ""][:2]
        name = first.removeprefix("/").casefold()
        if name in self._desk.features or first.startswith("/"):
            return await self._take_line(self._desk.feature(name), rest, files, request)
        meant = main_feature(self._desk.features.values(), "songs" if len(files) > 1 else "song")
        if meant is None or not (line or files):
            raise Refusal(words.say_what(tuple(self._desk.features)))
        await self._take_line(meant, line, files, request)

    async def _take_line(self, feature: Feature, line: str, files: Sequence[SlackFile], request: Request) -> None:
        await self._take(feature, forms.parse(feature, line, len(files)), files, request)

    async def _take_message(self, feature: Feature, message: Body, request: Request) -> None:
        """Somebody's message: the sounds in it, else its links, else its words."""
        files = message.get("files") or ()
        sounds = [file for file in files if str(file.get("mimetype", "")).startswith(SOUNDS)] or files
        main = next((p for p in feature.parameters if p.kind in ("song", "songs", "text")), None)
        text = message.get("text") or ""
        found = links(text)[: 1 if main and main.kind == "song" else None]
        said = " ".join(found) or unescape(text)
        await self._take(feature, {main.name: said} if main and not files else {}, sounds, request)

    async def _take_move(self, code: str, request: Request) -> None:
        move = Move.decode(code)
        await self._take(self._desk.feature(move.feature), dict(move.args), (), request)

    async def _take(self, feature: Feature, given: Words, files: Sequence[SlackFile], request: Request) -> None:
        """Begin an order that the rules allow; ask for what is missing, in a form where one can be opened."""
        person = await self._people.person(request.place.server, request.user)
        order = Order(feature.name, given, person, request.place)
        await self._desk.admit(order)
        missing = forms.missing(words.localised(feature), given, len(files))
        if missing and request.trigger:
            opened = Opened(request.place.channel, request.place.thread)
            await self._client.views_open(trigger_id=request.trigger, view=form(feature, given, opened))
        elif missing:
            again = Move(words.form_label(), feature.name)
            raise Refusal(words.needs(missing[0].name, missing[0].sentence), (again,))
        else:
            uploads = await self._downloads.fetch(files) if files else ()
            await self._submit(replace(order, uploads=uploads))

    async def _submit(self, order: Order) -> None:
        begun = self._jobs.of(order.place)
        if await self._jobs.submit(order) in begun:
            raise Refusal(words.already_asked())

    async def _end(self, job: str, request: Request) -> None:
        if not self._jobs.cancel(job, Person(person_id(request.place.server, request.user), request.user)):
            raise Refusal(words.cannot_cancel())

    def _begin(self, request: Request, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guard(request, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guard(self, request: Request, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; whatever is wrong with it becomes a private sentence in the person's language."""
        try:
            await self._speak(request)
            await work
        except Refusal as refusal:
            await self._tell(request, refusal.reply())
        except EngineError as error:
            await self._tell(request, Refusal(words.failure(error)).reply())
        except Exception:  # the one place of this surface where a bug becomes an apology
            name = secrets.token_hex(3)
            log.exception("request failed", extra={"action": "request_failed", "code": name})
            await self._tell(request, Refusal(words.apology(name)).reply())
        finally:
            work.close()  # it may never have begun

    async def _speak(self, request: Request) -> None:
        """Speak the person's language from now on in this task, English while Slack does not tell it."""
        with suppress(*FAILURES):
            person = await self._people.person(request.place.server, request.user)
            words.speak(await self._desk.language(Order("", {}, person, request.place)))

    async def _tell(self, request: Request, reply: Reply) -> None:
        try:
            await self._outbox.answer(request.place, request.user, reply)
        except FAILURES:
            log.exception("reply lost", extra={"action": "delivery_failed"})


def _place(context: AsyncBoltContext, channel: str, thread: str = "") -> Place:
    """A place belongs to the workspace that installed the bot, whoever's guest is asking there."""
    team = context.authorize_result.team_id if context.authorize_result else context.team_id
    return Place("slack", team or "", channel, thread, private=channel.startswith(DIRECT))


def _thread(message: Body) -> str:
    """The thread a message is in; empty when it is in none."""
    return str(message.get("thread_ts") or "")


def _pressed(body: Body, context: AsyncBoltContext) -> Request:
    """Who pressed a button, under which message. One that only they see says less about itself."""
    thread = body["container"].get("thread_ts") or _thread(body.get("message") or {})
    return Request(body["user"]["id"], _place(context, body["channel"]["id"], thread), body["trigger_id"])
