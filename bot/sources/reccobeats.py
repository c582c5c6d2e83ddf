"""ReccoBeats, asked without a key: what a Spotify link stands for, and published audio features. Has no sound.

Where its catalogue comes from it does not say, so what it tells is a hint that others confirm.
Facts: reccobeats.com/docs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sources import _fields as fields
from bot.sources.client import Client, Deadline, Failed, Host, Missing
from bot.sources.track import Link, Track
from engine.published import COLUMNS

HOST = Host("reccobeats", "https://api.reccobeats.com", calls=20, window=10.0)
"""Its limits are not published; it answers 429 beyond them."""
SOURCE = "ReccoBeats"

NEEDED = frozenset({"energy", "valence"})
"""Without these nothing can be said of a mood."""

Row = Mapping[str, Any]


class ReccoBeats:
    """Asks ReccoBeats through the shared client. Raises ``Missing`` and ``Failed`` only."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def track(self, id: str, *, deadline: Deadline) -> Track:
        """The track with that Spotify id."""
        link = Link("track", id)
        for row in await self._rows("/v1/track", id, deadline):
            if _id(row) == id:
                return Track(
                    title=fields.title(row.get("trackTitle")),
                    artists=fields.names(row.get("artists")),
                    seconds=fields.seconds(row.get("durationMs")),
                    isrc=fields.isrc(row.get("isrc")),
                    link=link.url,
                    source=SOURCE,
                )
        raise Missing("ReccoBeats does not know it")

    async def features(self, id_or_isrc: str, *, deadline: Deadline) -> dict[str, float]:
        """Published audio features by Spotify id or ISRC: those of ``COLUMNS`` that are known and make sense."""
        for row in await self._rows("/v1/audio-features", id_or_isrc, deadline):
            known = _features(row)
            if _is(row, id_or_isrc) and known.keys() >= NEEDED:
                return known
        raise Missing("ReccoBeats knows no features of it")

    async def _rows(self, path: str, id: str, deadline: Deadline) -> list[Row]:
        said = await self._client.json(HOST.name, path, {"ids": id}, deadline=deadline)
        content = fields.mapping(said).get("content")
        if not isinstance(content, list):
            raise Failed("ReccoBeats answers nonsense")
        return fields.rows(content)


def _id(row: Row) -> str:
    """The Spotify id that a row is about."""
    return fields.text(row.get("href")).partition("?")[0].rpartition("/")[2]


def _is(row: Row, id_or_isrc: str) -> bool:
    """Whether a row is about that song, as far as it says what it is about."""
    said = {_id(row), fields.isrc(row.get("isrc"))} - {""}
    return not said or id_or_isrc in said


def _features(row: Row) -> dict[str, float]:
    numbers = {name: fields.number(row.get(name)) for name in COLUMNS}
    return {
        name: value
        for name, value in numbers.items()
        if value is not None and COLUMNS[name][0] <= value <= COLUMNS[name][1]
    }
