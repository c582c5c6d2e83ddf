"""What is said of listening: a song that somebody heard, who takes part, what was heard most. Knows no store."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from typing import Literal
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from bot.sources.titles import plain, read

Service = Literal["listenbrainz", "lastfm"]
SERVICES: tuple[Service, ...] = ("listenbrainz", "lastfm")

Trouble = Literal["", "private", "unknown", "down"]
"""What is wrong with an account: hidden from others, not there, or not to be asked lately."""

Period = Literal["week", "month", "season"]
PERIODS: Mapping[Period, int] = {"week": 7, "month": 30, "season": 90}
"""Days of each, today and those before it."""

SAME = 120
"""Seconds within which one song heard twice by one person is the same listening, told by two sources."""
SEARCH = "https://musicbrainz.org/search"
MOST_ARTISTS = 60
"""Characters of a song's artists that stand before its title."""
LONGEST_NAME = 200
"""Characters of a title or of an artist that are kept."""


@dataclass(frozen=True, slots=True)
class Listen:
    """Somebody listened to a song, from ``at`` on (seconds since 1970).

    ``server`` is where it counts; empty, wherever the person has joined. ``link`` helps to find its sound; ``song`` is
    the id of a song that was heard already. It counts once within ``apart`` seconds.
    """

    person: str
    title: str
    artists: tuple[str, ...]
    at: int
    server: str = ""
    link: str = ""
    song: str = ""
    apart: int = SAME

    @property
    def name(self) -> str:
        """Equal for the same recording, however its title and its artists are written.

        A file without an artist is known by its sound alone: many are called the same.
        """
        title = read(self.title)
        words = (*title.full.split(), *sorted(title.kinds.elements()), *sorted(title.marks))
        who = plain(self.artists[0]) if self.artists else self.song
        return fingerprint(who, " ".join(words))

    @property
    def names(self) -> frozenset[str]:
        """What it can be hidden by: itself, or any of its artists; by its title where it has none."""
        return frozenset((self.name, *(Hidden(each).what for each in self.artists or (self.title,))))


@dataclass(frozen=True, slots=True)
class Member:
    """A person who joined in a server. ``named``: their name may stand beside what they listened to."""

    person: str
    server: str
    name: str
    joined_at: int
    paused: bool = False
    named: bool = False
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is never counted of a person: a song, or all of an artist where ``title`` is empty.

    A song without an artist is named as if it were one.
    """

    artist: str
    title: str = ""

    @property
    def label(self) -> str:
        """As people write it."""
        return f"{self.artist} – {self.title}" if self.title else self.artist

    @property
    def what(self) -> str:
        """How it is compared."""
        return Listen("", self.title, (self.artist,), 0).name if self.title else fingerprint(plain(self.artist))


@dataclass(frozen=True, slots=True)
class Post:
    """A link to a song that somebody posted in a server."""

    person: str
    server: str
    link: str
    at: int


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account at a service. ``cursor`` is the last listen that was read; ``trouble`` what is wrong."""

    person: str
    service: Service
    name: str
    cursor: int = 0
    trouble: Trouble = ""


@dataclass(frozen=True, slots=True)
class Tune:
    """A song that was listened to, under its number; ``song`` is the id under which it was heard, if it was."""

    key: int
    title: str
    artists: tuple[str, ...]
    link: str = ""
    song: str = ""

    @property
    def label(self) -> str:
        """Artists and title, as people write it; many artists leave room for the title."""
        artists = ", ".join(self.artists)
        shown = artists if len(artists) <= MOST_ARTISTS else f"{artists[: MOST_ARTISTS - 1].rstrip()}…"
        return f"{shown} – {self.title}" if self.artists else self.title

    @property
    def address(self) -> str:
        """Where to find it: where it was heard, else a search for it in an open encyclopaedia."""
        asked = {"type": "recording", "query": " ".join((*self.artists, self.title))}
        return self.link if self.link.startswith("https://") else f"{SEARCH}?{urlencode(asked)}"


@dataclass(frozen=True, slots=True)
class Played:
    """A song of a period: how often it was heard, by how many, and when in the period on average (0..1).

    ``names`` are those of its listeners who are named.
    """

    tune: Tune
    plays: int
    moment: float
    listeners: int = 0
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A period of whole days by a server's own clock; both days are in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def numbers(self) -> tuple[int, int]:
        """The first and the last day as they are kept."""
        return self.first.toordinal(), self.last.toordinal()

    def seconds(self, zone: str) -> tuple[int, int]:
        """From when (inclusive) to when (exclusive), in seconds since 1970; a day may have 23 or 25 hours."""
        begins = datetime.combine(self.first, datetime.min.time(), _clock_of(zone))
        ends = datetime.combine(self.last + timedelta(days=1), datetime.min.time(), _clock_of(zone))
        return int(begins.timestamp()), int(ends.timestamp())

    @classmethod
    def of(cls, period: Period, now: int, zone: str, whole: bool = False) -> Span:
        """The period that ends with the day that is now in that zone, or with the day before if days are ``whole``."""
        last = day_of(now, zone) - timedelta(days=int(whole))
        return cls(last - timedelta(days=PERIODS[period] - 1), last)


def next_week(now: int, zone: str, hour: int = 9) -> int:
    """The next Monday at that hour by the clock of a zone, in seconds since 1970."""
    today = datetime.fromtimestamp(now, UTC).astimezone(_clock_of(zone))
    monday = today.date() - timedelta(days=today.weekday())
    mondays = (monday + timedelta(days=7 * weeks) for weeks in range(3))
    moments = (datetime(day.year, day.month, day.day, hour, tzinfo=_clock_of(zone)).timestamp() for day in mondays)
    return next(int(moment) for moment in moments if moment > now)


def day_of(at: int, zone: str) -> date:
    """The day of a moment by the clock of a zone."""
    return datetime.fromtimestamp(at, UTC).astimezone(_clock_of(zone)).date()


@cache
def _clock_of(zone: str) -> tzinfo:
    """A time zone; UTC even where the machine has no list of them."""
    return UTC if zone == "UTC" else ZoneInfo(zone)


def fingerprint(*parts: str) -> str:
    """A short name of some texts that does not tell them: BLAKE2b-80 in hex."""
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=10).hexdigest()
