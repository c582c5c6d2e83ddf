"""Remixes on Discord: by command, menu, form, mention, and unasked where an admin wants that."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from discord.utils import escape_markdown

from bot import words
from bot.discord import _form
from bot.testing import House
from engine.api import ENGLISH, Labels, Progress, Remix, RemixOptions, Step, digest, silent
from engine.fake import FakeEngine
from tests.platforms.discord_messages import BEN, GUILD, Exchange, Message, UserFile
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import SONG, done, joined

MAY_READ, MESSAGE_CONTENT = 1 << 18, 1 << 15
TIDE = UserFile("Tide.ogg", b"other", "audio/ogg")
TEXT = UserFile("notes.txt", b"some text", "text/plain")
PAPER = UserFile("paper.pdf", b"%PDF", "application/pdf")
PAIR = (digest(SONG.data), digest(TIDE.data))
NOT_HERE = escape_markdown(words.no_drops_here())


def remixed(engine: FakeEngine) -> list[tuple[str, str]]:
    """The sounds of all remixes that were made."""
    return [(told[0], told[1]) for name, told in engine.calls if name == "remix" and isinstance(told, tuple)]


async def changed(server: DiscordServer, **options: Any) -> Exchange:
    exchange = await server.slash("settings", **options)
    await server.until(done(exchange))
    return exchange


@asynccontextmanager
async def remixing(server: DiscordServer, where: str = "here") -> AsyncIterator[tuple[House, FakeEngine]]:
    """A bot that may read, and is to remix what is dropped."""
    engine = FakeEngine()
    server.line.flags = MAY_READ
    async with joined(server, engine) as (bot, _):
        await changed(server, auto_remix=where)
        yield bot, engine


async def drop(server: DiscordServer, *files: UserFile, **options: Any) -> list[Message]:
    """What the bot answers to files that are dropped without a word to it, once it had time to."""
    number = await server.write("", *files, mention=False, **options)
    exchange = await server.slash("about")
    await server.until(done(exchange))
    await asyncio.sleep(0.3)
    return [message for message in server.channel() if message.answers == number]


async def test_two_files_of_a_command_become_a_picture_and_a_sound(server: DiscordServer) -> None:
    engine = FakeEngine()
    async with joined(server, engine):
        exchange = await server.slash("remix", file=SONG, file2=TIDE, strength="heavy")
        await server.until(done(exchange))
        await server.until(lambda: len(exchange.messages) == 2)
        shown, sound = exchange.messages
        assert "Harbour at Noon in the style of Tide" in shown.text
        assert shown.pictures
        assert {"Swap", "Softer", "Keep the groove", "Slate it"} < set(shown.buttons)
        assert [file["filename"] for file in sound.files] == ["harbour-at-noon-x-tide.wav"]
    assert remixed(engine) == [PAIR]


async def test_a_button_swaps_the_songs_after_a_restart(server: DiscordServer, tmp_path: Path) -> None:
    async with joined(server, FakeEngine(), tmp_path):
        exchange = await server.slash("remix", file=SONG, file2=TIDE)
        await server.until(done(exchange))
    engine = FakeEngine()
    async with joined(server, engine, tmp_path):
        pressed = await server.press(exchange.messages[0], "Swap")
        await server.until(done(pressed))
        assert "Tide in the style of Harbour at Noon" in pressed.messages[0].text
    assert remixed(engine) == [PAIR[::-1]]


async def test_the_menu_takes_both_files_of_a_message_or_asks_for_the_second(server: DiscordServer) -> None:
    engine = FakeEngine()
    async with joined(server, engine):
        both = await server.menu("Remix these files", "listen", TEXT, SONG, TIDE)
        await server.until(done(both))
        one = await server.menu("Remix these files", "", SONG)
        await server.until(lambda: one.form)
        assert one.form
        names = [entry["component"]["custom_id"] for entry in one.form["components"]]
        assert names == ["second", "files"]
        sent = await server.fill(one, TIDE)
        await server.until(done(sent))
        assert "Harbour at Noon in the style of Tide" in sent.messages[0].text
    assert remixed(engine) == [PAIR]  # the second time it is found again


async def test_the_form_takes_two_files(server: DiscordServer) -> None:
    async with joined(server):
        asked = await server.slash("remix")
        await server.until(lambda: asked.form)
        assert asked.form
        uploads = [c["component"] for c in asked.form["components"] if c["component"]["custom_id"] == "files"]
        assert [upload["max_values"] for upload in uploads] == [2]
        sent = await server.fill(asked, SONG, TIDE)
        await server.until(done(sent))
        assert "Harbour at Noon in the style of Tide" in sent.messages[0].text


async def test_two_files_and_a_mention_are_enough(server: DiscordServer) -> None:
    engine = FakeEngine()
    async with joined(server, engine):
        await server.write("have a listen", TIDE, SONG)
        await server.until(lambda: any("Tide in the style of" in m.text for m in server.channel()))
        await server.write("remix strength=heavy", SONG, TIDE, mention=False, direct=True)
        await server.until(lambda: len(remixed(engine)) == 2)
    assert remixed(engine) == [PAIR[::-1], PAIR]


async def test_dropped_files_are_remixed_only_where_that_was_turned_on(server: DiscordServer) -> None:
    async with remixing(server) as (bot, engine):
        [answer] = await drop(server, SONG, TIDE, user=BEN)
        assert "Harbour at Noon in the style of Tide" in answer.text or remixed(engine) == [PAIR]
        told = await changed(server, auto_remix="none")
        assert "remix" not in told.messages[0].text
        assert await drop(server, TIDE, SONG) == []
        assert (await bot.store.preferences(str(GUILD))).auto_remix == ()
        told = await changed(server, auto_remix="<#41>")
        assert "two files dropped in <\\#41>" in told.messages[0].text or "<#41>" in told.messages[0].text
        assert await drop(server, TIDE, SONG) == []
        told = await changed(server, auto_remix="all")
        assert "any channel" in told.messages[0].text
        assert NOT_HERE not in told.messages[0].text
        assert len(await drop(server, TIDE, SONG)) >= 1
    assert remixed(engine) == [PAIR, PAIR[::-1]]


@pytest.mark.parametrize("files", [(SONG,), (SONG, TEXT), (SONG, PAPER), (TEXT, PAPER), (SONG, TIDE, SONG)])
async def test_anything_but_two_sounds_is_left_alone(server: DiscordServer, files: tuple[UserFile, ...]) -> None:
    async with remixing(server) as (_, engine):
        assert await drop(server, *files) == []
    assert engine.calls == []


async def test_bots_and_those_who_may_not_ask_get_no_answer_to_dropped_files(server: DiscordServer) -> None:
    async with remixing(server) as (_, engine):
        assert await drop(server, SONG, TIDE, user=BEN | {"bot": True}) == []
        await changed(server, roles="<@&77>")
        assert await drop(server, SONG, TIDE, user=BEN) == []
        await changed(server, roles="all", off="remix")
        assert await drop(server, SONG, TIDE, user=BEN) == []
    assert engine.calls == []


async def test_without_the_intent_the_setting_says_so(server: DiscordServer) -> None:
    async with joined(server):
        assert NOT_HERE in (await changed(server, auto_remix="here")).messages[0].text
        assert NOT_HERE not in (await changed(server, auto_remix="none")).messages[0].text
    assert not server.identified[0]["intents"] & MESSAGE_CONTENT


async def test_a_form_from_before_a_restart_is_answered_in_a_sentence(server: DiscordServer, tmp_path: Path) -> None:
    async with joined(server, FakeEngine(), tmp_path):
        asked = await server.slash("remix")
        await server.until(lambda: asked.form)
    _form._OPEN.clear()
    async with joined(server, FakeEngine(), tmp_path):
        sent = await server.fill(asked, SONG, TIDE)
        await server.until(lambda: sent.messages)
        assert sent.messages[0].text == escape_markdown(words.form_lost())
        assert sent.messages[0].private


async def test_a_remix_ends_within_a_second_of_its_cancelling(server: DiscordServer) -> None:
    class Slow(FakeEngine):
        """Never gets done."""

        ended = 0.0

        async def remix(
            self,
            first: bytes,
            second: bytes,
            options: RemixOptions,
            progress: Progress = silent,
            labels: Labels = ENGLISH,
        ) -> Remix:
            progress(Step("mixing", 0.3))
            try:
                await asyncio.sleep(3600)
            finally:
                self.ended = time.monotonic()
            raise AssertionError

    engine = Slow()
    async with joined(server, engine):
        exchange = await server.slash("remix", file=SONG, file2=TIDE)
        await server.until(lambda: exchange.original and "Mixing" in exchange.original.text)
        assert exchange.original
        begun = time.monotonic()
        await server.press(exchange.original, "Cancel")
        await server.until(lambda: exchange.followups)
        assert [message.text for message in exchange.messages] == ["Cancelled."]
    assert 0.0 < engine.ended - begun < 1.0
