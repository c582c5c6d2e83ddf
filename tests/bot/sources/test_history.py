"""Accounts elsewhere, through the client, against doubles that refuse as the real ones do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bot import words
from bot.config import Settings
from bot.listening import Accounts, Listening
from bot.listening.values import Span
from bot.sources import lastfm, listenbrainz
from bot.sources.client import Client, Deadline, Failed, Missing
from bot.sources.history import histories, services_of
from bot.sources.lastfm import LastFm
from bot.sources.listenbrainz import ListenBrainz
from bot.sources.scrobble import Private, Scrobble
from bot.store import Store
from tests.platforms.history_servers import KEY, TRACK, LastFmServer, ListenBrainzServer, listen, track
from tests.platforms.service import TROUBLE, Answer, serving

NOW = 1_795_000_000
ANN = "discord:11"


@pytest.fixture
async def brainz() -> AsyncIterator[ListenBrainzServer]:
    async with serving(ListenBrainzServer()) as server:
        yield server


@pytest.fixture
async def fm() -> AsyncIterator[LastFmServer]:
    async with serving(LastFmServer()) as server:
        yield server


@pytest.fixture
async def client(brainz: ListenBrainzServer, fm: LastFmServer) -> AsyncIterator[Client]:
    hosts = [replace(listenbrainz.HOST, base=brainz.origin), replace(lastfm.HOST, base=fm.origin)]
    client = Client([replace(host, timeout=0.4) for host in hosts])
    await client.start()
    yield client
    await client.close()


def soon() -> Deadline:
    return Deadline.after(5.0)


async def test_listenbrainz_tells_what_is_new_in_order(client: Client, brainz: ListenBrainzServer) -> None:
    brainz.accounts["ann"] = [
        listen("Old", NOW - 90),
        listen(
            "Second", NOW - 10, artist_names=["Mira Vale", "Otto"], spotify_id=f"https://open.spotify.com/track/{TRACK}"
        ),
        listen("First", NOW - 50, spotify_id="https://example.com/track/1"),
        listen("", NOW - 5),
        {"listened_at": None, "track_metadata": None},
    ]
    brainz.accounts["ann"].pop()
    told = await ListenBrainz(client).after("ann", NOW - 90, deadline=soon())
    assert told == [
        Scrobble("First", ("Mira Vale feat. Otto",), NOW - 50),
        Scrobble("Second", ("Mira Vale", "Otto"), NOW - 10, f"https://open.spotify.com/track/{TRACK}"),
    ]
    with pytest.raises(Missing):
        await ListenBrainz(client).after("nobody", 0, deadline=soon())


async def test_lastfm_tells_what_was_played_and_not_what_is_playing(client: Client, fm: LastFmServer) -> None:
    fm.accounts["ann"] = [track("First", NOW - 50), track("Second", NOW - 10), track("Now", None)]
    told = await LastFm(client, KEY).after("ann", NOW - 51, deadline=soon())
    assert [(each.title, each.artists, each.at) for each in told] == [
        ("First", ("Mira Vale",), NOW - 50),
        ("Second", ("Mira Vale",), NOW - 10),
    ]
    fm.accounts["ann"] = [track("Alone", NOW)]
    assert [each.title for each in await LastFm(client, KEY).after("ann", 0, deadline=soon())] == ["Alone"]
    absurd = track("Absurd", NOW) | {"date": {"uts": "9" * 5000}}
    fm.plan("/2.0/", Answer(200, {"recenttracks": {"track": [absurd, track("Sound", NOW)]}}))
    assert [each.title for each in await LastFm(client, KEY).after("ann", 1, deadline=soon())] == ["Sound"]
    fm.accounts["ann"] = []
    assert await LastFm(client, KEY).after("ann", 0, deadline=soon()) == []


async def test_lastfm_tells_hidden_and_unknown_accounts_apart(client: Client, fm: LastFmServer) -> None:
    fm.hidden.add("shy")
    with pytest.raises(Private):
        await LastFm(client, KEY).after("shy", 0, deadline=soon())
    with pytest.raises(Missing) as caught:
        await LastFm(client, KEY).after("nobody", 0, deadline=soon())
    assert not isinstance(caught.value, Private)
    with pytest.raises(Failed):
        await LastFm(client, "wrong").after("ann", 0, deadline=soon())


@pytest.mark.parametrize(("number", "resting"), [(29, True), (26, True), (16, False), (11, False)])
async def test_lastfms_errors_come_with_any_status(
    client: Client, fm: LastFmServer, number: int, resting: bool
) -> None:
    fm.plan("/2.0/", Answer(200, {"error": number, "message": "no"}))
    with pytest.raises(Failed) as caught:
        await LastFm(client, KEY).after("ann", 0, deadline=soon())
    assert (caught.value.until is not None) == resting


async def test_listenbrainz_says_in_its_own_header_how_long_to_wait(client: Client, brainz: ListenBrainzServer) -> None:
    brainz.plan("/1/", Answer(429, {"code": 429, "error": "slow down"}, {"X-RateLimit-Reset-In": "7"}))
    for _ in range(3):
        with pytest.raises(Failed) as caught:
            await ListenBrainz(client).after("ann", 0, deadline=soon())
        assert caught.value.until is not None
    assert brainz.called() == 1  # it is left alone meanwhile


@pytest.mark.parametrize("trouble", TROUBLE)
async def test_every_trouble_is_a_failure(
    client: Client, brainz: ListenBrainzServer, fm: LastFmServer, trouble: str
) -> None:
    brainz.plan("/", *[TROUBLE[trouble]] * 2)
    fm.plan("/", *[TROUBLE[trouble]] * 2)
    with pytest.raises((Failed, Missing)):
        await ListenBrainz(client).after("ann", 0, deadline=soon())
    with pytest.raises((Failed, Missing)):
        await LastFm(client, KEY).after("ann", 0, deadline=soon())


def test_what_is_set_up_can_be_linked() -> None:
    def told(**settings: object) -> tuple[str, ...]:
        return services_of(Settings(_env_file=None, **settings))  # type: ignore[arg-type]

    assert told() == ("listenbrainz",)
    assert told(slate_listenbrainz=False) == ()
    assert told(lastfm_api_key=KEY) == ("listenbrainz",)  # its terms allow non-commercial use only
    assert told(lastfm_api_key=KEY, slate_noncommercial=True) == ("listenbrainz", "lastfm")


# what is read of linked accounts


class World:
    """A store in which Ann listens, and both services."""

    def __init__(self, store: Store, now: list[int]) -> None:
        self.store = store
        self.now = now
        self.listening = Listening(store, clock=lambda: float(now[0]))

    async def titles(self) -> dict[str, int]:
        span = Span.of("week", self.now[0], "UTC")
        return {each.tune.title: each.plays for each in await self.listening.top("a", span, 9)}


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    store = Store(tmp_path)
    await store.open()
    await store.change_preferences("a", lambda chosen: replace(chosen, listening=True))
    world = World(store, [NOW])
    await world.listening.join(ANN, "a", "Ann")
    yield world
    await store.close()


async def test_an_account_is_read_from_where_it_was_left_off(
    world: World, brainz: ListenBrainzServer, fm: LastFmServer
) -> None:
    settings = Settings(  # type: ignore[call-arg]
        _env_file=None,
        listenbrainz_base=brainz.origin,
        lastfm_base=fm.origin,
        lastfm_api_key=KEY,  # type: ignore[arg-type]
        slate_noncommercial=True,
    )
    brainz.accounts["ann"] = [listen("Before", NOW - 90)]
    await world.listening.link(ANN, "listenbrainz", "ann")
    async with histories(settings) as services:
        accounts = Accounts(world.listening, world.store, services)
        assert await accounts.step()
        assert not await accounts.step()  # a few times an hour is enough
        assert await world.titles() == {}  # what was listened to before is nobody's business
        brainz.accounts["ann"] += [listen("One", NOW + 100), listen("Two", NOW + 200)]
        world.now[0] = NOW + 700
        assert await accounts.step()
        assert await world.titles() == {"One": 1, "Two": 1}
        world.now[0] = NOW + 1400
        await accounts.step()
        assert [call.query["min_ts"] for call in brainz.calls] == [str(NOW), str(NOW), str(NOW + 200)]
        fm.accounts["ann"] = [track("One", NOW + 110), track("Three", NOW + 2300)]  # told by both, and something else
        world.now[0] = NOW + 2000
        await world.listening.link(ANN, "lastfm", "ann")
        world.now[0] = NOW + 2700
        while await accounts.step():
            pass
        assert await world.titles() == {"One": 1, "Three": 1, "Two": 1}
    assert len(brainz.calls) == 4


class Broken:
    """A service whose answers nobody can read."""

    async def after(self, name: str, moment: int, *, deadline: Deadline) -> list[Scrobble]:
        """Fail as only a bug does."""
        raise RuntimeError(name)


async def test_an_account_that_meets_a_bug_lets_the_others_go_on(world: World) -> None:
    await world.listening.link(ANN, "listenbrainz", "ann")
    await world.listening.link(ANN, "lastfm", "ann")
    accounts = Accounts(world.listening, world.store, {"listenbrainz": Broken()})
    worked = []
    for _ in range(3):
        with suppress(RuntimeError):
            worked.append(await accounts.step())
    assert worked == [True, False], "one fails, one is read, and none is due"


async def test_hidden_unknown_and_silent_accounts_are_explained(world: World, fm: LastFmServer) -> None:
    client = Client([replace(lastfm.HOST, base=fm.origin, timeout=0.4)])
    await client.start()
    accounts = Accounts(world.listening, world.store, {"lastfm": LastFm(client, KEY)})
    fm.hidden.add("ann")
    for name, planned, told in (
        ("ann", (), "private"),
        ("nobody", (), "no such account"),
        ("ben", (Answer(200, {"error": 16, "message": "try later"}),), "again"),
    ):
        fm.plan("/", *planned)
        await world.listening.link(ANN, "lastfm", name)
        assert await accounts.step()
        [account] = await world.listening.accounts(ANN)
        assert told in words.account_fact(account.service, account.name, account.trouble).value
    fm.accounts["ben"] = [track("Late", NOW + 900)]
    world.now[0] = NOW + 1000
    await accounts.step()
    assert (await world.listening.accounts(ANN))[0].trouble == ""
    assert await world.titles() == {"Late": 1}
    await client.close()


async def test_who_paused_or_left_is_not_asked_about(world: World, brainz: ListenBrainzServer) -> None:
    await world.listening.link(ANN, "listenbrainz", "ann")
    await world.listening.pause(ANN, "a")
    accounts = Accounts(world.listening, world.store, {})
    assert not await accounts.step()
    await world.listening.pause(ANN, "a", False)
    assert await accounts.step()  # a service that is set up no longer is not asked
    assert brainz.calls == []
