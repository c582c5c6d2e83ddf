"""What the loopback doubles of web services have in common: answers planned ahead, and every call remembered."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from aiohttp import web

Manner = Literal["whole", "hang", "cut", "drip", "drop"]
"""How an answer travels: whole; never; half of it; a byte at a time; not at all, the line goes dead."""


@dataclass(frozen=True)
class Answer:
    """What a service says: a status and a body, an object (sent as JSON) or a text."""

    status: int = 200
    body: Any = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    manner: Manner = "whole"
    delay: float = 0.0
    """Seconds before it is sent."""

    @property
    def bytes(self) -> bytes:
        """The body as it is sent."""
        return self.body.encode() if isinstance(self.body, str) else json.dumps(self.body).encode()

    @property
    def kind(self) -> str:
        """The content type."""
        return "text/html" if isinstance(self.body, str) else "application/json"


@dataclass(frozen=True)
class Call:
    """One call that came in."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: str = ""


class Service:
    """One service on the loopback address. Doubles say in ``reply`` what the real one would answer."""

    def __init__(self) -> None:
        self.origin = ""
        self.calls: list[Call] = []
        self.planned: dict[str, deque[Answer]] = {}
        self.pause = 0.0
        """Seconds every answer takes."""
        self.busy = 0
        self.busiest = 0
        """The most calls that were ever under way at the same time."""
        self._closing = asyncio.Event()

    def plan(self, path: str, *answers: Answer) -> None:
        """Say these next, one each, to calls whose path begins so; afterwards what is true again."""
        self.planned.setdefault(path, deque()).extend(answers)

    def called(self, path: str = "/") -> int:
        """How many calls had a path that begins so."""
        return sum(call.path.startswith(path) for call in self.calls)

    def reply(self, call: Call) -> Answer:
        """What the real one would answer."""
        raise NotImplementedError

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Remember the call and answer it."""
        call = Call(request.method, request.path, dict(request.query), dict(request.headers), await request.text())
        assert len(request.query) == len(call.query), "a parameter was sent twice"
        self.calls.append(call)
        self.busy += 1
        self.busiest = max(self.busiest, self.busy)
        try:
            answer = self._planned(call) or self.reply(call)
            await asyncio.sleep(self.pause + answer.delay)
            return await self._send(request, answer)
        finally:
            self.busy -= 1

    def _planned(self, call: Call) -> Answer | None:
        return next(
            (plan.popleft() for path, plan in self.planned.items() if plan and call.path.startswith(path)), None
        )

    async def _send(self, request: web.Request, answer: Answer) -> web.StreamResponse:
        headers = {"Content-Type": answer.kind, **answer.headers}
        if answer.manner == "whole":
            return web.Response(status=answer.status, body=answer.bytes, headers=headers)
        response = web.StreamResponse(status=answer.status, headers=headers)
        with suppress(ConnectionResetError):  # who asked may be gone
            await self._trickle(request, response, answer)
        return response

    async def _trickle(self, request: web.Request, response: web.StreamResponse, answer: Answer) -> None:
        if answer.manner == "hang":
            await self._closing.wait()
        if request.transport is None:
            return
        if answer.manner in ("hang", "drop"):
            request.transport.abort()
            return
        response.content_length = len(answer.bytes)
        await response.prepare(request)
        if answer.manner == "cut":
            await response.write(answer.bytes[: len(answer.bytes) // 2])
            request.transport.close()
            return
        for byte in answer.bytes:
            await response.write(bytes([byte]))
            await asyncio.sleep(0.02)

    def close(self) -> None:
        """Let go of everybody who still waits."""
        self._closing.set()


TROUBLE: dict[str, Answer] = {
    "too many": Answer(429, {"error": "rate limit"}, {"Retry-After": "3"}),
    "too many, no word how long": Answer(429),
    "forbidden": Answer(403, "<html>Forbidden</html>"),
    "broken": Answer(500, {"error": "oops"}),
    "away": Answer(503, {"error": "Your requests are exceeding the allowable rate limit."}),
    "moved": Answer(302, "", {"Location": "https://example.com/"}),
    "a page": Answer(200, "<html>Hello</html>"),
    "nothing": Answer(200, ""),
    "a list": Answer(200, ["nothing"]),
    "a number": Answer(200, 7),
    "no fields": Answer(200, {}),
    "huge": Answer(200, {"title": "x" * 2**21}),
    "silence": Answer(manner="hang"),
    "cut": Answer(200, {"title": "Half a s"}, manner="cut"),
    "dripping": Answer(200, {"title": "x" * 5000}, manner="drip"),
    "dead line": Answer(manner="drop"),
}
"""Every way in which any service can fail, by name."""

AService = TypeVar("AService", bound=Service)


@asynccontextmanager
async def serving(service: AService) -> AsyncIterator[AService]:
    """The service, on a free port of the loopback address."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", service.serve)
    runner = web.AppRunner(app, shutdown_timeout=0.05)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    service.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield service
    finally:
        service.close()
        await runner.cleanup()
