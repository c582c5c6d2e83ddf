"""A server's rules on Discord: channels and their threads, roles, covered pictures, and who has enough in hand."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot import words
from engine.fake import FakeEngine
from tests.platforms import discord_people
from tests.platforms.discord_messages import (
    ANN,
    BEN,
    CHANNEL,
    GUILD,
    Exchange,
    Message,
    UserFile,
    channel_body,
    member_body,
)
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import SONG, done, joined, until_idle

DJ = {"id": "77", "name": "dj", "permissions": "0", "position": 1, "color": 0, "flags": 0, "hoist": False}
DJ |= {"managed": False, "mentionable": False, "colors": {"primary_color": 0}}


async def asked(server: DiscordServer, name: str, **given: Any) -> Exchange:
    exchange = await server.slash(name, **given)
    await server.until(done(exchange))
    return exchange


async def test_elsewhere_a_private_sentence_names_the_channels_before_any_download(server: DiscordServer) -> None:
    async with joined(server) as (bot, _):
        changed = await asked(server, "settings", channels="<#41>, <#42>")
        assert "I answer in <#41> and <#42>." in changed.messages[0].text
        refused = await asked(server, "slate", user=BEN, file=SONG)
        told = words.elsewhere(("<#41>", "<#42>"))
        assert [(m.private, m.text) for m in refused.messages] == [(True, told)]
        await server.write("", SONG)  # a message is refused in private, too
        await server.until(lambda: server.direct(ANN))
        assert server.direct(ANN)[0].text == told
        assert server.downloads == 0
        own = await asked(server, "slate", user=BEN, guild=False, song="happy")
        assert own.messages[0].pictures, "what people ask in private is theirs"
        back = await asked(server, "settings", channels="here")  # from a channel where nothing else is answered
        assert f"I answer in <#{CHANNEL}>." in back.messages[0].text
        assert (await asked(server, "slate", user=BEN, file=SONG)).messages[0].pictures
        await until_idle(bot)
    assert not server.refusals


async def test_a_thread_belongs_to_its_channel(server: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def thread(guild: int, channel: int) -> dict[str, Any]:
        kept = {"archived": False, "auto_archive_duration": 60, "archive_timestamp": "2026-01-01T00:00:00+00:00"}
        told = {"type": 11, "parent_id": "41", "owner_id": ANN["id"], "thread_metadata": kept | {"locked": False}}
        return channel_body(guild, channel) | told | {"message_count": 0, "member_count": 1, "rate_limit_per_user": 0}

    async with joined(server) as (bot, _):
        await asked(server, "settings", channels="<#41>")
        monkeypatch.setattr(discord_people, "channel_body", thread)
        monkeypatch.setattr(discord_people, "CHANNEL", 4100)
        assert (await asked(server, "slate", user=BEN, song="happy")).messages[0].pictures
        await asked(server, "settings", channels="here")
        assert (await bot.store.preferences(str(GUILD))).channels == ("41",)
        await until_idle(bot)


async def test_roles_are_those_that_the_member_has_now(server: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> None:
    async with joined(server) as (bot, _):
        await server.line.tell("GUILD_ROLE_CREATE", {"id": str(GUILD), "guild_id": str(GUILD), "role": DJ})
        await asked(server, "settings", roles="<@&77>")
        refused = await asked(server, "slate", user=BEN, song="happy")
        assert [(m.private, m.text) for m in refused.messages] == [(True, words.for_roles(("<@&77>",)))]
        before = len(server.messages)
        await server.write("", SONG)  # by the owner, who has no role at all
        await server.until(lambda: [m for m in list(server.messages.values())[before:] if m.pictures])
        monkeypatch.setattr(discord_people, "member_body", lambda *told: member_body(*told) | {"roles": ["77"]})
        assert (await asked(server, "slate", user=BEN, song="happy")).messages[0].pictures
        alone = await asked(server, "settings", user=BEN, guild=False, roles="<@&77>")
        assert alone.messages[0].text == words.no_roles_here()
        alone = await asked(server, "settings", user=BEN, guild=False, channels="here")
        assert alone.messages[0].text == words.no_channel_here()
        await until_idle(bot)


async def test_pictures_are_covered_where_the_server_wants_it(server: DiscordServer) -> None:
    def gallery(message: Message) -> list[bool]:
        galleries = [each for each in message.components if each["type"] == 12]
        return [item.get("spoiler", False) for each in galleries for item in each["items"]]

    def covered(exchange: Exchange) -> list[bool]:
        assert exchange.original
        return gallery(exchange.original)

    async with joined(server) as (bot, _):
        assert covered(await asked(server, "slate", song="happy")) == [False]
        await asked(server, "settings", spoiler=True)
        assert covered(await asked(server, "slate", song="happy")) == [True]
        assert covered(await asked(server, "slate", user=BEN, guild=False, song="happy")) == [False]
        before = len(server.messages)
        await server.write("", SONG)
        await server.until(lambda: [True] in map(gallery, list(server.messages.values())[before:]))
        await until_idle(bot)


async def test_who_has_enough_in_hand_is_told_and_can_ask_the_same_later(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine) as (bot, _):
        await asked(server, "settings", at_once=1)
        first = await server.slash("slate", user=BEN, file=SONG)
        await server.until(lambda: first.original)
        second = UserFile("b.mp3", b"second")
        refused = await asked(server, "slate", user=BEN, file=second)
        assert [(m.private, m.text) for m in refused.messages] == [(True, words.enough_in_hand(1))]
        assert engine.hold
        engine.hold.set()
        await server.until(done(first))
        await until_idle(bot)
        again = await asked(server, "slate", user=BEN, file=second)
        assert again.messages[0].pictures, "nothing of the refused request stands in the way"
        await until_idle(bot)


async def test_a_cooldown_is_counted_down_and_then_the_answer_comes(server: DiscordServer) -> None:
    async with joined(server) as (bot, _):
        await asked(server, "settings", cooldown=1, language="en")
        await asked(server, "slate", user=BEN, file=SONG)
        waiting = await server.slash("slate", user=BEN, song="happy")
        await server.until(lambda: waiting.original)
        assert waiting.original
        assert "Your turn comes in 1 second" in waiting.original.text
        assert list(waiting.original.buttons) == ["Cancel"]
        await server.until(done(waiting))
        assert waiting.messages[0].pictures
        await until_idle(bot)
