"""What ``slate remix`` takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from engine.api import KEEPS, LONGEST_REMIX, SHORTEST_REMIX, SOUNDS, STRENGTHS, RemixOptions

_SOUND = click.Path(exists=True, dir_okay=False, path_type=Path)
_TAKEN = (
    click.argument("first", type=_SOUND),
    click.argument("second", type=_SOUND),
    click.option(
        "-o",
        "--out",
        type=click.Path(dir_okay=False, path_type=Path),
        required=True,
        help="File to write: wav, flac, mp3 or ogg.",
    ),
    click.option(
        "--strength", type=click.Choice(STRENGTHS), default="balanced", show_default=True, help="Of the style."
    ),
    click.option("--keep", type=click.Choice(KEEPS), default="melody", show_default=True, help="What stays of FIRST."),
    click.option("--bed/--no-bed", default=True, show_default=True, help="Lay the harmony of SECOND under it."),
    click.option("--swap", is_flag=True, help="Take SECOND in the style of FIRST."),
    click.option(
        "--length",
        type=click.FloatRange(SHORTEST_REMIX, LONGEST_REMIX),
        default=45.0,
        show_default=True,
        help="Seconds.",
    ),
    click.option("--start", type=click.FloatRange(0), help="Second of FIRST to begin at; left out, it is chosen."),
    click.option("--style-start", type=click.FloatRange(0), help="Second of SECOND to begin at, likewise."),
    click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Others give other remixes."),
    click.option("--classic", is_flag=True, help="As it was done in 2016, noisier: for comparison."),
    click.option(
        "--max-mib", type=click.FloatRange(0, min_open=True), help="Largest file; mp3 and ogg are made to fit."
    ),
    click.option("--picture", is_flag=True, help="Draw what it was made of, in a jpg beside it."),
)


def remix_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command two songs and all that can be said of their remix."""
    for taken in reversed(_TAKEN):
        command = taken(command)
    return command


def asked(out: Path, told: dict[str, Any]) -> RemixOptions:
    """The options of a remix as they were given; the file's ending says what kind of file it is."""
    kind = next((kind for kind in SOUNDS if out.suffix.lower() == f".{kind}"), None)
    if kind is None:
        raise click.BadParameter("It ends in .wav, .flac, .mp3 or .ogg.", param_hint="--out")
    if not out.parent.is_dir():
        raise click.BadParameter(f"There is no folder {out.parent}.", param_hint="--out")
    most = told.pop("max_mib")
    seconds = told.pop("length")
    return RemixOptions(**told, seconds=seconds, format=kind, max_bytes=None if most is None else round(most * 2**20))
