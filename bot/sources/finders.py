"""The finders for what people type of songs elsewhere: links to Spotify, and 'Artist - Title'.

Excerpts live in memory only, until they were heard; what is kept of a song is its name, its links and its hearing.
"""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict, deque
from weakref import WeakValueDictionary

from bot import words
from bot.reply import Refusal
from bot.songs import LONGEST_TITLE, Choice, Given, Song, Source
from bot.sources._outcome import Deadline, Failed, Missing
from bot.sources.links import find_links
from bot.sources.resolver import BUDGET, Resolver
from bot.sources.track import Link, Preview, Track
from bot.store import Store
from engine.api import Progress, Step, digest

MOST_OFFERED = 3  # songs to choose from; more is a search, not a question
MOST_KEPT = 16
"""Excerpts in memory; each is below 2 MB."""
_NAMED = re.compile(r"(?P<artist>.{1,80}?)\s+[-\u2013\u2014]\s+(?P<title>.{1,120})")
_ADDRESS = re.compile(r"https?://|spotify:", re.IGNORECASE)


class Excerpts:
    """Finds songs through a resolver, and remembers the excerpts that wait to be heard."""

    def __init__(self, store: Store, resolver: Resolver) -> None:
        self._store = store
        self._resolver = resolver
        self._waiting: OrderedDict[str, bytes] = OrderedDict()
        self._handed_out: deque[str] = deque(maxlen=MOST_KEPT)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def find(self, given: Given, progress: Progress) -> Song | None:
        """The song behind a link or behind 'Artist - Title'; ``Refusal`` says what is in the way."""
        links = find_links(given.text)
        named = _NAMED.fullmatch(given.text.strip())
        if not links and _ADDRESS.search(given.text):
            raise Refusal(words.other_link())
        if not links and not named:
            return None
        progress(Step(words.finding(), 0.02))
        deadline = Deadline.after(BUDGET)
        try:
            if links:
                link = await self._resolver.link(links[0], deadline)
                async with self._turns.setdefault(link.id, asyncio.Lock()):  # many may paste it in the same moment
                    return await self._linked(link, deadline)
            return await self._heard_of(Track(named["title"], (named["artist"],)), deadline) if named else None
        except Missing:
            raise Refusal(words.dead_link() if links else words.song_unknown(given.text)) from None
        except Failed:
            raise Refusal(words.sources_down()) from None

    async def named(self, text: str) -> str:
        """What the first link in a text leads to is called, asked of the sources' names alone; empty if none knows."""
        links = find_links(text)
        deadline = Deadline.after(BUDGET)
        try:
            link = await self._resolver.link(links[0], deadline) if links else None
            return _name(await self._resolver.track(link, deadline)) if link else ""
        except (Missing, Failed):
            return ""

    async def sound(self, song: Song) -> bytes | None:
        """The excerpt, asked for anew after a restart."""
        if not song.excerpt:
            return None
        if song.id not in self._waiting:
            track = Track(song.title, song.artists, isrc=song.isrc, link=song.link)
            await self._heard_of(track, Deadline.after(BUDGET), song.id)
        self._handed_out.append(song.id)
        return self._waiting.pop(song.id, None)

    async def _linked(self, link: Link, deadline: Deadline) -> Song:
        """The song of a link, without asking anyone if it was heard before, waits to be, or is being listened to."""
        known = await self._store.song(link.id)
        hearing = await self._store.hearing(known.audio) if known else None
        at_work = known and (known.id in self._waiting or known.id in self._handed_out)
        if known and (at_work or (hearing and hearing.current)):
            return known
        if link.kind == "album":
            raise await self._album(link, deadline)
        if link.kind != "track":
            raise Refusal({"playlist": words.playlist, "artist": words.artist_link}.get(link.kind, words.spoken)())
        track = await self._resolver.track(link, deadline)
        if not track.artists:
            raise Refusal(words.who_plays(words.shortened(track.title, LONGEST_TITLE)))
        return await self._heard_of(track, deadline, link.id)

    async def _album(self, link: Link, deadline: Deadline) -> Refusal:
        if self._resolver.albums is None:
            return Refusal(words.album_unknown())
        album = await self._resolver.albums.album(link.id, deadline=deadline)
        options = [(song.title, place.url) for place, song in album.tracks]
        return Choice(words.album_choice(words.shortened(album.title, LONGEST_TITLE)), options)

    async def _heard_of(self, track: Track, deadline: Deadline, id_: str = "") -> Song:
        """The song of a track, once a catalogue gave its excerpt."""
        try:
            preview = await self._resolver.preview(track, deadline)
        except Missing:
            near = [_name(each) for each in await self._resolver.near(track, deadline)][:MOST_OFFERED]
            if near:
                raise Choice(words.which_of(_name(track)), [(name, name) for name in near]) from None
            published = await self._resolver.features(track, deadline)
            verdict = self._resolver.verdict(published)
            raise Refusal(words.no_excerpt(_name(track), published, verdict)) from None
        song = _song(track, preview, id_)
        self._waiting[song.id] = preview.audio
        while len(self._waiting) > MOST_KEPT:
            self._waiting.popitem(last=False)
        await self._store.keep_song(song)
        return song


def _song(track: Track, preview: Preview, id_: str) -> Song:
    """The song under the name it was asked for by; a name that was only typed gives way to the catalogue's."""
    named = track if track.link else preview.track
    source: Source = "apple" if preview.source == "apple" else "deezer"
    return Song(
        id=id_ or digest(_name(named).casefold().encode())[:16],
        title=words.shortened(named.title, LONGEST_TITLE),
        audio=digest(preview.audio),
        source=source,
        artists=tuple(words.shortened(artist, 40) for artist in named.artists[:4]),
        isrc=preview.track.isrc,  # the catalogue's own: of Spotify's, no more is kept than title, artists and link
        link=track.link,
        page=preview.page,
    )


def _name(track: Track) -> str:
    return words.shortened(f"{', '.join(track.artists[:4])} – {track.title}" if track.artists else track.title, 120)
