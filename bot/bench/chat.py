"""How long Discord waits for the bot while the engine has all it can do, beside an engine that has nothing to do.

The bot runs here with its real engine; a Discord of its own process puts the load on it and keeps the time.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bot.bench._loopback import INTERVAL, TOKEN, Times, serve
from bot.config import Settings
from bot.discord import Discord
from bot.host import Parts, assembled
from bot.listening import Playing
from engine.errors import EngineError

PEOPLE, WITHIN = 200, 1.0  # interactions, and seconds
PRESENCES, FOR = 5000, 5.0  # a second, and seconds
PROBE = 0.005  # seconds

MOST_ACK, MOST_WAIT, MOST_LAG, MOST_LATE = 0.3, 3.0, 0.1, 0.5
"""What is promised, in seconds: 99 in 100 responses, all of them, the event loop's lag, and a heartbeat's delay."""


@dataclass
class Probe:
    """How late the event loop wakes somebody up."""

    lags: list[float] = field(default_factory=list)

    async def run(self) -> None:
        """Measure until cancelled."""
        while True:
            before = time.perf_counter()
            await asyncio.sleep(PROBE)
            self.lags.append(time.perf_counter() - before - PROBE)

    def take(self) -> float:
        """The longest lag in seconds since this was last called."""
        longest = max(self.lags, default=0.0)
        self.lags.clear()
        return longest


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of load, and what came of it, in seconds."""

    name: str
    times: Times
    lag: float
    work: float
    """Seconds of this process's own time, without the engine's and the service's."""

    @property
    def late(self) -> float:
        """The longest delay of a heartbeat."""
        return max((beat - INTERVAL for beat in self.times.beats), default=0.0)

    @property
    def kept(self) -> bool:
        """Whether everything was in time."""
        waits = not self.times.unanswered and max(self.times.responses, default=0.0) <= MOST_WAIT
        return waits and quantile(self.times.responses, 0.99) <= MOST_ACK and self.late <= MOST_LATE

    def __str__(self) -> str:
        shares = [quantile(self.times.responses, share) for share in (0.5, 0.99, 1.0)]
        waits = [1000 * share for share in shares] if self.times.responses else [None, None, None]
        rest = [self.times.unanswered, 1000 * self.lag, 1000 * self.late, 1000 * self.work]
        return _line(self.name, *waits, *rest)


def quantile(values: Sequence[float], share: float) -> float:
    """The value that so large a share of all does not exceed; 0 of none."""
    ranked = sorted(values)
    return ranked[max(0, -(-round(share * 1000) * len(ranked) // 1000) - 1)] if ranked else 0.0


def run() -> str:
    """The table, and whether every promise was kept."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    service = context.Process(target=serve, args=[there], daemon=True)
    service.start()
    try:
        return asyncio.run(_measure(here))
    finally:
        here.send(None)
        service.join(5.0)


async def _measure(service: Connection) -> str:
    heard: set[Playing | None] = set()
    async with _joined(int(service.recv()), lambda _, playing: heard.add(playing)) as parts:
        probe = Probe()
        probing = asyncio.create_task(probe.run())

        async def load(name: str, *order: Any) -> Row:
            probe.take()
            before = time.process_time()
            service.send(order)
            times = await asyncio.to_thread(service.recv)
            return Row(name, times, probe.take(), time.process_time() - before)

        await load("warm", "interact", "about", 20, 0.5)
        rows = [await load(f"{PEOPLE} /about, engine idle", "interact", "about", PEOPLE, WITHIN)]
        busy = [asyncio.create_task(_occupy(parts)) for _ in range(2)]
        await asyncio.sleep(1.0)
        rows.append(await load(f"{PEOPLE} /slate, engine saturated", "interact", "slate", PEOPLE, WITHIN))
        rows.append(await load(f"{PRESENCES} presences/s, saturated", "play", PRESENCES, FOR))
        expected = round(PRESENCES * FOR / 10)
        with suppress(TimeoutError):
            async with asyncio.timeout(5.0):
                while len(heard) < expected:
                    await asyncio.sleep(0.05)
        for task in (*busy, probing):
            task.cancel()
        await asyncio.gather(*busy, probing, return_exceptions=True)
    return _table(rows, len(heard), expected)


@asynccontextmanager
async def _joined(port: int, listened: Callable[[str, Playing | None], None]) -> AsyncIterator[Parts]:
    """A bot in a folder of its own that has joined the Discord on this port."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic's own way to leave .env out
            slate_data=Path(folder),
            slate_workers=1,
            slate_log="error",
            slate_noncommercial=False,
            discord_token=TOKEN,  # type: ignore[arg-type]
            discord_api_base=f"http://127.0.0.1:{port}/api/v10",
            discord_gateway=f"ws://127.0.0.1:{port}/gateway/",
        )
        async with assembled(settings, settings.workers) as parts:
            discord = Discord(parts.desk, parts.jobs, parts.store, settings, listened=listened)
            parts.jobs.serve(discord)
            await parts.engine.start()
            await discord.start()
            while not discord.online:
                await asyncio.sleep(0.05)
            await asyncio.sleep(4.0)  # until the library has gathered its servers
            try:
                yield parts
            finally:
                await parts.jobs.close()
                await discord.close()


async def _occupy(parts: Parts) -> None:
    """Keep the engine listening to one song after the other."""
    audio = await parts.engine.jukebox("happy")
    while True:
        try:
            await parts.engine.hear(audio)
        except EngineError:  # its queue is full, which is the point
            await asyncio.sleep(0.05)


def _line(name: str, *cells: float | str | None) -> str:
    shown = ("" if cell is None else f"{cell:.0f}" if isinstance(cell, float) else str(cell) for cell in cells)
    return f"{name:34}" + "".join(f"{each:>10}" for each in shown)


def _table(rows: Sequence[Row], heard: int, expected: int) -> str:
    head = _line("ms", "ack p50", "p99", "worst", "none", "loop lag", "beat late", "own work")
    last = f"{heard} of {expected} new tracks were taken in."
    kept = all(row.kept for row in rows) and rows[-1].lag <= MOST_LAG and heard == expected
    promise = (
        f"Promised: p99 {1000 * MOST_ACK:.0f} ms, none over {MOST_WAIT:.0f} s, no heartbeat late, lag under presences "
        f"{1000 * MOST_LAG:.0f} ms: {'kept' if kept else 'NOT kept'}."
    )
    return "\n".join((head, *map(str, rows), last, promise))
