"""Who may talk to the page: this machine's own browser tabs, and no other site in them.

A page on the internet can make a visitor's browser send requests to 127.0.0.1. So the Host must be one of ours (a
name that a stranger's DNS points here is not), every POST must come from our own origin, and the session cookie is
never sent along from another site.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import re
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

from bot import words
from bot.web._index import language_asked

log = logging.getLogger(__name__)

COOKIE = "slate"
YEAR = 365 * 24 * 3600
_SESSION = re.compile(r"[A-Za-z0-9_-]{22}")
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def problem(kind: type[web.HTTPException], sentence: str) -> web.HTTPException:
    """A failure as the page reads it, to be raised."""
    return kind(text=json.dumps({"error": sentence}), content_type="application/json")


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine only."""
    return host == "localhost" or (_is_address(host) and ipaddress.ip_address(host).is_loopback)


def guard(host: str) -> Middleware:
    """Refuse foreign hosts and origins, speak the browser's language, and make every failure JSON.

    ``host`` is the address that is listened on.
    """

    @web.middleware
    async def check(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        words.speak(language_asked(request) or words.SOURCE)
        try:
            if not _is_ours(request.headers.get("Host", ""), host):
                raise problem(web.HTTPMisdirectedRequest, words.foreign_host())
            if request.method not in ("GET", "HEAD") and not _same_origin(request):
                raise problem(web.HTTPForbidden, words.foreign_origin())
            return await handler(request)
        except web.HTTPException as error:
            if error.status < 400 or error.content_type == "application/json":
                raise
            error.text, error.content_type = json.dumps({"error": words.no_such_page()}), "application/json"
            raise
        except ConnectionError:
            raise
        except Exception:  # the one place of this surface where a bug becomes an apology
            code = secrets.token_hex(3)
            log.exception("request failed", extra={"action": "request_failed", "code": code, "path": request.path})
            raise problem(web.HTTPInternalServerError, words.apology(code)) from None

    return check


async def harden(_: web.Request, response: web.StreamResponse) -> None:
    """Give a response the headers that keep browsers strict."""
    response.headers.update(_HEADERS)
    response.headers.setdefault("Cache-Control", "no-cache")  # with an ETag: a newer page is seen at once


def session(request: web.Request) -> str | None:
    """The browser's session, if it has one that we could have given."""
    value = request.cookies.get(COOKIE, "")
    return value if _SESSION.fullmatch(value) else None


def open_session(response: web.StreamResponse) -> str:
    """Give a browser a session."""
    value = secrets.token_urlsafe(16)
    response.set_cookie(COOKIE, value, max_age=YEAR, httponly=True, samesite="Strict", path="/")
    return value


def _is_ours(header: str, host: str) -> bool:
    """Whether a Host header names this page. The port is not looked at: it may be forwarded."""
    name = _hostname(header)
    if name in ("localhost", "127.0.0.1", "::1", host):
        return True
    return not is_loopback(host) and _is_address(name)  # an address is no name that strange DNS could point here


def _same_origin(request: web.Request) -> bool:
    origin = request.headers.get("Origin", "")
    if not origin.startswith(("http://", "https://")):
        return False
    return origin.partition("://")[2].lower() == request.headers["Host"].lower()


def _hostname(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
