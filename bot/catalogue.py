"""Songs that sound alike: keeps the engine's index true to the store, and chooses what to offer of what is near.

What sounds alike is the engine's to say, by numbers; here it is decided what a person wants to see of it: never the
song itself or another version of it, few songs of one artist, and five that differ from each other as well.
"""

from __future__ import annotations

import asyncio
import logging
import re
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import TYPE_CHECKING

from bot import words
from bot.songs import LONGEST_TITLE, Song, id_of
from bot.sources import titles
from engine.api import (
    HEARING_VERSION,
    VECTOR_FORMAT,
    Engine,
    Hearing,
    Neighbour,
    Part,
    Progress,
    Step,
    digest,
    silent,
)
from engine.catalogue import Entry
from engine.errors import EngineError

if TYPE_CHECKING:
    from bot.store import Store

log = logging.getLogger(__name__)

STARTER = "starter"
BATCH = 50_000  # songs brought to the index at once: 13 MB
PAGE = 5
"""Songs shown at once."""
POOL = 50
"""Neighbours that are spread at once; those further away come after all of them."""
MOST_ASKED = 800
ALIKE, SECONDS = 0.96, 3.0
"""Past this cosine, and with lengths no further apart, two songs are one recording.

Two files of one recording were found at .977 and above, a remix at .944, songs of different artists below .883.
"""
OF_ONE_ARTIST = 2
RELEVANCE = 0.7
"""What nearness counts against difference from what was chosen before."""
_NAMED = re.compile(r"(?:\d{1,3}[ .)-]+)?(?P<artist>\S.*?)\s+[-\u2013\u2014]\s+(?P<title>.+)")


@dataclass(frozen=True, slots=True)
class Match:
    """A song that sounds like another: ``likeness`` 0 to 1 in whole and in ``parts``, and the ``cosine`` behind it."""

    song: Song
    hearing: Hearing
    likeness: float
    parts: Mapping[Part, float]
    cosine: float


class Catalogue:
    """All songs that were heard, and those that came along; ``starter`` gives the latter."""

    def __init__(self, store: Store, engine: Engine, starter: Callable[[], Sequence[Entry]] = tuple) -> None:
        self._shelf = store.shelf
        self._engine = engine
        self._starter = starter
        self._bringing = asyncio.Lock()
        self._compared = False
        self._brought = 0
        """The highest key that the engine has."""

    async def ready(self, progress: Progress = silent) -> None:
        """Bring the engine what it lacks: at first all that it lost, then what was heard since, here or elsewhere."""
        async with self._bringing:
            if not self._compared:
                await self._bring_starter()
                await self._compare()
                self._compared = True
            await self._bring_rest(progress)

    async def similar(
        self,
        song: Song,
        hearing: Hearing,
        most: int = PAGE,
        skip: int = 0,
        server: str = "",
        here: bool = False,
        progress: Progress = silent,
    ) -> tuple[Match, ...]:
        """The songs most like one that was heard, each page's nearest first, after ``skip`` that were shown before.

        ``server`` is where it is asked: files that people gave elsewhere are not shown there, for their names are
        nobody else's business. ``here`` leaves only what was heard in it. Fewer than ``most`` are all there are.
        """
        await self.ready(progress)
        among = await self._shelf.heard_in(server) if here else None
        asked = POOL
        while True:
            near = await self._engine.nearest([hearing.vector], asked, among)
            chosen = choose(song, hearing, await self._matches(near, server), PAGE, skip + most)
            if len(chosen) >= skip + most or len(near) < asked or asked >= MOST_ASKED:
                pages = (chosen[start : start + PAGE] for start in range(skip, len(chosen), PAGE))
                return tuple(match for page in pages for match in sorted(page, key=lambda match: -match.cosine))
            asked = min(4 * asked, MOST_ASKED)

    async def _matches(self, near: Sequence[Neighbour], server: str) -> list[Match | None]:
        """What the store knows of neighbours that may be shown in a server; None for the others.

        The engine learns by this what is off the shelf.
        """
        known = await self._shelf.find([each.key for each in near])
        private = await self._shelf.private_elsewhere(list(known), server)
        if gone := [each.key for each in near if each.key not in known]:
            await self._engine.unshelve(gone)
        return [
            Match(*known[each.key], each.likeness, each.parts, each.cosine)
            if each.key in known and each.key not in private
            else None
            for each in near
        ]

    async def _bring_starter(self) -> None:
        """Put the starter catalogue on the shelf, once for each edition of it."""
        try:
            entries = await asyncio.to_thread(self._starter)
        except EngineError as error:  # what people hear can be found all the same
            log.warning("there is no starter catalogue: %s", error)
            return
        edition = f"{HEARING_VERSION}-{digest(b''.join(entry.vector for entry in entries))}"
        if entries and edition != await self._shelf.edition(STARTER):
            songs = {song.id: (song, hearing) for song, hearing in map(_starting, reversed(entries))}
            await self._shelf.bring(STARTER, edition, list(songs.values()))

    async def _compare(self) -> None:
        """See whether the engine's index holds what the shelf does up to its highest key; if not, begin anew."""
        await self._shelf.drop_other_versions()
        await self._engine.unshelve(await self._shelf.taken_off())
        index = await self._engine.shelf()
        if index == await self._shelf.told(index.highest):
            self._brought = index.highest
            return
        log.warning("the index of likeness does not fit the store and is built anew")
        for start in range(1, index.highest + 1, BATCH):
            await self._engine.unshelve(range(start, min(start + BATCH, index.highest + 1)))

    async def _bring_rest(self, progress: Progress) -> None:
        done, total = 0, 0
        while songs := await self._shelf.after(self._brought, BATCH):
            total = total or (await self._shelf.told()).count
            await self._engine.shelve(songs, _part(progress, done / total, len(songs) / total))
            done += len(songs)
            self._brought = songs[-1][0]


def _part(progress: Progress, start: float, share: float) -> Progress:
    """Progress of a part of the whole; said in the language of who waits, not of the thread that tells."""
    stage = words.cataloguing()
    return lambda step: progress(Step(stage, min(1.0, start + share * step.fraction)))


def _starting(entry: Entry) -> tuple[Song, Hearing]:
    """A song of the starter catalogue as if it had been heard, but for what only its sound could tell."""
    artists = tuple(words.shortened(artist, 40) for artist in entry.artists[:4])
    title = words.shortened(entry.title, LONGEST_TITLE)
    named = Song("", title, "", "catalogue", artists)
    sound = digest(f"{STARTER} {HEARING_VERSION} {named.name}".encode() + entry.vector)
    hearing = Hearing(sound, 0.0, (), entry.features, entry.mood, b"", entry.vector, entry.genres)
    return Song(id_of(named.name), title, sound, "catalogue", artists), hearing


def choose(song: Song, hearing: Hearing, near: Sequence[Match | None], page: int, most: int) -> list[Match]:
    """At most ``most`` of the neighbours, which come nearest first, in the order to show them, ``page`` at a time.

    Maximal marginal relevance (Carbonell and Goldstein 1998) over ``POOL`` of them after another, with a cap on artists
    in each page. More neighbours continue the order and never change it, so that pages fit together.
    """
    kept = [_Candidate(Match(song, hearing, 1.0, {}, 1.0))]
    waiting: list[_Candidate] = []
    chosen: list[_Candidate] = []
    for start in range(0, len(near), POOL):
        for candidate in (_Candidate(match) for match in near[start : start + POOL] if match):
            if not any(candidate.repeats(other) for other in kept):
                kept.append(candidate)
                waiting.append(candidate)
        while len(chosen) < most and (best := _next(waiting, chosen[len(chosen) // page * page :])):
            waiting.remove(best)
            chosen.append(best)
            for each in waiting:
                each.nearest = max(each.nearest, each.cosine_to(best))
    return [each.match for each in chosen]


def _next(waiting: Iterable[_Candidate], shown: Iterable[_Candidate]) -> _Candidate | None:
    """The worthiest of those whose artists are not shown often enough."""
    times = Counter(artist for each in shown for artist in each.artists)
    fresh = (each for each in waiting if all(times[artist] < OF_ONE_ARTIST for artist in each.artists))
    return max(fresh, key=lambda each: each.worth, default=None)


class _Candidate:
    """A match with what choosing needs of it. ``nearest`` is the highest cosine to a song that was chosen already."""

    def __init__(self, match: Match) -> None:
        self.match = match
        self.nearest = 0.0
        self.artists, self._title = named(match.song)
        self._vector = struct.unpack(VECTOR_FORMAT, match.hearing.vector)

    @property
    def worth(self) -> float:
        return RELEVANCE * self.match.cosine - (1 - RELEVANCE) * self.nearest

    def cosine_to(self, other: _Candidate) -> float:
        return float(sum(map(mul, self._vector, other._vector)))

    def repeats(self, other: _Candidate) -> bool:
        """Whether it is the other song, another version of it, or the same recording under another name."""
        one, two = self.match, other.match
        if one.song.id == two.song.id or one.hearing.audio == two.hearing.audio:
            return True
        if self._title == other._title and self.artists & other.artists:
            return True
        lengths = (one.hearing.duration, two.hearing.duration)
        return (not all(lengths) or abs(lengths[0] - lengths[1]) < SECONDS) and self.cosine_to(other) > ALIKE


def named(song: Song) -> tuple[frozenset[str], str]:
    """A song's artists and title in plain words, without what tells its versions apart.

    A file that has no artist may be called 'Artist - Title', as collections are.
    """
    artists, title = song.artists, song.title
    if not artists and (parts := _NAMED.fullmatch(title)):
        artists, title = (parts["artist"],), parts["title"]
    return frozenset(map(titles.plain, artists)), titles.read(titles.unsigned(title, artists)).full
