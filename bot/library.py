"""A person's own music: walks a folder and hears what is new in it, so that all of it can be found by likeness.

Nothing of the files is kept but what the bot keeps of every song. Known is what was heard before, by its bytes: so a
walk that was broken off goes on where it stopped, and moved or renamed files cost nothing.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from bot import words
from bot.config import Settings
from bot.host import EX_UNAVAILABLE, assembled
from bot.songs import LONGEST_TITLE, Song, title_of
from bot.store import Store
from engine.api import Engine, digest
from engine.errors import EngineError

_ENDINGS = "aac aif aifc aiff flac m4a m4b mka mp2 mp3 mp4 oga ogg opus wav wave weba webm"
ENDINGS = frozenset(f".{ending}" for ending in _ENDINGS.split())
"""What a file of sound may be called; whether it is one is seen when it is heard."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: ``failure`` is a sentence where it could not be heard."""

    path: Path
    known: bool = False
    failure: str = ""


def sound_files(folder: Path) -> list[Path]:
    """All files of sound in a folder and those below it, in order; links are not followed, hidden ones left out."""
    return sorted(_walk(folder))


def _walk(folder: Path) -> Iterator[Path]:
    for place, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if path.suffix.lower() in ENDINGS and not name.startswith(".") and not path.is_symlink():
                yield path


class Library:
    """Hears files and puts them on the shelf."""

    def __init__(self, store: Store, engine: Engine, max_bytes: int) -> None:
        self._store = store
        self._engine = engine
        self._max_bytes = max_bytes

    async def add(self, paths: Sequence[Path], at_once: int, tell: Callable[[Outcome], None]) -> None:
        """Hear the files that are new, several at once; ``tell`` hears of each as soon as it is done."""
        waiting = iter(paths)

        async def work() -> None:
            for path in waiting:
                tell(await self._add(path))

        async with asyncio.TaskGroup() as tasks:
            for _ in range(at_once):
                tasks.create_task(work())

    async def _add(self, path: Path) -> Outcome:
        try:
            if path.stat().st_size > self._max_bytes:
                return Outcome(path, failure=words.upload_too_large(path.name, self._max_bytes))
            audio = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            return Outcome(path, failure=f"{error.strerror or error}.")
        sound = await asyncio.to_thread(digest, audio)
        hearing = await self._store.hearing(sound)
        known = hearing is not None and hearing.current
        try:
            if hearing is None or not known:
                hearing = await self._engine.hear(audio)
                await self._store.keep_hearing(hearing)
            met = await self._store.song(sound[:16])
            if met is None or met.source != "library":  # somebody may have given the same file in a server
                await self._store.keep_song(await self._song(path, audio, sound))
        except EngineError as error:
            return Outcome(path, failure=str(error))
        await self._store.shelf.put(sound[:16], hearing)
        return Outcome(path, known)

    async def _song(self, path: Path, audio: bytes, sound: str) -> Song:
        """The song as its tags name it, else as the file is called."""
        tags = await self._engine.tags(audio)
        title = words.shortened(tags.title, LONGEST_TITLE) or title_of(path.name)
        artists = tuple(words.shortened(artist, 40) for artist in tags.artists[:4])
        return Song(sound[:16], title, sound, "library", artists)


class _Pace(ProgressColumn):
    """Songs in a second, over the last ones."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", style="dim")


async def add(settings: Settings, folder: Path, workers: int) -> int:
    """Add a folder's music, with a bar while it takes; 1 when something was left out, which is said at the end."""
    console = Console()
    paths = await asyncio.to_thread(sound_files, folder)
    if not paths:
        console.print(words.nothing_to_add(str(folder)), markup=False, highlight=False)
        return 1
    outcomes: list[Outcome] = []
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), _Pace())
    quiet = not console.is_terminal
    async with assembled(settings, workers) as parts:
        with Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=quiet) as progress:
            bar = progress.add_task("", total=len(paths))

            def tell(outcome: Outcome) -> None:
                outcomes.append(outcome)
                progress.update(bar, advance=1, description=words.shortened(outcome.path.name, 30))

            try:
                await parts.engine.start()
                await Library(parts.store, parts.engine, settings.max_bytes).add(paths, workers + 1, tell)
                await parts.catalogue.ready()
            except BrokenProcessPool:
                console.print(words.engine_failed())
                return EX_UNAVAILABLE
            except asyncio.CancelledError:
                console.print(words.library_stopped())
                raise
    failed = [outcome for outcome in outcomes if outcome.failure]
    for outcome in failed:
        console.print(f"{outcome.path}: {outcome.failure}", markup=False, highlight=False, soft_wrap=True)
    known = sum(outcome.known for outcome in outcomes)
    console.print(words.library_added(len(outcomes) - known - len(failed), known, len(failed)), highlight=False)
    return 1 if failed else 0


async def stats(settings: Settings) -> int:
    """Tell what can be found by likeness: songs by where they came from and by mood, and how the index is."""
    console = Console()
    async with assembled(settings, workers=1) as parts:
        tally, kept = await parts.store.shelf.tally(), await parts.store.shelf.told()
        index = await parts.engine.shelf()
    table = Table(box=None, pad_edge=False, show_header=False)
    for source, count in tally.sources.items():
        table.add_row(words.source_name(source), str(count))
    table.add_section()
    for mood, count in tally.moods.items():
        table.add_row(words.mood_name(mood), str(count))
    console.print(table)
    disk = sum(path.stat().st_size for path in (settings.slate_data / "index").glob("*")) / 2**20
    missing = max(0, kept.count - index.count)
    console.print(words.index_state(index.count, index.version, disk, missing), markup=False, highlight=False)
    return 0
