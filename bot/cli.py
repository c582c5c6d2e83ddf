"""The command line: ``slate run``, ``slate ask`` and the tools of the house.

Built from the same parts as every surface; heavy parts are imported by the command that needs them.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot import words
from bot.remix_command import asked, remix_options
from bot.teaching import collage
from engine.api import KEEPS, STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config import Settings
    from engine.api import Keep, Progress, Strength

DATA = click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of labelled clips."
)


LABELLED = click.option(
    "--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True, help="Labelled clips."
)
WEIGHTS = click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(__file__).parents[1] / "engine" / "weights",
    help="Folder for the weights; left out, the shipped ones are replaced.",
)
EAR = click.option(
    "--ear",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What `slate train ear` wrote of clips that its networks had not heard: unheard.npz in its work folder.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(words.version(), prog_name="slate")
def main() -> None:
    """Slate hears songs and answers with mood art."""
    words.speak(words.terminal_language())


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Port of the page; 0 takes any free one.")
def run(port: int | None) -> None:
    """Start the bot: the local page, and Discord and Slack where tokens are set."""
    from bot.host import run_bot

    settings = _settings()
    if port is not None:
        settings = settings.model_copy(update={"slate_port": port})
    sys.exit(asyncio.run(run_bot(settings)))


@main.command()
@click.argument("line")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the picture: a file or a folder.")
def ask(line: str, out: Path | None) -> None:
    """Ask once, as on any surface: slate ask "/slate song.mp3 style=flow" --out art.png"""
    from bot.host import ask_once

    sys.exit(asyncio.run(ask_once(_settings(), line, out)))


@main.command()
@remix_options
def remix(first: Path, second: Path, out: Path, swap: bool, picture: bool, **told: Any) -> None:
    """The song FIRST in the style of the song SECOND: slate remix a.mp3 b.mp3 -o out.wav"""
    from bot.mixing import remix_files

    options, pair = asked(out, told), (second, first) if swap else (first, second)
    try:
        sys.exit(asyncio.run(remix_files(_settings(), *pair, out, options, picture)))
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror}") from None


@main.command()
def doctor() -> None:
    """Check that everything the bot needs is there and works."""
    from bot.doctor import examine

    sys.exit(asyncio.run(examine(_settings())))


@main.group(invoke_without_command=True)
@click.option(
    "--application",
    type=click.IntRange(1),
    envvar="DISCORD_APPLICATION_ID",
    help="Id of the application; left out, the one that DISCORD_TOKEN belongs to.",
)
@click.pass_context
def invite(context: click.Context, application: int | None) -> None:
    """Print the links that bring the bot into a Discord server, or to a person everywhere."""
    if context.invoked_subcommand:
        return
    from bot.discord import application_of, invitation

    known = application or application_of(_settings().discord_token.get_secret_value())
    if not known:
        raise click.ClickException(words.no_application())
    click.echo(words.invitations(invitation(known), invitation(known, person=True)))


@invite.command("slack")
def invite_slack() -> None:
    """Print the manifest of the Slack app (it is kept in slack-manifest.yaml), and what to do with it."""
    import cogs
    from bot.cog import discover
    from bot.slack import NEW_APP, manifest, yaml

    settings = _settings()
    if (settings.slack_mode == "http" or settings.slack_shared) and not settings.slack_public_url:
        raise click.ClickException(words.slack_no_address())
    click.echo(yaml(manifest(discover(cogs), settings)), nl=False)
    click.echo(words.slack_create_app(NEW_APP), err=True)


@main.command()
def migrate() -> None:
    """Bring the database's schema up to date (starting the bot does this too)."""
    from bot.host import migrate_store

    click.echo(asyncio.run(migrate_store(_settings())))


@main.command()
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup(target: Path) -> None:
    """Write a consistent copy of the database to TARGET, also while the bot runs."""
    from bot.store import copy_database

    try:
        copy_database(_settings().slate_data, target)
    except OSError as error:
        raise click.ClickException(str(error)) from None
    click.echo(words.copied(str(target)))


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder for the sheets.")
@click.option("--side", default=1024, show_default=True, type=click.IntRange(128, 1024), help="Pixels of one picture.")
def gallery(out: Path, side: int) -> None:
    """Paint the four jukebox songs in every style."""
    from engine.bench.gallery import run

    for path in run(out, side):
        click.echo(path)


@main.group()
def catalogue() -> None:
    """The songs that /similar chooses from."""


@catalogue.command("add")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that listen; left out, one for each core.")
def catalogue_add(folder: Path, workers: int | None) -> None:
    """Hear all music in FOLDER and below it; what is known already is passed over, so it can be broken off."""
    import os

    from bot.library import add

    try:
        sys.exit(asyncio.run(add(_settings(), folder, workers or os.cpu_count() or 1)))
    except KeyboardInterrupt:
        sys.exit(130)


@catalogue.command("stats")
def catalogue_stats() -> None:
    """How many songs there are, by where they came from and by mood, and how the index is."""
    from bot.library import stats

    sys.exit(asyncio.run(stats(_settings())))


@main.group(invoke_without_command=True)
@click.pass_context
def diffusion(context: click.Context) -> None:
    """The models that can paint slates anew: which there are, and which fits this machine."""
    if context.invoked_subcommand is None:
        from bot.diffusion import show

        for line in show(_settings()):
            click.echo(line)


@diffusion.command("fetch")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Agree to size and terms without being asked.")
def diffusion_fetch(name: str, yes: bool) -> None:
    """Fetch a model: one that `slate diffusion` names, or any hub id. Size and terms are shown first."""
    from rich.console import Console

    from bot.diffusion import fetch_model
    from engine.errors import EngineError

    try:
        fetch_model(_settings(), name, yes, Console())
    except EngineError as error:
        raise click.ClickException(words.from_engine(str(error))) from None


@main.group()
def train() -> None:
    """Learn the models anew from labelled clips."""


@train.command("ear")
@LABELLED
@WEIGHTS
@click.option("--work", type=click.Path(file_okay=False, path_type=Path), help="Folder to go on from when stopped.")
@click.option("--folds/--no-folds", default=True, show_default=True, help="First measure, by a network for each fold.")
def train_ear(data: Path, out: Path, work: Path | None, folds: bool) -> None:
    """The network; an hour and a quarter on one core, a quarter of an hour without folds. Stop it when you like."""
    from engine.training.ear.run import train

    place = work or _settings().slate_data / "training"
    place.mkdir(parents=True, exist_ok=True)
    _teach(lambda progress: train(_needed(data), out, place, progress, folds))


@train.command("mood")
@LABELLED
@WEIGHTS
@EAR
def train_mood(data: Path, out: Path, ear: Path | None) -> None:
    """The mood model, after the ear."""
    from engine.training.mood import train

    _teach(lambda progress: train(_needed(data), out, progress, ear))


@train.command("likeness")
@LABELLED
@WEIGHTS
def train_likeness(data: Path, out: Path) -> None:
    """What is alike, after the ear: same songs over the phone, same artists, same genres."""
    from engine.training.likeness import train

    _teach(lambda progress: train(_needed(data), out, progress=progress))


train.add_command(collage)


@train.command("catalogue")
@LABELLED
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The catalogue's file.")
def train_catalogue(data: Path, out: Path | None) -> None:
    """The starter catalogue, after all others: what they say of every clip that has a title and an artist."""
    from engine.catalogue import WEIGHTS as SHIPPED
    from engine.training.catalogue import write

    _teach(lambda progress: write(_needed(data), out or SHIPPED, progress))


@train.command("published")
@click.argument("csv", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--rights", is_flag=True, help="Confirms that you hold the rights to train on this table.")
@click.option("--label", default="label", show_default=True, help="Column of the label.")
@click.option("--artist", default="artist", show_default=True, help="Column of the artist.")
@click.option("--name", "names", multiple=True, metavar="LABEL=WORD", help="What to call a label; left out, as it is.")
@click.option("--called", help="Name of the table, as replies give it; left out, the file's.")
@click.option("--labels-of", default="that table", show_default=True, help="Where the labels come from: playlists …")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for it; left out, SLATE_DATA.")
def train_published(
    csv: Path,
    rights: bool,
    label: str,
    artist: str,
    names: tuple[str, ...],
    called: str | None,
    labels_of: str,
    out: Path | None,
) -> None:
    """Your own model of published audio features, for songs that cannot be heard.

    CSV has the columns danceability, energy, loudness, speechiness, acousticness, instrumentalness, liveness, valence
    and tempo, a label and an artist. The model speaks in the labels of its table: energetic is not angry, and calm is
    not relaxed, unless you name them so.
    """
    if not rights:
        raise click.ClickException(
            "Spotify's terms forbid to train on what its API gave. If you hold the rights to this table, add --rights."
        )
    if wrong := [name for name in names if "=" not in name]:
        raise click.BadParameter(f"{wrong[0]!r} is not of the form LABEL=WORD.", param_hint="--name")
    from engine.errors import EngineError

    try:
        from engine.training.published import Origin, Reading, train

        reading = Reading(label, artist, dict(name.split("=", 1) for name in names))
        click.echo(train(csv, out or _settings().slate_data, reading, Origin(called or csv.stem, labels_of)))
    except (EngineError, OSError) as error:  # OSError also when LightGBM finds no OpenMP
        raise click.ClickException(str(error)) from None


@main.group()
def bench() -> None:
    """Measure, always beside a baseline in the same run."""


@bench.command("speed")
def bench_speed() -> None:
    """How long hearing and painting take, and a cold start."""
    from engine.bench.speed import run

    click.echo(run())


@bench.command("index")
@click.option("--size", "sizes", multiple=True, type=click.IntRange(1000, 10_000_000), help="Songs; may be repeated.")
def bench_index(sizes: tuple[int, ...]) -> None:
    """How fast and how exactly the nearest songs are found, beside a plain comparison with all of them."""
    from engine.bench.index import run

    for line in run(sizes or (10_000, 100_000, 1_000_000)):
        click.echo(line)


@bench.command("collage")
@click.option(
    "--sets", type=click.IntRange(1), default=500, show_default=True, help="How many sets of songs to arrange."
)
def bench_collage(sets: int) -> None:
    """Collages: nothing hidden, no label on another, how far songs are moved, and how long it takes."""
    from engine.bench.collage import run

    click.echo(run(sets))


@bench.command("chat")
def bench_chat() -> None:
    """How long Discord waits for the bot while the engine has all it can do."""
    from bot.bench.chat import run

    click.echo(run())


@bench.command("resolver")
def bench_resolver() -> None:
    """Whether the right recording is told from its covers, versions and namesakes."""
    from bot.bench.resolver import run

    click.echo(run())


@bench.command("listening")
@click.option("--listens", default=10_000_000, show_default=True, type=click.IntRange(10_000, 100_000_000))
def bench_listening(listens: int) -> None:
    """How fast a server's best songs are found among millions of listens, beside reading every one of them."""
    from bot.bench.listening import run

    click.echo(run(listens))


@bench.command("published")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
def bench_published(data: Path) -> None:
    """What published features tell of a mood, and what such tables' labels are worth."""
    from engine.errors import EngineError

    try:
        from engine.bench.published import run

        click.echo(run(data))
    except (EngineError, OSError) as error:
        raise click.ClickException(str(error)) from None


@bench.command("mood")
@DATA
@EAR
def bench_mood(data: Path | None, ear: Path | None) -> None:
    """Mood on labelled clips, by folds that share no artist."""
    from engine.bench.mood import run

    _teach(lambda progress: run(_needed(data), progress, ear))


@bench.command("likeness")
@DATA
@click.option("--ears", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Folder of fold networks.")
def bench_likeness(data: Path | None, ears: Path | None) -> None:
    """Likeness on labelled clips: same artist, same genre, and songs heard over the phone."""
    from engine.bench.likeness import run

    _teach(lambda progress: run(_needed(data), ears, progress))


@bench.command("ear")
@DATA
@click.option("--work", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Where the ear was taught.")
def bench_ear(data: Path | None, work: Path | None) -> None:
    """All that the ear is for: mood, likeness, and what hearing costs."""
    from engine.bench.ear import run

    _teach(lambda progress: run(_needed(data), work, progress))


@bench.command("remix")
@click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder that holds music/ with the songs of the bench.",
)
@click.option("--strength", "strengths", multiple=True, type=click.Choice(STRENGTHS), help="Left out, all.")
@click.option("--keep", default="melody", show_default=True, type=click.Choice(KEEPS))
@click.option("--bed/--no-bed", default=True, show_default=True, help="With the second song's harmony under it.")
@click.option("--classic", is_flag=True, help="Measure the classic kind of remix instead.")
@click.option("--anchors", default=1, show_default=True, type=click.IntRange(0, 8), help="Pairs for the older method.")
@click.option("--rounds", default=60, show_default=True, type=click.IntRange(1, 1000), help="Of the older method.")
def bench_remix(
    data: Path, strengths: tuple[Strength, ...], keep: Keep, bed: bool, classic: bool, anchors: int, rounds: int
) -> None:
    """Eight pairs of songs remixed, beside copies, plain equalising and an older method."""
    from engine.errors import EngineError

    try:
        from engine.bench.remix.anchor import Effort
        from engine.bench.remix.rounds import Plan
        from engine.bench.remix.table import run

        plan = Plan(strengths or STRENGTHS, keep, bed, classic, anchors, Effort(rounds))
        _teach(lambda progress: run(data / "music", plan, progress))
    except EngineError as error:
        raise click.ClickException(str(error)) from None


@bench.command("art")
@DATA
@click.option("--clips", default=100, show_default=True, type=click.IntRange(8, 720), help="How many clips to paint.")
def bench_art(data: Path | None, clips: int) -> None:
    """Whether pictures come from the sound: the battery of tests for the painter."""
    from engine.bench.art import run

    click.echo(run(_needed(data), clips))


def _teach(work: Callable[[Progress], str]) -> None:
    """Do long work behind a bar and print what it says."""
    from rich.console import Console

    from bot.console import bar, show

    with bar(Console(stderr=True)) as progress:
        told = work(lambda step: show(progress, step))
    click.echo(told)


def _needed(data: Path | None) -> Path:
    if data is None or not (data / "mood4q" / "labels.csv").exists():
        raise click.ClickException(
            "This needs labelled clips: give a folder that holds mood4q/labels.csv with --data. See CONTRIBUTING.md."
        )
    return data


def _settings() -> Settings:
    """The settings; what is wrong with them is said in a sentence and ends the program (EX_CONFIG)."""
    from pydantic import ValidationError

    from bot.config import Settings

    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors():
            click.echo(f"{'.'.join(map(str, fault['loc'])).upper()}: {fault['msg']}.", err=True)
        click.echo(words.mend_settings(), err=True)
        sys.exit(78)


if __name__ == "__main__":
    main()
