"""Spotify's short links on the loopback address, each host under a folder of its own.

Tools get what a test laid out; browsers get a page of scripts that names no link, as with the real hosts. A code that
was not laid out is dead. Every host that is not Spotify's is out of bounds: who asks for one fails the test.
"""

from __future__ import annotations

import asyncio

from aiohttp import web

from tests.platforms.service import Answer, Call, Manner, Service

HOSTS = ("spotify.link", "spotify.app.link", "open.spotify.com")
SCRIPTS = "<html><head><script>location.replace(atob('c3BvdGlmeTo='))</script></head><body></body></html>"
GONE = "<html><head><title>Page not found</title></head></html>"
ENDLESS = Answer()
"""A page that goes on until nobody reads it any more."""


class ShortLinksServer(Service):
    """The hosts of short links; ``laid`` says what they answer, by host and path ('spotify.link/abc')."""

    def __init__(self) -> None:
        super().__init__()
        self.laid: dict[str, Answer] = {}
        self.left = asyncio.Event()
        """Somebody had enough of an endless page."""

    @property
    def bases(self) -> dict[str, str]:
        """Where each host is found."""
        return {host: f"{self.origin}/{host}" for host in HOSTS}

    @property
    def asked(self) -> list[str]:
        """What was asked for, in order."""
        return [call.path[1:] for call in self.calls]

    def lead(self, place: str, location: str, status: int = 307) -> None:
        """Redirect those who ask for the place."""
        self.laid[place] = Answer(status, headers={"Location": location})

    def page(self, place: str, body: str, manner: Manner = "whole", status: int = 200) -> None:
        """Show a page to those who ask for the place."""
        self.laid[place] = Answer(status, body, manner=manner)

    def reply(self, call: Call) -> Answer:
        """What the host says about the code."""
        host, _, path = call.path[1:].partition("/")
        assert host in HOSTS, f"{host} was asked"
        assert host != "open.spotify.com" or path.startswith("s/"), "a song's own page was opened"
        assert call.method in ("GET", "HEAD")
        assert "Cookie" not in call.headers
        if "Mozilla" in call.headers.get("User-Agent", "Mozilla"):
            return Answer(body=SCRIPTS)
        return self.laid.get(call.path[1:], Answer(404, GONE))

    async def _send(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        if answer is not ENDLESS:
            return await super()._send(request, answer)
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b"x" * 65536)
        finally:
            self.left.set()
