"""Spotify's oEmbed through the client, against a strict double."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.sources.client import Client, Deadline, Failed, Missing
from bot.sources.oembed import HOST, OEmbed
from bot.sources.track import Link, Track
from tests.platforms.oembed_server import GONE, LIST, TRACK, OEmbedServer
from tests.platforms.service import TROUBLE, serving

LINK = f"https://open.spotify.com/track/{TRACK}"


@pytest.fixture
async def server() -> AsyncIterator[OEmbedServer]:
    async with serving(OEmbedServer()) as server:
        yield server


@pytest.fixture
async def oembed(server: OEmbedServer) -> AsyncIterator[OEmbed]:
    client = Client([replace(HOST, base=server.origin, timeout=0.4)])
    await client.start()
    yield OEmbed(client)
    await client.close()


def soon() -> Deadline:
    return Deadline.after(5.0)


async def test_a_track_has_a_title_and_nothing_else(server: OEmbedServer, oembed: OEmbed) -> None:
    assert await oembed.track(TRACK, deadline=soon()) == Track("Glass Tide", link=LINK, source="Spotify")
    assert [(call.path, call.query) for call in server.calls] == [("/oembed", {"url": LINK})]


async def test_a_playlist_has_a_title_too(oembed: OEmbed) -> None:
    assert await oembed.title(Link("playlist", LIST), deadline=soon()) == "Rainy days"


async def test_a_link_that_is_unknown_is_missing(oembed: OEmbed) -> None:
    with pytest.raises(Missing):
        await oembed.track(GONE, deadline=soon())


@pytest.mark.parametrize("frame", [None, "", 5])
async def test_the_frame_may_be_absent(server: OEmbedServer, oembed: OEmbed, frame: object) -> None:
    server.more = {"iframe_url": frame}
    assert (await oembed.track(TRACK, deadline=soon())).title == "Glass Tide"


@pytest.mark.parametrize(
    "more",
    [
        {"iframe_url": f"https://open.spotify.com/embed/track/{GONE}"},
        {"iframe_url": f"https://open.spotify.com/embed/album/{TRACK}"},
        {"title": ""},
        {"title": ["Glass Tide"]},
    ],
    ids=["another track", "an album", "no title", "no text"],
)
async def test_an_answer_about_something_else_is_a_failure(
    server: OEmbedServer, oembed: OEmbed, more: dict[str, object]
) -> None:
    server.more = more
    with pytest.raises(Failed):
        await oembed.track(TRACK, deadline=soon())


@pytest.mark.parametrize("name", TROUBLE)
async def test_trouble_of_every_kind_is_a_failure_and_ends_soon(
    server: OEmbedServer, oembed: OEmbed, name: str
) -> None:
    server.plan("/oembed", TROUBLE[name], TROUBLE[name])
    begun = time.monotonic()
    with pytest.raises(Failed):
        await oembed.track(TRACK, deadline=soon())
    assert time.monotonic() - begun < 2.0
