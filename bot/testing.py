"""A whole bot in memory, for tests and for people who write cogs; shipped, so that a new cog can start with it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.ask import Person, Place
from bot.cog import Feature
from bot.desk import Desk, Order
from bot.jobs import Amend, Job, Jobs
from bot.reply import Move, Reply
from bot.rules import Turns
from bot.songs import Finder, Songs, Upload
from bot.store import Store
from engine.api import Engine, Step
from engine.fake import FakeEngine

ANN = Person("memory:ann", "Ann", admin=True)
BEN = Person("memory:ben", "Ben")
HERE = Place("memory", "server", "channel")


@dataclass
class MemorySurface:
    """A platform that only remembers: what was shown, what was delivered."""

    name: str = "memory"
    pace: float = 0.0
    steps: list[Step] = field(default_factory=list)
    replies: list[tuple[Place, Reply]] = field(default_factory=list)
    amended: list[tuple[Reply, Reply]] = field(default_factory=list)
    """Answers and what took their place."""
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def show(self, job: Job, step: Step) -> None:
        """Remember a step."""
        self.steps.append(step)

    async def deliver(self, job: Job, reply: Reply) -> Amend:
        """Remember a reply."""
        self.replies.append((job.order.place, reply))
        self.arrived.set()

        async def amend(better: Reply) -> None:
            self.amended.append((reply, better))
            self.arrived.set()

        return amend

    async def next(self) -> Reply:
        """Wait for the next reply that is not taken yet."""
        while not self.replies:
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 30.0)
        return self.replies.pop(0)[1]

    async def next_amended(self) -> Reply:
        """Wait for the next answer that took another's place."""
        while not self.amended:
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), 30.0)
        return self.amended.pop(0)[1]


@dataclass
class House:
    """A whole bot but for its platforms."""

    store: Store
    engine: Engine
    songs: Songs
    desk: Desk
    jobs: Jobs
    surface: MemorySurface

    async def ask(self, feature: str, *files: bytes, person: Person = ANN, **words: str) -> Reply:
        """Call a feature as somebody would: options as words, files by their bytes."""
        uploads = tuple(Upload(f"song {number}.mp3", data) for number, data in enumerate(files, 1))
        return await self.desk.answer(Order(feature, words, person, HERE, uploads))

    async def press(self, move: Move, person: Person = ANN) -> Reply:
        """Press a button, as it comes back from a platform: by its code."""
        back = Move.decode(move.code)
        return await self.desk.answer(Order(back.feature, dict(back.args), person, HERE))


@asynccontextmanager
async def house(
    features: Sequence[Feature],
    engine: Engine | None = None,
    folder: Path | None = None,
    elsewhere: Callable[[Store], Finder] | None = None,
    turns: Turns | None = None,
) -> AsyncIterator[House]:
    """A bot with these features on a real store in a folder of its own, with a fake engine unless one is given."""
    engine = engine or FakeEngine()
    with tempfile.TemporaryDirectory() as temporary:
        store = Store(folder or Path(temporary))
        await store.open()
        await engine.start()
        songs = Songs(store, engine, elsewhere(store) if elsewhere else None)
        desk = Desk(features, engine, songs, store)
        jobs = Jobs(desk, store, turns)
        surface = MemorySurface()
        jobs.serve(surface)
        try:
            yield House(store, engine, songs, desk, jobs, surface)
        finally:
            await jobs.close()
            await engine.close()
            await store.close()
