"""Mood art for one song."""

from __future__ import annotations

from typing import Annotated

from bot import words
from bot.ask import Ask
from bot.cog import Span, feature
from bot.preferences import SIZES, Shape
from bot.reply import Draft, Fact, File, Move, Reply
from bot.songs import Song
from engine.api import STYLES, Hearing, PaintOptions, Slate, StyleName


@feature(on_message="Slate this")
async def slate(
    ask: Ask,
    song: Annotated[Song, "A Spotify link, an audio file, a recording, or a jukebox song such as happy"],
    style: Annotated[StyleName | None, "How to paint it; left out, the song chooses"] = None,
    seed: Annotated[int, "0 is the song's own picture, other numbers vary it", Span(0, 9999)] = 0,
    shape: Annotated[Shape | None, "Square, wide or tall"] = None,
    repaint: Annotated[bool | None, "Whether the diffusion model paints it anew, where there is one"] = None,
) -> Reply:
    """Paint a song: colours from its mood, shapes from its sound.

    Every mark comes from the sound itself. Press Again for another picture of the same song, Other style for
    another hand, Mood to see where the song lies, Similar songs for five that sound like it.
    """
    hearing = await ask.hear(song)
    width, height = SIZES[shape or ask.preferences.shape]
    caption = song.name if ask.preferences.caption else ""
    options = PaintOptions(style or ask.preferences.style, seed, width, height, caption)
    painted = await ask.paint(hearing, options)
    return Draft(
        text=_sentence(song, hearing),
        facts=_facts(song, hearing, painted),
        files=await _files(ask, song, hearing, painted),
        moves=_moves(song, painted, shape),
        later=await _later(ask, song, painted, shape, repaint),
    )


async def _later(ask: Ask, song: Song, painted: Slate, shape: Shape | None, repaint: bool | None) -> Move | None:
    """A repaint of this very slate, unless nobody wants one or nothing could paint it."""
    wanted = ask.preferences.repaint if repaint is None else repaint
    if not wanted or not (await ask.engine.diffusion()).ready:
        return None
    same = {"song": song.id, "style": painted.style, "seed": str(painted.seed)} | ({"shape": shape} if shape else {})
    return Move(words.repaint_follows(), "repaint", same)


def _sentence(song: Song, hearing: Hearing) -> str:
    said = [f"{song.name}. {words.mood_sentence(hearing.mood)}"]
    heard = sum(end - start for start, end in hearing.spans)
    if hearing.duration - heard > 1.0:
        said.append(words.heard_in_windows(hearing.duration, hearing.spans))
    return " ".join(said)


def _facts(song: Song, hearing: Hearing, painted: Slate) -> tuple[Fact, ...]:
    credit = (words.credit(song.source, song.page),) if song.excerpt else ()
    style = Fact(words.fact_name("style"), words.painted_as(painted.style, painted.composition))
    return (*words.sound_facts(hearing), *words.guess_facts(hearing), *credit, style)


async def _files(ask: Ask, song: Song, hearing: Hearing, painted: Slate) -> tuple[File, ...]:
    picture = painted.picture
    name = f"{words.file_name(song.title)}-{painted.style}.{picture.media_type.partition('/')[2]}"
    image = File(name, picture.data, picture.media_type, words.picture_alt(song.name, painted.style, hearing.mood))
    if song.source != "jukebox" or painted.seed:
        return (image,)
    sound = await ask.songs.audio(song)  # nobody owns a jukebox song, so let people hear what they see
    return image, File(f"{words.file_name(song.title)}.mp3", sound, "audio/mpeg", song.name)


def _moves(song: Song, painted: Slate, shape: Shape | None) -> tuple[Move, ...]:
    other = STYLES[(STYLES.index(painted.style) + 1) % len(STYLES)]
    kept = {"shape": shape} if shape else {}
    again = {"song": song.id, "style": painted.style, "seed": str(painted.seed + 1)}
    return (
        Move(words.again_label(), "slate", again | kept),
        Move(words.other_style_label(), "slate", {"song": song.id, "style": other} | kept),
        Move(words.mood_label(), "mood", {"songs": song.id}),
        Move(words.similar_songs_label(), "similar", {"song": song.id}),
    )
