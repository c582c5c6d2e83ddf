"""The Engine on this machine: what is asked of it goes to worker processes (``engine.pool``) and to the shelves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.api import (
    ENGLISH,
    Card,
    Collage,
    CollageOptions,
    Diffusion,
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
    Repaint,
    RepaintOptions,
    Shelf,
    Slate,
    Star,
    Story,
    Tags,
    Track,
    silent,
)
from engine.art.diffusion import DiffusionOptions
from engine.narrations import Narrations
from engine.pool import Crew, Pool
from engine.repaints import Repaints
from engine.shelves import Shelves
from engine.story.narrator import NarratorOptions
from engine.worker import Bounds, prepare

_LONGER = {"remix": 10.0}
"""Tasks that may take so many times as long as the others."""


@dataclass(frozen=True, slots=True)
class LocalOptions:
    """How many workers, how long one task may take (seconds), how many may wait, and a worker's bounds.

    ``folder`` is where the index of likeness lies between two starts; without one it is in memory only. ``models``
    is one of weights for the remix's optional networks. ``diffusion`` and the language model ``narrator`` are off
    unless they are asked for.
    """

    workers: int = 1
    timeout: float = 60.0
    most_waiting: int = 64
    bounds: Bounds = field(default_factory=Bounds)
    folder: Path | None = None
    models: Path | None = None
    diffusion: DiffusionOptions = field(default_factory=lambda: DiffusionOptions("off"))
    narrator: NarratorOptions = field(default_factory=NarratorOptions)


class LocalEngine:
    """See ``engine.api.Engine``."""

    def __init__(self, options: LocalOptions | None = None) -> None:
        self._options = options or LocalOptions()
        chosen = self._options
        crew = Crew(chosen.workers, chosen.timeout, chosen.most_waiting, prepare, (chosen.bounds,), _LONGER)
        self._pool = Pool(crew)
        self._shelves = Shelves(self._options.folder)
        self._repaints = Repaints(self._options.diffusion)
        self._narrations = Narrations(self._options.narrator)

    async def start(self) -> None:
        """Start the workers; returns when the first one is ready."""
        await self._do("ping")
        self._repaints.look()

    async def close(self) -> None:
        """End all work at once and reap the processes."""
        await self._repaints.close()
        await self._narrations.close()
        await self._pool.close()
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
        made: Remix = await self._do("remix", first, second, options, labels, self._options.models, progress=progress)
        return made

    async def tell(self, tracks: Sequence[Track], progress: Progress = silent) -> Story:
        """See ``Engine.tell``."""
        story: Story = await self._do("tell", tuple(tracks), progress=progress)
        return story

    async def card(self, card: Card, progress: Progress = silent) -> Picture:
        """See ``Engine.card``."""
        drawn: Picture = await self._do("card", card, progress=progress)
        return drawn

    def narrator(self) -> str:
        """See ``Engine.narrator``."""
        return self._narrations.name

    async def narrate(
        self, story: Story, tracks: Sequence[Track], seed: int = 0, progress: Progress = silent
    ) -> tuple[str, ...]:
        """See ``Engine.narrate``."""
        return await self._narrations.narrate(story, tracks, seed, progress)

    async def diffusion(self) -> Diffusion:
        """See ``Engine.diffusion``."""
        return await self._repaints.diffusion()

    async def repaint(
        self, hearing: Hearing, slate: Slate, options: RepaintOptions, progress: Progress = silent
    ) -> Repaint:
        """See ``Engine.repaint``."""
        return await self._repaints.repaint(hearing, slate, options, progress)

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
        return Health(self._options.workers, self._pool.queue.busy, self._pool.queue.waiting)

    async def _do(self, task: str, *arguments: Any, progress: Progress = silent) -> Any:
        return await self._pool.do(task, *arguments, progress=progress)
