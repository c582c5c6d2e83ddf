"""The check-up: tokens that Slack knows, permissions that are missing, and a Slack that is away."""

from __future__ import annotations

import pytest

from bot.doctor import _slack
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import settings_for


async def test_all_is_well(server: SlackServer) -> None:
    found = await _slack(settings_for(server))
    assert (found.good, "grants all" in found.sentence) == (True, True)


async def test_permissions_of_an_older_manifest_are_named(server: SlackServer) -> None:
    server.scopes -= {"links:write", "files:read"}
    found = await _slack(settings_for(server))
    assert not found.good
    assert "files:read and links:write" in found.sentence
    assert "slate invite slack" in found.sentence


@pytest.mark.parametrize("setting", ["slack_bot_token", "slack_app_token"])
async def test_a_wrong_token_is_named(server: SlackServer, setting: str) -> None:
    found = await _slack(settings_for(server, **{setting: "xoxb-wrong"}))
    assert (found.good, setting.upper() in found.sentence) == (False, True)


async def test_a_slack_that_is_away_is_no_fault_of_the_token(server: SlackServer) -> None:
    found = await _slack(settings_for(server, slack_api_base="http://127.0.0.1:9/api"))
    assert (found.good, "cannot reach Slack" in found.sentence) == (False, True)


async def test_no_tokens_are_no_fault(server: SlackServer) -> None:
    found = await _slack(settings_for(server, slack_bot_token=""))
    assert (found.good, "SLACK_BOT_TOKEN" in found.sentence) == (True, True)
    assert server.calls == []
