"""MusicBrainz through the client, against a double that counts the seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.sources.client import Client, Deadline, Failed, Missing
from bot.sources.musicbrainz import HOST, MusicBrainz
from bot.sources.track import Track
from tests.platforms.musicbrainz_server import GONE, LONELY, RECORDING, TRACK, MusicBrainzServer, relation
from tests.platforms.service import TROUBLE, serving

LINK = f"https://open.spotify.com/track/{TRACK}"
GLASS_TIDE = Track("Glass Tide", ("Mira Vale", "Otto"), 201.5, "GBAYE9800345", LINK, "MusicBrainz")


@pytest.fixture
async def server() -> AsyncIterator[MusicBrainzServer]:
    async with serving(MusicBrainzServer()) as server:
        yield server


@pytest.fixture
async def musicbrainz(server: MusicBrainzServer) -> AsyncIterator[MusicBrainz]:
    client = Client([replace(HOST, base=server.origin, window=server.window, timeout=0.4)])
    await client.start()
    yield MusicBrainz(client)
    await client.close()


def soon() -> Deadline:
    return Deadline.after(5.0)


def test_it_is_asked_once_a_second() -> None:
    assert (HOST.calls, HOST.window) == (1, 1.0)


async def test_a_link_leads_to_its_recording(server: MusicBrainzServer, musicbrainz: MusicBrainz) -> None:
    assert await musicbrainz.track(TRACK, deadline=soon()) == GLASS_TIDE
    assert [call.path for call in server.calls] == ["/ws/2/url", f"/ws/2/recording/{RECORDING}"]
    assert server.calls[0].query == {"resource": LINK, "inc": "recording-rels", "fmt": "json"}


async def test_many_at_once_wait_for_their_turn(server: MusicBrainzServer, musicbrainz: MusicBrainz) -> None:
    asked = (musicbrainz.track(id, deadline=soon()) for id in (TRACK, LONELY, GONE))
    first, *others = await asyncio.gather(*asked, return_exceptions=True)
    assert first == GLASS_TIDE
    assert [type(other) for other in others] == [Missing, Missing]
    assert server.called() == 4
    assert server.refused == 0


async def test_who_has_no_time_for_a_turn_is_told_at_once(server: MusicBrainzServer) -> None:
    client = Client([replace(HOST, base=server.origin, window=60.0)])
    await client.start()
    begun = time.monotonic()
    with pytest.raises(Failed):
        await MusicBrainz(client).track(TRACK, deadline=Deadline.after(20.0))
    assert time.monotonic() - begun < 5.0
    assert server.called("/ws/2/recording") == 0
    await client.close()


@pytest.mark.parametrize(
    "relations",
    [
        [],
        [relation(RECORDING, ended=True)],
        [relation("../../evil")],
        [{"target-type": "release", "release": {"id": RECORDING}}],
        [relation(RECORDING, recording={"id": RECORDING, "video": True})],
        "none",
    ],
    ids=["none", "ended", "no id", "a release", "a video", "no list"],
)
async def test_a_link_without_a_recording_is_missing(
    server: MusicBrainzServer, musicbrainz: MusicBrainz, relations: Any
) -> None:
    server.links[TRACK] = relations
    with pytest.raises(Missing):
        await musicbrainz.track(TRACK, deadline=soon())
    assert server.called() == 1


@pytest.mark.parametrize("id", [GONE, LONELY])
async def test_a_link_it_does_not_know_is_missing_and_is_not_asked_twice(
    server: MusicBrainzServer, musicbrainz: MusicBrainz, id: str
) -> None:
    for _ in range(2):
        with pytest.raises(Missing):
            await musicbrainz.track(id, deadline=soon())
    assert server.called() == 1


async def test_a_recording_that_went_is_missing(server: MusicBrainzServer, musicbrainz: MusicBrainz) -> None:
    server.recordings.clear()
    with pytest.raises(Missing):
        await musicbrainz.track(TRACK, deadline=soon())


@pytest.mark.parametrize(
    ("field", "sent", "attribute", "read"),
    [
        ("isrcs", [], "isrc", ""),
        ("isrcs", None, "isrc", ""),
        ("isrcs", [None, "bad", "GBAYE9800346"], "isrc", "GBAYE9800346"),
        ("length", None, "seconds", None),
        ("artist-credit", None, "artists", ()),
    ],
)
async def test_odd_fields_count_as_absent(
    server: MusicBrainzServer, musicbrainz: MusicBrainz, field: str, sent: object, attribute: str, read: object
) -> None:
    server.recordings[RECORDING] |= {field: sent}
    assert getattr(await musicbrainz.track(TRACK, deadline=soon()), attribute) == read


@pytest.mark.parametrize("name", TROUBLE)
async def test_trouble_of_every_kind_gives_no_track_and_ends_soon(
    server: MusicBrainzServer, musicbrainz: MusicBrainz, name: str
) -> None:
    for path in ("/ws/2/url", "/ws/2/recording"):
        server.plan(path, TROUBLE[name], TROUBLE[name])
    begun = time.monotonic()
    with pytest.raises(Missing if name == "no fields" else Failed):
        await musicbrainz.track(TRACK, deadline=soon())
    assert time.monotonic() - begun < 2.0


@pytest.mark.parametrize("name", TROUBLE)
async def test_trouble_with_the_second_question_gives_no_track_either(
    server: MusicBrainzServer, musicbrainz: MusicBrainz, name: str
) -> None:
    server.plan("/ws/2/recording", TROUBLE[name], TROUBLE[name])
    with pytest.raises(Failed):
        await musicbrainz.track(TRACK, deadline=soon())
