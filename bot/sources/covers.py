"""Covers from the Cover Art Archive, found through MusicBrainz: the one source whose terms let them be shown in a grid.

They stay their owners': asked for fresh each time, shown whole and with a link, and not kept.
Facts: musicbrainz.org/doc/Cover_Art_Archive/API, musicbrainz.org/doc/MusicBrainz_API/Search.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.covers import Cover
from bot.sources import _fields as fields
from bot.sources import musicbrainz
from bot.sources._outcome import Deadline, Failed, Missing
from bot.sources.client import Client, Host
from bot.sources.match import best
from bot.sources.track import Track

HOST = Host("coverart", "https://coverartarchive.org", calls=5, window=1.0)
CDN = ("coverartarchive.org", "archive.org")
"""Where its pictures lie."""
PAGE = "https://musicbrainz.org/release-group"
MOST = 4 << 20
"""Bytes of the largest cover that is read; they are 500 pixels wide."""
PATIENCE = 8.0
"""Seconds for one cover: MusicBrainz is asked once a second at most."""
HITS = "10"


class CoverArt:
    """See ``bot.covers.Covers``."""

    def __init__(self, client: Client, base: str = HOST.base, cdn: Sequence[str] = CDN) -> None:
        self._client = client
        self._base = base.rstrip("/")
        self._cdn = cdn

    async def cover(self, title: str, artists: Sequence[str]) -> Cover | None:
        """See ``bot.covers.Covers.cover``."""
        deadline = Deadline.after(PATIENCE)
        wanted = Track(title, tuple(artists))
        try:
            for album in (await self._albums(wanted, deadline))[:2]:
                try:
                    return Cover(await self._picture(album, deadline), f"{PAGE}/{album}")
                except Missing:
                    continue
        except (Missing, Failed):
            pass
        return None

    async def _albums(self, wanted: Track, deadline: Deadline) -> list[str]:
        """Albums that the song is on, those it came out on first."""
        query = f'recording:"{_quoted(wanted.title)}"'
        if wanted.artists:
            query += f' AND artist:"{_quoted(wanted.artists[0])}"'
        asked = {"query": query, "limit": HITS, "fmt": "json"}
        said = await self._client.json(musicbrainz.HOST.name, "/ws/2/recording", asked, deadline=deadline)
        rows = fields.rows(fields.mapping(said).get("recordings"))
        found = [Track(fields.text(row.get("title")), fields.names(row.get("artist-credit"))) for row in rows]
        return list(dict.fromkeys(album for index in best(wanted, found) for album in _albums_of(rows[index])))

    async def _picture(self, album: str, deadline: Deadline) -> bytes:
        address = f"{self._base}/release-group/{album}/front-500"
        return await self._client.bytes(address, hosts=self._cdn, most=MOST, types=("image/",), deadline=deadline)


def _albums_of(recording: Mapping[str, Any]) -> Iterator[str]:
    """Official albums and singles before collections of many artists' songs."""
    releases = fields.rows(recording.get("releases"))
    groups = [(release, fields.mapping(release.get("release-group"))) for release in releases]
    ranked = sorted(groups, key=lambda pair: (pair[0].get("status") != "Official", _collected(pair[1])))
    for _, group in ranked:
        id_ = fields.text(group.get("id"))
        if musicbrainz.MBID.fullmatch(id_):
            yield id_


def _collected(group: Mapping[str, Any]) -> bool:
    kinds = group.get("secondary-types")
    return isinstance(kinds, list) and "Compilation" in kinds


def _quoted(text: str) -> str:
    """A text inside the quotes of a Lucene query."""
    return re.sub(r'([\\"])', r"\\\1", text)
