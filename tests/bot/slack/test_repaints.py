"""A repaint takes the slate's place in the very message."""

from __future__ import annotations

import asyncio

from engine.api import Diffusion
from engine.errors import Strayed
from engine.fake import PNG, FakeEngine
from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import joined

READY = Diffusion("ready", "some/model", "Apache-2.0")


async def test_the_answer_is_edited_when_the_repaint_is_ready(server: SlackServer) -> None:
    engine = FakeEngine(model=READY, dry=asyncio.Event())
    async with joined(server, engine):
        await server.command("/slate", "happy style=flow")
        (shown,) = await server.until(lambda: [m for m in server.said() if m.pictures])
        assert "A repaint follows." in shown.seen
        assert engine.dry
        engine.dry.set()
        await server.until(lambda: "painted anew" in shown.seen)
        assert server.said() == [shown]
        assert "follows" not in shown.seen
        assert server.files[shown.pictures[0]].data != PNG


async def test_a_repaint_that_fails_leaves_the_slate(server: SlackServer) -> None:
    async with joined(server, FakeEngine(model=READY, unpainted=Strayed())):
        await server.command("/slate", "happy style=flow")
        (shown,) = await server.until(lambda: [m for m in server.said() if "strayed too far" in m.seen])
        assert server.files[shown.pictures[0]].data == PNG
        assert "follows" not in shown.seen
