"""`slate run` in a Discord server, as its operator starts it: a real process, the real engine, and kill -9."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from engine.audio import encode
from tests.engine import sounds
from tests.platforms.discord_gateway import TOKEN
from tests.platforms.discord_messages import BEN, UserFile
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import done

ROOT = Path(__file__).parents[1]
PATIENCE = 120.0
"""Seconds for real work on a machine with much else to do."""
A_MOMENT = 1.0
"""Seconds within which a cancelled request is told to be so."""


def song(name: str, seconds: float) -> UserFile:
    """To be made before anybody is connected: it holds up the server's heartbeats."""
    return UserFile(name, encode(sounds.music(seconds), sounds.RATE, "mp3", None))


@pytest.fixture
async def server() -> AsyncIterator[DiscordServer]:
    server = DiscordServer()
    await server.start()
    yield server
    await server.stop()
    assert not server.violations


@asynccontextmanager
async def running(server: DiscordServer, folder: Path) -> AsyncIterator[Process]:
    """The bot as a process of its own; whatever is left of it in the end is killed."""
    others = ("SLATE_", "DISCORD_", "SLACK_")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    environment |= {"SLATE_DATA": str(folder / "data"), "SLATE_PORT": "0", "SLATE_WORKERS": "1"}
    environment |= {"DISCORD_TOKEN": TOKEN, "DISCORD_API_BASE": server.api, "DISCORD_GATEWAY": server.gateway}
    before = len(server.identified)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "run",
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT)},
        stdout=DEVNULL,
        start_new_session=True,
    )
    try:
        await server.until(lambda: len(server.identified) > before, PATIENCE)
        yield process
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


def promises(folder: Path) -> int:
    """How many answers the bot still owes."""
    with closing(sqlite3.connect(folder / "data" / "slate.db")) as database:
        return int(database.execute("select count(*) from jobs").fetchone()[0])


async def kept(folder: Path) -> None:
    """Wait until it owes none."""
    async with asyncio.timeout(10.0):
        while promises(folder):
            await asyncio.sleep(0.05)


async def test_a_file_two_dropped_files_and_every_button(server: DiscordServer, tmp_path: Path) -> None:
    harbour, tide, ebb = song("Harbour.mp3", 8.0), song("Tide.mp3", 6.0), song("Ebb.mp3", 7.0)
    async with running(server, tmp_path) as bot:
        exchange = await server.slash("slate", file=harbour)
        await server.until(done(exchange), PATIENCE)
        answer = exchange.messages[0]
        assert answer.text.startswith("Harbour. It ")
        assert answer.pictures[0].startswith("Mood art for Harbour")
        assert answer.files[0]["data"].startswith(b"\x89PNG")
        for label in [each for each in answer.buttons if each != "Delete"]:
            pressed = await server.press(answer, label, user=BEN)
            await server.until(done(pressed), PATIENCE)
            assert pressed.messages[0].text
            assert not pressed.messages[0].private, f"{label}: {pressed.messages[0].text}"
        dropped = await server.write("what of these?", tide, ebb)
        await server.until(lambda: any(m.answers == dropped and m.pictures for m in server.channel()), PATIENCE)
        both = next(m for m in server.channel() if m.answers == dropped and m.pictures)
        assert both.text.startswith("Tide in the style of Ebb. ")
        await server.until(lambda: "tide-x-ebb.mp3" in {f["filename"] for m in server.channel() for f in m.files})
        for label, begins in (("Swap", "Ebb in the style of Tide. "), ("Slate it", "Tide × Ebb. It ")):
            pressed = await server.press(both, label, user=BEN)
            await server.until(done(pressed), PATIENCE)
            assert pressed.messages[0].text.startswith(begins)
        await server.press(answer, "Delete")
        await server.until(lambda: answer.deleted)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 30.0) == 0
    assert promises(tmp_path) == 0


async def test_a_remix_is_cancelled_at_once_and_the_bot_goes_on(server: DiscordServer, tmp_path: Path) -> None:
    """Its work ends with the process that does it, and the next one is there for the next request."""
    tide, ebb = song("Tide.mp3", 30.0), song("Ebb.mp3", 30.0)
    async with running(server, tmp_path):
        exchange = await server.slash("remix", file=tide, file2=ebb, length=30)
        await server.until(lambda: exchange.original and "%" in exchange.original.text, PATIENCE)
        assert exchange.original
        begun = time.monotonic()
        await server.press(exchange.original, "Cancel")
        await server.until(lambda: exchange.followups, PATIENCE)
        assert exchange.followups[0].text == "Cancelled."
        assert time.monotonic() - begun < A_MOMENT
        after = await server.slash("slate", song="happy")
        await server.until(done(after), PATIENCE)
        assert after.messages[0].pictures
        await kept(tmp_path)


async def test_an_answer_arrives_once_though_the_bot_was_killed_over_it(server: DiscordServer, tmp_path: Path) -> None:
    long = song("Long.mp3", 60.0)
    async with running(server, tmp_path) as bot:
        exchange = await server.slash("slate", file=long)
        await server.until(lambda: exchange.original and "%" in exchange.original.text, PATIENCE)
        os.killpg(bot.pid, signal.SIGKILL)
        await bot.wait()
    assert promises(tmp_path) == 1
    assert exchange.original
    assert not exchange.original.pictures
    async with running(server, tmp_path):
        await server.until(lambda: exchange.original and exchange.original.pictures, PATIENCE)
        await kept(tmp_path)
    assert [bool(m.pictures) for m in server.channel()] == [True]
    assert not exchange.followups
