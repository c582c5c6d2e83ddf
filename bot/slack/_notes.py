"""Which message shows how far a job is: written down, so that it goes on in the same one after a restart."""

from __future__ import annotations

import asyncio
import json
from dataclasses import astuple, dataclass

from bot.store import Store

NAME = "slack-notes"
FAREWELL = 3.0  # seconds


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message went: its channel, and the thread in which something may be put beside it."""

    channel: str = ""
    ts: str = ""
    thread: str = ""


NOWHERE = Spot()


@dataclass(eq=False)
class Note:
    """A job's progress message: ``spot`` is empty until Slack has it, ``writing`` what is on its way there."""

    spot: Spot = NOWHERE
    writing: asyncio.Task[None] | None = None

    async def settled(self) -> Spot:
        """The message once nothing is on its way any more."""
        if self.writing:
            await asyncio.wait({self.writing})
        return self.spot


class Notes:
    """The progress messages there are, by job."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._open: dict[str, Note] = {}

    async def load(self) -> None:
        """Read what was written before a restart, as far as its jobs still wait."""
        known = json.loads(await self._store.cached(NAME) or b"{}")
        waiting = {row.id for row in await self._store.jobs()}
        self._open = {job: Note(Spot(*spot)) for job, spot in known.items() if job in waiting}

    def of(self, job: str) -> Note:
        """The job's note, new if it has none."""
        return self._open.setdefault(job, Note())

    async def keep(self) -> None:
        """Write down which messages there are."""
        known = {job: astuple(note.spot) for job, note in self._open.items() if note.spot.ts}
        await self._store.cache(NAME, json.dumps(known).encode())

    async def drop(self, job: str) -> None:
        """Forget a job's message: it holds the answer, or is gone."""
        note = self._open.pop(job, None)
        if note and note.spot.ts:
            await self.keep()

    async def close(self) -> None:
        """Let what is on its way arrive, or give it up."""
        writing = {note.writing for note in self._open.values() if note.writing}
        if writing:
            _, late = await asyncio.wait(writing, timeout=FAREWELL)
            for task in late:
                task.cancel()
