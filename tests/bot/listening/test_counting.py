"""What counts as a listen: once, long enough, for those who take part, and never what is hidden."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.listening import Listening, Playing, Turntable
from bot.listening.values import Hidden, Listen, Span, day_of
from bot.store import Store

NOW = 1_795_000_000  # 18 November 2026, 11:06 UTC
ANN, BEN = "discord:11", "discord:12"
SPAN = Span.of("week", NOW, "UTC")
SONG = Listen(ANN, "Glass Tide", ("Mira Vale",), NOW - 600)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = Store(tmp_path)
    await store.open()
    for server in ("a", "b"):
        await store.change_preferences(server, lambda chosen: replace(chosen, listening=True))
    yield store
    await store.close()


@pytest.fixture
async def listening(store: Store, clock: Clock) -> Listening:
    listening = Listening(store, clock=clock)
    await listening.ready()
    return listening


async def plays(listening: Listening, server: str = "a") -> dict[str, int]:
    return {each.tune.title: each.plays for each in await listening.top(server, SPAN, 100)}


async def test_only_who_joined_is_counted_and_only_where(listening: Listening, store: Store) -> None:
    assert await listening.note([SONG]) == 0
    await listening.join(ANN, "a", "Ann")
    assert await listening.note([SONG, replace(SONG, person=BEN)]) == 1
    assert await plays(listening) == {"Glass Tide": 1}
    assert await plays(listening, "b") == {}
    await listening.join(ANN, "b", "Ann")
    assert await listening.note([replace(SONG, at=NOW - 300)]) == 2  # heard once, and it counts in both servers
    assert [each.plays for each in await listening.top_of(ANN, SPAN, "UTC", 5)] == [2]
    assert await listening.note([replace(SONG, at=NOW, server="b")]) == 1
    await store.change_preferences("b", lambda chosen: replace(chosen, listening=False))
    assert await listening.note([replace(SONG, at=NOW - 100, title="Other")]) == 1
    assert await plays(listening) == {"Glass Tide": 2, "Other": 1}


async def test_one_listening_told_by_two_sources_counts_once(listening: Listening) -> None:
    await listening.join(ANN, "a", "Ann")
    told = [
        SONG,
        replace(SONG, at=SONG.at + 40, artists=("mira vale",)),
        replace(SONG, at=SONG.at - 60, title="Glass Tide (2011 Remaster)"),
        replace(SONG, at=SONG.at + 20, artists=("Mira Vale", "Otto"), title="Glass Tide (feat. Otto)"),
    ]
    assert await listening.note(told) == 1
    assert await listening.note([replace(SONG, at=SONG.at + 30, title="Glass Tide - Live")]) == 1  # another recording
    assert await listening.note([replace(SONG, at=SONG.at + 200)]) == 1  # heard again
    assert await plays(listening) == {"Glass Tide": 2, "Glass Tide - Live": 1}


async def test_what_is_hidden_goes_and_does_not_come_back(listening: Listening) -> None:
    await listening.join(ANN, "a", "Ann")
    other = replace(SONG, title="Harbour", at=NOW - 5000)
    await listening.note([SONG, other, replace(other, at=NOW - 9000)])
    assert await listening.hide(ANN, Hidden("MIRA VALE", "Harbour")) == 2
    assert await listening.note([replace(other, at=NOW)]) == 0
    assert await plays(listening) == {"Glass Tide": 1}
    assert await listening.hide(ANN, Hidden("Mira Vale")) == 1
    assert await listening.note([SONG, replace(SONG, artists=("Otto", "Mira Vale"))]) == 0
    assert await plays(listening) == {}
    assert await listening.hidden(ANN) == (Hidden("MIRA VALE", "Harbour"), Hidden("Mira Vale"))
    assert await listening.unhide(ANN, Hidden("mira vale"))
    assert not await listening.unhide(ANN, Hidden("mira vale"))
    assert await listening.note([SONG]) == 1


async def test_any_artist_hides_and_a_file_without_one_is_hidden_by_its_name(listening: Listening) -> None:
    await listening.join(ANN, "a", "Ann")
    both = replace(SONG, artists=("Otto", "Mira Vale"))
    file = replace(SONG, title="my own mix", artists=(), song="ab" * 8)
    assert await listening.note([both, file]) == 2
    assert await listening.hide(ANN, Hidden("Mira Vale")) == 1
    assert await listening.hide(ANN, Hidden("My own mix")) == 1
    assert await listening.note([replace(both, at=NOW), replace(file, at=NOW)]) == 0
    assert await plays(listening) == {}


async def test_leaving_and_pausing(listening: Listening) -> None:
    for person in (ANN, BEN):
        await listening.join(person, "a", person)
        await listening.note([replace(SONG, person=person)])
    assert await plays(listening) == {"Glass Tide": 2}
    await listening.pause(ANN, "a")
    assert not listening.counts(ANN)
    assert await listening.note([replace(SONG, at=NOW)]) == 0
    assert await listening.leave(BEN, "a") == 1
    assert await plays(listening) == {"Glass Tide": 1}
    await listening.join(ANN, "a", "Ann")  # to join again is to go on
    assert await listening.note([replace(SONG, at=NOW)]) == 1
    assert await listening.leave(ANN, "a") == 2
    assert await plays(listening) == {}
    assert await listening.member(ANN, "a") is None


async def test_who_is_blocked_is_not_in_the_servers_pictures_but_in_their_own(listening: Listening) -> None:
    for person in (ANN, BEN):
        await listening.join(person, "a", person)
    before = [SONG, replace(SONG, person=BEN), replace(SONG, person=BEN, title="Harbour")]
    await listening.note(before)
    await listening.block("a", BEN, True)
    await listening.note([replace(SONG, person=BEN, at=NOW)])
    assert await plays(listening) == {"Glass Tide": 1}
    assert {each.tune.title: each.plays for each in await listening.top_of(BEN, SPAN, "UTC", 5)} == {
        "Glass Tide": 2,
        "Harbour": 1,
    }
    [told] = await listening.with_listeners("a", SPAN, await listening.top("a", SPAN, 5))
    assert told.listeners == 1
    await listening.leave(BEN, "a")
    await listening.join(BEN, "a", "Ben")  # to leave and to join is no way around it
    await listening.note([replace(SONG, person=BEN)])
    assert await plays(listening) == {"Glass Tide": 1}
    await listening.block("a", BEN, False)
    assert await plays(listening) == {"Glass Tide": 2}


async def test_the_tally_is_always_the_sum_of_the_listens(listening: Listening, store: Store, tmp_path: Path) -> None:
    for number in range(6):
        await listening.join(f"p{number}", "ab"[number % 2], "x")
    for number in range(200):
        title, at = f"Song {number % 17}", NOW - 3000 * number
        await listening.note([Listen(f"p{number % 6}", title, ("A",), at)])
    await listening.block("a", "p0", True)
    await listening.hide("p1", Hidden("A", "Song 3"))
    await listening.leave("p2", "a")
    await listening.block("a", "p0", False)
    await listening.block("b", "p3", True)
    await store.listens.forget_before(NOW - 400_000)
    with sqlite3.connect(tmp_path / "slate.db") as db:
        counted = """
            select server, day, tune, count(*) from listens join listeners on key = listener
            where not blocked group by 1, 2, 3 order by 1, 2, 3
        """
        assert db.execute("select * from tally order by 1, 2, 3").fetchall() == db.execute(counted).fetchall()
        assert db.execute("select count(*) from listens where at < ?", [NOW - 400_000]).fetchone() == (0,)
        assert db.execute("select count(*) from tally").fetchone()[0] > 20
    db.close()


async def test_names_are_told_only_of_those_who_want_it(listening: Listening) -> None:
    for person in (ANN, BEN):
        await listening.join(person, "a", person)
        await listening.note([replace(SONG, person=person)])
    await listening.show_name(BEN, "a", True, "Ben")
    before = listening.withdrawals("a")
    [told] = await listening.with_listeners("a", SPAN, await listening.top("a", SPAN, 5))
    assert (told.listeners, told.names) == (2, ("Ben",))
    await listening.show_name(BEN, "a", False, "Ben")
    assert listening.withdrawals("a") > before


async def test_days_and_weeks_begin_by_the_servers_clock(listening: Listening, store: Store) -> None:
    await store.change_preferences("a", lambda chosen: replace(chosen, zone="Pacific/Auckland"))
    for server in ("a", "b"):
        await listening.join(ANN, server, "Ann")
    late = 1_794_999_000 - 1_794_999_000 % 86400 + 86400 - 600  # ten minutes before midnight, UTC
    await listening.note([replace(SONG, at=late - 86400)])
    day = day_of(late - 86400, "UTC")
    assert await listening.totals("b", Span(day, day)) == (1, 1)
    assert await listening.totals("a", Span(day, day)) == (0, 0)  # in Auckland it is tomorrow
    begins, ends = Span(day_of(1_774_700_000, "Europe/Berlin"), day_of(1_774_780_000, "Europe/Berlin")).seconds(
        "Europe/Berlin"
    )
    assert ends - begins == 47 * 3600  # the night when the clock goes forward is in it


async def test_what_is_old_goes_and_what_is_from_the_future_is_from_now(listening: Listening, clock: Clock) -> None:
    await listening.join(ANN, "a", "Ann")
    assert await listening.note([replace(SONG, at=NOW - 91 * 86400), replace(SONG, title="  ")]) == 0
    await listening.note([replace(SONG, at=NOW + 9000)])
    assert await plays(listening) == {"Glass Tide": 1}
    clock.now += 91 * 86400
    await listening.tidy()
    assert await plays(listening) == {}


# what is playing


class Table:
    """A turntable with its clock, and what it counted."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.noted: list[tuple[str, str]] = []
        self.turntable = Turntable(lambda person: person != "stranger", self.note, clock)

    async def note(self, listens: object) -> None:
        assert isinstance(listens, list)
        self.noted += [(each.person, each.title) for each in listens]

    async def after(self, seconds: float) -> list[tuple[str, str]]:
        self.clock.now += seconds
        await self.turntable.look()
        noted, self.noted = self.noted, []
        return noted


def song(title: str, started: float = NOW, length: float = 200.0, person: str = ANN, server: str = "a") -> Playing:
    ends = started + length if length else 0.0
    return Playing(person, title, ("Mira Vale",), started, ends, servers=frozenset({server}))


async def test_a_song_counts_after_thirty_seconds_and_once(clock: Clock) -> None:
    table = Table(clock)
    for _ in range(5):  # once for every server they share with the bot
        table.turntable.play(ANN, song("a"))
    table.turntable.play("stranger", song("a", person="stranger"))
    assert await table.after(29) == []
    assert await table.after(1) == [(ANN, "a")]
    table.turntable.play(ANN, song("a"))
    assert await table.after(100) == []


async def test_a_song_counts_only_in_the_servers_where_it_was_seen(clock: Clock, listening: Listening) -> None:
    for server in ("a", "b"):
        await listening.join(ANN, server, "Ann")
    turntable = Turntable(listening.counts, listening.note, clock)
    turntable.play(ANN, song("both", server="a"))
    turntable.play(ANN, song("both", server="b"))
    clock.now += 31
    await turntable.look()
    turntable.play(ANN, song("after she left b", started=clock.now, server="a"))
    clock.now += 31
    await turntable.look()
    assert await plays(listening, "a") == {"both": 1, "after she left b": 1}
    assert await plays(listening, "b") == {"both": 1}


async def test_a_short_song_counts_after_half_of_it(clock: Clock) -> None:
    table = Table(clock)
    table.turntable.play(ANN, song("short", length=40.0))
    assert await table.after(19) == []
    assert await table.after(1) == [(ANN, "short")]
    table.turntable.play(ANN, song("endless", started=clock.now, length=0.0))
    assert await table.after(29) == []
    assert await table.after(1) == [(ANN, "endless")]


async def test_what_is_skipped_does_not_count_and_what_just_ended_does(clock: Clock) -> None:
    table = Table(clock)
    table.turntable.play(ANN, song("skipped"))
    clock.now += 10
    table.turntable.play(ANN, song("heard", started=clock.now))
    clock.now += 31
    table.turntable.play(ANN, song("next", started=clock.now))  # before anybody looked
    assert await table.after(0) == [(ANN, "heard")]
    table.turntable.play(ANN, None)
    assert await table.after(60) == []


async def test_what_began_hours_ago_is_over_and_who_leaves_is_forgotten(clock: Clock) -> None:
    table = Table(clock)
    table.turntable.play(ANN, song("stale", started=NOW - 7200))
    table.turntable.play(BEN, song("mine", person=BEN))
    await table.turntable.forget(BEN)
    assert await table.after(60) == []


async def test_a_song_of_which_nobody_tells_when_it_began_counts_once(clock: Clock) -> None:
    table = Table(clock)
    untold = song("a", started=0.0, length=0.0)
    table.turntable.play(ANN, untold)
    clock.now += 20
    table.turntable.play(ANN, untold)  # told again, for another server
    assert await table.after(10) == [(ANN, "a")]
    table.turntable.play(ANN, untold)
    assert await table.after(60) == []


async def test_a_song_that_was_paused_counts_once(clock: Clock, listening: Listening) -> None:
    await listening.join(ANN, "a", "Ann")
    turntable = Turntable(listening.counts, listening.note, clock)
    turntable.play(ANN, song("long"))
    clock.now += 40
    await turntable.look()
    turntable.play(ANN, None)
    clock.now += 150  # and goes on: a platform then says that it began later
    turntable.play(ANN, song("long", started=NOW + 150))
    clock.now += 40
    await turntable.look()
    assert await plays(listening) == {"long": 1}
    turntable.play(ANN, song("long", started=NOW + 350))  # again
    clock.now = NOW + 400.0
    await turntable.look()
    assert await plays(listening) == {"long": 2}


async def test_a_storm_of_presences_costs_next_to_nothing(listening: Listening, clock: Clock) -> None:
    """Somebody who is in 500 servers with the bot is told of 500 times; most people never joined."""
    await listening.join(ANN, "a", "Ann")
    turntable = Turntable(listening.counts, listening.note, clock)
    playing, strangers = song("a"), [song("b", person=f"discord:9{number}") for number in range(100)]
    before = time.process_time()
    for _ in range(500):
        turntable.play(ANN, playing)
        for stranger in strangers:
            turntable.play(stranger.person, stranger)
    assert (time.process_time() - before) / 50_500 < 20e-6  # s; it is below 1 µs
    clock.now += 40
    await turntable.look()
    assert await plays(listening) == {"a": 1}
    assert len(turntable._playing) + len(turntable._counted) == 1  # nothing is known of strangers


async def test_a_thousand_listeners_are_counted_in_one_go(listening: Listening, clock: Clock) -> None:
    people = [f"discord:{number}" for number in range(1000)]
    for person in people:
        await listening._store.listens.join(person, "a", person, NOW)
    await listening.ready()
    turntable = Turntable(listening.counts, listening.note, clock)
    for number, person in enumerate(people):
        turntable.play(person, song(f"Song {number % 50}", person=person))
    clock.now += 31
    before = time.process_time()
    await turntable.look()
    assert time.process_time() - before < 2.0  # s; it is about a tenth of that
    assert sum((await plays(listening)).values()) == 1000
