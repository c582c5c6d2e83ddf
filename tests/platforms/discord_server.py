"""A small, strict Discord on this machine: its REST routes; the gateway and the people who use it are beside it.

Kept as the real one keeps them: the 3 s to respond and only once, the token of 15 minutes, five follow-ups where only
a person has the bot, limits of messages and commands (``discord_rules``), rate limits by bucket, 401, 403, 413 and 429,
and that the first follow-up to an open deferral takes its place. What the bot does wrong is a violation, and a test
that leaves one fails. Not kept: permissions within a server, everything about voice.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import web

from tests.platforms import discord_rules as rules
from tests.platforms.discord_gateway import TOKEN
from tests.platforms.discord_limits import Bucket, limited
from tests.platforms.discord_messages import (
    ANN,
    APPLICATION,
    BEN,
    CHANNEL,
    FOREIGN_CHANNEL,
    SELF,
    Exchange,
    Message,
    message_body,
)
from tests.platforms.discord_people import AUTOCOMPLETE, COMMAND, COMPONENT, FORM, People
from tests.platforms.discord_rules import Body, Refused

API = "/api/v10"
MOST_FOLLOW_UPS = 5
RESPONSES = {COMMAND: (4, 5, 9), COMPONENT: (4, 5, 6, 7, 9), AUTOCOMPLETE: (8,), FORM: (4, 5, 6, 7)}


class DiscordServer(People):
    """The service. What somebody does in the client is a method; what came of it is state."""

    def __init__(self) -> None:
        super().__init__()
        self.syncs = 0
        self.messages: dict[str, Message] = {}
        self.refusals: list[str] = []
        self.downloads = 0
        self.limits_met = 0
        self.closed_channels: set[int] = {FOREIGN_CHANNEL}
        self.closed_people: set[int] = set()
        self.limited = 0
        self.pictures_refused = False
        self.progress_refused = 0
        self.answers_refused = 0
        self.answers_broken = 0
        self.slow = self.slow_files = 0.0
        self.patience = 3.0
        self._direct: dict[int, int] = {}
        self._buckets: dict[str, Bucket] = {}
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)

    # its life

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        self.line.address = self.gateway

    async def stop(self) -> None:
        """End every connection; whoever was not answered in time is a violation, too."""
        for exchange in self.exchanges.values():
            if exchange.acknowledged is None and time.monotonic() - exchange.born > self.patience:
                self.violations.append(f"interaction {exchange.id} was never answered")
        await self.line.stop()
        await self._runner.cleanup()

    @property
    def api(self) -> str:
        """Where the API lies."""
        return f"http://127.0.0.1:{self.port}{API}"

    @property
    def gateway(self) -> str:
        """Where the gateway lies."""
        return f"ws://127.0.0.1:{self.port}/gateway/"

    @property
    def identified(self) -> list[Body]:
        """Every time that a client said who it is."""
        return self.line.identified

    # what the API answers

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._strict], client_max_size=200 * 2**20)
        hook = f"{API}/webhooks/{APPLICATION}/{{token}}"
        app.add_routes(
            [
                web.get("/gateway/", self.line.serve),
                web.get("/attachments/{id}/{name}", self._download),
                web.get(f"{API}/users/@me", self._me),
                web.get(f"{API}/oauth2/applications/@me", self._application),
                web.get(f"{API}/gateway/bot", self._bot_gateway),
                web.put(f"{API}/applications/{APPLICATION}/commands", self._put_commands),
                web.post(f"{API}/interactions/{{id}}/{{token}}/callback", self._callback),
                web.post(hook, self._follow_up),
                web.patch(f"{hook}/messages/@original", self._edit_original),
                web.delete(f"{hook}/messages/@original", self._delete_original),
                web.post(f"{API}/users/@me/channels", self._open_direct),
                web.post(f"{API}/channels/{{channel}}/messages", self._post),
                web.patch(f"{API}/channels/{{channel}}/messages/{{message}}", self._edit),
                web.delete(f"{API}/channels/{{channel}}/messages/{{message}}", self._delete),
            ]
        )
        return app

    @web.middleware
    async def _strict(self, request: web.Request, handler: Callable[..., Any]) -> web.StreamResponse:
        """Turn a refusal into Discord's words, and keep it for the test to see."""
        path = request.path.removeprefix(API)
        own = path == request.path or path.startswith(("/interactions", "/webhooks"))  # the token is in the path there
        bucket = self._bucket(request)
        try:
            wait = bucket.take()
            if wait or (self.limited and request.method != "GET"):
                return self._limit(bucket, wait)
            if not own and request.headers.get("Authorization") != f"Bot {TOKEN}":
                raise Refused("401: Unauthorized", 401, 0, fault=True)
            if self.answers_broken and request.content_type.startswith("multipart/") and request.transport:
                self.answers_broken -= 1
                request.transport.abort()
            answer: web.StreamResponse = await handler(request)
        except Refused as refused:
            self.refusals.append(f"{request.method} {path}: {refused}")
            if not refused.fault:
                self.violations.append(self.refusals[-1])
            answer = _json({"message": str(refused), "code": refused.code}, refused.status)
        self._changed.set()
        if not answer.prepared:  # the gateway has answered already
            answer.headers.update({"X-RateLimit-Bucket": _kind(request), "X-RateLimit-Limit": str(bucket.most)})
            answer.headers.update({"X-RateLimit-Remaining": str(bucket.left)})
            answer.headers.update({"X-RateLimit-Reset-After": f"{bucket.reset:.3f}"})
        return answer

    def _bucket(self, request: web.Request) -> Bucket:
        """One for each route and the channel or token in it; files and responses to interactions are not counted."""
        free = not request.path.startswith(API) or "/interactions/" in request.path
        major = request.match_info.get("channel") or request.match_info.get("token") or ""
        return self._buckets.setdefault(f"{_kind(request)} {major}", Bucket(10**6 if free else 5))

    def _limit(self, bucket: Bucket, wait: float) -> web.Response:
        """Too many: a client that saw the headers of the answers before knows better, and learns it at once if not."""
        if not wait:
            self.limited -= 1
        if wait and time.monotonic() - bucket.refused < bucket.seconds:
            self.violations.append("a request to a bucket that was said to be empty")
        bucket.refused = time.monotonic() if wait else 0.0
        self.limits_met += 1
        return limited(wait or 0.2)

    async def _me(self, _: web.Request) -> web.Response:
        return _json(SELF)

    async def _application(self, _: web.Request) -> web.Response:
        app = {"id": str(APPLICATION), "name": "Slate", "description": "", "icon": None, "bot_public": True}
        return _json(
            app
            | {"bot_require_code_grant": False, "verify_key": "", "owner": ANN, "flags": self.line.flags, "team": None}
        )

    async def _bot_gateway(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return _json({"url": self.gateway, "shards": self.line.shards, "session_start_limit": limit})

    async def _put_commands(self, request: web.Request) -> web.Response:
        commands = await request.json()
        rules.check_commands(commands)
        self.syncs += 1
        extra = {"application_id": str(APPLICATION), "version": "1", "dm_permission": True}
        self.commands = [extra | command | {"id": self._snowflake()} for command in commands]
        return _json([{"description": ""} | command for command in self.commands])

    async def _callback(self, request: web.Request) -> web.Response:
        exchange = self.exchanges[request.match_info["token"]]
        exchange.after = time.monotonic() - exchange.born
        if exchange.after > self.patience:
            raise Refused("Unknown interaction", 404, 10062)
        if exchange.acknowledged is not None:
            raise Refused("Interaction has already been acknowledged.", 400, 40060)
        body, files = await _read(request)
        kind, data = body["type"], body.get("data") or {}
        rules.demand(
            kind in RESPONSES[exchange.kind], f"a response of kind {kind} to an interaction of {exchange.kind}"
        )
        exchange.acknowledged = kind
        exchange.reserved = exchange.source.id if kind == 6 and exchange.source else self._snowflake()
        if kind == 5:
            rules.demand(data.get("flags", 0) in (0, rules.EPHEMERAL), "a deferral only tells whether it is ephemeral")
            exchange.loading, exchange.ephemeral = True, bool(data.get("flags", 0))
        elif kind == 6:
            exchange.original = exchange.source
        elif kind == 8:
            rules.check_choices(data["choices"])
            exchange.choices = data["choices"]
        elif kind == 9:
            rules.check_form(data)
            exchange.form = data
        else:
            rules.check_message(data, files, self.largest)
            exchange.original = self._keep(data, files, exchange.channel, exchange.reserved)
        loading = {"response_message_loading": exchange.loading, "response_message_ephemeral": exchange.ephemeral}
        told = {"id": exchange.id, "type": exchange.kind, "response_message_id": exchange.reserved}
        return _json({"interaction": told | loading})

    def _alive(self, request: web.Request) -> Exchange:
        exchange = self.exchanges[request.match_info["token"]]
        if exchange.expired or time.monotonic() - exchange.born > self.lifetime:
            raise Refused("Invalid Webhook Token", 401, 50027, fault=True)
        if exchange.acknowledged is None:
            raise Refused("Unknown Webhook", 404, 10015)
        return exchange

    async def _edit_original(self, request: web.Request) -> web.Response:
        exchange = self._alive(request)
        body, files = await _read(request)
        await asyncio.sleep(0.0 if files else self.slow)
        if not exchange.loading and (exchange.original is None or exchange.original.deleted):
            raise Refused("Unknown Message", 404, 10008, fault=True)
        self._check_edit(exchange.original, body, files)
        if exchange.original is None:
            exchange.original = self._keep({}, {}, exchange.channel, exchange.reserved)
            exchange.original.flags |= rules.EPHEMERAL if exchange.ephemeral else 0
        exchange.loading = False
        return _json(message_body(self._change(exchange.original, body, files)))

    async def _delete_original(self, request: web.Request) -> web.Response:
        exchange = self._alive(request)
        if not exchange.loading and (exchange.original is None or exchange.original.deleted):
            raise Refused("Unknown Message", 404, 10008, fault=True)
        exchange.loading = False
        if exchange.original:
            exchange.original.deleted = True
        return web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        exchange = self._alive(request)
        body, files = await _read(request)
        if self.answers_refused and files:
            self.answers_refused -= 1
            raise Refused("Something of the answer", 400, 0, fault=True)
        rules.check_message(body, files, self.largest)
        private = bool(body.get("flags", 0) & rules.EPHEMERAL)
        rules.demand(
            not exchange.loading or private == exchange.ephemeral, "a follow-up that would take the deferral's place"
        )
        if exchange.loading:
            message = self._keep(body, files, exchange.channel, exchange.reserved)
            exchange.loading, exchange.original = False, message
        else:
            if exchange.brought and len(exchange.followups) >= MOST_FOLLOW_UPS:
                raise Refused("Maximum number of follow up messages", 400, 40094)
            message = self._keep(body, files, exchange.channel)
            exchange.followups.append(message)
        return _json(message_body(message))

    async def _open_direct(self, request: web.Request) -> web.Response:
        person = int((await request.json())["recipient_id"])
        channel = self._direct.setdefault(person, int(self._snowflake()))
        if person in self.closed_people:
            self.closed_channels.add(channel)
        return _json({"id": str(channel), "type": 1, "recipients": [ANN if str(person) == ANN["id"] else BEN]})

    async def _post(self, request: web.Request) -> web.Response:
        channel = self._open(request)
        body, files = await _read(request)
        await asyncio.sleep(0.0 if files else self.slow)
        rules.check_message(body, files, self.largest)
        message = self._keep(body, files, channel)
        message.answers = str((body.get("message_reference") or {}).get("message_id", ""))
        return _json(message_body(message))

    async def _edit(self, request: web.Request) -> web.Response:
        self._open(request)
        body, files = await _read(request)
        message = self._own(request)
        self._check_edit(message, body, files)
        return _json(message_body(self._change(message, body, files)))

    async def _delete(self, request: web.Request) -> web.Response:
        self._open(request)
        self._own(request).deleted = True
        return web.Response(status=204)

    async def _download(self, request: web.Request) -> web.Response:
        file = self._files[request.match_info["id"]]
        self.downloads += 1
        await asyncio.sleep(self.slow_files)
        if file.moved:
            raise web.HTTPFound(file.moved)
        return web.Response(body=file.data, content_type=file.media_type)

    # what they share

    def direct(self, user: Body) -> list[Message]:
        """The bot's direct messages to somebody."""
        channel = self._direct.get(int(user["id"]))
        return [m for m in self.messages.values() if m.channel == channel and not m.deleted]

    def channel(self) -> list[Message]:
        """What stands in the channel by the bot's own route or in answer to somebody."""
        return [m for m in self.messages.values() if m.channel == CHANNEL and not m.deleted]

    def _open(self, request: web.Request) -> int:
        channel = int(request.match_info["channel"])
        if channel in self.closed_channels:
            known = channel in self._direct.values()
            raise Refused(
                "Cannot send messages to this user" if known else "Missing Access",
                403,
                50007 if known else 50001,
                fault=True,
            )
        return channel

    def _own(self, request: web.Request) -> Message:
        message = self.messages.get(request.match_info["message"])
        if message is None or message.deleted:
            raise Refused("Unknown Message", 404, 10008, fault=True)
        return message

    def _check_edit(self, message: Message | None, body: Body, files: dict[int, Body]) -> None:
        before = message.flags if message else 0
        if before & rules.COMPONENTS_V2:
            rules.demand(not body.get("content"), "a message of components stays one")
        if self.pictures_refused and files:
            raise Refused("The unfurled media attachment was not found", 400, 50035, fault=True)
        if self.progress_refused and not files:
            self.progress_refused -= 1
            raise Refused("Something of the moment", 400, 0, fault=True)
        if self.answers_refused and files:
            self.answers_refused -= 1
            raise Refused("Something of the answer", 400, 0, fault=True)
        rules.check_message(body, files, self.largest)

    def _keep(self, body: Body, files: dict[int, Body], channel: int, number: str = "") -> Message:
        message = Message(number or self._snowflake(), channel)
        self.messages[message.id] = message
        if body:
            self._change(message, body, files)
        return message

    def _change(self, message: Message, body: Body, files: dict[int, Body]) -> Message:
        message.content = body.get("content") or ""
        message.components = body.get("components") or []
        message.flags |= body.get("flags", 0)
        described = {int(each["id"]): each.get("description") for each in body.get("attachments", [])}
        message.files = [file | {"description": described[number]} for number, file in files.items()]
        message.edits.append(time.monotonic())
        message.history.append(message.text)
        return message


async def _read(request: web.Request) -> tuple[Body, dict[int, Body]]:
    """A payload, and the files that came with it by their number."""
    if not request.content_type.startswith("multipart/"):
        return await request.json(), {}
    body: Body = {}
    files: dict[int, Body] = {}
    async for part in await request.multipart():
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            number = int(part.name.removeprefix("files[").removesuffix("]"))
            files[number] = {"filename": part.filename, "data": bytes(await part.read())}
    return body, files


def _json(body: Any, status: int = 200) -> web.Response:
    """JSON under exactly the type that clients look for."""
    return web.Response(body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"})


def _kind(request: web.Request) -> str:
    """The route without what is in it."""
    resource = request.match_info.route.resource
    return f"{request.method} {resource.canonical if resource else request.path}"
