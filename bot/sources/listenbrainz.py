"""ListenBrainz, the open record of what people listen to: public, and free of rights (CC0).

Facts: listenbrainz.readthedocs.io. Its limits come with every answer, as ``X-RateLimit-Reset-In``.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from bot.sources import _fields as fields
from bot.sources._outcome import Deadline, Failed
from bot.sources.client import Client, Host
from bot.sources.links import find_links
from bot.sources.scrobble import Scrobble
from bot.sources.track import Link

HOST = Host("listenbrainz", "https://api.listenbrainz.org", calls=10, window=10.0)
MOST = 100
"""Listens in one answer."""


class ListenBrainz:
    """Asks ListenBrainz through a client with a limiter and a breaker."""

    def __init__(self, client: Client) -> None:
        self._client = client

    async def after(self, name: str, moment: int, *, deadline: Deadline) -> Sequence[Scrobble]:
        """See ``bot.listening.History``; what ListenBrainz holds is never hidden."""
        path = f"/1/user/{quote(name, safe='')}/listens"
        asked = {"min_ts": str(moment), "count": str(MOST)}
        said = await self._client.json(HOST.name, path, asked, deadline=deadline, check=_check, fresh=True)
        payload = fields.mapping(fields.mapping(said).get("payload"))
        if not isinstance(payload.get("listens"), list):
            raise Failed("ListenBrainz answers nonsense")
        found = filter(None, map(_scrobble, fields.rows(payload["listens"])))
        return sorted((each for each in found if each.at > moment), key=lambda each: each.at)


def _scrobble(row: Mapping[str, Any]) -> Scrobble | None:
    track = fields.mapping(row.get("track_metadata"))
    more = fields.mapping(track.get("additional_info"))
    title, artist = fields.text(track.get("track_name")), fields.text(track.get("artist_name"))
    at = row.get("listened_at")
    if not title or not isinstance(at, int):
        return None
    links = find_links(fields.text(more.get("spotify_id")))
    link = next((each.url for each in links if isinstance(each, Link) and each.kind == "track"), "")
    told = more.get("artist_names")
    names = tuple(filter(None, map(fields.text, told))) if isinstance(told, list) else ()
    return Scrobble(title, names or ((artist,) if artist else ()), at, link)


def _check(status: int, headers: Mapping[str, str], value: Any) -> None:
    """Too many questions: ListenBrainz says in its own header how long to wait."""
    seconds = headers.get("X-RateLimit-Reset-In", "")
    if status == 429 and seconds.isdecimal():
        raise Failed("too many questions", until=time.monotonic() + min(int(seconds), 3600), status=status)
