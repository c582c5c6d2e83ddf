"""ListenBrainz and Last.fm on the loopback address: accounts with what they listened to, and every way to refuse."""

from __future__ import annotations

import re
from typing import Any

from tests.platforms.service import Answer, Call, Service

KEY = "0123456789abcdef0123456789abcdef"
TRACK = "4cOdK2wGLETKBW3PvgPWqT"


def listen(title: str, at: int, **more: Any) -> dict[str, Any]:
    """A listen as ListenBrainz tells it."""
    named = {"artist_name": "Mira Vale feat. Otto", "track_name": title, "release_name": "Tides"}
    return {
        "listened_at": at,
        "inserted_at": at + 9,
        "recording_msid": "m",
        "user_name": "ann",
        "track_metadata": {**named, "additional_info": {"duration_ms": 200000, **more}, "mbid_mapping": None},
    }


class ListenBrainzServer(Service):
    """Gives at most ``count`` listens after ``min_ts``, those that come first, the newest of them first."""

    def __init__(self) -> None:
        super().__init__()
        self.accounts: dict[str, list[dict[str, Any]]] = {"ann": []}

    def reply(self, call: Call) -> Answer:
        """The listens of an account."""
        found = re.fullmatch(r"/1/user/([^/]+)/listens", call.path)
        if not found or call.query.keys() != {"min_ts", "count"} or not 1 <= int(call.query["count"]) <= 1000:
            return Answer(400, {"code": 400, "error": "Bad request."})
        if found[1] not in self.accounts:
            return Answer(404, {"code": 404, "error": f"Cannot find user: {found[1]}"})
        after = [each for each in self.accounts[found[1]] if each["listened_at"] > int(call.query["min_ts"])]
        told = sorted(after, key=lambda each: each["listened_at"])[: int(call.query["count"])][::-1]
        payload = {"count": len(told), "latest_listen_ts": 0, "oldest_listen_ts": 0, "user_id": found[1]}
        headers = {"X-RateLimit-Limit": "30", "X-RateLimit-Remaining": "29", "X-RateLimit-Reset-In": "10"}
        return Answer(200, {"payload": payload | {"listens": told}}, headers)


def track(title: str, at: int | None) -> dict[str, Any]:
    """A track as Last.fm tells it; one that is playing now has no date."""
    told: dict[str, Any] = {
        "artist": {"mbid": "", "#text": "Mira Vale"},
        "streamable": "0",
        "image": [],
        "mbid": "",
        "album": {"mbid": "", "#text": "Tides"},
        "name": title,
        "url": "https://www.last.fm/music/x",
    }
    if at is None:
        return told | {"@attr": {"nowplaying": "true"}}
    return told | {"date": {"uts": str(at), "#text": "20 Nov 2026, 10:00"}}


class LastFmServer(Service):
    """Knows one key, and accounts of which some are hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.accounts: dict[str, list[dict[str, Any]]] = {"ann": []}
        self.hidden: set[str] = set()

    def reply(self, call: Call) -> Answer:
        """The recent tracks of an account, the newest first."""
        asked = call.query
        if call.path != "/2.0/" or asked.keys() != {"method", "user", "api_key", "format", "limit", "from"}:
            return Answer(400, {"error": 3, "message": "Invalid Method"})
        if asked["api_key"] != KEY:
            return Answer(403, {"error": 10, "message": "Invalid API key"})
        if asked["user"] in self.hidden:
            return Answer(403, {"error": 17, "message": "Login: User required to be logged in"})
        if asked["user"] not in self.accounts:
            return Answer(404, {"error": 6, "message": "User not found"})
        if int(asked["limit"]) > 200:
            return Answer(400, {"error": 6, "message": "limit"})
        told = [
            each
            for each in reversed(self.accounts[asked["user"]])
            if "date" not in each or int(each["date"]["uts"]) >= int(asked["from"])
        ]
        attributes = {"user": asked["user"], "totalPages": "1", "page": "1", "perPage": "200", "total": str(len(told))}
        tracks: Any = told[0] if len(told) == 1 else told  # a single one comes without a list
        return Answer(200, {"recenttracks": {"track": tracks, "@attr": attributes}})
