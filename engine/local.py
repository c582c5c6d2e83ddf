"""The Engine on this machine: worker processes, a fair queue, progress, cancelling, and recovery.

A task that hangs, crashes or is killed costs itself and nothing else: its worker is replaced, the queue goes on.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import threading
from collections.abc import AsyncIterator, Iterator, Sequence
from concurrent.futures import TimeoutError as TaskTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pebble import ProcessExpired, ProcessPool

from engine.api import (
    ENGLISH,
    Collage,
    CollageOptions,
    Dot,
    Health,
    Hearing,
    Labels,
    Neighbour,
    PaintOptions,
    Picture,
    Piece,
    Progress,
    Quadrant,
    Remix,
    RemixOptions,
    Shelf,
    Slate,
    Star,
    Step,
    Tags,
    silent,
)
from engine.errors import Overloaded, TookTooLong, WorkerDied
from engine.shelves import Shelves
from engine.worker import Bounds, perform, prepare, read_note

log = logging.getLogger(__name__)

_LONGER = {"remix": 10.0}
"""Tasks that may take so many times as long as the others."""


@dataclass(frozen=True, slots=True)
class LocalOptions:
    """How many workers, how long one task may take (seconds), how many may wait, and a worker's bounds.

    ``folder`` is where the index of likeness lies between two starts; without one it is in memory only.
    """

    workers: int = 1
    timeout: float = 60.0
    most_waiting: int = 64
    bounds: Bounds = field(default_factory=Bounds)
    folder: Path | None = None


class LocalEngine:
    """See ``engine.api.Engine``."""

    def __init__(self, options: LocalOptions | None = None) -> None:
        self._options = options or LocalOptions()
        self._queue = Queue(self._options.workers, self._options.most_waiting)
        self._tickets = count(1)
        self._listeners: dict[int, Progress] = {}
        self._pool: ProcessPool | None = None
        self._notes: Connection | None = None
        self._shelves = Shelves(self._options.folder)

    async def start(self) -> None:
        """Start the workers; returns when the first one is ready."""
        self._open_pool()
        await self._do("ping")

    async def close(self) -> None:
        """End all work at once and reap the processes."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(_end, pool)
        if self._notes is not None:
            self._notes.close()  # the reading thread meets the end of the pipe
        await self._shelves.close()

    async def hear(self, audio: bytes, progress: Progress = silent) -> Hearing:
        """See ``Engine.hear``."""
        heard: Hearing = await self._do("hear", audio, progress=progress)
        return heard

    async def tags(self, audio: bytes) -> Tags:
        """See ``Engine.tags``."""
        told: Tags = await self._do("tags", audio)
        return told

    async def fit(self, audio: bytes, most: int) -> bytes:
        """See ``Engine.fit``."""
        smaller: bytes = await self._do("fit", audio, most)
        return smaller

    async def paint(self, hearing: Hearing, options: PaintOptions, progress: Progress = silent) -> Slate:
        """See ``Engine.paint``."""
        painted: Slate = await self._do("paint", hearing, options, progress=progress)
        return painted

    async def plane(self, dots: Sequence[Dot], progress: Progress = silent, labels: Labels = ENGLISH) -> Picture:
        """See ``Engine.plane``."""
        drawn: Picture = await self._do("plane", tuple(dots), labels, progress=progress)
        return drawn

    async def constellation(
        self, asked: Star, near: Sequence[Star], progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Picture:
        """See ``Engine.constellation``."""
        drawn: Picture = await self._do("constellation", asked, tuple(near), labels, progress=progress)
        return drawn

    async def remix(
        self,
        first: bytes,
        second: bytes,
        options: RemixOptions,
        progress: Progress = silent,
        labels: Labels = ENGLISH,
    ) -> Remix:
        """See ``Engine.remix``."""
        made: Remix = await self._do("remix", first, second, options, labels, progress=progress)
        return made

    async def spectrogram(self, hearing: Hearing, progress: Progress = silent) -> Picture:
        """See ``Engine.spectrogram``."""
        drawn: Picture = await self._do("spectrogram", hearing, progress=progress)
        return drawn

    async def collage(
        self, pieces: Sequence[Piece], options: CollageOptions, progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Collage:
        """See ``Engine.collage``."""
        made: Collage = await self._do("collage", tuple(pieces), options, labels, progress=progress)
        return made

    async def jukebox(self, mood: Quadrant, progress: Progress = silent) -> bytes:
        """See ``Engine.jukebox``."""
        song: bytes = await self._do("jukebox", mood, progress=progress)
        return song

    async def shelve(self, songs: Sequence[tuple[int, bytes]], progress: Progress = silent) -> None:
        """See ``Engine.shelve``."""
        await self._shelves.shelve(songs, progress)

    async def unshelve(self, keys: Sequence[int]) -> None:
        """See ``Engine.unshelve``."""
        await self._shelves.unshelve(keys)

    async def nearest(
        self, vectors: Sequence[bytes], most: int = 50, among: Sequence[int] | None = None
    ) -> tuple[Neighbour, ...]:
        """See ``Engine.nearest``."""
        return await self._shelves.nearest(vectors, most, among)

    async def shelf(self) -> Shelf:
        """See ``Engine.shelf``."""
        return await self._shelves.shelf()

    def health(self) -> Health:
        """See ``Engine.health``."""
        return Health(self._options.workers, self._queue.busy, self._queue.waiting)

    async def _do(self, task: str, *arguments: Any, progress: Progress = silent) -> Any:
        """One task through the queue; repeated once if the pool itself broke before the task began."""
        ticket = next(self._tickets)
        async with self._queue.turn(progress):
            self._listeners[ticket] = progress
            pool = self._pool
            try:
                return await self._attempt(ticket, task, arguments)
            except BrokenProcessPool:
                if self._pool is pool:  # else another task has opened a new one already
                    log.warning("worker pool broke", extra={"action": "pool_reopened"})
                    self._open_pool()
                return await self._attempt(ticket, task, arguments)
            finally:
                del self._listeners[ticket]

    async def _attempt(self, ticket: int, task: str, arguments: Sequence[Any]) -> Any:
        if self._pool is None or not self._pool.active:
            raise BrokenProcessPool
        limit = self._options.timeout * _LONGER.get(task, 1.0)
        future = self._pool.schedule(perform, args=[ticket, task, arguments], timeout=limit)
        try:
            return await asyncio.wrap_future(future)
        except TaskTimeout:
            raise TookTooLong from None
        except ProcessExpired:
            raise WorkerDied from None

    def _open_pool(self) -> None:
        """Start processes afresh, by spawn: a fork would copy the bot's threads and sockets."""
        if self._pool is not None:
            threading.Thread(target=_end, args=[self._pool], daemon=True).start()
        context = multiprocessing.get_context("spawn")
        if self._notes is None:
            reading, self._notes = context.Pipe(duplex=False)
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._read, args=[reading, loop], daemon=True, name="progress").start()
        workers, arguments = self._options.workers, (self._notes, self._options.bounds)
        with _deaf_to_interrupts():
            self._pool = ProcessPool(workers, initializer=prepare, initargs=arguments, context=context)
            if not self._pool.active:  # to ask is to start its processes and threads
                raise BrokenProcessPool

    def _read(self, notes: Connection, loop: asyncio.AbstractEventLoop) -> None:
        """Bring the workers' notes to the event loop until the pipe closes."""
        while True:
            try:
                ticket, step = read_note(notes.recv_bytes())
                loop.call_soon_threadsafe(self._heard_of, ticket, step)
            except (EOFError, OSError, RuntimeError):  # the pipe or the loop is closed: nobody listens any more
                notes.close()
                return

    def _heard_of(self, ticket: int, step: Step) -> None:
        self._listeners.get(ticket, silent)(step)


class Queue:
    """First come, first served, for a number of workers; those who wait are told how many are before them."""

    def __init__(self, workers: int, most_waiting: int) -> None:
        self._free = workers
        self._workers = workers
        self._most = most_waiting
        self._waiting: list[tuple[asyncio.Future[None], Progress]] = []

    @property
    def busy(self) -> int:
        """Workers at work."""
        return self._workers - self._free

    @property
    def waiting(self) -> int:
        """Tasks that wait for a worker."""
        return len(self._waiting)

    @asynccontextmanager
    async def turn(self, progress: Progress) -> AsyncIterator[None]:
        """Wait for a free worker and hold it; ``Overloaded`` when too many wait already."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(progress)
        try:
            yield
        finally:
            self._release()

    async def _wait(self, progress: Progress) -> None:
        if len(self._waiting) >= self._most:
            raise Overloaded
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((turn, progress))
        self._tell()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._release()  # the turn came in the same moment: hand it on
            self._waiting = [entry for entry in self._waiting if entry[0] is not turn]
            self._tell()
            raise

    def _release(self) -> None:
        while self._waiting:
            turn, _ = self._waiting.pop(0)
            if not turn.done():
                turn.set_result(None)
                self._tell()
                return
        self._free += 1

    def _tell(self) -> None:
        for ahead, (_, progress) in enumerate(self._waiting):
            progress(Step("waiting", 0.0, ahead + 1))


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """What starts here never sees Ctrl-C, which a terminal sends to all: it is for the parent, which ends the rest.

    A worker could only ignore it once its interpreter runs, and would meet it with a traceback before.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # it lifts the mask when it starts, so let it start before
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
