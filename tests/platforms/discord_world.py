"""A bot that has joined the strict Discord, with the real library over real sockets and an engine that is instant."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import cogs
from bot.cog import Feature, discover
from bot.config import Settings
from bot.discord import Discord
from bot.songs import Given, Song
from bot.store import Store
from bot.testing import House, house
from engine.api import Engine, Progress
from tests.platforms.discord_gateway import TOKEN
from tests.platforms.discord_messages import Exchange, UserFile
from tests.platforms.discord_server import DiscordServer

FEATURES = discover(cogs)
SONG = UserFile("Harbour at Noon.mp3", b"some sound")


class Followed:
    """Stands for the catalogues that links lead to; it finds nothing."""

    def __init__(self, _: Store) -> None:
        pass

    async def find(self, given: Given, progress: Progress) -> Song | None:
        return None

    async def sound(self, song: Song) -> bytes | None:
        return None


@asynccontextmanager
async def joined(
    server: DiscordServer,
    engine: Engine | None = None,
    folder: Path | None = None,
    features: tuple[Feature, ...] = FEATURES,
    token: str = TOKEN,
    resume: bool = False,
    links: bool = False,
    **extra: Any,
) -> AsyncIterator[tuple[House, Discord]]:
    """``resume`` takes up old work before there is a connection, ``links`` are on; ``extra`` goes to the surface."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        discord_token=token,  # type: ignore[arg-type]
        discord_api_base=server.api,
        discord_gateway=server.gateway,
        slate_max_mib=1,
        slate_noncommercial=links,
    )
    before = len(server.identified)
    async with house(features, engine, folder, Followed if links else None) as bot:
        discord = Discord(bot.desk, bot.jobs, bot.store, settings, **extra)
        bot.jobs.serve(discord)
        if resume:
            await bot.jobs.resume()
            await asyncio.sleep(0.05)
        await discord.start()
        if token == TOKEN:
            await server.until(lambda: len(server.identified) > before)
        try:
            yield bot, discord
        finally:
            await bot.jobs.close()
            await discord.close()


def done(exchange: Exchange) -> Callable[[], bool]:
    """Whether the answer is there: no progress, no deferral."""
    return lambda: not exchange.loading and any("Cancel" not in m.buttons for m in exchange.messages)


async def until_idle(bot: House) -> None:
    """Wait until no promise is left."""
    async with asyncio.timeout(5.0):
        while await bot.store.jobs():
            await asyncio.sleep(0.01)
