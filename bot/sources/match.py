"""Are two names the same recording of a song? Titles, artists, kind of recording and seconds are compared.

A live take, cover, karaoke track or remix is another recording unless it was asked for. Knows no catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz

from bot.sources import titles
from bot.sources.titles import Title, plain
from bot.sources.track import Track

Verdict = Literal["same", "maybe", "other"]

SECONDS = 3.0
"""How far two catalogues' lengths of one recording lie apart at most."""
FAR = 15.0
"""Past this many seconds it is another recording, whatever it is called."""
EXACT = 1.5
"""Seconds apart that make up for an artist whose name cannot be read."""
SURE, LIKELY = 0.93, 0.82
"""Shares of a name that must agree: to be the same by itself, to be the same when the seconds agree."""
RELATED = 0.9
"""What a name is worth that agrees only without its brackets, or in one of two scripts."""
UNASKED = 0.05
"""What an artist is worth less who brings a guest that was not asked for."""
SHORT, SLIP = 12, 0.15
"""In names of fewer letters a letter makes another name: 'Chain', 'Chains'."""
HALF = 0.84
"""What an artist is worth whose name is part of the other's, or who is named but not first."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two tracks are: title and artist 0 to 1 (None: cannot be told), seconds apart (None: unknown).

    ``wording`` is the share of words that are the same as written, which tells editions of one recording apart.
    """

    title: float | None
    artist: float | None
    apart: float | None
    wording: float
    verdict: Verdict

    @property
    def total(self) -> float:
        """For sorting, larger is likelier."""
        order = {"same": 2.0, "maybe": 1.0, "other": 0.0}[self.verdict]
        apart = min(self.apart if self.apart is not None else SECONDS, FAR) / FAR
        return order + 0.4 * (self.title or 0) + 0.3 * (self.artist or 0) + 0.3 * self.wording - 0.2 * apart


def score(wanted: Track, found: Track) -> Likeness:
    """How alike a catalogue's track is to the wanted one."""
    people = (*wanted.artists, *found.artists)
    asked, given = (titles.read(titles.unsigned(track.title, people)) for track in (wanted, found))
    title = _title(wanted.title, asked, found.title, given)
    artist = _artist(wanted, asked, found, given)
    apart = abs(wanted.seconds - found.seconds) if wanted.seconds and found.seconds else None
    another = _another(wanted, asked, found, given)
    verdict: Verdict = "other" if another else _verdict(title, artist, apart)
    if verdict == "maybe" and (_filed(wanted, found) or _renamed_artist(wanted, title, artist, apart)):
        verdict = "same"
    return Likeness(title, artist, apart, _wording(wanted, found), verdict)


def best(wanted: Track, found: Sequence[Track]) -> list[int]:
    """Which of the found tracks are the wanted recording, likeliest first; as found where equally likely."""
    marks = {index: score(wanted, each) for index, each in enumerate(found)}
    same = [index for index, mark in marks.items() if mark.verdict == "same"]
    return sorted(same, key=lambda index: -marks[index].total) or _second_title(marks)


def _second_title(marks: Mapping[int, Likeness]) -> list[int]:
    """The artist's first hit where its title is in another script but its length is the wanted one's."""
    by_artist = (index for index, mark in marks.items() if (mark.artist or 0) >= SURE)
    first = next(by_artist, None)
    if first is None or marks[first].verdict != "maybe" or marks[first].title is not None:
        return []
    apart = marks[first].apart
    return [first] if apart is not None and apart <= EXACT else []


def _verdict(title: float | None, artist: float | None, apart: float | None) -> Verdict:
    if any(part is not None and part < LIKELY for part in (title, artist)) or (apart or 0) > FAR:
        return "other"
    close = apart is not None and apart <= SECONDS
    if title is None:
        return "maybe" if close or apart is None else "other"
    if artist is None:
        return "maybe"
    if (apart is None or close) and min(title, artist) >= SURE:
        return "same"
    return "same" if close and max(title, artist) >= SURE else "maybe"


def _wording(wanted: Track, found: Track) -> float:
    ours, theirs = (set(plain(" ".join((track.title, *track.artists))).split()) for track in (wanted, found))
    return 2 * len(ours & theirs) / max(len(ours) + len(theirs), 1)


def _filed(wanted: Track, found: Track) -> bool:
    """Whether both stand under the same ISRC."""
    return bool(wanted.isrc) and wanted.isrc.upper() == found.isrc.upper()


def _renamed_artist(wanted: Track, title: float | None, artist: float | None, apart: float | None) -> bool:
    """Whether title and length leave no doubt where the artist's two names cannot be compared."""
    return bool(wanted.artists) and artist is None and (title or 0) >= RELATED and apart is not None and apart <= EXACT


def _another(wanted: Track, asked: Title, found: Track, given: Title) -> bool:
    """Whether the names say that these are two recordings: kind, which one of the kind, part, a band that covers."""
    if asked.kinds != given.kinds or not _counted(asked.numbers, given.numbers):
        return True
    if asked.marks and given.marks and not _shared(asked.marks, given.marks):
        return True
    return any(map(titles.borrows, found.artists)) and not any(map(titles.borrows, wanted.artists))


def _counted(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether all numbers agree, or all of the title with fewer: opus and catalogue numbers are often left out."""
    return one == other or bool(one & other and (one < other or other < one))


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    """Years must be the same where both have one; of the other words one must agree, give or take a letter."""
    years, years_too = ({word for word in words if word.isdigit()} for words in (one, other))
    if years and years_too and not years & years_too:
        return False
    words, words_too = one - years, other - years_too
    return not (words and words_too) or any(_ratio(a, b) >= LIKELY for a in words for b in words_too)


def _title(wanted: str, asked: Title, found: str, given: Title) -> float | None:
    if titles.foreign(wanted) != titles.foreign(found):
        pairs = [
            (a, b) for a in (asked.full, asked.main, *asked.asides) for b in (given.full, given.main, *given.asides)
        ]
        likeness = max(_ratio(titles.sound(a), titles.sound(b)) for a, b in pairs)
        if titles.borrowed(wanted) or titles.borrowed(found):
            likeness = max(likeness, *(_ratio(titles.bones(a), titles.bones(b)) for a, b in pairs))
        return min(likeness, RELATED) if likeness >= LIKELY or not _renamed(wanted, found) else None
    whole = _name(asked.full, given.full)
    part = max(_name(a, b) for a in (asked.main, *asked.asides) for b in (given.main, *given.asides))
    return max(whole, min(part, RELATED)) if asked.asides or given.asides else whole


def _artist(wanted: Track, asked: Title, found: Track, given: Title) -> float | None:
    if not wanted.artists or not found.artists:
        return None
    theirs = (*found.artists, *given.guests)
    ours = (*wanted.artists, *asked.guests)
    here = _best(wanted.artists[0], theirs)
    there = _best(found.artists[0], ours)
    if here is None or there is None:
        return None
    part = HALF if max(here, there) >= SURE or _shortened(wanted.artists[0], found.artists[0]) else 0.0
    likeness = max(min(here, there), part)
    strange = any((_best(guest, ours) or 0) < LIKELY for guest in given.guests)
    return max(likeness - UNASKED * strange, 0.0)


def _best(artist: str, others: Sequence[str]) -> float | None:
    """How well the artist's name is met among the others; None when it is written in signs that do not tell sound."""
    likeness = max(_person(artist, other) for other in others)
    told = likeness >= LIKELY or not any(_renamed(artist, other) for other in others)
    return likeness if told else None


def _person(one: str, other: str) -> float:
    mine, theirs = titles.names(one), titles.names(other)
    likeness = max(_ratio(mine[0], theirs[0]), _ratio(mine[0], theirs[0], sort=True))
    if titles.foreign(one) != titles.foreign(other):
        likeness = max(likeness, fuzz.token_sort_ratio(_sounds(one), _sounds(other)) / 100)
    if mine[0] in theirs or theirs[0] in mine or mine[1:2] == theirs[1:2] != ():
        likeness = max(likeness, SURE)
    return likeness


def _shortened(wanted: str, found: str) -> bool:
    """Whether the found name is the wanted one less a word or two; more words would make it somebody's imitator."""
    words, fewer = set(plain(wanted).split()), set(plain(found).split())
    return len(fewer) > 1 and fewer < words


def _sounds(artist: str) -> str:
    return " ".join(titles.sound(word) for word in plain(artist).split())


def _renamed(one: str, other: str) -> bool:
    """Whether one may be the other's second name, in another script."""
    return titles.foreign(one) != titles.foreign(other) and (titles.translated(one) or titles.translated(other))


def _name(one: str, other: str) -> float:
    likeness = _ratio(one, other)
    return max(likeness - SLIP, 0.0) if likeness < 1 and min(len(one), len(other)) < SHORT else likeness


def _ratio(one: str, other: str, *, sort: bool = False) -> float:
    if not (one and other):
        return 0.0
    if sort:
        return fuzz.token_sort_ratio(one, other) / 100
    return max(fuzz.ratio(one, other), fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))) / 100
