"""The manifest: true to the features and to what the app listens to, within Slack's limits, and kept up to date."""

from __future__ import annotations

import json
import re
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.config import Settings
from bot.slack import NEW_APP, manifest, yaml
from bot.slack._manifest import EVENTS, SCOPES
from tests.platforms import slack_server
from tests.platforms.slack_world import FEATURES, Here

KEPT = Path(__file__).parents[3] / "slack-manifest.yaml"
PLAIN = Settings(_env_file=None)
OPEN = {
    "slack_mode": "http",
    "slack_client_id": "1",
    "slack_client_secret": "2",
    "slack_public_url": "https://slate.example.org/",
}


def parsed(text: str) -> object:
    """The little YAML that a manifest is written in, read by its indentation and not by the writer's code."""
    lines = [line for line in text.splitlines() if line.strip()]

    def block(depth: int) -> object:
        here: dict[str, object] | list[object] = [] if lines[0].strip().startswith("- ") else {}
        while lines and len(lines[0]) - len(lines[0].lstrip()) == depth:
            line = lines.pop(0).strip()
            if isinstance(here, list):
                line = line.removeprefix("- ")
                if not re.match(r"\w+:", line):
                    here.append(json.loads(line))
                    continue
                lines.insert(0, " " * (depth + 2) + line)
                here.append(block(depth + 2))
                continue
            name, _, value = line.partition(":")
            deeper = lines and len(lines[0]) - len(lines[0].lstrip()) > depth
            here[name] = json.loads(value) if value.strip() else block(depth + 2) if deeper else None
        return here

    return block(0)


def test_the_file_is_what_the_command_prints() -> None:
    assert KEPT.read_text(encoding="utf-8") == yaml(manifest(FEATURES, PLAIN)), (
        "slate invite slack > slack-manifest.yaml"
    )


@pytest.mark.parametrize("settings", [{}, OPEN], ids=["socket", "http"])
def test_yaml_says_what_is_meant(settings: dict[str, str]) -> None:
    told = manifest(FEATURES, Settings(_env_file=None, **settings))
    assert parsed(yaml(told)) == told


def test_slate_invite_slack_prints_it_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    environment = {"LANG": "de_DE.UTF-8", "LC_ALL": None}
    done = copy_context().run(CliRunner().invoke, main, ["invite", "slack"], env=environment)
    assert done.exit_code == 0, done.output
    assert done.stdout == KEPT.read_text(encoding="utf-8")
    assert NEW_APP in done.stderr
    assert "füge dies dort ein" in done.stderr


@pytest.mark.parametrize("asked", [{"SLACK_MODE": "http"}, {"SLACK_CLIENT_ID": "1", "SLACK_CLIENT_SECRET": "2"}])
def test_a_manifest_without_an_address_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, asked: dict[str, str]
) -> None:
    monkeypatch.chdir(tmp_path)
    done = copy_context().run(CliRunner().invoke, main, ["invite", "slack"], env=asked | {"LC_ALL": "C"})
    assert (done.exit_code, done.stdout) == (1, "")
    assert "SLACK_PUBLIC_URL" in done.stderr


def test_every_feature_is_in_it_and_fits() -> None:
    told = manifest(FEATURES, PLAIN)["features"]
    commands = {each["command"]: each for each in told["slash_commands"]}
    assert set(commands) == {f"/{feature.name}" for feature in FEATURES}
    assert {each["callback_id"]: each["name"] for each in told["shortcuts"]} == {
        feature.name: feature.on_message for feature in FEATURES if feature.on_message
    }
    assert {"Slate this", "Similar songs", "Remix these files"} <= {each["name"] for each in told["shortcuts"]}
    for each in commands.values():
        assert 2 <= len(each["command"]) <= 32
        assert 1 <= len(each["description"]) <= 2000
        assert len(each.get("usage_hint", "-")) <= 1000
    for each in told["shortcuts"]:
        assert each["type"] == "message"
        assert (len(each["name"]) <= 24, 1 <= len(each["description"]) <= 150) == (True, True)
    assert len(commands) <= 50
    assert len(told["shortcuts"]) <= 10
    assert len(told["unfurl_domains"]) <= 5


def test_commands_that_name_channels_or_people_get_them_as_mentions() -> None:
    commands = {each["command"]: each for each in manifest(FEATURES, PLAIN)["features"]["slash_commands"]}
    assert commands["/settings"]["should_escape"] is True
    assert commands["/slate"]["should_escape"] is False


def test_a_new_feature_is_in_it_by_itself() -> None:
    new = replace(FEATURES[0], name="brand_new", on_message="Brand new")
    told = manifest([*FEATURES, new], PLAIN)["features"]
    assert any(each["command"] == "/brand_new" for each in told["slash_commands"])
    assert any(each["callback_id"] == "brand_new" for each in told["shortcuts"])


def test_it_asks_for_what_is_used_and_for_nothing_else() -> None:
    """By Slack's reference, not by our code: what the methods and events need, the commands and private downloads."""
    needed = {*slack_server.SCOPES.values(), *slack_server.EVENT_SCOPES.values(), "commands"} - {""}
    assert set(SCOPES) == needed
    told = manifest(FEATURES, PLAIN)
    assert told["oauth_config"]["scopes"] == {"bot": list(SCOPES)}
    assert "redirect_urls" not in told["oauth_config"]


async def test_the_app_listens_to_every_event_that_it_subscribes_to(here: Here) -> None:
    """An event that nobody listens to is not acknowledged, and Slack would stop to send any."""
    for name in EVENTS:
        kind, _, channel = name.partition(".")
        event = {"type": kind, "user": "UANN", "channel": "C1", "ts": "1.1", "text": "talk", "tab": "messages"}
        event |= {"channel_type": {"channels": "channel", "groups": "group", "im": "im"}[channel]} if channel else {}
        if kind in ("app_uninstalled", "tokens_revoked"):
            event |= {"tokens": {"oauth": ["U1"]}}
        event |= {"links": [], "message_ts": "1.1"} if kind == "link_shared" else {}
        await here.server.send(
            "events_api", {"type": "event_callback", "event_id": name, "team_id": "T1", "event": event}
        )


def test_http_and_many_workspaces_are_settings_away() -> None:
    told = manifest(FEATURES, Settings(_env_file=None, **OPEN))
    requests = "https://slate.example.org/slack/events"
    settings = told["settings"]
    assert (settings["socket_mode_enabled"], settings["token_rotation_enabled"]) == (False, True)
    assert settings["event_subscriptions"]["request_url"] == settings["interactivity"]["request_url"] == requests
    assert {each["url"] for each in told["features"]["slash_commands"]} == {requests}
    assert told["oauth_config"]["redirect_urls"] == ["https://slate.example.org/slack/oauth_redirect"]
    plain = manifest(FEATURES, PLAIN)["settings"]
    assert (plain["socket_mode_enabled"], plain["token_rotation_enabled"]) == (True, False)
    assert "request_url" not in plain["interactivity"]
