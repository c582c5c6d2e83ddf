"""From a link to a track, and from a track to an excerpt: which source is asked when, and what its silence means.

Knows the order of the sources and nothing of how each is asked.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from bot.sources._outcome import Deadline, Failed, Missing
from bot.sources.links import ShortLink
from bot.sources.track import Link, Preview, Track
from engine.published import PublishedModel, Verdict

if TYPE_CHECKING:
    from bot.sources.spotify import Album

BUDGET = 10.0
"""Seconds that a person waits for all sources together."""
NAMING, SOUNDING = 3.0, 4.5
"""Seconds for one source to tell a name, and to give an excerpt: one that hangs must leave time for the next."""


class Namer(Protocol):
    """Tells what a track of Spotify's is called."""

    async def track(self, id: str, *, deadline: Deadline) -> Track:
        """The track; ``Missing`` or ``Failed``."""


class Albums(Protocol):
    """Looks into albums."""

    async def album(self, id: str, *, deadline: Deadline) -> Album:
        """The album with its tracks; ``Missing`` or ``Failed``."""


class Measures(Protocol):
    """Tells numbers that somebody published about a track."""

    async def features(self, id_or_isrc: str, *, deadline: Deadline) -> Mapping[str, float]:
        """``energy``, ``valence`` (0..1), ``tempo`` (BPM) and others; ``Missing`` or ``Failed``."""


class Way(Protocol):
    """One way to an excerpt: what a catalogue has for an ISRC, or its best hit for a name."""

    def __call__(self, track: Track, *, deadline: Deadline) -> Awaitable[Preview]:
        """The excerpt of the very recording; ``Missing`` or ``Failed``."""


class Near(Protocol):
    """Tells what a person may have meant."""

    async def near(self, track: Track, *, deadline: Deadline) -> Sequence[Track]:
        """Recordings that may be the track, likeliest first; ``Missing`` or ``Failed``."""


Expand = Callable[[ShortLink, Deadline], Awaitable[Link]]


@dataclass(frozen=True, slots=True)
class Resolver:
    """The chain: ``namers`` in order of what they know, ``ways`` to an excerpt in order of trust."""

    namers: Sequence[Namer]
    ways: Sequence[Way]
    expand: Expand
    albums: Albums | None = None
    measures: Measures | None = None
    guesses: Near | None = None
    model: PublishedModel | None = None
    """What the operator trained on published features, if anything."""

    async def link(self, found: Link | ShortLink, deadline: Deadline) -> Link:
        """The real link behind a short one."""
        return await self.expand(found, deadline) if isinstance(found, ShortLink) else found

    async def track(self, link: Link, deadline: Deadline) -> Track:
        """What the link's track is called, by the first source that also knows who plays it, else its title alone."""
        title_only: Track | None = None
        silence: list[Missing | Failed] = []
        for namer in self.namers:
            try:
                track = await namer.track(link.id, deadline=_share(deadline, NAMING))
            except (Missing, Failed) as error:
                silence.append(error)
                continue
            if track.artists:
                return replace(track, link=link.url)
            title_only = title_only or track
        if title_only:
            return replace(title_only, link=link.url)
        raise _reason(silence)

    async def features(self, track: Track, deadline: Deadline) -> Mapping[str, float]:
        """What is published about a track that cannot be heard; nothing if nobody tells."""
        for named in filter(None, (track.isrc, track.link.rpartition("/")[2])):
            try:
                return await self.measures.features(named, deadline=_share(deadline, NAMING)) if self.measures else {}
            except Missing:
                continue
            except Failed:
                break
        return {}

    def verdict(self, features: Mapping[str, float]) -> Verdict | None:
        """What the operator's model makes of published features; None without a model or if they do not suffice."""
        return self.model.judge(features) if self.model else None

    async def near(self, track: Track, deadline: Deadline) -> Sequence[Track]:
        """What may have been meant where nothing surely is the track; nothing if nobody can tell."""
        try:
            return await self.guesses.near(track, deadline=_share(deadline, NAMING)) if self.guesses else ()
        except (Missing, Failed):
            return ()

    async def preview(self, track: Track, deadline: Deadline) -> Preview:
        """An excerpt of the track from the first catalogue that has the right one."""
        silence: list[Missing | Failed] = []
        for way in self.ways:
            try:
                return await way(track, deadline=_share(deadline, SOUNDING))
            except (Missing, Failed) as error:
                silence.append(error)
        raise _reason(silence)


def _share(deadline: Deadline, most: float) -> Deadline:
    """A part of the time that is left; ``Failed`` when none is."""
    return Deadline.after(min(most, deadline.left()))


def _reason(silence: Sequence[Missing | Failed]) -> Missing | Failed:
    """Trouble if there was any: what one source does not know, the one that failed might have."""
    return next((error for error in silence if isinstance(error, Failed)), Missing())
