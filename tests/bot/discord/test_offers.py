"""Offers under posted links: only where they are wanted and allowed, silent, rare, and good for good."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from discord.utils import escape_markdown

from bot import words
from bot.discord import Discord, _offers
from bot.testing import House
from engine.fake import FakeEngine
from tests.platforms import discord_people
from tests.platforms.discord_messages import ANN, BEN, GUILD, Exchange, Message
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import done, joined

MAY_READ, MESSAGE_CONTENT = 1 << 18, 1 << 15
SILENT = 1 << 12
LINK = "https://open.spotify.com/track/3n3Ppam7vgaVa1iaRUc9Lp"
OTHER = "https://open.spotify.com/track/0VjIjW4GlUZAMYd2vXMi3b"
ALBUM = "https://open.spotify.com/album/4aawyAB9vmqN3uQ7FjRGTy"
NOT_HERE = escape_markdown(words.no_offers_here())


async def changed(server: DiscordServer, **options: Any) -> Exchange:
    exchange = await server.slash("settings", **options)
    await server.until(done(exchange))
    return exchange


@asynccontextmanager
async def offering(server: DiscordServer, **options: Any) -> AsyncIterator[tuple[House, Discord]]:
    """A bot that may read, follows links, and is to offer."""
    server.line.flags = MAY_READ
    async with joined(server, links=True, **options) as (bot, discord):
        await changed(server, offer=True)
        yield bot, discord


async def post(server: DiscordServer, text: str = LINK, **options: Any) -> list[Message]:
    """What the bot says to a message that does not mention it; what comes after it is answered first if at all."""
    number = await server.write(text, mention=False, **options)
    exchange = await server.slash("about")
    await server.until(done(exchange))
    await asyncio.sleep(0.1)
    return [message for message in server.channel() if message.answers == number]


async def test_nothing_is_offered_where_nobody_turned_it_on(server: DiscordServer) -> None:
    server.line.flags = MAY_READ
    async with joined(server, links=True) as (bot, _):
        assert server.identified[0]["intents"] & MESSAGE_CONTENT
        assert await post(server) == []
        await changed(server, offer=True)
        assert len(await post(server)) == 1
        await changed(server, offer=False)
        assert await post(server, OTHER) == []
        assert not (await bot.store.preferences(str(GUILD))).offer


async def test_an_offer_is_one_button_that_disturbs_nobody_and_begins_nothing(server: DiscordServer) -> None:
    engine = FakeEngine()
    async with offering(server, engine=engine) as (bot, _):
        [offer] = await post(server, f"listen to this <{LINK}?si=abc> !", user=BEN)
        assert list(offer.buttons) == [words.offer_label()]
        assert offer.text == ""
        assert offer.flags & SILENT
        assert not await bot.store.jobs()
        assert engine.calls == []


async def test_an_offer_is_in_the_language_of_the_server(server: DiscordServer) -> None:
    async with offering(server):
        await changed(server, language="de")
        [offer] = await post(server)
        assert list(offer.buttons) == ["Song malen"]


@pytest.mark.parametrize("text", ["no link at all", ALBUM, "https://spotify.link/abcdef", "https://example.org/track"])
async def test_only_links_to_tracks_are_offered(server: DiscordServer, text: str) -> None:
    async with offering(server):
        assert await post(server, text) == []
        assert len(await post(server, f"{text} {LINK}")) == 1


async def test_a_mention_is_a_request_and_gets_no_offer_beside(server: DiscordServer) -> None:
    async with offering(server):
        await server.write(LINK)
        await server.until(lambda: server.channel() or server.direct(ANN))
        await asyncio.sleep(0.1)
        assert not [message for message in server.channel() if words.offer_label() in message.buttons]


async def test_bots_and_webhooks_are_offered_nothing(server: DiscordServer) -> None:
    async with offering(server):
        assert await post(server, user=BEN | {"bot": True}) == []
        assert await post(server, hook=True) == []
        assert len(await post(server, user=BEN)) == 1, "what a bot posted does not count"


@pytest.mark.parametrize(
    ("refusing", "allowing"),
    [
        ({"channels": "<#41>"}, {"channels": "here"}),
        ({"roles": "<@&77>"}, {"roles": "all"}),
        ({"off": "slate"}, {"off": "none"}),
    ],
)
async def test_rules_hold_for_offers(server: DiscordServer, refusing: dict[str, str], allowing: dict[str, str]) -> None:
    async with offering(server):
        await changed(server, **refusing)
        assert await post(server, user=BEN) == []
        await changed(server, **allowing)
        assert len(await post(server, user=BEN)) == 1


async def test_the_same_link_is_offered_once_in_a_while_in_each_channel(
    server: DiscordServer,
) -> None:
    now = 1000.0
    async with offering(server) as (_, discord):
        discord.offers._clock = lambda: now
        assert len(await post(server)) == 1
        assert await post(server, f"{LINK}?si=again", user=BEN) == []
        assert len(await post(server, OTHER)) == 1
        now += _offers.APART - 1
        assert await post(server) == []
        now += 1
        assert len(await post(server)) == 1


async def test_without_the_intent_the_setting_says_so_and_nothing_is_offered(server: DiscordServer) -> None:
    async with joined(server, links=True):
        assert NOT_HERE in (await changed(server, offer=True)).messages[0].text
        assert NOT_HERE not in (await changed(server, offer=False)).messages[0].text
        await changed(server, offer=True)
        assert await post(server) == []
    assert not server.identified[0]["intents"] & MESSAGE_CONTENT


async def test_without_links_nothing_is_offered_and_the_setting_says_so(server: DiscordServer) -> None:
    server.line.flags = MAY_READ
    async with joined(server):
        assert NOT_HERE in (await changed(server, offer=True)).messages[0].text
        assert await post(server) == []


async def test_where_all_is_there_the_setting_says_nothing_more(server: DiscordServer) -> None:
    server.line.flags = MAY_READ
    async with joined(server, links=True):
        assert NOT_HERE not in (await changed(server, offer=True)).messages[0].text
        own = await server.slash("settings", user=BEN, guild=False, offer=True)
        await server.until(done(own))
        assert NOT_HERE in own.messages[0].text, "nobody else posts there"


async def test_anybody_may_press_after_a_restart(server: DiscordServer, tmp_path: Path) -> None:
    async with offering(server, folder=tmp_path):
        [offer] = await post(server)
    async with joined(server, folder=tmp_path):
        pressed = await server.press(offer, words.offer_label(), user=BEN)
        await server.until(done(pressed))
        assert pressed.acknowledged == 5
        assert pressed.messages[0] is not offer
        assert pressed.messages[0].text == words.links_off()


async def test_where_the_bot_may_not_write_an_offer_is_left_out(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with offering(server):
        server.closed_channels.add(discord_people.CHANNEL)
        assert await post(server) == []
        server.closed_channels.remove(discord_people.CHANNEL)
        assert len(await post(server, OTHER)) == 1
    assert not caplog.records
