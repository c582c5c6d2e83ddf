"""How often the matcher picks the right recording among a catalogue's hits, on 200 songs with noisy titles.

The songs and hits in ``titles.json`` were written by hand after what catalogues return: re-issues, guests, other
scripts, covers, karaoke and live takes, and songs that are not among the hits at all. Lengths are approximate.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz

from bot.sources import match
from bot.sources.track import Track

Picker = Callable[[Track, Sequence[Track]], int | None]
"""Picks one of the hits, or none."""

ALIKE = 85.0
"""Per cent that artist and title must agree for the plain ratio."""


@dataclass(frozen=True, slots=True)
class Case:
    """A wanted track, the hits a catalogue returns for it, and which of them are it (perhaps none)."""

    wanted: Track
    found: tuple[Track, ...]
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of all cases: ``right`` picks or rightly none; ``wrong`` picks; the rest was found by nobody."""

    right: float
    wrong: float


def cases() -> list[Case]:
    """The 200 songs."""
    rows = json.loads(files("bot.bench").joinpath("titles.json").read_text("utf-8"))
    return [Case(_track(row), tuple(map(_track, row["found"])), frozenset(row["right"])) for row in rows]


def measure(picker: Picker, songs: Sequence[Case]) -> Rates:
    """How the picker does on the songs."""
    picks = [(picker(song.wanted, song.found), song.right) for song in songs]
    right = sum(pick in rights if pick is not None else not rights for pick, rights in picks)
    wrong = sum(pick is not None and pick not in rights for pick, rights in picks)
    return Rates(right / len(songs), wrong / len(songs))


def matched(wanted: Track, found: Sequence[Track]) -> int | None:
    """As the bot picks."""
    return next(iter(match.best(wanted, found)), None)


def first(wanted: Track, found: Sequence[Track]) -> int | None:
    """The baseline that trusts the catalogue."""
    return 0


def plain_ratio(wanted: Track, found: Sequence[Track]) -> int | None:
    """The baseline that compares letters."""
    marks = [fuzz.ratio(_line(wanted), _line(each)) for each in found]
    best = max(range(len(marks)), key=marks.__getitem__)
    return best if marks[best] >= ALIKE else None


def run() -> str:
    """The rates as lines of text, with every song that the matcher did not get right."""
    songs = cases()
    lines = [f"{len(songs)} songs, {sum(len(song.found) for song in songs)} hits"]
    for name, picker in (("matcher", matched), ("plain ratio", plain_ratio), ("first hit", first)):
        rates = measure(picker, songs)
        lines.append(f"{name:<12} right {rates.right:6.1%}   wrong {rates.wrong:6.1%}")
    return "\n".join([*lines, *(line for song in songs for line in _miss(song))])


def _miss(song: Case) -> list[str]:
    pick = matched(song.wanted, song.found)
    if pick in song.right or (pick is None and not song.right):
        return []
    took = _line(song.found[pick]) if pick is not None else "none"
    meant = " or ".join(_line(song.found[index]) for index in sorted(song.right)) or "none"
    return [f"  {_line(song.wanted)}: took {took}, meant {meant}"]


def _line(track: Track) -> str:
    return f"{', '.join(track.artists)} – {track.title}"


def _track(row: dict[str, Any]) -> Track:
    return Track(row["title"], tuple(row["artists"]), row["seconds"])
