"""Spotify's oEmbed on the loopback address: a title for a link, and nothing else that helps."""

from __future__ import annotations

import re
from typing import Any

from tests.platforms.service import Answer, Call, Service

TRACK, LIST, GONE = (name.ljust(22, "0") for name in ("Track", "List", "Gone"))


class OEmbedServer(Service):
    """Titles by kind and id."""

    def __init__(self) -> None:
        super().__init__()
        self.titles = {f"track/{TRACK}": "Glass Tide", f"playlist/{LIST}": "Rainy days"}
        self.more: dict[str, Any] = {}
        """What is different from what is agreed."""

    def reply(self, call: Call) -> Answer:
        """The one answer it has."""
        if call.path != "/oembed" or call.method != "GET":
            return Answer(404, "<html>Page not found</html>")
        link = re.fullmatch(
            r"https://open\.spotify\.com/((?:track|album|playlist|artist|episode|show)/[0-9A-Za-z]{22})",
            call.query.get("url", ""),
        )
        if not link or call.query.keys() != {"url"}:
            return Answer(400, "Bad request")
        if link[1] not in self.titles:
            return Answer(404, "Not found")
        frame = f"https://open.spotify.com/embed/{link[1]}?utm_source=oembed"
        answer = {
            "html": f'<iframe src="{frame}"></iframe>',
            "iframe_url": frame,
            "width": 456,
            "height": 152,
            "version": "1.0",
            "provider_name": "Spotify",
            "provider_url": "https://spotify.com",
            "type": "rich",
            "title": self.titles[link[1]],
            "thumbnail_url": "https://i.scdn.co/image/0",
            "thumbnail_width": 300,
            "thumbnail_height": 300,
        }
        return Answer(200, answer | self.more)
