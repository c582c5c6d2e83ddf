"""What an empty conversation shows: the four jukebox songs, each painted by another hand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot import words
from bot.reply import File
from bot.songs import JUKEBOX, Given, Songs
from bot.store import Store
from bot.web._lines import file_body
from engine.api import HEARING_VERSION, QUADRANTS, Engine, Hearing, Mood, PaintOptions, Quadrant, StyleName, digest
from engine.errors import EngineError

log = logging.getLogger(__name__)

HANDS: dict[Quadrant, StyleName] = {"happy": "flow", "angry": "strata", "sad": "rings", "relaxed": "bloom"}
SIDE = 768  # pixels: twice what a tile measures, so that it stays sharp on dense screens


@dataclass(frozen=True, slots=True)
class Piece:
    """A painted jukebox song, whose picture is not described yet."""

    name: str
    style: StyleName
    mood: Mood
    picture: File
    sound: File

    def described(self) -> File:
        """The picture, described in the language that is spoken."""
        return replace(self.picture, alt=words.picture_alt(self.name, self.style, self.mood))


class Greeting:
    """Four pieces that arrive one by one; kept in the store's cache, so that they are there at once the next time."""

    def __init__(self, store: Store, songs: Songs, engine: Engine) -> None:
        self._store = store
        self._songs = songs
        self._engine = engine
        self._pieces: dict[Quadrant, Piece | None] = {}
        self.files: dict[str, bytes] = {}

    def state(self) -> list[dict[str, Any]]:
        """All four, painted or not."""
        return [self._body(mood) for mood in QUADRANTS]

    async def paint(self, tell: Callable[[Callable[[], dict[str, Any]]], None]) -> None:
        """Paint one after the other, so that people's own songs never wait behind the greeting.

        ``tell`` gets a piece as a function, as what it says depends on the language of whoever is told.
        """
        for mood in QUADRANTS:
            try:
                self._pieces[mood] = await self._piece(mood)
            except EngineError as error:
                log.warning("greeting failed: %s", error, extra={"action": "greeting_failed", "mood": mood})
                self._pieces[mood] = None
            tell(partial(self._body, mood))

    def _body(self, mood: Quadrant) -> dict[str, Any]:
        piece = self._pieces.get(mood)
        failed = piece is None and mood in self._pieces
        return {
            "mood": mood,
            "label": words.mood_name(mood),
            "title": JUKEBOX[mood],
            "style": words.localised_choice(HANDS[mood]),
            "picture": piece and file_body(piece.described()),
            "sound": piece and file_body(piece.sound),
            "failure": words.not_painted() if failed else "",
        }

    async def _piece(self, mood: Quadrant) -> Piece:
        song = await self._songs.find(Given(mood))
        hearing = await self._songs.hear(song)
        name = words.file_name(song.title)
        picture = File(f"{name}-{HANDS[mood]}.webp", await self._picture(hearing, mood), "image/webp", "")
        sound = File(f"{name}.mp3", await self._songs.audio(song), "audio/mpeg", song.name)
        self.files |= {digest(file.data): file.data for file in (picture, sound)}
        return Piece(song.name, HANDS[mood], hearing.mood, picture, sound)

    async def _picture(self, hearing: Hearing, mood: Quadrant) -> bytes:
        name = f"greeting-{words.version()}-{HEARING_VERSION}-{mood}"
        data = await self._store.cached(name)
        if data is None:
            options = PaintOptions(HANDS[mood], width=SIDE, height=SIDE, format="webp")
            data = (await self._engine.paint(hearing, options)).picture.data
            await self._store.cache(name, data)
        return data
