"""ReccoBeats on the loopback address: tracks and audio features by Spotify id or ISRC."""

from __future__ import annotations

import re
from typing import Any

from tests.platforms.service import Answer, Call, Service

TRACK, GONE = (name.ljust(22, "0") for name in ("Track", "Gone"))
ISRC = "GBAYE9800345"


def row(id: str, title: str, isrc: str | None = ISRC) -> dict[str, Any]:
    """A track as it lists it."""
    return {
        "id": "8fbeb6b4-5bd4-4b65-8a3b-6b40b5a5f1aa",
        "trackTitle": title,
        "artists": [{"id": "1", "name": "Mira Vale", "href": "https://open.spotify.com/artist/1"}],
        "durationMs": 201500,
        "isrc": isrc,
        "upc": None,
        "href": f"https://open.spotify.com/track/{id}",
        "availableCountries": "DE,FR",
        "popularity": 41,
    }


def features(id: str, isrc: str = ISRC) -> dict[str, Any]:
    """Audio features as it lists them."""
    return {
        "id": "8fbeb6b4-5bd4-4b65-8a3b-6b40b5a5f1aa",
        "href": f"https://open.spotify.com/track/{id}",
        "isrc": isrc,
        "acousticness": 0.12,
        "danceability": 0.63,
        "energy": 0.71,
        "instrumentalness": 0.0,
        "key": 5,
        "liveness": 0.1,
        "loudness": -7.2,
        "mode": 1,
        "speechiness": 0.04,
        "tempo": 118.03,
        "valence": 0.35,
    }


class ReccoBeatsServer(Service):
    """Answers a list of rows for the ids it knows; a list without rows for the others."""

    def __init__(self) -> None:
        super().__init__()
        self.tracks: dict[str, list[Any]] = {TRACK: [row(TRACK, "Glass Tide")]}
        self.features: dict[str, list[Any]] = {TRACK: [features(TRACK)], ISRC: [features(TRACK)]}

    def reply(self, call: Call) -> Answer:
        """Rows for the one id that was asked for."""
        known = {"/v1/track": self.tracks, "/v1/audio-features": self.features}.get(call.path)
        if known is None or call.method != "GET":
            return Answer(404, {"error": "Not Found"})
        if "Authorization" in call.headers or call.query.keys() != {"ids"}:
            return Answer(400, {"error": "Bad Request"})
        if not re.fullmatch(r"[0-9A-Za-z]{22}|[A-Z]{2}[A-Z0-9]{3}[0-9]{7}", call.query["ids"]):
            return Answer(400, {"error": "Bad Request"})
        return Answer(200, {"content": known.get(call.query["ids"], [])})
