"""How fast a server's best songs are found among millions of listens, and how much room a listen takes.

Beside it, in the same run, the same question without the tally: every listen of the month read and counted.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.listening.values import Span
from bot.store import Store

DAYS = 90
LARGE, LISTENERS, A_DAY = "large", 1000, 18
"""A server of a thousand listeners who play 18 songs a day each; all others are small."""
SMALL_LISTENERS = 10
TUNES = 200_000
MOST = 100
TIMES = 15
MOST_MS, MOST_BYTES = 50.0, 100.0
"""What is promised: CPU time for the top 100 of a server-month, and room on disk for one listen."""

_READ_ALL = """
select tune, count(*) as plays from listens where listener in (
    select listeners.key from listeners join servers on servers.key = listeners.server where servers.server = ?
) and day between ? and ? group by tune order by plays desc, tune limit ?
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds of CPU time at the median, and bytes a listen."""

    count: int
    large: float
    small: float
    whole: float
    room: float

    def __str__(self) -> str:
        kept = max(self.large, self.small) <= MOST_MS and self.room <= MOST_BYTES
        return "\n".join(
            (
                f"{self.count:,} listens, {self.room:.0f} bytes each on disk (promised: {MOST_BYTES:.0f})",
                f"top {MOST} of a month, {LISTENERS} listeners: {self.large:6.1f} ms (promised: {MOST_MS:.0f})",
                f"top {MOST} of a month, {SMALL_LISTENERS} listeners:   {self.small:6.1f} ms",
                f"baseline, {LISTENERS} listeners, every listen read: {self.whole:6.1f} ms",
                "kept" if kept else "NOT kept",
            )
        )


def run(count: int) -> str:
    """Fill a database of its own with so many listens and measure."""
    with tempfile.TemporaryDirectory() as folder:
        return str(asyncio.run(_measure(Path(folder), count)))


async def _measure(folder: Path, count: int) -> Figures:
    store = Store(folder)
    await store.open()
    await store.close()
    last = datetime.now(UTC).date()
    with closing(sqlite3.connect(folder / "slate.db")) as db:
        _fill(db, count, last.toordinal())
        db.execute("vacuum")
        db.execute("pragma wal_checkpoint(truncate)")
    room = (folder / "slate.db").stat().st_size / count
    store = Store(folder)
    await store.open()
    span = Span(last.fromordinal(last.toordinal() - 29), last)
    large, small = [await _top(store, server, span) for server in (LARGE, "0")]
    await store.close()
    with closing(sqlite3.connect(folder / "slate.db")) as db:
        whole = _timed(lambda: db.execute(_READ_ALL, [LARGE, *span.numbers, MOST]).fetchall(), 3)
    return Figures(count, large, small, whole, room)


async def _top(store: Store, server: str, span: Span) -> float:
    times = []
    for _ in range(TIMES):
        before = time.process_time()
        top = await store.listens.top(server, span, MOST)
        times.append(1000 * (time.process_time() - before))
        assert len(top) == MOST
    return statistics.median(times)


def _timed(work: object, times: int) -> float:
    taken = []
    for _ in range(times):
        before = time.process_time()
        work()  # type: ignore[operator]
        taken.append(1000 * (time.process_time() - before))
    return statistics.median(taken)


def _fill(db: sqlite3.Connection, count: int, last: int) -> None:
    """Fill in what the store would write, without its triggers: the tally is counted at the end."""
    db.execute("pragma synchronous = off")
    db.execute("pragma cache_size = -1000000")
    counting = db.execute("select sql from sqlite_master where name = 'listen_counts'").fetchone()[0]
    db.execute("drop trigger listen_counts")
    tunes = ((key, f"{key:020x}", f"Song number {key}", '["Somebody"]') for key in range(TUNES))
    db.executemany("insert into tunes (key, name, title, artists) values (?, ?, ?, ?)", tunes)
    db.executemany("insert or ignore into listens values (?, ?, ?, ?)", _listens(db, count, last))
    db.execute(
        "insert into tally select server, day, tune, count(*) from listens "
        "join listeners on listeners.key = listens.listener group by 1, 2, 3"
    )
    db.execute(counting)
    db.commit()


def _listens(db: sqlite3.Connection, count: int, last: int) -> Iterator[tuple[int, int, int, int]]:
    """Listens as people make them: few songs often, many songs once; one large server and as many small ones."""
    chance = random.Random(1)
    large = min(count // 4, LISTENERS * A_DAY * DAYS)
    made = 0
    for server in range(1_000_000):
        size, listeners = (large, LISTENERS) if server == 0 else (A_DAY * DAYS * SMALL_LISTENERS, SMALL_LISTENERS)
        name = LARGE if server == 0 else str(server - 1)
        db.execute("insert into servers values (?, ?)", [server + 1, name])
        first = server * LISTENERS + 1
        people = [(first + n, f"discord:{10**17 + first + n}", server + 1, "Somebody") for n in range(listeners)]
        db.executemany("insert into listeners (key, person, server, name, joined_at) values (?, ?, ?, ?, 0)", people)
        for _ in range(min(size, count - made)):
            day = last - chance.randrange(DAYS)
            at = (day - 719163) * 86400 + chance.randrange(86400)
            yield _tune(chance, server), first + chance.randrange(listeners), at, day
        made += size
        if made >= count:
            return


def _tune(chance: random.Random, server: int) -> int:
    """A song by Zipf's law: everybody's favourites, and each server's own."""
    rank = int(chance.paretovariate(0.6))
    return (rank if rank < 2000 else rank * 31 + server * 977) % TUNES
