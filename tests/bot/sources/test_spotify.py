"""Spotify through spotipy, against a strict double: every way it can go wrong ends in one of two errors, and soon."""

from __future__ import annotations

import asyncio
import gc
import logging
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.sources.client import Deadline, Failed, Missing
from bot.sources.spotify import Spotify
from bot.sources.track import Link, Track
from tests.platforms.service import Answer, serving
from tests.platforms.spotify_server import (
    ALBUM,
    BARE,
    CLIENT,
    GONE,
    LOCAL,
    SECRET,
    TRACK,
    TROUBLE,
    SpotifyServer,
    problem,
    track,
)

PATIENCE = 0.4

GLASS_TIDE = Track(
    "Glass Tide",
    ("Mira Vale", "Otto"),
    201.5,
    "GBAYE9800345",
    f"https://open.spotify.com/track/{TRACK}",
    "Spotify",
)


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def server() -> AsyncIterator[SpotifyServer]:
    async with serving(SpotifyServer()) as server:
        yield server


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def spotify(server: SpotifyServer, clock: Clock) -> AsyncIterator[Spotify]:
    spotify = Spotify(CLIENT, SECRET, server.api, server.token_url, clock=clock, patience=PATIENCE)
    yield spotify
    await spotify.close()


def soon() -> Deadline:
    return Deadline.after(5.0)


async def test_a_track_with_all_that_is_needed(server: SpotifyServer, spotify: Spotify) -> None:
    assert await spotify.track(TRACK, deadline=soon()) == GLASS_TIDE
    assert [(call.method, call.path) for call in server.calls] == [
        ("POST", "/api/token"),
        ("GET", f"/v1/tracks/{TRACK}"),
    ]
    assert spotify.health() == "ok"


async def test_a_track_without_isrc_is_still_a_track(spotify: Spotify) -> None:
    found = await spotify.track(BARE, deadline=soon())
    assert (found.title, found.artists, found.seconds, found.isrc) == ("Undertow", ("Mira Vale",), 187.0, "")


@pytest.mark.parametrize(
    ("field", "sent", "attribute", "read"),
    [
        ("external_ids", None, "isrc", ""),
        ("external_ids", {"isrc": "gb-aye-98-00345"}, "isrc", "GBAYE9800345"),
        ("external_ids", {"isrc": "none"}, "isrc", ""),
        ("external_ids", "GBAYE9800345", "isrc", ""),
        ("duration_ms", "long", "seconds", None),
        ("duration_ms", 0, "seconds", None),
        ("duration_ms", True, "seconds", None),
        ("artists", None, "artists", ()),
        ("artists", [{"name": "A"}, None, {"name": 5}, {"name": "B\n\x07C"}], "artists", ("A", "B C")),
        ("name", " Two\nlines ", "title", "Two lines"),
        ("name", "a\u202eb\ud800c", "title", "abc"),
        ("name", "می\u200cخواهم", "title", "می\u200cخواهم"),
        ("name", "x" * 1000, "title", "x" * 300),
        ("id", GONE, "link", f"https://open.spotify.com/track/{TRACK}"),
    ],
)
async def test_odd_fields_are_read_with_care(
    server: SpotifyServer, spotify: Spotify, field: str, sent: object, attribute: str, read: object
) -> None:
    server.tracks[TRACK] |= {field: sent}
    assert getattr(await spotify.track(TRACK, deadline=soon()), attribute) == read


@pytest.mark.parametrize("id", [GONE, "short", "z" * 22, TRACK + "0", f"spotify:track:{TRACK}", "../search".ljust(22)])
async def test_what_spotify_does_not_know_is_missing(spotify: Spotify, id: str) -> None:
    with pytest.raises(Missing):
        await spotify.track(id, deadline=soon())


async def test_local_and_withdrawn_tracks_are_missing(server: SpotifyServer, spotify: Spotify) -> None:
    server.tracks[BARE]["name"] = ""
    for id in (LOCAL, BARE):
        with pytest.raises(Missing):
            await spotify.track(id, deadline=soon())


async def test_an_album_offers_its_tracks(server: SpotifyServer, spotify: Spotify) -> None:
    items = server.albums[ALBUM]["tracks"]["items"]
    items += [None, {"id": "short", "name": "Odd"}, track(GONE, "", ("Mira Vale",), 1)]
    album = await spotify.album(ALBUM, deadline=soon())
    assert (album.title, album.artists) == ("Low Water", ("Mira Vale",))
    assert [(place, each.title) for place, each in album.tracks] == [
        (Link("track", TRACK), "Glass Tide"),
        (Link("track", BARE), "Undertow"),
    ]


async def test_an_album_without_tracks_is_missing(server: SpotifyServer, spotify: Spotify) -> None:
    server.albums[ALBUM]["tracks"] = None
    with pytest.raises(Missing, match="no tracks"):
        await spotify.album(ALBUM, deadline=soon())


RESTS: dict[str, tuple[str, float | None]] = {
    "token refused": ("does not accept", 300.0),
    "premium lapsed": ("Premium", 3600.0),
    "premium lapsed, as a text": ("Premium", 3600.0),
    "forbidden": ("403", None),
    "too many for 3 s": ("fewer calls", 3.0),
    "too many for a day": ("fewer calls", 86400.0),
    "too many, no word how long": ("fewer calls", 30.0),
    "too many, nonsense how long": ("fewer calls", 30.0),
    "quota": ("quota", 3600.0),
    "error is a text": ("fewer calls", 7.0),
    "error is a page": ("502", None),
    "broken": ("500", None),
    "away": ("503", 9.0),
    "moved": ("302", None),
    "a page": ("no sense", None),
    "a list": ("no sense", None),
    "huge": ("too long", None),
    "silence": ("could not be reached", None),
    "cut": ("could not be reached", None),
    "dripping": ("too slow", None),
    "dead line": ("could not be reached", None),
}
"""What is said of each trouble, and the seconds of rest it takes."""


@pytest.mark.parametrize("name", TROUBLE.keys() - {"unknown"})
async def test_every_trouble_is_told_and_rested_from(
    server: SpotifyServer, spotify: Spotify, clock: Clock, name: str
) -> None:
    why, rest = RESTS[name]
    server.plan("/v1/", TROUBLE[name], *[TROUBLE[name]] * (name == "token refused"))
    begun = time.monotonic()
    with pytest.raises(Failed, match=why) as failed:
        await spotify.track(TRACK, deadline=soon())
    assert time.monotonic() - begun < 1.5
    assert failed.value.until == (None if rest is None else clock.now + rest)
    if rest is None:
        assert await spotify.track(TRACK, deadline=soon()) == GLASS_TIDE
        return
    calls = len(server.calls)
    clock.now += rest - 0.5
    with pytest.raises(Failed, match=why) as resting:
        await spotify.track(BARE, deadline=soon())
    assert resting.value.until == pytest.approx(clock.now + 0.5)
    assert len(server.calls) == calls
    assert why in spotify.health()
    clock.now += 0.5
    assert await spotify.track(TRACK, deadline=soon()) == GLASS_TIDE
    assert spotify.health() == "ok"


TOKEN_TROUBLE: dict[str, tuple[Answer, str, float | None]] = {
    "wrong keys": (Answer(400, {"error": "invalid_client"}), "SPOTIFY_CLIENT_ID", 3600.0),
    "blocked": (Answer(403, "<html>"), "SPOTIFY_CLIENT_ID", 3600.0),
    "too many": (Answer(429, "", {"Retry-After": "4"}), "fewer calls", 4.0),
    "broken": (Answer(500, {"error": "server_error"}), "500", None),
    "a page": (Answer(200, "<html>"), "no sense", None),
    "no token": (Answer(200, {"expires_in": 3600}), "no sense", None),
    "no time": (Answer(200, {"access_token": "token"}), "no sense", None),
    "silence": (Answer(manner="hang"), "could not be reached", None),
    "dead line": (Answer(manner="drop"), "could not be reached", None),
}


@pytest.mark.parametrize("name", TOKEN_TROUBLE)
async def test_every_trouble_with_tokens_is_told(
    server: SpotifyServer, spotify: Spotify, clock: Clock, name: str
) -> None:
    answer, why, rest = TOKEN_TROUBLE[name]
    server.plan("/api/token", answer)
    with pytest.raises(Failed, match=why) as failed:
        await spotify.track(TRACK, deadline=soon())
    assert failed.value.until == (None if rest is None else clock.now + rest)
    assert server.called("/v1") == 0
    clock.now += rest or 0.0
    assert await spotify.track(TRACK, deadline=soon()) == GLASS_TIDE


@pytest.mark.parametrize("secret", ["wrong", "sécret"])
async def test_wrong_keys_are_found_at_the_first_question(server: SpotifyServer, secret: str) -> None:
    spotify = Spotify(CLIENT, secret, server.api, server.token_url)
    with pytest.raises(Failed, match=r"keys|SPOTIFY_CLIENT_SECRET"):
        await spotify.track(TRACK, deadline=soon())
    await spotify.close()


async def test_a_token_is_kept_while_it_lives(server: SpotifyServer, spotify: Spotify) -> None:
    await spotify.track(TRACK, deadline=soon())
    await spotify.track(BARE, deadline=soon())
    assert server.called("/api/token") == 1


async def test_a_token_about_to_end_is_renewed_before_it_is_used(server: SpotifyServer, spotify: Spotify) -> None:
    server.token_life = 30
    await spotify.track(TRACK, deadline=soon())
    server.token_life = 3600
    await spotify.track(BARE, deadline=soon())
    assert {call.headers["Authorization"] for call in server.calls if call.path.endswith(BARE)} <= {
        f"Bearer {token}" for token in list(server.tokens)[-1:]
    }


async def test_a_token_that_is_refused_is_renewed_once_for_all(server: SpotifyServer, spotify: Spotify) -> None:
    await spotify.album(ALBUM, deadline=soon())
    server.forget_tokens()
    server.pause = 0.03
    found = await asyncio.gather(*(spotify.track(id, deadline=soon()) for id in (TRACK, BARE)))
    assert [each.title for each in found] == ["Glass Tide", "Undertow"]
    assert server.called("/api/token") == 2


async def test_the_same_question_is_asked_once(server: SpotifyServer, spotify: Spotify) -> None:
    server.pause = 0.03
    found = await asyncio.gather(*(spotify.track(TRACK, deadline=soon()) for _ in range(20)))
    assert found == [GLASS_TIDE] * 20
    assert server.called("/v1") == server.called("/api/token") == 1


async def test_who_leaves_does_not_stop_the_others(server: SpotifyServer, spotify: Spotify) -> None:
    server.pause = 0.03
    impatient = asyncio.create_task(spotify.track(TRACK, deadline=soon()))
    patient = asyncio.create_task(spotify.track(TRACK, deadline=soon()))
    await asyncio.sleep(0.01)
    impatient.cancel()
    assert await patient == GLASS_TIDE
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_nobody_waits_beyond_the_deadline(server: SpotifyServer, spotify: Spotify) -> None:
    server.pause = 0.1
    with pytest.raises(Failed, match="too long"):
        await spotify.track(TRACK, deadline=Deadline.after(0.02))
    assert server.called("/v1") == 0
    assert await spotify.track(TRACK, deadline=soon()) == GLASS_TIDE
    assert server.called("/v1") == 1
    assert spotify.health() == "ok"


async def test_a_failure_that_nobody_waits_for_makes_no_noise(server: SpotifyServer, spotify: Spotify) -> None:
    noise: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: noise.append(context))
    server.pause = 0.05
    server.plan("/v1/", TROUBLE["broken"])
    with pytest.raises(Failed, match="too long"):
        await spotify.track(TRACK, deadline=Deadline.after(0.02))
    while server.called("/v1") == 0 or server.busy:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.05)
    gc.collect()
    assert noise == []


async def test_who_waits_while_it_is_closed_is_told(server: SpotifyServer) -> None:
    spotify = Spotify(CLIENT, SECRET, server.api, server.token_url)
    server.pause = 0.1
    waits = asyncio.create_task(spotify.track(TRACK, deadline=soon()))
    await asyncio.sleep(0.02)
    await spotify.close()
    with pytest.raises(Failed, match="not asked any more"):
        await waits


async def test_few_calls_are_made_at_the_same_time_and_the_loop_runs_on(
    server: SpotifyServer, spotify: Spotify
) -> None:
    await spotify.track(TRACK, deadline=soon())
    ids = [f"{number:022}" for number in range(12)]
    server.tracks |= {id: track(id, f"Song {id}", ("A",), 1000) for id in ids}
    server.pause = 0.05
    songs = asyncio.gather(*(spotify.track(id, deadline=soon()) for id in ids))
    turns = 0
    while not songs.done():
        await asyncio.sleep(0.002)
        turns += 1
    assert len({each.title for each in await songs}) == 12
    assert server.busiest == 4
    assert turns > 15


@pytest.mark.parametrize(("id", "error", "seconds"), [(TRACK, None, 600.0), (GONE, Missing, 86400.0)])
async def test_answers_and_misses_are_remembered(
    server: SpotifyServer, spotify: Spotify, clock: Clock, id: str, error: type[Missing] | None, seconds: float
) -> None:
    async def ask() -> type[Missing] | None:
        try:
            await spotify.track(id, deadline=soon())
        except Missing:
            return Missing
        return None

    for later, calls in ((0.0, 1), (seconds - 1.0, 1), (2.0, 2)):
        clock.now += later
        assert await ask() is error
        assert server.called("/v1") == calls


async def test_after_four_failures_in_a_row_it_rests(server: SpotifyServer, spotify: Spotify, clock: Clock) -> None:
    server.plan("/v1/", *[problem(500, "Server error")] * 4)
    for _ in range(4):
        with pytest.raises(Failed):
            await spotify.track(TRACK, deadline=soon())
    calls = len(server.calls)
    with pytest.raises(Failed, match="500"):
        await spotify.track(TRACK, deadline=soon())
    assert len(server.calls) == calls
    clock.now += 30.0
    assert await spotify.track(TRACK, deadline=soon()) == GLASS_TIDE


async def test_it_says_why_it_rests_whatever_comes_in_later(server: SpotifyServer, spotify: Spotify) -> None:
    await spotify.track(BARE, deadline=soon())
    server.plan(f"/v1/tracks/{TRACK}", TROUBLE["quota"])
    server.plan(f"/v1/tracks/{GONE}", replace(TROUBLE["unknown"], delay=0.1))
    server.plan(f"/v1/tracks/{LOCAL}", replace(TROUBLE["broken"], delay=0.1))
    asked = (spotify.track(id, deadline=soon()) for id in (TRACK, GONE, LOCAL))
    said = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(error) for error in said] == [Failed, Missing, Failed]
    assert "quota" in spotify.health()
    with pytest.raises(Failed, match="quota"):
        await spotify.album(ALBUM, deadline=soon())


async def test_neither_keys_nor_tokens_are_logged_or_written(
    server: SpotifyServer,
    spotify: Spotify,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    caplog.set_level(logging.DEBUG)
    await spotify.track(TRACK, deadline=soon())
    authorized = [call.headers["Authorization"].split()[1] for call in server.calls]
    assert len(authorized) == 2
    assert not [secret for secret in (SECRET, *authorized) if secret in caplog.text]
    assert not list(tmp_path.iterdir())


async def test_a_netrc_does_not_replace_the_token(
    server: SpotifyServer, spotify: Spotify, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    assert await spotify.track(TRACK, deadline=soon()) == GLASS_TIDE


async def test_a_closed_port_is_a_failure() -> None:
    spotify = Spotify(CLIENT, SECRET, "http://127.0.0.1:9/v1", "http://127.0.0.1:9/api/token")
    with pytest.raises(Failed, match="could not be reached"):
        await spotify.track(TRACK, deadline=soon())
    await spotify.close()
