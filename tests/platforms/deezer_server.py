"""Deezer's catalogue and its network of excerpts on the loopback address, as strict as the real ones.

Errors are HTTP 200; addresses of excerpts are signed for one file and a time, and forbidden afterwards; the search
knows the field syntax and plain words.
"""

from __future__ import annotations

import hashlib
import re
import time
from collections import deque
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from tests.platforms.service import Answer, Call, Service

Row = dict[str, Any]
SOUND = b"ID3" + b"\x00" * 5000
LIFE = 900
"""Seconds an address is good for, unless the test plans otherwise."""


@dataclass(frozen=True)
class Sound(Answer):
    """A sound file."""

    body: Any = SOUND
    type: str = "audio/mpeg"

    @property
    def bytes(self) -> bytes:
        """The file."""
        return bytes(self.body)

    @property
    def kind(self) -> str:
        """Its content type."""
        return self.type


def error(code: int, kind: str = "Exception", message: str = "") -> Answer:
    """An error as Deezer writes it."""
    return Answer(200, {"error": {"type": kind, "message": message or kind, "code": code}})


NO_DATA = error(800, "DataException", "no data")
QUOTA = error(4, "Exception", "Quota limit exceeded")
BUSY = error(700, "Exception", "Service busy")
BAD = error(600, "InvalidQueryException", "Unknown path components")


def song(id: int, title: str, artist: str, seconds: int, isrc: str = "", **more: Any) -> Row:
    """A track as the catalogue holds it; ``preview`` is signed when it is handed out, or "" where there is none."""
    return {
        "id": id,
        "readable": True,
        "title": title,
        "title_short": title.split(" (")[0],
        "title_version": "",
        "isrc": isrc,
        "link": f"https://www.deezer.com/track/{id}",
        "duration": seconds,
        "rank": 100000,
        "preview": "signed",
        "artist": {"id": 1, "name": artist, "type": "artist"},
        "type": "track",
        **more,
    }


class DeezerServer(Service):
    """The catalogue: ``songs`` in the order in which the search returns them."""

    def __init__(self, *songs: Row) -> None:
        super().__init__()
        self.songs = list(songs)
        self.lives: deque[float] = deque()
        """How long the next addresses are good for."""
        self.fields = True
        """Whether the field syntax finds anything."""

    def reply(self, call: Call) -> Answer:
        assert call.method == "GET"
        assert "Authorization" not in call.headers
        if call.path.startswith("/preview/"):
            return self._sound(call)
        if found := re.fullmatch(r"/track/isrc:([A-Z0-9]{12})", call.path):
            return self._one(lambda row: row["isrc"] == found[1])
        if found := re.fullmatch(r"/track/(\d+)", call.path):
            return self._one(lambda row: row["id"] == int(found[1]))
        if call.path != "/search":
            return BAD
        if not call.query.get("q"):
            return error(501, "MissingParameterException", "Missing parameters: q")
        assert set(call.query) <= {"q", "limit", "index", "order", "strict"}
        assert 1 <= int(call.query.get("limit", "25")) <= 100
        return self._search(call.query["q"])

    def sign(self, id: int, life: float) -> str:
        """An address for a song's excerpt, good for so many seconds."""
        until = int(time.time() + life)
        return f"{self.origin}/preview/{id}.mp3?hdnea=exp={until}~acl=/preview/{id}.mp3*~hmac={_stamp(id, until)}"

    def _sound(self, call: Call) -> Answer:
        id = int(call.path.removeprefix("/preview/").removesuffix(".mp3"))
        signed = re.match(r"exp=(\d+)~.*~hmac=(\w+)$", unquote(call.query.get("hdnea", "")))
        if not signed or signed[2] != _stamp(id, int(signed[1])) or int(signed[1]) < time.time():
            return Answer(403, "<html>Access Denied</html>")
        return Sound()

    def _one(self, wanted: Any) -> Answer:
        return next((Answer(200, self._handed(row)) for row in self.songs if wanted(row)), NO_DATA)

    def _handed(self, row: Row) -> Row:
        out = dict(row)
        if out.get("preview") == "signed":
            out["preview"] = self.sign(out["id"], self.lives.popleft() if self.lives else LIFE)
        if isinstance(out.get("alternative"), dict):
            out["alternative"] = self._handed(out["alternative"])
        return out

    def _search(self, query: str) -> Answer:
        fields = dict(re.findall(r'(artist|track):"([^"]*)"', query))
        if fields and not self.fields:
            return Answer(200, {"data": [], "total": 0})
        words = _words(" ".join(fields.values()) if fields else query)
        rows = [row for row in self.songs if words <= _words(f"{row['title']} {row['artist']['name']}")]
        found = [{key: value for key, value in self._handed(row).items() if key != "alternative"} for row in rows]
        return Answer(200, {"data": found, "total": len(found)})


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def _stamp(id: int, until: int) -> str:
    return hashlib.sha256(f"secret {id} {until}".encode()).hexdigest()[:32]
