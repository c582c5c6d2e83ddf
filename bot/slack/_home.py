"""A person's own page with the bot: what it works on for them, their last pictures, and every feature as a button."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence

from slack_sdk.errors import SlackApiError
from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ContextBlock,
    DividerBlock,
    HeaderBlock,
    ImageBlock,
    MarkdownTextObject,
    PlainTextObject,
    SectionBlock,
)
from slack_sdk.models.blocks.basic_components import SlackFile
from slack_sdk.models.views import View

from bot import words
from bot.ask import Person
from bot.cog import Feature
from bot.desk import Desk
from bot.jobs import Job, Jobs
from bot.preferences import Preferences
from bot.slack._asking import Asking, Request
from bot.slack._blocks import CANCEL, LONGEST_ALT
from bot.slack._manifest import NAME
from bot.slack._outbox import code
from bot.slack._text import clipped
from bot.slack._workspaces import FAILURES, Workspaces
from bot.store import Answer, Store

log = logging.getLogger(__name__)

FEATURE = "feature:"
"""An action's id of a button for a feature begins with this; its name follows."""
MOST_IN_A_ROW = 25
MOST_PICTURES = 6
MOST_JOBS = 10
MOST_PAGES = 2000
LOOKED_AT = 600.0
"""Seconds for which a page that somebody opened is kept up to date."""


class Home:
    """Pages of people."""

    def __init__(self, workspaces: Workspaces, desk: Desk, jobs: Jobs, store: Store, asking: Asking) -> None:
        self._workspaces = workspaces
        self._desk = desk
        self._jobs = jobs
        self._store = store
        self._asking = asking
        self._opened: OrderedDict[str, tuple[float, Request]] = OrderedDict()

    async def show(self, request: Request) -> None:
        """Somebody opened their page."""
        person = await self._asking.person(request)
        self._opened[person.id] = (time.monotonic(), request)
        self._opened.move_to_end(person.id)
        while len(self._opened) > MOST_PAGES:
            self._opened.popitem(last=False)
        await self._publish(request, person)

    async def refresh(self, person: Person) -> None:
        """Something changed for somebody: show it, if they looked at their page lately."""
        at, request = self._opened.get(person.id, (0.0, None))
        if request is None or time.monotonic() - at > LOOKED_AT:
            return
        try:
            await self._publish(request, await self._asking.person(request))
        except FAILURES as error:
            log.info("page not shown: %s", error, extra={"action": "home_failed"})

    async def forget(self, person: str) -> None:
        """Keep somebody's page no longer up to date."""
        self._opened.pop(person, None)

    async def use(self, name: str, request: Request) -> None:
        """A feature's button: its form, or its answer at once where it asks for nothing."""
        feature = self._desk.feature(name)
        if feature.parameters:
            await self._asking.open_form(feature, {}, request)
        else:
            await self._asking.take(feature, {}, (), request)

    async def _publish(self, request: Request, person: Person) -> None:
        chosen = await self._store.preferences(request.team)
        answers = await self._store.answers.of(person.id, 4 * MOST_PICTURES)
        client = await self._workspaces.client(request.team)
        features = [words.localised(feature) for feature in self._desk.features.values()]
        jobs = [job for job in self._jobs.theirs(person) if not job.delivering]
        for shown in (answers, ()):  # Slack may no longer have a picture: then the page comes without
            blocks = page(features, person, chosen, jobs, shown)
            try:
                await client.views_publish(user_id=request.user, view=View(type="home", blocks=list(blocks)))
            except SlackApiError as error:
                if code(error) not in ("invalid_blocks", "invalid_arguments") or not shown:
                    raise
            else:
                return


def page(
    features: Sequence[Feature], person: Person, chosen: Preferences, jobs: Sequence[Job], answers: Sequence[Answer]
) -> Iterator[Block]:
    """What is on a person's page."""
    open_ = [feature for feature in features if feature.name not in chosen.off or feature.admin]
    yield HeaderBlock(text=_plain(NAME))
    yield _section(words.slack_home_intro())
    yield from _buttons([feature for feature in open_ if not feature.admin and not feature.personal])
    yield DividerBlock()
    yield HeaderBlock(text=_plain(words.slack_home_jobs()))
    yield from _jobs(jobs)
    yield DividerBlock()
    yield HeaderBlock(text=_plain(words.slack_home_pictures()))
    yield from _pictures(answers)
    yield from _rest(words.slack_home_yours(), [feature for feature in open_ if feature.personal])
    if person.admin:
        yield from _rest(words.slack_home_everyone(), [feature for feature in open_ if feature.admin])


def _jobs(jobs: Sequence[Job]) -> Iterator[Block]:
    for job in jobs[:MOST_JOBS]:
        line = words.step_line(job.latest) if job.latest else words.starting()
        cancel = ButtonElement(text=_plain(words.cancel_label()), action_id=CANCEL, value=job.id)
        yield SectionBlock(text=_marked(f"*/{job.order.feature}* · {clipped(line, 500)}"), accessory=cancel)
    if not jobs:
        yield _section(words.slack_home_no_jobs())


def _pictures(answers: Sequence[Answer]) -> Iterator[Block]:
    """The last pictures, each with the words it came with."""
    shown = [(file, answer) for answer in answers for file in answer.files if file.kind == "image"][:MOST_PICTURES]
    for file, answer in shown:
        alt = words.shortened(file.alt or file.id, LONGEST_ALT)
        yield ImageBlock(slack_file=SlackFile(id=file.id), alt_text=alt)
        yield ContextBlock(elements=[_marked(f"/{answer.feature} · {clipped(answer.text, 300)}")])
    if not shown:
        yield _section(words.slack_home_no_pictures())


def _rest(title: str, features: Sequence[Feature]) -> Iterator[Block]:
    """Features with a word about each."""
    if not features:
        return
    yield DividerBlock()
    yield HeaderBlock(text=_plain(title))
    for feature in features:
        yield SectionBlock(text=_marked(clipped(feature.sentence, 500)), accessory=_button(feature))


def _buttons(features: Sequence[Feature]) -> Iterator[Block]:
    for start in range(0, len(features), MOST_IN_A_ROW):
        yield ActionsBlock(elements=[_button(feature) for feature in features[start : start + MOST_IN_A_ROW]])


def _button(feature: Feature) -> ButtonElement:
    return ButtonElement(text=_plain(f"/{feature.name}"), action_id=f"{FEATURE}{feature.name}", value=feature.name)


def _section(text: str) -> Block:
    return SectionBlock(text=_marked(clipped(text, 3000)))


def _marked(escaped: str) -> MarkdownTextObject:
    return MarkdownTextObject(text=escaped, verbatim=True)


def _plain(text: str) -> PlainTextObject:
    return PlainTextObject(text=text, emoji=False)
