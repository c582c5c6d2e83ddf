"""Deezer's public catalogue: a recording by its ISRC or by search, and its excerpt of 30 s.

Errors come as HTTP 200 with an error object; addresses of excerpts are signed and live for minutes, so they are used
at once and never kept. Facts: developers.deezer.com/api.
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from bot.sources import _fields as fields
from bot.sources import match, titles
from bot.sources.client import Client, Deadline, Failed, Host, Missing
from bot.sources.track import Preview, Track

HOST = Host("deezer", "https://api.deezer.com", calls=50, window=5.0)
CDN = ("dzcdn.net",)
"""Where excerpts lie: these hosts and all under them."""
SOURCE = HOST.name
LARGEST = 2 << 20
"""Bytes of an excerpt; 30 s are about 480 kB."""
FRESH = 60.0
"""Seconds an address must still be good for."""
HITS = "25"
TRIES = 3
"""Ids of one song whose excerpts are tried: they differ in the countries that may hear them."""
UNKNOWN, BUSY, WRONG = frozenset({800}), frozenset({4, 700}), frozenset({500, 501, 600})
"""Codes of error objects: no such thing; over the quota or busy, which passes; a question it does not understand."""

Row = Mapping[str, Any]


class Deezer:
    """Asks Deezer through the shared client. Raises ``Missing`` and ``Failed`` only."""

    def __init__(self, client: Client, cdn: Collection[str] = CDN) -> None:
        self._client = client
        self._cdn = cdn

    async def by_isrc(self, track: Track, *, deadline: Deadline) -> Preview:
        """The excerpt filed under the track's ISRC, if that is the track: catalogues mix them up."""
        if not fields.isrc(track.isrc):
            raise Missing("no ISRC")
        row = await self._ask(f"/track/isrc:{fields.isrc(track.isrc)}", deadline=deadline)
        fields.title(row.get("title"))
        if match.score(track, _track(row)).verdict != "same":
            raise Missing("another recording under this ISRC")
        return await self._first([row], track, deadline)

    async def by_search(self, track: Track, *, deadline: Deadline) -> Preview:
        """The excerpt of the likeliest hit that is surely the track."""
        trouble: Missing | Failed = Missing("no hit is this recording")
        tried: set[int] = set()
        for query in _queries(track):
            hits = await self._hits(query, deadline)
            alike = [hits[index] for index in match.best(track, [_track(hit) for hit in hits])]
            new = [hit for hit in alike if hit.get("id") not in tried]
            tried.update(hit.get("id", 0) for hit in new)
            try:
                if new:
                    return await self._first(new, track, deadline)
            except (Missing, Failed) as error:
                trouble = error
        raise trouble

    async def near(self, track: Track, *, deadline: Deadline) -> tuple[Track, ...]:
        """Hits that may be the track, each name once, likeliest first: for a person to choose from."""
        found = [_track(hit) for query in _queries(track) for hit in await self._hits(query, deadline) if _audible(hit)]
        marked = [(match.score(track, each), each) for each in found]
        likely = sorted((pair for pair in marked if pair[0].verdict == "maybe"), key=lambda pair: -pair[0].total)
        return tuple({(each.title, each.artists): each for _, each in likely}.values())

    async def _hits(self, query: str, deadline: Deadline) -> list[Row]:
        try:
            found = await self._ask("/search", {"q": query, "limit": HITS}, deadline=deadline)
        except Missing:
            return []
        return fields.rows(found.get("data"))

    async def _first(self, rows: Sequence[Row], track: Track, deadline: Deadline) -> Preview:
        """The first excerpt that can be had here, of the rows and their alternatives."""
        trouble: Missing | Failed = Missing("it may not be heard in this country")
        for row in rows[:TRIES]:
            try:
                return await self._preview(row, track, deadline)
            except (Missing, Failed) as error:
                deadline.left()
                trouble = error
        raise trouble

    async def _preview(self, row: Row, track: Track, deadline: Deadline) -> Preview:
        if not _audible(row):
            row = await self._alternative(row, track, deadline)
        address = str(row["preview"])
        if not _fresh(address):
            address = await self._renewed(row, deadline)
        try:
            audio = await self._audio(address, deadline)
        except Failed as error:
            if error.status != 403:
                raise
            audio = await self._audio(await self._renewed(row, deadline), deadline)
        found = _track(row)
        return Preview(audio, SOURCE, found, found.link)

    async def _alternative(self, row: Row, track: Track, deadline: Deadline) -> Row:
        """The same song under another id, which only the full answer about a track names."""
        if "alternative" not in row:
            row = await self._ask(_path(row), deadline=deadline)
        if _audible(row):
            return row
        other = fields.mapping(row.get("alternative"))
        if other and not _audible(other):
            other = await self._ask(_path(other), deadline=deadline)
        if not _audible(other) or match.score(track, _track(other)).verdict != "same":
            raise Missing("it may not be heard in this country")
        return other

    async def _renewed(self, row: Row, deadline: Deadline) -> str:
        """A new address for the excerpt, good for some minutes."""
        again = await self._ask(_path(row), deadline=deadline, fresh=True)
        if not _audible(again):
            raise Missing("its excerpt is gone")
        return str(again["preview"])

    async def _audio(self, address: str, deadline: Deadline) -> bytes:
        return await self._client.bytes(address, hosts=self._cdn, most=LARGEST, types=("audio/",), deadline=deadline)

    async def _ask(self, path: str, params: Mapping[str, str] = {}, *, deadline: Deadline, fresh: bool = False) -> Row:
        found = await self._client.json(HOST.name, path, params, deadline=deadline, check=check, fresh=fresh)
        return fields.mapping(found)


def check(status: int, headers: Mapping[str, str], value: Any) -> None:
    """Raise what an error object means, whatever the status says."""
    error = fields.mapping(value).get("error")
    if not error:
        return
    code = fields.mapping(error).get("code")
    if code in UNKNOWN:
        raise Missing("Deezer does not know it")
    if code in BUSY:
        raise Failed(f"Deezer is busy (code {code})", again=True)
    raise Failed(f"Deezer: {fields.text(fields.mapping(error).get('message'))} ({code})", status=400 * (code in WRONG))


def _queries(track: Track) -> Iterator[str]:
    """Ways to ask for it, the strictest first; the field syntax finds nothing for some songs."""
    title = titles.read(track.title)
    artist = track.artists[0].replace('"', " ") if track.artists else ""
    asked, head = title.asked.replace('"', " "), title.head.replace('"', " ")
    if artist:
        yield f'artist:"{artist}" track:"{asked}"'
    yield f"{artist} {asked}".strip()
    if head != asked:
        yield f"{artist} {head}".strip()


def _track(row: Row) -> Track:
    """A row of the catalogue in our words."""
    title, version = fields.text(row.get("title")), fields.text(row.get("title_version"))
    if version and version.casefold() not in title.casefold():
        title = f"{title} {version}"
    first = fields.text(fields.mapping(row.get("artist")).get("name"))
    artists = tuple(dict.fromkeys((*((first,) if first else ()), *fields.names(row.get("contributors")))))
    seconds = fields.number(row.get("duration"))
    link, isrc = fields.text(row.get("link")), fields.isrc(row.get("isrc"))
    return Track(title, artists, seconds or None, isrc, link, SOURCE)


def _audible(row: Row) -> bool:
    """Whether there is an excerpt for the country we ask from."""
    return row.get("readable") is not False and bool(fields.text(row.get("preview")))


def _path(row: Row) -> str:
    number = row.get("id")
    if isinstance(number, bool) or not isinstance(number, int | str) or not re.fullmatch(r"\d+", str(number)):
        raise Missing("a track without an id")
    return f"/track/{number}"


def _fresh(address: str) -> bool:
    """Whether the signature is good for a while; an address that names no end is taken as good."""
    ends = re.search(r"\bexp=(\d{1,12})", address)
    return not ends or int(ends[1]) - time.time() >= FRESH
