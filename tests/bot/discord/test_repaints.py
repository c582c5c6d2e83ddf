"""A repaint takes the slate's place in the very message, by the response's token or by the bot's own route."""

from __future__ import annotations

import asyncio

import pytest

from bot.discord._trace import Trace
from engine.api import Diffusion
from engine.errors import Strayed
from engine.fake import PNG, FakeEngine
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import SONG, done, joined

READY = Diffusion("ready", "some/model", "Apache-2.0")


def drying() -> FakeEngine:
    return FakeEngine(model=READY, dry=asyncio.Event())


async def test_the_response_is_edited_when_the_repaint_is_ready(server: DiscordServer) -> None:
    engine = drying()
    async with joined(server, engine):
        exchange = await server.slash("slate", file=SONG)
        await server.until(done(exchange))
        (message,) = exchange.messages
        assert "A repaint follows." in message.text
        assert [file["data"] for file in message.files] == [PNG]
        assert engine.dry
        engine.dry.set()
        await server.until(lambda: "painted anew" in message.text)
        assert exchange.messages == [message]
        assert [file["data"] for file in message.files] != [PNG]
        assert list(message.buttons) == ["Keep slate", "Stronger", "Softer", "Again", "Delete"]
        assert message.pictures == ["The slate of Harbour at Noon, painted anew by a diffusion model."]


async def test_a_repaint_that_fails_leaves_the_slate(server: DiscordServer) -> None:
    engine = drying()
    engine.unpainted = Strayed()
    async with joined(server, engine):
        exchange = await server.slash("slate", file=SONG)
        await server.until(done(exchange))
        (message,) = exchange.messages
        assert engine.dry
        engine.dry.set()
        await server.until(lambda: "strayed too far" in message.text)
        assert "follows" not in message.text
        assert [file["data"] for file in message.files] == [PNG]


async def test_once_the_token_is_dead_the_message_is_edited_in_the_channel(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = drying()
    async with joined(server, engine):
        exchange = await server.slash("slate", file=SONG)
        await server.until(done(exchange))
        (message,) = exchange.messages
        exchange.expired = True
        monkeypatch.setattr(Trace, "left", property(lambda _: 0.0))
        assert engine.dry
        engine.dry.set()
        await server.until(lambda: "painted anew" in message.text)
        assert exchange.messages == [message]


async def test_a_message_is_answered_and_amended_by_the_bots_own_route(server: DiscordServer) -> None:
    engine = drying()
    async with joined(server, engine):
        await server.write("style=rings", SONG)
        await server.until(lambda: [m for m in server.messages.values() if m.files])
        (message,) = [m for m in server.messages.values() if m.files]
        assert engine.dry
        engine.dry.set()
        await server.until(lambda: "painted anew" in message.text)
        assert [m for m in server.messages.values() if m.files] == [message]


async def test_a_slate_that_was_deleted_meanwhile_stays_deleted(server: DiscordServer) -> None:
    engine = drying()
    async with joined(server, engine):
        exchange = await server.slash("slate", file=SONG)
        await server.until(done(exchange))
        (message,) = exchange.messages
        message.deleted = True
        assert engine.dry
        engine.dry.set()
        await asyncio.sleep(0.2)
        assert exchange.messages == []
        assert "painted anew" not in message.text
