"""The real client against a server that does everything wrong on the wire that can be done wrong."""

from __future__ import annotations

import asyncio
import gzip
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

import pytest

from bot.sources import client as module
from bot.sources._wire import retry_after
from bot.sources.client import Client, Deadline, Failed, Host, Missing
from tests.platforms.strict_server import (
    Act,
    StrictServer,
    drips,
    drops,
    half_closes,
    hangs,
    head,
    raw,
    says,
    strict_server,
    waits,
)

SONG = {"title": "Sénégal Fast Food"}
GOOD = says(json.dumps(SONG))
PAGE = "<html><body>Forbidden</body></html>"
JSON = "application/json"
SOON = 0.15
"""Seconds that are waited for what never comes."""
MEBI = 1 << 20


@dataclass
class Shifted:
    """A clock that can be put forward."""

    ahead: float = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


@dataclass
class Bench:
    """A client and the server it asks."""

    server: StrictServer
    client: Client
    clock: Shifted

    async def ask(self, path: str = "/", seconds: float = 5.0, **more: Any) -> Any:
        return await self.client.json("songs", path, deadline=Deadline.after(seconds), **more)

    @property
    def health(self) -> str:
        return self.client.health()["songs"]


@asynccontextmanager
async def opened(calls: int = 1000, window: float = 1.0, timeout: float = 5.0) -> AsyncIterator[Bench]:
    async with strict_server() as server:
        clock = Shifted()
        client = Client([Host("songs", server.origin + "/", calls, window, timeout)], clock=clock)
        await client.start()
        try:
            yield Bench(server, client, clock)
        finally:
            await client.close()


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    async with opened() as bench:
        yield bench


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Second attempts follow at once."""
    monkeypatch.setattr(module, "PAUSE", (0.0, 0.01))


def chunked(data: bytes, size: int) -> bytes:
    """The data as chunks, without the last empty one."""
    parts = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts)


HALF = head(200, Content_Type=JSON, Content_Length="1000") + b'{"title": "Half a'
ENDLESS = head(200, Content_Type=JSON, Transfer_Encoding="chunked")
BOMB = gzip.compress(b" " * (64 * MEBI))

READ: dict[str, tuple[Act, Any]] = {
    "plain": (GOOD, SONG),
    "another charset in the headers": (
        says(json.dumps(SONG, ensure_ascii=False), Content_Type=f"{JSON}; charset=latin1"),
        SONG,
    ),
    "a charset that does not exist": (says(json.dumps(SONG), Content_Type=f"{JSON}; charset=utf-99"), SONG),
    "script as content type": (says(json.dumps(SONG), Content_Type="text/javascript"), SONG),
    "byte order mark": (says(b"\xef\xbb\xbf" + json.dumps(SONG).encode()), SONG),
    "compressed": (says(gzip.compress(json.dumps(SONG).encode()), Content_Encoding="gzip"), SONG),
    "no length": (raw(head(200) + json.dumps(SONG).encode()), SONG),
    "half closed after all": (half_closes(head(200) + json.dumps(SONG).encode()), SONG),
    "half a character": (says(r'{"title": "\ud83c", "artist": "\ud83c\udfb5"}'), {"title": "?", "artist": "🎵"}),
    "a list": (says("[]"), []),
    "null": (says("null"), None),
    "numbers": (says("[18446744073709551615, -1.5e3, 0]"), [2**64 - 1, -1500.0, 0]),
    "as large as may be": (says(b'"%s"' % (b"x" * (MEBI - 2))), "x" * (MEBI - 2)),
}


@pytest.mark.parametrize("name", READ)
async def test_answers_are_read_however_they_are_dressed(bench: Bench, name: str) -> None:
    act, value = READ[name]
    bench.server.play("/", act)
    assert await bench.ask() == value
    assert bench.health == "ok"


@dataclass(frozen=True)
class Row:
    """What the server does, how the client takes it and how often it asks."""

    act: Act
    error: type[Exception]
    status: int
    calls: int = 1
    health: str = "ok"
    timeout: float = 5.0


FAILURES: dict[str, Row] = {
    "silence": Row(hangs, Failed, 0, timeout=SOON),
    "the line goes dead": Row(drops, Failed, 0, calls=2),
    "closed without a word": Row(raw(b""), Failed, 0, calls=2),
    "half closed without a word": Row(half_closes(b""), Failed, 0, calls=2),
    "half closed in the middle": Row(half_closes(HALF), Failed, 0, calls=2),
    "half a body, then silence": Row(drips(HALF, b""), Failed, 0, timeout=SOON),
    "a drip of bytes": Row(drips(HALF, b"x"), Failed, 0, timeout=SOON),
    "a drip of headers": Row(drips(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"x"), Failed, 0, timeout=SOON),
    "cut in a chunk": Row(raw(ENDLESS + b"ff\r\nabc"), Failed, 0, calls=2),
    "not HTTP": Row(raw(b"220 mail.example ESMTP\r\n\r\n"), Failed, 0, calls=2),
    "a header without end": Row(raw(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 100_000), Failed, 0, calls=2),
    "not compressed as it says": Row(says("{}", Content_Encoding="gzip"), Failed, 0, calls=2),
    "too large, and says so": Row(raw(head(200, Content_Length=str(MEBI + 1)) + b" "), Failed, 200),
    "too large": Row(says(b" " * (MEBI + 1)), Failed, 200),
    "without end": Row(drips(ENDLESS, chunked(b" " * 65536, 65536), 0.0), Failed, 200),
    "larger than it seems": Row(says(BOMB, Content_Encoding="gzip"), Failed, 200),
    "nothing": Row(says(""), Failed, 200),
    "nothing, on purpose": Row(says("", 204), Failed, 204),
    "a page": Row(says(PAGE, Content_Type="text/html"), Failed, 200),
    "a page that claims to be JSON": Row(says(PAGE), Failed, 200),
    "half an object": Row(raw(head(200) + b'{"title": "Half'), Failed, 200),
    "another charset": Row(says(json.dumps(SONG, ensure_ascii=False).encode("latin1")), Failed, 200),
    "too deep": Row(says("[" * 200_000), Failed, 200),
    "deep objects": Row(says('{"a":' * 150_000), Failed, 200),
    "no number": Row(says('{"seconds": NaN}'), Failed, 200),
    "too long a number": Row(says("1" * 100_000), Failed, 200),
    "a number nobody can divide": Row(says('{"milliseconds": 1' + "0" * 400 + "}"), Failed, 200),
    "a number beyond numbers": Row(says('{"seconds": 1e999}'), Failed, 200),
    "less than all numbers": Row(says('{"seconds": -Infinity}'), Failed, 200),
    "moved": Row(says("", 301, Location="/elsewhere"), Failed, 301),
    "bad question": Row(says("{}", 400), Failed, 400),
    "keys wanted": Row(says("{}", 401), Failed, 401),
    "forbidden": Row(says(PAGE, 403, Content_Type="text/html"), Failed, 403),
    "unknown": Row(says("{}", 404), Missing, 404),
    "unknown, as a page": Row(says(PAGE, 404), Missing, 404),
    "gone": Row(says("", 410), Missing, 410),
    "broken": Row(says(PAGE, 500), Failed, 500),
    "a gateway": Row(says(PAGE, 502), Failed, 502),
    "busy": Row(says("", 503), Failed, 503, calls=2),
    "busy for a while": Row(says("", 503, Retry_After="40"), Failed, 503, health="resting for 40 s"),
    "too many": Row(says("", 429), Failed, 429, health="resting for 30 s"),
    "too many, for a while": Row(says("{}", 429, Retry_After="7"), Failed, 429, health="resting for 7 s"),
    "too many, with a fraction": Row(says("", 429, Retry_After="7.2"), Failed, 429, health="resting for 8 s"),
    "too many, for a day": Row(says("", 429, Retry_After="86400"), Failed, 429, health="resting for 3600 s"),
    "too many, for ever": Row(says("", 429, Retry_After="9" * 5000), Failed, 429, health="resting for 3600 s"),
    "too many, for less than nothing": Row(says("", 429, Retry_After="-5"), Failed, 429, health="resting for 30 s"),
    "too many, nonsense": Row(says("", 429, Retry_After="soon"), Failed, 429, health="resting for 30 s"),
    "too many, not a number": Row(says("", 429, Retry_After="nan"), Failed, 429, health="resting for 30 s"),
    "too many, other digits": Row(says("", 429, Retry_After="٧"), Failed, 429, health="resting for 30 s"),
    "too many, until a date": Row(
        says("", 429, Retry_After="Wed, 21 Oct 2015 07:29:30 GMT", Date="Wed, 21 Oct 2015 07:28:00 GMT"),
        Failed,
        429,
        health="resting for 90 s",
    ),
    "too many, until a far date": Row(
        says("", 429, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"), Failed, 429, health="resting for 3600 s"
    ),
    "too many, until no date": Row(
        says("", 429, Retry_After="Fri, 99 Dec 99999 23:59:59 GMT"), Failed, 429, health="resting for 30 s"
    ),
    "too many, until a date that is past": Row(says("", 429, Retry_After=formatdate(0, usegmt=True)), Failed, 429),
    "too many, until a date by our clock": Row(
        says("", 429, Retry_After=formatdate(time.time() + 5000, usegmt=True)), Failed, 429, health="resting for 3600 s"
    ),
}


@pytest.mark.parametrize("name", FAILURES)
async def test_failures_are_told_apart(name: str) -> None:
    row = FAILURES[name]
    async with opened(timeout=row.timeout) as bench:
        bench.server.play("/", row.act)
        began = time.monotonic()
        with pytest.raises((Missing, Failed)) as caught:
            await bench.ask(seconds=10.0)
        assert time.monotonic() - began < row.timeout + 2.0
        assert type(caught.value) is row.error
        assert getattr(caught.value, "status", row.status) == row.status
        assert str(caught.value)
        assert bench.server.called("/") == row.calls
        assert bench.server.called("/elsewhere") == 0
        assert bench.health == row.health


def test_a_moment_that_is_past_is_no_time_to_wait() -> None:
    assert retry_after({"Retry-After": formatdate(0, usegmt=True)}) == 0.0


async def test_a_closed_port_is_a_failure() -> None:
    async with opened() as bench:
        pass
    client = Client([Host("songs", bench.server.origin, 9, 1.0)])
    await client.start()
    with pytest.raises(Failed):
        await client.json("songs", "/", deadline=Deadline.after(1.0))
    await client.close()


@pytest.mark.parametrize("first", [says("", 503), drops, half_closes(HALF)])
async def test_a_second_attempt_helps_where_the_first_met_bad_luck(bench: Bench, first: Act) -> None:
    bench.server.play("/", first, GOOD)
    assert await bench.ask() == SONG
    assert bench.server.called("/") == 2


async def test_there_is_no_second_attempt_without_time_for_it(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSE", (2.0, 2.0))
    bench.server.play("/", says("", 503), GOOD)
    with pytest.raises(Failed) as caught:
        await bench.ask(seconds=1.0)
    assert caught.value.status == 503


def sort_out(status: int, headers: Mapping[str, str], value: Any) -> None:
    """A source that hides its errors in answers, and whose bans show in a header only."""
    code = value.get("error") if isinstance(value, dict) else None
    if code == 800:
        raise Missing("no data")
    if code == 700:
        raise Failed("busy", again=True)
    if status == 403 and headers.get("X-Ban"):
        assert value is None
        raise Failed("banned", until=time.monotonic() + 1800.0, status=status)


@pytest.mark.parametrize(
    ("act", "error", "calls", "health"),
    [
        (says('{"error": 800}'), Missing, 1, "ok"),
        (says('{"error": 700}'), Failed, 2, "ok"),
        (says(PAGE, 403, X_Ban="yes"), Failed, 1, "resting for 1800 s"),
        (says(PAGE, 403), Failed, 1, "ok"),
        (says(PAGE, 200), Failed, 1, "ok"),
    ],
)
async def test_a_source_may_judge_its_answers_first(
    bench: Bench, act: Act, error: type[Exception], calls: int, health: str
) -> None:
    bench.server.play("/", act)
    with pytest.raises(error):
        await bench.ask(check=sort_out)
    assert (bench.server.called("/"), bench.health) == (calls, health)
    bench.server.play("/other", says('{"error": 700}'), GOOD)
    if health == "ok":
        assert await bench.ask("/other", check=sort_out) == SONG


async def test_the_question_arrives_as_it_was_meant(bench: Bench) -> None:
    bench.server.play("/search", GOOD)
    params = {"q": 'artist:"Simon & Garfunkel" track:"50% + é"', "limit": "5"}
    await bench.client.json("songs", "/search", params, deadline=Deadline.after(1.0))
    target = bench.server.requests[0].target
    assert target == "/search?limit=5&q=artist:%22Simon+%26+Garfunkel%22+track:%2250%25+%2B+%C3%A9%22"


async def test_half_a_character_in_a_question_is_no_bug(bench: Bench) -> None:
    bench.server.play("/", GOOD)
    assert await bench.client.json("songs", "/", {"q": "\ud83c"}, deadline=Deadline.after(1.0)) == SONG


async def test_cookies_are_not_kept() -> None:
    async with strict_server() as server:  # by its name, for no client takes cookies from a bare number
        client = Client([Host("songs", server.origin.replace("127.0.0.1", "localhost"), 9, 1.0)])
        await client.start()
        server.play("/", says("{}", Set_Cookie="who=ann; Path=/"))
        for number in range(2):
            await client.json("songs", f"/?{number}", deadline=Deadline.after(5.0))
        assert server.called("/") == 2  # and the server itself minds cookies
        await client.close()


# The breaker


async def test_after_four_failures_the_service_is_left_alone_and_then_tried_once(bench: Bench) -> None:
    bench.server.play("/", says("", 500))
    for number in range(6):
        with pytest.raises(Failed) as caught:
            await bench.ask(f"/?{number}")
    assert bench.server.called("/") == 4
    assert caught.value.until is not None
    assert caught.value.until - time.monotonic() == pytest.approx(30.0, abs=1.0)
    assert bench.health == "resting for 30 s"
    bench.clock.ahead += 31.0
    word = asyncio.Event()
    bench.server.play("/", waits(word, GOOD))
    asking = [asyncio.create_task(bench.ask(f"/?again{number}")) for number in range(5)]
    await asyncio.wait(asking, timeout=0.05)
    word.set()
    asked = await asyncio.gather(*asking, return_exceptions=True)
    assert [isinstance(answer, Failed) for answer in asked].count(False) == 1
    assert bench.server.called("/") == 5
    assert bench.health == "ok"


async def test_one_service_resting_does_not_touch_another() -> None:
    async with strict_server() as server:
        hosts = [Host(name, f"{server.origin}/{name}", 9, 1.0) for name in ("a", "b")]
        client = Client(hosts)
        await client.start()
        server.play("/a/", says("", 429))
        server.play("/b/", GOOD)
        with pytest.raises(Failed):
            await client.json("a", "/", deadline=Deadline.after(1.0))
        assert await client.json("b", "/", deadline=Deadline.after(1.0)) == SONG
        assert client.health() == {"a": "resting for 30 s", "b": "ok"}
        await client.close()


# The limiter


async def test_the_server_never_sees_more_calls_than_its_limit_in_any_window() -> None:
    async with opened(calls=5, window=0.1) as bench:
        bench.server.play("/", GOOD)
        await asyncio.gather(*(bench.ask(f"/?{number}") for number in range(23)))
        moments = sorted(request.moment for request in bench.server.requests)
        assert len(moments) == 23
        assert min(later - earlier for earlier, later in zip(moments, moments[5:], strict=False)) >= 0.1


async def test_who_cannot_wait_for_the_limit_is_told_at_once() -> None:
    async with opened(calls=1, window=60.0) as bench:
        bench.server.play("/", GOOD)
        await bench.ask()
        assert bench.health == "limited"
        began = time.monotonic()
        for _ in range(6):
            with pytest.raises(Failed):
                await bench.ask("/?second")
        assert time.monotonic() - began < 0.1
        assert bench.health == "limited"  # and not resting: nothing was the service's fault
        bench.clock.ahead += 61.0
        assert await bench.ask("/?second") == SONG  # nor was it remembered


async def test_nobody_queues_for_a_service_that_is_left_alone() -> None:
    async with opened(calls=1, window=0.5) as bench:
        bench.server.play("/", says("", 429, Retry_After="7"))
        began = time.monotonic()
        for number in range(3):
            with pytest.raises(Failed) as caught:
                await bench.ask(f"/?{number}")
            assert caught.value.until is not None
        assert time.monotonic() - began < 0.9


async def test_second_attempts_keep_to_the_limit() -> None:
    async with opened(calls=1, window=0.1) as bench:
        bench.server.play("/", says("", 503), GOOD)
        await bench.ask()
        first, second = (request.moment for request in bench.server.requests)
        assert second - first >= 0.1


# Shared questions


async def test_the_same_question_at_the_same_time_is_asked_once(bench: Bench) -> None:
    bench.server.play("/", GOOD)
    asked = [bench.client.json("songs", "/", {"a": "1", "b": "2"}, deadline=Deadline.after(1.0)) for _ in range(5)]
    asked += [bench.client.json("songs", "/", {"b": "2", "a": "1"}, deadline=Deadline.after(1.0)) for _ in range(5)]
    assert await asyncio.gather(*asked) == [SONG] * 10
    assert bench.server.called("/") == 1


async def test_failures_are_shared_too(bench: Bench) -> None:
    bench.server.play("/", says("", 404))
    asked = await asyncio.gather(*(bench.ask() for _ in range(4)), return_exceptions=True)
    assert all(isinstance(answer, Missing) for answer in asked)
    assert bench.server.called("/") == 1


@pytest.mark.parametrize("who", [0, 1])
async def test_who_leaves_does_not_take_the_answer_along(bench: Bench, who: int) -> None:
    word = asyncio.Event()
    bench.server.play("/", waits(word, GOOD))
    asking = [asyncio.create_task(bench.ask()) for _ in range(2)]
    await asyncio.sleep(0.02)
    asking[who].cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking[who]
    word.set()
    assert await asking[1 - who] == SONG
    assert bench.server.called("/") == 1


async def test_when_all_have_left_the_answer_is_remembered_all_the_same(bench: Bench) -> None:
    word = asyncio.Event()
    bench.server.play("/", waits(word, GOOD))
    with pytest.raises(Failed):
        await bench.ask(seconds=0.05)
    word.set()
    assert await bench.ask() == SONG
    assert await bench.ask() == SONG
    assert bench.server.called("/") == 1
    assert bench.health == "ok"


async def test_who_has_more_time_is_not_bound_to_the_one_who_asked_first() -> None:
    async with opened(calls=1, window=0.01) as bench:
        word = asyncio.Event()
        bench.server.play("/other", waits(word, GOOD))
        bench.server.play("/", GOOD)
        holds = asyncio.create_task(bench.ask("/other"))
        await asyncio.sleep(0.02)
        hasty = asyncio.create_task(bench.ask(seconds=0.01))
        patient = asyncio.create_task(bench.ask())
        with pytest.raises(Failed):
            await hasty
        word.set()
        assert await patient == SONG
        assert await holds == SONG


async def test_who_is_out_of_time_asks_nothing(bench: Bench) -> None:
    with pytest.raises(Failed):
        await bench.ask(seconds=0.0)
    with pytest.raises(Failed):
        await bench.client.bytes(
            bench.server.origin, hosts=["127.0.0.1"], most=9, types=["audio/"], deadline=Deadline.after(0.0)
        )
    assert bench.server.requests == []


async def test_closing_answers_those_who_still_wait() -> None:
    async with opened() as bench:
        bench.server.play("/", hangs)
        asking = [asyncio.create_task(bench.ask()) for _ in range(2)]
        await asyncio.sleep(0.02)
    for task in asking:
        with pytest.raises(Failed):
            await task
    with pytest.raises(Failed):
        await bench.ask()


# The memory


@pytest.mark.parametrize(
    ("act", "seconds"),
    [
        (GOOD, 600.0),
        (says("", 404), 24 * 3600.0),
        (says(PAGE, 403), 300.0),
        (says(PAGE), 300.0),
        (drops, 30.0),
        (says("", 429, Retry_After="20"), 20.0),
        (says("", 429, Retry_After="3000"), 3000.0),
    ],
)
async def test_how_long_an_answer_is_remembered(bench: Bench, act: Act, seconds: float) -> None:
    bench.server.play("/", act)

    async def asks_anew() -> bool:
        before = bench.server.called("/")
        await asyncio.gather(bench.ask(), return_exceptions=True)
        return bench.server.called("/") > before

    assert await asks_anew()
    bench.clock.ahead = seconds - 2.0
    assert not await asks_anew()
    bench.clock.ahead = seconds + 2.0
    assert await asks_anew()


async def test_a_fresh_answer_is_asked_for_and_then_remembered(bench: Bench) -> None:
    bench.server.play("/", says('"old"'), says('"new"'))
    assert [await bench.ask(), await bench.ask()] == ["old", "old"]
    assert [await bench.ask(fresh=True), await bench.ask()] == ["new", "new"]
    assert bench.server.called("/") == 2


async def test_a_remembered_failure_is_told_like_the_first(bench: Bench) -> None:
    bench.server.play("/", says(PAGE, 403))
    told = []
    for _ in range(3):
        with pytest.raises(Failed) as caught:
            await bench.ask()
        told.append((str(caught.value), caught.value.status, len(caught.traceback)))
    assert told[1] == told[2]
    assert told[0][:2] == told[1][:2]


async def test_the_memory_is_bounded(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.server.play("/", says(b'"%s"' % (b"x" * (MEBI - 2))))
    for number in range(5):
        await bench.ask(f"/?{number}")
    assert bench.server.called("/") == 5
    await bench.ask("/?4")
    assert bench.server.called("/") == 5
    await bench.ask("/?0")
    assert bench.server.called("/") == 6
