"""Slack on the loopback address: the Web API, Socket Mode and signed requests as the real one speaks them.

Tests drive it as the people of workspaces (``slack_people``), and look at what the app made of it. What the real one
refuses is refused here: tokens, channels the bot is not in, a trigger older than three seconds, a picture that is not
processed yet. What it would resent fails the test: permissions that the manifest does not ask for, blocks over their
limits.
"""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

from tests.platforms import slack_blocks
from tests.platforms.slack_people import (
    ACK,
    ANN,
    APP_TOKEN,
    BEN,
    BOT,
    BOT_TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    CLOSED,
    DIRECT,
    EVENT_SCOPES,
    GENERAL,
    SECRET,
    TEAM,
    Body,
    Call,
    File,
    Message,
    Refused,
    Workspace,
)

__all__ = [
    "ANN",
    "APP_TOKEN",
    "BEN",
    "BOT",
    "BOT_TOKEN",
    "CLIENT_ID",
    "CLIENT_SECRET",
    "CLOSED",
    "DIRECT",
    "EVENT_SCOPES",
    "GENERAL",
    "SCOPES",
    "SECRET",
    "TEAM",
    "Message",
    "SlackServer",
]

SCOPES = {
    "auth.test": "",
    "apps.connections.open": "",
    "oauth.v2.access": "",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.delete": "chat:write",
    "chat.unfurl": "links:write",
    "views.open": "",
    "views.publish": "",
    "users.info": "users:read",
    "files.info": "files:read",
    "files.delete": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.completeUploadExternal": "files:write",
}
"""What each method needs, as Slack's reference says."""


class SlackServer(Workspace):
    """The service."""

    # Socket Mode

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        if request.query.get("ticket") not in self._tickets:
            raise web.HTTPForbidden
        self._tickets.discard(request.query["ticket"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self.sockets.append(socket)
        async for message in socket:
            if message.type == WSMsgType.TEXT:
                answer = json.loads(message.data)
                acked = self.acks.pop(answer.get("envelope_id"), None)
                if acked is None or not set(answer) <= {"envelope_id", "payload"}:
                    self.violations.append(f"an acknowledgement of nothing: {answer}")
                elif not acked.done():
                    acked.set_result(answer.get("payload") or {})
        self.sockets.remove(socket)
        return socket

    # the Web API

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        args = await _arguments(request)
        if self.away and request.transport:
            request.transport.abort()
        if self.broken[method]:
            self.broken[method] -= 1
            return web.Response(status=503, text="upstream connect error")
        way, _, given = request.headers.get("Authorization", "").partition(" ")
        if way == "Basic":
            args["client_id"], _, args["client_secret"] = base64.b64decode(given).decode().partition(":")
        token = given if way == "Bearer" else str(args.get("token", ""))
        self.calls.append(Call(method, args, self.tokens.get(token, "")))
        await asyncio.sleep(self.slow.get(method, 0.0))
        if self.limited[method]:
            self.limited[method] -= 1
            return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"})
        try:
            self._let_in(method, token, request)
            body = {"ok": True} | _METHODS[method](self, args | {"token": token})
        except (AssertionError, KeyError) as error:
            self.violations.append(f"{method}: {error!r}")
            raise
        except Refused as refused:
            body = {"ok": False, "error": str(refused)} | (refused.args[1] if refused.args[1:] else {})
        return web.json_response(body, headers={"X-OAuth-Scopes": ",".join(sorted(self.scopes))})

    def _let_in(self, method: str, token: str, request: web.Request) -> None:
        """Look at the token, and at what it allows."""
        if method == "oauth.v2.access":
            return
        if method == "apps.connections.open":
            if token != APP_TOKEN:
                raise Refused("invalid_auth")
        elif token not in self.tokens:
            raise Refused("invalid_auth")
        elif SCOPES[method] not in {"", *self.scopes}:
            raise AssertionError(f"{method} needs {SCOPES[method]}, which the manifest does not ask for")

    def _auth_test(self, args: Body) -> Body:
        team = self.tokens[args["token"]]
        return {"user_id": BOT, "user": "slate", "team_id": team, "team": "Acme", "bot_id": "B1", "url": self.origin}

    def _access(self, args: Body) -> Body:
        """Turn somebody's consent, or a token that renews, into new tokens; each works once."""
        if (args.get("client_id"), args.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            raise Refused("invalid_client_id")
        renewing = args.get("grant_type") == "refresh_token"
        granted, name = (self.refresh_tokens, "refresh_token") if renewing else (self.codes, "code")
        team = granted.pop(args.get(name, ""), "")
        if not team:
            raise Refused("invalid_refresh_token" if renewing else "invalid_code")
        number = next(self._numbers)
        token, refresh = f"xoxe.xoxb-{number}", f"xoxe-{number}"
        self.tokens[token] = team
        self.refresh_tokens[refresh] = team
        return {
            "app_id": "A1",
            "team": {"id": team, "name": "Acme"},
            "enterprise": {"id": "E1", "name": "Acme Corp"},
            "authed_user": {"id": ANN},
            "bot_user_id": BOT,
            "access_token": token,
            "token_type": "bot",
            "scope": ",".join(sorted(self.scopes)),
            "refresh_token": refresh,
            "expires_in": self.lifetime,
        }

    def _open_connection(self, _: Body) -> Body:
        ticket = secrets.token_hex(4)
        self._tickets.add(ticket)
        return {"url": f"{self.origin.replace('http', 'ws', 1)}/link?ticket={ticket}"}

    def _post(self, args: Body) -> Body:
        channel = f"D-{args['channel']}" if args["channel"] in self.people else self._channel(args["channel"])
        message = Message(channel, self._ts(), *self._checked(args), thread=args.get("thread_ts", ""))
        message.team = self.tokens[args["token"]]
        self.messages[message.ts] = message
        return {"channel": channel, "ts": message.ts}

    def _update(self, args: Body) -> Body:
        message = self._own(args)
        message.text, message.blocks = self._checked(args)
        message.edits += 1
        return {"channel": message.channel, "ts": message.ts}

    def _whisper(self, args: Body) -> Body:
        if args["user"] not in self.people:
            raise Refused("user_not_in_channel")
        channel, thread = self._channel(args["channel"]), args.get("thread_ts", "")
        message = Message(channel, self._ts(), *self._checked(args), thread=thread, private_to=args["user"])
        self.messages[message.ts] = message
        return {"message_ts": message.ts}

    def _delete(self, args: Body) -> Body:
        del self.messages[self._own(args).ts]
        return {}

    def _unfurl(self, args: Body) -> Body:
        """Cards go under a message that was posted, or under one that is written."""
        assert {"channel", "ts"} <= args.keys() or {"unfurl_id", "source"} <= args.keys(), args
        for url, card in _json(args["unfurls"]).items():
            assert card.keys() == {"blocks"}, card
            assert slack_blocks.problems(card["blocks"], "message") == []
            self.unfurled[url] = card["blocks"]
        return {}

    def _publish(self, args: Body) -> Body:
        view = _json(args["view"])
        assert view.keys() == {"type", "blocks"}, view.keys()
        assert view["type"] == "home"
        found = slack_blocks.problems(view["blocks"], "home")
        assert found == [], found
        for image in slack_blocks.elements(view["blocks"], "image"):
            self._usable(image["slack_file"]["id"])
        self.homes[args["user_id"]] = view["blocks"]
        return {"view": view}

    def _delete_file(self, args: Body) -> Body:
        if args["file"] not in self.files:
            raise Refused("file_not_found")
        del self.files[args["file"]]
        return {}

    def _own(self, args: Body) -> Message:
        message = self.messages.get(args["ts"])
        if message is None or message.private_to or message.channel != args["channel"]:
            raise Refused("message_not_found")
        assert message.team == self.tokens[args["token"]], "that message is in another workspace"
        return message

    def _channel(self, channel: str) -> str:
        if channel not in self.member_of and not channel.startswith("D-"):
            raise Refused("not_in_channel")
        return channel

    def _checked(self, args: Body) -> tuple[str, list[Body]]:
        """A message's text and blocks, if Slack would take them."""
        if not 0 < len(args.get("text", "")) <= 40_000:
            raise Refused("no_text")
        blocks = _json(args.get("blocks"))
        if found := slack_blocks.problems(blocks, "message"):
            raise AssertionError(f"invalid blocks: {found}")
        if not self.cards and (wrong := [n for n, block in enumerate(blocks) if block["type"] == "carousel"]):
            told = f"[ERROR] unsupported type: carousel [json-pointer:/blocks/{wrong[0]}/type]"
            raise Refused("invalid_blocks", {"response_metadata": {"messages": [told]}})
        for image in slack_blocks.elements(blocks, "image"):
            self._usable(image["slack_file"]["id"])
        return args["text"], blocks

    def _usable(self, id_: str) -> None:
        file = self.files.get(id_)
        told = {"response_metadata": {"messages": ["[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"]}}
        if file is None or not file.complete or not file.name.endswith((".png", ".jpg", ".jpeg", ".gif")):
            raise Refused("invalid_blocks", told)
        if file.busy:
            file.busy -= 1
            raise Refused("invalid_blocks", told)

    def _open_view(self, args: Body) -> Body:
        opened = self.triggers.pop(args["trigger_id"], 0.0)
        if time.monotonic() - opened > ACK:
            raise Refused("expired_trigger_id")
        view = _json(args["view"])
        found = [*slack_blocks.problems(view["blocks"], "modal"), *slack_blocks.plain(view["title"], 24)]
        found += [*slack_blocks.plain(view["submit"], 24), *slack_blocks.plain(view["close"], 24)]
        if found or len(view["private_metadata"]) > 3000 or len(view["callback_id"]) > 255:
            raise AssertionError(f"invalid view: {found}")
        self.views.append(view)
        return {"view": view | {"id": "V1"}}

    def _user(self, args: Body) -> Body:
        if args["user"] not in self.people:
            raise Refused("user_not_found")
        user = {"id": args["user"], "team_id": TEAM, "name": args["user"].lower(), "profile": {"display_name": "Ann"}}
        asked = str(args.get("include_locale")).lower() in ("1", "true")
        hidden = set() if asked else {"locale"}
        told = user | {"locale": "en-US"} | self.people[args["user"]]
        return {"user": {name: value for name, value in told.items() if name not in hidden}}

    def _file(self, args: Body) -> Body:
        file = self.files.get(args["file"])
        if file is None:
            raise Refused("file_not_found")
        url = f"{self.origin}/files-pri/{TEAM}-{file.id}/download/{file.name}"
        return {"file": {"id": file.id, "name": file.name, "size": len(file.data), "url_private_download": url}}

    def _upload_url(self, args: Body) -> Body:
        if not args.get("filename") or int(args.get("length", 0)) <= 0 or len(args.get("alt_txt", "")) > 1000:
            raise Refused("invalid_arguments")
        file = File(f"F{next(self._numbers)}", args["filename"], length=int(args["length"]), busy=self.processing)
        file.alt = args.get("alt_txt", "")
        self.files[file.id] = file
        return {"file_id": file.id, "upload_url": f"{self.origin}/upload/v1/{file.id}"}

    def _complete(self, args: Body) -> Body:
        files = [self.files[each["id"]] for each in _json(args["files"])]
        channel = args.get("channel_id")
        if channel:
            self._channel(channel)
        for file in files:
            if not file.data:
                raise Refused("file_upload_size_restricted")
            file.complete = True
            file.shared += [(channel, args.get("thread_ts", ""))] if channel else []
        return {"files": [{"id": file.id, "title": file.name} for file in files]}

    # bytes

    async def _take_upload(self, request: web.Request) -> web.Response:
        file = self.files[request.match_info["id"]]
        file.data = await request.read()
        if len(file.data) != file.length:
            raise web.HTTPBadRequest
        return web.Response(text=f"OK - {file.length}")

    async def _give(self, request: web.Request) -> web.StreamResponse:
        """A private file; whoever may not have it gets a page, and 200."""
        bearer = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self.login_page or bearer not in self.tokens or "files:read" not in self.scopes:
            page = "<!DOCTYPE html><title>Sign in to Slack</title>"
            return web.Response(text=page, content_type=self.login_page or "text/html")
        if self.redirect:
            raise web.HTTPFound(self.redirect)
        file = self.files[request.match_info["id"]]
        return web.Response(body=file.data, content_type="audio/mpeg")

    @asynccontextmanager
    async def running(self) -> AsyncIterator[SlackServer]:
        """Listen on a port of its own; ``origin`` is where."""
        app = web.Application(client_max_size=2**26)
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_get("/link", self._link)
        app.router.add_post("/upload/v1/{id}", self._take_upload)
        app.router.add_get(rf"/files-pri/{TEAM}-{{id}}/download/{{name}}", self._give)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.origin = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            for socket in list(self.sockets):
                await socket.close()
            await runner.cleanup()
        assert self.violations == []


_METHODS: dict[str, Callable[[SlackServer, Body], Body]] = {
    "auth.test": SlackServer._auth_test,
    "apps.connections.open": SlackServer._open_connection,
    "chat.postMessage": SlackServer._post,
    "chat.update": SlackServer._update,
    "chat.postEphemeral": SlackServer._whisper,
    "chat.delete": SlackServer._delete,
    "chat.unfurl": SlackServer._unfurl,
    "views.publish": SlackServer._publish,
    "files.delete": SlackServer._delete_file,
    "oauth.v2.access": SlackServer._access,
    "views.open": SlackServer._open_view,
    "users.info": SlackServer._user,
    "files.info": SlackServer._file,
    "files.getUploadURLExternal": SlackServer._upload_url,
    "files.completeUploadExternal": SlackServer._complete,
}


async def _arguments(request: web.Request) -> Body:
    """The arguments of a call: JSON or a form, and the address."""
    body: Body = dict(request.query)
    if request.content_type == "application/json":
        return body | await request.json()
    return body | dict(await request.post())


def _json(value: Any) -> Any:
    """An argument that forms carry as text."""
    return json.loads(value) if isinstance(value, str) else value
