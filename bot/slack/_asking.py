"""From what somebody asks to a promised answer: rules, forms, files and jobs, and a private sentence when it fails."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError

from bot import forms, rules, words
from bot.ask import Person, Place
from bot.cog import Feature
from bot.desk import Desk, Order
from bot.forms import Words
from bot.jobs import Jobs
from bot.recent import Recent
from bot.reply import Move, Refusal, Reply
from bot.slack._files import Downloads
from bot.slack._form import Opened, SlackFile, form
from bot.slack._outbox import Address, Outbox, code
from bot.slack._people import People, person_id
from bot.slack._workspaces import FAILURES, Workspaces
from bot.store import Store
from engine.errors import EngineError

log = logging.getLogger(__name__)

LATE = frozenset({"expired_trigger_id", "exchanged_trigger_id", "trigger_expired"})
PATIENCE = 1.0
"""Seconds to learn a person's language before an acknowledgement, for which Slack waits three."""


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks and where; ``trigger`` opens a form, and is empty where Slack gives none."""

    user: str
    place: Place
    trigger: str = ""

    @property
    def team(self) -> str:
        """The workspace."""
        return self.place.server


class Asking:
    """Takes requests."""

    def __init__(
        self, workspaces: Workspaces, people: People, desk: Desk, jobs: Jobs, store: Store, outbox: Outbox, most: int
    ) -> None:
        """``most`` is the largest file taken, in bytes."""
        self._store = store
        self._workspaces = workspaces
        self._people = people
        self._desk = desk
        self._jobs = jobs
        self._outbox = outbox
        self._downloads = Downloads(workspaces, most)
        self._recent = Recent(store)
        self._tasks: set[asyncio.Task[None]] = set()
        desk.privacy.also(self._recent.forget)

    async def close(self) -> None:
        """Stop what is not handed over yet."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def begin(self, request: Request, work: Coroutine[Any, Any, None], unasked: bool = False) -> None:
        """Do something for somebody from here on, in their language, and tell them what goes wrong.

        ``unasked``: they asked for nothing, so nothing is told.
        """
        task = asyncio.create_task(self._attempt(request, work) if unasked else self._guard(request, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def person(self, request: Request) -> Person:
        """Who asks."""
        return await self._people.person(request.team, request.user)

    async def speak(self, request: Request, within: float | None = None) -> None:
        """Speak the person's language from now on in this task, English while Slack does not tell it."""
        with suppress(*FAILURES, TimeoutError):
            async with asyncio.timeout(within):
                person = await self.person(request)
            words.speak(await self._desk.language(Order("", {}, person, request.place)))

    async def line(self, feature: Feature, line: str, request: Request) -> None:
        """Words after a command."""
        await self.take(feature, forms.parse(feature, line), (), request)

    async def move(self, coded: str, request: Request) -> None:
        """A button of an answer."""
        try:
            move = Move.decode(coded)
        except ValueError:
            raise Refusal(words.slack_button_unknown()) from None
        await self.take(self._desk.feature(move.feature), dict(move.args), (), request)

    async def take(self, feature: Feature, given: Words, files: Sequence[SlackFile], request: Request) -> None:
        """Begin an order that the rules allow; ask for what is missing, in a form where one can be opened."""
        order = Order(feature.name, given, await self.person(request), request.place)
        await self._desk.admit(order)
        missing = forms.missing(words.localised(feature), given, len(files))
        if missing:
            await self.open_form(feature, given, request, files)
        else:
            uploads = await self._downloads.fetch(request.team, files) if files else ()
            await self._submit(replace(order, uploads=uploads))

    async def open_form(
        self, feature: Feature, given: Words, request: Request, files: Sequence[SlackFile] = ()
    ) -> None:
        """Ask for the rest; where Slack opens no form, or no more, a button does."""
        missing = forms.missing(words.localised(feature), given, len(files))
        sentence = words.needs(missing[0].name, missing[0].sentence) if missing else feature.sentence
        late = Refusal(sentence, (_again(feature, given),))
        if not request.trigger:
            raise late
        sent = tuple(str(file["id"]) for file in files)
        opened = Opened(request.place.channel, request.place.thread, sent)
        client = await self._workspaces.client(request.team)
        try:
            recent = self._recent.of(person_id(request.team, request.user))
            await client.views_open(trigger_id=request.trigger, view=form(feature, given, opened, recent))
        except SlackApiError as error:
            if code(error) not in LATE:
                raise
            raise late from error

    async def unasked(self, name: str, request: Request) -> bool:
        """Whether songs that this person drops there without a word are a request for the feature."""
        chosen = await self._store.preferences(request.team)
        if not rules.unasked(request.place, chosen):
            return False
        return rules.allowed(self._desk.features[name], await self.person(request), request.place, chosen)

    async def end(self, job: str, request: Request) -> None:
        """Cancel a job of the person's own."""
        if not self._jobs.cancel(job, Person(person_id(request.team, request.user), request.user)):
            raise Refusal(words.cannot_cancel())

    async def _submit(self, order: Order) -> None:
        begun = self._jobs.of(order.place)
        job = await self._jobs.submit(order)
        if job in begun:
            raise Refusal(words.already_asked())
        await self._recent.remember(self._desk.features[order.feature], job.order)

    async def _attempt(self, request: Request, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; if it goes wrong, nobody but the log learns of it."""
        try:
            await self.speak(request)
            await work
        except FAILURES as error:
            log.warning("not done: %s", error, extra={"action": "unasked_failed"})
        except Exception:  # a bug must not end the listener
            log.exception("not done", extra={"action": "unasked_failed"})
        finally:
            work.close()  # it may never have begun

    async def _guard(self, request: Request, work: Coroutine[Any, Any, None]) -> None:
        """Do the work; whatever is wrong with it becomes a private sentence in the person's language."""
        try:
            await self.speak(request)
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

    async def _tell(self, request: Request, reply: Reply) -> None:
        try:
            await self._outbox.answer(Address(request.place, request.user), reply)
        except FAILURES:
            log.exception("reply lost", extra={"action": "delivery_failed"})


def _again(feature: Feature, given: Words) -> Move:
    """A button for the form, with what was given already as far as a button can carry it."""
    with suppress(ValueError):
        return Move(words.form_label(), feature.name, given)
    return Move(words.form_label(), feature.name)
