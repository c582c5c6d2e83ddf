"""What the bot says of what people listened to: collages and recaps."""

from __future__ import annotations

from typing import Literal

from bot.words._languages import say
from bot.words._songs import mood_name
from bot.words._text import joined, listed, percent, shortened
from engine.api import Layout

__all__ = [
    "alike_in_taste",
    "changed_meanwhile",
    "collage_alt",
    "collage_columns",
    "collage_label",
    "collage_row",
    "collage_title",
    "everyone_label",
    "fetching_covers",
    "longer_label",
    "mine_label",
    "mood_of_server",
    "most_played",
    "most_shared",
    "no_cover_tiles",
    "no_covers_here",
    "nobody_listened",
    "not_posted_any_more",
    "other_layout_label",
    "own_title",
    "plays_caption",
    "posted_weekly",
    "server_listened",
    "slate_number_one_label",
    "this_channel",
    "title_tiles",
    "was_not_posted",
    "you_did_not_listen",
    "you_listened",
]

Period = Literal["week", "month", "season"]
LONGEST = 40
"""Characters of a person's name."""


def collage_title(period: Period) -> str:
    """Drawn on a server's collage."""
    return say("collage-title", period=period)


def own_title(period: Period) -> str:
    """Drawn on a person's own."""
    return say("own-title", period=period)


def server_listened(period: Period, plays: int, songs: int) -> str:
    """How much a server listened."""
    return say("server-listened", period=period, plays=plays, songs=songs)


def you_listened(period: Period, plays: int, songs: int) -> str:
    """What a person listened to most."""
    return say("you-listened", period=period, plays=plays, songs=songs)


def nobody_listened(period: Period) -> str:
    """Nothing was counted in a server."""
    return say("nobody-listened", period=period)


def you_did_not_listen(period: Period) -> str:
    """Nothing was counted of a person."""
    return say("you-did-not-listen", period=period)


def changed_meanwhile() -> str:
    """People took things back again and again while a picture was made."""
    return say("changed-meanwhile")


def title_tiles(count: int) -> str:
    """So many songs could not be heard."""
    return say("title-tiles", count=count)


def no_cover_tiles(count: int) -> str:
    """So many songs have no cover."""
    return say("no-cover-tiles", count=count)


def no_covers_here() -> str:
    """Covers are not fetched here."""
    return say("no-covers-here")


def fetching_covers() -> str:
    """Progress: covers are fetched."""
    return say("fetching-covers")


def plays_caption(plays: int, names: tuple[str, ...]) -> str:
    """Drawn beside a song: how often, and by whom if they want it told."""
    told = listed(tuple(shortened(name, LONGEST) for name in names))
    return say("plays-caption", plays=plays, names=told, named=len(names))


def collage_columns() -> tuple[str, ...]:
    """Above the list of songs."""
    return ("#", say("column-song"), say("column-plays"), say("column-listeners"))


def collage_row(number: int, name: str, plays: int, listeners: int, names: tuple[str, ...]) -> tuple[str, ...]:
    """A song of the list."""
    told = listed(tuple(shortened(each, LONGEST) for each in names))
    people = say("listeners-named", names=told, more=listeners - len(names)) if names else str(listeners)
    return str(number), name, str(plays), people


def collage_alt(layout: Layout, count: int, names: tuple[str, ...]) -> str:
    """A collage for somebody who cannot see it."""
    return say("collage-alt", layout=layout, count=count, names=listed(names))


def other_layout_label() -> str:
    """A button: the same in another layout."""
    return say("other-layout-label")


def longer_label() -> str:
    """A button: a longer period."""
    return say("longer-label")


def mine_label() -> str:
    """A button: only the presser's own."""
    return say("mine-label")


def everyone_label() -> str:
    """A button: the whole server."""
    return say("everyone-label")


def slate_number_one_label() -> str:
    """A button: the picture of the first song."""
    return say("slate-number-one-label")


def collage_label() -> str:
    """A button under a recap."""
    return say("collage-label")


def posted_weekly(where: str, zone: str) -> str:
    """The collage posts itself from now on."""
    return say("posted-weekly", where=where, zone=zone)


def this_channel() -> str:
    """Where a command was given, inside a sentence."""
    return say("this-channel")


def not_posted_any_more() -> str:
    """It does not post itself any more."""
    return say("not-posted-any-more")


def was_not_posted() -> str:
    """It did not."""
    return say("was-not-posted")


def mood_of_server(valence: float, arousal: float) -> str:
    """The mood of a period, by where its songs lie on average."""
    mood = _quadrant(valence, arousal)
    strong = "clear" if max(abs(valence), abs(arousal)) >= 0.25 else "slight"
    return say("mood-of-server", mood=mood_name(mood), strong=strong)


def most_shared(name: str, people: int) -> str:
    """The song that most people listened to."""
    return say("most-shared", name=name, people=people)


def most_played(name: str, plays: int) -> str:
    """Nobody shared a song; this one was played most."""
    return say("most-played", name=name, plays=plays)


def alike_in_taste(one: str, other: str, likeness: float) -> str:
    """The two people whose songs sound most alike."""
    both = joined((shortened(one, LONGEST), shortened(other, LONGEST)))
    return say("alike-in-taste", people=both, likeness=percent(max(0.0, likeness)))


def _quadrant(valence: float, arousal: float) -> Literal["happy", "angry", "sad", "relaxed"]:
    if valence >= 0.0:
        return "happy" if arousal >= 0.0 else "relaxed"
    return "angry" if arousal >= 0.0 else "sad"
