"""Which message shows how far a job is: written down, so that a restart does not leave it behind."""

from __future__ import annotations

import json

from bot.store import Store

NAME = "discord-progress"


class Shown:
    """The progress messages there are, by their job's key."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._messages: dict[str, int] = {}

    async def load(self) -> None:
        """Read what was written before a restart, as far as its jobs still wait."""
        known = json.loads(await self._store.cached(NAME) or b"{}")
        waiting = {row.key for row in await self._store.jobs()}
        self._messages = {key: message for key, message in known.items() if key in waiting}

    def of(self, key: str) -> int:
        """The message of a job, 0 if there is none."""
        return self._messages.get(key, 0)

    async def keep(self, key: str, message: int) -> None:
        """Write down that this message shows the job."""
        if message and self.of(key) != message:
            self._messages[key] = message
            await self._write()

    async def drop(self, key: str) -> None:
        """Forget the job's message: it holds the answer, or is gone."""
        if self._messages.pop(key, 0):
            await self._write()

    async def _write(self) -> None:
        await self._store.cache(NAME, json.dumps(self._messages).encode())
