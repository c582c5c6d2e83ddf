"""MusicBrainz, the open encyclopedia of music: which recording a Spotify link stands for. Has no sound.

Asks at most once a second and says who asks, as its rules want. Facts: musicbrainz.org/doc/MusicBrainz_API.
"""

from __future__ import annotations

import re
from typing import Any

from bot.sources import _fields as fields
from bot.sources.client import Client, Deadline, Failed, Host, Missing
from bot.sources.track import Link, Track

HOST = Host("musicbrainz", "https://musicbrainz.org", calls=1, window=1.0)
SOURCE = "MusicBrainz"
MBID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class MusicBrainz:
    """Asks MusicBrainz through the shared client. Raises ``Missing`` and ``Failed`` only."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def track(self, id: str, *, deadline: Deadline) -> Track:
        """The track with that Spotify id: two questions, so it takes more than a second. Few links are on record."""
        link = Link("track", id)
        recording = await self._recording(link, deadline)
        said = await self._ask(f"/ws/2/recording/{recording}", {"inc": "isrcs artist-credits"}, deadline)
        codes = said.get("isrcs")
        known = [fields.isrc(code) for code in codes] if isinstance(codes, list) else []
        return Track(
            title=fields.title(said.get("title")),
            artists=fields.names(said.get("artist-credit")),
            seconds=fields.seconds(said.get("length")),
            isrc=next(filter(None, known), ""),
            link=link.url,
            source=SOURCE,
        )

    async def _recording(self, link: Link, deadline: Deadline) -> str:
        """The id of the recording that people filed the link under."""
        said = await self._ask("/ws/2/url", {"resource": link.url, "inc": "recording-rels"}, deadline)
        for relation in fields.rows(said.get("relations")):
            recording = fields.mapping(relation.get("recording"))
            found = fields.text(recording.get("id"))
            if MBID.fullmatch(found) and not relation.get("ended") and not recording.get("video"):
                return found
        raise Missing("MusicBrainz knows no recording for the link")

    async def _ask(self, path: str, params: dict[str, str], deadline: Deadline) -> dict[str, Any]:
        said = await self._client.json(HOST.name, path, {**params, "fmt": "json"}, deadline=deadline)
        if not isinstance(said, dict):
            raise Failed("MusicBrainz answers nonsense")
        return said
