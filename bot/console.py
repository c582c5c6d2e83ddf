"""The terminal as a surface: one line in, a reply and its files out. Local paths are files here, and only here."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.table import Table as RichTable
from rich.text import Text

from bot import forms, words
from bot.ask import Person, Place
from bot.desk import Desk, Order
from bot.reply import MOST_FILES, Draft, File, Refusal, Reply
from bot.songs import Upload
from engine.api import Step

YOU = Person("console:you", "you", admin=True)
HERE = Place("console", "console", "console")


def read_line(desk: Desk, line: str, max_bytes: int) -> Order:
    """``/slate song.mp3 style=flow`` as an order; words that name a file on this machine become uploads."""
    name, _, rest = line.strip().removeprefix("/").partition(" ")
    feature = desk.feature(name)
    uploads: list[Upload] = []
    left: list[str] = []
    for token in _tokens(rest):
        path = Path(token).expanduser()
        if path.is_file():
            uploads.append(_upload(path, max_bytes))
        else:
            left.append(token)
    given = forms.parse(feature, shlex.join(left), files=len(uploads))
    person = replace(YOU, language=words.terminal_language())
    return Order(name, given, person, HERE, tuple(uploads))


def _tokens(line: str) -> list[str]:
    try:
        return shlex.split(line)
    except ValueError:
        return line.split()


def _upload(path: Path, max_bytes: int) -> Upload:
    if path.stat().st_size > max_bytes:
        raise Refusal(words.upload_too_large(path.name, max_bytes))
    return Upload(path.name, path.read_bytes())


@contextmanager
def bar(console: Console) -> Iterator[Progress]:
    """A progress bar on the terminal, gone when done."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        progress.add_task(words.starting(), total=1.0)
        yield progress


def show(progress: Progress, step: Step) -> None:
    """A step on the bar."""
    progress.update(progress.tasks[0].id, description=words.stage(step), completed=step.fraction)


async def answer(desk: Desk, line: str, max_bytes: int, console: Console) -> Reply:
    """Read a line, answer it in the terminal's language, with a bar while it works."""
    with words.speaking(words.terminal_language()):
        try:
            order = read_line(desk, line, max_bytes)
        except Refusal as refusal:
            return refusal.reply()
        with bar(console) as progress:
            reply = await desk.answer(order, lambda step: show(progress, step))
            if not isinstance(reply, Draft):
                return reply
            better = await desk.better(order, reply, lambda step: show(progress, step))
            others = tuple(file for file in reply.files if file not in better.files)
            return replace(better, files=(*better.files, *others)[:MOST_FILES])  # nothing was shown before: keep both


def render(reply: Reply, console: Console) -> None:
    """Text, facts, table, and what the moves would be typed as; files are written by ``save``."""
    console.print(reply.text, markup=False, highlight=False)
    for fact in reply.facts:
        clickable = f"link {fact.link}" if fact.link and console.is_terminal else ""
        address = (f"  {fact.link}", "dim") if fact.link and not console.is_terminal else ""
        console.print(Text.assemble((f"  {fact.name:>9}  ", "dim"), (fact.value, clickable), address))
    if reply.table:
        table = RichTable(*reply.table.columns, box=None, pad_edge=False)
        for row in reply.table.rows:
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
    for move in reply.moves:
        typed = " ".join(f"{name}={shlex.quote(value)}" for name, value in move.args.items())
        console.print(Text.assemble((f"  {move.label:>20}  ", "dim"), f"/{move.feature} {typed}"))


def save(files: tuple[File, ...], out: Path | None) -> list[Path]:
    """Write a reply's files: the first to ``out`` (a file, or a folder for all of them), others beside it.

    Without ``out`` they go to the current folder under their own names; what exists there is never overwritten.
    """
    folder = out if out and out.is_dir() else (out.parent if out else Path())
    written = []
    for number, file in enumerate(files):
        named = out if out and not out.is_dir() and number == 0 else _free(folder / file.name)
        named.write_bytes(file.data)
        written.append(named)
    return written


def _free(path: Path) -> Path:
    numbers = (path.with_stem(f"{path.stem}-{number}") for number in range(2, 10_000))
    return path if not path.exists() else next(candidate for candidate in numbers if not candidate.exists())
