"""A check-up: everything the bot needs, each with a sentence about what to do when it is missing."""

from __future__ import annotations

import asyncio
import shutil
import socket
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from bot import words
from bot.config import Settings
from bot.host import diffusion_options, local_engine, narrator_options
from bot.sources.chain import opened
from bot.sources.client import Deadline, Failed, Missing
from bot.sources.track import Link, Track
from bot.store import Store
from engine.api import PaintOptions
from engine.errors import EngineError
from engine.published import PublishedModel, UnfitModel
from engine.repaints import Repaints
from engine.story.narrator import chosen

KNOWN = Link("track", "4PTG3Z6ehGkBFwjybzWkR8")
FAMOUS = Track("Never Gonna Give You Up", ("Rick Astley",), 213.0, "GBARL9300135")
PATIENCE = 8.0  # s
LEAST_FREE = 500 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    good: bool
    sentence: str


async def examine(settings: Settings) -> int:
    """Look at everything and say so; 0 when all is well."""
    console = Console()
    good = True
    async for finding in _findings(settings):
        good &= finding.good
        mark = ("  ok  ", "green") if finding.good else ("  !!  ", "bold red")
        console.print(Text.assemble(mark, finding.sentence))
    return 0 if good else 1


async def _findings(settings: Settings) -> AsyncIterator[Finding]:
    yield Finding(sys.version_info >= (3, 11), words.doctor_python(sys.version.split()[0]))
    yield await _store(settings)
    yield _disk(settings)
    yield _port(settings)
    yield await _engine(settings)
    for finding in _published(settings):
        yield finding
    async for finding in _diffusion(settings):
        yield finding
    async for finding in _narrator(settings):
        yield finding
    async for finding in _extras(settings):
        yield finding
    async for finding in _sources(settings):
        yield finding
    yield await _discord(settings)
    yield await _slack(settings)


async def _store(settings: Settings) -> Finding:
    try:
        store = Store(settings.slate_data)
        await store.open()
        await store.close()
    except OSError as error:
        return Finding(False, words.folder_closed(str(settings.slate_data), str(error.strerror)))
    return Finding(True, words.database_opens(str(settings.slate_data)))


def _disk(settings: Settings) -> Finding:
    free = shutil.disk_usage(settings.slate_data).free
    return Finding(free > LEAST_FREE, words.disk_free(free / 2**30, LEAST_FREE / 2**30))


def _port(settings: Settings) -> Finding:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.slate_host, settings.slate_port))
        except OSError as error:
            return Finding(False, words.port_taken(settings.slate_port, str(error.strerror)))
    return Finding(True, words.port_free(settings.slate_port))


async def _engine(settings: Settings) -> Finding:
    engine = local_engine(settings, workers=1)
    begun = time.perf_counter()
    try:
        await engine.start()
        hearing = await engine.hear(await engine.jukebox("happy"))
        await engine.paint(hearing, PaintOptions())
    except EngineError as error:
        return Finding(False, words.engine_broken(words.failure(error)))
    except BrokenProcessPool as error:
        return Finding(False, words.engine_broken(str(error)))
    finally:
        with suppress(BrokenProcessPool):
            await engine.close()
    return Finding(True, words.engine_works(time.perf_counter() - begun))


def _published(settings: Settings) -> Iterator[Finding]:
    """The operator's own model of published features, if it cannot be used."""
    try:
        PublishedModel.load(settings.slate_data)
    except UnfitModel as error:
        yield Finding(False, words.failure(error))


async def _diffusion(settings: Settings) -> AsyncIterator[Finding]:
    """What would repaint slates. That nothing does is no fault unless a model was asked for by name."""
    repaints = Repaints(diffusion_options(settings))
    try:
        known = await repaints.diffusion()
    finally:
        await repaints.close()
    if known.ready:
        yield Finding(True, words.diffusion_is_ready(known.model, known.device, known.licence))
    elif known.state == "off":
        yield Finding(True, words.diffusion_is_off())
    elif known.state == "missing" and settings.slate_diffusion == "auto":
        yield Finding(True, words.diffusion_is_missing())
    else:
        yield Finding(settings.slate_diffusion == "auto", words.from_engine(known.reason))
    if known.adapters:
        yield Finding(True, words.loras_ready(known.adapters))


async def _narrator(settings: Settings) -> AsyncIterator[Finding]:
    """The language model, if one was asked for."""
    options = narrator_options(settings)
    if options.name:
        found = await asyncio.to_thread(chosen(options.model, options.address, options.key).ready)
        yield Finding(found, words.doctor_narrator(options.name, found))


async def _extras(settings: Settings) -> AsyncIterator[Finding]:
    """The remix's optional networks. That one is missing is no fault; that its weights are damaged is."""
    if settings.remix_models is None:
        yield Finding(True, words.remix_extras_off())
        return
    from engine.remix.extras import extras

    folder = settings.remix_models
    for extra in await asyncio.to_thread(lambda: tuple(extras(folder))):
        if extra.state == "library":
            yield Finding(True, words.remix_extra_missing(extra.name, extra.extra))
        elif extra.state == "weights":
            yield Finding(True, words.remix_extra_without_weights(extra.name, extra.file, str(folder)))
        elif extra.state == "damaged":
            yield Finding(False, words.remix_extra_damaged(extra.name, extra.file, str(folder)))
        else:
            yield Finding(True, words.remix_extra_ready(extra.name))


async def _discord(settings: Settings) -> Finding:
    """Whether Discord knows the token, and what is switched off there."""
    if not settings.discord_token.get_secret_value():
        return Finding(True, words.token_state("DISCORD_TOKEN", False))
    from bot.discord import missing_intents

    try:
        missing = await missing_intents(settings)
    except OSError as error:
        return Finding(False, str(error))
    return Finding(True, " ".join((words.token_known(), *([words.intents_missing(missing)] if missing else []))))


async def _slack(settings: Settings) -> Finding:
    """Whether Slack knows the tokens, and what it does not grant."""
    if settings.slack_shared or settings.slack_needs:
        return Finding(True, f"Slack: {words.connections(settings)['Slack']}")
    from bot.slack import missing_scopes

    try:
        missing = await missing_scopes(settings)
    except OSError as error:
        return Finding(False, str(error))
    return Finding(not missing, words.slack_scopes_missing(missing) if missing else words.slack_scopes_granted())


async def _sources(settings: Settings) -> AsyncIterator[Finding]:
    """Each source that is switched on, asked for a song that every one of them knows."""
    async with opened(settings) as chain:
        if chain is None:
            yield Finding(True, words.links_are_off())
            return
        for namer in chain.resolver.namers:
            yield await _asked(type(namer).__name__, namer.track(KNOWN.id, deadline=Deadline.after(PATIENCE)))
        for way in chain.resolver.ways:
            yield await _asked(
                getattr(way, "__qualname__", "catalogue"), way(FAMOUS, deadline=Deadline.after(PATIENCE))
            )


async def _asked(name: str, question: Awaitable[object]) -> Finding:
    begun = time.perf_counter()
    try:
        await question
    except Missing:
        return Finding(True, words.source_ignorant(name))
    except Failed as error:
        return Finding(False, words.source_silent(name, str(error)))
    return Finding(True, words.source_answers(name, time.perf_counter() - begun))
