"""The index of likeness for an event loop: on threads of its own, so that no search waits behind a song being heard.

The numbers libraries load on the thread, with the first question.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from engine.api import Neighbour, Progress, Shelf, Step, silent

if TYPE_CHECKING:
    from engine.index import Index
    from engine.likeness import Metric

T = TypeVar("T")

MANY = 1000
"""Who brings so many songs waits until they are published, and sees how it goes; a few are published behind them."""
BATCH = 10_000
"""Songs added at once: so long a search may have to wait, about 20 ms."""


class Shelves:
    """Opens the index with the first question."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._index: Index | None = None
        self._metric: Metric | None = None
        self._asking = ThreadPoolExecutor(1, thread_name_prefix="index")
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="publish")
        self._publishing: asyncio.Future[None] | None = None

    async def close(self) -> None:
        """Put what is new on disk where that takes a moment only, and end the threads."""
        if self._index is not None:
            self._index.stop()
            if self._publishing is not None:
                await self._publishing
            await _on(self._asking, self._index.close)
        self._asking.shutdown()
        self._writing.shutdown()

    async def shelve(self, songs: Sequence[tuple[int, bytes]], progress: Progress) -> None:
        """See ``Engine.shelve``."""
        for start in range(0, len(songs), BATCH):
            part = songs[start : start + BATCH]
            await self._ask(lambda index, part=part: index.add(part))  # type: ignore[misc]
            progress(Step("shelving songs", min(1.0, (start + BATCH) / len(songs))))
        published = await self._publish_if_due(progress)
        if published and len(songs) >= MANY:
            await asyncio.shield(published)

    async def unshelve(self, keys: Sequence[int]) -> None:
        """See ``Engine.unshelve``."""
        await self._ask(lambda index: index.remove(keys))
        await self._publish_if_due(silent)

    async def nearest(self, vectors: Sequence[bytes], most: int, among: Sequence[int] | None) -> tuple[Neighbour, ...]:
        """See ``Engine.nearest``."""
        return await self._ask(lambda index: _neighbours(index, self._known_metric(), vectors, most, among))

    async def shelf(self) -> Shelf:
        """See ``Engine.shelf``."""
        return await self._ask(lambda index: index.shelf())

    async def _ask(self, question: Callable[[Index], T]) -> T:
        return await _on(self._asking, lambda: question(self._opened()))

    def _opened(self) -> Index:
        if self._index is None:
            from engine.index import Index

            self._index = Index(self._folder)
        return self._index

    def _known_metric(self) -> Metric:
        if self._metric is None:
            from engine.likeness import Metric

            self._metric = Metric.load()
        return self._metric

    async def _publish_if_due(self, progress: Progress) -> asyncio.Future[None] | None:
        """Publish on the other thread, where that is worth it and not under way."""
        index = self._index
        if index is None or not index.due or (self._publishing and not self._publishing.done()):
            return None
        loop = asyncio.get_running_loop()

        def tell(step: Step) -> None:
            with suppress(RuntimeError):  # the loop is closed: nobody listens any more
                loop.call_soon_threadsafe(progress, step)

        self._publishing = loop.run_in_executor(self._writing, index.publish, tell)
        return self._publishing


async def _on(thread: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(thread, work)


def _neighbours(
    index: Index, metric: Metric, vectors: Sequence[bytes], most: int, among: Sequence[int] | None
) -> tuple[Neighbour, ...]:
    from engine.index import unpacked

    hits = index.nearest(vectors, most, among)
    asked, others = unpacked(vectors).mean(axis=0), unpacked([hit.vector for hit in hits])
    return tuple(
        Neighbour(hit.key, hit.cosine, metric.alike(hit.cosine), metric.alike_parts(asked, other), hit.vector)
        for hit, other in zip(hits, others, strict=True)
    )
