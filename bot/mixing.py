"""A remix of two files on the terminal: a sound file, its picture if wanted, and what there is to say of it."""

from __future__ import annotations

from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot import console as terminal
from bot import words
from bot.config import Settings
from bot.host import EX_UNAVAILABLE, local_engine
from bot.remixes import timed
from bot.reply import Reply
from bot.songs import title_of
from engine.api import Remix, RemixOptions
from engine.errors import EngineError


async def remix_files(
    settings: Settings, first: Path, second: Path, out: Path, options: RemixOptions, picture: bool
) -> int:
    """Write the remix of two files to ``out``, the picture beside it, and print the report; 1 when there is none."""
    console = Console()
    titles = title_of(first.name), title_of(second.name)
    try:
        remix = await _made(settings, first.read_bytes(), second.read_bytes(), titles, options, console)
    except EngineError as error:
        console.print(words.failure(error), markup=False, highlight=False)
        return 1
    except BrokenProcessPool:
        console.print(words.engine_failed())
        return EX_UNAVAILABLE
    out.write_bytes(remix.sound.data)
    written = [out]
    if picture:
        written.append(out.with_suffix(".jpg"))
        written[-1].write_bytes(remix.picture.data)
    report = words.remix_report(*titles, remix, options)
    terminal.render(Reply(report, words.remix_facts(*titles, remix)), console)
    for path in written:
        console.print(Text(words.written(str(path))))
    return 0


async def _made(
    settings: Settings, first: bytes, second: bytes, titles: tuple[str, str], options: RemixOptions, console: Console
) -> Remix:
    labels = replace(words.picture_labels(), first=titles[0], second=titles[1])
    engine = local_engine(settings, workers=1)
    try:
        with terminal.bar(console) as progress:
            await engine.start()
            show = timed(lambda step: terminal.show(progress, step))
            return await engine.remix(first, second, options, show, labels)
    finally:
        await engine.close()
