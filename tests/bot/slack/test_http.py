"""Requests over HTTP: signed and fresh or refused, acknowledged in time, done once however often they come."""

from __future__ import annotations

import asyncio
import io
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot import words
from bot.config import Settings
from engine.fake import FakeEngine
from tests.platforms.slack_server import ANN, BOT, GENERAL, SECRET, TEAM, SlackServer
from tests.platforms.slack_world import Here, held, joined, settings_for, shown

HTTP = {"slack_mode": "http", "slack_signing_secret": SECRET, "slack_public_url": "https://slate.example.org/"}


@asynccontextmanager
async def served(server: SlackServer, engine: FakeEngine | None = None, **more: Any) -> AsyncIterator[Here]:
    """A bot whose requests come over HTTP; it needs no app token."""
    async with joined(server, engine, slack_app_token="", **(HTTP | more)) as here:
        await server.until(lambda: here.slack.online)
        port = here.slack._connection._door.port
        server.requests_url = f"http://127.0.0.1:{port}/slack/events"
        yield here


def command(text: str = "happy", **more: Any) -> dict[str, Any]:
    """A slash command as Slack posts it."""
    told = {"command": "/slate", "text": text, "team_id": TEAM, "user_id": ANN, "channel_id": GENERAL}
    return told | {"trigger_id": "1.2.3", "response_url": "https://hooks.slack.com/x", "api_app_id": "A1"} | more


async def test_commands_events_forms_and_buttons_work_as_by_socket_mode(server: SlackServer) -> None:
    async with served(server) as here:
        assert here.slack.state == "connected as slate in Acme"
        await server.command("/slate", "happy")
        (first,) = await server.until(lambda: shown(server))
        await server.press(first, "Again")
        await server.until(lambda: shown(server)[1:])
        await server.say(f"<@{BOT}> slate sad", thread="1699999999.000001")
        (third,) = await server.until(lambda: shown(server)[2:])
        assert third.thread == "1699999999.000001"
        await server.command("/slate")
        (view,) = await server.until(lambda: server.views)
        assert (await server.fill(view))["response_action"] == "errors"
        await server.fill(view, song="angry")
        await server.until(lambda: shown(server)[3:])
        assert server.sockets == []
        assert set(server.statuses) == {200}


async def test_slack_checks_the_address_once(server: SlackServer) -> None:
    async with served(server):
        challenge = {"type": "url_verification", "challenge": "3eZbrw1aBm", "token": "old"}
        assert await server.post("events_api", challenge) == {"challenge": "3eZbrw1aBm"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"signature": "v0=" + "0" * 64},
        {"signature": ""},
        {"signature": "v1=abc"},
        {"body": urlencode(command("sad"))},  # signed for another one
        {"stamp": int(time.time()) - 301},
        {"stamp": int(time.time()) + 3600},
        {"stamp": "soon"},
        {"stamp": ""},
        {"stamp": "١٢٣"},
    ],
    ids=lambda wrong: next(iter(wrong)) + str(next(iter(wrong.values())))[:4],
)
async def test_what_is_not_signed_by_slack_now_is_refused(server: SlackServer, wrong: dict[str, Any]) -> None:
    async with served(server) as here:
        await server.post("slash_commands", command(), **wrong)
        assert server.statuses == [401]
        await asyncio.sleep(0.05)
        assert await here.bot.store.jobs() == []
        assert server.called("users.info") == []


async def test_an_old_check_opens_no_way_around_the_signature(server: SlackServer) -> None:
    """The library lets through, unsigned, what says that it only checks the certificate."""
    async with served(server) as here:
        await server.post("slash_commands", command(ssl_check="1"), signature="v0=0")
        await asyncio.sleep(0.05)
        assert await here.bot.store.jobs() == []
        assert server.messages == {}


async def test_a_request_that_comes_again_is_done_once(server: SlackServer) -> None:
    async with served(server):
        event = await server.say(f"<@{BOT}> slate happy")
        await server.until(lambda: shown(server))
        for retry in (1, 2, 3):
            await server.send("events_api", event, retry)
        for _ in range(3):  # somebody who overheard it plays it again within five minutes
            await server.post("slash_commands", command("sad"))
        await server.until(lambda: shown(server)[1:])
        await server.say(f"<@{BOT}> slate angry")
        await server.until(lambda: shown(server)[2:])
        assert len(server.said()) == 3


async def test_no_acknowledgement_waits_for_slack_or_the_engine(server: SlackServer) -> None:
    async with served(server, held()):
        server.slow.update(dict.fromkeys(("users.info", "views.open", "chat.postMessage"), 5.0))
        for line in ("happy", ""):
            begun = time.monotonic()
            await server.command("/slate", line)
            assert time.monotonic() - begun < 1.0


async def test_a_form_with_gaps_is_answered_in_time_though_nobody_knows_the_language(server: SlackServer) -> None:
    async with served(server):
        await server.command("/slate")
        (view,) = await server.until(lambda: server.views)
        server.slow["users.info"] = 5.0
        begun = time.monotonic()
        answer = await server.fill(view, user="UBEN")
        assert answer["response_action"] == "errors"
        assert time.monotonic() - begun < 2.0


async def test_what_is_no_text_or_too_much_is_refused(server: SlackServer) -> None:
    async with served(server), aiohttp.ClientSession() as session:
        stamp = {"X-Slack-Request-Timestamp": str(int(time.time()))}
        for body, status in ((io.BytesIO(b"\xff\xfe"), 400), (io.BytesIO(b"a" * 2**21), 413)):
            async with session.post(server.requests_url, data=body, headers=stamp) as response:
                assert response.status == status
        async with session.get(server.requests_url) as response:
            assert response.status == 405
        async with session.get(server.requests_url.replace("events", "install")) as response:
            assert response.status == 404, "nobody else can install it"


async def test_a_taken_port_is_a_sentence(server: SlackServer) -> None:
    async with served(server) as first:
        port = first.slack._connection._door.port
        async with joined(server, slack_app_token="", **(HTTP | {"slack_port": port})) as here:
            await server.until(lambda: "cannot listen" in here.slack.state)
            assert str(port) in here.slack.state
            assert not here.slack.online


@pytest.mark.parametrize(
    ("settings", "needed"),
    [
        ({"slack_mode": "http"}, ("SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET")),
        ({"slack_mode": "http", "slack_bot_token": "xoxb"}, ("SLACK_SIGNING_SECRET",)),
        ({"slack_client_id": "1", "slack_client_secret": "2"}, ("SLACK_APP_TOKEN", "SLACK_PUBLIC_URL")),
        ({"slack_client_id": "1"}, ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN")),
    ],
)
def test_what_is_missing_is_told(settings: dict[str, str], needed: tuple[str, ...]) -> None:
    asked = Settings(_env_file=None, **settings)
    assert asked.slack_needs == needed
    assert all(name in words.connections(asked)["Slack"] for name in needed)


async def test_the_settings_of_these_tests_need_no_more(server: SlackServer) -> None:
    assert settings_for(server, slack_app_token="", **HTTP).slack_needs == ()
