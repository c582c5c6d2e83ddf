"""Songs that sound like one song."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from bot import words
from bot.ask import Ask
from bot.catalogue import PAGE, Match
from bot.cog import Span, feature
from bot.reply import Fact, File, Move, Refusal, Reply, Table, linkable
from bot.songs import Song
from engine.api import Hearing, Picture, Star

SEARCH = "https://musicbrainz.org/search"
MOST = 95
"""Songs that can be left out; who wants more than a hundred wants another song."""


@feature(on_message="Similar songs")
async def similar(
    ask: Ask,
    song: Annotated[Song, "A Spotify link, an audio file, a recording, or a jukebox song such as happy"],
    skip: Annotated[int, "How many of the nearest to leave out, to see those behind them", Span(0, MOST)] = 0,
    here: Annotated[bool, "Only songs that were heard on this server"] = False,
) -> Reply:
    """Find the five songs that sound most like one, and say what is alike.

    By sound alone: what was never played together can be near. The card shows the five around the song, the nearer
    the more alike. More shows the next five.
    """
    hearing = await ask.recall(song)
    near = await ask.similar(song, 2 * PAGE, skip, here)  # this page, and whether there is another
    if not near:
        raise _none(song, skip, here)
    matches, further = near[:PAGE], skip + PAGE <= MOST and len(near) > PAGE
    card = await ask.engine.constellation(_star(song, hearing), _stars(matches), ask.progress, words.picture_labels())
    return Reply(
        text=_sentence(song, hearing, matches, skip),
        table=_table(hearing, matches, skip),
        facts=(*_links(matches, skip), *((words.credit(song.source, song.page),) if song.excerpt else ())),
        files=(_file(card, song, hearing, matches),),
        moves=(*_further(song, skip, here, further), *_onward(song, hearing, matches[0]), _elsewhere(song, here)),
    )


def link_to(song: Song) -> str:
    """Where to find a song: its own page, else a search for it in an open encyclopaedia."""
    if own := linkable(song.link) or linkable(song.page):
        return own
    asked = " ".join((*song.artists, song.title))
    return f"{SEARCH}?{urlencode({'type': 'recording', 'query': asked})}"


def _links(matches: Sequence[Match], skip: int) -> tuple[Fact, ...]:
    numbered = enumerate(matches, skip + 1)
    return tuple(words.neighbour_link(number, match.song.name, link_to(match.song)) for number, match in numbered)


def _none(song: Song, skip: int, here: bool) -> Refusal:
    """Why nothing was found, and the way on."""
    if skip:
        return Refusal(words.no_more_neighbours(), (_move(words.nearest_label(), song, 0, here),))
    if here:
        return Refusal(words.nothing_heard_here(), (_elsewhere(song, here),))
    return Refusal(words.nothing_to_compare())


def _common(hearing: Hearing, match: Match) -> tuple[str, ...]:
    return words.reasons(hearing, match.hearing, match.parts)


def _name(song: Song) -> str:
    return words.your_recording() if song.source == "recording" else words.shortened(song.name, 100)


def _sentence(song: Song, hearing: Hearing, matches: Sequence[Match], skip: int) -> str:
    best = matches[0]
    if skip:
        return words.further_sentence(_name(song), skip + 1, skip + len(matches))
    named = words.shortened(best.song.name, 100)
    return words.neighbours_sentence(_name(song), named, best.likeness, _common(hearing, best))


def _table(hearing: Hearing, matches: Sequence[Match], skip: int) -> Table:
    rows = tuple(
        words.neighbour_row(number, match.song.name, match.likeness, match.hearing.mood, _common(hearing, match))
        for number, match in enumerate(matches, skip + 1)
    )
    return Table(words.neighbour_columns(), rows)


def _star(song: Song, hearing: Hearing) -> Star:
    return Star(song.title, ", ".join(song.artists), hearing.mood)


def _stars(matches: Sequence[Match]) -> list[Star]:
    """The matches with those of their parts that the words call alike."""
    return [
        replace(
            _star(match.song, match.hearing),
            likeness=match.likeness,
            parts={part: share for part, share in match.parts.items() if share >= words.ALIKE},
        )
        for match in matches
    ]


def _file(card: Picture, song: Song, hearing: Hearing, matches: Sequence[Match]) -> File:
    told = tuple((match.song.name, match.likeness, match.hearing.mood) for match in matches)
    name = f"{words.file_name(song.title)}-similar.{card.media_type.partition('/')[2]}"
    return File(name, card.data, card.media_type, words.constellation_alt(song.name, hearing.mood, told))


def _move(label: str, song: Song, skip: int, here: bool) -> Move:
    shown = {"skip": str(skip)} if skip else {}
    return Move(label, "similar", {"song": song.id} | shown | ({"here": "yes"} if here else {}))


def _further(song: Song, skip: int, here: bool, further: bool) -> tuple[Move, ...]:
    return (_move(words.more_label(), song, skip + PAGE, here),) if further else ()


def _onward(song: Song, hearing: Hearing, best: Match) -> tuple[Move, ...]:
    """Paint the nearest song whose sound was heard, and go on from the nearest."""
    heard = best.song if best.hearing.sketch else song if hearing.sketch else None
    paint = (Move(words.slate_label(heard.title), "slate", {"song": heard.id}),) if heard else ()
    return (*paint, _move(words.similar_label(best.song.title), best.song, 0, False))


def _elsewhere(song: Song, here: bool) -> Move:
    """The same question for this server only, or for everywhere."""
    return _move(words.everywhere_label() if here else words.this_server_label(), song, 0, not here)
