"""Who asks, from where, and the tools a feature may use to answer."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Self

from bot.catalogue import PAGE, Catalogue, Match
from bot.cog import Feature
from bot.listening import Listening
from bot.preferences import Preferences
from bot.privacy import Privacy
from bot.remixes import Made, Remixes
from bot.songs import Song, Songs
from engine.api import Engine, Hearing, PaintOptions, Progress, RemixOptions, Slate, Step

if TYPE_CHECKING:
    from bot.covers import Covers
    from bot.schedules import Schedules


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks; ``id`` begins with the surface ('web:…'); ``admin`` may change what holds for everyone.

    ``language`` is a BCP 47 tag as the platform gave it, such as ``de-AT``; empty where it gives none. ``roles`` are
    the ids of their roles in this server; None where there are no roles. ``operator`` runs the bot itself.
    """

    id: str
    name: str
    admin: bool = False
    language: str = ""
    roles: tuple[str, ...] | None = None
    operator: bool = False

    def dump(self) -> str:
        """The person as text for the store."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Self:
        """Read a dumped person, perhaps of another version."""
        told = {name: value for name, value in json.loads(text).items() if name in cls.__dataclass_fields__}
        roles = told.get("roles")
        return cls(**(told | {"roles": roles if roles is None else tuple(roles)}))


@dataclass(frozen=True, slots=True)
class Place:
    """Where to answer, now or after a restart.

    ``parent`` is the channel that ``channel`` is a thread of, where threads are channels of their own; ``private``
    says that it is a conversation and no channel of a server; ``reads``, that messages which ask the bot for
    nothing can be seen there; ``offers``, that the platform shows
    offers under them unless a server does not want that.
    """

    surface: str
    server: str
    channel: str
    thread: str = ""
    parent: str = ""
    private: bool = False
    reads: bool = False
    offers: bool = False

    def dump(self) -> str:
        """The place as text for the store."""
        return json.dumps(asdict(self))

    @classmethod
    def load(cls, text: str) -> Self:
        """Read a dumped place, perhaps of another version."""
        return cls(**{name: value for name, value in json.loads(text).items() if name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Ask:
    """One request and the tools to answer it. Cogs see nothing else of the bot."""

    person: Person
    place: Place
    engine: Engine
    songs: Songs
    catalogue: Catalogue
    listening: Listening
    privacy: Privacy
    schedules: Schedules
    covers: Covers | None
    """Finds covers of albums, where links are followed."""
    remixes: Remixes
    features: tuple[Feature, ...]
    preferences: Preferences
    prefer: Callable[[Callable[[Preferences], Preferences]], Awaitable[Preferences]]
    """Change what this server prefers, by a function of what it prefers by then; gives what holds from now on."""
    progress: Progress

    def step(self, stage: str, fraction: float) -> None:
        """Tell the person what is being done (a few words) and how far it is (0..1)."""
        self.progress(Step(stage, fraction))

    async def hear(self, song: Song) -> Hearing:
        """What the song sounds like: from the store if it was heard before, else by listening now."""
        hearing = await self.songs.hear(song, self.progress)
        await self.listening.note_song(self.person.id, self.place.server, song)
        return hearing

    async def recall(self, song: Song) -> Hearing:
        """What is known of the song in numbers. A song of the starter catalogue has no sketch: it is not painted."""
        return await self.songs.recall(song, self.progress)

    async def similar(self, song: Song, most: int = PAGE, skip: int = 0, here: bool = False) -> tuple[Match, ...]:
        """The songs that sound most like this one, nearest first, after ``skip``; ``here``: heard in this server."""
        hearing = await self.recall(song)
        return await self.catalogue.similar(song, hearing, most, skip, self.place.server, here, self.progress)

    async def remix(self, first: Song, second: Song, options: RemixOptions) -> Made:
        """The first song in the style of the second, as a song of its own; made once for the same songs and options."""
        return await self.remixes.make(first, second, options, self.songs, self.progress)

    async def paint(self, hearing: Hearing, options: PaintOptions) -> Slate:
        """Paint a heard song."""
        return await self.engine.paint(hearing, options, self.progress)
