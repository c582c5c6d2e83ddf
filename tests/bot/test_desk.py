"""Every failure becomes a sentence; a bug becomes an apology with a code that the log knows."""

import logging
from typing import Annotated

import pytest

import cogs
from bot import forms
from bot.ask import Ask
from bot.cog import discover, feature
from bot.desk import Order
from bot.reply import Refusal, Reply
from bot.songs import Choice, Given, Song, Upload
from bot.testing import ANN, BEN, HERE, house
from engine.api import Progress, Quadrant, silent
from engine.errors import Overloaded
from engine.fake import FakeEngine


@feature()
async def broken(ask: Ask, song: Annotated[Song, "Any song"]) -> Reply:
    """Break."""
    raise ZeroDivisionError("deep inside")


BROKEN = (broken.feature,)  # type: ignore[attr-defined]


async def test_a_bug_is_an_apology_and_a_log_line(caplog: pytest.LogCaptureFixture) -> None:
    async with house(BROKEN) as bot:
        with caplog.at_level(logging.ERROR):
            reply = await bot.ask("broken", song="happy")
    assert reply.private
    assert reply.refused
    assert "deep inside" not in reply.text
    code = reply.text.split("logged as ")[1].split(";")[0]
    assert [record.__dict__["code"] for record in caplog.records] == [code]


async def test_an_unknown_feature_lists_those_there_are() -> None:
    async with house(discover(cogs)) as bot:
        known = ", ".join(f"/{name}" for name in bot.desk.features)
        assert (await bot.ask("dance")).text == f"I do not know /dance. Try {known}."


async def test_settings_are_for_admins() -> None:
    async with house(discover(cogs)) as bot:
        with pytest.raises(Refusal, match="Only the people who run"):
            await bot.desk.settle(Order("settings", {"style": "flow"}, BEN, HERE))
        settled = await bot.desk.settle(Order("settings", {"style": "flow", "caption": "on"}, ANN, HERE))
        assert settled.words == {"style": "flow", "caption": "yes"}


async def test_answering_checks_admins_too() -> None:
    async with house(discover(cogs)) as bot:
        assert "Only the people who run" in (await bot.ask("settings", person=BEN, style="flow")).text


async def test_an_engine_that_fails_while_a_song_is_found_is_a_sentence() -> None:
    class Silent(FakeEngine):
        async def jukebox(self, mood: Quadrant, progress: Progress = silent) -> bytes:
            raise Overloaded

    async with house(discover(cogs), Silent()) as bot:
        assert "waiting already" in (await bot.ask("slate", song="happy")).text


async def test_an_order_settles_to_words_that_settle_to_themselves() -> None:
    async with house(discover(cogs)) as bot:
        given = {"songs": "happy 'Last Tram Home' https://open.spotify.com/track/6rqhFgbbKwnb9MLmUQDhG6"}
        settled = await bot.desk.settle(Order("mood", given, ANN, HERE, (Upload("a b.mp3", b"abc"),)))
        again = await bot.desk.settle(settled)
    assert settled.uploads == ()
    assert forms.fill(bot.desk.feature("mood"), settled.words)["songs"][1] == Given("Last Tram Home")
    assert settled == again


async def test_a_choice_becomes_buttons_for_the_same_feature() -> None:
    class Doubtful:
        async def find(self, given: Given, progress: Progress) -> Song | None:
            raise Choice(
                "Which one?", [("One", "id1"), ("Two", "id2"), ("とても長い名前の歌" * 4, "とても長い名前の歌" * 4)]
            )

        async def sound(self, song: Song) -> bytes | None:
            return None

    async with house(discover(cogs), elsewhere=lambda store: Doubtful()) as bot:
        reply = await bot.ask("slate", song="x")
    assert reply.refused
    assert [(move.label, move.code) for move in reply.moves] == [("One", "slate?song=id1"), ("Two", "slate?song=id2")]
