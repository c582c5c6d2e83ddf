"""The one way out to other people's services: limits, rests, deadlines and a memory. Knows no service by name."""

from __future__ import annotations

import asyncio
import builtins
import logging
import math
import random
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import aiohttp
from yarl import URL

from bot.sources._breaker import Breaker
from bot.sources._cache import Cache
from bot.sources._limiter import Limiter
from bot.sources._outcome import Clock, Deadline, Failed, Late, Missing
from bot.sources._wire import Check, allowed, answer, body_of, fits, landing, refuse

__all__ = ["Check", "Client", "Deadline", "Failed", "Host", "Missing"]

log = logging.getLogger(__name__)

Got = TypeVar("Got")

AGENT = "slate-bot/0.1 (a self-hosted bot that paints the mood of songs)"
MOST_JSON = 1 << 20
"""Bytes of the largest answer that is read."""
MOST_REMEMBERED = 4 << 20
"""Bytes of answers that are remembered."""
ANSWER_KEPT, MISS_KEPT, FAILURE_KEPT, TROUBLE_KEPT = 600.0, 24 * 3600.0, 300.0, 30.0
"""Seconds that an answer, a true miss, a refusal and trouble on the way are remembered."""
HOPS = 3
"""Redirects that are followed."""
PAUSE = (0.1, 0.4)
"""Seconds before a second attempt, from and to."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Host:
    """A service: its address, and how it wants to be asked (at most ``calls`` in any ``window`` seconds)."""

    name: str
    base: str
    calls: int
    window: float
    timeout: float = 5.0


@dataclass(frozen=True, slots=True)
class _Said:
    """How a question ended, as a value, so that it can be shared and remembered."""

    value: Any = None
    error: Missing | Failed | None = None
    size: int = 0

    def told(self) -> Any:
        """The answer, or the error raised."""
        if self.error:
            raise self.error.with_traceback(None)
        return self.value


@dataclass(frozen=True, slots=True)
class _Question:
    """One thing to ask, and the deadline of who asked first."""

    host: str
    url: URL
    deadline: Deadline
    check: Check | None

    @property
    def key(self) -> str:
        """Questions with the same key have the same answer."""
        return f"{self.host} {self.url}"


class _Service:
    """A host with its limiter and breaker."""

    def __init__(self, host: Host, clock: Clock) -> None:
        self.host = host
        self.limiter = Limiter(host.calls, host.window, clock)
        self.breaker = Breaker(clock)

    @property
    def health(self) -> str:
        """ok, resting or limited."""
        resting = self.breaker.resting
        if resting:
            return f"resting for {math.ceil(resting)} s"
        return "limited" if self.limiter.full else "ok"


class Client:
    """Asks services politely and never for longer than the asker can wait."""

    def __init__(self, hosts: Sequence[Host], agent: str = AGENT, clock: Clock = time.monotonic) -> None:
        self._services = {host.name: _Service(host, clock) for host in hosts}
        self._plain = {URL(host.base).host or "" for host in hosts if URL(host.base).scheme == "http"}
        self._agent = agent
        self._clock = clock
        self._remembered: Cache[_Said] = Cache(MOST_REMEMBERED, clock)
        self._flights: dict[str, asyncio.Task[_Said]] = {}
        self._open: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Be ready to ask."""
        self._open = aiohttp.ClientSession(
            headers={"User-Agent": self._agent},
            cookie_jar=aiohttp.DummyCookieJar(),
            connector=aiohttp.TCPConnector(limit_per_host=16),
            middlewares=(_once,),
        )

    async def close(self) -> None:
        """Drop what is under way and the connections."""
        flights = list(self._flights.values())
        for flight in flights:
            flight.cancel()
        await asyncio.gather(*flights, return_exceptions=True)
        if self._open:
            await self._open.close()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The shared session, for what is no service's answer; raises ``Failed`` once it is closed."""
        if self._open is None:
            raise RuntimeError("the client was not started")
        if self._open.closed:
            raise Failed("the client is closed")
        return self._open

    def health(self) -> dict[str, str]:
        """Each host's state: 'ok', 'resting for n s' or 'limited'."""
        return {name: service.health for name, service in self._services.items()}

    async def json(
        self,
        host: str,
        path: str,
        params: Mapping[str, str] = {},
        *,
        deadline: Deadline,
        check: Check | None = None,
        fresh: bool = False,
    ) -> Any:
        """What ``GET base + path?params`` answers. Answers are shared with other askers: do not change them.

        ``check(status, headers, value)`` sees every JSON answer first (None for an error page that is no JSON) and may
        raise ``Missing`` or ``Failed``; ``Failed(again=True)`` asks once more at once. ``fresh`` asks even though an
        answer is remembered. Raises ``Missing`` and ``Failed`` only.
        """
        base = self._services[host].host.base.rstrip("/")
        url = URL(base + path)
        question = _Question(host, url.update_query(dict(sorted(params.items()))), deadline, check)
        while True:
            deadline.left()
            said = None if fresh else self._remembered.get(question.key)
            joins = question.key in self._flights
            said = said or await self._shared(question)
            if not (joins and isinstance(said.error, Late)):  # else who asked first had less time than we have
                return said.told()

    async def bytes(
        self, url: str, *, hosts: Collection[str], most: int, types: Sequence[str], deadline: Deadline
    ) -> builtins.bytes:
        """The file at an address on one of the ``hosts`` (or under them), of at most ``most`` bytes.

        ``types`` are content types; ``audio/`` stands for all audio. ``Failed.status`` tells a 403 from the rest.
        Raises ``Missing`` and ``Failed`` only.
        """
        try:
            async with asyncio.timeout(deadline.left()):
                return await _twice(lambda: self._follow(url, hosts, most, types), deadline)
        except TimeoutError:
            raise Failed("it took too long") from None

    async def _follow(self, url: str, hosts: Collection[str], most: int, types: Sequence[str]) -> builtins.bytes:
        """The file, wherever it went, as long as that is on the list."""
        for _ in range(HOPS + 1):
            address = allowed(url, hosts, self._plain)
            try:
                found = await self._file(address, most, types)
            except (aiohttp.ClientError, OSError) as error:
                raise Failed(_reason(error), again=True) from None
            if isinstance(found, builtins.bytes):
                return found
            url = found
        raise Failed("too many redirects")

    async def _file(self, address: URL, most: int, types: Sequence[str]) -> builtins.bytes | str:
        """The file, or where it went."""
        async with self.session.get(address, allow_redirects=False) as response:
            if response.status in REDIRECTS:
                return landing(address, response.headers)
            refuse(response.status, response.headers, self._clock)
            if not fits(response.content_type, types):
                raise Failed(f"{response.content_type} instead of a file", status=response.status)
            body = await body_of(response, most)
        if not body or body.lstrip()[:1] == b"<":
            raise Failed("a page or nothing instead of a file", status=response.status)
        return body

    async def _shared(self, question: _Question) -> _Said:
        """What the flight for this question brings, be it new or under way; leaving does not stop it."""
        flight = self._flights.get(question.key)
        if flight is None:
            flight = self._flights[question.key] = asyncio.create_task(self._fly(question))
        try:
            async with asyncio.timeout(question.deadline.left()):
                return await asyncio.shield(flight)
        except TimeoutError:
            return _Said(error=Late("the time is over"))

    async def _fly(self, question: _Question) -> _Said:
        """Ask, and remember how it ended."""
        try:
            said = await _twice(lambda: self._attempt(question), question.deadline)
        except (Missing, Failed) as error:
            said = _Said(error=error)
        except asyncio.CancelledError:  # by ``close``; those who wait were not cancelled themselves
            said = _Said(error=Failed("the client is closed", until=self._clock()))
        finally:
            del self._flights[question.key]
        if isinstance(said.error, Failed) and not isinstance(said.error, Late):
            log.info("%s failed: %s", question.host, said.error, extra={"action": "source_failed"})
        seconds = self._kept(said)
        if seconds > 0.0:
            self._remembered.keep(question.key, said, seconds, len(question.key) + said.size)
        return said

    def _kept(self, said: _Said) -> float:
        """Seconds for which it is worth remembering."""
        match said.error:
            case None:
                return ANSWER_KEPT
            case Missing():
                return MISS_KEPT
            case Late():
                return 0.0
            case Failed(until=float(until)):
                return min(until - self._clock(), FAILURE_KEPT)
            case error:
                return FAILURE_KEPT if error.status else TROUBLE_KEPT

    async def _attempt(self, question: _Question) -> _Said:
        """One request, in its turn and under watch."""
        service = self._services[question.host]
        service.breaker.check()
        async with service.limiter.place(question.deadline):
            with service.breaker.call():
                return await self._get(question, service.host.timeout)

    async def _get(self, question: _Question, timeout: float) -> _Said:
        limit = aiohttp.ClientTimeout(total=timeout)
        try:
            async with self.session.get(question.url, allow_redirects=False, timeout=limit) as response:
                body = await body_of(response, MOST_JSON)
        except TimeoutError:
            raise Failed("it took too long") from None
        except (aiohttp.ClientError, OSError) as error:
            raise Failed(_reason(error), again=True) from None
        value = answer(response.status, response.headers, body, question.check, self._clock)
        return _Said(value, size=len(body))


async def _twice(attempt: Callable[[], Awaitable[Got]], deadline: Deadline) -> Got:
    """What the attempt brings; it is made once more where that may help and there is time."""
    pause = random.uniform(*PAUSE)  # by chance, so that many who failed together do not come back together
    try:
        return await attempt()
    except Failed as error:
        if not error.again or not deadline.allows(pause):
            raise
    await asyncio.sleep(pause)
    return await attempt()


async def _once(request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType) -> aiohttp.ClientResponse:
    """Report a lost connection before aiohttp asks again by itself, past the limit of calls."""
    try:
        return await handler(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        raise Failed(_reason(error), again=True) from None


def _reason(error: Exception) -> str:
    return str(error) or type(error).__name__
