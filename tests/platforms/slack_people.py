"""The people of Slack workspaces: what they do there is told to the app, by Socket Mode or as signed requests.

Also what the app made of it: the messages, cards and pages that they see. An event, a command or a menu that the
manifest does not know fails the test, and so does what is not acknowledged within three seconds.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import itertools
import json
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

import cogs
from bot.cog import discover
from bot.config import Settings
from bot.slack import manifest
from tests.platforms import slack_blocks

T = TypeVar("T")
Body = dict[str, Any]

BOT_TOKEN, APP_TOKEN = "xoxb-1-right", "xapp-1-right"
TEAM, BOT = "T1", "UBOT"
ANN, BEN = "UANN", "UBEN"
GENERAL, CLOSED, DIRECT = "C1", "C9", "D1"
ACK = 3.0  # seconds
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
CLIENT_ID, CLIENT_SECRET = "111.222", "shhh"
EVENT_SCOPES = {
    "app_mention": "app_mentions:read",
    "link_shared": "links:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
}


class Refused(Exception):
    """The API's ``{"ok": false}``, and what it says with it."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Call:
    """One call of the Web API."""

    method: str
    args: Body
    team: str = ""
    at: float = field(default_factory=time.monotonic)


@dataclass
class File:
    """A file: what the app uploaded, or a person."""

    id: str
    name: str
    data: bytes = b""
    length: int = 0
    alt: str = ""
    complete: bool = False
    busy: int = 0
    """How often it is refused in a block before it counts as processed."""
    shared: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Message:
    """A message as a channel shows it."""

    channel: str
    ts: str
    text: str
    blocks: list[Body]
    thread: str = ""
    private_to: str = ""
    edits: int = 0
    team: str = "T1"

    def button(self, label: str) -> Body:
        """The button with that label."""
        return next(b for b in slack_blocks.elements(self.blocks, "button") if b["text"]["text"] == label)

    @property
    def seen(self) -> str:
        """All its text."""
        return "\n".join(slack_blocks.texts(self.blocks))

    @property
    def pictures(self) -> list[str]:
        """The files it shows."""
        return [image["slack_file"]["id"] for image in slack_blocks.elements(self.blocks, "image")]


class Workspace:
    """One app, in one workspace until others install it."""

    away = False
    """Nothing is answered."""
    hurried = False
    """Triggers are too old as soon as they are there."""
    cards = True
    """Whether this Slack knows cards."""

    def __init__(self, settings: Settings | None = None) -> None:
        """``settings`` are what the app's manifest is made for."""
        self.manifest = manifest(discover(cogs), settings or Settings(_env_file=None))
        self.scopes = set(self.manifest["oauth_config"]["scopes"]["bot"])
        self.tokens = {BOT_TOKEN: TEAM}
        """Tokens that are good, and the workspace of each."""
        self.refresh_tokens: dict[str, str] = {}
        """Tokens that renew others, once, and their workspace."""
        self.codes: dict[str, str] = {}
        """Consent that somebody gave for a workspace, to be turned into tokens once."""
        self.lifetime = 43_200
        """Seconds that a token of an installation lives."""
        self.requests_url = ""
        """Where requests go over HTTP; empty: by Socket Mode."""
        self.statuses: list[int] = []
        """What requests over HTTP were answered with."""
        self.violations: list[str] = []
        """What the real one would not have taken; each fails the test."""
        self.homes: dict[str, list[Body]] = {}
        """What is on each person's page."""
        self.unfurled: dict[str, list[Body]] = {}
        """The cards under links, by their addresses."""
        self.people = {ANN: {"is_admin": True}, BEN: {"is_admin": False}}
        self.member_of = {GENERAL, DIRECT}
        self.calls: list[Call] = []
        self.messages: dict[str, Message] = {}
        self.files: dict[str, File] = {}
        self.views: list[Body] = []
        self.triggers: dict[str, float] = {}
        self.limited: Counter[str] = Counter()
        """How often a method answers 429 from now on."""
        self.broken: Counter[str] = Counter()
        """How often a method answers from now on that the service is out of order."""
        self.slow: dict[str, float] = {}
        """Seconds a method takes."""
        self.processing = 0
        """How often a new picture is refused in a block."""
        self.acks: dict[str, asyncio.Future[Body]] = {}
        self.login_page = ""
        """Downloads answer with the page that asks to log in, as without files:read, and call it so."""
        self.redirect = ""
        """Where downloads lead instead."""
        self.sockets: list[web.WebSocketResponse] = []
        self._tickets: set[str] = set()
        self._numbers = itertools.count(1)
        self.origin = ""

    # what the app made of it

    def called(self, method: str) -> list[Body]:
        """The arguments of every call of a method."""
        return [call.args for call in self.calls if call.method == method]

    def said(self, channel: str = GENERAL, private_to: str = "") -> list[Message]:
        """The messages of a channel that everybody sees, or only one person."""
        return [m for m in self.messages.values() if m.channel == channel and m.private_to == private_to]

    async def until(self, look: Callable[[], T], seconds: float = 8.0) -> T:
        """Wait until that is true; its value."""
        end = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > end:
                calls = [call.method for call in self.calls]
                raise AssertionError(f"it never happened; {calls}; {self.messages}; {self.views}")
            await asyncio.sleep(0.005)
        return found

    async def connected(self) -> None:
        """Wait for the app."""
        await self.until(lambda: self.sockets)

    # what people do

    async def command(
        self, name: str, text: str = "", user: str = ANN, channel: str = GENERAL, team: str = TEAM
    ) -> Body:
        """Type a slash command; what it was acknowledged with."""
        known = [command["command"] for command in self.manifest["features"]["slash_commands"]]
        assert name in known, f"Slack knows no {name}, only {known}"
        return await self.send(
            "slash_commands",
            {
                "command": name,
                "text": text,
                "team_id": team,
                "user_id": user,
                "channel_id": channel,
                "trigger_id": self._trigger(),
                "response_url": f"{self.origin}/response/{secrets.token_hex(4)}",
                "api_app_id": "A1",
            },
        )

    async def say(
        self, text: str, *files: Body, user: str = ANN, channel: str = GENERAL, thread: str = "", **more: Any
    ) -> Body:
        """Write a message to the app alone or in a channel, where a mention is told twice; the last event's payload."""
        message = {"user": user, "text": text, "channel": channel, "ts": self._ts()}
        message |= {"thread_ts": thread} if thread else {}
        message |= {"files": list(files), "subtype": "file_share"} if files else {}
        if channel == DIRECT:
            return await self.happen({"type": "message", "channel_type": "im"} | message | more)
        payload = await self.happen({"type": "message", "channel_type": "channel"} | message | more)
        if f"<@{BOT}>" in text:
            message.pop("subtype", None)
            payload = await self.happen({"type": "app_mention"} | message | more)
        return payload

    async def happen(self, event: Body, team: str = TEAM) -> Body:
        """Tell the app of an event that it subscribes to; the envelope's payload."""
        kind = event["type"]
        name = {"im": "message.im", "channel": "message.channels"}[event["channel_type"]] if kind == "message" else kind
        assert name in self.manifest["settings"]["event_subscriptions"]["bot_events"], f"nobody subscribed to {name}"
        assert EVENT_SCOPES.get(name, "") in {"", *self.scopes}, f"{name} needs {EVENT_SCOPES[name]}"
        payload = {
            "type": "event_callback",
            "event_id": f"Ev{next(self._numbers)}",
            "team_id": team,
            "event": event,
            "authorizations": [{"team_id": team, "user_id": BOT, "is_bot": True}],
        }
        await self.send("events_api", payload)
        return payload

    async def share(self, *urls: str, user: str = ANN, channel: str = GENERAL, **more: Any) -> Body:
        """Post links."""
        domains = self.manifest["features"]["unfurl_domains"]
        links = [{"domain": url.split("/")[2], "url": url} for url in urls]
        assert all(link["domain"] in domains for link in links), "Slack tells of no other links"
        event = {"type": "link_shared", "channel": channel, "user": user, "message_ts": self._ts(), "links": links}
        return await self.happen(event | {"event_ts": self._ts(), "is_bot_user_member": True} | more)

    async def open_home(self, user: str = ANN, tab: str = "home") -> list[Body]:
        """Open the page of the app; what is on it."""
        self.homes.pop(user, None)
        await self.happen({"type": "app_home_opened", "user": user, "channel": DIRECT, "tab": tab})
        return await self.until(lambda: self.homes.get(user, [])) if tab == "home" else []

    async def press_home(self, label: str, user: str = ANN) -> Body:
        """Press a button on the page of the app."""
        button = next(b for b in slack_blocks.elements(self.homes[user], "button") if b["text"]["text"] == label)
        payload = self._interaction("block_actions", user) | {
            "container": {"type": "view", "view_id": "V2"},
            "view": {"id": "V2", "type": "home", "team_id": TEAM, "app_installed_team_id": TEAM},
            "actions": [button | {"block_id": "b", "action_ts": self._ts()}],
        }
        return await self.send("interactive", payload)

    async def press_card(self, url: str, user: str = ANN, channel: str = GENERAL) -> Body:
        """Press the button of a card under a link."""
        (button,) = slack_blocks.elements(self.unfurled[url], "button")
        payload = self._interaction("block_actions", user) | {
            "container": {"type": "message_attachment", "message_ts": "1.1", "channel_id": channel, "attachment_id": 1},
            "channel": {"id": channel, "name": "general"},
            "app_unfurl": {"app_unfurl_url": url},
            "actions": [button | {"block_id": "b", "action_ts": self._ts()}],
        }
        return await self.send("interactive", payload)

    async def uninstall(self, team: str = TEAM) -> None:
        """Put the app out of a workspace: its tokens die, and it is told so."""
        self.tokens = {token: of for token, of in self.tokens.items() if of != team}
        await self.happen({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT]}}, team)
        await self.happen({"type": "app_uninstalled"}, team)

    async def shortcut(self, callback: str, message: Body, user: str = ANN, channel: str = GENERAL) -> Body:
        """Choose an action from a message's menu."""
        known = [each["callback_id"] for each in self.manifest["features"]["shortcuts"]]
        assert callback in known, f"the menu has no {callback}, only {known}"
        payload = self._interaction("message_action", user) | {
            "callback_id": callback,
            "channel": {"id": channel, "name": "general"},
            "message": {"type": "message", "user": BEN, "ts": self._ts(), "text": ""} | message,
            "message_ts": "1.1",
        }
        return await self.send("interactive", payload)

    async def press(self, message: Message, label: str, user: str = ANN) -> Body:
        """Press a button."""
        button = message.button(label)
        container = {"type": "message", "message_ts": message.ts, "channel_id": message.channel}
        container |= {"is_ephemeral": bool(message.private_to)}
        payload = self._interaction("block_actions", user) | {
            "container": container | ({"thread_ts": message.thread} if message.thread else {}),
            "channel": {"id": message.channel, "name": "general"},
            "actions": [button | {"block_id": "b", "action_ts": self._ts()}],
        }
        if not message.private_to:
            payload["message"] = {"ts": message.ts, "text": message.text, "blocks": message.blocks}
        return await self.send("interactive", payload)

    async def fill(self, view: Body, user: str = ANN, **given: Any) -> Body:
        """Send a form; a field takes a text, or a list of files. What it was acknowledged with."""
        values: dict[str, Body] = {}
        for block in view["blocks"]:
            kind = block["element"]["type"]
            value = given.pop(block["block_id"].replace(":", "_"), None)
            state: Body = {"type": kind}
            if kind == "file_input":
                state["files"] = value or []
            elif kind == "static_select":
                chosen = [o for o in block["element"]["options"] if o["value"] == value]
                state["selected_option"] = chosen[0] if chosen else block["element"].get("initial_option")
            else:
                state["value"] = value if value is not None else block["element"].get("initial_value")
            values[block["block_id"]] = {block["element"]["action_id"]: state}
        assert not given, f"the form has no {list(given)}"
        sent = view | {"id": "V1", "team_id": TEAM, "state": {"values": values}}
        return await self.send("interactive", self._interaction("view_submission", user) | {"view": sent})

    def upload(self, name: str, data: bytes, media_type: str = "audio/mpeg", **more: Any) -> Body:
        """A person's file, as events describe it."""
        file = File(f"F{next(self._numbers)}", name, data, len(data), complete=True)
        self.files[file.id] = file
        url = f"{self.origin}/files-pri/{TEAM}-{file.id}/download/{name}"
        described = {"id": file.id, "name": name, "mimetype": media_type, "size": len(data), "mode": "hosted"}
        return described | {"url_private_download": url} | more

    async def send(self, kind: str, payload: Body, retry: int = 0) -> Body:
        """Send an envelope and wait three seconds for its acknowledgement; its payload."""
        envelope = {"envelope_id": secrets.token_hex(8), "type": kind, "payload": payload}
        envelope |= {"accepts_response_payload": kind != "events_api"}
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": "timeout" if retry else ""}
        if self.requests_url:
            return await self.post(kind, payload, retry)
        acked = asyncio.get_running_loop().create_future()
        self.acks[str(envelope["envelope_id"])] = acked
        await self.sockets[-1].send_json(envelope)
        try:
            return await asyncio.wait_for(acked, ACK)
        except TimeoutError:
            raise AssertionError(f"no acknowledgement within {ACK:.0f} s: {payload}") from None

    async def post(self, kind: str, payload: Body, retry: int = 0, **wrong: Any) -> Body:
        """Send a request over HTTP, signed unless ``wrong`` says how; what it was acknowledged with."""
        body = {
            "slash_commands": lambda: urlencode(payload),
            "interactive": lambda: urlencode({"payload": json.dumps(payload)}),
            "events_api": lambda: json.dumps(payload),
        }[kind]()
        stamp = str(wrong.get("stamp", int(time.time())))
        signed = hmac.new(SECRET.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        form = "application/json" if kind == "events_api" else "application/x-www-form-urlencoded"
        headers = {"Content-Type": form, "X-Slack-Request-Timestamp": stamp}
        headers |= {"X-Slack-Signature": wrong.get("signature", f"v0={signed}")}
        headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"} if retry else {}
        timeout = aiohttp.ClientTimeout(total=ACK)
        sent = wrong.get("body", body)
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.post(self.requests_url, data=sent, headers=headers) as response,
        ):
            self.statuses.append(response.status)
            text = await response.text()
        assert wrong or response.status == 200, f"{response.status}: {text}"
        return json.loads(text) if text.startswith("{") else {}

    def _interaction(self, kind: str, user: str) -> Body:
        return {
            "type": kind,
            "team": {"id": TEAM, "domain": "acme"},
            "user": {"id": user, "username": user.lower(), "team_id": TEAM},
            "api_app_id": "A1",
            "trigger_id": self._trigger(),
        }

    def _trigger(self) -> str:
        trigger = secrets.token_hex(6)
        self.triggers[trigger] = time.monotonic() - self.hurried * 2 * ACK
        return trigger

    def _ts(self) -> str:
        return f"1700000000.{next(self._numbers):06d}"
