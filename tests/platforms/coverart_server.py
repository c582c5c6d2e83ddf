"""MusicBrainz' search and the Cover Art Archive on the loopback address, with the redirect to the picture."""

from __future__ import annotations

from typing import Any

from tests.platforms.service import Answer, Call, Service

SINGLE, ALBUM, BEST_OF = (f"{digit * 8}-0000-4000-8000-000000000000" for digit in "123")
PICTURE = "\x89PNG not really"


def recording(title: str, *releases: dict[str, Any], artist: str = "Mira Vale") -> dict[str, Any]:
    """A recording as the search tells it."""
    return {
        "id": "r",
        "score": 100,
        "title": title,
        "length": 200000,
        "artist-credit": [{"name": artist, "artist": {"id": "a", "name": artist}}],
        "releases": list(releases),
    }


def release(group: str, kind: str = "", status: str = "Official") -> dict[str, Any]:
    """A release of an album."""
    kinds = {"secondary-types": [kind]} if kind else {}
    return {"id": "x", "status": status, "release-group": {"id": group, "primary-type": "Album", **kinds}}


class CoverArtServer(Service):
    """Both services at one address, as their paths differ."""

    def __init__(self) -> None:
        super().__init__()
        self.recordings: list[dict[str, Any]] = []
        self.covers = {SINGLE, ALBUM}
        self.queries: list[str] = []

    def reply(self, call: Call) -> Answer:
        """A search, a redirect, or a picture."""
        if call.path == "/ws/2/recording":
            if call.query.keys() != {"query", "limit", "fmt"} or "(" not in call.headers.get("User-Agent", ""):
                return Answer(400, {"error": "Bad request."})
            self.queries.append(call.query["query"])
            return Answer(200, {"count": len(self.recordings), "offset": 0, "recordings": self.recordings})
        group = call.path.removeprefix("/release-group/").removesuffix("/front-500")
        if call.path.startswith("/release-group/"):
            found = group in self.covers
            place = {"Location": f"{self.origin}/download/{group}_thumb500.jpg"}
            return Answer(307, "", place) if found else Answer(404, "<html>No cover</html>")
        return Answer(200, PICTURE, {"Content-Type": "image/jpeg"})
