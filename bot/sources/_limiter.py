"""Keeps to a service's limit of calls in a rolling window."""

from __future__ import annotations

import asyncio
import heapq
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.sources._outcome import Clock, Deadline, Late


class Limiter:
    """At most ``calls`` calls in any ``window`` seconds, wherever the window begins.

    A service counts a call when it arrives, which is some time between its start here and its end here. So a place
    in the window is given back ``window`` seconds after the call *ended*: no delay on the way can push two calls
    closer together than the service allows. (A token bucket would let twice as many through in its first window.)
    """

    def __init__(self, calls: int, window: float, clock: Clock = time.monotonic) -> None:
        self._window = window
        self._clock = clock
        self._places = asyncio.Semaphore(calls)
        self._free_at = [clock()] * calls
        """When each place that no call holds may be taken; a heap."""

    @property
    def full(self) -> bool:
        """Whether a call would have to wait now."""
        return not self._free_at or self._free_at[0] > self._clock()

    @asynccontextmanager
    async def place(self, deadline: Deadline) -> AsyncIterator[None]:
        """A place for one call, first come, first served; ``Failed`` as soon as it is sure to come too late."""
        await self._queue(deadline)
        free_at = heapq.heappop(self._free_at)
        try:
            await self._wait(free_at, deadline)
            try:
                yield
            finally:
                free_at = self._clock() + self._window
        finally:
            heapq.heappush(self._free_at, free_at)
            self._places.release()

    async def _queue(self, deadline: Deadline) -> None:
        try:
            async with asyncio.timeout(deadline.left()):
                await self._places.acquire()
        except TimeoutError:
            raise Late("no call is left within the time") from None

    async def _wait(self, free_at: float, deadline: Deadline) -> None:
        left = deadline.left()
        while (wait := free_at - self._clock()) > 0.0:
            if wait >= left:
                raise Late("no call is left within the time", until=free_at)
            await asyncio.sleep(wait)
