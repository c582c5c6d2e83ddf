"""Previews are fetched from the addresses on a list only, and only what they promise to be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yarl import URL

from bot.sources import client as module
from bot.sources._wire import allowed, fits
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
)

SOUND = b"ID3\x04\x00" + bytes(range(256)) * 40
MOST = 20_000
PAGE = "<!DOCTYPE html><title>Sorry</title>"
AUDIO = {"Content_Type": "audio/mpeg"}
GOOD = says(SOUND, **AUDIO)
SOON = 0.15
"""Seconds that are waited for what never comes."""


@dataclass
class Bench:
    """A client and the server that it fetches from."""

    server: StrictServer
    client: Client

    async def fetch(
        self, target: str = "/clip.mp3", hosts: Sequence[str] = ("127.0.0.1",), seconds: float = 5.0
    ) -> bytes:
        url = target if "://" in target else self.server.origin + target
        return await self.client.bytes(
            url, hosts=hosts, most=MOST, types=("audio/", "video/mp4"), deadline=Deadline.after(seconds)
        )


@asynccontextmanager
async def opened(base: str = "") -> AsyncIterator[Bench]:
    async with strict_server() as server:
        client = Client([Host("songs", base or server.origin, 9, 1.0)])
        await client.start()
        try:
            yield Bench(server, client)
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


@pytest.mark.parametrize(
    "act",
    [
        GOOD,
        says(SOUND, Content_Type="Audio/MPEG; charset=binary"),
        says(SOUND, Content_Type="video/mp4"),
        raw(head(200, **AUDIO) + SOUND),
        half_closes(head(200, **AUDIO) + SOUND),
    ],
)
async def test_a_sound_is_fetched(bench: Bench, act: Act) -> None:
    bench.server.play("/clip.mp3", act)
    assert await bench.fetch() == SOUND


async def test_as_much_as_allowed_and_not_a_byte_more(bench: Bench) -> None:
    bench.server.play("/clip.mp3", says(b"x" * MOST, **AUDIO))
    bench.server.play("/longer.mp3", says(b"x" * (MOST + 1), **AUDIO))
    assert len(await bench.fetch()) == MOST
    with pytest.raises(Failed):
        await bench.fetch("/longer.mp3")


@dataclass(frozen=True)
class Row:
    """What the server does, how the client takes it and how often it asks."""

    act: Act
    error: type[Exception]
    status: int
    calls: int = 1
    seconds: float = 5.0


ROWS: dict[str, Row] = {
    "silence": Row(hangs, Failed, 0, seconds=SOON),
    "the line goes dead": Row(drops, Failed, 0, calls=2),
    "half closed in the middle": Row(half_closes(head(200, Content_Length="9000", **AUDIO) + SOUND[:99]), Failed, 0, 2),
    "a drip of bytes": Row(drips(head(200, Content_Length="9000", **AUDIO), b"x"), Failed, 0, seconds=SOON),
    "a drip of bytes without end": Row(drips(head(200, **AUDIO), b"x"), Failed, 0, seconds=SOON),
    "too large, and says so": Row(raw(head(200, Content_Length="99999999", **AUDIO)), Failed, 200),
    "too large": Row(drips(head(200, **AUDIO), b"x" * 1000, 0.0), Failed, 200),
    "nothing": Row(says("", **AUDIO), Failed, 200),
    "a page": Row(says(PAGE, Content_Type="text/html"), Failed, 200),
    "a page that claims to be a sound": Row(says("\n  " + PAGE, **AUDIO), Failed, 200),
    "of no kind": Row(raw(head(200) + SOUND), Failed, 200),
    "of a kind that only begins so": Row(says(SOUND, Content_Type="audio"), Failed, 200),
    "expired": Row(says(PAGE, 403), Failed, 403),
    "unknown": Row(says("", 404), Missing, 404),
    "gone": Row(says("", 410), Missing, 410),
    "broken": Row(says("", 500), Failed, 500),
    "busy": Row(says("", 503), Failed, 503, calls=2),
    "too many": Row(says("", 429), Failed, 429),
    "a part": Row(says(SOUND, 206, **AUDIO), Failed, 206),
    "not modified": Row(raw(head(304)), Failed, 304),
}


@pytest.mark.parametrize("name", ROWS)
async def test_failures_are_told_apart(bench: Bench, name: str) -> None:
    row = ROWS[name]
    bench.server.play("/clip.mp3", row.act)
    began = time.monotonic()
    with pytest.raises((Missing, Failed)) as caught:
        await bench.fetch(seconds=row.seconds)
    assert time.monotonic() - began < row.seconds + 2.0
    assert type(caught.value) is row.error
    assert getattr(caught.value, "status", row.status) == row.status
    assert bench.server.called("/clip.mp3") == row.calls


async def test_a_second_attempt_may_bring_it(bench: Bench) -> None:
    bench.server.play("/clip.mp3", drops, GOOD)
    assert await bench.fetch() == SOUND


async def test_a_signed_address_is_not_touched(bench: Bench) -> None:
    signed = "/clip.mp3?hdnea=exp=1799~acl=/api/1/1/*~data=user_id=0,application_id=42~hmac=ab%2Bcd%2f+e"
    bench.server.play("/clip.mp3", GOOD)
    bench.server.play("/from", says("", 302, Location=signed))
    await bench.fetch(signed)
    await bench.fetch("/from")
    assert [request.target for request in bench.server.requests] == [signed, "/from", signed]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_redirects_on_the_list_are_followed(bench: Bench, status: int) -> None:
    bench.server.play("/a", says("", status, Location=bench.server.origin + "/b"))
    bench.server.play("/b", says(PAGE, status, Location="c?d"))
    bench.server.play("/c", says("", status, Location="//" + bench.server.origin.partition("//")[2] + "/clip.mp3"))
    bench.server.play("/clip.mp3", GOOD)
    assert await bench.fetch("/a") == SOUND


async def test_a_loop_ends_after_three_hops(bench: Bench) -> None:
    bench.server.play("/a", says("", 302, Location="/a"))
    with pytest.raises(Failed, match="redirects"):
        await bench.fetch("/a")
    assert bench.server.called("/a") == 4


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost:{port}/clip.mp3",
        "http://127.0.0.1.:{port}/clip.mp3",
        "http://2130706433:{port}/clip.mp3",
        "http://0x7f.1:{port}/clip.mp3",
        "http://[::1]:{port}/clip.mp3",
        "http://ann:secret@127.0.0.1:{port}/clip.mp3",
        "http://127.0.0.1:{port}@localhost:{port}/clip.mp3",
        "ftp://127.0.0.1:{port}/clip.mp3",
        "file:///etc/hostname",
        "data:audio/mpeg;base64,SUQz",
        "https://127.0.0.1.evil.example/clip.mp3",
        "http://127.0.0.1:99999/clip.mp3",
        "http://[::1/clip.mp3",
        "/clip.mp3?" + "x" * 5000,
        "/clïp.mp3",
        "",
    ],
)
async def test_redirects_off_the_list_are_not(bench: Bench, location: str) -> None:
    there = location.format(port=bench.server.origin.rpartition(":")[2])
    bench.server.play("/clip.mp3", GOOD)
    bench.server.play("/a", says("", 302, **({"Location": there} if there else {})))
    with pytest.raises(Failed):
        await bench.fetch("/a")
    assert bench.server.called("/clip.mp3") == 0
    assert bench.server.called("/a") <= 4


async def test_plain_http_needs_a_service_that_is_set_so() -> None:
    async with opened("https://songs.example") as bench:
        bench.server.play("/clip.mp3", GOOD)
        with pytest.raises(Failed):
            await bench.fetch()
        assert bench.server.requests == []


async def test_a_host_that_is_not_on_the_list_is_never_asked(bench: Bench) -> None:
    bench.server.play("/clip.mp3", GOOD)
    with pytest.raises(Failed):
        await bench.fetch(hosts=("dzcdn.net",))
    with pytest.raises(Failed):
        await bench.fetch(hosts=())
    assert bench.server.requests == []


async def test_who_cancels_closes_the_line(bench: Bench) -> None:
    bench.server.play("/clip.mp3", drips(head(200, **AUDIO), b"x"))
    task = asyncio.create_task(bench.fetch())
    await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await asyncio.sleep(0.05)
    assert bench.server.busy == 0


LISTED = ("dzcdn.net", "audio-ssl.itunes.apple.com")


@pytest.mark.parametrize(
    "url",
    [
        "https://dzcdn.net/a.mp3",
        "https://cdnt-preview.dzcdn.net/api/1/1/a/b/c/0/x.mp3?hdnea=exp=1~acl=/*~hmac=0f",
        "HTTPS://CDN.DZCDN.NET/a.mp3",
        "https://audio-ssl.itunes.apple.com/itunes-assets/mzaf_1.plus.aac.p.m4a",
    ],
)
def test_addresses_on_the_list(url: str) -> None:
    assert allowed(url, LISTED, ()).path == URL(url, encoded=True).path


@pytest.mark.parametrize(
    "url",
    [
        "http://dzcdn.net/a.mp3",
        "https://dzcdn.net.evil.example/a.mp3",
        "https://evildzcdn.net/a.mp3",
        "https://dzcdn.net@evil.example/a.mp3",
        "https://ann@dzcdn.net/a.mp3",
        "https://:secret@dzcdn.net/a.mp3",
        "https://evil.example/dzcdn.net",
        "https://evil.example#.dzcdn.net",
        "https://evil.example\\.dzcdn.net/",
        "https://evil.example/?.dzcdn.net",
        "https://itunes.apple.com/a.m4a",
        "https://dzcdn.net./a.mp3",
        "https://dzcdn%2enet/a.mp3",
        "https://dzcdn。net/a.mp3",
        "https://dzcdn.net/a b.mp3",
        "https://dzcdn.net/a\r\nHost: evil.example",
        "https://127.0.0.1/a.mp3",
        "https://dzcdn.net:0/a.mp3",
        "https:///a.mp3",
        "https:dzcdn.net/a.mp3",
        "//dzcdn.net/a.mp3",
        "dzcdn.net/a.mp3",
        "javascript://dzcdn.net/a.mp3",
        "ws://dzcdn.net/a",
        "",
    ],
)
def test_addresses_off_the_list(url: str) -> None:
    with pytest.raises(Failed):
        allowed(url, LISTED, ())


PARTS = [
    "https://",
    "http://",
    "dzcdn.net",
    "evil.example",
    ".",
    "@",
    ":",
    "/",
    "//",
    "\\",
    "#",
    "?",
    "%",
    "[",
    "]",
    "::1",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PARTS) | st.characters(), max_size=9).map("".join))
@example("https://[dzcdn.net]/")
def test_whatever_is_allowed_is_https_and_on_the_list(url: str) -> None:
    try:
        address = allowed(url, ("dzcdn.net",), ("127.0.0.1",))
    except Failed:
        return
    assert address.scheme == "https"
    assert address.raw_host is not None
    assert ("." + address.raw_host).endswith(".dzcdn.net")
    assert "@" not in address.raw_authority
    assert str(address) == url or str(address).lower() == url.lower()


@pytest.mark.parametrize(
    ("kind", "fit"),
    [("audio/mpeg", True), ("audio/x-m4a", True), ("video/mp4", True), ("video/mp4x", False), ("audiobook/x", False)],
)
def test_content_types(kind: str, fit: bool) -> None:
    assert fits(kind, ("audio/", "video/mp4")) is fit
