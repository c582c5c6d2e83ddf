"""Worker processes behind a fair queue: progress, cancelling by kill, and recovery.

A task that hangs, crashes or is killed costs itself and nothing else: its worker is replaced, the queue goes on.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as TaskTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from itertools import count
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from pebble import ProcessExpired, ProcessPool

from engine.api import Progress, Step, is_patient, silent
from engine.errors import Overloaded, TookTooLong, WorkerDied
from engine.worker import perform, read_note

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crew:
    """How many processes, how long one task may take (seconds), how many tasks may wait, and what readies a process.

    ``prepare`` is called in each new process with the pipe for notes and ``arguments``; ``longer`` names tasks that
    may take so many times as long as the others; after ``rest`` seconds without work the processes end, and the next
    task starts new ones.
    """

    workers: int
    timeout: float
    most_waiting: int
    prepare: Callable[..., None]
    arguments: tuple[Any, ...] = ()
    longer: Mapping[str, float] = field(default_factory=dict)
    rest: float | None = None


class Pool:
    """Processes that do the tasks of ``engine.worker`` by name. They start with the first task."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self.queue = Queue(crew.workers, crew.most_waiting)
        self._tickets = count(1)
        self._listeners: dict[int, Progress] = {}
        self._pool: ProcessPool | None = None
        self._notes: Connection | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._ending: set[asyncio.Task[None]] = set()

    async def close(self) -> None:
        """End all work at once and reap the processes; the next task starts new ones."""
        self._wake()
        await asyncio.gather(self._release(), *self._ending)

    async def _release(self) -> None:
        pool, self._pool = self._pool, None
        notes, self._notes = self._notes, None  # before anything is awaited: a task may begin meanwhile
        if pool is not None:
            await asyncio.to_thread(_end, pool)
        if notes is not None:
            notes.close()  # the reading thread meets the end of the pipe

    async def do(self, task: str, *arguments: Any, progress: Progress = silent) -> Any:
        """One task through the queue; repeated once if the pool itself broke before the task began."""
        ticket = next(self._tickets)
        async with self.queue.turn(progress), self._awake():
            self._listeners[ticket] = progress
            pool = self._pool or self._open()
            try:
                return await self._attempt(ticket, task, arguments)
            except BrokenProcessPool:
                if self._pool is pool:  # else another task has opened a new one already
                    log.warning("worker pool broke", extra={"action": "pool_reopened"})
                    self._open()
                return await self._attempt(ticket, task, arguments)
            finally:
                del self._listeners[ticket]

    @asynccontextmanager
    async def _awake(self) -> AsyncIterator[None]:
        """While there is work nobody rests; without any for long enough the processes give their memory back."""
        self._wake()
        try:
            yield
        finally:
            if self._crew.rest is not None and self._pool is not None:
                self._wake()
                self._resting = asyncio.get_running_loop().call_later(self._crew.rest, self._rest)

    def _wake(self) -> None:
        if self._resting:
            self._resting.cancel()

    def _rest(self) -> None:
        if not self.queue.busy:
            task = asyncio.get_running_loop().create_task(self._release())
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    async def _attempt(self, ticket: int, task: str, arguments: Sequence[Any]) -> Any:
        if self._pool is None or not self._pool.active:
            raise BrokenProcessPool
        timeout = self._crew.timeout * self._crew.longer.get(task, 1.0)
        future = self._pool.schedule(perform, args=[ticket, task, arguments], timeout=timeout)
        try:
            return await asyncio.wrap_future(future)
        except TaskTimeout:
            raise TookTooLong from None
        except ProcessExpired:
            raise WorkerDied from None

    def _open(self) -> ProcessPool:
        """Start processes afresh, by spawn: a fork would copy the bot's threads and sockets."""
        if self._pool is not None:
            threading.Thread(target=_end, args=[self._pool], daemon=True).start()
        context = multiprocessing.get_context("spawn")
        if self._notes is None:
            reading, self._notes = context.Pipe(duplex=False)
            loop = asyncio.get_running_loop()
            threading.Thread(target=self._read, args=[reading, loop], daemon=True, name="progress").start()
        arguments = (self._notes, *self._crew.arguments)
        with _deaf_to_interrupts():
            self._pool = ProcessPool(
                self._crew.workers, initializer=self._crew.prepare, initargs=arguments, context=context
            )
            if not self._pool.active:  # to ask is to start its processes and threads
                raise BrokenProcessPool
        return self._pool

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
    """First come, first served, for a number of workers; those who wait are told how many are before them.

    What is asked for ``in_background`` waits until nobody else does.
    """

    def __init__(self, workers: int, most_waiting: int) -> None:
        self._free = workers
        self._workers = workers
        self._most = most_waiting
        self._waiting: list[tuple[asyncio.Future[None], Progress, bool]] = []

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
        patient = is_patient()
        place = len(self._waiting) if patient else sum(not waits for _, _, waits in self._waiting)
        self._waiting.insert(place, (turn, progress, patient))
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
            turn, _, _ = self._waiting.pop(0)
            if not turn.done():
                turn.set_result(None)
                self._tell()
                return
        self._free += 1

    def _tell(self) -> None:
        for ahead, (_, progress, _) in enumerate(self._waiting):
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
