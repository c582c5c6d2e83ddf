"""A small Discord in a process of its own that puts load on a bot and keeps the time: no rules, only a clock.

It speaks just enough of the gateway and of the REST routes for the bot's own adapter to connect and to answer.
"""

from __future__ import annotations

import asyncio
import io
import json
import random
import time
import wave
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

from aiohttp import WSMsgType, web

Body = dict[str, Any]

APPLICATION, GUILD, CHANNEL = "1000", "2000", "3000"
TOKEN = "MTAwMA.bench.token"
MAY_SEE_PRESENCES = 1 << 13
INTERVAL = 1.0
"""Seconds between two heartbeats."""
SLICE = 0.01
"""Seconds between two bundles of presences."""
PATIENCE = 3.0

_SELF = {"id": APPLICATION, "username": "Slate", "discriminator": "0001", "avatar": None, "bot": True}
_LISTS = ("roles", "emojis", "stickers", "features", "presences", "voice_states", "threads", "stage_instances")
_PLAIN = {"name": "Bench", "owner_id": "1", "member_count": 2, "premium_tier": 0, "preferred_locale": "en-US"}
_LEVELS = ("verification_level", "nsfw_level", "mfa_level", "explicit_content_filter", "default_message_notifications")


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds from each interaction to its response, and between heartbeats; ``unanswered`` got no response in 3 s."""

    responses: tuple[float, ...]
    unanswered: int
    beats: tuple[float, ...]


@dataclass
class Loopback:
    """The service, and what it measured since it was last asked."""

    responses: list[float] = field(default_factory=list)
    beats: list[float] = field(default_factory=list)
    asked: dict[str, float] = field(default_factory=dict)
    port: int = 0
    _socket: web.WebSocketResponse | None = None
    _sequence: int = 0
    _last_beat: float = 0.0

    # what the bot meets

    def app(self) -> web.Application:
        """Every route that the bot needs."""
        app = web.Application(client_max_size=2**26)
        base = "/api/v10"
        hook = f"{base}/webhooks/{APPLICATION}/{{token}}"
        app.add_routes(
            [
                web.get("/gateway/", self._gateway),
                web.get("/files/{number}", self._file),
                web.get(f"{base}/users/@me", _answering(lambda: _SELF)),
                web.get(f"{base}/oauth2/applications/@me", _answering(_application)),
                web.get(f"{base}/gateway/bot", _answering(self._where)),
                web.put(f"{base}/applications/{APPLICATION}/commands", _answering(list)),
                web.post(f"{base}/interactions/{{id}}/{{token}}/callback", self._respond),
                web.post(hook, _answering(_message)),
                web.patch(f"{hook}/messages/{{id}}", _answering(_message)),
                web.delete(f"{hook}/messages/{{id}}", self._gone),
            ]
        )
        return app

    def _where(self) -> Body:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": f"ws://127.0.0.1:{self.port}/gateway/", "shards": 1, "session_start_limit": limit}

    async def _gone(self, _: web.Request) -> web.Response:
        return web.Response(status=204)

    async def _file(self, request: web.Request) -> web.Response:
        return web.Response(body=await asyncio.to_thread(_noise, int(request.match_info["number"])))

    async def _respond(self, request: web.Request) -> web.Response:
        number = request.match_info["id"]
        if number in self.asked:  # else it was given up
            self.responses.append(time.perf_counter() - self.asked.pop(number))
        told = {"id": number, "type": 2, "response_message_id": number, "response_message_loading": True}
        return _json({"interaction": told})

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": round(1000 * INTERVAL)}})
        async for frame in socket:
            said = json.loads(frame.data) if frame.type is WSMsgType.TEXT else {}
            if said.get("op") == 1:
                now = time.perf_counter()
                self.beats.append(now - self._last_beat)
                self._last_beat = now
                await socket.send_json({"op": 11})
            elif said.get("op") == 2:
                await self._ready(socket, said["d"]["shard"])
        return socket

    async def _ready(self, socket: web.WebSocketResponse, shard: list[int]) -> None:
        self._socket, self._last_beat = socket, time.perf_counter()
        self.beats.clear()
        application = {"id": APPLICATION, "flags": MAY_SEE_PRESENCES}
        ready = {"v": 10, "user": _SELF, "session_id": "s", "shard": shard, "application": application}
        address = {"resume_gateway_url": self._where()["url"], "guilds": [{"id": GUILD, "unavailable": True}]}
        await self._tell("READY", ready | address)
        levels: Body = dict.fromkeys((*_LEVELS, "afk_timeout", "system_channel_flags"), 0)
        lists: Body = {name: [] for name in (*_LISTS, "members", "guild_scheduled_events", "soundboard_sounds")}
        channel = {"id": CHANNEL, "type": 0, "name": "bench", "position": 0, "guild_id": GUILD}
        guild = {"id": GUILD, "joined_at": "2026-01-01T00:00:00+00:00", "large": False, "channels": [channel]}
        await self._tell("GUILD_CREATE", guild | _PLAIN | levels | lists)

    async def _tell(self, event: str, body: Body) -> None:
        assert self._socket
        self._sequence += 1
        await self._socket.send_json({"op": 0, "t": event, "s": self._sequence, "d": body})

    # the load

    async def interact(self, name: str, count: int, seconds: float) -> Times:
        """So many people call a command within so many seconds; half of them bring a file if it takes any."""
        begun = time.perf_counter()
        for number in range(count):
            await asyncio.sleep(max(0.0, begun + number * seconds / count - time.perf_counter()))
            body = self._interaction(name, number)
            self.asked[body["id"]] = time.perf_counter()
            await self._tell("INTERACTION_CREATE", body)
        deadline = time.perf_counter() + PATIENCE
        while self.asked and time.perf_counter() < deadline:
            await asyncio.sleep(0.01)
        return self._taken()

    def _interaction(self, name: str, number: int) -> Body:
        snowflake = str((int(time.time() * 1000) - 1420070400000) << 22 | (self._sequence + number) % 4096)
        user = {"id": str(10_000 + number), "username": "ann", "discriminator": "0", "avatar": None}
        member = {"user": user, "roles": [], "joined_at": "2026-01-01T00:00:00+00:00", "permissions": "0", "flags": 0}
        options: list[Body] = [
            {"name": "song", "type": 3, "value": "happy"},
            {"name": "seed", "type": 4, "value": number},
        ]
        address = f"http://127.0.0.1:{self.port}/files/{number}"
        file = {"id": snowflake, "filename": "a.wav", "size": 100, "url": address, "proxy_url": address}
        if number % 2:
            options = [{"name": "file", "type": 11, "value": snowflake}]
        data: Body = {"id": "1", "name": name, "type": 1, "resolved": {"attachments": {snowflake: file}}}
        return {
            "id": snowflake,
            "application_id": APPLICATION,
            "type": 2,
            "token": f"token-{snowflake}",
            "version": 1,
            "data": data | {"options": [] if name == "about" else options},
            "locale": "en-GB",
            "app_permissions": "0",
            "entitlements": [],
            "authorizing_integration_owners": {"0": GUILD},
            "context": 0,
            "attachment_size_limit": 10 * 2**20,
            "channel": {"id": CHANNEL, "type": 0, "name": "bench", "position": 0, "guild_id": GUILD},
            "channel_id": CHANNEL,
            "guild_id": GUILD,
            "guild": {"id": GUILD, "locale": "en-GB", "features": []},
            "member": member | {"deaf": False, "mute": False, "avatar": None, "nick": None},
        }

    async def play(self, rate: int, seconds: float) -> Times:
        """So many presence updates a second; each tenth is a new track, the others are told again."""
        assert self._socket
        begun = time.perf_counter()
        bundle = round(rate * SLICE)
        for number in range(round(seconds / SLICE)):
            await asyncio.sleep(max(0.0, begun + number * SLICE - time.perf_counter()))
            for each in range(bundle):
                self._sequence += 1
                await self._socket.send_str(_presence(self._sequence, (number * bundle + each) // 10))
        return self._taken()

    def _taken(self) -> Times:
        times = Times(tuple(self.responses), len(self.asked), tuple(self.beats))
        self.responses.clear()
        self.asked.clear()
        self.beats.clear()
        return times


def serve(orders: Connection) -> None:
    """Be that Discord: tell the port, then do what is ordered until None comes."""
    asyncio.run(_serve(orders))


async def _serve(orders: Connection) -> None:
    loopback = Loopback()
    runner = web.AppRunner(loopback.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    loopback.port = runner.addresses[0][1]
    orders.send(loopback.port)
    while order := await asyncio.to_thread(orders.recv):
        name, *arguments = order
        orders.send(await getattr(loopback, name)(*arguments))
    await runner.cleanup()


def _answering(body: Callable[[], Any]) -> Callable[[web.Request], Any]:
    async def answer(request: web.Request) -> web.Response:
        await request.read()
        return _json(body())

    return answer


def _json(body: Any) -> web.Response:
    return web.Response(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def _application() -> Body:
    flags = {"bot_public": True, "bot_require_code_grant": False, "flags": MAY_SEE_PRESENCES}
    owner = {"id": "1", "username": "ann", "discriminator": "0", "avatar": None}
    plain = {"id": APPLICATION, "name": "Slate", "description": "", "icon": None, "verify_key": "", "team": None}
    return plain | flags | {"owner": owner}


def _message() -> Body:
    lists: Body = {name: [] for name in ("mentions", "mention_roles", "attachments", "embeds", "components")}
    plain = {"id": "9", "channel_id": CHANNEL, "author": _SELF, "content": "", "type": 0, "flags": 0, "tts": False}
    times = {"timestamp": "2026-01-01T00:00:00+00:00", "edited_timestamp": None}
    return plain | lists | times | {"mention_everyone": False, "pinned": False}


def _presence(sequence: int, track: int) -> str:
    start = 1_700_000_000_000 + track
    spotify = {
        "type": 2,
        "name": "Spotify",
        "id": "spotify:1",
        "sync_id": f"track-{track}",
        "session_id": "s",
        "flags": 48,
        "details": "A title",
        "state": "An artist; Another",
        "party": {"id": "spotify:1"},
        "timestamps": {"start": start, "end": start + 180_000},
        "assets": {"large_image": "spotify:abc", "large_text": "An album"},
        "created_at": start,
    }
    status = {"status": "online", "client_status": {"desktop": "online"}, "activities": [spotify]}
    body = status | {"user": {"id": str(10_000 + track)}, "guild_id": GUILD}
    return json.dumps({"op": 0, "t": "PRESENCE_UPDATE", "s": sequence, "d": body})


def _noise(number: int) -> bytes:
    """Two seconds of noise as a WAV file, another for each number."""
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(22_050)
        out.writeframes(random.Random(number).randbytes(2 * 2 * 22_050))
    return file.getvalue()
