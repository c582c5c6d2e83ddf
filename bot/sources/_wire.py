"""What comes over the wire, made safe: statuses, waiting times and bodies. Trusts nothing it reads."""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from yarl import URL

from bot.sources._outcome import Clock, Failed, Missing

LONGEST_REST = 3600.0
"""A service that asks for more seconds than this is tried again after this long."""
PLAIN_REST = 30.0
"""Seconds to wait after 'too many requests' that names no time."""

Check = Callable[[int, Mapping[str, str], Any], None]


async def body_of(response: aiohttp.ClientResponse, most: int) -> bytes:
    """The whole body; ``Failed`` as soon as it is known to be larger than ``most`` bytes."""
    if (response.content_length or 0) > most:
        raise Failed(f"more than {most} bytes", status=response.status)
    body = bytearray()
    async for chunk in response.content.iter_any():
        body += chunk
        if len(body) > most:
            raise Failed(f"more than {most} bytes", status=response.status)
    return bytes(body)


def parsed(body: bytes) -> Any:
    """The JSON in a body, which is UTF-8 whatever the headers say; ``ValueError`` where it is none."""
    try:
        text = body.decode("utf-8-sig")
        value = json.loads(text, parse_int=_whole, parse_float=_finite, parse_constant=_finite)
        if re.search(rb"\\u[dD][89a-fA-F]", body):  # half a character would break whoever stores it
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError:
        raise ValueError("too deep") from None
    return value


def _whole(digits: str) -> int:
    """A whole number that anyone can reckon with; longer ones overflow where they are divided."""
    if len(digits) > 20:
        raise ValueError("too long a number")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("no number")
    return number


def answer(status: int, headers: Mapping[str, str], body: bytes, check: Check | None, clock: Clock) -> Any:
    """The value that a source answered with; ``Missing`` or ``Failed`` where it is none.

    ``check`` sees it first, with None for a body that is no JSON.
    """
    try:
        value = parsed(body)
    except ValueError:
        if status == 200:
            raise Failed("not JSON", status=status) from None
        value = None
    if check:
        check(status, headers, value)
    refuse(status, headers, clock)
    return value


def refuse(status: int, headers: Mapping[str, str], clock: Clock) -> None:
    """Raise what a status other than 200 means."""
    if status == 200:
        return
    if status in (404, 410):
        raise Missing(f"status {status}")
    seconds = retry_after(headers)
    if seconds is None and status == 429:
        seconds = PLAIN_REST
    if seconds is not None and status in (429, 503):
        raise Failed(f"status {status}", until=clock() + seconds, status=status)
    raise Failed(f"status {status}", again=status == 503, status=status)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait as the headers ask, at most ``LONGEST_REST``; None where they ask nothing that makes sense."""
    asked = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]+(\.[0-9]+)?", asked):
        return min(float(asked), LONGEST_REST)
    moment = _moment(asked)
    if moment is None:
        return None
    now = _moment(headers.get("Date", "")) or time.time()  # by the service's own clock where it is known
    return min(max(moment - now, 0.0), LONGEST_REST)


def _moment(date: str) -> float | None:
    """An HTTP date as seconds since 1970."""
    try:
        return parsedate_to_datetime(date).timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def allowed(url: str, hosts: Collection[str], plain: Collection[str]) -> URL:
    """The address, untouched; ``Failed`` unless it is https (or http on a ``plain`` host) on one of the hosts.

    A host stands for itself and for everything under it.
    """
    try:
        if not re.fullmatch(r"[!-~]{1,4096}", url):
            raise ValueError("no address")
        address = URL(url, encoded=True)  # signatures break when anything is quoted anew
        host = address.host or ""
        port = address.port
    except ValueError:
        raise Failed("no address") from None
    secure = address.scheme == "https" or (address.scheme == "http" and host in plain)
    listed = any(host == name or host.endswith("." + name) for name in hosts)
    if not (secure and listed and port) or address.user is not None or address.password is not None:
        raise Failed("an address off the list")
    return address


def fits(kind: str, types: Sequence[str]) -> bool:
    """Whether a content type is one of these; ``audio/`` stands for every kind of audio."""
    return any(kind == name or (name.endswith("/") and kind.startswith(name)) for name in types)


def landing(address: URL, headers: Mapping[str, str]) -> str:
    """Where a redirect leads, be that allowed or not."""
    try:
        return str(address.join(URL(headers["Location"], encoded=True)))
    except (KeyError, ValueError):
        raise Failed("a redirect to nowhere") from None
