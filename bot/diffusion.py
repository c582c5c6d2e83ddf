"""The diffusion models of this machine, for its operator: which would fit, what each costs, and fetching one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TransferSpeedColumn

from bot import words
from bot.config import Settings
from bot.host import diffusion_options
from engine.art.diffusion import BACKENDS, Download, fetch, missing, named, plan, suggested

GB = 1e9


def show(settings: Settings) -> Iterator[str]:
    """Every model there is to choose from with its terms, and which fits this machine best."""
    from engine.art.diffusion.painter import free_memory

    options = diffusion_options(settings)
    for backend in BACKENDS:
        lies_here = not missing(backend, options.folder)
        yield words.model_line(backend.name, backend.model.id, backend.licence, lies_here)
    best = suggested(free_memory(), options.cpu)
    yield words.model_suggested(best.name) if best else words.no_model_fits()


def fetch_model(settings: Settings, name: str, agreed: bool, console: Console) -> None:
    """Say what a model is, how large and on which terms, ask, and fetch it; what is there already is not fetched again.

    ``EngineError`` when the hub cannot be reached.
    """
    folder = diffusion_options(settings).folder
    downloads = [plan(source) for source in missing(named(name), folder)]
    if not downloads:
        console.print(words.nothing_to_download(name), highlight=False)
        return
    for download in downloads:
        source = download.source
        line = words.download_line(source.id, download.bytes / GB, download.licence, source.page)
        console.print(line, highlight=False, soft_wrap=True)
    whole = sum(download.bytes for download in downloads)
    if not agreed:
        click.confirm(words.download_question(whole / GB, str(folder)), abort=True)
    for download in downloads:
        _fetch_one(download, folder, console)
    console.print(words.downloaded(str(folder)), highlight=False, soft_wrap=True)


def _fetch_one(download: Download, folder: Path, console: Console) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task(words.downloading(download.source.id), total=download.bytes)
        fetch(download, folder, lambda come: progress.update(task, completed=come))
