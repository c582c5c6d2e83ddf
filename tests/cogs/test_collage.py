"""Collages and recaps show what people allowed, as it is when they arrive, and post themselves once a week."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import cogs
from bot import words
from bot.ask import Person
from bot.cog import discover
from bot.listening.values import Hidden, Listen, next_week
from bot.reply import Move, Reply
from bot.schedules import Schedules
from bot.testing import ANN, BEN, HERE, House, house
from engine.api import ENGLISH, Collage, CollageOptions, Labels, Piece, Progress, silent
from engine.fake import FakeEngine, mood_of

FEATURES = discover(cogs)
CARA = Person("memory:cara", "Cara")


async def heard(bot: House, title: str, *people: Person, times: int = 1, days: int = 0) -> None:
    """These people listen to a song."""
    listening = bot.desk.listening
    for person in people:
        for time in range(times):
            at = listening.now - 86400 * days - 400 * time
            await listening.note([Listen(person.id, title, ("Mira Vale",), at, "server")])


async def opened(bot: House, *people: Person) -> None:
    """Listening is on, and these people joined."""
    await bot.ask("listening", action="on")
    for person in people:
        await bot.ask("listening", person=person, action="join")


def pieces(bot: House) -> tuple[tuple[Piece, ...], CollageOptions]:
    """What the engine was last asked to lay out."""
    assert isinstance(bot.engine, FakeEngine)
    told = [call for name, call in bot.engine.calls if name == "collage"][-1]
    assert isinstance(told, tuple)
    return told


def move(reply: Reply, label: str) -> Move:
    return next(each for each in reply.moves if each.label == label)


async def test_the_server_sees_what_was_heard_most_with_names_of_those_who_want_it() -> None:
    async with house(FEATURES) as bot:
        await opened(bot, ANN, BEN)
        await bot.ask("listening", person=BEN, action="name")
        await heard(bot, "Glass Tide", ANN, BEN, times=3)
        await heard(bot, "Harbour", ANN, times=2)
        await heard(bot, "Long ago", ANN, days=20)
        slated = await bot.ask("slate", b"a sound that was heard", person=ANN)
        reply = await bot.ask("collage", person=CARA)
        told, options = pieces(bot)
        assert [(each.title, each.plays, each.caption) for each in told] == [
            ("Glass Tide", 6, "6 plays · Ben"),
            ("Harbour", 2, "2 plays"),
            ("song 1", 1, "1 play"),
        ]
        assert [each.hearing is None for each in told] == [True, True, False]
        assert (options.layout, options.title) == ("paper", "Seven days of listening")
        assert reply.text.startswith("The last seven days here: 9 plays of 3 songs.")
        assert words.title_tiles(2) in reply.text
        assert reply.table
        assert reply.table.rows[0] == ("1", "Mira Vale – Glass Tide", "6", "Ben and 1 more")
        assert reply.table.rows[1][3] == "1"
        assert all(fact.link.startswith("https://") for fact in reply.facts)
        assert not reply.private
        longer = await bot.press(move(reply, "Longer"), CARA)
        assert "thirty days here: 10 plays" in longer.text
        assert (await bot.press(move(reply, "Other layout"), CARA)).files[0].name == "collage-wall.png"
        alone = await bot.ask("collage", person=ANN, who="mine")
        assert alone.table
        assert len(alone.table.columns) == 3  # nobody else is in it
        small = await bot.press(move(await bot.ask("collage", size="1"), "Longer"))
        assert small.table
        assert len(small.table.rows) == 1  # what was asked for stays
        assert slated.text


async def test_the_first_song_can_be_slated_when_it_was_heard() -> None:
    async with house(FEATURES) as bot:
        await opened(bot, ANN)
        slated = await bot.ask("slate", b"some song")
        reply = await bot.ask("collage")
        again = await bot.press(move(reply, "Slate number 1"))
        assert again.text == slated.text


async def test_nothing_to_show_is_said() -> None:
    async with house(FEATURES) as bot:
        assert (await bot.ask("collage", person=BEN)).text == words.listening_is_off(False)
        assert (await bot.ask("recap", person=BEN)).refused
        for feature in ("collage", "recap"):
            assert [each.label for each in (await bot.ask(feature, person=replace(ANN, admin=True))).moves] == [
                "Turn listening on"
            ]
            assert not (await bot.ask(feature, person=replace(BEN, admin=False))).moves
        await opened(bot)
        empty = await bot.ask("collage", person=BEN)
        assert (empty.text, empty.private) == (words.nobody_listened("week"), True)
        assert (await bot.ask("collage", person=BEN, who="mine")).text == words.not_joined()
        await bot.press(empty.moves[-1], BEN)
        assert (await bot.ask("collage", person=BEN, who="mine")).text == words.you_did_not_listen("week")
        for feature in ("collage", "recap"):
            assert "Join" not in [each.label for each in (await bot.ask(feature, person=BEN)).moves]
        await heard(bot, "One", BEN)
        assert (await bot.ask("collage")).text.startswith("The last seven days here: 1 play of 1 song.")
        assert "Most played" not in (await bot.ask("recap")).text  # each was played once
        await heard(bot, "Two", BEN, times=2)
        assert "Most played was “Mira Vale – Two”, 2 times." in (await bot.ask("recap")).text


@pytest.mark.parametrize("title", ["長い夜" * 60, "שיר ארוך מאוד", "🎷🔥", "‮evil", "a" * 300, "&<b>*_`|"])
async def test_any_title_fits(title: str) -> None:
    async with house(FEATURES) as bot:
        await opened(bot, ANN)
        await heard(bot, title, ANN)
        for layout in ("paper", "wall", "moods"):
            assert not (await bot.ask("collage", layout=layout)).refused
        assert not (await bot.ask("recap")).refused


class Slow(FakeEngine):
    """Lets something happen while a collage is made."""

    def __init__(self) -> None:
        super().__init__()
        self.meanwhile: list[object] = []

    async def collage(
        self, pieces: Sequence[Piece], options: CollageOptions, progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Collage:
        """Somebody acts first."""
        if self.meanwhile:
            await self.meanwhile.pop(0)()  # type: ignore[operator]
        return await super().collage(pieces, options, progress, labels)


@pytest.mark.parametrize("feature", ["collage", "recap"])
async def test_who_leaves_while_the_picture_is_made_is_not_in_it(feature: str) -> None:
    engine = Slow()
    async with house(FEATURES, engine) as bot:
        await opened(bot, ANN, BEN)
        await heard(bot, "Mine", ANN, times=2)
        await heard(bot, "Theirs", BEN)
        listening = bot.desk.listening
        engine.meanwhile.append(lambda: listening.leave(BEN.id, "server"))
        await bot.ask(feature)
        told, _ = pieces(bot)
        assert [each.title for each in told] == ["Mine"]
        engine.meanwhile += [lambda: listening.hide(ANN.id, Hidden("Nobody"))] * 5
        assert (await bot.ask(feature)).text == words.changed_meanwhile()


# recaps


async def test_a_recap_tells_the_mood_the_shared_song_and_whose_taste_is_alike() -> None:
    async with house(FEATURES) as bot:
        await opened(bot, ANN, BEN, CARA)
        for person in (ANN, BEN, CARA):
            await bot.ask("listening", person=person, action="name")
        sounds = [f"sound {number}".encode() for number in range(9)]
        for person, first in ((ANN, 0), (BEN, 1), (CARA, 5)):
            for sound in sounds[first : first + 4]:
                await bot.ask("slate", sound, person=person)
        await heard(bot, "Shared", ANN, CARA)
        await heard(bot, "Often", BEN, times=9)
        reply = await bot.ask("recap")
        assert "Most shared was “" in reply.text
        assert "Most alike in taste: Ann and Ben" in reply.text
        _, options = pieces(bot)
        assert options.layout == "moods"
        await bot.ask("listening", person=ANN, action="unname")
        await bot.ask("listening", person=BEN, action="unname")
        assert "alike in taste" not in (await bot.ask("recap")).text


def test_moods_are_named_by_where_they_lie() -> None:
    assert words.mood_of_server(0.6, 0.5) == "Its mood was Happy."
    assert words.mood_of_server(-0.6, 0.5) == "Its mood was Angry."
    assert words.mood_of_server(-0.1, -0.1) == "Its mood was balanced, leaning towards Sad."
    assert words.mood_of_server(0.1, -0.4) == "Its mood was Relaxed."
    assert mood_of("ab" * 16)


# what posts itself


def test_mondays_at_nine_by_the_servers_clock() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    for told, due in (
        ("2026-11-20T12:00", "2026-11-23T09:00"),
        ("2026-11-23T08:59", "2026-11-23T09:00"),
        ("2026-11-23T09:00", "2026-11-30T09:00"),
        ("2026-10-24T12:00", "2026-10-26T09:00"),  # the clock goes back on Sunday
        ("2026-03-23T12:00", "2026-03-30T09:00"),  # and forward
    ):
        now = int(datetime.fromisoformat(told).replace(tzinfo=berlin).timestamp())
        wanted = datetime.fromisoformat(due).replace(tzinfo=berlin)
        assert datetime.fromtimestamp(next_week(now, "Europe/Berlin"), UTC) == wanted


async def scheduled(bot: House) -> int:
    """The server's week posts itself; returns when it is due."""
    await opened(bot, ANN)
    await heard(bot, "Yesterday", ANN, days=1)
    await heard(bot, "Today", ANN)
    told = await bot.ask("collage", schedule="weekly", channel="<#4711>")
    assert told.text == words.posted_weekly("<#4711>", "UTC")
    [row] = await bot.store.schedules.due(2**40)
    return row.due


async def test_the_week_posts_itself_once_and_survives_restarts(tmp_path: Path) -> None:
    async with house(FEATURES, folder=tmp_path) as bot:
        due = await scheduled(bot)
    async with house(FEATURES, folder=tmp_path) as bot:
        early, late = Schedules(bot.store, lambda: due - 1.0), Schedules(bot.store, lambda: due + 20.0)
        await early.look(bot.jobs)
        assert bot.surface.replies == []
        other = Schedules(bot.store, lambda: due + 20.0)  # as if two looked at once
        await asyncio.gather(late.look(bot.jobs), other.look(bot.jobs), late.look(bot.jobs))
        await bot.surface.next()
        assert bot.surface.replies == []
        [row] = await bot.store.schedules.due(2**40)
        assert row.due == due + 7 * 86400
    async with house(FEATURES, folder=tmp_path) as bot:
        await Schedules(bot.store, lambda: due + 60.0).look(bot.jobs)
        assert bot.surface.replies == []


async def test_what_is_switched_off_is_not_posted_and_comes_back(tmp_path: Path) -> None:
    async with house(FEATURES, folder=tmp_path) as bot:
        due = await scheduled(bot)
        await bot.store.change_preferences(HERE.server, lambda before: replace(before, off=("collage",)))
        await Schedules(bot.store, lambda: due + 1.0).look(bot.jobs)
        assert await bot.store.jobs() == []
        await bot.store.change_preferences(HERE.server, lambda before: replace(before, off=()))
        await Schedules(bot.store, lambda: due + 7 * 86400 + 1.0).look(bot.jobs)
        assert (await bot.surface.next()).files


async def test_a_post_that_a_restart_interrupts_is_made_after_it_and_once(tmp_path: Path) -> None:
    engine = Slow()
    stuck = asyncio.Event()
    async with house(FEATURES, engine, tmp_path) as bot:
        due = await scheduled(bot)
        engine.meanwhile.append(stuck.wait)
        await Schedules(bot.store, lambda: due + 1.0).look(bot.jobs)
        while engine.meanwhile:
            await asyncio.sleep(0)
    async with house(FEATURES, folder=tmp_path) as bot:
        await bot.jobs.resume()
        await Schedules(bot.store, lambda: due + 2.0).look(bot.jobs)
        while not bot.surface.replies:
            await asyncio.sleep(0.01)
        [(place, reply)] = bot.surface.replies
        assert place == replace(HERE, channel="4711")
        told, _ = pieces(bot)
        assert [each.title for each in told] == ["Yesterday"]  # whole days only
        assert not reply.refused


async def test_what_was_due_while_the_bot_was_away_for_days_waits_for_its_next_time() -> None:
    async with house(FEATURES) as bot:
        due = await scheduled(bot)
        await Schedules(bot.store, lambda: due + 3 * 86400.0).look(bot.jobs)
        assert await bot.store.jobs() == []
        [row] = await bot.store.schedules.due(2**40)
        assert row.due == due + 7 * 86400


async def test_only_who_runs_the_server_schedules_and_ends_it() -> None:
    async with house(FEATURES) as bot:
        assert (await bot.ask("collage", person=BEN, schedule="weekly")).text == words.admins_only()
        assert (await bot.ask("collage", schedule="weekly", channel="nowhere")).refused
        assert (await bot.ask("collage", schedule="never")).text == words.was_not_posted()
        await bot.ask("collage", schedule="weekly")
        await bot.ask("collage", schedule="weekly")  # twice is once
        assert len(await bot.store.schedules.due(2**40)) == 1
        assert (await bot.ask("collage", schedule="never")).text == words.not_posted_any_more()
        await bot.ask("collage", schedule="weekly")
        await bot.desk.privacy.erase(ANN.id)
        assert await bot.store.schedules.due(2**40) == []


def test_songs_lead_to_where_they_are() -> None:
    from bot.listening.values import Tune

    assert Tune(1, "A", (), link="https://open.spotify.com/track/x").address == "https://open.spotify.com/track/x"
    assert Tune(1, "A & B", ("C",)).address == "https://musicbrainz.org/search?type=recording&query=C+A+%26+B"
    many = Tune(1, "The title", tuple(f"Artist {number}" for number in range(30))).label
    assert many.endswith("… – The title")
    assert len(many) < 80
