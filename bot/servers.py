"""Which servers the bot is in, and since when it is no longer in others: what it kept for those is erased in time."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Set

from bot.store import Store

log = logging.getLogger(__name__)

GRACE = 7 * 24 * 3600.0
"""Seconds that a server's data outlives the bot's stay there: people put bots out by mistake, too."""
ERASING = 3600.0
"""Seconds between two looks for servers to forget."""


class Servers:
    """Servers by their id, each with the time when the bot left it; 0 while it stays."""

    def __init__(self, store: Store, name: str) -> None:
        """``name`` is what they are kept under."""
        self._store = store
        self._name = name
        self._left: dict[str, float] = {}

    async def load(self) -> None:
        """Read what was known before a restart."""
        self._left = json.loads(await self._store.cached(self._name) or b"{}")

    async def stays_in(self, ids: Set[str]) -> None:
        """The bot is in these servers and in no other."""
        now = time.time()
        gone = {id_: left or now for id_, left in self._left.items() if id_ not in ids}
        await self._write(gone | dict.fromkeys(ids, 0.0))

    async def joined(self, id_: str) -> None:
        """The bot came into a server, perhaps again."""
        await self._write(self._left | {id_: 0.0})

    async def left(self, id_: str) -> None:
        """The bot was put out, or the server is no more."""
        await self._write(self._left | {id_: time.time()})

    @property
    def ids(self) -> set[str]:
        """All that are known, those among them that the bot has left."""
        return set(self._left)

    @property
    def here(self) -> set[str]:
        """Servers that the bot is in."""
        return {id_ for id_, left in self._left.items() if not left}

    def due(self) -> list[str]:
        """Servers whose data is to be erased now."""
        return [id_ for id_, left in self._left.items() if left and time.time() - left > GRACE]

    async def erase(self) -> None:
        """Forget servers that the bot has left, once people had time to change their minds; goes on for ever."""
        while True:
            for server in self.due():
                await self._store.forget_server(server)
                await self.forgotten(server)
                log.info("a server was forgotten", extra={"action": "server_forgotten", "server": server})
            await asyncio.sleep(ERASING)

    async def forgotten(self, id_: str) -> None:
        """A server's data is erased."""
        await self._write({other: left for other, left in self._left.items() if other != id_})

    async def _write(self, left: dict[str, float]) -> None:
        if left != self._left:
            self._left = left
            await self._store.cache(self._name, json.dumps(left).encode())
