"""Where requests are read and answered: words -> typed arguments -> feature -> Reply.

The one place that turns every failure into a sentence, and that chooses the language of all sentences. Knows no
platform and keeps no state of its own.
"""

from __future__ import annotations

import logging
import secrets
import shlex
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot import forms, rules, words
from bot.ask import Ask, Person, Place
from bot.catalogue import Catalogue
from bot.cog import Feature
from bot.covers import Covers
from bot.listening import Listening
from bot.privacy import Privacy
from bot.remixes import Remixes
from bot.reply import MOST_MOVES, Draft, Move, Refusal, Reply
from bot.schedules import Schedules
from bot.songs import Choice, Given, Song, Songs, Upload
from bot.store import Store
from engine.api import Engine, Progress, digest, silent
from engine.errors import EngineError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody asks for, as the surface received it."""

    feature: str
    words: forms.Words
    person: Person
    place: Place
    uploads: tuple[Upload, ...] = ()


class Desk:
    """Answers orders."""

    def __init__(
        self,
        features: Sequence[Feature],
        engine: Engine,
        songs: Songs,
        store: Store,
        catalogue: Catalogue | None = None,
        listening: Listening | None = None,
        covers: Covers | None = None,
    ) -> None:
        self.features = {feature.name: feature for feature in features}
        self._engine = engine
        self._songs = songs
        self._store = store
        self._catalogue = catalogue or Catalogue(store, engine)
        self.listening = listening or Listening(store)
        self.schedules = Schedules(store)
        self.covers = covers
        self.privacy = Privacy(store, features)
        self.privacy.also(self.listening.erase)
        self._remixes = Remixes(store, engine)

    def feature(self, name: str) -> Feature:
        """The feature of that name, in the language that is spoken; ``Refusal`` lists those there are."""
        try:
            return words.localised(self.features[name])
        except KeyError:
            raise Refusal(words.no_such_feature(name, tuple(self.features))) from None

    async def language(self, order: Order) -> words.Language:
        """What to answer in: the server's choice, else the person's own language, else English."""
        return words.language_of((await self._store.preferences(order.place.server)).language, order.person.language)

    async def admit(self, order: Order) -> Feature:
        """The feature that is asked for, if the rules allow it to this person in this place; else ``Refusal``."""
        feature = self.feature(order.feature)
        rules.check(feature, order.person, order.place, await self._store.preferences(order.place.server))
        return feature

    async def settle(self, order: Order) -> Order:
        """The same order checked, its files put aside and named by song, so that it can wait on paper.

        ``Refusal`` when it cannot be done, as a sentence in the language that it is to be answered in.
        """
        with words.speaking(await self.language(order)), _refusing():
            feature = await self.admit(order)
            filled = _filled(feature, order)
            plain = {name: await self._plain(value) for name, value in filled.items() if value is not None}
            return replace(order, words=plain, uploads=())

    async def answer(self, order: Order, progress: Progress = silent) -> Reply:
        """The feature's reply, or a private sentence about what went wrong. Raises nothing but cancellation."""
        with ExitStack() as spoken:
            try:
                spoken.enter_context(words.speaking(await self.language(order)))
                with _refusing():
                    feature = self.feature(order.feature)
                    if feature.admin and not order.person.admin:
                        raise Refusal(words.admins_only())
                    arguments = await self._arguments(feature, order, progress)
                    ask = await self._ask(order, progress)
                    return rules.offered(await feature.run(ask, **arguments), ask.preferences)
            except Refusal as refusal:
                return refusal.reply()
            except Exception:  # the one place where a bug becomes an apology
                code = secrets.token_hex(3)
                log.exception(
                    "feature failed", extra={"action": "feature_failed", "code": code, "name_": order.feature}
                )
                return Refusal(words.apology(code)).reply()

    async def better(self, order: Order, draft: Draft, progress: Progress = silent) -> Reply:
        """What takes a draft's place: the better answer, or the draft itself with a word on why there is none."""
        later = draft.later
        if later is None:
            return draft.settled
        same = later.feature == order.feature  # it goes on with what no button could carry, and keeps its files
        given = (order.words if same else {}) | dict(later.args)
        better = await self.answer(Order(later.feature, given, order.person, order.place), progress)
        if better.refused:
            return replace(draft.settled, text=f"{draft.text} {better.text}")
        return replace(better, files=(*draft.files, *better.files)) if same else better

    async def _ask(self, order: Order, progress: Progress) -> Ask:
        server = order.place.server
        return Ask(
            person=order.person,
            place=order.place,
            engine=self._engine,
            songs=self._songs.within(server),
            catalogue=self._catalogue,
            listening=self.listening,
            privacy=self.privacy,
            schedules=self.schedules,
            covers=self.covers,
            remixes=self._remixes,
            features=tuple(words.localised(feature) for feature in self.features.values()),
            preferences=await self._store.preferences(server),
            prefer=partial(self._store.change_preferences, server),
            progress=progress,
        )

    async def _arguments(self, feature: Feature, order: Order, progress: Progress) -> dict[str, Any]:
        """What the feature is called with: every ``Given`` becomes a song."""
        arguments = _filled(feature, order)
        for name, value in arguments.items():
            try:
                if isinstance(value, Given):
                    arguments[name] = await self._songs.find(value, progress)
                elif isinstance(value, tuple):
                    arguments[name] = tuple([await self._found(given, progress) for given in value])
            except Choice as choice:
                raise Refusal(choice.text, _moves(choice, order, name)) from None
        return arguments

    async def _found(self, given: Given | Upload, progress: Progress) -> Song | Upload:
        """The song that was meant, or the file with its bytes."""
        if isinstance(given, Given):
            return await self._songs.find(given, progress)
        data = given.data if not given.kept else await self._store.paper(given.kept)
        if data is None:
            raise Refusal(words.paper_gone(given.name))
        return replace(given, data=data)

    async def _plain(self, value: Any) -> str:
        """An argument as the words that ``forms.fill`` reads back; sounds become the ids of their songs."""
        if isinstance(value, Upload):
            name = value.kept or digest(value.data)
            if not value.kept:
                await self._store.keep_paper(name, value.data)
            return forms.aside(value.name, name)
        if isinstance(value, Given):
            return (await self._songs.find(value)).id if value.upload else value.text
        if isinstance(value, tuple):
            return shlex.join([await self._plain(given) for given in value])
        if isinstance(value, bool):
            return "yes" if value else "no"
        return str(value)


def _filled(feature: Feature, order: Order) -> dict[str, Any]:
    """What the feature is called with, songs still as ``Given``."""
    filled = forms.fill(feature, order.words, order.uploads)
    if not feature.sound:
        return filled
    return {name: replace(value, lasting=True) if isinstance(value, Given) else value for name, value in filled.items()}


@contextmanager
def _refusing() -> Iterator[None]:
    """What the engine cannot do becomes a refusal in the language that is spoken."""
    try:
        yield
    except EngineError as error:
        raise Refusal(words.failure(error)) from error


def _moves(choice: Choice, order: Order, name: str) -> tuple[Move, ...]:
    """A button for each option that fits one: the same request with that song."""
    moves: list[Move] = []
    for label, text in choice.options[:MOST_MOVES]:
        with suppress(ValueError):  # a long name in a script that a button writes in threes; it can still be typed
            moves.append(Move(words.shortened(label, 60), order.feature, {name: text}))
    return tuple(moves)
