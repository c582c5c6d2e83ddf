"""`slate run` in a Discord server, as its operator starts it: a real process, the real engine, and kill -9."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
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
        assert {"Tide", "Ebb"} <= set(both.text.replace(",", " ").split())
        await server.press(answer, "Delete")
        await server.until(lambda: answer.deleted)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 30.0) == 0
    assert promises(tmp_path) == 0


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
        async with asyncio.timeout(10.0):
            while promises(tmp_path):
                await asyncio.sleep(0.05)
    assert [bool(m.pictures) for m in server.channel()] == [True]
    assert not exchange.followups
