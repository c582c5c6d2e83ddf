"""Apple's search through the client, against a strict double."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.sources.apple import HOST, Apple
from bot.sources.client import Client, Deadline, Failed, Missing
from bot.sources.track import Track
from tests.platforms.apple_server import M4A, SHUT_OUT, AppleServer, song
from tests.platforms.service import TROUBLE, Answer, serving

WANTED = Track("Glass Tide - Live", ("Mira Vale", "Joon"), 201.5, "QZTST2400001")


@pytest.fixture
async def server() -> AsyncIterator[AppleServer]:
    songs = (
        song(1, "Glass Tide", "Mira Vale", 201.4),
        song(2, "Glass Tide (Live)", "Vale Tribute Band", 201.4),
        song(3, "Glass Tide (Live)", "Mira Vale & Joon", 201.4),
    )
    async with serving(AppleServer(*songs)) as server:
        yield server


@pytest.fixture
async def client(server: AppleServer) -> AsyncIterator[Client]:
    client = Client([replace(HOST, base=server.origin, timeout=0.4)])
    await client.start()
    yield client
    await client.close()


@pytest.fixture
def apple(client: Client) -> Apple:
    return Apple(client, "DE", cdn=("127.0.0.1",))


def soon() -> Deadline:
    return Deadline.after(5.0)


async def test_the_recording_that_was_asked_for(server: AppleServer, apple: Apple) -> None:
    found = await apple.by_search(WANTED, deadline=soon())
    assert (found.audio, found.source, found.page) == (M4A, "apple", "https://music.apple.com/us/song/3")
    assert found.track == Track("Glass Tide (Live)", ("Mira Vale & Joon",), 201.4, "", found.page, "apple")
    query = server.calls[0].query
    assert (query["term"], query["country"]) == ("Mira Vale Glass Tide Live", "DE")


async def test_no_hit_is_better_than_a_wrong_one(server: AppleServer, apple: Apple) -> None:
    server.songs = server.songs[:2]
    with pytest.raises(Missing):
        await apple.by_search(WANTED, deadline=soon())
    assert not server.called("/preview")


@pytest.mark.parametrize("address", ["", None, 7], ids=["empty", "none", "number"])
async def test_a_song_without_an_excerpt_is_passed_over(server: AppleServer, apple: Apple, address: object) -> None:
    server.songs[2]["previewUrl"] = address
    with pytest.raises(Missing):
        await apple.by_search(WANTED, deadline=soon())


@pytest.mark.parametrize("answer", [SHUT_OUT, Answer(429, ""), Answer(403, {})], ids=["403", "429", "403 with JSON"])
async def test_being_shut_out_is_respected_for_long(
    server: AppleServer, client: Client, apple: Apple, answer: Answer
) -> None:
    server.plan("/search", answer)
    for title in ("Glass Tide", "Another", "A Third"):
        with pytest.raises(Failed) as failed:
            await apple.by_search(replace(WANTED, title=title), deadline=soon())
        assert failed.value.until is not None
        assert 1790 < failed.value.until - time.monotonic() < 1801
    assert server.called("/search") == 1
    assert client.health()["apple"].startswith("resting for 1")


async def test_the_limit_of_twenty_a_minute_is_kept(server: AppleServer, apple: Apple) -> None:
    server.songs = []
    for number in range(20):
        with pytest.raises(Missing):
            await apple.by_search(replace(WANTED, title=f"Song {number}"), deadline=soon())
    with pytest.raises(Failed):
        await apple.by_search(WANTED, deadline=Deadline.after(0.1))
    assert server.called("/search") == 20


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("path", ["/search", "/preview"])
async def test_every_trouble_ends_as_missing_or_failed_in_time(
    server: AppleServer, apple: Apple, trouble: str, path: str
) -> None:
    server.plan(path, *[TROUBLE[trouble]] * 9)
    before = time.monotonic()
    with pytest.raises((Missing, Failed)):
        await apple.by_search(WANTED, deadline=Deadline.after(1.0))
    assert time.monotonic() - before < 1.5


async def test_an_excerpt_off_the_list_is_never_asked(server: AppleServer, apple: Apple) -> None:
    server.songs[2]["previewUrl"] = "https://itunes.apple.com.example.com/a.m4a"
    with pytest.raises(Failed):
        await apple.by_search(WANTED, deadline=soon())
