"""The strict Slack itself: what the real one would refuse is refused, and what it would resent fails the test."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.platforms import slack_blocks
from tests.platforms.slack_server import ANN, APP_TOKEN, BOT_TOKEN, CLOSED, GENERAL, SlackServer
from tests.platforms.slack_world import Here, joined, shown

Blocks = list[dict[str, Any]]


def section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": {"type": "plain_text", "text": "x"}, "action_id": "a"} | more


def image(**more: Any) -> dict[str, Any]:
    return {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "x"} | more


def card(**more: Any) -> dict[str, Any]:
    return {"type": "carousel", "elements": [{"type": "card", "title": {"type": "mrkdwn", "text": "x"}} | more]}


@pytest.fixture
async def client(server: SlackServer) -> AsyncWebClient:
    return AsyncWebClient(token=BOT_TOKEN, base_url=f"{server.origin}/api/")


@pytest.mark.parametrize(
    "blocks",
    [
        [],
        [section("x")] * 51,
        [section("")],
        [section("x" * 3001)],
        [section("x" * 2900)] * 5,
        [{"type": "section"}],
        [{"type": "section", "fields": [{"type": "mrkdwn", "text": "x"}] * 11}],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "actions", "elements": [button(), button()]}],
        [{"type": "actions", "elements": [button(action_id=str(n)) for n in range(26)]}],
        [{"type": "actions", "elements": [button(value="x" * 2001)]}],
        [{"type": "actions", "elements": [button(text={"type": "plain_text", "text": "x" * 76})]}],
        [image(alt_text="")],
        [image(alt_text="x" * 2001)],
        [image(image_url="https://a.example/x.png")],
        [card(title={"type": "mrkdwn", "text": "x" * 151})],
        [card(body={"type": "mrkdwn", "text": "x" * 201})],
        [{"type": "carousel", "elements": card()["elements"] * 11}],
        [{"type": "input", "label": {"type": "plain_text", "text": "x"}, "element": {"type": "file_input"}}],
    ],
    ids=range(19),
)
def test_blocks_over_a_limit_are_found(blocks: Blocks) -> None:
    assert slack_blocks.problems(blocks, "message")
    assert slack_blocks.problems([section("x"), {"type": "actions", "elements": [button()]}, card()], "message") == []


async def refused(call: Any) -> str:
    with pytest.raises(SlackApiError) as caught:
        await call
    return str(caught.value.response["error"])


@pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")
async def test_the_web_api_refuses_as_slack_does(server: SlackServer, client: AsyncWebClient) -> None:
    wrong = AsyncWebClient(token="xoxb-wrong", base_url=client.base_url)
    assert await refused(wrong.auth_test()) == "invalid_auth"
    assert await refused(client.apps_connections_open(app_token=BOT_TOKEN)) == "invalid_auth"
    assert await refused(client.chat_postMessage(channel=CLOSED, text="x", blocks=[section("x")])) == "not_in_channel"
    assert await refused(client.chat_update(channel=GENERAL, ts="1.1", text="x", blocks=[section("x")])) == (
        "message_not_found"
    )
    assert await refused(client.users_info(user="U404")) == "user_not_found"
    posted = client.chat_postMessage(channel=GENERAL, text="x", blocks=[image()])
    assert await refused(posted) == "invalid_blocks"
    whispered = await client.chat_postEphemeral(channel=GENERAL, user=ANN, text="x", blocks=[section("x")])
    edited = client.chat_update(channel=GENERAL, ts=whispered["message_ts"], text="x", blocks=[section("x")])
    assert await refused(edited) == "message_not_found", "what one person sees cannot be edited"
    assert await refused(client.oauth_v2_access(client_id="1", client_secret="2", code="3")) == "invalid_client_id"


async def test_a_file_is_uploaded_in_three_steps_and_whole(server: SlackServer, client: AsyncWebClient) -> None:
    told = await client.files_getUploadURLExternal(filename="a.png", length=4)
    unsent = client.files_completeUploadExternal(files=[{"id": told["file_id"]}])
    assert await refused(unsent) == "file_upload_size_restricted"
    async with aiohttp.ClientSession() as session:
        async with session.post(told["upload_url"], data=b"abc") as response:
            assert response.status == 400
        async with session.post(told["upload_url"], data=b"abcd") as response:
            assert response.status == 200
    shared = client.files_completeUploadExternal(files=[{"id": told["file_id"]}], channel_id=CLOSED)
    assert await refused(shared) == "not_in_channel"
    await client.files_completeUploadExternal(files=[{"id": told["file_id"]}])
    long = client.files_getUploadURLExternal(filename="a.png", length=4, alt_txt="x" * 1001)
    assert await refused(long) == "invalid_arguments"


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.chat_postMessage(channel=GENERAL, text="x", blocks=[section("x" * 3001)]),
        lambda client: client.files_info(file="F1"),
        lambda client: client.views_publish(user_id=ANN, view={"type": "home", "blocks": [section("x")] * 101}),
        lambda client: client.chat_unfurl(channel=GENERAL, unfurls={}),
        lambda client: client.conversations_history(channel=GENERAL),
    ],
    ids=["blocks", "scope", "home", "unfurl", "method"],
)
async def test_what_slack_would_resent_fails_the_test(call: Callable[[AsyncWebClient], Any]) -> None:
    async def resented() -> None:
        async with SlackServer().running() as server:
            server.scopes.discard("files:read")
            client = AsyncWebClient(token=BOT_TOKEN, base_url=f"{server.origin}/api/")
            with suppress(SlackApiError):
                await call(client)

    with pytest.raises(AssertionError):
        await resented()


async def test_an_envelope_that_nobody_acknowledges_fails_the_test(
    server: SlackServer, client: AsyncWebClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.platforms.slack_people.ACK", 0.1)
    opened = await client.apps_connections_open(app_token=APP_TOKEN)
    async with aiohttp.ClientSession() as session, session.ws_connect(opened["url"]) as socket:
        assert json.loads((await socket.receive()).data)["type"] == "hello"
        with pytest.raises(AssertionError, match="no acknowledgement"):
            await server.command("/slate", "happy")
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])  # an address is good once


async def test_commands_events_and_menus_that_the_manifest_does_not_know_fail_the_test(server: SlackServer) -> None:
    for doing in (
        server.command("/nonsense"),
        server.shortcut("about", {}),
        server.happen({"type": "reaction_added"}),
        server.share("https://a.example/x"),
    ):
        with pytest.raises(AssertionError):
            await doing


# the connection


@pytest.mark.parametrize("reason", ["refresh_requested", "warning", "too_many_websockets"])
async def test_slack_may_ask_for_another_connection_at_any_time(here: Here, reason: str) -> None:
    server = here.server
    first = server.sockets[0]
    await first.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
    await server.until(lambda: server.sockets and server.sockets[-1] is not first)
    await server.command("/slate", "happy")
    await server.until(lambda: shown(server))


async def test_a_line_that_breaks_is_made_anew_and_nothing_is_done_twice(
    server: SlackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not acknowledged on the old line comes again on the new one, perhaps though it was done."""
    monkeypatch.setattr("bot.slack._connection.PING", 0.2)
    async with joined(server):
        first = server.sockets[0]
        event = await server.say("<@UBOT> slate happy")
        await server.until(lambda: shown(server))
        assert first._req
        assert first._req.transport
        first._req.transport.abort()
        await server.until(lambda: server.sockets and server.sockets[-1] is not first, 30.0)
        await server.send("events_api", event, retry=1)
        await server.command("/slate", "sad")
        await server.until(lambda: shown(server)[1:])
        await asyncio.sleep(0.1)
        assert len(server.said()) == 2
