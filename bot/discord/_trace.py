"""What is known of a request beside its job: written down before the work, so that a restart leaves nothing behind."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import asdict, dataclass, replace
from typing import Any, Self

from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.store import Store

NAME = "discord-traces"


@dataclass(frozen=True, slots=True)
class Trace:
    """``message`` shows the progress (0: none yet), ``token`` of an interaction may edit it until ``expires``.

    ``expires`` in seconds since 1970, ``largest`` file in bytes, ``reference`` is the message that is answered.
    """

    message: int = 0
    token: str = ""
    expires: float = 0.0
    largest: int = DEFAULT_FILE_SIZE_LIMIT_BYTES
    reference: int = 0
    spoiler: bool = False

    @classmethod
    def load(cls, told: dict[str, Any]) -> Self:
        """From what was written, perhaps by another version."""
        return cls(**{name: value for name, value in told.items() if name in cls.__dataclass_fields__})

    @property
    def left(self) -> float:
        """Seconds that the token has left; none without a token."""
        return self.expires - time.time() if self.token else 0.0


class Traces:
    """The traces of all open jobs, by their key."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._traces: dict[str, Trace] = {}
        self._writing = asyncio.Lock()
        self._changed = False

    async def load(self) -> None:
        """Read what was written before a restart, as far as its jobs still wait."""
        known = json.loads(await self._store.cached(NAME) or b"{}")
        waiting = {row.key for row in await self._store.jobs()}
        self._traces = {key: Trace.load(told) for key, told in known.items() if key in waiting}

    def of(self, key: str) -> Trace:
        """What is known of a job."""
        return self._traces.get(key, Trace())

    def knows(self, key: str) -> bool:
        """Whether a job is open under this key."""
        return key in self._traces

    async def keep(self, key: str, trace: Trace) -> None:
        """Write it down."""
        if self._traces.get(key) != trace:
            self._traces[key] = trace
            await self._write()

    async def drop(self, key: str) -> None:
        """Forget a job that was answered."""
        if self._traces.pop(key, None):
            await self._write()

    async def _write(self) -> None:
        """Write all down; of many that come at once, one writes for those behind it. Dead tokens are not kept."""
        self._changed = True
        async with self._writing:
            if not self._changed:
                return
            self._changed = False
            told = {key: asdict(t if t.left > 0 else replace(t, token="")) for key, t in self._traces.items()}
            await self._store.cache(NAME, json.dumps(told).encode())
