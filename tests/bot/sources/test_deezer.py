"""Deezer through the client, against a strict double that plays everything the real one does."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.sources.client import Client, Deadline, Failed, Missing
from bot.sources.deezer import HOST, Deezer
from bot.sources.track import Track
from tests.platforms.deezer_server import (
    BAD,
    BUSY,
    NO_DATA,
    QUOTA,
    SOUND,
    DeezerServer,
    Row,
    Sound,
    error,
    song,
)
from tests.platforms.service import TROUBLE, Answer, serving

ISRC = "QZTST2400001"
WANTED = Track("Glass Tide - Remastered 2011", ("Mira Vale", "Joon"), 201.5, ISRC)
ROW = song(7, "Glass Tide (feat. Joon) (Remastered 2011)", "Mira Vale", 202, ISRC)
OTHER = song(8, "Glass Tide (Remastered 2011)", "Mira Vale", 201, "QZTST1200001")
NOWHERE: Row = {"readable": False, "preview": ""}
DENIED = Answer(403, "<html>Access Denied</html>")


@pytest.fixture
async def server() -> AsyncIterator[DeezerServer]:
    async with serving(DeezerServer(ROW)) as server:
        yield server


@pytest.fixture
async def deezer(server: DeezerServer) -> AsyncIterator[Deezer]:
    client = Client([replace(HOST, base=server.origin, timeout=0.4)])
    await client.start()
    yield Deezer(client, cdn=("127.0.0.1",))
    await client.close()


def soon() -> Deadline:
    return Deadline.after(5.0)


async def test_a_recording_by_its_isrc(server: DeezerServer, deezer: Deezer) -> None:
    found = await deezer.by_isrc(WANTED, deadline=soon())
    assert (found.audio, found.source, found.page) == (SOUND, "deezer", "https://www.deezer.com/track/7")
    assert found.track == Track(ROW["title"], ("Mira Vale",), 202, ISRC, ROW["link"], "deezer")
    assert [call.path for call in server.calls] == [f"/track/isrc:{ISRC}", "/preview/7.mp3"]


async def test_the_version_and_all_artists_are_read(server: DeezerServer, deezer: Deezer) -> None:
    people = [{"name": "Mira Vale"}, {"name": "Joon"}]
    server.songs = [song(7, "Glass Tide", "Mira Vale", 202, ISRC, title_version="(Live)", contributors=people)]
    found = await deezer.by_isrc(replace(WANTED, title="Glass Tide - Live"), deadline=soon())
    assert (found.track.title, found.track.artists) == ("Glass Tide (Live)", ("Mira Vale", "Joon"))
    with pytest.raises(Missing):
        await deezer.by_isrc(WANTED, deadline=soon())


@pytest.mark.parametrize("isrc", ["", "short", "QZTST24000011", "../search?q=x"])
async def test_without_an_isrc_nothing_is_asked(server: DeezerServer, deezer: Deezer, isrc: str) -> None:
    with pytest.raises(Missing):
        await deezer.by_isrc(replace(WANTED, isrc=isrc), deadline=soon())
    assert not server.calls


@pytest.mark.parametrize(
    "row",
    [
        song(7, "Another Song", "Mira Vale", 202, ISRC),
        song(7, "Glass Tide", "Somebody Else", 202, ISRC),
        song(7, "Glass Tide", "Mira Vale", 242, ISRC),
        song(7, "Glass Tide (Live at the Pier)", "Mira Vale", 202, ISRC),
    ],
    ids=["title", "artist", "length", "live"],
)
async def test_a_wrong_track_under_the_isrc_is_not_taken(server: DeezerServer, deezer: Deezer, row: Row) -> None:
    server.songs = [row]
    with pytest.raises(Missing):
        await deezer.by_isrc(WANTED, deadline=soon())
    assert not server.called("/preview")


@pytest.mark.parametrize(
    ("answers", "expected", "calls"),
    [
        ([NO_DATA], Missing, 1),
        ([error(200, "PermissionException")], Failed, 1),
        ([QUOTA, QUOTA], Failed, 2),
        ([BUSY, BUSY], Failed, 2),
        ([QUOTA], None, 2),
        ([BUSY], None, 2),
        ([BAD], Failed, 1),
        ([error(501)], Failed, 1),
        ([Answer(200, {"error": "a text"})], Failed, 1),
        ([Answer(200, {"id": 7})], Failed, 1),
        ([TROUBLE["a list"]], Failed, 1),
    ],
    ids=["800", "200", "4 twice", "700 twice", "4 once", "700 once", "600", "501", "text", "no title", "list"],
)
async def test_errors_that_come_as_http_200(
    server: DeezerServer, deezer: Deezer, answers: list[Answer], expected: type[Exception] | None, calls: int
) -> None:
    server.plan("/track", *answers)
    if expected:
        with pytest.raises(expected):
            await deezer.by_isrc(WANTED, deadline=soon())
    else:
        assert (await deezer.by_isrc(WANTED, deadline=soon())).audio == SOUND
    assert server.called("/track") == calls


@pytest.mark.parametrize("trouble", TROUBLE)
@pytest.mark.parametrize("path", ["/track", "/search", "/preview"])
async def test_every_trouble_ends_as_missing_or_failed_in_time(
    server: DeezerServer, deezer: Deezer, trouble: str, path: str
) -> None:
    server.plan(path, *[TROUBLE[trouble]] * 9)
    before = time.monotonic()
    with pytest.raises((Missing, Failed)):
        await (deezer.by_search if path == "/search" else deezer.by_isrc)(WANTED, deadline=Deadline.after(1.0))
    assert time.monotonic() - before < 1.5


async def test_a_question_that_is_our_own_fault_does_not_rest_the_host(server: DeezerServer, deezer: Deezer) -> None:
    server.plan("/track", *[BAD] * 6)
    for number in range(6):
        with pytest.raises(Failed):
            await deezer.by_isrc(replace(WANTED, isrc=f"QZTST240001{number}"), deadline=soon())
    assert (await deezer.by_isrc(WANTED, deadline=soon())).audio == SOUND


@pytest.mark.parametrize("fields", [True, False], ids=["field syntax", "plain words"])
async def test_the_search_takes_the_recording_and_no_cover(server: DeezerServer, deezer: Deezer, fields: bool) -> None:
    server.fields = fields
    server.songs = [
        song(1, "Glass Tide (Karaoke Version)", "Mira Vale Karaoke", 202),
        song(2, "Glass Tide (Live)", "Mira Vale", 202),
        song(3, "Glass Tide", "The Mira Vale Tribute Band", 202),
        song(4, "Glass Tide", "Mira Vale", 260),
        OTHER,
    ]
    found = await deezer.by_search(WANTED, deadline=soon())
    assert found.page == "https://www.deezer.com/track/8"
    assert server.called("/search") == (1 if fields else 2)
    assert server.calls[0].query["q"] == 'artist:"Mira Vale" track:"Glass Tide"'


async def test_what_stands_in_brackets_is_left_out_at_last(server: DeezerServer, deezer: Deezer) -> None:
    server.songs = [song(7, "Glass Tide", "Mira Vale", 202)]
    found = await deezer.by_search(replace(WANTED, title="Glass Tide (The Sea at Night)"), deadline=soon())
    assert found.page.endswith("/7")
    assert [call.query["q"] for call in server.calls if call.path == "/search"] == [
        'artist:"Mira Vale" track:"Glass Tide The Sea at Night"',
        "Mira Vale Glass Tide The Sea at Night",
        "Mira Vale Glass Tide",
    ]


async def test_quotes_do_not_end_a_field(server: DeezerServer, deezer: Deezer) -> None:
    server.songs = [song(7, '"Glass" Tide', "Mira Vale", 202)]
    await deezer.by_search(Track('"Glass" Tide', ('Mira "Vale"',), 202), deadline=soon())
    assert server.calls[0].query["q"] == 'artist:"Mira  Vale " track:" Glass  Tide"'


async def test_an_excerpt_that_failed_is_not_fetched_for_the_next_query(server: DeezerServer, deezer: Deezer) -> None:
    server.plan("/preview", *[Answer(404, "")] * 9)
    with pytest.raises(Missing):
        await deezer.by_search(WANTED, deadline=soon())
    assert (server.called("/search"), server.called("/preview")) == (2, 1)


@pytest.mark.parametrize(
    "wanted",
    [
        replace(WANTED, title="Quite Another"),
        replace(WANTED, artists=()),
        replace(WANTED, artists=("Nobody",)),
        replace(WANTED, seconds=90.0),
        replace(WANTED, title='" OR artist:"x'),
    ],
    ids=["unknown title", "no artist", "unknown artist", "other length", "quotes"],
)
async def test_the_search_takes_nothing_rather_than_something(
    server: DeezerServer, deezer: Deezer, wanted: Track
) -> None:
    server.songs = [OTHER]
    with pytest.raises(Missing):
        await deezer.by_search(replace(wanted, isrc=""), deadline=soon())
    assert not server.called("/preview")


ALTERNATIVES: dict[str, Callable[[Row], list[Row]]] = {
    "in the answer": lambda row: [row | NOWHERE | {"alternative": OTHER}],
    "only named in it": lambda row: [row | NOWHERE | {"alternative": {"id": 8}}, OTHER],
    "empty preview": lambda row: [row | {"preview": "", "alternative": OTHER}],
    "not readable": lambda row: [row | {"readable": False, "alternative": OTHER}],
}


@pytest.mark.parametrize("way", ALTERNATIVES)
async def test_what_may_not_be_heard_here_is_heard_under_its_other_id(
    server: DeezerServer, deezer: Deezer, way: str
) -> None:
    server.songs = ALTERNATIVES[way](ROW)
    assert (await deezer.by_isrc(WANTED, deadline=soon())).page.endswith("/8")
    server.songs = ALTERNATIVES[way](ROW)[:1] if "only" not in way else server.songs
    assert (await deezer.by_search(WANTED, deadline=soon())).page.endswith("/8")


async def test_the_second_of_two_ids_in_the_search(server: DeezerServer, deezer: Deezer) -> None:
    server.songs = [ROW | NOWHERE, OTHER]
    with pytest.raises(Missing):
        await deezer.by_isrc(WANTED, deadline=soon())
    assert (await deezer.by_search(WANTED, deadline=soon())).page.endswith("/8")


@pytest.mark.parametrize(
    "alternative",
    [song(8, "Another Song", "Mira Vale", 202), OTHER | NOWHERE, {"id": 99}, {"id": "../x"}, {}, None, "8"],
    ids=["another song", "silent too", "unknown", "no number", "empty", "none", "text"],
)
async def test_an_alternative_that_does_not_help(server: DeezerServer, deezer: Deezer, alternative: Any) -> None:
    server.songs = [ROW | NOWHERE | {"alternative": alternative}]
    with pytest.raises(Missing):
        await deezer.by_isrc(WANTED, deadline=soon())
    assert not server.called("/preview")


async def test_an_address_about_to_expire_is_asked_again(server: DeezerServer, deezer: Deezer) -> None:
    server.lives.extend([40])
    assert (await deezer.by_isrc(WANTED, deadline=soon())).audio == SOUND
    assert [call.path for call in server.calls] == [f"/track/isrc:{ISRC}", "/track/7", "/preview/7.mp3"]


async def test_a_remembered_answer_does_not_bring_back_an_old_address(server: DeezerServer, deezer: Deezer) -> None:
    server.lives.extend([300])
    await deezer.by_isrc(WANTED, deadline=soon())
    server.plan("/preview", DENIED)
    assert (await deezer.by_isrc(WANTED, deadline=soon())).audio == SOUND
    server.plan("/preview", DENIED)
    assert (await deezer.by_isrc(WANTED, deadline=soon())).audio == SOUND
    assert server.called("/track/7") == 2


@pytest.mark.parametrize(
    ("answers", "addresses"),
    [([DENIED], 2), ([DENIED, DENIED], 2)],
    ids=["expired", "not for this country"],
)
async def test_a_403_is_tried_once_more_with_a_new_address(
    server: DeezerServer, deezer: Deezer, answers: list[Answer], addresses: int
) -> None:
    server.plan("/preview", *answers)
    if len(answers) == 1:
        assert (await deezer.by_isrc(WANTED, deadline=soon())).audio == SOUND
    else:
        with pytest.raises(Failed):
            await deezer.by_isrc(WANTED, deadline=soon())
    assert server.called("/preview") == addresses


async def test_an_excerpt_that_is_gone_when_asked_again(server: DeezerServer, deezer: Deezer) -> None:
    server.plan("/preview", DENIED)
    server.plan("/track/7", Answer(200, ROW | NOWHERE))
    with pytest.raises(Missing):
        await deezer.by_isrc(WANTED, deadline=soon())


@pytest.mark.parametrize(
    "answer",
    [
        Answer(200, "<html>Please enable JavaScript</html>"),
        Sound(200, b"<html>Not here</html>"),
        Sound(200, b""),
        Sound(200, SOUND, manner="cut"),
        Sound(200, b"ID3" + bytes(3_000_000)),
        Sound(200, SOUND, type="image/jpeg"),
        Answer(302, "", {"Location": "https://example.com/a.mp3"}),
        Answer(302, "", {"Location": "/preview/7.mp3"}),
        Answer(404, ""),
        Answer(manner="drop"),
    ],
    ids=["page", "page called audio", "empty", "cut", "huge", "picture", "off the list", "loop", "404", "dead line"],
)
async def test_what_is_no_excerpt_is_not_taken_and_the_next_id_is_tried(
    server: DeezerServer, deezer: Deezer, answer: Answer
) -> None:
    server.songs = [ROW, OTHER]
    server.plan("/preview/7", *[answer] * 9)
    with pytest.raises((Missing, Failed)):
        await deezer.by_isrc(WANTED, deadline=soon())
    assert (await deezer.by_search(WANTED, deadline=soon())).page.endswith("/8")


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/a.mp3",
        "http://dzcdn.net.example.com/a.mp3",
        "http://localhost/a.mp3",
        "file:///etc/passwd",
        "nonsense",
    ],
)
async def test_an_address_off_the_list_is_never_asked(server: DeezerServer, deezer: Deezer, address: str) -> None:
    server.songs = [ROW | {"preview": address}]
    with pytest.raises(Failed):
        await deezer.by_isrc(WANTED, deadline=soon())
    assert not server.called("/preview")


async def test_slow_excerpts_end_at_the_deadline(server: DeezerServer, deezer: Deezer) -> None:
    server.plan("/preview", Sound(200, SOUND, manner="drip"))
    before = time.monotonic()
    with pytest.raises(Failed):
        await deezer.by_isrc(WANTED, deadline=Deadline.after(0.3))
    assert time.monotonic() - before < 0.6
