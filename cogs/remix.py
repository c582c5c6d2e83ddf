"""One song in the style of another."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Annotated

from bot import words
from bot.ask import Ask
from bot.cog import Span, feature
from bot.remixes import Made
from bot.reply import File, Move, Reply
from bot.songs import Song
from engine.api import LONGEST_REMIX, SHORTEST_REMIX, STRENGTHS, Keep, RemixOptions, SoundFormat, Strength

USUAL = RemixOptions()
LATEST = 36_000  # s; no file is longer
ENDINGS = {"audio/mpeg": "mp3", "audio/ogg": "ogg", "audio/flac": "flac", "audio/wav": "wav"}


@feature(on_message="Remix these files", sound=True)
async def remix(
    ask: Ask,
    first: Annotated[Song, "The song to remix: an audio file, a recording, or a jukebox song such as happy"],
    second: Annotated[Song, "The song whose style it takes: an audio file, a recording, or a jukebox song"],
    strength: Annotated[Strength, "How much of the second song is heard"] = "balanced",
    keep: Annotated[Keep, "What stays of the first song: its melody, its groove, or both"] = "melody",
    bed: Annotated[bool, "Lay the second song's harmony under it"] = True,
    length: Annotated[int, "Seconds of the remix", Span(int(SHORTEST_REMIX), int(LONGEST_REMIX))] = 45,
    start: Annotated[int | None, "Second at which to begin in the first song", Span(0, LATEST)] = None,
    style_start: Annotated[int | None, "Second at which to begin in the second song", Span(0, LATEST)] = None,
    seed: Annotated[int, "Other numbers give other remixes of the same two", Span(0, 9999)] = 0,
    format: Annotated[SoundFormat, "The kind of file; mp3 plays everywhere"] = "mp3",
    classic: Annotated[bool, "As it was done in 2016, noisier: for comparison"] = False,
) -> Reply:
    """Take one song in the style of another: its own melody on the other's drums and harmony.

    Two files in one message are enough: the first is remixed, the second gives the style. Swap turns them round,
    Stronger and Softer change how much of the second is heard, Slate it paints the remix.
    """
    options = RemixOptions(strength, keep, bed, length, start, style_start, seed, classic, format)
    made = await ask.remix(first, second, options)
    return Reply(
        text=_text(first, second, made, options),
        facts=words.remix_facts(first.title, second.title, made.remix),
        files=_files(first, second, made),
        moves=_moves(first, second, made, options),
    )


def _text(first: Song, second: Song, made: Made, options: RemixOptions) -> str:
    names = words.shortened(first.name, 100), words.shortened(second.name, 100)
    report = words.remix_report(*names, made.remix, options)
    return f"{report} {words.mood_sentence(made.hearing.mood)}" if made.hearing else report


def _files(first: Song, second: Song, made: Made) -> tuple[File, ...]:
    remix = made.remix
    sound, picture = remix.sound, remix.picture
    name = f"{words.file_name(first.title)[:40]}-x-{words.file_name(second.title)[:40]}"
    alt = words.remix_alt(first.name, remix.first.mood.quadrant, second.name, remix.second.mood.quadrant)
    heard = words.remix_heard(first.name, second.name)
    return (
        File(f"{name}.{picture.media_type.partition('/')[2]}", picture.data, picture.media_type, alt),
        File(f"{name}.{ENDINGS[sound.media_type]}", sound.data, sound.media_type, heard),
    )


def _moves(first: Song, second: Song, made: Made, options: RemixOptions) -> tuple[Move, ...]:
    """What else could be made of the two, and the remix as a picture."""
    at = STRENGTHS.index(options.strength)
    turned = replace(options, start=options.style_start, style_start=options.start)
    ways = [_move(words.swap_label(), second, first, turned)]
    if at + 1 < len(STRENGTHS):
        ways.append(_move(words.stronger_label(), first, second, replace(options, strength=STRENGTHS[at + 1])))
    if at:
        ways.append(_move(words.softer_label(), first, second, replace(options, strength=STRENGTHS[at - 1])))
    other: Keep = "groove" if options.keep == "melody" else "melody"
    ways.append(_move(words.keep_label(other), first, second, replace(options, keep=other)))
    if made.hearing:
        ways.append(Move(words.offer_label(), "slate", {"song": made.song.id}))
    return tuple(move for move in ways if move)


def _move(label: str, first: Song, second: Song, options: RemixOptions) -> Move | None:
    """A button for another remix of the two; None for the few that are asked for in more words than it can carry."""
    for told in (options, replace(options, format=USUAL.format)):
        with suppress(ValueError):
            return Move(label, "remix", {"first": first.id, "second": second.id} | _changed(told))
    return None


def _changed(options: RemixOptions) -> dict[str, str]:
    """The options that are not as usual, as they are typed; a button has little room."""
    usual = _typed(USUAL)
    return {name: text for name, text in _typed(options).items() if text != usual[name]}


def _typed(options: RemixOptions) -> dict[str, str]:
    return {
        "strength": options.strength,
        "keep": options.keep,
        "bed": _yes_or_no(options.bed),
        "length": f"{options.seconds:.0f}",
        "start": _second(options.start),
        "style_start": _second(options.style_start),
        "seed": str(options.seed),
        "format": options.format,
        "classic": _yes_or_no(options.classic),
    }


def _yes_or_no(flag: bool) -> str:
    return "yes" if flag else "no"


def _second(moment: float | None) -> str:
    return "" if moment is None else f"{moment:.0f}"
