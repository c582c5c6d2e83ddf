"""Apple's iTunes search, for operators who switch it on: excerpts of 30 s as m4a. It knows no ISRC.

It allows about 20 calls a minute and shuts out who asks more, for half an hour and longer, with an empty 403. Its terms
are for promotion only and want a link to the store beside the song. Facts: Apple's iTunes Search API.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from typing import Any

from bot.sources import _fields as fields
from bot.sources import match, titles
from bot.sources.client import Client, Deadline, Failed, Host, Missing
from bot.sources.track import Preview, Track

HOST = Host("apple", "https://itunes.apple.com", calls=20, window=60.0)
CDN = ("itunes.apple.com",)
"""Where excerpts lie: these hosts and all under them."""
SOURCE = HOST.name
LARGEST = 2 << 20
"""Bytes of an excerpt; 30 s are about 1 MB."""
REST = 1800.0
"""Seconds to leave it alone once it shut us out."""
HITS = "25"


class Apple:
    """Asks Apple through the shared client, in one country's shop. Raises ``Missing`` and ``Failed`` only."""

    def __init__(self, client: Client, country: str = "US", cdn: Collection[str] = CDN) -> None:
        self._client = client
        self._country = country
        self._cdn = cdn

    async def by_search(self, track: Track, *, deadline: Deadline) -> Preview:
        """The excerpt of the likeliest hit that is surely the track."""
        rows = [row for row in await self._hits(track, deadline) if fields.text(row.get("previewUrl"))]
        found = [_track(row) for row in rows]
        alike = match.best(track, found)
        if not alike:
            raise Missing("no hit is this recording")
        address = str(rows[alike[0]]["previewUrl"])
        audio = await self._client.bytes(address, hosts=self._cdn, most=LARGEST, types=("audio/",), deadline=deadline)
        return Preview(audio, SOURCE, found[alike[0]], found[alike[0]].link)

    async def _hits(self, track: Track, deadline: Deadline) -> list[Mapping[str, Any]]:
        term = " ".join((*track.artists[:1], titles.read(track.title).asked))
        params = {"term": term, "media": "music", "entity": "song", "country": self._country, "limit": HITS}
        found = await self._client.json(HOST.name, "/search", params, deadline=deadline, check=check)
        return fields.rows(fields.mapping(found).get("results"))


def check(status: int, headers: Mapping[str, str], value: Any) -> None:
    """Being shut out lasts long, and the answer does not say how long."""
    if status in (403, 429):
        raise Failed("Apple shut us out", until=time.monotonic() + REST, status=status)


def _track(row: Mapping[str, Any]) -> Track:
    artist = fields.text(row.get("artistName"))
    seconds, link = fields.seconds(row.get("trackTimeMillis")), fields.text(row.get("trackViewUrl"))
    return Track(fields.text(row.get("trackName")), (artist,) if artist else (), seconds, link=link, source=SOURCE)
