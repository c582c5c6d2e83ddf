"""Teaching a LoRA from the terminal: which folder, which base, and where to put it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import words

if TYPE_CHECKING:
    from bot.config import Settings
    from engine.api import Progress

ENOUGH = 1000.0
"""Free GiB that are given: what may be taught does not depend on what may paint."""


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), required=False)
@click.option(
    "--base", default="lightning", show_default=True, help="What to teach: a model that lies here, or a folder."
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for LoRAs; left out, data/loras.")
@click.option("--name", default="collage", show_default=True, help="What servers call it.")
@click.option("--trigger", default="collage style", show_default=True, help="The word that calls the style.")
@click.option("--side", type=click.IntRange(64, 2048), help="Pixels of a picture's side; left out, the base's own.")
@click.option("--rank", default=16, show_default=True, type=click.IntRange(1, 256), help="Rank and alpha of the LoRA.")
@click.option("--rate", default=1e-4, show_default=True, type=click.FloatRange(1e-7, 0.1), help="Learning rate.")
@click.option("--steps", default=1200, show_default=True, type=click.IntRange(1), help="Steps, of four pictures each.")
@click.option(
    "--from-slates", "slates", type=click.IntRange(1, 10_000), help="Only make so many collages to learn from."
)
@click.option("--slow", is_flag=True, help="Begin without a GPU too.")
@click.option("--smoke", is_flag=True, help="Only try it: three steps on a model of random numbers.")
def collage(folder: Path | None, slates: int | None, smoke: bool, **chosen: Any) -> None:
    """A LoRA for repaints, from FOLDER: pictures, each with a text file or a line of metadata.jsonl that describes it.

    With --from-slates it fills FOLDER with collages of our own and their captions, in which nobody else has rights.
    """
    from rich.console import Console

    from bot.config import Settings
    from bot.console import bar, show

    with bar(Console(stderr=True)) as progress:
        told = teach_collage(Settings(), folder, slates, smoke, chosen, lambda step: show(progress, step))
    click.echo(told)


def teach_collage(
    settings: Settings,
    folder: Path | None,
    slates: int | None,
    smoke: bool,
    chosen: Mapping[str, Any],
    progress: Progress,
) -> str:
    """Make a set, try the way through, or teach; returns what came of it. ``ClickException`` says what is wrong."""
    from engine.errors import EngineError
    from engine.training.collage.made import make
    from engine.training.collage.run import smoke as try_out

    out = (chosen["out"] or settings.slate_data / "loras") / chosen["name"]
    try:
        if smoke:
            return try_out(out, progress)
        if slates:
            target = folder or settings.slate_data / "training" / "collage"
            made = make(target, slates, chosen["side"] or 1024, progress=progress)
            return words.collages_made(made, slates, str(target))
        if folder is None or not folder.is_dir():
            raise click.UsageError(words.needs_folder())
        return _teach(settings, folder, out, chosen, progress)
    except EngineError as error:
        raise click.ClickException(words.from_engine(str(error))) from None


def _teach(settings: Settings, folder: Path, out: Path, chosen: Mapping[str, Any], progress: Progress) -> str:
    from bot.host import diffusion_options
    from engine.art.diffusion import choose
    from engine.training.collage.lesson import Lesson
    from engine.training.collage.run import Training, train

    base = choose(replace(diffusion_options(settings), model=chosen["base"], steps=0, side=0), ENOUGH)
    lesson = Lesson(chosen["rank"], chosen["rank"], chosen["rate"], chosen["steps"])
    side = chosen["side"] or base.backend.side
    training = Training(side, chosen["trigger"], lesson, slow=chosen["slow"])
    return train(folder, base, out, settings.slate_data / "training" / "collage-work", training, progress)
