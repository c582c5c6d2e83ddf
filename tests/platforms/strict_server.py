"""A web server on the loopback address that does on the wire exactly what it is told, however wrong that is.

Strict about who asks: a request that a polite client would not send is remembered in ``rude``.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Act = Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What to do with a connection once the request was read; it is closed afterwards."""


@dataclass(frozen=True)
class Request:
    """A request that came in, and when."""

    target: str
    headers: Mapping[str, str]
    moment: float = field(default_factory=time.monotonic)


def head(status: int, **headers: str) -> bytes:
    """The start of an answer; an underscore in a header's name stands for a hyphen."""
    lines = [f"HTTP/1.1 {status} Whatever", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return ("\r\n".join([*lines, "Connection: close", "", ""])).encode()


def says(body: str | bytes, status: int = 200, **headers: str) -> Act:
    """A whole answer."""
    data = body.encode() if isinstance(body, str) else body
    return raw(head(status, **{"Content_Type": "application/json", "Content_Length": str(len(data)), **headers}) + data)


def raw(data: bytes) -> Act:
    """These bytes and no more."""

    async def act(line: asyncio.StreamWriter) -> None:
        line.write(data)
        await line.drain()

    return act


def drips(start: bytes, drop: bytes, pause: float = 0.02) -> Act:
    """A start, then a drop again and again for as long as anybody listens."""

    async def act(line: asyncio.StreamWriter) -> None:
        line.write(start)
        while not line.transport.is_closing():
            line.write(drop)
            await line.drain()
            await asyncio.sleep(pause)

    return act


def half_closes(data: bytes) -> Act:
    """These bytes, then the end of this direction only; the line itself stays open."""

    async def act(line: asyncio.StreamWriter) -> None:
        line.write(data)
        line.write_eof()
        await asyncio.sleep(60)

    return act


async def hangs(line: asyncio.StreamWriter) -> None:
    """Nothing, ever."""
    await asyncio.sleep(60)


async def drops(line: asyncio.StreamWriter) -> None:
    """The line goes dead."""
    line.transport.abort()


def waits(word: asyncio.Event, then: Act) -> Act:
    """An answer that is given when somebody gives the word."""

    async def act(line: asyncio.StreamWriter) -> None:
        await word.wait()
        await then(line)

    return act


class StrictServer:
    """Plays its acts by path: each once in turn, the last one for ever."""

    def __init__(self) -> None:
        self.origin = ""
        self.requests: list[Request] = []
        self.rude: list[str] = []
        self._acts: dict[str, list[Act]] = {}
        self._busy: set[asyncio.Task[None]] = set()

    def play(self, path: str, *acts: Act) -> None:
        """Do this for a path from now on."""
        self._acts[path] = list(acts)

    def called(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(request.target.partition("?")[0] == path for request in self.requests)

    @property
    def busy(self) -> int:
        """Connections that are still served."""
        return len(self._busy)

    async def serve(self, reader: asyncio.StreamReader, line: asyncio.StreamWriter) -> None:
        """Read one request and act."""
        task = asyncio.current_task()
        assert task
        self._busy.add(task)
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                request = self._read(await reader.readuntil(b"\r\n\r\n"))
                acts = self._acts[request.target.partition("?")[0]]
                await (acts.pop(0) if len(acts) > 1 else acts[0])(line)
        finally:
            line.close()
            self._busy.discard(task)

    def _read(self, start: bytes) -> Request:
        first, *lines = start.decode().strip().split("\r\n")
        method, target, _ = first.split(" ")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        request = Request(target, headers)
        self.requests.append(request)
        if method != "GET" or "slate" not in headers.get("user-agent", "") or "cookie" in headers:
            self.rude.append(start.decode())
        return request

    async def stop(self) -> None:
        """Let go of everybody who still waits."""
        busy = list(self._busy)
        for task in busy:
            task.cancel()
        await asyncio.gather(*busy, return_exceptions=True)


@asynccontextmanager
async def strict_server() -> AsyncIterator[StrictServer]:
    """The server, on a free port; whoever asked rudely fails the test."""
    strict = StrictServer()
    server = await asyncio.start_server(strict.serve, "127.0.0.1", 0)
    strict.origin = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield strict
    finally:
        server.close()
        await strict.stop()
        await server.wait_closed()
    assert strict.rude == []
