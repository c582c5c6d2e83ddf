"""Discord, with the real library against a strict server on this machine."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Literal

import pytest
from discord.http import Route

from bot import host
from bot.ask import Ask
from bot.cog import Span, feature
from bot.config import Settings
from bot.discord import Discord
from bot.listening import Turntable
from bot.reply import Fact, File, Move, Reply, Table
from bot.songs import Song
from bot.testing import house
from engine.errors import UnreadableAudio
from engine.fake import PNG, FakeEngine
from tests.platforms.discord_gateway import TOKEN
from tests.platforms.discord_messages import ANN, BEN, CHANNEL, GUILD, Exchange, UserFile
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import FEATURES, SONG, done, joined, until_idle

GOLDEN = Path(__file__).parents[2] / "platforms" / "golden"


def english(told: object) -> object:
    """A payload without its texts in other languages."""
    if isinstance(told, dict):
        return {name: english(value) for name, value in told.items() if not name.endswith("_localizations")}
    return [english(value) for value in told] if isinstance(told, list) else told


def golden(name: str, told: object) -> None:
    """Hold a payload against its file; the first time, write the file."""
    file = GOLDEN / f"discord_{name}.json"
    if not file.exists():
        file.write_text(json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
    assert told == json.loads(file.read_text())


async def opened(server: DiscordServer, **options: str) -> Exchange:
    """A form that asks for a song."""
    exchange = await server.slash("slate", **options)
    await server.until(lambda: exchange.form)
    return exchange


async def test_a_file_is_deferred_shown_and_answered_in_one_message(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine) as (bot, _):
        exchange = await server.slash("slate", file=SONG, seed=3, style="flow")
        await server.until(lambda: exchange.original)
        assert exchange.acknowledged == 5
        assert exchange.after < 1.0
        assert exchange.original
        assert "Listening · 50 %" in exchange.original.text
        assert list(exchange.original.buttons) == ["Cancel"]
        custom = exchange.original.buttons["Cancel"]
        golden("progress", json.loads(json.dumps(exchange.original.components).replace(custom, "x:JOB")))
        assert engine.hold
        engine.hold.set()
        await server.until(done(exchange))
        message = exchange.messages[0]
        assert message is exchange.original
        assert "Harbour at Noon" in message.text
        assert "**style** flow" in message.text
        assert [file["data"] for file in message.files] == [PNG]
        assert message.pictures[0].startswith("Mood art for Harbour at Noon: plain")
        assert list(message.buttons)[:2] == ["Again", "Other style"]
        assert list(message.buttons)[-1] == "Delete"
        assert not message.private
        await until_idle(bot)
    assert not server.refusals
    assert [options.seed for name, options in engine.calls if name == "paint"] == [3]  # type: ignore[attr-defined]


async def test_sounds_are_plain_attachments_after_the_picture(server: DiscordServer) -> None:
    async with joined(server):
        exchange = await server.slash("slate", song="happy")
        await server.until(lambda: exchange.followups)
        assert exchange.followups[0].files[0]["filename"] == "paper-kites.mp3"
        assert exchange.followups[0].files[0]["description"] == "Paper Kites"
    assert not server.refusals


async def test_a_private_reply_withdraws_the_public_deferral(server: DiscordServer) -> None:
    async with joined(server):
        exchange = await server.slash("about", user=BEN)
        await server.until(done(exchange))
        assert exchange.original is None
        assert [m.private for m in exchange.messages] == [True]
        assert "/slate    " in exchange.messages[0].text
        assert "**version**" in exchange.messages[0].text
    assert not server.refusals


async def test_what_cannot_be_heard_is_refused_privately(server: DiscordServer) -> None:
    async with joined(server) as (bot, _):
        exchange = await server.slash("slate", file=UserFile("a.mp3", b"not audio"))
        await server.until(done(exchange))
        assert UnreadableAudio.__doc__
        assert [(m.private, m.text) for m in exchange.messages] == [(True, UnreadableAudio.__doc__)]
        await until_idle(bot)
    assert not server.refusals


@pytest.mark.parametrize(("size", "claimed"), [(2**20 + 1, 10), (10, 2**20 + 1)])
async def test_a_file_above_the_cap_is_refused_whatever_its_size_claims(
    server: DiscordServer, size: int, claimed: int
) -> None:
    engine = FakeEngine()
    async with joined(server, engine):
        exchange = await server.slash("slate", file=UserFile("long.wav", bytes(size), "audio/wav", claimed))
        await server.until(done(exchange))
        assert "“long” is larger than 1 MiB." in exchange.messages[0].text
    assert not engine.calls
    assert server.downloads == (size > 10)


async def test_a_command_without_its_song_opens_a_form_first(server: DiscordServer) -> None:
    async with joined(server):
        exchange = await opened(server, style="rings")
        assert exchange.acknowledged == 9
        sent = await server.fill(exchange, SONG)
        await server.until(done(sent))
        assert "**style** rings" in sent.messages[0].text
        named = await server.fill(await opened(server), song="sad")
        await server.until(done(named))
        assert "Last Tram Home" in named.messages[0].text
        empty = await server.fill(await opened(server))
        await server.until(done(empty))
        assert "I need one more thing, song" in empty.messages[0].text
    assert not server.refusals


async def test_the_menu_of_a_message_takes_its_sounds_its_link_or_its_words(server: DiscordServer) -> None:
    async with joined(server):
        cover = UserFile("cover.png", PNG, "image/png")
        heard = await server.menu("Slate this", "what is this?", cover, SONG)
        await server.until(done(heard))
        assert "Harbour at Noon" in heard.messages[0].text
        both = await server.menu("Mood of this", "", SONG, UserFile("b.ogg", b"b", "audio/ogg"))
        await server.until(done(both))
        assert both.messages[0].text.startswith("2 songs:")
        link = await server.menu("Slate this", "listen! <https://open.spotify.com/track/1> nice")
        await server.until(done(link))
        assert "Links are switched off" in link.messages[0].text
        nothing = await server.menu("Slate this", "", cover)
        await server.until(lambda: nothing.form)
    assert not server.refusals


async def test_anyone_may_press_a_move_even_after_a_restart(server: DiscordServer, tmp_path: Path) -> None:
    async with joined(server, folder=tmp_path):
        exchange = await server.slash("slate", file=SONG, style="flow")
        await server.until(done(exchange))
    engine = FakeEngine()
    async with joined(server, engine, tmp_path):
        again = await server.press(exchange.messages[0], "Again", user=BEN)
        await server.until(done(again))
        assert again.acknowledged == 5
        assert again.messages[0] is not exchange.messages[0]
        assert "Harbour at Noon" in again.messages[0].text
        assert [name for name, _ in engine.calls] == ["paint"]
    assert not server.refusals


async def test_only_the_asker_cancels(server: DiscordServer) -> None:
    async with joined(server, FakeEngine(hold=asyncio.Event())) as (bot, _):
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: exchange.original)
        assert exchange.original
        other = await server.press(exchange.original, "Cancel", user=BEN)
        await server.until(lambda: other.followups)
        assert other.followups[0].private
        assert "nothing of yours" in other.followups[0].text
        await server.press(exchange.original, "Cancel")
        await server.until(lambda: exchange.followups)
        assert exchange.original.deleted
        assert [(m.private, m.text) for m in exchange.messages] == [(True, "Cancelled.")]
        await until_idle(bot)
    assert not server.refusals


async def test_the_same_request_twice_is_one_job(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine):
        first = await server.slash("slate", file=SONG)
        await server.until(lambda: first.original)
        second = await server.slash("slate", file=SONG)
        await server.until(done(second))
        assert "already" in second.messages[0].text
        assert engine.hold
        engine.hold.set()
        await server.until(done(first))
        third = await server.slash("slate", file=SONG)
        await server.until(done(third))
        assert third.messages[0].pictures
    assert not server.refusals


async def test_when_discord_refuses_new_pictures_in_an_edit_a_new_message_takes_its_place(
    server: DiscordServer,
) -> None:
    server.pictures_refused = True
    async with joined(server):
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: exchange.followups)
        assert [m.pictures[0][:8] for m in exchange.messages] == ["Mood art"]
        assert not exchange.messages[0].private
    assert len(server.refusals) == 1


async def test_a_deleted_progress_message_does_not_lose_the_answer(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine):
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: exchange.original)
        assert exchange.original
        assert engine.hold
        exchange.original.deleted = True
        engine.hold.set()
        await server.until(lambda: exchange.followups)
        assert exchange.messages[0].pictures


@pytest.mark.parametrize("knows", [True, False])
async def test_a_dead_token_leaves_the_bots_own_route(server: DiscordServer, knows: bool) -> None:
    """Either the clock says that the token is dead, or Discord does."""
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine) as (bot, _):
        exchange = await server.slash("slate", file=SONG, age=16 * 60.0 if knows else 0.0)
        await server.until(lambda: exchange.acknowledged)
        if not knows:
            await server.until(lambda: exchange.original)
        exchange.expired = True
        assert engine.hold
        engine.hold.set()
        await server.until(lambda: any(m.pictures for m in server.channel()))
        await until_idle(bot)
        assert ["Cancel" in m.buttons for m in server.channel()] == [False]
        assert list(server.channel()[0].buttons)[:2] == ["Again", "Other style"]


async def test_a_promise_is_kept_after_a_restart(server: DiscordServer, tmp_path: Path) -> None:
    async with joined(server, FakeEngine(hold=asyncio.Event()), tmp_path):
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: exchange.original)
        assert exchange.original
    assert exchange.original.text == "I am being restarted; the answer follows below."
    assert not exchange.original.buttons
    async with joined(server, FakeEngine(), tmp_path, resume=True) as (bot, _):
        await server.until(lambda: any(m.pictures for m in server.channel()))
        await until_idle(bot)
        assert [bool(m.pictures) for m in server.channel()] == [True]
    assert not server.refusals


async def test_leaving_while_an_answer_takes_too_long_keeps_the_promise(
    server: DiscordServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.jobs.LAST_WORDS", 0.1)
    server.slow = 1.0
    engine = FakeEngine()
    async with joined(server, engine, tmp_path):
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: exchange.acknowledged)
        async with asyncio.timeout(3.0):
            while "paint" not in dict(engine.calls):
                await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)
    async with joined(server, FakeEngine(), tmp_path) as (bot, _):
        assert len(await bot.store.jobs()) == 1
        await bot.jobs.resume()
        await server.until(lambda: any(m.pictures for m in server.channel()))
        await until_idle(bot)


@pytest.mark.parametrize(("dms_closed", "where"), [(False, "direct"), (True, "channel")])
async def test_a_late_refusal_goes_to_the_person(server: DiscordServer, dms_closed: bool, where: str) -> None:
    if dms_closed:
        server.closed_people.add(int(ANN["id"]))
    async with joined(server) as (bot, _):
        exchange = await server.slash("slate", file=UserFile("a.mp3", b"not audio"), age=16 * 60.0)
        await server.until(lambda: server.direct(ANN) if where == "direct" else server.channel())
        await until_idle(bot)
        told = server.direct(ANN) + server.channel()
        assert [m.text for m in told] == [UnreadableAudio.__doc__]
        assert not exchange.followups


async def test_a_late_answer_to_a_closed_channel_goes_to_the_person(server: DiscordServer) -> None:
    server.closed_channels.add(CHANNEL)
    async with joined(server) as (bot, _):
        await server.slash("slate", file=SONG, age=16 * 60.0)
        await server.until(lambda: server.direct(ANN))
        await until_idle(bot)
        assert server.direct(ANN)[0].pictures


async def test_an_answer_that_can_go_nowhere_is_logged_and_nothing_else(
    server: DiscordServer, caplog: pytest.LogCaptureFixture
) -> None:
    server.closed_channels.add(CHANNEL)
    server.closed_people.add(int(ANN["id"]))
    async with joined(server) as (bot, _):
        await server.slash("slate", file=SONG, age=16 * 60.0)
        await server.until(lambda: server.refusals)
        await until_idle(bot)
        after = await server.slash("about")
        await server.until(done(after))
    assert [r.__dict__["action"] for r in caplog.records if "action" in r.__dict__] == ["answer_forbidden"]


async def test_a_message_that_mentions_the_bot_and_brings_a_sound_is_answered(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine):
        asked = await server.write("have a listen! style=rings", SONG)
        await server.until(lambda: server.channel())
        assert list(server.channel()[0].buttons) == ["Cancel"]
        assert engine.hold
        engine.hold.set()
        await server.until(lambda: any(m.pictures for m in server.channel()))
        await server.write("style=rings", UserFile("b.mp3", b"b"))
        await server.until(lambda: [bool(m.pictures) for m in server.channel()] == [True, True])
        first, second = server.channel()
        assert first.answers == asked
        assert "**style** rings" in second.text
    assert not server.refusals


async def test_other_messages_are_left_alone_and_direct_ones_are_not(server: DiscordServer) -> None:
    async with joined(server):
        await server.write("a song", SONG, mention=False)
        await server.write("hello there")
        await server.write("a song", SONG, mention=False, direct=True)
        await server.until(lambda: any(m.pictures for m in server.messages.values()))
        assert not any(m.channel == CHANNEL for m in server.messages.values())
    assert not server.refusals


async def test_progress_in_flight_never_overwrites_the_answer(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine):
        server.slow = 0.3
        exchange = await server.slash("slate", file=SONG)
        await server.until(lambda: exchange.acknowledged)
        await asyncio.sleep(0.1)  # the first edit is under way
        assert engine.hold
        engine.hold.set()
        await server.until(done(exchange))
        await asyncio.sleep(0.4)
        assert exchange.messages[0].pictures


async def test_progress_that_is_sent_is_withdrawn_though_it_arrives_late(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with joined(server, engine):
        assert engine.hold
        for number, slow in enumerate((0.0, 0.3), 1):  # by the first, the library learns that requests may overlap
            server.slow = slow
            await server.write("", UserFile("b.mp3", bytes([number])))
            await asyncio.sleep(0.2)
            engine.hold.set()
            await server.until(lambda n=number: sum(bool(m.pictures) for m in server.channel()) == n)  # type: ignore[misc]
            engine.hold.clear()
        await asyncio.sleep(0.3)
        assert len(server.channel()) == 2


async def test_progress_that_discord_refuses_costs_only_itself(server: DiscordServer) -> None:
    engine = FakeEngine(hold=asyncio.Event())
    server.progress_refused = 1

    @feature()
    async def stages(ask: Ask) -> Reply:
        """Report two stages."""
        ask.step("one", 0.0)
        await asyncio.sleep(0.2)
        ask.step("two", 0.5)
        await asyncio.sleep(0.2)
        return Reply("Done.")

    async with joined(server, engine, features=(stages.feature,)):  # type: ignore[attr-defined]
        exchange = await server.slash("stages")
        await server.until(done(exchange))
        assert exchange.messages[0].history == ["Two · 50 %", "Done."]


async def test_edits_keep_their_pace(server: DiscordServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Discord, "pace", 0.3)

    @feature()
    async def chatter(ask: Ask) -> Reply:
        """Report much."""
        for number in range(70):
            ask.step("chattering", number / 70)
            await asyncio.sleep(0.01)
        return Reply("Done.")

    async with joined(server, features=(chatter.feature,)):  # type: ignore[attr-defined]
        exchange = await server.slash("chatter")
        await server.until(done(exchange))
        steps = exchange.messages[0].edits[:-1]
        assert len(steps) >= 2
        assert all(later - earlier > 0.29 for earlier, later in pairwise(steps))


async def test_a_limited_request_is_made_again(server: DiscordServer) -> None:
    async with joined(server):
        server.limited = 1
        exchange = await server.slash("slate", file=SONG)
        await server.until(done(exchange))
        assert exchange.messages[0].pictures


async def test_a_wrong_token_is_one_clear_sentence(server: DiscordServer, caplog: pytest.LogCaptureFixture) -> None:
    async with joined(server, token="wrong") as (_, discord):
        assert discord.state == "connecting …"
        await server.until(lambda: server.refusals)
        async with asyncio.timeout(2.0):
            while discord.state == "connecting …":
                await asyncio.sleep(0.01)
        assert discord.state.startswith("Discord refused the token.")
    assert [record.getMessage() for record in caplog.records] == [discord.state]
    assert "wrong" not in caplog.text


async def test_in_no_server_yet_it_says_how_to_invite_it(server: DiscordServer) -> None:
    server.line.guilds.clear()
    async with joined(server) as (_, discord):
        async with asyncio.timeout(3.0):
            while discord.state == "connecting …":
                await asyncio.sleep(0.01)
        told, _, address = discord.state.partition("https://discord.com/oauth2/authorize?")
        assert told == "connected as Slate#1234, in no server yet; invite it with "
        assert "client_id=1000" in address
        assert "permissions=274878024704" in address


async def test_an_unreachable_discord_is_said_and_tried_again(
    server: DiscordServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.discord._surface._SHORTEST_WAIT", 0.1)
    settings = Settings(_env_file=None, discord_token=TOKEN, discord_api_base="http://127.0.0.1:9/api/v10")  # type: ignore[call-arg, arg-type]
    async with house(FEATURES) as bot:
        discord = Discord(bot.desk, bot.jobs, bot.store, settings)
        await discord.start()
        async with asyncio.timeout(3.0):
            while "cannot reach" not in discord.state:
                await asyncio.sleep(0.01)
        Route.BASE = server.api
        await server.until(lambda: server.identified)
        async with asyncio.timeout(3.0):
            while "connected as" not in discord.state:
                await asyncio.sleep(0.01)
        assert discord.state == "connected as Slate#1234 in 1 server"
        await discord.close()


async def test_the_host_serves_discord_only_when_there_is_a_token() -> None:
    async with house(FEATURES) as bot:
        for token, told in ((TOKEN, "connecting …"), ("", "no token yet (set DISCORD_TOKEN in .env, see README)")):
            settings = Settings(_env_file=None, discord_token=token, slack_bot_token="")  # type: ignore[call-arg, arg-type]
            parts = SimpleNamespace(
                settings=settings, engine=FakeEngine(), store=bot.store, desk=bot.desk, jobs=bot.jobs
            )
            listening = bot.desk.listening
            chats = host._chats(parts, Turntable(listening.counts, listening.note))  # type: ignore[arg-type]
            assert [type(chat) for chat in chats] == ([Discord] if token else [])
            assert host.Connected(settings, chats)["Discord"] == told


def test_the_library_is_loaded_only_when_there_is_a_token() -> None:
    code = "import sys, bot.cli, bot.host; print('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


async def test_commands_are_told_only_when_they_changed(server: DiscordServer, tmp_path: Path) -> None:
    for features, syncs in ((FEATURES, 1), (FEATURES, 1), (FEATURES[:2], 2)):
        async with joined(server, folder=tmp_path, features=features):
            assert server.syncs == syncs
    async with joined(server):
        assert server.syncs == 3


async def test_every_feature_is_told_as_in_its_golden_file(server: DiscordServer) -> None:
    async with joined(server) as (_, discord):
        assert discord._client
        assert sorted(discord._client.cogs) == sorted(feature.name.capitalize() for feature in FEATURES)
        told = [{k: v for k, v in c.items() if k not in ("id", "application_id", "version")} for c in server.commands]
    for each in FEATURES:
        own = [command for command in told if command["name"] in (each.name, each.on_message)]
        golden(each.name, english(sorted(own, key=lambda command: command["type"])))
        told = [command for command in told if command not in own]
    assert not told
    assert not server.identified[0]["intents"] & (1 << 1 | 1 << 8 | 1 << 15)


async def test_who_may_manage_the_server_may_change_its_settings(server: DiscordServer) -> None:
    async with joined(server) as (bot, _):
        refused = await server.slash("settings", user=BEN, caption=True)
        await server.until(done(refused))
        assert "Only the people who run" in refused.messages[0].text
        changed = await server.slash("settings", caption=True)
        await server.until(done(changed))
        own = await server.slash("settings", user=BEN, guild=False, shape="tall")
        await server.until(done(own))
        assert (await bot.store.preferences(str(GUILD))).caption
        assert (await bot.store.preferences(f"dm:{BEN['id']}")).shape == "tall"


@feature(on_message="Everything")
async def everything(
    ask: Ask,
    song: Annotated[Song, "Any song"],
    mode: Annotated[Literal["plain", "grand"], "How"],
    count: Annotated[int, "How many", Span(1, 9)] = 3,
) -> Reply:
    """Show every field of a reply at its largest."""
    files = tuple(File("über *all*.png", PNG, "image/png", "x" * 2000) for _ in range(9))
    return Reply(
        text=f"_{mode}_ @everyone {count} " + "*" * (2900 if mode == "grand" else 300),
        facts=tuple(Fact(f"fact_{number}", "v" * 200) for number in range(10)),
        table=Table(("```", "song"), tuple((str(n), "日本語の曲 " * 20) for n in range(200))),
        files=(*files, File("sound", b"s" * (11 * 2**20), "audio/wav", "")) if mode == "grand" else (),
        moves=(
            *(Move("x" * 75, "everything", {"song": "y" * 70, "n": str(n)}) for n in range(4)),
            Move("Mode", "everything"),
        ),
    )


async def test_the_largest_reply_fits(server: DiscordServer) -> None:
    async with joined(server, features=(everything.feature,)):  # type: ignore[attr-defined]
        exchange = await server.slash("everything", song="happy", mode="grand")
        await server.until(done(exchange))
        message = exchange.messages[0]
        assert len(message.pictures) == 9
        assert len(message.buttons) >= 2
        assert r"\_grand\_ @everyone 3" in message.text
        moved = await server.press(message, "Mode", user=BEN)
        await server.until(lambda: moved.form)
        assert moved.form
        assert [label["component"]["custom_id"] for label in moved.form["components"]] == ["song", "files", "mode"]
        sent = await server.fill(moved, song="sad", mode="plain")
        await server.until(done(sent))
        assert r"\_plain\_" in sent.messages[0].text
        assert sent.messages[0].text.count("```") == 2
        golden("form", moved.form["components"])
        assert re.search(r"\n… and \d+ more\n```\n", sent.messages[0].text)
    assert not server.refusals


@feature()
async def sample(ask: Ask, song: Annotated[Song, "Any song"]) -> Reply:
    """Show every field of a reply."""
    return Reply(
        text="One sentence.",
        facts=(
            Fact("tempo", "120"),
            Fact("key", "A minor"),
            Fact("heard", "30 s [of] it | here", "https://a.example/s?q=1&r=2"),
        ),
        table=Table(("", "Song"), (("1", "First"), ("2", "Second"))),
        files=(File("a.png", PNG, "image/png", "A picture"), File("a.mp3", b"s", "audio/mpeg", "A sound")),
        moves=tuple(Move(f"Move {number}", "sample", {"song": str(number)}) for number in range(5)),
    )


async def test_every_field_of_a_reply_is_laid_out_as_in_its_golden_file(server: DiscordServer) -> None:
    async with joined(server, features=(sample.feature,)):  # type: ignore[attr-defined]
        exchange = await server.slash("sample", song="happy", spoiler=True)
        await server.until(lambda: exchange.followups)
    files = [{n: f[n] for n in ("filename", "description")} for m in exchange.messages for f in m.files]
    golden("reply", {"components": [m.components for m in exchange.messages], "files": files})


@feature(on_message="Echo this")
async def echo(ask: Ask, text: Annotated[str, "Anything"]) -> Reply:
    """Say it again."""
    return Reply(f"<{text}>")


@feature()
async def trio(
    ask: Ask, one: Annotated[Song, "First"], two: Annotated[Song, "Second"], three: Annotated[Song, "Third"]
) -> Reply:
    """Take three songs."""
    return Reply(" ".join(song.title for song in (one, two, three)))


async def test_a_text_of_a_message_is_its_link_or_all_of_it(server: DiscordServer) -> None:
    async with joined(server, features=(echo.feature,)):  # type: ignore[attr-defined]
        for written, read in (("see <https://a.example/b?c> there", "https://a.example/b?c"), ("no link", "no link")):
            exchange = await server.menu("Echo this", written)
            await server.until(done(exchange))
            assert exchange.messages[0].text == f"<{read}>"


async def test_a_form_has_no_more_entries_than_discord_takes(server: DiscordServer) -> None:
    async with joined(server, features=(trio.feature,)):  # type: ignore[attr-defined]
        asked = await server.slash("trio")
        await server.until(lambda: asked.form)
        sent = await server.fill(asked, one="happy", two="sad", three="angry")
        await server.until(done(sent))
        assert sent.messages[0].text == "Paper Kites Last Tram Home Red Static"
        files = await server.slash("trio", file=SONG, file2=UserFile("b.ogg", b"b"), file3=UserFile("c.ogg", b"c"))
        await server.until(done(files))
        assert files.messages[0].text == "Harbour at Noon b c"
    assert not server.refusals
