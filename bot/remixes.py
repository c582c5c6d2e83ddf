"""Two songs -> one remix, made once: the same songs and options are found again for a day.

A remix is a song of its own: it is heard at once, so that it can be slated however long nobody asked for it.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from weakref import WeakValueDictionary

from pydantic import TypeAdapter, ValidationError

from bot import words
from bot.reply import Refusal
from bot.songs import CHANGEABLE, LONGEST_TITLE, Song, Songs
from bot.store import Store
from engine.api import Engine, Hearing, Progress, Remix, RemixOptions, Step, digest, silent
from engine.errors import EngineError

SPENT, SHARE = 3.0, 0.08
"""Seconds and share of the work after which the rest can be told from what is done."""


@dataclass(frozen=True, slots=True)
class Made:
    """A remix as a song; ``hearing`` is what was heard in it, None when that cannot be told."""

    song: Song
    remix: Remix
    hearing: Hearing | None


class Remixes:
    """Makes remixes and finds them again."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store = store
        self._engine = engine
        self._making: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def make(
        self, first: Song, second: Song, options: RemixOptions, songs: Songs, progress: Progress = silent
    ) -> Made:
        """The first song in the style of the second; ``Refusal`` when one may not be used or is gone."""
        for song in (first, second):
            if song.source not in CHANGEABLE:
                raise Refusal(words.not_to_be_remixed(song.source, song.name))
        asked = json.dumps([first.audio, second.audio, asdict(options), words.language(), words.version()])
        name = f"remix-{digest(asked.encode())}"
        async with self._making.setdefault(name, asyncio.Lock()):
            remix = await self._known(name) or await self._make(name, first, second, options, songs, progress)
        return await self._song(first, second, remix, songs)

    async def _make(
        self, name: str, first: Song, second: Song, options: RemixOptions, songs: Songs, progress: Progress
    ) -> Remix:
        sounds = [await self._sound(song, songs) for song in (first, second)]
        remix = await self._engine.remix(sounds[0], sounds[1], options, timed(progress), words.picture_labels())
        parts = {digest(data): data for data in (remix.sound.data, remix.picture.data)}
        for digest_, data in parts.items():
            await self._store.keep_recent(digest_, data)
        await self._store.keep_recent(name, _dump(remix))  # last: what it names is there
        return remix

    async def _sound(self, song: Song, songs: Songs) -> bytes:
        """A song's sound, which buttons under the remix will want again."""
        try:
            audio = await songs.audio(song)
        except Refusal:
            raise Refusal(words.sound_not_kept(song.name)) from None
        if song.source != "jukebox":  # that one is played anew whenever it is wanted
            await self._store.keep_recent(song.audio, audio)
        return audio

    async def _known(self, name: str) -> Remix | None:
        """The remix as it was made, if all of it is still there."""
        told = await self._store.recent(name)
        with suppress(ValidationError):  # of another version
            remix = _kind().validate_json(told or b"")
            sound = await self._store.recent(remix.sound.data.decode())
            picture = await self._store.recent(remix.picture.data.decode())
            if sound is not None and picture is not None:
                return replace(
                    remix, sound=replace(remix.sound, data=sound), picture=replace(remix.picture, data=picture)
                )
        return None

    async def _song(self, first: Song, second: Song, remix: Remix, songs: Songs) -> Made:
        """The remix as a song, heard and known from now on."""
        sound = digest(remix.sound.data)
        each = (LONGEST_TITLE - 3) // 2
        title = f"{words.shortened(first.title, each)} × {words.shortened(second.title, each)}"
        song = Song(sound[:16], title, sound, "remix")
        await self._store.keep_song(song)
        with suppress(EngineError, Refusal):  # too quiet to be heard is not too quiet to be played
            return Made(song, remix, await songs.hear(song))
        return Made(song, remix, None)


def timed(progress: Progress, clock: Callable[[], float] = time.monotonic) -> Progress:
    """The same progress with the time that is left, once enough is done to tell it; waiting does not count."""
    language = words.language()  # steps come from elsewhere, where nobody speaks any
    began: float | None = None

    def tell(step: Step) -> None:
        nonlocal began
        if step.ahead:
            progress(step)
            return
        began = clock() if began is None else began
        spent = clock() - began
        if spent < SPENT or step.fraction < SHARE:
            progress(step)
            return
        with words.speaking(language):
            left = spent * (1.0 - step.fraction) / step.fraction
            progress(replace(step, stage=words.time_left(words.from_engine(step.stage), left)))

    return tell


def _dump(remix: Remix) -> bytes:
    """A remix without its sound and picture, which are named by their digests."""
    plain = asdict(remix)
    for name, data in (("sound", remix.sound.data), ("picture", remix.picture.data)):
        plain[name]["data"] = digest(data)
    return json.dumps(plain).encode()


@cache
def _kind() -> TypeAdapter[Remix]:
    return TypeAdapter(Remix)
