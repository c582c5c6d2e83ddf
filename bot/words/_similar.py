"""What the bot says of songs that sound alike."""

from __future__ import annotations

from collections.abc import Mapping
from math import log2

from bot.reply import Fact, linkable
from bot.words._languages import say
from bot.words._songs import SURE_OF_KEY, SURE_OF_TEMPO, key, mood_name
from bot.words._text import joined, percent, shortened
from engine.api import Hearing, Mood, Part

__all__ = [
    "ALIKE",
    "constellation_alt",
    "everywhere_label",
    "further_sentence",
    "more_label",
    "nearest_label",
    "neighbour_columns",
    "neighbour_link",
    "neighbour_row",
    "neighbours_sentence",
    "no_more_neighbours",
    "nothing_heard_here",
    "nothing_to_compare",
    "reasons",
    "similar_label",
    "similar_songs_label",
    "slate_label",
    "this_server_label",
    "your_recording",
]

ALIKE = 0.6
"""Likeness of a part from which on it is named as alike; of songs taken at random one in twenty reaches it."""
NEAR = 0.6
"""Likeness of a song from which on it counts as near; of songs taken at random one in twenty reaches it."""

_SAME_TEMPO = log2(1.04)  # tempi that differ by less than 4 % are hardly told apart
_SLOW, _FAST = 84.0, 132.0  # beats per minute
_LOW, _HIGH = 0.35, 0.65  # of a descriptor from 0 to 1, of which 0.5 is a middling song


def reasons(asked: Hearing, other: Hearing, parts: Mapping[Part, float]) -> tuple[str, ...]:
    """What two songs have in common, each thing in a few words; what was measured badly is not claimed."""
    found = (
        _tempo(asked.features, other.features),
        _timbre(asked.features, other.features) if parts.get("sound", 0.0) >= ALIKE else "",
        say("same-groove") if parts.get("groove", 0.0) >= ALIKE else "",
        say("same-character") if parts.get("character", 0.0) >= ALIKE else "",
        _mood(asked.mood, other.mood),
        _key(asked.features, other.features),
    )
    return tuple(reason for reason in found if reason)


def _tempo(one: Mapping[str, float], other: Mapping[str, float]) -> str:
    if min(song.get("tempo_confidence", 0.0) for song in (one, other)) < SURE_OF_TEMPO:
        return ""
    tempo, beside = one["tempo"], other["tempo"]
    if min(tempo, beside) <= 0.0 or abs(log2(tempo / beside)) > _SAME_TEMPO:
        return ""
    return say("same-tempo", pace="slow" if tempo < _SLOW else "fast" if tempo > _FAST else "middling")


def _timbre(one: Mapping[str, float], other: Mapping[str, float]) -> str:
    bright, acoustic = ([song.get(name, 0.5) for song in (one, other)] for name in ("brightness", "acousticness"))
    shades = {"dark": max(bright) <= _LOW, "bright": min(bright) >= _HIGH, "acoustic": min(acoustic) >= _HIGH}
    return say("same-timbre", shade=next((shade for shade, fits in shades.items() if fits), "plain"))


def _mood(one: Mood, other: Mood) -> str:
    same = one.quadrant == other.quadrant and not one.unsure and not other.unsure
    return say("same-mood", mood=one.quadrant) if same else ""


def _key(one: Mapping[str, float], other: Mapping[str, float]) -> str:
    if min(song.get("key_confidence", 0.0) for song in (one, other)) <= SURE_OF_KEY:
        return ""
    return say("same-key", key=key(one)) if key(one) == key(other) else ""


def neighbours_sentence(asked: str, best: str, likeness: float, common: tuple[str, ...]) -> str:
    """The nearest song and why; where even it is far, so much is said first."""
    told = {"asked": asked, "best": best, "likeness": percent(likeness), "common": _common(common)}
    return say("nearest" if likeness >= NEAR else "nothing-near", **told)


def further_sentence(asked: str, first: int, last: int) -> str:
    """Songs beyond the first five."""
    return say("further", asked=asked, first=first, last=last) if last > first else say("furthest", asked=asked)


def neighbour_columns() -> tuple[str, ...]:
    """The heads of the table of songs that sound alike."""
    return "", *(say(f"column-{name}") for name in ("song", "alike", "mood", "common"))


def neighbour_row(number: int, name: str, likeness: float, mood: Mood, common: tuple[str, ...]) -> tuple[str, ...]:
    """A song's row in the table of songs that sound alike."""
    return str(number), name, percent(likeness), mood_name(mood.quadrant), _common(common)


def _common(common: tuple[str, ...]) -> str:
    return joined(common) if common else say("nothing-in-common")


def neighbour_link(number: int, title: str, address: str) -> Fact:
    """Where a song can be found."""
    return Fact(str(number), shortened(title, 40), linkable(address))


def constellation_alt(asked: str, mood: Mood, neighbours: tuple[tuple[str, float, Mood], ...]) -> str:
    """The card of neighbours (name, likeness, mood) described."""
    told = (
        say("neighbour-alt", name=name, likeness=percent(likeness), mood=felt.quadrant)
        for name, likeness, felt in neighbours
    )
    return say("constellation-alt", asked=asked, mood=mood.quadrant, neighbours=say("list-semicolon").join(told))


def your_recording() -> str:
    """What a recording is called in a sentence."""
    return say("your-recording")


def nothing_to_compare() -> str:
    """No other song is known."""
    return say("nothing-to-compare")


def nothing_heard_here() -> str:
    """No other song was heard in this server."""
    return say("nothing-heard-here")


def no_more_neighbours() -> str:
    """The last page was the last."""
    return say("no-more-neighbours")


def similar_songs_label() -> str:
    """The button that leads from a song to those that sound like it."""
    return say("similar-songs-label")


def more_label() -> str:
    """The button for the next five."""
    return say("more-label")


def nearest_label() -> str:
    """The button that leads back to the nearest five."""
    return say("nearest-label")


def slate_label(title: str) -> str:
    """The button that paints a song."""
    return say("slate-label", title=shortened(title, 30))


def similar_label(title: str) -> str:
    """The button that goes on from another song."""
    return say("similar-label", title=shortened(title, 30))


def this_server_label() -> str:
    """The button that leaves out what was heard elsewhere."""
    return say("this-server-label")


def everywhere_label() -> str:
    """The button that takes in what was heard elsewhere."""
    return say("everywhere-label")
