"""The language model's process: begun when prose is wanted, one record at a time, ended when nobody wants any."""

from __future__ import annotations

from collections.abc import Sequence

from engine.api import Progress, Story, Track
from engine.errors import NoNarrator, Overloaded, TookTooLong, WorkerDied
from engine.pool import Crew, Pool
from engine.story.narrator import NarratorOptions
from engine.worker import prepare_narrations

MOST_WAITING = 8
IDLE = 300.0  # s after which the model gives its memory back


class Narrations:
    """Everything that needs the language model."""

    def __init__(self, options: NarratorOptions) -> None:
        self.name = options.name
        self._pool = Pool(Crew(1, options.seconds, MOST_WAITING, prepare_narrations, (options,), rest=IDLE))

    async def close(self) -> None:
        """End all work and release the process."""
        await self._pool.close()

    async def narrate(self, story: Story, tracks: Sequence[Track], seed: int, progress: Progress) -> tuple[str, ...]:
        """See ``Engine.narrate``."""
        if not self.name:
            raise NoNarrator
        try:
            written: tuple[str, ...] = await self._pool.do("narrate", story, tuple(tracks), seed, progress=progress)
        except (TookTooLong, WorkerDied, Overloaded):
            raise NoNarrator from None
        return written
