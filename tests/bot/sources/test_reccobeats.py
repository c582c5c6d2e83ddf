"""ReccoBeats through the client, against a strict double."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from bot.sources.client import Client, Deadline, Failed, Missing
from bot.sources.reccobeats import COLUMNS, HOST, ReccoBeats
from bot.sources.track import Track
from tests.platforms.reccobeats_server import GONE, ISRC, TRACK, ReccoBeatsServer, features, row
from tests.platforms.service import TROUBLE, Answer, serving

GLASS_TIDE = Track("Glass Tide", ("Mira Vale",), 201.5, ISRC, f"https://open.spotify.com/track/{TRACK}", "ReccoBeats")


@pytest.fixture
async def server() -> AsyncIterator[ReccoBeatsServer]:
    async with serving(ReccoBeatsServer()) as server:
        yield server


@pytest.fixture
async def reccobeats(server: ReccoBeatsServer) -> AsyncIterator[ReccoBeats]:
    client = Client([replace(HOST, base=server.origin, timeout=0.4)])
    await client.start()
    yield ReccoBeats(client)
    await client.close()


def soon() -> Deadline:
    return Deadline.after(5.0)


async def test_a_track_by_its_spotify_id(server: ReccoBeatsServer, reccobeats: ReccoBeats) -> None:
    assert await reccobeats.track(TRACK, deadline=soon()) == GLASS_TIDE
    assert [(call.path, call.query) for call in server.calls] == [("/v1/track", {"ids": TRACK})]


async def test_of_several_rows_the_one_with_the_link_is_taken(server: ReccoBeatsServer, reccobeats: ReccoBeats) -> None:
    right = row(TRACK, "Glass Tide") | {"href": f"https://open.spotify.com/track/{TRACK}?si=1"}
    server.tracks[TRACK] = [row(GONE, "Glass Tide (Live)"), None, {}, right]
    assert await reccobeats.track(TRACK, deadline=soon()) == GLASS_TIDE


@pytest.mark.parametrize(
    "rows",
    [[], [row(GONE, "Another")], [row(TRACK[:-1], "Another")], [row(TRACK, "Glass Tide") | {"href": None}], ["row"]],
    ids=["no row", "another song", "a shorter id", "no link", "no object"],
)
async def test_what_it_does_not_know_is_missing(
    server: ReccoBeatsServer, reccobeats: ReccoBeats, rows: list[Any]
) -> None:
    server.tracks[TRACK] = rows
    with pytest.raises(Missing):
        await reccobeats.track(TRACK, deadline=soon())


@pytest.mark.parametrize(
    ("field", "sent", "attribute", "read"),
    [
        ("isrc", None, "isrc", ""),
        ("isrc", "unknown", "isrc", ""),
        ("durationMs", None, "seconds", None),
        ("durationMs", -1, "seconds", None),
        ("artists", None, "artists", ()),
        ("artists", [{"name": ""}, {"name": "Otto"}], "artists", ("Otto",)),
    ],
)
async def test_odd_fields_count_as_absent(
    server: ReccoBeatsServer, reccobeats: ReccoBeats, field: str, sent: object, attribute: str, read: object
) -> None:
    server.tracks[TRACK][0] |= {field: sent}
    assert getattr(await reccobeats.track(TRACK, deadline=soon()), attribute) == read


async def test_a_track_without_a_title_is_a_failure(server: ReccoBeatsServer, reccobeats: ReccoBeats) -> None:
    server.tracks[TRACK][0] |= {"trackTitle": None}
    with pytest.raises(Failed, match="no title"):
        await reccobeats.track(TRACK, deadline=soon())


@pytest.mark.parametrize("id", [TRACK, ISRC])
async def test_features_by_id_and_by_isrc(server: ReccoBeatsServer, reccobeats: ReccoBeats, id: str) -> None:
    found = await reccobeats.features(id, deadline=soon())
    assert found == {name: features(TRACK)[name] for name in COLUMNS}
    assert server.calls[-1].query == {"ids": id}


@pytest.mark.parametrize(
    ("field", "sent"),
    [("tempo", 0.0), ("loudness", None), ("speechiness", 1.5), ("liveness", "much"), ("danceability", True)],
)
async def test_a_feature_that_makes_no_sense_is_left_out(
    server: ReccoBeatsServer, reccobeats: ReccoBeats, field: str, sent: object
) -> None:
    server.features[TRACK][0] |= {field: sent}
    assert (await reccobeats.features(TRACK, deadline=soon())).keys() == COLUMNS.keys() - {field}


@pytest.mark.parametrize(
    "rows",
    [[], [features(TRACK) | {"valence": None}], [features(TRACK) | {"energy": -1}], [features(GONE, "USAAA0000001")]],
    ids=["no row", "no valence", "no energy", "another song"],
)
@pytest.mark.parametrize("id", [TRACK, ISRC])
async def test_features_that_tell_no_mood_are_missing(
    server: ReccoBeatsServer, reccobeats: ReccoBeats, rows: list[Any], id: str
) -> None:
    server.features[id] = rows
    with pytest.raises(Missing):
        await reccobeats.features(id, deadline=soon())


async def test_of_several_recordings_under_an_isrc_the_first_that_is_known_speaks(
    server: ReccoBeatsServer, reccobeats: ReccoBeats
) -> None:
    blank = features(GONE) | dict.fromkeys(COLUMNS)
    server.features[ISRC] = [blank, features(TRACK) | {"valence": 0.9}, features(TRACK)]
    assert (await reccobeats.features(ISRC, deadline=soon()))["valence"] == 0.9


@pytest.mark.parametrize("name", TROUBLE)
@pytest.mark.parametrize("method", ["track", "features"])
async def test_trouble_of_every_kind_is_a_failure_and_ends_soon(
    server: ReccoBeatsServer, reccobeats: ReccoBeats, method: str, name: str
) -> None:
    server.plan("/v1/", TROUBLE[name], TROUBLE[name])
    begun = time.monotonic()
    with pytest.raises(Failed):
        await getattr(reccobeats, method)(TRACK, deadline=soon())
    assert time.monotonic() - begun < 2.0
    assert server.called() <= 2


async def test_too_many_calls_are_followed_by_the_rest_that_it_asks_for(
    server: ReccoBeatsServer, reccobeats: ReccoBeats
) -> None:
    server.plan("/v1/", Answer(429, "", {"Retry-After": "60"}))
    with pytest.raises(Failed) as failed:
        await reccobeats.track(TRACK, deadline=soon())
    assert failed.value.until == pytest.approx(time.monotonic() + 60.0, abs=2.0)
    with pytest.raises(Failed):
        await reccobeats.features(TRACK, deadline=soon())
    assert server.called() == 1
