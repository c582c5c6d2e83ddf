"""A bot in Slack on the loopback address, as the host starts it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cogs
from bot.cog import discover
from bot.config import Settings
from bot.slack import Slack
from bot.slack._offers import Named
from bot.testing import House, house
from engine.fake import FakeEngine
from tests.platforms.slack_server import APP_TOKEN, BOT_TOKEN, Message, SlackServer

FEATURES = discover(cogs)
GOLDEN = Path(__file__).parent / "golden"


@dataclass
class Here:
    """A workspace and the bot in it."""

    server: SlackServer
    bot: House
    slack: Slack


def settings_for(server: SlackServer, **more: Any) -> Settings:
    """The settings of a bot in that Slack."""
    tokens = {"slack_bot_token": BOT_TOKEN, "slack_app_token": APP_TOKEN}
    plain = {"slack_api_base": f"{server.origin}/api", "slate_max_mib": 1, "slack_port": 0}
    return Settings(_env_file=None, **(tokens | plain | more))


@asynccontextmanager
async def joined(
    server: SlackServer,
    engine: FakeEngine | None = None,
    folder: Path | None = None,
    named: Named | None = None,
    **more: Any,
) -> AsyncIterator[Here]:
    """The bot, with more settings; waits until it is connected unless a token is another than the right one."""
    settings = settings_for(server, **({"slate_data": folder} if folder else {}), **more)
    async with house(FEATURES, engine, folder) as bot:
        slack = Slack(bot.desk, bot.jobs, bot.store, settings, bot.engine.fit, named)
        bot.jobs.serve(slack)
        await slack.start()
        try:
            if not {"slack_bot_token", "slack_app_token"} & more.keys():
                await server.until(lambda: slack.online)
            yield Here(server, bot, slack)
        finally:
            await slack.close()


def held() -> FakeEngine:
    """An engine that does nothing until somebody lets it."""
    return FakeEngine(hold=asyncio.Event())


def shown(server: SlackServer, channel: str = "C1") -> list[Message]:
    """Answers with pictures that everybody sees."""
    return [message for message in server.said(channel) if message.pictures]


def golden(name: str, payload: object) -> None:
    """Compare with what is kept; a new payload is written, to be looked at."""
    path = GOLDEN / f"slack_{name}.json"
    text = json.dumps(payload, indent=2, ensure_ascii=False) + "\n"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8"), f"if the change is meant, delete {path} and run again"
