"""Short links followed on the loopback address, where every name that is looked up is a name too many."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp.abc import AbstractResolver, ResolveResult
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sources import expand as expanding
from bot.sources._outcome import Late
from bot.sources.client import Client, Deadline, Failed, Missing
from bot.sources.expand import HOPS, MOST, ShortLinks, expand
from bot.sources.links import ShortLink, find_links
from bot.sources.track import Link
from tests.platforms.service import Answer, Manner, serving
from tests.platforms.short_links_server import ENDLESS, SCRIPTS, ShortLinksServer

ID = "4cOdK2wGLETKBW3PvgPwqT"
SONG = Link("track", ID)
SHORT = ShortLink("https://spotify.link/hRkBrwub9xb")
SHARED = ShortLink("https://open.spotify.com/s/2czejYu")


class NoNames(AbstractResolver):
    """Knows no host, and remembers who was looked for."""

    def __init__(self) -> None:
        self.wanted: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: int = socket.AF_INET) -> list[ResolveResult]:
        self.wanted.append(host)
        raise OSError("no names here")

    async def close(self) -> None:
        pass


class Way:
    """A server of short links and the session that asks it."""

    def __init__(self, server: ShortLinksServer, session: aiohttp.ClientSession) -> None:
        self.server = server
        self.session = session

    async def expand(self, short: ShortLink = SHORT, seconds: float = 5.0) -> Link:
        return await expand(short, self.session, Deadline.after(seconds), self.server.bases)


@asynccontextmanager
async def a_way() -> AsyncIterator[Way]:
    names = NoNames()
    connector = aiohttp.TCPConnector(resolver=names)
    async with serving(ShortLinksServer()) as server, aiohttp.ClientSession(connector=connector) as session:
        yield Way(server, session)
    assert names.wanted == []


@pytest.fixture
async def way() -> AsyncIterator[Way]:
    async with a_way() as made:
        yield made


async def test_a_short_link_leads_over_its_sister_host_to_the_song(way: Way) -> None:
    way.server.lead("spotify.link/hRkBrwub9xb", "https://spotify.app.link/hRkBrwub9xb?_p=c2152%2Bf9&x=1")
    way.server.lead("spotify.app.link/hRkBrwub9xb", f"https://open.spotify.com/track/{ID}?si=1&_branch_match_id=2")
    assert await way.expand() == SONG
    assert way.server.asked == ["spotify.link/hRkBrwub9xb", "spotify.app.link/hRkBrwub9xb"]
    assert way.server.calls[1].query == {"_p": "c2152+f9", "x": "1"}  # what the hop was told to say along


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_every_kind_of_redirect_is_followed(way: Way, status: int) -> None:
    way.server.lead("spotify.link/hRkBrwub9xb", f"https://open.spotify.com/intl-de/album/{ID}", status)
    assert await way.expand() == Link("album", ID)


@pytest.mark.parametrize(
    "location",
    [
        f"https://open.spotify.com/track/{ID}",
        quote(f"https://open.spotify.com/track/{ID}?si=1", safe=""),
        quote(quote(f"https://open.spotify.com/track/{ID}?si=1", safe=""), safe=""),
        f"spotify:track:{ID}",
        f"https://spotify.app.link/?$fallback_url={quote(f'https://open.spotify.com/track/{ID}', safe='')}&_p=1",
        f"https://app.example/x?deep={quote(quote(f'spotify:track:{ID}', safe=''), safe='')}",
        f"https://accounts.spotify.com/login?continue=https%3A%2F%2Fopen.spotify.com%2Ftrack%2F{ID}%3Fsi%3D1",
        f"https://open.spotify.com/track/{ID}?context=spotify%3Aplaylist%3A{ID[::-1]}",
    ],
)
async def test_a_link_in_a_redirect_is_read_and_not_opened(way: Way, location: str) -> None:
    way.server.lead("open.spotify.com/s/2czejYu", location)
    assert await way.expand(SHARED) == SONG
    assert way.server.asked == ["open.spotify.com/s/2czejYu"]


@pytest.mark.parametrize("location", ["/next", "http://spotify.link/next", "//SPOTIFY.link/next", "next?a=b#c"])
async def test_a_hop_may_be_relative_or_without_the_s(way: Way, location: str) -> None:
    way.server.lead("spotify.link/hRkBrwub9xb", location)
    way.server.lead("spotify.link/next", f"https://open.spotify.com/track/{ID}")
    assert await way.expand() == SONG


@pytest.mark.parametrize(
    "page",
    [
        f'<html><head><meta property="og:url" content="https://open.spotify.com/track/{ID}?si=1"/></head></html>',
        f"<META CONTENT='https://open.spotify.com/track/{ID}' PROPERTY='og:url'>",
        f'<meta property=og:url\n  content="https:&#x2F;&#x2F;open.spotify.com&#x2F;track/{ID}?a=1&amp;b=2">',
        f'<meta property="og:url" content="https://open.spotify.com/track/{ID}">' + "x" * MOST * 4,
        f'<meta property="og:image" content="https://open.spotify.com/track/{ID[::-1]}">'
        f'<meta property="og:url" content="https://open.spotify.com/track/{ID}">',
    ],
)
async def test_the_last_resort_is_what_a_page_calls_itself(way: Way, page: str) -> None:
    way.server.page("open.spotify.com/s/2czejYu", page)
    assert await way.expand(SHARED) == SONG


@pytest.mark.parametrize(
    "page",
    [
        "",
        SCRIPTS,
        f'<script>location = "https://open.spotify.com/track/{ID}"</script>',
        '<meta property="og:url" content="https://open.spotify.com/">',
        f'<meta property="og:url" content="https://open.spotify.com.evil.example/track/{ID}">',
        "x" * MOST + f'<meta property="og:url" content="https://open.spotify.com/track/{ID}">',
        "<meta " * 40_000,
        "\x00\udc80".encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
)
async def test_a_page_that_names_no_link_soon_enough_is_a_failure(way: Way, page: str) -> None:
    way.server.page("open.spotify.com/s/2czejYu", page)
    with pytest.raises(Failed) as caught:
        await way.expand(SHARED)
    assert caught.value.status == 200


async def test_a_page_without_an_end_is_left_after_its_beginning(way: Way) -> None:
    way.server.laid["open.spotify.com/s/2czejYu"] = ENDLESS
    with pytest.raises(Failed) as caught:
        await way.expand(SHARED)
    assert caught.value.status == 200
    await asyncio.wait_for(way.server.left.wait(), 1.0)


@pytest.mark.parametrize("status", [404, 410])
async def test_a_dead_code_is_missing(way: Way, status: int) -> None:
    way.server.page("spotify.link/hRkBrwub9xb", "gone", status=status)
    with pytest.raises(Missing):
        await way.expand()


@pytest.mark.parametrize("status", [304, 400, 403, 418, 500, 502, 503])
async def test_other_statuses_say_nothing_about_the_link(way: Way, status: int) -> None:
    way.server.page("spotify.link/hRkBrwub9xb", "", status=status)
    with pytest.raises(Failed) as caught:
        await way.expand()
    assert caught.value.status == status


async def test_too_many_requests_name_the_time_to_come_again(way: Way) -> None:
    way.server.laid["spotify.link/hRkBrwub9xb"] = Answer(429, "", {"Retry-After": "7"})
    with pytest.raises(Failed) as caught:
        await way.expand()
    assert caught.value.until == pytest.approx(time.monotonic() + 7.0, abs=2.0)


async def test_a_redirect_to_nowhere_is_a_failure(way: Way) -> None:
    way.server.laid["spotify.link/hRkBrwub9xb"] = Answer(302, "")
    with pytest.raises(Failed):
        await way.expand()


@pytest.mark.parametrize(
    "location",
    [
        "https://evil.example/",
        "https://spotify.link.evil.example/x",
        "https://evilspotify.link/x",
        "https://spotify.link@evil.example/x",
        "https://evil.example\\@spotify.link/x",
        "https://user@spotify.link/x",
        "https://:secret@spotify.link/x",
        "https://spotify.link:8443/x",
        "https://spotify.link:443/x",
        "https://spotify.link./x",
        "https://www.spotify.com/download",
        "https://open.spotify.com/",
        "https://open.spotify.com/user/ann",
        f"https://open.spotify.com/track/{ID}x",
        "https://open.spotify.com/s/../login",
        "https://open.spotify.com/s/%2e%2e/login",
        "https://sροtify.link/x",  # Greek letters
        "//evil.example/x",
        "\\\\evil.example\\x",
        "https://[::1/x",
        "https://127.0.0.1/x",
        "ftp://spotify.link/x",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "intent://open#Intent;package=com.spotify.music;end",
        "?" + "x" * 5000,
        "0://:A",
        "ftp://a:b@spotify.link:x/c",
    ],
)
async def test_nothing_off_the_list_is_ever_asked(way: Way, location: str) -> None:
    way.server.lead("spotify.link/hRkBrwub9xb", location)
    with pytest.raises((Missing, Failed)):
        await way.expand()
    assert way.server.asked == ["spotify.link/hRkBrwub9xb"]


@pytest.mark.parametrize(
    "location", ["https://www.spotify.com/download", "https://open.spotify.com/", "https://evil.example/x"]
)
async def test_a_link_to_something_else_is_missing_for_good(way: Way, location: str) -> None:
    way.server.lead("spotify.link/hRkBrwub9xb", location)
    with pytest.raises(Missing):
        await way.expand()


@pytest.mark.parametrize(
    "url", ["https://evil.example/x", "file:///etc/passwd", "https://open.spotify.com/x", "", "\n"]
)
async def test_a_short_link_made_by_hand_is_not_trusted_either(way: Way, url: str) -> None:
    with pytest.raises((Missing, Failed)):
        await way.expand(ShortLink(url))
    assert way.server.asked == []


async def test_the_way_may_have_four_hops_and_no_more(way: Way) -> None:
    stations = ["spotify.link/hRkBrwub9xb", "spotify.link/b", "spotify.app.link/c", "open.spotify.com/s/d"]
    for place, after in pairwise(stations):
        way.server.lead(place, f"https://{after}")
    way.server.lead(stations[-1], f"https://open.spotify.com/track/{ID}")
    assert await way.expand() == SONG
    assert way.server.asked == stations
    assert len(stations) == HOPS
    way.server.lead(stations[-1], "https://spotify.link/e")
    way.server.lead("spotify.link/e", f"https://open.spotify.com/track/{ID}")
    with pytest.raises(Failed):
        await way.expand()
    assert way.server.asked[HOPS:] == stations


@pytest.mark.parametrize(
    "location", ["https://spotify.link/hRkBrwub9xb", "https://spotify.app.link/back", "?", "https://"]
)
async def test_a_loop_ends(way: Way, location: str) -> None:
    way.server.lead("spotify.link/hRkBrwub9xb", location)
    way.server.lead("spotify.app.link/back", "https://spotify.link/hRkBrwub9xb")
    with pytest.raises(Failed):
        await way.expand()
    assert len(way.server.asked) == HOPS


@pytest.mark.parametrize("manner", ["hang", "drip"])
async def test_nobody_waits_past_the_deadline(way: Way, manner: Manner) -> None:
    way.server.page("spotify.link/hRkBrwub9xb", "x" * 10_000, manner)
    started = time.monotonic()
    with pytest.raises(Late):
        await way.expand(seconds=0.1)
    assert time.monotonic() - started < 1.0


async def test_hops_share_one_deadline(way: Way) -> None:
    way.server.pause = 0.04
    way.server.lead("spotify.link/hRkBrwub9xb", "https://spotify.link/hRkBrwub9xb")
    with pytest.raises(Late):
        await way.expand(seconds=0.1)
    assert len(way.server.asked) < HOPS


async def test_a_slow_host_is_given_up_before_a_patient_asker_is(way: Way, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expanding, "SECONDS", 0.1)
    way.server.page("spotify.link/hRkBrwub9xb", "", "hang")
    with pytest.raises(Failed) as caught:
        await asyncio.wait_for(way.expand(seconds=60.0), 2.0)
    assert not isinstance(caught.value, Late)


@pytest.mark.parametrize("manner", ["cut", "drop"])
async def test_a_line_that_breaks_is_a_failure(way: Way, manner: Manner) -> None:
    way.server.page("spotify.link/hRkBrwub9xb", "x" * 1000, manner)
    with pytest.raises(Failed):
        await way.expand()


async def test_a_host_that_is_away_is_a_failure() -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(Failed):
            await expand(SHORT, session, Deadline.after(1.0), {"spotify.link": "http://127.0.0.1:1"})


async def test_nothing_is_asked_when_the_time_is_over(way: Way) -> None:
    with pytest.raises(Late):
        await way.expand(seconds=-1.0)
    assert way.server.asked == []


async def test_without_other_bases_the_real_hosts_are_asked_over_https() -> None:
    names = NoNames()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(resolver=names)) as session:
        with pytest.raises(Failed, match=r"spotify\.link:443 ssl"):
            await expand(SHORT, session, Deadline.after(1.0))
    assert names.wanted == ["spotify.link"]


async def test_the_shared_session_serves(way: Way) -> None:
    way.server.lead("spotify.link/hRkBrwub9xb", "/next")
    way.server.laid["spotify.link/next"] = Answer(
        302, headers={"Location": f"https://open.spotify.com/track/{ID}", "Set-Cookie": "_s=1"}
    )
    client = Client([])
    await client.start()
    try:
        for _ in range(2):  # the server takes no cookie back
            assert await expand(SHORT, client.session, Deadline.after(5.0), way.server.bases) == SONG
    finally:
        await client.close()


async def test_a_cancelled_asker_is_really_gone(way: Way) -> None:
    way.server.page("spotify.link/hRkBrwub9xb", "", "hang")
    task = asyncio.create_task(way.expand())
    while not way.server.calls:
        await asyncio.sleep(0.005)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


PIECES = (
    *("https://", "http:", "spotify:", "/", "//", "\\", "@", ":", "?", "#", "=", ".", "[", "]", " ", "🎵"),
    *("%", "%2F", "%252F", "spotify.link", "open.spotify.com", "evil.example", "::1", "s/", "track/", ID),
)
LOCATIONS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
)


@settings(max_examples=60, deadline=None)
@given(LOCATIONS)
def test_any_redirect_ends_in_a_link_a_miss_or_a_failure(location: str) -> None:
    async def follow() -> Link | None:
        async with a_way() as way:
            way.server.lead("spotify.link/hRkBrwub9xb", location)
            try:
                return await way.expand()
            except (Missing, Failed):
                return None

    link = asyncio.run(follow())
    assert link is None or find_links(link.url) == (link,)


async def test_where_a_short_link_leads_is_remembered_and_that_it_is_dead_too(way: Way) -> None:
    now = 0.0
    links = ShortLinks(way.session, way.server.origin + "/", clock=lambda: now)
    way.server.lead("spotify.link/hRkBrwub9xb", f"https://open.spotify.com/track/{ID}")
    dead = ShortLink("https://spotify.link/dead")
    for _ in range(3):
        assert await links(SHORT, Deadline.after(5.0)) == SONG
        with pytest.raises(Missing):
            await links(dead, Deadline.after(5.0))
    assert len(way.server.asked) == 2
    now = expanding.KEPT + 1.0
    assert await links(SHORT, Deadline.after(5.0)) == SONG
    assert len(way.server.asked) == 3


async def test_trouble_with_a_short_link_is_not_remembered(way: Way) -> None:
    links = ShortLinks(way.session, way.server.origin)
    way.server.page("spotify.link/hRkBrwub9xb", "", status=503)
    with pytest.raises(Failed):
        await links(SHORT, Deadline.after(5.0))
    way.server.lead("spotify.link/hRkBrwub9xb", f"https://open.spotify.com/track/{ID}")
    assert await links(SHORT, Deadline.after(5.0)) == SONG
