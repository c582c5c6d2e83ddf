"""Puts the parts together and keeps them running: the only place that knows all of them."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import AsyncIterator, Coroutine, Iterator, Mapping, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.text import Text

import cogs
from bot import console as terminal
from bot import words
from bot.catalogue import Catalogue
from bot.cog import discover
from bot.config import Settings
from bot.desk import Desk
from bot.jobs import Jobs, Surface
from bot.listening import Accounts, Background, Listening, Turntable
from bot.rules import Limits, Turns
from bot.songs import Songs
from bot.sources.chain import opened
from bot.sources.finders import Excerpts
from bot.sources.history import histories, services_of
from bot.store import Store
from engine.api import Engine, Progress, Step
from engine.art.diffusion import DiffusionOptions
from engine.catalogue import starter
from engine.local import LocalEngine, LocalOptions
from engine.story.narrator import NarratorOptions
from engine.worker import Bounds

if TYPE_CHECKING:
    from bot.web import Web

log = logging.getLogger(__name__)

EX_UNAVAILABLE = 69
SECONDS_APART = 5.0


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a running bot."""

    settings: Settings
    store: Store
    engine: Engine
    songs: Songs
    catalogue: Catalogue
    desk: Desk
    jobs: Jobs
    excerpts: Excerpts | None = None


class Chat(Surface, Protocol):
    """A chat platform: a surface that is connected to somebody else's service."""

    @property
    def state(self) -> str:
        """What it is connected to, or what is wrong, in a few words."""

    @property
    def online(self) -> bool:
        """Whether it is connected."""

    async def start(self) -> None:
        """Begin to connect, and return at once; what goes wrong shows in ``state``."""

    async def close(self) -> None:
        """Leave."""


class Connected(Mapping[str, str]):
    """What each surface is connected to at this moment."""

    def __init__(self, settings: Settings, chats: Sequence[Chat]) -> None:
        self._settings = settings
        self._chats = chats

    def _now(self) -> dict[str, str]:
        return words.connections(self._settings) | {chat.name.capitalize(): chat.state for chat in self._chats}

    def __getitem__(self, name: str) -> str:
        return self._now()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())


def local_engine(settings: Settings, workers: int) -> LocalEngine:
    """The engine that the settings describe."""
    bounds = Bounds(max_bytes=settings.max_bytes, max_seconds=settings.slate_max_minutes * 60.0)
    return LocalEngine(
        LocalOptions(
            workers,
            settings.slate_timeout,
            bounds=bounds,
            folder=settings.slate_data / "index",
            models=settings.remix_models,
            diffusion=diffusion_options(settings),
            narrator=narrator_options(settings),
        )
    )


def narrator_options(settings: Settings) -> NarratorOptions:
    """The language model that the settings describe."""
    return NarratorOptions(
        settings.slate_narrator,
        settings.slate_narrator_address,
        settings.slate_narrator_key.get_secret_value(),
    )


def diffusion_options(settings: Settings) -> DiffusionOptions:
    """The diffusion model that the settings describe."""
    return DiffusionOptions(
        model=settings.slate_diffusion,
        folder=settings.slate_data / "models",
        adapters=settings.slate_data / "loras",
        cpu=settings.slate_diffusion_cpu,
        adapter=settings.slate_lora,
        adapter_weight=settings.slate_lora_weight,
        safety=settings.slate_diffusion_safety,
        steps=settings.slate_diffusion_steps,
        side=settings.slate_diffusion_side,
        seconds=settings.slate_diffusion_seconds,
    )


@asynccontextmanager
async def assembled(settings: Settings, workers: int) -> AsyncIterator[Parts]:
    """All parts but the surfaces; closed in order at the end. The engine is not started yet."""
    logging.basicConfig(level=settings.slate_log.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    store = Store(settings.slate_data)
    await store.open()
    engine = local_engine(settings, workers)
    async with opened(settings) as chain:
        excerpts = Excerpts(store, chain.resolver) if chain else None
        songs = Songs(store, engine, excerpts)
        catalogue = Catalogue(store, engine, starter)
        listening = Listening(store, settings.slate_listening_days, services_of(settings))
        desk = Desk(discover(cogs), engine, songs, store, catalogue, listening, chain.covers if chain else None)
        jobs = Jobs(desk, store, Turns(Limits(settings.slate_at_once, settings.slate_cooldown)))
        try:
            yield Parts(settings, store, engine, songs, catalogue, desk, jobs, excerpts)
        finally:
            await jobs.close()
            await engine.close()
            await store.close()


async def run_bot(settings: Settings) -> int:
    """Run until Ctrl-C or a stop signal; returns the exit status, with the reason as the last sentence."""
    console = Console()
    stop = _stop_event()
    try:
        async with assembled(settings, settings.workers) as parts:
            await _serve(parts, stop, console)
    except OSError as error:
        console.print(words.cannot_start(error.strerror or str(error), settings.slate_port))
        return EX_UNAVAILABLE
    except BrokenProcessPool:
        console.print(words.engine_failed())
        return EX_UNAVAILABLE
    console.print(words.stopped())
    return 0


async def _serve(parts: Parts, stop: asyncio.Event, console: Console) -> None:
    """Open the page at once, make the engine ready behind it, and wait for the end."""
    from bot.web import Web

    turntable = Turntable(parts.desk.listening.counts, parts.desk.listening.note)
    parts.desk.privacy.also(turntable.forget)
    await parts.desk.listening.ready()
    chats = _chats(parts, turntable)
    connected = Connected(parts.settings, chats)
    web = Web(parts.desk, parts.jobs, parts.store, parts.songs, parts.engine, parts.settings, connected)
    for surface in (web, *chats):
        parts.jobs.serve(surface)
    await parts.jobs.tidy()
    address = await web.start()
    try:
        for chat in chats:
            await chat.start()
        for line in words.welcome(address, connected):
            console.print(line, highlight=False)
        announcing = [asyncio.create_task(_announce(chat, console)) for chat in chats]
        await _until(stop, _tend(parts, web, turntable, _telling(console)))
        for task in announcing:
            task.cancel()
    finally:
        await parts.jobs.close()  # first, so that no answer meets a closed connection
        for chat in chats:
            await chat.close()
        await web.close()


async def _announce(chat: Chat, console: Console) -> None:
    """Say on the terminal that it is connected; what goes wrong is in the log."""
    while not chat.online:
        await asyncio.sleep(0.2)
    console.print(f"  {chat.name.capitalize()}  {chat.state}", highlight=False, markup=False)


def _chats(parts: Parts, turntable: Turntable) -> list[Chat]:
    """The chat platforms there are tokens for; each library is loaded only then."""
    chats: list[Chat] = []
    if parts.settings.discord_token.get_secret_value():
        from bot.discord import Discord

        fit, listened = parts.engine.fit, turntable.play
        chats.append(Discord(parts.desk, parts.jobs, parts.store, parts.settings, listened=listened, fit=fit))
    if not parts.settings.slack_needs:
        from bot.slack import Slack

        named = parts.excerpts.named if parts.excerpts else None

        chats.append(Slack(parts.desk, parts.jobs, parts.store, parts.settings, parts.engine.fit, named))
    return chats


async def _tend(parts: Parts, web: Web, turntable: Turntable, progress: Progress) -> None:
    """Ready the engine, take up what a restart interrupted, greet, ready the catalogue, then clean up."""
    await asyncio.gather(parts.engine.start(), asyncio.to_thread(words.read_all))
    await parts.jobs.resume()
    await web.greet()
    by_itself = asyncio.create_task(_act_alone(parts, turntable))
    try:
        await parts.catalogue.ready(progress)
        await _clean_up(parts)
    finally:
        by_itself.cancel()
        await asyncio.gather(by_itself, return_exceptions=True)


async def _act_alone(parts: Parts, turntable: Turntable) -> None:
    """What nobody asks for: count what people listen to, hear it behind their requests, post what is due."""
    listening = parts.desk.listening
    async with histories(parts.settings) as services:
        await asyncio.gather(
            turntable.run(),
            Background(listening, parts.songs, parts.engine).run(),
            Accounts(listening, parts.store, services).run(),
            parts.desk.schedules.run(parts.jobs),
        )


async def _clean_up(parts: Parts) -> None:
    """Forget what may not be kept any longer: at the start, and then every hour or day."""
    for hour in count():
        await parts.store.forget_recent()
        if hour % 24 == 0:
            await parts.store.forget_lines_before(parts.settings.slate_keep_days)
            await parts.desk.listening.tidy()
        await asyncio.sleep(3600)


def _telling(console: Console) -> Progress:
    """Say on the terminal how far something long is, every few seconds; nothing of what is over by then."""
    said = time.monotonic()

    def tell(step: Step) -> None:
        nonlocal said
        if time.monotonic() - said >= SECONDS_APART:
            said = time.monotonic()
            console.print(f"  {step.stage} · {step.fraction:.0%}", highlight=False, markup=False)

    return tell


async def _until(stop: asyncio.Event, work: Coroutine[None, None, None]) -> None:
    """Do the work until told to stop; what it raises is raised here."""
    stopped, working = asyncio.create_task(stop.wait()), asyncio.create_task(work)
    done, pending = await asyncio.wait((stopped, working), return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    for task in done:
        task.result()


def _stop_event() -> asyncio.Event:
    """Set by Ctrl-C or a polite kill; a second Ctrl-C ends the program the hard way."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask_to_stop(number: int) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows: Ctrl-C then raises KeyboardInterrupt
            loop.add_signal_handler(number, ask_to_stop, number)
    return stop


async def ask_once(settings: Settings, line: str, out: Path | None) -> int:
    """Answer one line on the terminal; 0 when it was answered, 1 when it was refused."""
    console = Console()
    async with assembled(settings, workers=1) as parts:
        await parts.engine.start()
        reply = await terminal.answer(parts.desk, line, settings.max_bytes, console)
    terminal.render(reply, console)
    for path in terminal.save(reply.files, out):
        console.print(Text(words.written(str(path))))
    return 1 if reply.refused else 0


async def migrate_store(settings: Settings) -> str:
    """Bring the schema up to date and say so."""
    store = Store(settings.slate_data)
    await store.open()
    await store.close()
    return words.migrated(str(settings.slate_data))
