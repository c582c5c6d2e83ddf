"""Whatever a person gave -> a Song -> a Hearing.

Knows the store and the engine, no platform. How a given thing becomes a Song is the business of finders, asked
in order; a resolver of links is one more finder.
"""

from __future__ import annotations

import asyncio
import copy
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, Protocol, Self
from weakref import WeakValueDictionary

from bot import words
from bot.reply import Refusal
from engine.api import HEARING_VERSION, QUADRANTS, Engine, Hearing, Progress, Quadrant, digest, silent
from engine.errors import EngineError, NothingToHear, UnreadableAudio

if TYPE_CHECKING:
    from bot.store import Store

Source = Literal["file", "library", "recording", "jukebox", "remix", "deezer", "apple", "catalogue"]

UNSHELVED: tuple[Source, ...] = ("recording", "jukebox", "remix")
"""What nobody wants to be pointed to: other people's recordings, and songs that were made up."""
CHANGEABLE: tuple[Source, ...] = ("file", "library", "recording", "jukebox", "remix")
"""Whose sound may become part of another sound. Excerpts may only be heard: Deezer's terms forbid every reproduction
"in total or partially", Apple's allow to stream them and nothing else."""
LONGEST_TITLE = 80
JUKEBOX: dict[Quadrant, str] = {
    "happy": "Paper Kites",
    "angry": "Red Static",
    "sad": "Last Tram Home",
    "relaxed": "Harbour at Noon",
}
"""The four built-in songs, one for each mood."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file a person sent: its own name (never trusted) and its bytes.

    ``kept`` names bytes that were put aside, so that a request can wait on paper without them.
    """

    name: str
    data: bytes = field(repr=False)
    kept: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person gave where a song was wanted: a text (link, name, id) or a file.

    ``lasting`` says that the sound is wanted itself, and not only until it was heard.
    """

    text: str = ""
    upload: Upload | None = None
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Song:
    """A song the bot knows. ``id`` is short enough for a button; ``audio`` the digest of the sound heard for it."""

    id: str
    title: str
    audio: str
    source: Source
    artists: tuple[str, ...] = ()
    isrc: str = ""
    link: str = ""
    """Where it was asked for, such as a link to Spotify."""
    page: str = ""
    """Where a catalogue shows it, to give credit."""

    @property
    def excerpt(self) -> bool:
        """Whether only a catalogue's excerpt was heard."""
        return self.source in ("deezer", "apple")

    @property
    def name(self) -> str:
        """Artists and title, as people write it."""
        return f"{', '.join(self.artists)} – {self.title}" if self.artists else self.title


def id_of(name: str) -> str:
    """The id of a song that is known by its name (``Song.name``), whatever its capitals."""
    return digest(name.casefold().encode())[:16]


class Choice(Refusal):
    """Several songs fit: ``options`` are what to call each and what to give in its place."""

    def __init__(self, text: str, options: Sequence[tuple[str, str]]) -> None:
        super().__init__(text)
        self.options = options


class Finder(Protocol):
    """One way from what was given to a song, and from a song to its sound."""

    async def find(self, given: Given, progress: Progress) -> Song | None:
        """The song, if this finder knows the way; None lets the next one try, a ``Refusal`` ends the search."""

    async def sound(self, song: Song) -> bytes | None:
        """The song's sound, if it is this finder's to give."""


class Songs:
    """Finds songs and hears each of them once."""

    def __init__(self, store: Store, engine: Engine, elsewhere: Finder | None = None) -> None:
        """``elsewhere`` finds what is neither here nor known: links, and names of songs."""
        self._store = store
        self._engine = engine
        self._finders: Sequence[Finder] = (Uploads(store), Known(store), Jukebox(store, engine), elsewhere or NoLinks())
        self._listening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._server = ""

    def within(self, server: str) -> Self:
        """The same, for requests from a server: what is heard for them was heard there."""
        there = copy.copy(self)
        there._server = server
        return there

    async def find(self, given: Given, progress: Progress = silent) -> Song:
        """The song that was meant; ``Refusal`` when no finder knows it."""
        for finder in self._finders:
            song = await finder.find(given, progress)
            if song:
                return song
        raise Refusal(words.song_unknown(given.text))

    async def hear(self, song: Song, progress: Progress = silent) -> Hearing:
        """The song's hearing; the audio is dropped as soon as it was heard or refused."""
        async with self._listening.setdefault(song.audio, asyncio.Lock()):
            known = await self._store.hearing(song.audio)
            if known and known.current and known.sketch:
                await self._shelve(song, known)
                return known
            if song.source != "catalogue":
                return await self._listen(song, progress)
        return await self._hear_elsewhere(song, progress)

    async def overhear(self, audio: bytes, progress: Progress = silent) -> Hearing:
        """What is in a sound that becomes no song here: nobody finds it, and neither it nor its name is kept."""
        sound = await asyncio.to_thread(digest, audio)
        async with self._listening.setdefault(sound, asyncio.Lock()):
            known = await self._store.hearing(sound)
            if known and known.current and known.sketch:
                return known
            hearing = await self._engine.hear(audio, progress)
            await self._store.keep_hearing(hearing)
            return hearing

    async def recall(self, song: Song, progress: Progress = silent) -> Hearing:
        """What is known of the song in numbers, which may be too little to paint it; heard now if nothing is."""
        known = await self._store.hearing(song.audio) if song.source == "catalogue" else None
        return known if known and known.current else await self.hear(song, progress)

    async def _listen(self, song: Song, progress: Progress) -> Hearing:
        audio = await self.audio(song)
        try:
            hearing = await self._engine.hear(audio, progress)
        except EngineError as error:  # but not when interrupted: the next start needs the sound again
            await self._store.drop_audio(song.audio)
            if song.excerpt and isinstance(error, UnreadableAudio | NothingToHear):  # no fault of the person's
                raise Refusal(words.excerpt_spoilt(song.source, song.name)) from error
            raise
        await self._store.keep_hearing(hearing)
        await self._store.drop_audio(song.audio)
        if hearing.audio != song.audio:  # a catalogue may cut another excerpt next time
            await self._store.keep_song(replace(song, audio=hearing.audio))
        await self._shelve(song, hearing)
        return hearing

    async def _hear_elsewhere(self, song: Song, progress: Progress) -> Hearing:
        """Hear a song that is known by its numbers only, if its name leads to its sound; it is kept with it then."""
        elsewhere = self._finders[-1]
        try:
            found = await elsewhere.find(Given(f"{', '.join(song.artists)} - {song.title}"), progress)
        except Refusal:
            found = None
        if found is None:
            raise Refusal(words.numbers_only(song.name, links=self.follows_links))
        hearing = await self.hear(found, progress)
        known = replace(song, audio=hearing.audio, source=found.source, isrc=found.isrc, page=found.page)
        await self._store.keep_song(known)
        await self._shelve(known, hearing)
        return hearing

    async def _shelve(self, song: Song, hearing: Hearing) -> None:
        """Let the song be found by likeness, and note the server."""
        if song.source not in UNSHELVED:
            await self._store.shelf.put(song.id, hearing, self._server)

    @property
    def follows_links(self) -> bool:
        """Whether links lead anywhere."""
        return not isinstance(self._finders[-1], NoLinks)

    async def audio(self, song: Song) -> bytes:
        """The song's sound, while it is at hand; ``Refusal`` once it is gone."""
        for finder in self._finders:
            audio = await finder.sound(song)
            if audio is not None:
                return audio
        raise Refusal(words.audio_gone(song.name))


class Uploads:
    """Files and recordings. The bytes wait on disk until they were heard, so that a restart loses nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, given: Given, progress: Progress) -> Song | None:
        """A song for an uploaded file, titled by the file's name."""
        if not given.upload:
            return None
        if not given.upload.data:
            raise Refusal(words.file_empty(title_of(given.upload.name)))
        sound = await asyncio.to_thread(digest, given.upload.data)  # 50 MiB would hold up every heartbeat
        title = title_of(given.upload.name)
        source: Source = "recording" if title.lower() == "recording" else "file"
        song = Song(sound[:16], title, sound, source)
        met = await self._store.song(song.id)
        if met and met.source == "library":  # the operator's own names it better, and is for everyone
            song = met
        known = await self._store.hearing(sound)
        if given.lasting:
            await self._store.keep_recent(sound, given.upload.data)
        elif known is None or not known.current:
            await self._store.keep_audio(sound, given.upload.data)
        await self._store.keep_song(song)
        return song

    async def sound(self, song: Song) -> bytes | None:
        """The bytes, until they were heard, or while they are recent."""
        return await self._store.audio(song.audio) or await self._store.recent(song.audio)


class Known:
    """Songs met before, by the short id that buttons carry or by 'Artist - Title'."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find(self, given: Given, progress: Progress) -> Song | None:
        """The stored song of that id or name."""
        asked = given.text.strip()
        if not asked:
            return None
        named = re.sub(r"\s+[-\u2013\u2014]\s+", " – ", asked, count=1)
        return await self._store.song(asked) or await self._store.song(id_of(named))

    async def sound(self, song: Song) -> bytes | None:
        """Knowing a song is not having it."""
        return None


class Jukebox:
    """The four built-in songs, by mood or title."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine

    async def find(self, given: Given, progress: Progress) -> Song | None:
        """A jukebox song for 'happy', 'jukebox sad', 'Paper Kites' …"""
        asked = given.text.strip().casefold().removeprefix("jukebox").strip(" :-")
        mood = next((m for m in QUADRANTS if asked in (m, JUKEBOX[m].casefold())), None)
        if mood is None:
            return None
        audio = await jukebox_audio(self._store, self._engine, mood)
        song = Song(f"jukebox-{mood}", JUKEBOX[mood], digest(audio), "jukebox")
        await self._store.keep_song(song)
        return song

    async def sound(self, song: Song) -> bytes | None:
        """The song, played anew if need be."""
        if song.source != "jukebox":
            return None
        return await jukebox_audio(self._store, self._engine, next(m for m in QUADRANTS if song.id.endswith(m)))


async def jukebox_audio(store: Store, engine: Engine, mood: Quadrant) -> bytes:
    """A jukebox song's sound, played once and then kept."""
    name = f"jukebox-{HEARING_VERSION}-{mood}"
    audio = await store.cached(name)
    if audio is None:
        audio = await engine.jukebox(mood)
        await store.cache(name, audio)
    return audio


class NoLinks:
    """Stands where links are not followed, and says what works instead."""

    async def find(self, given: Given, progress: Progress) -> Song | None:
        """Refuse anything that looks like a link."""
        if re.search(r"https?://|spotify:", given.text):
            raise Refusal(words.links_off())
        return None

    async def sound(self, song: Song) -> bytes | None:
        """It has none."""
        return None


def title_of(name: str) -> str:
    """A file's name as a title: no folders, extension, control or direction characters, at most 80 characters."""
    stem = PurePosixPath(name.replace("\\", "/")).name
    return as_title(re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem)) or "Untitled"


def as_title(text: str) -> str:
    """A text as a title: one line without control or direction characters, at most 80 characters; may be empty."""
    clean = "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)
    clean = re.sub(r"[\s_]+", " ", clean).strip()
    return clean if len(clean) <= LONGEST_TITLE else clean[: LONGEST_TITLE - 1].rstrip() + "…"
