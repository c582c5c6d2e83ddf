"""Apple's iTunes search and its network of excerpts on the loopback address.

It has no ISRC, refuses the questions that the real one does not understand, and shuts out who asks too often with an
empty 403.
"""

from __future__ import annotations

import re
from typing import Any

from tests.platforms.deezer_server import Sound
from tests.platforms.service import Answer, Call, Service

SHUT_OUT = Answer(403, "")
M4A = b"\x00\x00\x00\x20ftypM4A " + b"\x00" * 4000


def song(id: int, title: str, artist: str, seconds: float, **more: Any) -> dict[str, Any]:
    """A result as the shop lists it."""
    return {
        "wrapperType": "track",
        "kind": "song",
        "trackId": id,
        "trackName": title,
        "artistName": artist,
        "trackTimeMillis": round(seconds * 1000),
        "previewUrl": "handed out",
        "trackViewUrl": f"https://music.apple.com/us/song/{id}",
        "isStreamable": True,
        **more,
    }


class AppleServer(Service):
    """The shop: ``songs`` in the order in which the search returns them."""

    def __init__(self, *songs: dict[str, Any]) -> None:
        super().__init__()
        self.songs = list(songs)

    def reply(self, call: Call) -> Answer:
        assert call.method == "GET"
        if call.path.startswith("/preview/"):
            return Sound(200, M4A, type="audio/x-m4a")
        if call.path != "/search":
            return Answer(404, "")
        assert set(call.query) <= {"term", "media", "entity", "country", "limit"}
        assert (call.query["media"], call.query["entity"]) == ("music", "song")
        assert re.fullmatch(r"[A-Z]{2}", call.query["country"])
        assert 1 <= int(call.query["limit"]) <= 200
        words = set(re.findall(r"\w+", call.query["term"].lower()))
        found = [self._handed(row) for row in self.songs if words & set(re.findall(r"\w+", str(row).lower()))]
        return Answer(200, {"resultCount": len(found), "results": found})

    def _handed(self, row: dict[str, Any]) -> dict[str, Any]:
        if row.get("previewUrl") != "handed out":
            return row
        return row | {"previewUrl": f"{self.origin}/preview/{row['trackId']}.plus.aac.p.m4a"}
