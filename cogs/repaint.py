"""A song's slate, painted anew by a diffusion model."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Annotated

from bot import words
from bot.ask import Ask
from bot.cog import Span, feature
from bot.preferences import SIZES, Shape
from bot.reply import Fact, File, Move, Refusal, Reply
from bot.songs import Song
from engine.api import LONGEST_LYRICS, Hearing, PaintOptions, Repaint, RepaintOptions, Slate, StyleName

GENTLE, STRONG = 10, 100  # percent
USUAL = 55
STEP = 15


@feature()
async def repaint(
    ask: Ask,
    song: Annotated[Song, "A Spotify link, an audio file, a recording, or a jukebox song such as happy"],
    style: Annotated[StyleName | None, "Style of the slate to begin with; left out, the song chooses"] = None,
    seed: Annotated[int, "Which of the song's slates to begin with; 0 is its own", Span(0, 9999)] = 0,
    shape: Annotated[Shape | None, "Square, wide or tall"] = None,
    strength: Annotated[int, "How far to go from the slate, in percent", Span(GENTLE, STRONG)] = USUAL,
    turn: Annotated[int, "Other numbers give other repaints of the same slate", Span(0, 9999)] = 0,
    words_only: Annotated[bool, "Begin with words for mood and sound alone, without the slate"] = False,
    lyrics: Annotated[str | None, "The song's text: things it names go into the picture; it is kept nowhere"] = None,
) -> Reply:
    """Let the diffusion model paint a song's slate anew, where there is one.

    The slate gives the structure; mood, colours and sound of the song the words. Stronger goes further from the slate,
    Softer stays nearer to it, Again tries it another way, Keep slate brings the slate back.
    """
    known = await ask.engine.diffusion()
    if not known.ready:
        raise Refusal(words.from_engine(known.reason) or words.diffusion_is_off())
    if lyrics and len(lyrics) > LONGEST_LYRICS:
        raise Refusal(words.lyrics_too_long(LONGEST_LYRICS))
    hearing = await ask.hear(song)
    width, height = SIZES[shape or ask.preferences.shape]
    slate = await ask.paint(hearing, PaintOptions(style or ask.preferences.style, seed, width, height))
    chosen = ask.preferences
    options = RepaintOptions(
        strength=strength / 100,
        seed=turn,
        from_words=words_only,
        lyrics=lyrics or "",
        adapter=chosen.lora,
        adapter_weight=None if chosen.lora_weight < 0 else chosen.lora_weight / 100,
        caption=song.name if chosen.caption else "",
    )
    painted = await ask.engine.repaint(hearing, slate, options, ask.progress)
    return Reply(
        text=f"{song.name}. {words.mood_sentence(hearing.mood)} {words.repaint_told(words_only)}",
        facts=_facts(song, hearing, painted),
        files=(_file(song, painted),),
        moves=_moves(song, slate, painted, shape),
    )


def _facts(song: Song, hearing: Hearing, painted: Repaint) -> tuple[Fact, ...]:
    credit = (words.credit(song.source, song.page),) if song.excerpt else ()
    told = (*words.sound_facts(hearing), *credit, words.model_fact(painted.model, painted.adapter, painted.licence))
    if painted.structure is None:
        return told
    return (*told, words.share_fact(painted.strength), words.structure_fact(painted.structure))


def _file(song: Song, painted: Repaint) -> File:
    picture = painted.picture
    name = f"{words.file_name(song.title)}-repaint.{picture.media_type.partition('/')[2]}"
    return File(name, picture.data, picture.media_type, words.repaint_alt(song.name))


def _moves(song: Song, slate: Slate, painted: Repaint, shape: Shape | None) -> tuple[Move, ...]:
    """The strength goes on from what was used, which the guards may have lowered."""
    kept = {"song": song.id, "style": slate.style, "seed": str(slate.seed)} | ({"shape": shape} if shape else {})
    used = round(100 * painted.strength)
    same = kept | {"turn": str(painted.seed)}
    more, less = min(STRONG, used + STEP), max(GENTLE, used - STEP)
    again = kept | {"strength": str(used), "turn": str(painted.seed + 1)}
    moves = [Move(words.keep_slate_label(), "slate", kept | {"repaint": "no"})]
    if painted.structure is None:
        return (*moves, _imagining(Move(words.again_label(), "repaint", again | {"words_only": "yes"}), painted))
    if more > used:
        moves.append(_imagining(Move(words.stronger_label(), "repaint", same | {"strength": str(more)}), painted))
    if less < used:
        moves.append(_imagining(Move(words.softer_label(), "repaint", same | {"strength": str(less)}), painted))
    return (*moves, _imagining(Move(words.again_label(), "repaint", again), painted))


def _imagining(move: Move, painted: Repaint) -> Move:
    """The same move with the things that the lyrics lent, where a button has room for them: the text is not kept."""
    with suppress(ValueError):
        return replace(move, args=dict(move.args) | {"lyrics": " ".join(painted.images)}) if painted.images else move
    return move
