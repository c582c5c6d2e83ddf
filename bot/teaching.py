"""Teaching a LoRA from the terminal: which folder, which base, and where to put it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from bot import words
from bot.config import Settings
from bot.host import diffusion_options
from engine.api import Progress
from engine.art.diffusion import choose
from engine.errors import EngineError

ENOUGH = 1000.0
"""Free GiB that are given: what may be taught does not depend on what may paint."""


def teach_collage(
    settings: Settings,
    folder: Path | None,
    slates: int | None,
    smoke: bool,
    chosen: Mapping[str, Any],
    progress: Progress,
) -> str:
    """Make a set, try the way through, or teach; returns what came of it. ``ClickException`` says what is wrong."""
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
    from engine.training.collage.lesson import Lesson
    from engine.training.collage.run import Training, train

    base = choose(replace(diffusion_options(settings), model=chosen["base"], steps=0, side=0), ENOUGH)
    lesson = Lesson(chosen["rank"], chosen["rank"], chosen["rate"], chosen["steps"])
    side = chosen["side"] or base.backend.side
    training = Training(side, chosen["trigger"], lesson, slow=chosen["slow"])
    return train(folder, base, out, settings.slate_data / "training" / "collage-work", training, progress)
