"""Last.fm: what people scrobble. Wants a key of the operator's own, and non-commercial use; no more than 5 a second.

Facts: last.fm/api. Errors come with a number in the answer, whatever its status is.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bot.sources import _fields as fields
from bot.sources._outcome import Deadline, Failed, Missing
from bot.sources.client import Client, Host
from bot.sources.scrobble import Private, Scrobble

HOST = Host("lastfm", "https://ws.audioscrobbler.com", calls=3, window=1.0)
MOST = 200
"""Listens in one answer."""
UNKNOWN, HIDDEN, LIMITED, SUSPENDED = 6, 17, 29, 26
REST = 3600.0
"""Seconds to leave it alone when it refuses the key."""


class LastFm:
    """Asks Last.fm through a client with a limiter and a breaker."""

    def __init__(self, client: Client, key: str) -> None:
        """``key`` is the operator's API key."""
        self._client = client
        self._key = key

    async def after(self, name: str, moment: int, *, deadline: Deadline) -> Sequence[Scrobble]:
        """See ``bot.listening.History``; an account may hide its recent listening."""
        asked = {"method": "user.getrecenttracks", "user": name, "api_key": self._key, "format": "json"}
        asked |= {"limit": str(MOST), "from": str(moment + 1)}
        said = await self._client.json(HOST.name, "/2.0/", asked, deadline=deadline, check=_check, fresh=True)
        recent = fields.mapping(fields.mapping(said).get("recenttracks"))
        tracks = recent.get("track")
        if not isinstance(tracks, list | dict):
            raise Failed("Last.fm answers nonsense")
        rows = fields.rows(tracks if isinstance(tracks, list) else [tracks])  # a single one comes without a list
        found = filter(None, map(_scrobble, rows))
        return sorted((each for each in found if each.at > moment), key=lambda each: each.at)


def _scrobble(row: Mapping[str, Any]) -> Scrobble | None:
    """A track that was played; one that is playing now has no date yet."""
    title, artist = fields.text(row.get("name")), fields.text(fields.mapping(row.get("artist")).get("#text"))
    at = str(fields.mapping(row.get("date")).get("uts") or "")
    if not title or not re.fullmatch(r"[0-9]{1,12}", at):
        return None
    return Scrobble(title, (artist,) if artist else (), int(at))


def _check(status: int, headers: Mapping[str, str], value: Any) -> None:
    number = value.get("error") if isinstance(value, dict) else None
    if number == UNKNOWN:
        raise Missing("no such account")
    if number == HIDDEN:
        raise Private("recent listening is hidden")
    if number in (LIMITED, SUSPENDED):
        raise Failed(f"error {number}", until=time.monotonic() + (60.0 if number == LIMITED else REST), status=status)
    if number is not None:
        raise Failed(f"error {number}", status=status)
