"""Spotify's oEmbed: the title of a link, without a key. It tells no artist, no duration and no ISRC."""

from __future__ import annotations

from typing import Any

from bot.sources import _fields as fields
from bot.sources.client import Client, Deadline, Failed, Host
from bot.sources.track import Link, Track

HOST = Host("oembed", "https://open.spotify.com", calls=20, window=10.0)
"""Its limits are not published."""
SOURCE = "Spotify"


class OEmbed:
    """Asks Spotify's oEmbed through the shared client. Raises ``Missing`` and ``Failed`` only."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def track(self, id: str, *, deadline: Deadline) -> Track:
        """The track with that id: its title only, so somebody has to say whose song it is."""
        link = Link("track", id)
        return Track(title=await self.title(link, deadline=deadline), link=link.url, source=SOURCE)

    async def title(self, link: Link, *, deadline: Deadline) -> str:
        """The title of anything that can be linked to: tracks, albums, playlists, episodes …"""
        said: Any = await self._client.json(HOST.name, "/oembed", {"url": link.url}, deadline=deadline)
        answer = fields.mapping(said)
        frame = fields.text(answer.get("iframe_url")).partition("?")[0]  # where there is one, it names what it shows
        if frame and not frame.endswith(f"/{link.kind}/{link.id}"):
            raise Failed("oEmbed answers with something else")
        return fields.title(answer.get("title"))
