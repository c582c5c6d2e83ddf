"""Spotify's Web API: titles, artists, durations and ISRCs for links. Never its sound, never its covers."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from bot.sources import _fields
from bot.sources._breaker import Breaker
from bot.sources._cache import Cache
from bot.sources._outcome import Clock, Deadline, Failed, Late, Missing
from bot.sources._spotipy import PATIENCE, Refusal, Web
from bot.sources.track import Kind, Link, Track

log = logging.getLogger(__name__)

SOURCE = "Spotify"
API = "https://api.spotify.com/v1"
TOKEN_URL = "https://accounts.spotify.com/api/token"

TOGETHER = 4
"""Calls at the same time."""
RATE_WINDOW = 30.0
"""Seconds over which Spotify counts calls."""
KEYS_REST, QUOTA_REST, TOKEN_REST = 3600.0, 3600.0, 300.0
"""Seconds of rest when the keys or the owner's Premium are no good, the quota is used up, a new token is refused."""
MOST_REMEMBERED, ANSWER_KEPT, MISS_KEPT = 1000, 600.0, 24 * 3600.0
"""Answers that are remembered, and for how many seconds: answers, true misses."""


@dataclass(frozen=True, slots=True)
class Album:
    """An album and at most its first 50 tracks, each with its link; none has an ISRC here."""

    title: str
    artists: tuple[str, ...]
    tracks: tuple[tuple[Link, Track], ...]
    link: str


Said = TypeVar("Said", Track, Album)


class Spotify:
    """Spotify, asked with an app's keys. Raises ``Missing`` and ``Failed`` only; ``Failed`` tells the owner why."""

    def __init__(
        self,
        client_id: str,
        secret: str,
        api: str = API,
        token_url: str = TOKEN_URL,
        *,
        clock: Clock = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._web = Web(client_id, secret, api, token_url, patience)
        self._clock = clock
        self._breaker = Breaker(clock)
        self._places = asyncio.Semaphore(TOGETHER)
        self._remembered: Cache[Track | Album | Missing] = Cache(MOST_REMEMBERED, clock)
        self._flights: dict[Link, asyncio.Task[Any]] = {}
        self._trouble = ""

    async def track(self, id: str, *, deadline: Deadline) -> Track:
        """The track of that id."""
        link = _link("track", id)
        return await self._shared(link, deadline, lambda: _track(link, self._web.track(id)))

    async def album(self, id: str, *, deadline: Deadline) -> Album:
        """The album of that id."""
        link = _link("album", id)
        return await self._shared(link, deadline, lambda: _album(link, self._web.album(id)))

    def health(self) -> str:
        """'ok', or for how long it rests and why."""
        resting = self._breaker.resting
        return f"resting for {resting:.0f} s. {self._trouble}" if resting else "ok"

    async def close(self) -> None:
        """Drop what is under way and the connections."""
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)
        self._web.close()

    async def _shared(self, link: Link, deadline: Deadline, ask: Callable[[], Said]) -> Said:
        """What the flight for this link brings, be it new or under way; leaving does not stop it."""
        deadline.left()
        known = self._remembered.get(link.url)
        if isinstance(known, Missing):
            raise Missing(*known.args)
        if known:
            return cast("Said", known)
        flight = self._flights.get(link)
        if flight is None:
            flight = self._flights[link] = asyncio.create_task(self._fly(link, ask))
            flight.add_done_callback(lambda done: self._landed(link, done))
        try:
            async with asyncio.timeout(deadline.left()):
                said: Said = await asyncio.shield(flight)
        except TimeoutError:
            raise Late("Spotify took too long.") from None
        return said

    def _landed(self, link: Link, flight: asyncio.Task[Any]) -> None:
        del self._flights[link]
        if not flight.cancelled():
            flight.exception()  # perhaps nobody waits for it any more, which is no reason for a line in the log

    async def _fly(self, link: Link, ask: Callable[[], Said]) -> Said:
        """Ask, and remember how it ended."""
        try:
            said = await self._ask(ask)
        except Missing as missing:
            self._remembered.keep(link.url, Missing(*missing.args), MISS_KEPT, weight=1)
            raise
        except Failed as error:
            log.info("spotify failed: %s", error, extra={"action": "source_failed"})
            raise
        except asyncio.CancelledError:  # by ``close``; those who wait were not cancelled themselves
            raise Failed("Spotify is not asked any more.", until=self._clock()) from None
        self._remembered.keep(link.url, said, ANSWER_KEPT, weight=1)
        return said

    async def _ask(self, ask: Callable[[], Said]) -> Said:
        """Ask in a thread, in turn and under watch."""
        async with self._places:
            if resting := self._breaker.resting:
                raise Failed(self._trouble, until=self._clock() + resting)
            with self._breaker.call():
                try:
                    return await asyncio.to_thread(ask)
                except Refusal as refusal:
                    error = _meaning(refusal, self._clock())
                except Failed as failed:
                    error = failed
                if isinstance(error, Failed) and not self._breaker.resting:  # else an earlier one is why it rests
                    self._trouble = str(error)
                raise error


def _meaning(refusal: Refusal, now: float) -> Missing | Failed:
    """What a refusal means: there is no such thing, or why and until when Spotify cannot be asked."""
    if refusal.status in (400, 404) and not refusal.for_token:
        return Missing("Spotify does not know it.")
    why, rest = _reason(refusal)
    return Failed(why, until=None if rest is None else now + rest, status=refusal.status)


def _reason(refusal: Refusal) -> tuple[str, float | None]:
    """A sentence for the owner, and the seconds of rest that it takes."""
    status = refusal.status
    if refusal.for_token and status in (400, 401, 403):
        return "Spotify does not accept SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET; compare them.", KEYS_REST
    if status == 401:
        return "Spotify gives a token and then does not accept it.", TOKEN_REST
    if status == 403 and "premium" in refusal.message.lower():
        return "Spotify serves an app only while its owner has Premium, and this one's has lapsed.", KEYS_REST
    if status == 429 and refusal.reason == "QUOTA_EXCEEDED":
        return "The quota of your Spotify developer account is used up.", max(QUOTA_REST, refusal.rest or 0.0)
    if status == 429:
        return "Spotify asks for fewer calls.", RATE_WINDOW if refusal.rest is None else max(refusal.rest, 1.0)
    return f"Spotify answers with status {status}.", refusal.rest if status == 503 else None


def _link(kind: Kind, id: str) -> Link:
    """The link; ``Missing`` when that is no id, of which spotipy would take any word for one."""
    if not re.fullmatch(r"[0-9A-Za-z]{22}", id):
        raise Missing("That is no id of Spotify's.")
    return Link(kind, id)


def _track(link: Link, said: Mapping[str, Any]) -> Track:
    """A track as Spotify describes it; withdrawn ones keep their id and lose their name."""
    if said.get("is_local") or said.get("name") == "":
        raise Missing("Spotify has no recording behind it.")
    return Track(
        title=_fields.title(said.get("name")),
        artists=_fields.names(said.get("artists")),
        seconds=_fields.seconds(said.get("duration_ms")),
        isrc=_fields.isrc(_fields.mapping(said.get("external_ids")).get("isrc")),
        link=link.url,
        source=SOURCE,
    )


def _album(link: Link, said: Mapping[str, Any]) -> Album:
    """An album as Spotify describes it, without the tracks that cannot be asked for."""
    tracks = []
    for row in _fields.rows(_fields.mapping(said.get("tracks")).get("items")):
        try:
            place = _link("track", _fields.text(row.get("id")))
            tracks.append((place, _track(place, row)))
        except (Missing, Failed):  # local files and rows that make no sense have no link to press
            continue
    if not tracks:
        raise Missing("The album has no tracks to choose from.")
    artists = _fields.names(said.get("artists"))
    return Album(_fields.title(said.get("name")), artists, tuple(tracks), link.url)
