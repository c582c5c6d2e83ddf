"""The connection to Discord: shards, a broken line, intents, servers that come and go, and what it is told."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import SecretStr

from bot import doctor, words
from bot.ask import Ask
from bot.cog import Feature, feature
from bot.config import Settings
from bot.discord._surface import SERVERS
from bot.discord._trace import NAME as TRACES
from bot.discord._trace import Traces
from bot.listening import Playing
from bot.preferences import Preferences
from bot.reply import Reply
from bot.songs import Song
from bot.store import JobRow
from bot.testing import house
from tests.platforms.discord_gateway import TOKEN
from tests.platforms.discord_messages import ANN, BEN, FAR, GUILD, UserFile
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import SONG, done, joined

PRESENCES, MESSAGE_CONTENT = 1 << 8, 1 << 15
MAY_SEE_PRESENCES, MAY_READ = 1 << 13, 1 << 18


async def test_what_was_said_while_the_line_was_broken_is_answered(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with joined(server) as (_, discord):
        states: list[str] = []
        lost = discord.lost
        monkeypatch.setattr(discord, "lost", lambda: (lost(), states.append(discord.state)))
        await server.until(lambda: server.line.heartbeats > 1)
        assert discord.online
        server.line.drop()
        await server.write("", SONG)
        await server.until(lambda: any(m.pictures for m in server.channel()), 15.0)
        assert server.line.resumed == 1
        assert states == [words.discord_unreachable()]
        assert discord.online
        assert len(server.identified) == 1
        exchange = await server.slash("about")
        await server.until(done(exchange))


async def test_every_shard_serves_its_servers(server: DiscordServer) -> None:
    server.line.shards = 2
    server.line.guilds.append(FAR)
    async with joined(server) as (_, discord):
        await server.until(lambda: len(server.identified) == 2, 15.0)
        assert [said["shard"] for said in server.identified] == [[0, 2], [1, 2]]
        for guild in (GUILD, FAR):
            exchange = await server.slash("slate", song="happy", guild=guild)
            await server.until(done(exchange))
        async with asyncio.timeout(5.0):
            while "2 servers" not in discord.state:
                await asyncio.sleep(0.05)


async def test_intents_that_are_missing_are_said_and_everything_else_works(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with joined(server, wants={"message_content", "presences"}):
        exchange = await server.slash("slate", song="happy")
        await server.until(done(exchange))
    assert not server.identified[0]["intents"] & (PRESENCES | MESSAGE_CONTENT)
    names = words.intent_names()
    assert words.intents_missing((names["message_content"], names["presences"])) in caplog.messages


async def test_intents_are_used_where_they_are_granted(server: DiscordServer, caplog: pytest.LogCaptureFixture) -> None:
    server.line.flags = MAY_SEE_PRESENCES | MAY_READ
    async with joined(server, wants={"message_content"}):
        pass
    assert server.identified[0]["intents"] & (PRESENCES | MESSAGE_CONTENT) == MESSAGE_CONTENT
    assert not caplog.messages


async def test_an_intent_that_is_withdrawn_at_the_last_moment_costs_only_itself(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def stale(_: str) -> frozenset[str]:
        return frozenset({"presences"})

    monkeypatch.setattr("bot.discord._intents.ask", stale)
    async with joined(server, wants={"presences"}):
        exchange = await server.slash("slate", song="happy")
        await server.until(done(exchange))
    names = words.intent_names()
    assert words.intents_missing((names["message_content"], names["presences"])) in caplog.messages


async def test_the_doctor_says_what_discord_does_not_let_it_see(server: DiscordServer) -> None:
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        discord_token=TOKEN,  # type: ignore[arg-type]
        discord_api_base=server.api,
    )
    server.line.flags = MAY_READ
    names = words.intent_names()
    finding = await doctor._discord(settings)
    assert (finding.good, finding.sentence) == (
        True,
        f"Discord knows the token. {words.intents_missing((names['presences'], names['members']))}",
    )
    server.line.flags = MAY_READ | MAY_SEE_PRESENCES | 1 << 15
    assert (await doctor._discord(settings)).sentence == "Discord knows the token."
    wrong = settings.model_copy(update={"discord_token": SecretStr("wrong")})
    assert await doctor._discord(wrong) == doctor.Finding(False, words.discord_token_refused())
    away = settings.model_copy(update={"discord_api_base": "http://127.0.0.1:9/api/v10"})
    assert await doctor._discord(away) == doctor.Finding(False, words.discord_unreachable())


async def test_what_people_play_is_told_as_it_comes(server: DiscordServer) -> None:
    server.line.flags = MAY_SEE_PRESENCES
    told: list[tuple[str, Playing | None]] = []
    began = float(int(time.time()))
    track = "4cOdK2wGLETKBW3PvgPWqT"
    async with joined(server, listened=lambda person, playing: told.append((person, playing))):
        for user, played in ((ANN, track), (BEN, "short"), (ANN, "")):
            await server.play(user, played, began)
        async with asyncio.timeout(3.0):
            while len(told) < 3:
                await asyncio.sleep(0.01)
    link = f"https://open.spotify.com/track/{track}"
    ann = Playing("discord:11", f"Title of {track}", ("Ann", "Ben"), began, began + 180.0, link, HERE)
    ben = Playing("discord:12", "Title of short", ("Ann", "Ben"), began, began + 180.0, servers=HERE)
    assert told == [("discord:11", ann), ("discord:12", ben), ("discord:11", None)]


HERE = frozenset({str(GUILD)})
ODD: tuple[dict[str, Any], ...] = (
    {"details": None},
    {"sync_id": None},
    {"details": 7},
    {"type": 0, "name": "Another player"},
    {"assets": None, "party": None, "timestamps": None, "state": None, "details": None, "sync_id": None},
)
FINE: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
    ({"state": None}, {"artists": ()}),
    ({"timestamps": None}, {"started": 0.0, "ends": 0.0}),
    ({"timestamps": {"start": 5000}}, {"started": 5.0, "ends": 0.0}),
    ({"timestamps": {"start": "soon", "end": None}}, {"started": 0.0, "ends": 0.0}),
    ({"assets": None, "party": None}, {}),
    ({"session_id": None}, {}),
    ({"state": "One;Two; ; Three"}, {"artists": ("One;Two", "Three")}),
)


async def test_presences_that_lack_anything_do_no_harm(server: DiscordServer) -> None:
    server.line.flags = MAY_SEE_PRESENCES
    told: list[Playing | None] = []
    whole = Playing("discord:11", "Title of t", ("Ann", "Ben"), 1000.0, 1180.0, servers=HERE)
    async with joined(server, listened=lambda _, playing: told.append(playing)):
        for odd in (*ODD, *(change for change, _ in FINE), {}):
            await server.play(ANN, "t", 1000.0, odd)
        async with asyncio.timeout(3.0):
            while len(told) < len(ODD) + len(FINE) + 1:
                await asyncio.sleep(0.01)
    assert told[: len(ODD)] == [None] * len(ODD)
    assert told[len(ODD) :] == [*(replace(whole, **change) for _, change in FINE), whole]


async def test_presences_are_not_asked_for_when_nobody_listens(server: DiscordServer) -> None:
    server.line.flags = MAY_SEE_PRESENCES
    async with joined(server):
        pass
    assert not server.identified[0]["intents"] & PRESENCES


def _numbered(number: int) -> Feature:
    @feature(on_message=f"Number {number}")
    async def one(ask: Ask, song: Annotated[Song, "A song"]) -> Reply:
        """Take a song."""
        return Reply(song.title)

    declared: Feature = one.feature  # type: ignore[attr-defined]
    return Feature(f"f{number}", declared.sentence, "", declared.parameters, declared.run, declared.on_message)


async def test_more_menus_than_fit_cost_only_themselves(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    async with joined(server, features=tuple(_numbered(n) for n in range(7))):
        assert sorted(c["name"] for c in server.commands if c["type"] == 3) == [f"Number {n}" for n in range(5)]
        exchange = await server.slash("f6", file=UserFile("x.mp3", b"x"))
        await server.until(done(exchange))
        assert exchange.messages[0].text == "x"
    left = [record.__dict__["entry"] for record in caplog.records if "entry" in record.__dict__]
    assert left == ["Number 5", "Number 6"]


async def test_the_texts_of_another_language_are_told_anew(server: DiscordServer, tmp_path: Path) -> None:
    """The digest is that of the translated commands."""
    async with joined(server, folder=tmp_path):
        shown = next(c for c in server.commands if c["name"] == "slate")
    names = {locale: texts for locale, texts in shown["description_localizations"].items() if locale != "en-GB"}
    assert set(names) >= {"en-US", "de", "fr", "es-ES", "ja"}
    assert len({names[locale] for locale in ("en-US", "de", "fr", "es-ES", "ja")}) == 5
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "spoiler_option", lambda: "Different in every language")
        async with joined(server, folder=tmp_path):
            assert server.syncs == 2


async def test_traces_of_another_version_are_read_as_far_as_they_go() -> None:
    async with house(()) as bot:
        row = JobRow("1", "key", "slate", "{}", "{}", "{}")
        await bot.store.keep_job(row)
        told = {"message": 5, "token": "t", "expires": time.time() + 60.0, "colour": "red"}
        await bot.store.cache(TRACES, json.dumps({"key": told, "done": told}).encode())
        traces = Traces(bot.store)
        await traces.load()
        assert (traces.of("key").message, traces.of("key").left > 50.0) == (5, True)
        assert not traces.knows("done")
        await traces.keep("key", replace(traces.of("key"), expires=time.time() - 1.0))
        assert json.loads(await bot.store.cached(TRACES) or b"")["key"]["token"] == ""


async def test_a_server_that_put_the_bot_out_is_forgotten_after_a_while(
    server: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.servers.ERASING", 0.05)
    second, third, fourth = GUILD + 3, GUILD + 4, GUILD + 5
    server.line.guilds += [second, third, fourth]
    async with joined(server, folder=tmp_path) as (bot, _):
        async with asyncio.timeout(8.0):
            while str(third).encode() not in (await bot.store.cached(SERVERS) or b""):
                await asyncio.sleep(0.05)
        for guild in (GUILD, second, third, fourth):
            await bot.store.change_preferences(str(guild), lambda _: Preferences(shape="tall"))
        exchange = await server.slash("slate", file=SONG, guild=second)
        await server.until(done(exchange))
        song = next(iter(await server.type("slate", "song", "harbour", user=ANN)))["value"]
        assert await bot.store.song(song)
        await server.expel(second)
        await server.expel(GUILD)
        await server.join(GUILD)  # it was a mistake
        await server.expel(fourth)
        server.line.guilds.remove(third)  # while the bot is away
        await asyncio.sleep(0.2)
    server.line.guilds.append(fourth)
    async with joined(server, folder=tmp_path) as (bot, _):
        assert (await bot.store.preferences(str(second))).shape == "tall"
    monkeypatch.setattr("bot.servers.GRACE", 0.0)
    async with joined(server, folder=tmp_path) as (bot, _):
        async with asyncio.timeout(8.0):
            for gone in (second, third):
                while (await bot.store.preferences(str(gone))).shape == "tall":
                    await asyncio.sleep(0.05)
        for kept in (GUILD, fourth):  # one by mistake, the other while the bot was away
            assert (await bot.store.preferences(str(kept))).shape == "tall"
        assert await bot.store.song(song) is None
