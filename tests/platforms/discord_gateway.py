"""The strict Discord's gateway: hello, heartbeats that may not be late, identify by shard, resume, and its events.

What happens while a socket is broken waits in its session, and comes when the client resumes.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from tests.platforms.discord_messages import (
    ANN,
    APPLICATION,
    BEN,
    GUILD,
    SELF,
    guild_body,
)
from tests.platforms.discord_rules import Body

TOKEN = "MTAwMA.right.token"
INTENTS = {1 << 8: (1 << 12, 1 << 13), 1 << 1: (1 << 14, 1 << 15), 1 << 15: (1 << 18, 1 << 19)}
"""Each privileged intent and the application's flags that grant it."""
LATE = 2.0
"""Seconds that a heartbeat may be late on a machine with much else to do."""
BETWEEN_SHARDS = 4.0
"""Five seconds, less what one of them may have been late."""


@dataclass
class Session:
    """What one shard has agreed upon."""

    id: str
    shard: int
    shards: int
    intents: int
    request: web.Request | None = None
    socket: web.WebSocketResponse | None = None
    events: list[Body] = field(default_factory=list)
    beat: float = field(default_factory=time.monotonic)
    born: float = field(default_factory=time.monotonic)


class Gateway:
    """All sessions there are."""

    def __init__(self, violate: Callable[[str], None], changed: Callable[[], None]) -> None:
        self.guilds = [GUILD]
        self.shards = 1
        self.flags = 0
        self.interval = 0.5
        self.heartbeats = 0
        self.resumed = 0
        self.identified: list[Body] = []
        self.address = ""
        self._sessions: dict[str, Session] = {}
        self._violate = violate
        self._changed = changed
        self._last_identify = (-1, 0.0)

    @property
    def readable(self) -> bool:
        """Whether the client may read what does not mention it: it asked for that privileged intent, and has it."""
        return bool(self.identified and self.identified[-1]["intents"] & 1 << 15)

    async def stop(self) -> None:
        """Close every socket."""
        for session in self._sessions.values():
            if session.socket:
                await session.socket.close()

    def drop(self) -> None:
        """Break every connection as a failing network does: without a word."""
        for session in self._sessions.values():
            if session.request and session.request.transport:
                session.request.transport.abort()
            session.request = session.socket = None

    async def tell(self, event: str, body: Body) -> None:
        """An event for the shard that serves its server; direct messages go to the first one."""
        guild = body.get("guild_id") or (body["id"] if event.startswith("GUILD_") else 0)
        shard = int(guild) >> 22
        session = next(s for s in reversed(self._sessions.values()) if s.shard == shard % s.shards)
        await self._dispatch(session, event, body)

    async def _dispatch(self, session: Session, event: str, body: Body) -> None:
        frame = {"op": 0, "t": event, "s": len(session.events) + 1, "d": body}
        session.events.append(frame)
        if session.socket and not session.socket.closed:
            await session.socket.send_json(frame)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """One connection of a client."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": 10, "d": {"heartbeat_interval": round(1000 * self.interval)}})
        session: Session | None = None
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                break
            said = json.loads(frame.data)
            if said["op"] == 1:
                await self._beat(socket, session, said["d"])
            elif said["op"] in (2, 6) and session:
                self._violate("a second identify on one connection")
            elif said["op"] == 2:
                session = await self._identify(request, socket, said["d"])
            elif said["op"] == 6:
                session = await self._resume(request, socket, said["d"])
        return socket

    async def _beat(self, socket: web.WebSocketResponse, session: Session | None, sequence: int | None) -> None:
        self.heartbeats += 1
        if session:
            gap = time.monotonic() - session.beat
            session.beat = time.monotonic()
            if gap > self.interval + LATE:
                self._violate(f"a heartbeat after {gap:.2f} s")
            new = time.monotonic() - session.born < LATE  # READY may be on its way
            if (sequence is None and not new) or (sequence or 0) > len(session.events):
                self._violate(f"a heartbeat that has seen {sequence} of {len(session.events)}")
        await socket.send_json({"op": 11})
        self._changed()

    async def _identify(self, request: web.Request, socket: web.WebSocketResponse, said: Body) -> Session | None:
        refusal = self._refusal(said)
        if refusal:
            await socket.close(code=refusal[0], message=refusal[1])
            return None
        shard, shards = said["shard"]
        self._pace(shard)
        self.identified.append(said)
        session = Session(f"session-{len(self.identified)}", shard, shards, said["intents"], request, socket)
        self._sessions[session.id] = session
        own = [guild for guild in self.guilds if (guild >> 22) % shards == shard]
        ready = {
            "v": 10,
            "user": SELF,
            "guilds": [{"id": str(guild), "unavailable": True} for guild in own],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": said["shard"],
            "application": {"id": str(APPLICATION), "flags": self.flags},
        }
        await self._dispatch(session, "READY", ready)
        for guild in own:
            await self._dispatch(session, "GUILD_CREATE", guild_body(guild, [ANN, BEN, SELF]))
        self._changed()
        return session

    def _refusal(self, said: Body) -> tuple[int, bytes] | None:
        wanted = [intent for intent in INTENTS if said["intents"] & intent]
        if said["token"] != TOKEN:
            return 4004, b"Authentication failed."
        if not all(any(self.flags & flag for flag in INTENTS[intent]) for intent in wanted):
            return 4014, b"Disallowed intents."
        if not {"os", "browser", "device"} <= set(said["properties"]) or said["shard"][1] != self.shards:
            return 4010, b"Invalid shard."
        return None

    def _pace(self, shard: int) -> None:
        """Shards identify one after the other, five seconds apart."""
        before, at = self._last_identify
        now = asyncio.get_running_loop().time()
        if shard > before >= 0 and now - at < BETWEEN_SHARDS:
            self._violate(f"shards identified {now - at:.1f} s apart")
        self._last_identify = (shard, now)

    async def _resume(self, request: web.Request, socket: web.WebSocketResponse, said: Body) -> Session | None:
        session = self._sessions.get(said["session_id"])
        if session is None or said["token"] != TOKEN or said["seq"] > len(session.events):
            self._violate("a resume of no session of this client")
            await socket.send_json({"op": 9, "d": False})
            return None
        session.request, session.socket, session.beat = request, socket, time.monotonic()
        for frame in session.events[said["seq"] :]:
            await socket.send_json(frame)
        await self._dispatch(session, "RESUMED", {})
        self.resumed += 1
        self._changed()
        return session
