"""Listening is opt-in twice, and everyone sees what is counted of them and can take it back."""

from __future__ import annotations

import json

import pytest

import cogs
from bot import words
from bot.ask import Person, Place
from bot.cog import discover
from bot.desk import Order
from bot.forms import parse
from bot.listening.values import Listen, Span
from bot.reply import Refusal
from bot.testing import ANN, BEN, HERE, House, house

FEATURES = discover(cogs)


async def top(bot: House) -> dict[str, int]:
    listening = bot.desk.listening
    zone = (await bot.store.preferences("server")).zone  # its day may be another than here
    span = Span.of("week", listening.now, zone)
    return {each.tune.title: each.plays for each in await listening.top("server", span, 10)}


async def heard(bot: House, title: str, person: Person = BEN, ago: int = 0) -> None:
    listening = bot.desk.listening
    await listening.note([Listen(person.id, title, ("Mira Vale",), listening.now - ago)])


async def test_a_server_joins_first_and_then_each_person() -> None:
    async with house(FEATURES) as bot:
        early = await bot.ask("listening", person=BEN, action="join")
        assert (early.text, early.refused, early.moves) == (words.listening_is_off(False), True, ())
        assert (await bot.ask("listening", person=BEN, action="on")).refused
        asked = await bot.ask("listening", action="join")  # by somebody who runs the server
        on = await bot.press(asked.moves[0])
        assert "90 days" in on.text
        assert not (await bot.ask("listening", person=BEN)).facts
        joined = await bot.press(on.moves[0], BEN)
        assert joined.private
        for told in ("the song", "when", "this server", "90 days", "without your name"):
            assert told in joined.text
        await heard(bot, "Glass Tide")
        await heard(bot, "Glass Tide", ANN)  # who did not join
        assert await top(bot) == {"Glass Tide": 1}
        status = await bot.ask("listening", person=BEN)
        assert "one listen" in status.text
        await bot.ask("listening", action="off")
        await heard(bot, "Harbour")
        assert await top(bot) == {"Glass Tide": 1}


async def test_pausing_hiding_and_leaving() -> None:
    async with house(FEATURES) as bot:
        await bot.ask("listening", action="on", zone="europe/berlin")
        assert (await bot.store.preferences("server")).zone == "Europe/Berlin"
        await bot.ask("listening", person=BEN, action="join")
        for number, title in enumerate(("Glass Tide", "Harbour", "Harbour")):
            await heard(bot, title, ago=1000 * number)
        await bot.ask("listening", person=BEN, action="pause")
        await heard(bot, "Unheard of")
        assert "paused" in (await bot.ask("listening", person=BEN)).text
        await bot.ask("listening", person=BEN, action="resume")
        gone = await bot.ask("listening", person=BEN, action="hide", what="mira vale - harbour")
        assert "2 listens" in gone.text
        assert await top(bot) == {"Glass Tide": 1}
        [_, hidden] = (await bot.ask("listening", person=BEN)).facts
        assert hidden.value == "mira vale – harbour"
        assert (await bot.ask("listening", person=BEN, action="hide")).refused
        assert (await bot.ask("listening", person=BEN, action="unhide", what="nobody")).refused
        assert not (await bot.ask("listening", person=BEN, action="unhide", what="Mira Vale - Harbour")).refused
        left = await bot.ask("listening", person=BEN, action="leave")
        assert "the one listen" in left.text
        assert await top(bot) == {}
        assert (await bot.ask("listening", person=BEN, action="pause")).text == words.not_joined()


async def test_what_cannot_be_done_is_said() -> None:
    async with house(FEATURES) as bot:
        assert words.no_such_zone("Mars") == (await bot.ask("listening", action="on", zone="Mars")).text
        alone = Place("memory", "dm:ben", "channel", private=True)
        told = await bot.desk.answer(Order("listening", {"action": "join"}, BEN, alone))
        assert told.text == words.listening_needs_server()
        await bot.ask("listening", action="on")
        await bot.ask("listening", action="join")
        for wrong in ({"action": "link"}, {"action": "link", "service": "lastfm", "what": "two words"}):
            assert (await bot.ask("listening", **wrong)).refused  # type: ignore[arg-type]
        linked = await bot.ask("listening", action="link", service="listenbrainz", what="ann")
        assert "ListenBrainz" in linked.text
        assert [fact.value for fact in (await bot.ask("listening")).facts] == ["no", "ann"]
        assert not (await bot.ask("listening", action="unlink", service="listenbrainz")).refused
        assert (await bot.ask("listening", action="unlink", service="listenbrainz")).refused


async def test_a_song_that_is_slated_counts_once_a_day_for_who_joined() -> None:
    async with house(FEATURES) as bot:
        await bot.ask("listening", action="on")
        await bot.ask("slate", b"before anybody joined")
        await bot.ask("listening", action="join")
        slated = await bot.ask("slate", b"some song")
        for _ in range(3):
            await bot.press(next(move for move in slated.moves if move.feature == "slate"))
        await bot.ask("slate", song="happy")  # nobody listens to the jukebox
        assert await top(bot) == {"song 1": 1}


async def test_privacy_shows_copies_and_blocks() -> None:
    async with house(FEATURES) as bot:
        assert (await bot.ask("privacy", person=BEN)).text == words.nothing_is_kept()
        await bot.ask("listening", action="on")
        await bot.ask("listening", person=BEN, action="join")
        await heard(bot, "Glass Tide")
        shown = await bot.ask("privacy", person=BEN)
        assert [(fact.name, fact.value) for fact in shown.facts] == [("listens", "1 entry"), ("joined in", "1 entry")]
        copy = await bot.press(shown.moves[0], BEN)
        assert copy.private
        assert json.loads(copy.files[0].data)["listens"][0]["title"] == "Glass Tide"
        assert (await bot.ask("privacy", person=BEN, action="block", who="<@ann>")).refused
        assert (await bot.ask("privacy", action="block", who="who knows")).refused
        assert not (await bot.ask("privacy", action="block", who="<@ben>")).refused
        assert await top(bot) == {}
        assert words.blocked_here() in (await bot.ask("listening", person=BEN)).text
        assert not (await bot.ask("privacy", action="unblock", who="<@!ben>")).refused
        assert await top(bot) == {"Glass Tide": 1}
        really = await bot.ask("privacy", person=BEN, action="erase")
        assert await top(bot) == {"Glass Tide": 1}
        assert (await bot.press(really.moves[0], BEN)).text == words.everything_erased()
        assert await top(bot) == {}
        assert HERE.server == "server"


async def test_a_line_says_what_to_do_and_with_what() -> None:
    feature = next(each for each in FEATURES if each.name == "listening")
    for line, told in (
        ("", {}),
        ("join", {"action": "join"}),
        ("hide Mira Vale - Glass Tide", {"action": "hide", "what": "Mira Vale - Glass Tide"}),
        ("hide Guns N' Roses", {"action": "hide", "what": "Guns N' Roses"}),
        ("link listenbrainz ann", {"action": "link", "service": "listenbrainz", "what": "ann"}),
        ("on Europe/Berlin", {"action": "on", "what": "Europe/Berlin"}),
    ):
        assert parse(feature, line) == told
    with pytest.raises(Refusal):
        parse(feature, "Mira Vale")
    async with house(FEATURES) as bot:
        await bot.ask("listening", action="on", what="Europe/Berlin")
        assert (await bot.store.preferences("server")).zone == "Europe/Berlin"
