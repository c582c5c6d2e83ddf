"""Every failure becomes a sentence; a bug becomes an apology with a code that the log knows."""

import logging
from typing import Annotated

import pytest

import cogs
from bot.ask import Ask
from bot.cog import discover, feature
from bot.desk import Order
from bot.reply import Refusal, Reply
from bot.songs import Song
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
        assert "Try /about, /mood, /settings, /slate." in (await bot.ask("dance")).text


async def test_settings_are_for_admins() -> None:
    async with house(discover(cogs)) as bot:
        with pytest.raises(Refusal, match="Only the people who run"):
            await bot.desk.settle(Order("settings", {"style": "flow"}, BEN, HERE))
        settled = await bot.desk.settle(Order("settings", {"style": "flow", "caption": "on"}, ANN, HERE))
        assert settled.words == {"style": "flow", "caption": "yes"}


async def test_answering_checks_admins_too() -> None:
    async with house(discover(cogs)) as bot:
        assert "Only the people who run" in (await bot.ask("settings", person=BEN, style="flow")).text


async def test_an_engine_that_fails_while_a_song_is_found_refuses_too() -> None:
    class Silent(FakeEngine):
        async def jukebox(self, mood: Quadrant, progress: Progress = silent) -> bytes:
            raise Overloaded

    async with house(discover(cogs), Silent()) as bot:
        with pytest.raises(Refusal, match="waiting already"):
            await bot.desk.settle(Order("slate", {"song": "happy"}, ANN, HERE))
