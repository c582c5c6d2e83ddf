"""Asks a short link where it leads, never leaving the hosts that make such links; a song's own page is not opened."""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import unquote

import aiohttp
from yarl import URL

from bot.sources._cache import Cache
from bot.sources._outcome import Clock, Late
from bot.sources._wire import refuse
from bot.sources.client import REDIRECTS, Deadline, Failed, Missing
from bot.sources.links import ShortLink, find_links
from bot.sources.track import Link

PATHS = MappingProxyType(
    {
        "spotify.link": re.compile("/.+"),
        "spotify.app.link": re.compile("/.*"),
        "open.spotify.com": re.compile("/s/[0-9A-Za-z_-]+/?"),
    }
)
"""The hosts that are asked, and for which paths."""
HOPS = 4
"""Addresses that are asked, one after another."""
SECONDS = 5.0
"""All of it takes at most this long."""
MOST = 256 << 10
"""Bytes of a page that are read."""
AGENT = "curl/8 (slate-bot)"
"""Browsers get a page of scripts from these hosts; curl is known to get a plain redirect."""

MOST_KEPT, KEPT = 1000, 24 * 3600.0
"""Short links that are remembered, and for how many seconds: where one leads does not change."""

_META = re.compile(r"<meta\b[^<>]*>", re.IGNORECASE)
_OG_URL = re.compile(r"""\bproperty\s*=\s*["']?og:url\b""", re.IGNORECASE)


class ShortLinks:
    """Where short links lead, each asked once a day through the given session.

    ``base`` stands in for ``https://``: it is asked for ``/<host>/<path>``.
    """

    def __init__(self, session: aiohttp.ClientSession, base: str = "", clock: Clock = time.monotonic) -> None:
        self._session = session
        self._bases = {host: f"{base.rstrip('/')}/{host}" for host in PATHS} if base else {}
        self._known: Cache[Link | Missing] = Cache(MOST_KEPT, clock)

    async def __call__(self, short: ShortLink, deadline: Deadline) -> Link:
        """The link behind a short one; raises as ``expand`` does."""
        found = self._known.get(short.url)
        if found is None:
            try:
                found = await expand(short, self._session, deadline, self._bases)
            except Missing as missing:
                found = Missing(*missing.args)
            self._known.keep(short.url, found, KEPT, weight=1)
        if isinstance(found, Missing):
            raise Missing(*found.args)
        return found


async def expand(
    short: ShortLink,
    session: aiohttp.ClientSession,
    deadline: Deadline,
    bases: Mapping[str, str] = MappingProxyType({}),
) -> Link:
    """The link behind a short one.

    ``bases`` says for a host which address to ask in place of ``https://<host>``. Raises ``Missing`` where the short
    link is dead or leads elsewhere, ``Failed`` where that cannot be told now, and nothing else.
    """
    left = deadline.left()
    try:
        async with asyncio.timeout(min(SECONDS, left)):
            return await _follow(short.url, session, deadline, bases)
    except TimeoutError:
        raise (Failed if left > SECONDS else Late)("the short link took too long") from None
    except (aiohttp.ClientError, OSError) as error:
        raise Failed(str(error) or type(error).__name__) from None


async def _follow(url: str, session: aiohttp.ClientSession, deadline: Deadline, bases: Mapping[str, str]) -> Link:
    address = _listed(url)
    for _ in range(HOPS):
        base = bases.get(address.host or "", str(address.origin())).rstrip("/")
        asked = URL(base + address.raw_path_qs, encoded=True)
        async with session.get(asked, headers={"User-Agent": AGENT}, allow_redirects=False) as response:
            if response.status not in REDIRECTS:
                refuse(response.status, response.headers, deadline.clock)
                return _named(await _beginning(response))
            location = response.headers.get("Location", "")
        link = _quoted(location)
        if link:
            return link
        address = _listed(location, address)
    raise Failed("a short link that goes on and on")


def _listed(url: str, start: URL | None = None) -> URL:
    """The address as https; ``Missing`` where it is none of those that may be asked."""
    try:
        if not re.fullmatch(r"[!-\[\]-~]{1,4096}", url):
            raise ValueError("no address")
        address = URL(url, encoded=True)
        address = start.join(address) if start else address
        bare = address.explicit_port is None and address.user is None and address.password is None
    except ValueError:  # also from the parts, which are only read when they are asked for
        raise Failed("a redirect to nowhere") from None
    path = PATHS.get(address.host or "")
    if not (address.scheme in ("http", "https") and bare and path and path.fullmatch(address.raw_path)):
        raise Missing("it leads to nothing of Spotify's")
    return address.with_scheme("https")


def _quoted(location: str) -> Link | None:
    """The link that a redirect leads to or carries along for later, which may be quoted once or twice."""
    once = unquote(location)
    for text in (location, once, unquote(once)):
        link = _first(re.sub("[?&=]", " ", text))
        if link:
            return link
    return None


def _named(page: str) -> Link:
    """The link that a page calls its own; ``Failed`` without one."""
    for tag in _META.findall(page):
        link = _first(html.unescape(tag)) if _OG_URL.search(tag) else None
        if link:
            return link
    raise Failed("a page that names no link", status=200)


def _first(text: str) -> Link | None:
    return next((link for link in find_links(text) if isinstance(link, Link)), None)


async def _beginning(response: aiohttp.ClientResponse) -> str:
    """The first ``MOST`` bytes of a page; the rest is never read."""
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) >= MOST:
            break
    return body[:MOST].decode("utf-8", "replace")
