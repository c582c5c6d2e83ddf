"""Spotify's Web API and token endpoint on the loopback address, as a development-mode app of 2026 meets them.

Tokens must be asked for with the right keys and in the right form, and live as long as they say; ids must be 22
base62 characters; calls that such an app may no longer make are forbidden.
"""

from __future__ import annotations

import base64
import itertools
import re
import time
from typing import Any
from urllib.parse import parse_qs

from tests.platforms.service import Answer, Call, Service

CLIENT, SECRET = "client-right", "secret-right"

TRACK, BARE, LOCAL, GONE = (name.ljust(22, "0") for name in ("Track", "Bare", "Local", "Gone"))
ALBUM = "Album".ljust(22, "0")

PREMIUM = (
    "Active premium subscription required for the owner of the app. When the subscription status changes, it can take "
    "a few hours before requests are allowed again."
)


def problem(status: int, message: str, headers: dict[str, str] | None = None, **more: str) -> Answer:
    """An error as the Web API writes it."""
    return Answer(status, {"error": {"status": status, "message": message, **more}}, headers or {})


TROUBLE: dict[str, Answer] = {
    "token refused": problem(401, "Invalid access token"),
    "premium lapsed": problem(403, PREMIUM),
    "premium lapsed, as a text": Answer(403, {"error": PREMIUM}),
    "forbidden": problem(403, "Forbidden"),
    "unknown": problem(404, "Resource not found"),
    "too many for 3 s": problem(429, "API rate limit exceeded", {"Retry-After": "3"}),
    "too many for a day": problem(429, "API rate limit exceeded", {"Retry-After": "86400"}),
    "too many, no word how long": problem(429, "API rate limit exceeded"),
    "too many, nonsense how long": problem(429, "API rate limit exceeded", {"Retry-After": "soon"}),
    "quota": problem(429, "Too many requests", {"Retry-After": "5"}, reason="QUOTA_EXCEEDED"),
    "error is a text": Answer(429, {"error": "Too many requests"}, {"Retry-After": "7"}),
    "error is a page": Answer(502, "<html>Bad gateway</html>"),
    "broken": problem(500, "Server error"),
    "away": problem(503, "Service unavailable", {"Retry-After": "9"}),
    "moved": Answer(302, "", {"Location": "https://example.com/"}),
    "a page": Answer(200, "<html>Hello</html>"),
    "a list": Answer(200, ["nothing"]),
    "huge": Answer(200, {"name": "x" * 2**21}),
    "silence": Answer(200, {}, manner="hang"),
    "cut": Answer(200, {"name": "Half a s"}, manner="cut"),
    "dripping": Answer(200, {"name": "x" * 5000}, manner="drip"),
    "dead line": Answer(manner="drop"),
}
"""Every way in which it can go wrong, by name."""


def track(id: str, name: str, artists: tuple[str, ...], milliseconds: int, **more: Any) -> dict[str, Any]:
    """A track without the fields that went in 2026 (popularity, available_markets, linked_from)."""
    return {
        "id": id,
        "name": name,
        "type": "track",
        "uri": f"spotify:track:{id}",
        "href": f"https://api.spotify.com/v1/tracks/{id}",
        "external_urls": {"spotify": f"https://open.spotify.com/track/{id}"},
        "artists": [{"id": artist.ljust(22, "0")[:22], "name": artist, "type": "artist"} for artist in artists],
        "duration_ms": milliseconds,
        "explicit": False,
        "disc_number": 1,
        "track_number": 1,
        "is_local": False,
        "preview_url": None,
        **more,
    }


def _album() -> dict[str, Any]:
    items = [
        track(TRACK, "Glass Tide", ("Mira Vale", "Otto"), 201_500),
        track(BARE, "Undertow", ("Mira Vale",), 187_000),
        track(LOCAL, "From my disk", (), 1000, is_local=True),
    ]
    tracks = {"items": items, "total": 3, "limit": 50, "offset": 0, "next": None, "previous": None}
    return {
        "id": ALBUM,
        "name": "Low Water",
        "type": "album",
        "album_type": "album",
        "total_tracks": 3,
        "artists": [{"id": "0" * 22, "name": "Mira Vale"}],
        "tracks": tracks,
    }


class SpotifyServer(Service):
    """The API under ``/v1``, the token endpoint under ``/api/token``."""

    def __init__(self) -> None:
        super().__init__()
        self.tracks = {
            TRACK: track(TRACK, "Glass Tide", ("Mira Vale", "Otto"), 201_500, external_ids={"isrc": "GBAYE9800345"}),
            BARE: track(BARE, "Undertow", ("Mira Vale",), 187_000, external_ids={}),
            LOCAL: track(LOCAL, "From my disk", (), 1000, is_local=True, external_ids={}),
        }
        self.albums = {ALBUM: _album()}
        self.token_life = 3600
        """Seconds, as it tells the client."""
        self.tokens: dict[str, float] = {}
        """Each token given out, with the monotonic time it ends."""
        self._numbers = itertools.count(1)

    @property
    def api(self) -> str:
        """Its base address."""
        return f"{self.origin}/v1"

    @property
    def token_url(self) -> str:
        """Where tokens are given out."""
        return f"{self.origin}/api/token"

    def forget_tokens(self) -> None:
        """No token that was given out counts any more."""
        self.tokens.clear()

    def reply(self, call: Call) -> Answer:
        """A token, a track or an album; anything else is refused."""
        if call.path == "/api/token":
            return self._token(call)
        if self.tokens.get(call.headers.get("Authorization", "").removeprefix("Bearer "), 0) < time.monotonic():
            return problem(401, "The access token expired")
        found = re.fullmatch(r"/v1/(tracks|albums)/([^/]*)", call.path)
        if not found or call.method != "GET":
            return problem(403, "Forbidden")
        if not re.fullmatch(r"[0-9A-Za-z]{22}", found[2]) or found[2] == "z" * 22:
            return problem(400, "Invalid base62 id")
        if call.query.keys() - {"market"}:
            return problem(400, "Invalid parameter")
        thing = (self.tracks if found[1] == "tracks" else self.albums).get(found[2])
        return Answer(200, thing) if thing else problem(404, "Resource not found")

    def _token(self, call: Call) -> Answer:
        right = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        form = call.headers.get("Content-Type") == "application/x-www-form-urlencoded"
        if call.method != "POST" or not form or parse_qs(call.body) != {"grant_type": ["client_credentials"]}:
            return Answer(400, {"error": "unsupported_grant_type"})
        if call.headers.get("Authorization") != f"Basic {right}":
            return Answer(400, {"error": "invalid_client", "error_description": "Invalid client secret"})
        token = f"token-{next(self._numbers)}"
        self.tokens[token] = time.monotonic() + self.token_life
        return Answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": self.token_life})
