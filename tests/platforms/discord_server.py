"""A small, strict Discord on this machine: its gateway, its REST routes, and people who use its client.

Kept as the real one keeps them: the 3 s to respond and only once, the token of 15 minutes, limits of messages and
commands (``discord_rules``), 401, 403, 413 and 429, and that the first follow-up to an open deferral takes its place.
Not kept: permissions within a server, rate limits that were not asked for, everything about voice.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections.abc import Callable
from typing import Any

from aiohttp import WSMsgType, web

from tests.platforms import discord_rules as rules
from tests.platforms.discord_messages import (
    ANN,
    APPLICATION,
    BEN,
    BOT,
    CHANNEL,
    DIRECT,
    GUILD,
    SELF,
    Exchange,
    Message,
    UserFile,
    member_body,
    message_body,
)
from tests.platforms.discord_rules import Body, Refused

API = "/api/v10"
TOKEN = "right.token"
PRIVILEGED = 1 << 1 | 1 << 8 | 1 << 15
MANAGE_GUILD = 1 << 5
MEBIBYTE = 2**20


class DiscordServer:
    """The service. What somebody does in the client is a method; what came of it is state."""

    def __init__(self) -> None:
        self.guilds = [GUILD]
        self.commands: list[Body] = []
        self.syncs = 0
        self.messages: dict[str, Message] = {}
        self.exchanges: dict[str, Exchange] = {}
        self.refusals: list[str] = []
        self.identified: list[Body] = []
        self.heartbeats = 0
        self.downloads = 0
        self.closed_channels: set[int] = set()
        self.closed_people: set[int] = set()
        self.limited = 0
        self.pictures_refused = False
        self.progress_refused = 0
        self.slow = 0.0
        self.largest = 10 * MEBIBYTE
        self._files: dict[str, UserFile] = {}
        self._direct: dict[int, int] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._numbers = itertools.count(1)
        self._sequence = itertools.count(1)
        self._changed = asyncio.Event()
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
        self._port = 0

    # its life

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """End every connection."""
        for socket in self._sockets:
            await socket.close()
        await self._runner.cleanup()

    @property
    def api(self) -> str:
        """Where the API lies."""
        return f"http://127.0.0.1:{self._port}{API}"

    @property
    def gateway(self) -> str:
        """Where the gateway lies."""
        return f"ws://127.0.0.1:{self._port}/gateway/"

    async def until(self, holds: Callable[[], Any], seconds: float = 8.0) -> None:
        """Wait until something holds that only a request can change."""
        async with asyncio.timeout(seconds):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    # what people do

    async def slash(
        self, name: str, *, user: Body = ANN, guild: bool = True, age: float = 0.0, **options: Any
    ) -> Exchange:
        """Call a command with options as the client lets them be given."""
        command = next(c for c in self.commands if (c["type"], c["name"]) == (rules.CHAT_INPUT, name))
        known = {option["name"]: option for option in command["options"]}
        missing = [n for n, option in known.items() if option.get("required") and n not in options]
        assert not missing, f"the client asks for {missing}"
        given, files = [], {}
        for option, value in options.items():
            given.append(
                {"name": option, "type": known[option]["type"], "value": self._value(known[option], value, files)}
            )
        data = {"id": command["id"], "name": name, "type": rules.CHAT_INPUT, "options": given}
        return await self._interact(2, data | {"resolved": {"attachments": files}}, user, guild, age=age)

    def _value(self, option: Body, value: Any, files: Body) -> Any:
        """A value that the client would take for the option."""
        if option["type"] == rules.ATTACHMENT:
            attachment = self._attach(value)
            files[attachment["id"]] = attachment
            return attachment["id"]
        kinds: dict[int, type] = {rules.STRING: str, rules.INTEGER: int, rules.BOOLEAN: bool}
        assert type(value) is kinds[option["type"]]
        assert "choices" not in option or value in [choice["value"] for choice in option["choices"]]
        assert option.get("min_value", value) <= value <= option.get("max_value", value)
        return value

    async def menu(self, name: str, content: str = "", *files: UserFile, user: Body = ANN) -> Exchange:
        """Choose an entry in the menu of somebody's message."""
        command = next(c for c in self.commands if (c["type"], c["name"]) == (rules.MESSAGE_MENU, name))
        message = self._text_message(content, files, BEN, [])
        resolved = {"messages": {message["id"]: message}}
        data = {
            "id": command["id"],
            "name": name,
            "type": rules.MESSAGE_MENU,
            "target_id": message["id"],
            "resolved": resolved,
        }
        return await self._interact(2, data, user, True)

    async def press(self, message: Message, label: str, user: Body = ANN) -> Exchange:
        """Press a button."""
        data = {"custom_id": message.buttons[label], "component_type": rules.BUTTON, "id": 1}
        return await self._interact(3, data, user, True, source=message)

    async def fill(self, exchange: Exchange, *files: UserFile, **values: str) -> Exchange:
        """Fill in the form that came of an interaction, and send it."""
        assert exchange.form
        attachments = {a["id"]: a for a in map(self._attach, files)}
        entries = []
        for label in exchange.form["components"]:
            entry = label["component"]
            shown: Body = {"type": entry["type"], "custom_id": entry["custom_id"], "id": 1}
            value = values.pop(entry["custom_id"], "")
            if entry["type"] == rules.FILE_UPLOAD:
                shown["values"] = list(attachments)
            elif entry["type"] == rules.SELECT:
                shown["values"] = [value]
            else:
                assert value or not entry.get("required", True)
                shown["value"] = value
            entries.append({"type": rules.LABEL, "component": shown, "id": 1})
        assert not values
        data = {
            "custom_id": exchange.form["custom_id"],
            "components": entries,
            "resolved": {"attachments": attachments},
        }
        return await self._interact(5, data, exchange.user, True)

    async def write(self, content: str, *files: UserFile, mention: bool = True, direct: bool = False) -> str:
        """Write a message, with the bot's name in front if it is mentioned; returns its id."""
        text = f"<@{BOT}> {content}" if mention else content
        message = self._text_message(text, files, ANN, [SELF] if mention else [])
        if not mention and not direct:  # without the privileged intent
            message |= {"content": "", "attachments": []}
        message |= {"channel_id": str(DIRECT)} if direct else {"guild_id": str(GUILD), "member": member_body(ANN, 0)}
        await self._dispatch("MESSAGE_CREATE", message)
        return str(message["id"])

    # what the gateway says

    async def _interact(
        self, kind: int, data: Body, user: Body, guild: bool, source: Message | None = None, age: float = 0.0
    ) -> Exchange:
        number = self._snowflake(age)
        exchange = Exchange(number, f"token-{number}", kind, time.monotonic(), source, user=user, guild=guild)
        self.exchanges[exchange.token] = exchange
        channel = {"id": str(CHANNEL), "type": 0, "name": "songs", "position": 0, "guild_id": str(GUILD)}
        body: Body = {
            "id": exchange.id,
            "application_id": str(APPLICATION),
            "type": kind,
            "token": exchange.token,
            "version": 1,
            "data": data,
            "locale": "en-GB",
            "app_permissions": "0",
            "entitlements": [],
            "authorizing_integration_owners": {},
            "context": 0 if guild else 1,
            "attachment_size_limit": self.largest,
            "channel": channel if guild else {"id": str(DIRECT), "type": 1, "recipients": [user]},
            "channel_id": str(CHANNEL if guild else DIRECT),
        }
        exchange.channel = int(body["channel_id"])
        if guild:
            member = member_body(user, MANAGE_GUILD if user is ANN else 0)
            body |= {
                "guild_id": str(GUILD),
                "guild": {"id": str(GUILD), "locale": "en-GB", "features": []},
                "member": member,
            }
        else:
            body["user"] = user
        if source:
            body["message"] = message_body(source)
        await self._dispatch("INTERACTION_CREATE", body)
        return exchange

    async def _dispatch(self, event: str, body: Body) -> None:
        await self._sockets[-1].send_json({"op": 0, "t": event, "s": next(self._sequence), "d": body})

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": 500}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            said = json.loads(frame.data)
            if said["op"] == 1:
                self.heartbeats += 1
                await socket.send_json({"op": 11})
            elif said["op"] == 2:
                await self._identify(socket, said["d"])
        return socket

    async def _identify(self, socket: web.WebSocketResponse, said: Body) -> None:
        if said["token"] != TOKEN:
            await socket.close(code=4004, message=b"Authentication failed.")
            return
        if said["intents"] & PRIVILEGED:
            await socket.close(code=4014, message=b"Disallowed intents.")
            return
        self.identified.append(said)
        self._sockets.append(socket)
        ready = {
            "v": 10,
            "user": SELF,
            "guilds": [{"id": str(guild), "unavailable": True} for guild in self.guilds],
            "session_id": f"session-{len(self.identified)}",
            "resume_gateway_url": self.gateway,
            "shard": said["shard"],
            "application": {"id": str(APPLICATION), "flags": 0},
        }
        await self._dispatch("READY", ready)
        self._changed.set()

    # what the API answers

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._strict], client_max_size=200 * MEBIBYTE)
        hook = f"{API}/webhooks/{APPLICATION}/{{token}}"
        app.add_routes(
            [
                web.get("/gateway/", self._gateway),
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
        try:
            if self.limited and request.method != "GET":
                self.limited -= 1
                return _limited()
            if not own and request.headers.get("Authorization") != f"Bot {TOKEN}":
                raise Refused("401: Unauthorized", 401, 0)
            answer: web.StreamResponse = await handler(request)
        except Refused as refused:
            self.refusals.append(f"{request.method} {path}: {refused}")
            answer = _json({"message": str(refused), "code": refused.code}, refused.status)
        self._changed.set()
        if not answer.prepared:  # the gateway has answered already
            answer.headers.update({"X-RateLimit-Bucket": "any", "X-RateLimit-Limit": "5"})
            answer.headers.update({"X-RateLimit-Remaining": "4", "X-RateLimit-Reset-After": "1.0"})
        return answer

    async def _me(self, _: web.Request) -> web.Response:
        return _json(SELF)

    async def _application(self, _: web.Request) -> web.Response:
        app = {"id": str(APPLICATION), "name": "Slate", "description": "", "icon": None, "bot_public": True}
        return _json(app | {"bot_require_code_grant": False, "verify_key": "", "owner": ANN, "flags": 0, "team": None})

    async def _bot_gateway(self, _: web.Request) -> web.Response:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return _json({"url": self.gateway, "shards": 1, "session_start_limit": limit})

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
        if exchange.after > 3.0:
            raise Refused("Unknown interaction", 404, 10062)
        if exchange.acknowledged is not None:
            raise Refused("Interaction has already been acknowledged.", 400, 40060)
        body, files = await _read(request)
        kind, data = body["type"], body.get("data") or {}
        rules.demand(
            kind in ((4, 5, 9) if exchange.kind == 2 else (4, 5, 6, 7) if exchange.kind == 5 else (4, 5, 6, 7, 9)),
            "type",
        )
        exchange.acknowledged = kind
        if kind == 5:
            rules.demand(data.get("flags", 0) in (0, rules.EPHEMERAL), "a deferral only tells whether it is ephemeral")
            exchange.loading, exchange.ephemeral = True, bool(data.get("flags", 0))
        elif kind == 6:
            exchange.original = exchange.source
        elif kind == 9:
            rules.check_form(data)
            exchange.form = data
        else:
            rules.check_message(data, files, self.largest)
            exchange.original = self._keep(data, files, exchange.channel)
        loading = {"response_message_loading": exchange.loading, "response_message_ephemeral": exchange.ephemeral}
        return _json(
            {
                "interaction": {"id": exchange.id, "type": exchange.kind, "response_message_id": self._snowflake()}
                | loading
            }
        )

    def _alive(self, request: web.Request) -> Exchange:
        exchange = self.exchanges[request.match_info["token"]]
        if exchange.expired:
            raise Refused("Invalid Webhook Token", 401, 50027)
        if exchange.acknowledged is None:
            raise Refused("Unknown Webhook", 404, 10015)
        return exchange

    async def _edit_original(self, request: web.Request) -> web.Response:
        exchange = self._alive(request)
        body, files = await _read(request)
        await asyncio.sleep(0.0 if files else self.slow)
        if not exchange.loading and (exchange.original is None or exchange.original.deleted):
            raise Refused("Unknown Message", 404, 10008)
        self._check_edit(exchange.original, body, files)
        if exchange.original is None:
            exchange.original = self._keep({}, {}, exchange.channel)
            exchange.original.flags |= rules.EPHEMERAL if exchange.ephemeral else 0
        exchange.loading = False
        return _json(message_body(self._change(exchange.original, body, files)))

    async def _delete_original(self, request: web.Request) -> web.Response:
        exchange = self._alive(request)
        if not exchange.loading and (exchange.original is None or exchange.original.deleted):
            raise Refused("Unknown Message", 404, 10008)
        exchange.loading = False
        if exchange.original:
            exchange.original.deleted = True
        return web.Response(status=204)

    async def _follow_up(self, request: web.Request) -> web.Response:
        exchange = self._alive(request)
        body, files = await _read(request)
        rules.check_message(body, files, self.largest)
        private = bool(body.get("flags", 0) & rules.EPHEMERAL)
        rules.demand(
            not exchange.loading or private == exchange.ephemeral, "a follow-up that would take the deferral's place"
        )
        message = self._keep(body, files, exchange.channel)
        if exchange.loading:
            exchange.loading, exchange.original = False, message
        else:
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
                "Cannot send messages to this user" if known else "Missing Access", 403, 50007 if known else 50001
            )
        return channel

    def _own(self, request: web.Request) -> Message:
        message = self.messages.get(request.match_info["message"])
        if message is None or message.deleted:
            raise Refused("Unknown Message", 404, 10008)
        return message

    def _check_edit(self, message: Message | None, body: Body, files: dict[int, Body]) -> None:
        before = message.flags if message else 0
        if before & rules.COMPONENTS_V2:
            rules.demand(not body.get("content"), "a message of components stays one")
        if self.pictures_refused and files:
            raise Refused("The unfurled media attachment was not found", 400, 50035)
        if self.progress_refused and not files:
            self.progress_refused -= 1
            raise Refused("Something of the moment", 400, 0)
        rules.check_message(body, files, self.largest)

    def _keep(self, body: Body, files: dict[int, Body], channel: int) -> Message:
        message = Message(self._snowflake(), channel)
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

    def _attach(self, file: UserFile) -> Body:
        file.id = self._snowflake()
        self._files[file.id] = file
        address = f"http://127.0.0.1:{self._port}/attachments/{file.id}/{file.name}"
        size = len(file.data) if file.claimed is None else file.claimed
        kinds = {"filename": file.name, "content_type": file.media_type}
        return kinds | {"id": file.id, "size": size, "url": address, "proxy_url": address}

    def _text_message(self, content: str, files: tuple[UserFile, ...], author: Body, mentions: list[Body]) -> Body:
        message = Message(self._snowflake(), CHANNEL, content, author=author)
        return message_body(message) | {"attachments": [self._attach(file) for file in files], "mentions": mentions}

    def _snowflake(self, age: float = 0.0) -> str:
        milliseconds = int((time.time() - age) * 1000) - 1420070400000
        return str(milliseconds << 22 | next(self._numbers))


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


def _limited() -> web.Response:
    answer = _json({"message": "You are being rate limited.", "retry_after": 0.2, "global": False}, 429)
    answer.headers.update({"Via": "1.1 local", "X-RateLimit-Limit": "1", "X-RateLimit-Remaining": "0"})
    answer.headers.update({"X-RateLimit-Reset-After": "0.2", "X-RateLimit-Reset": str(time.time() + 0.2)})
    return answer
