"""From what people are playing at the moment to listens: a song counts after 30 s, or after half of it if that is less.

Platforms tell of every change and tell it again for every server that they share with a person; nothing is counted
twice, and nothing that was skipped.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace

from bot.listening.values import SAME, Listen

log = logging.getLogger(__name__)

ENOUGH = 30.0
"""Seconds after which a song counts."""
LATEST = 3600.0
"""A song that began longer ago than these seconds is over, whatever a platform still shows."""
APART = 1.0
"""Seconds between two looks for songs that count by now."""


@dataclass(frozen=True, slots=True)
class Playing:
    """Somebody plays a song; times in seconds since 1970, 0 where the platform does not tell them."""

    person: str
    title: str
    artists: tuple[str, ...]
    started: float
    ends: float = 0.0
    link: str = ""
    servers: frozenset[str] = frozenset()
    """Where this was seen: it counts there and nowhere else, though the person may have joined elsewhere once."""

    @property
    def counts_at(self) -> float:
        """When it has been heard long enough."""
        half = (self.ends - self.started) / 2
        return self.started + (min(ENOUGH, half) if half > 0 else ENOUGH)

    @property
    def listens(self) -> list[Listen]:
        """It, as what is counted. One that was paused begins anew, but not so much later as one that is repeated."""
        apart = max(SAME, int(0.9 * (self.ends - self.started)))
        at = int(self.started)
        return [
            Listen(self.person, self.title, self.artists, at, server, self.link, apart=apart)
            for server in sorted(self.servers)
        ]


class Turntable:
    """What people who take part are playing now."""

    def __init__(
        self,
        counts: Callable[[str], bool],
        note: Callable[[Sequence[Listen]], Awaitable[object]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``counts`` tells whether a person takes part, ``note`` takes in what counts."""
        self._counts = counts
        self._note = note
        self._clock = clock
        self._playing: dict[str, Playing] = {}
        self._counted: dict[str, tuple[str, float]] = {}
        self._over: list[Playing] = []

    def play(self, person: str, playing: Playing | None) -> None:
        """A person plays this now, or nothing; to be called on the event loop, as often as a platform tells it."""
        if not self._counts(person):
            return
        before = self._playing.get(person)
        if playing and not playing.started:
            playing = self._since(playing, before)
        if before and not _same(before, playing):
            del self._playing[person]
            self._over += [before] if before.counts_at <= self._clock() else []
        current = playing is not None and self._clock() - playing.started < LATEST
        if playing and current and self._counted.get(person) != _mark(playing):
            seen = before.servers if before and _same(before, playing) else frozenset()
            self._playing[person] = replace(playing, servers=playing.servers | seen)

    def _since(self, playing: Playing, before: Playing | None) -> Playing:
        """A song of which nobody tells when it began: as long as it is the same as before, it began then."""
        name, begun = self._counted.get(playing.person, ("", 0.0))
        if before and _name(before) == _name(playing):
            return replace(playing, started=before.started)
        return replace(playing, started=begun if name == _name(playing) else self._clock())

    async def forget(self, person: str) -> None:
        """Drop what a person plays, uncounted."""
        self._playing.pop(person, None)
        self._counted.pop(person, None)
        self._over = [each for each in self._over if each.person != person]

    async def look(self) -> None:
        """Count what has been heard long enough by now."""
        now = self._clock()
        due = [each for each in self._playing.values() if each.counts_at <= now]
        for each in due:
            del self._playing[each.person]
            self._counted[each.person] = _mark(each)
        due, self._over = [*self._over, *due], []
        if due:
            await self._note([listen for each in due for listen in each.listens])

    async def run(self) -> None:
        """Look again and again; what the store cannot take must not end it."""
        while True:
            await asyncio.sleep(APART)
            try:
                await self.look()
            except Exception:  # whatever the store meets, the next songs must count
                log.exception("listens were lost", extra={"action": "listens_lost"})


def _same(one: Playing, other: Playing | None) -> bool:
    return other is not None and _mark(one) == _mark(other)


def _mark(playing: Playing) -> tuple[str, float]:
    return _name(playing), playing.started


def _name(playing: Playing) -> str:
    return playing.link or playing.title
