"""Opt-in listening: who takes part, what is counted of them, and who may not be seen.

The one door for everything that reports listens. People who did not join cost one look into a set.
"""

from __future__ import annotations

import struct
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.listening._taste import Pair, Vector, most_alike
from bot.listening.values import SERVICES, Account, Hidden, Listen, Member, Played, Post, Service, Span, Tune
from bot.songs import UNSHELVED, Song
from engine.api import VECTOR_FORMAT, Hearing

if TYPE_CHECKING:
    from bot.store import Store

KEPT_DAYS = 90
DAY = 24 * 3600
AGAIN = (3600, DAY, 7 * DAY)
"""Seconds until a song that could not be heard is tried again."""
MOST_POSTS = 1000
"""Posted links that wait to be looked at; more are not counted."""
MOST_SONGS = 50
"""Songs of a person that tell their taste."""
MOST_NAMED = 3
"""Listeners that are named beside a song."""


class Listening:
    """Who takes part, and what they listened to."""

    def __init__(
        self,
        store: Store,
        keep_days: int = KEPT_DAYS,
        services: tuple[Service, ...] = SERVICES,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """``keep_days``: older listens are erased; accounts at ``services`` can be linked.

        ``clock`` gives seconds since 1970.
        """
        self._store = store
        self._clock = clock
        self._people: set[str] | None = None
        self._withdrawals: dict[str, int] = {}
        self._posts: deque[Post] = deque(maxlen=MOST_POSTS)
        self.keep_days = keep_days
        self.services = services

    @property
    def now(self) -> int:
        """Seconds since 1970."""
        return int(self._clock())

    # who takes part

    async def ready(self) -> None:
        """Learn who takes part; until then the store is asked."""
        self._people = await self._store.listens.everyone()

    def counts(self, person: str) -> bool:
        """Whether anything that this person listens to may be counted: cheap enough for every presence there is."""
        return self._people is None or person in self._people

    async def member(self, person: str, server: str) -> Member | None:
        """The person as somebody who takes part in a server."""
        return next((each for each in await self.members(person) if each.server == server), None)

    async def members(self, person: str) -> tuple[Member, ...]:
        """Everywhere a person takes part."""
        return await self._store.listens.members(person)

    async def count(self, member: Member) -> int:
        """How many listens are kept of a person in a server."""
        return await self._store.listens.count(member.person, member.server)

    async def join(self, person: str, server: str, name: str) -> None:
        """Take part from now on, or again."""
        await self._store.listens.join(person, server, name, self.now)
        await self.ready()

    async def leave(self, person: str, server: str) -> int:
        """Take part no longer; returns how many listens were erased."""
        self._withdraw(server)
        erased = await self._store.listens.leave(person, server)
        await self.ready()
        return erased

    async def pause(self, person: str, server: str, paused: bool = True) -> None:
        """Count nothing for a while, or count again."""
        await self._store.listens.pause(person, server, paused)
        await self.ready()

    async def show_name(self, person: str, server: str, named: bool, name: str) -> None:
        """Let a person's name be told, or no longer."""
        self._withdraw(server)
        await self._store.listens.show_name(person, server, named, name)

    async def block(self, server: str, person: str, blocked: bool) -> None:
        """Keep a person out of a server's pictures, or let them in again."""
        self._withdraw(server)
        await self._store.listens.block(server, person, blocked)

    async def erase(self, person: str) -> None:
        """Erase all that was counted of a person, and forget them."""
        for member in await self.members(person):
            self._withdraw(member.server)
        self._posts = deque((post for post in self._posts if post.person != person), MOST_POSTS)
        await self._store.listens.erase(person)
        await self.ready()

    def withdrawals(self, server: str) -> int:
        """Grows whenever somebody takes something back: a picture that was begun before may show what it must not."""
        return self._withdrawals.get(server, 0)

    def _withdraw(self, server: str) -> None:
        self._withdrawals[server] = self.withdrawals(server) + 1

    # what is never counted

    async def hide(self, person: str, hidden: Hidden) -> int:
        """Count a song or an artist no more; returns how many listens were erased."""
        for member in await self.members(person):
            self._withdraw(member.server)
        return await self._store.listens.hide(person, hidden)

    async def unhide(self, person: str, hidden: Hidden) -> bool:
        """Count it again; False when it was not hidden."""
        return await self._store.listens.unhide(person, hidden)

    async def hidden(self, person: str) -> tuple[Hidden, ...]:
        """What is never counted of a person."""
        return await self._store.listens.hidden(person)

    # accounts elsewhere

    async def link(self, person: str, service: Service, name: str) -> None:
        """Read an account from now on; what was listened to before is nobody's business."""
        await self._store.accounts.link(Account(person, service, name, cursor=self.now))

    async def unlink(self, person: str, service: Service) -> bool:
        """Read it no more; False when there was none."""
        return await self._store.accounts.unlink(person, service)

    async def accounts(self, person: str) -> tuple[Account, ...]:
        """A person's accounts."""
        return await self._store.accounts.of(person)

    # what was heard

    async def note(self, listens: Iterable[Listen]) -> int:
        """Count what people listened to, as far as they let it; returns how much that was."""
        now = self.now
        oldest = now - self.keep_days * DAY
        counted = [
            replace(each, at=min(each.at, now))  # clocks elsewhere may be ahead
            for each in listens
            if self.counts(each.person) and each.title.strip() and each.at > oldest
        ]
        return await self._store.listens.note(counted) if counted else 0

    async def note_song(self, person: str, server: str, song: Song, at: int | None = None) -> int:
        """Count a song that somebody asked for or posted, in the server where they did, once a day."""
        if song.source in UNSHELVED or not self.counts(person):
            return 0
        asked = Listen(person, song.title, song.artists, at or self.now, server, song.link, song.id, DAY)
        return await self.note([asked])

    def posted(self, person: str, server: str, links: Iterable[str]) -> None:
        """Somebody posted links to songs; what they lead to is found out when nobody waits for anything else."""
        if self.counts(person):
            self._posts.extend(Post(person, server, link, self.now) for link in links)

    def next_post(self) -> Post | None:
        """The post that has waited longest, taken out."""
        return self._posts.popleft() if self._posts else None

    async def next_unheard(self) -> Tune | None:
        """The song to listen to next in the background."""
        return await self._store.listens.unheard(self.now)

    async def heard(self, tune: Tune, song: str) -> None:
        """A song was heard under this id."""
        await self._store.listens.heard(tune.key, song)

    async def not_heard(self, tune: Tune) -> None:
        """A song could not be heard: again after an hour, a day and a week, then never."""
        tries = await self._store.listens.tries(tune.key)
        again = self.now + AGAIN[tries] if tries < len(AGAIN) else -1
        await self._store.listens.unheard_until(tune.key, again)

    async def top(self, server: str, span: Span, most: int) -> tuple[Played, ...]:
        """A server's most heard songs of a period."""
        return await self._store.listens.top(server, span, most)

    async def top_of(self, person: str, span: Span, zone: str, most: int) -> tuple[Played, ...]:
        """A person's own."""
        return await self._store.listens.top_of(person, *span.seconds(zone), most)

    async def with_listeners(self, server: str, span: Span, played: Sequence[Played]) -> tuple[Played, ...]:
        """The same with how many listened to each, and the names of those who want to be named."""
        told = []
        for each in played:
            people = await self._store.listens.listeners_of(server, span, each.tune.key)
            names = tuple(name for _, name, named in people if named)[:MOST_NAMED]
            told.append(replace(each, listeners=len(people), names=names))
        return tuple(told)

    async def hearing(self, tune: Tune) -> Hearing | None:
        """What was heard of a song, if enough to paint it."""
        song = await self._store.song(tune.song) if tune.song else None
        heard = await self._store.hearing(song.audio) if song else None
        if heard and heard.current and heard.sketch:
            return heard
        if tune.song:  # an older version of the engine heard it, or only its numbers are known
            await self._store.listens.hear_again(tune.key, self.now)
        return None

    async def pair(self, server: str, span: Span, zone: str) -> Pair | None:
        """The two people whose taste is most alike, of those who are named; None where there are too few."""
        tastes = await self._store.listens.tastes(server, *span.seconds(zone))
        known: dict[str, dict[Vector, int]] = {}
        for person, plays in tastes.items():
            heard = [(await self._vector(song), count) for song, count in list(plays.items())[:MOST_SONGS]]
            known[person] = {vector: count for vector, count in heard if vector}
        found = most_alike(known)
        if found is None:
            return None
        names = [await self.member(person, server) for person in found.people]
        return replace(found, people=tuple(each.name for each in names if each))

    async def _vector(self, song: str) -> Vector:
        known = await self._store.song(song)
        heard = await self._store.hearing(known.audio) if known else None
        return struct.unpack(VECTOR_FORMAT, heard.vector) if heard and heard.current and heard.vector else ()

    async def totals(self, server: str, span: Span) -> tuple[int, int]:
        """How many plays of how many songs there were."""
        return await self._store.listens.totals(server, span)

    async def tidy(self) -> None:
        """Erase what is older than it may become."""
        await self._store.listens.forget_before(self.now - self.keep_days * DAY)
