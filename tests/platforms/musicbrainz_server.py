"""MusicBrainz on the loopback address: links and recordings; refuses who asks too often or does not say who asks."""

from __future__ import annotations

import re
import time
from typing import Any

from tests.platforms.service import Answer, Call, Service

TRACK, LONELY, GONE = (name.ljust(22, "0") for name in ("Track", "Lonely", "Gone"))
RECORDING = "b1a9c0e9-d987-4042-ae91-78d6a3267d69"
AGENT = re.compile(r"[\w-]+/[\d.]+ \(.+\)")


def relation(id: str, **more: Any) -> dict[str, Any]:
    """A link's relation to a recording."""
    return {
        "type": "free streaming",
        "target-type": "recording",
        "direction": "backward",
        "ended": False,
        "recording": {"id": id, "title": "Glass Tide", "length": 201500, "video": False, "disambiguation": ""},
        **more,
    }


class MusicBrainzServer(Service):
    """Allows one call in ``window`` seconds."""

    def __init__(self, window: float = 0.1) -> None:
        super().__init__()
        self.window = window
        self.refused = 0
        """Calls that came too soon."""
        self.links: dict[str, list[Any]] = {TRACK: [relation(RECORDING)], LONELY: []}
        self.recordings: dict[str, dict[str, Any]] = {
            RECORDING: {
                "id": RECORDING,
                "title": "Glass Tide",
                "length": 201500,
                "video": False,
                "artist-credit": [
                    {"name": "Mira Vale", "joinphrase": " & ", "artist": {"id": "1", "name": "Mira  Vale"}},
                    {"name": "Otto", "joinphrase": "", "artist": {"id": "2", "name": "Otto (DE)"}},
                ],
                "isrcs": ["GBAYE9800345", "GBAYE9800346"],
            }
        }
        self._last = -1e9

    def reply(self, call: Call) -> Answer:
        """A link's relations or a recording."""
        now, last = time.monotonic(), self._last
        self._last = now
        if now - last < self.window:
            self.refused += 1
            return Answer(503, {"error": "Your requests are exceeding the allowable rate limit."})
        if not AGENT.fullmatch(call.headers.get("User-Agent", "")):
            return Answer(403, {"error": "Say who you are."})
        if call.query.get("fmt") != "json":
            return Answer(200, "<?xml version='1.0'?><metadata/>")
        if call.path == "/ws/2/url":
            return self._link(call)
        return self._recording(call)

    def _link(self, call: Call) -> Answer:
        if call.query.keys() != {"fmt", "resource", "inc"} or call.query["inc"] != "recording-rels":
            return Answer(400, {"error": "Bad request."})
        found = re.fullmatch(r"https://open\.spotify\.com/track/([0-9A-Za-z]{22})", call.query["resource"])
        if not found or found[1] not in self.links:
            return Answer(404, {"error": "Not Found"})
        return Answer(200, {"id": "u", "resource": call.query["resource"], "relations": self.links[found[1]]})

    def _recording(self, call: Call) -> Answer:
        recording = self.recordings.get(call.path.removeprefix("/ws/2/recording/"))
        if recording is None:
            return Answer(404, {"error": "Not Found"})
        if set(call.query.get("inc", "").split()) != {"isrcs", "artist-credits"}:
            return Answer(400, {"error": "Bad request."})
        return Answer(200, recording)
