"""What an empty conversation shows: the four jukebox songs, each painted by another hand."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from bot import words
from bot.reply import File
from bot.songs import JUKEBOX, Given, Songs
from bot.store import Store
from bot.web._lines import file_body
from engine.api import HEARING_VERSION, QUADRANTS, Engine, Hearing, PaintOptions, Quadrant, StyleName, digest
from engine.errors import EngineError

log = logging.getLogger(__name__)

HANDS: dict[Quadrant, StyleName] = {"happy": "flow", "angry": "strata", "sad": "rings", "relaxed": "bloom"}
SIDE = 768  # pixels: twice what a tile measures, so that it stays sharp on dense screens


class Greeting:
    """Four pieces that arrive one by one; kept in the store's cache, so that they are there at once the next time."""

    def __init__(self, store: Store, songs: Songs, engine: Engine) -> None:
        self._store = store
        self._songs = songs
        self._engine = engine
        self._pieces = {mood: _blank(mood) for mood in QUADRANTS}
        self.files: dict[str, bytes] = {}

    def state(self) -> list[dict[str, Any]]:
        """All four, painted or not."""
        return list(self._pieces.values())

    async def paint(self, tell: Callable[[dict[str, Any]], None]) -> None:
        """Paint one after the other, so that people's own songs never wait behind the greeting."""
        for mood in QUADRANTS:
            try:
                self._pieces[mood] = await self._piece(mood)
            except EngineError as error:
                log.warning("greeting failed: %s", error, extra={"action": "greeting_failed", "mood": mood})
                self._pieces[mood] = _blank(mood) | {"failure": words.not_painted()}
            tell(self._pieces[mood])

    async def _piece(self, mood: Quadrant) -> dict[str, Any]:
        song = await self._songs.find(Given(mood))
        hearing = await self._songs.hear(song)
        alt = words.picture_alt(song.name, HANDS[mood], hearing.mood)
        name = words.file_name(song.title)
        picture = File(f"{name}-{HANDS[mood]}.webp", await self._picture(hearing, mood), "image/webp", alt)
        sound = File(f"{name}.mp3", await self._songs.audio(song), "audio/mpeg", song.name)
        self.files |= {digest(file.data): file.data for file in (picture, sound)}
        return _blank(mood) | {"picture": file_body(picture), "sound": file_body(sound)}

    async def _picture(self, hearing: Hearing, mood: Quadrant) -> bytes:
        name = f"greeting-{words.version()}-{HEARING_VERSION}-{mood}"
        data = await self._store.cached(name)
        if data is None:
            options = PaintOptions(HANDS[mood], width=SIDE, height=SIDE, format="webp")
            data = (await self._engine.paint(hearing, options)).picture.data
            await self._store.cache(name, data)
        return data


def _blank(mood: Quadrant) -> dict[str, Any]:
    return {
        "mood": mood,
        "label": words.MOODS[mood],
        "title": JUKEBOX[mood],
        "style": HANDS[mood],
        "picture": None,
        "sound": None,
        "failure": "",
    }
