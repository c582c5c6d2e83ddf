"""`slate run` in a Slack workspace, as its operator starts it: a real process, the real engine, kill -9, outages."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from engine.audio import encode
from tests.engine import sounds
from tests.platforms.discord_gateway import TOKEN
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import done
from tests.platforms.slack_server import ANN, APP_TOKEN, BEN, BOT, BOT_TOKEN, GENERAL, Message, SlackServer

ROOT = Path(__file__).parents[1]
PATIENCE = 120.0
"""Seconds for real work on a machine with much else to do."""
OTHERS = ("SLATE_", "DISCORD_", "SLACK_")


def song(seconds: float) -> bytes:
    return encode(sounds.music(seconds), sounds.RATE, "mp3", None)


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer().running() as running:
        yield running


@asynccontextmanager
async def running(folder: Path, **settings: str) -> AsyncIterator[tuple[Process, list[str]]]:
    """The bot as a process of its own, and what it says; whatever is left of it in the end is killed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(OTHERS)}
    environment |= {"SLATE_DATA": str(folder / "data"), "SLATE_PORT": "0", "SLATE_WORKERS": "1", "COLUMNS": "200"}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.cli import main; main()",
        "run",
        cwd=folder,
        env=environment | settings | {"PYTHONPATH": str(ROOT)},
        stdout=PIPE,
        start_new_session=True,
    )
    said: list[str] = []

    async def read() -> None:
        assert process.stdout
        async for line in process.stdout:
            said.append(line.decode())

    reading = asyncio.create_task(read())
    try:
        yield process, said
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()
        await reading


def tokens(server: SlackServer) -> dict[str, str]:
    return {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_API_BASE": f"{server.origin}/api"}


def promises(folder: Path) -> int:
    """How many answers the bot still owes."""
    with closing(sqlite3.connect(folder / "data" / "slate.db")) as database:
        return int(database.execute("select count(*) from jobs").fetchone()[0])


def answers(server: SlackServer) -> list[Message]:
    return [message for message in server.said() if "Cancel" not in message.seen]


async def until(look: Callable[[], Any]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not look():
            await asyncio.sleep(0.05)


async def test_a_file_every_button_and_two_dropped_files(server: SlackServer, tmp_path: Path) -> None:
    harbour, tide, ebb = song(8.0), song(6.0), song(7.0)
    async with running(tmp_path, **tokens(server)) as (bot, _):
        await server.until(lambda: server.sockets, PATIENCE)
        await server.say(f"<@{BOT}> slate", server.upload("Harbour.mp3", harbour), thread="1699999999.000001")
        (answer,) = await server.until(lambda: answers(server), PATIENCE)
        assert answer.seen.startswith("Harbour. It ")
        assert answer.thread == "1699999999.000001"
        assert server.files[answer.pictures[0]].data.startswith(b"\x89PNG")
        assert server.files[answer.pictures[0]].alt.startswith("Mood art for Harbour")
        await until(lambda: not promises(tmp_path))
        moves = [b["text"]["text"] for b in answer.blocks[-1]["elements"] if b["action_id"].startswith("move:")]
        assert len(moves) > 2
        for number, label in enumerate(moves, 2):
            await server.press(answer, label, user=BEN)
            await server.until(lambda number=number: len(answers(server)) == number, PATIENCE)  # type: ignore[misc]
            await until(lambda: not promises(tmp_path))
        assert server.said(private_to=BEN) == []
        await server.say(f"<@{BOT}> what of these?", *(server.upload("Tide.mp3", tide), server.upload("Ebb.mp3", ebb)))
        await server.until(lambda: len(answers(server)) == len(moves) + 2, PATIENCE)
        await until(lambda: not promises(tmp_path))
        remix = answers(server)[-1]
        assert "/remix" in remix.seen
        assert [file for file in server.files.values() if (GENERAL, remix.ts) in file.shared]
        await server.press(answer, "Delete", user=ANN)
        await server.until(lambda: answer not in server.said())
        page = await server.open_home()
        assert page
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 30.0) == 0


async def test_an_answer_arrives_once_though_the_bot_was_killed_over_it(server: SlackServer, tmp_path: Path) -> None:
    long = song(60.0)
    async with running(tmp_path, **tokens(server)) as (bot, _):
        await server.until(lambda: server.sockets, PATIENCE)
        event = await server.say(f"<@{BOT}> slate", server.upload("Long.mp3", long))
        (shown,) = await server.until(lambda: [m for m in server.said() if "%" in m.seen], PATIENCE)
        notes = tmp_path / "data" / "cache" / "slack-notes"
        await until(lambda: notes.exists() and shown.ts in notes.read_text())
        os.killpg(bot.pid, signal.SIGKILL)
        await bot.wait()
    assert promises(tmp_path) == 1
    assert not shown.pictures
    async with running(tmp_path, **tokens(server)):
        await server.until(lambda: shown.pictures, PATIENCE)
        await until(lambda: not promises(tmp_path))
        await server.send("events_api", event, retry=1)  # Slack, too, believes that it was lost
        await server.command("/about", user=BEN)
        await server.until(lambda: server.said(private_to=BEN), PATIENCE)
    assert server.said() == [shown]


async def test_discord_and_the_page_go_on_while_slack_is_away_and_slack_comes_back(
    server: SlackServer, tmp_path: Path
) -> None:
    discord = DiscordServer()
    await discord.start()
    settings = tokens(server) | {
        "DISCORD_TOKEN": TOKEN,
        "DISCORD_API_BASE": discord.api,
        "DISCORD_GATEWAY": discord.gateway,
    }
    server.away = True
    async with running(tmp_path, **settings) as (bot, said):
        await discord.until(lambda: discord.identified, PATIENCE)
        exchange = await discord.slash("slate", song="happy")
        await discord.until(done(exchange), PATIENCE)
        assert exchange.messages[0].pictures
        address = next(word for line in said for word in line.split() if word.startswith("http://127.0.0.1"))
        async with aiohttp.ClientSession() as browser, browser.get(address) as page:
            assert page.status == 200
        server.away = False
        await server.until(lambda: server.sockets, PATIENCE)
        await server.command("/slate", "sad")
        await server.until(lambda: answers(server), PATIENCE)
        await discord.stop()  # now the other one goes
        await server.command("/slate", "angry")
        await server.until(lambda: len(answers(server)) == 2, PATIENCE)
        assert any("Slack" in line and "Acme" in line for line in said)
        bot.terminate()
        assert await asyncio.wait_for(bot.wait(), 60.0) == 0
