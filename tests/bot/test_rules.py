"""Rules hold on every way in, before any work; cooldowns lose nothing; nobody is locked out."""

import asyncio
import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cogs
from bot import rules, words
from bot.ask import Person, Place
from bot.cog import discover
from bot.desk import Order
from bot.jobs import Job
from bot.preferences import Preferences
from bot.reply import Refusal
from bot.rules import Limits, Turns
from bot.songs import Upload
from bot.testing import ANN, BEN, HERE, House, house
from engine.fake import FakeEngine

FEATURES = discover(cogs)
BY_NAME = {feature.name: feature for feature in FEATURES}
SLATE, MOOD, SETTINGS = BY_NAME["slate"], BY_NAME["mood"], BY_NAME["settings"]
THERE = replace(HERE, server="another")
DJ, GUEST = replace(BEN, roles=("7", "8")), replace(BEN, roles=("9",))
OPERATOR = replace(BEN, operator=True)


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def order(data: bytes = b"abc", person: Person = BEN, place: Place = HERE) -> Order:
    return Order("slate", {}, person, place, (Upload("a.mp3", data),))


async def rule(bot: House, **words_: str) -> str:
    reply = await bot.ask("settings", person=replace(ANN, roles=()), **words_)
    assert not reply.refused, reply.text
    return reply.text


async def refused(bot: House, asked: Order) -> str:
    with pytest.raises(Refusal) as caught:
        await bot.jobs.submit(asked)
    return caught.value.text


# where, who, what


async def test_where_the_bot_answers_is_named_elsewhere() -> None:
    async with house(FEATURES) as bot:
        assert "I answer in <#1> and <#2>." in await rule(bot, channels="<#1> <#2|music>")
        told = await refused(bot, order())
        assert told == "Here I answer only in <#1> and <#2>. Ask me there."
        assert await bot.store.jobs() == []
        for place in (replace(HERE, channel="2"), replace(HERE, channel="99", parent="1"), replace(HERE, private=True)):
            await bot.jobs.submit(order(place=place))
            assert not (await bot.surface.next()).refused
        assert await refused(bot, order(person=ANN)) == told, "the channel stays quiet, whoever asks"
        await bot.jobs.submit(order(place=THERE))  # another server's rules are its own
        assert not (await bot.surface.next()).refused


async def test_who_runs_the_server_reaches_the_settings_from_anywhere() -> None:
    async with house(FEATURES) as bot:
        await rule(bot, channels="<#404>", roles="<@&404>", off="slate mood similar about")
        assert await refused(bot, order(person=ANN)) == "/slate is switched off here."
        await bot.jobs.submit(Order("settings", {"channels": "all", "roles": "all", "off": "none"}, ANN, HERE))
        assert (await bot.surface.next()).text.endswith("I answer everyone, everywhere.")
        assert await bot.store.preferences(HERE.server) == Preferences()


async def test_roles_bar_those_who_have_none_of_them() -> None:
    async with house(FEATURES) as bot:
        assert "roles may ask me: <@&7>, <@&5>" in await rule(bot, roles="<@&7> <@&5>")
        assert "<@&7>, <@&5>" in await refused(bot, order(person=GUEST))
        for number, person in enumerate((DJ, replace(ANN, roles=()), BEN)):  # BEN is where there are no roles
            await bot.jobs.submit(order(bytes([number]), person))
            assert not (await bot.surface.next()).refused


async def test_what_is_switched_off_is_neither_done_nor_offered() -> None:
    async with house(FEATURES) as bot:
        before = await bot.ask("slate", song="happy")
        assert "Switched off: /mood, /similar." in await rule(bot, off="/mood, Similar")
        with pytest.raises(Refusal, match="/mood is switched off here"):
            await bot.jobs.submit(Order("mood", {"songs": "happy"}, BEN, HERE))
        after = await bot.ask("slate", song="happy")
        gone = {move.feature for move in before.moves} - {move.feature for move in after.moves}
        assert gone == {"mood", "similar"}
        table = (await bot.ask("about")).table
        assert table
        assert {row[0] for row in table.rows} == {f"/{each.name}" for each in FEATURES} - {"/mood", "/similar"}


async def test_what_was_promised_before_a_rule_is_still_done(tmp_path: Path) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with house(FEATURES, engine, tmp_path) as bot:
        await bot.jobs.submit(order(person=DJ))
        await rule(bot, channels="<#1>", roles="<@&1>", off="slate")
    async with house(FEATURES, FakeEngine(), tmp_path) as bot:
        assert await refused(bot, order(b"new", DJ)) == "/slate is switched off here."  # rules survive a restart
        await bot.jobs.resume()
        assert not (await bot.surface.next()).refused


@pytest.mark.parametrize("language", words.LANGUAGES)
async def test_refusals_are_in_the_language_of_whoever_asks(language: words.Language) -> None:
    person = replace(GUEST, language=language)
    async with house(FEATURES) as bot:
        await rule(bot, channels="<#1>")
        elsewhere = await refused(bot, order(person=person))
        await rule(bot, channels="all", roles="<@&1>")
        barred = await refused(bot, order(person=person))
    with words.speaking(language):
        assert elsewhere == words.elsewhere(("<#1>",))
        assert barred == words.for_roles(("<@&1>",))


# how rules are typed


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("<#12>", ("12",)),
        ("<#C0AB|art>, <#2>", ("C0AB", "2")),
        ("<#1><#1>", ("1",)),
        ("HERE <#3>", ("3", "channel")),
        ("all", ()),
    ],
)
def test_channels_are_mentions_here_or_all(text: str, ids: tuple[str, ...]) -> None:
    assert rules.channels(text, HERE) == ids


def test_here_means_the_channel_of_a_thread_and_no_conversation_of_two() -> None:
    assert rules.channels("here", replace(HERE, parent="5")) == ("5",)
    with pytest.raises(Refusal, match="private conversation"):
        rules.channels("here", replace(HERE, private=True))


@pytest.mark.parametrize("text", ["#art", "<@&1>", "<#1> all", ",", "<#1> und <#2>"])
def test_what_is_no_channel_is_told(text: str) -> None:
    with pytest.raises(Refusal, match="I do not know a channel"):
        rules.channels(text, HERE)


@pytest.mark.parametrize("text", ["@dj", "<#1>", "<@&1> all", ","])
def test_what_is_no_role_is_told(text: str) -> None:
    with pytest.raises(Refusal, match="I do not know a role"):
        rules.roles(text, GUEST)


async def test_rules_that_cannot_be_are_refused_and_change_nothing() -> None:
    async with house(FEATURES) as bot:
        for given, told in (
            ({"roles": "<@&1>"}, "no roles here"),
            ({"off": "settings"}, "I do not know /settings. Try /about"),
            ({"off": "dance"}, "I do not know /dance"),
            ({"channels": " ".join(f"<#{n}>" for n in range(21))}, "name at most 20"),
            ({"at_once": "0"}, "between 1 and 25"),
            ({"cooldown": "601"}, "between 0 and 600"),
        ):
            reply = await bot.ask("settings", person=ANN, style="flow", **given)
            assert reply.refused
            assert told in reply.text
        assert await bot.store.preferences(HERE.server) == Preferences()


async def test_two_changes_at_once_are_both_kept() -> None:
    async with house(FEATURES) as bot:
        changes = ({"style": "flow"}, {"shape": "tall"}, {"channels": "<#1>"}, {"off": "mood"}, {"cooldown": "9"})
        await asyncio.gather(*(bot.ask("settings", person=ANN, **change) for change in changes))
        chosen = await bot.store.preferences(HERE.server)
    assert chosen == Preferences("flow", "tall", channels=("1",), off=("mood",), cooldown=9)


def test_stored_values_that_nobody_knows_are_left_out() -> None:
    known = Preferences("flow", "tall", True, "de", True, True, ("4",), ("1",), ("2",), ("mood",), 3, 60)
    assert Preferences.load(known.dump()) == known
    strange = {"style": "cubism", "shape": 7, "channels": "art", "at_once": 999, "cooldown": -1, "colour": "red"}
    assert Preferences.load(strange | {"off": ["slate"]}) == Preferences(off=("slate",))


async def test_where_dropped_songs_are_a_request() -> None:
    async with house(FEATURES) as bot:
        elsewhere = Place("memory", "server", "other", parent="parent")
        for asked, here, there in (
            ("here", True, False),
            ("<#parent> <#other>", False, True),
            ("all", True, True),
            ("none", False, False),
        ):
            await rule(bot, auto_remix=asked)
            chosen = await bot.store.preferences(HERE.server)
            assert (rules.unasked(HERE, chosen), rules.unasked(elsewhere, chosen)) == (here, there), asked
        refused = await bot.ask("settings", auto_remix="loud")
        assert refused.text.startswith("I do not know a channel “loud”")


# how many at once


async def test_requests_queue_until_there_are_enough() -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with house(FEATURES, engine, turns=Turns(Limits(at_once=4))) as bot:
        await rule(bot, at_once="2")
        for person in (BEN, ANN):
            begun = [await bot.jobs.submit(order(bytes([n]), person)) for n in range(2)]
            assert "2 requests in hand" in await refused(bot, order(b"third", person))
            assert await bot.jobs.submit(order(bytes([1]), person)) is begun[1]  # the same again is no other
        await bot.jobs.submit(Order("settings", {}, ANN, HERE))  # never too much
        await rule(bot, at_once="25")
        for n in range(2):  # elsewhere too, up to the operator's own limit
            await bot.jobs.submit(order(bytes([n]), place=THERE))
        assert "4 requests in hand" in await refused(bot, order(b"fifth", place=replace(HERE, server="third")))
        await rule(bot, at_once="3")
        assert "4 requests in hand" in await refused(bot, order(b"fifth"))
        await bot.jobs.submit(order(b"mine", OPERATOR))
        assert engine.hold
        engine.hold.set()


async def test_many_at_the_same_moment_are_counted_too() -> None:
    async with house(FEATURES, FakeEngine(hold=asyncio.Event())) as bot:
        asked = [bot.jobs.submit(order(bytes([n]))) for n in range(12)]
        came = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in came].count(Job) == 5
    assert [type(each) for each in came].count(Refusal) == 7


# how often


@given(
    gap=st.integers(1, 600),
    own=st.integers(0, 900),
    waits=st.lists(st.floats(0, 2000, allow_nan=False), min_size=1, max_size=12),
)
def test_turns_keep_their_distance_and_come_no_later_than_they_must(gap: int, own: int, waits: list[float]) -> None:
    clock = Clock()
    turns = Turns(Limits(1000, own), clock)
    chosen = Preferences(cooldown=gap, at_once=25)
    last = -math.inf
    for wait in waits:
        clock.now += wait
        due = turns.take(SLATE, BEN, HERE, chosen, ())
        assert due == max(clock.now, last + max(gap, own))
        assert turns.left(due) == due - clock.now
        last = due


@given(taken=st.integers(1, 8), back=st.sets(st.integers(0, 7)), gap=st.integers(1, 600))
def test_a_turn_that_is_given_back_at_the_end_of_the_queue_is_there_again(taken: int, back: set[int], gap: int) -> None:
    clock = Clock()
    turns = Turns(Limits(1000), clock)
    chosen = Preferences(cooldown=gap, at_once=25)
    dues = [turns.take(SLATE, BEN, HERE, chosen, ()) for _ in range(taken)]
    left = [due for number, due in enumerate(dues) if number not in back or number == 0]  # the first has begun
    for number in back:
        if number < taken:
            turns.give_back("slate", BEN, HERE, dues[number])
    assert turns.take(SLATE, BEN, HERE, chosen, ()) == left[-1] + gap


def test_a_cooldown_counts_by_person_feature_and_server() -> None:
    clock = Clock()
    turns, chosen = Turns(clock=clock), Preferences(cooldown=60)
    assert turns.take(SLATE, BEN, HERE, chosen, ()) == clock.now
    for feature, person, place in (
        (MOOD, BEN, HERE),
        (SLATE, replace(BEN, id="memory:cy"), HERE),
        (SLATE, BEN, THERE),
        (SLATE, ANN, HERE),
        (SLATE, ANN, HERE),  # who runs the server is free
        (SETTINGS, ANN, HERE),
    ):
        assert turns.take(feature, person, place, chosen, ()) == clock.now
    assert turns.take(SLATE, BEN, HERE, chosen, ()) == clock.now + 60
    assert turns.take(SLATE, BEN, HERE, Preferences(), ()) == clock.now, "a cooldown that was lifted holds nobody"


def test_the_operators_cooldown_holds_on_all_servers_for_all_but_the_operator() -> None:
    clock = Clock()
    turns = Turns(Limits(cooldown=30), clock)
    assert [turns.take(SLATE, ANN, place, Preferences(), ()) for place in (HERE, THERE)] == [1000.0, 1030.0]
    assert turns.take(SLATE, OPERATOR, HERE, Preferences(cooldown=600), ()) == 1000.0
    assert turns.take(SLATE, OPERATOR, HERE, Preferences(cooldown=600), ()) == 1000.0


def test_people_who_asked_long_ago_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_KEPT", 5)
    clock = Clock()
    turns, chosen = Turns(clock=clock), Preferences(cooldown=60)
    for number in range(50):
        clock.now += rules.LONGEST_COOLDOWN / 3
        turns.take(SLATE, Person(f"memory:{number}", "x"), HERE, chosen, ())
    assert len(turns._begun) <= 6


async def test_what_comes_too_soon_waits_is_told_so_and_is_answered() -> None:
    clock = Clock()
    async with house(FEATURES, turns=Turns(clock=clock)) as bot:
        await rule(bot, cooldown="1", language="de")
        await bot.jobs.submit(order(b"first"))
        await bot.surface.next()
        bot.surface.steps.clear()
        waiting = await bot.jobs.submit(order(b"second"))
        await asyncio.sleep(0.05)
        assert [step.stage for step in bot.surface.steps] == ["du bist in 1 Sekunde an der Reihe"]
        assert bot.jobs.cancel(waiting.id, BEN)
        assert (await bot.surface.next()).text == "Abgebrochen."
        again = await bot.jobs.submit(order(b"third"))
        assert again.due == clock.now + 1, "the turn was given back"
        clock.now += 1
        assert not (await bot.surface.next()).refused


async def test_a_restart_lets_those_who_wait_go_on(tmp_path: Path) -> None:
    async with house(FEATURES, folder=tmp_path) as bot:
        await rule(bot, cooldown="600")
        await bot.jobs.submit(order(b"first"))
        await bot.surface.next()
        await bot.jobs.submit(order(b"second", replace(BEN, roles=("1",))))
        await asyncio.sleep(0.05)
    async with house(FEATURES, folder=tmp_path) as bot:
        await bot.jobs.resume()
        assert not (await bot.surface.next()).refused


def test_people_and_places_are_read_as_any_version_wrote_them() -> None:
    assert Person.load(DJ.dump()) == DJ
    assert Person.load(BEN.dump()) == BEN
    assert Person.load('{"id": "a", "name": "A", "rank": 7}') == Person("a", "A")
    assert Place.load('{"surface": "s", "server": "t", "channel": "c", "floor": 3}') == Place("s", "t", "c")
    assert Place.load(replace(HERE, parent="1", private=True).dump()) == replace(HERE, parent="1", private=True)
