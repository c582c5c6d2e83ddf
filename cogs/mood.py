"""Where songs lie between happy, angry, sad and relaxed."""

from __future__ import annotations

from typing import Annotated

from bot import words
from bot.ask import Ask
from bot.cog import feature
from bot.reply import MOST_FACTS, MOST_FILES, Fact, File, Move, Refusal, Reply, Table
from bot.songs import Song
from engine.api import QUADRANTS, Dot, Hearing, silent
from engine.errors import EngineError

Heard = tuple[Song, Hearing]


@feature(on_message="Mood of this")
async def mood(
    ask: Ask,
    songs: Annotated[tuple[Song, ...], "One or many Spotify links, audio files, recordings or jukebox songs"],
) -> Reply:
    """Sort songs by mood and place them on the valence-arousal plane.

    Songs are sorted into Happy, Angry, Sad and Relaxed, the surest first, with the spectrogram that was read.
    """
    heard, refused = await _hear_all(ask, songs)
    if not heard:
        raise Refusal(refused[0])
    heard.sort(key=_rank)
    dots = [Dot(song.title, hearing.mood) for song, hearing in heard]
    plane = await ask.engine.plane(dots, ask.progress, words.picture_labels())
    shown = heard[: MOST_FILES - 1]
    told = words.moods_sentence(tuple((song.name, hearing.mood) for song, hearing in heard))
    return Reply(
        text=" ".join((told, *refused[:5])),
        table=_table(heard),
        facts=(*(words.guess_facts(heard[0][1]) if len(heard) == 1 else ()), *_credits(heard)),
        files=(_plane(plane.data, plane.media_type, heard), *[await _spectrogram(ask, *pair) for pair in shown]),
        moves=_moves(heard),
    )


async def _hear_all(ask: Ask, songs: tuple[Song, ...]) -> tuple[list[Heard], list[str]]:
    """Each song once, in turn, and a sentence for each that could not be heard: one bad file must not cost the rest."""
    unique = list({song.id: song for song in songs}.values())
    heard: list[Heard] = []
    refused: list[str] = []
    for number, song in enumerate(unique):
        ask.step(words.listening_to(number + 1, len(unique), song.title), number / len(unique))
        try:
            heard.append((song, await ask.songs.hear(song, ask.progress if len(unique) == 1 else silent)))
        except (EngineError, Refusal) as error:
            why = words.failure(error) if isinstance(error, EngineError) else error.text
            refused.append(why if len(unique) == 1 else words.left_out(song.name, why))
    return heard, refused


def _rank(pair: Heard) -> tuple[int, float]:
    mood = pair[1].mood
    return QUADRANTS.index(mood.quadrant), -mood.confidence


def _table(heard: list[Heard]) -> Table:
    rows = tuple(words.mood_row(number, song.name, hearing.mood) for number, (song, hearing) in enumerate(heard, 1))
    return Table(words.mood_columns(), rows)


def _credits(heard: list[Heard]) -> tuple[Fact, ...]:
    """Whose excerpts were heard."""
    excerpts = [song for song, _ in heard if song.excerpt][: MOST_FACTS // 2]
    if len(heard) == 1:
        return tuple(words.credit(song.source, song.page) for song in excerpts)
    return tuple(words.credit(song.source, song.page, song.title) for song in excerpts)


def _moves(heard: list[Heard]) -> tuple[Move, ...]:
    """To a picture of each of the first songs; from a single one also to those that sound like it."""
    slates = (Move(words.slate_label(song.title), "slate", {"song": song.id}) for song, _ in heard[:3])
    alone = (Move(words.similar_songs_label(), "similar", {"song": heard[0][0].id}),) if len(heard) == 1 else ()
    return (*slates, *alone)


def _plane(data: bytes, media_type: str, heard: list[Heard]) -> File:
    places = tuple(words.dot_alt(song.name, hearing.mood) for song, hearing in heard[:10])
    return File("mood-plane.png", data, media_type, words.plane_alt(len(heard), places))


async def _spectrogram(ask: Ask, song: Song, hearing: Hearing) -> File:
    picture = await ask.engine.spectrogram(hearing)
    return File(
        f"{words.file_name(song.title)}-spectrogram.png",
        picture.data,
        picture.media_type,
        words.spectrogram_alt(song.name, hearing),
    )
