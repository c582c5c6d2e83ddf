"""The app as Slack is told of it: commands, menus, events and permissions, from what the features declare.

Reference: https://docs.slack.dev/reference/app-manifest. Nothing is asked for that nothing here uses. Messages of
channels (``channels:history``) come as events only, for files that are dropped there; no history is ever read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from bot.cog import Feature, Parameter
from bot.config import Settings
from bot.slack._door import REQUESTS, RETURN

SCOPES = (
    "app_mentions:read",
    "channels:history",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "im:history",
    "links:read",
    "links:write",
    "users:read",
)
EVENTS = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "link_shared",
    "message.channels",
    "message.groups",
    "message.im",
    "tokens_revoked",
)
DOMAINS = ("open.spotify.com",)
NAME = "Slate"
SENTENCE = "Hears songs and answers with mood art"
COLOUR = "#1d2433"
NEW_APP = "https://api.slack.com/apps?new_app=1"
"""Where Slack makes an app of a manifest."""
LONGEST_HINT = 1000
LONGEST_DESCRIPTION = 150

Manifest = dict[str, Any]


def manifest(features: Iterable[Feature], settings: Settings) -> Manifest:
    """The manifest for the way that the settings choose: Socket Mode or HTTP, one workspace or many."""
    features = sorted(features, key=lambda feature: feature.name)
    http, public = settings.slack_mode == "http", settings.slack_public_url.rstrip("/")
    requests = f"{public}{REQUESTS}" if http else ""
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {"name": NAME, "description": SENTENCE, "background_color": COLOUR},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": NAME, "always_online": True},
            "shortcuts": [_shortcut(feature) for feature in features if feature.on_message],
            "slash_commands": [_command(feature, requests) for feature in features],
            "unfurl_domains": list(DOMAINS),
        },
        "oauth_config": {
            **({"redirect_urls": [f"{public}{RETURN}"]} if settings.slack_shared else {}),
            "scopes": {"bot": list(SCOPES)},
        },
        "settings": {
            "event_subscriptions": _url(requests) | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | _url(requests),
            "org_deploy_enabled": False,
            "socket_mode_enabled": not http,
            "token_rotation_enabled": settings.slack_shared,
        },
    }


def yaml(told: Manifest) -> str:
    """The manifest as YAML; texts are written as JSON writes them, which YAML reads alike."""
    return "\n".join(_lines(told)) + "\n"


def _lines(value: Manifest, indent: str = "") -> Iterator[str]:
    for name, each in value.items():
        if isinstance(each, dict):
            yield f"{indent}{name}:"
            yield from _lines(each, indent + "  ")
        elif isinstance(each, list):
            yield f"{indent}{name}:"
            yield from _items(each, indent + "  ")
        else:
            yield f"{indent}{name}: {_scalar(each)}"


def _items(values: Sequence[Any], indent: str) -> Iterator[str]:
    for each in values:
        if isinstance(each, dict):
            first, *rest = _lines(each, indent + "  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
        else:
            yield f"{indent}- {_scalar(each)}"


def _scalar(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


def _command(feature: Feature, requests: str) -> Manifest:
    hint = " ".join(_hint(parameter) for parameter in feature.parameters)[:LONGEST_HINT]
    return {
        "command": f"/{feature.name}",
        "description": feature.sentence,
        **({"usage_hint": hint} if hint else {}),
        **_url(requests, "url"),
        "should_escape": _takes_mentions(feature),
    }


def _hint(parameter: Parameter) -> str:
    shown = parameter.name if parameter.required else f"{parameter.name}={'|'.join(parameter.choices) or '…'}"
    return shown if parameter.required else f"[{shown}]"


def _takes_mentions(feature: Feature) -> bool:
    """Whether its words may name channels and people, which Slack makes mentions of only where it is told to."""
    return any(parameter.kind == "text" for parameter in feature.parameters)


def _shortcut(feature: Feature) -> Manifest:
    return {
        "name": feature.on_message,
        "type": "message",
        "callback_id": feature.name,
        "description": feature.sentence[:LONGEST_DESCRIPTION],
    }


def _url(requests: str, name: str = "request_url") -> Manifest:
    return {name: requests} if requests else {}
