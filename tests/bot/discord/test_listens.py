"""Listening on Discord, from the command to the picture: opt-in, presences, posted links, and erasing all of it."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

from bot import words
from bot.listening import Turntable
from bot.listening.values import Listen, Span
from bot.schedules import Schedules
from bot.testing import House
from engine.fake import FakeEngine
from tests.platforms.discord_messages import ANN, BEN, CHANNEL, GUILD, Exchange, UserFile
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import SONG, done, joined, until_idle

MAY_SEE_PRESENCES, MAY_SEE_MEMBERS, MAY_READ = 1 << 13, 1 << 15, 1 << 18
TRACK = "4cOdK2wGLETKBW3PvgPWqT"
LINK = f"https://open.spotify.com/track/{TRACK}"


async def asked(server: DiscordServer, name: str, **options: object) -> Exchange:
    exchange = await server.slash(name, **options)  # type: ignore[arg-type]
    await server.until(done(exchange))
    return exchange


async def top(bot: House) -> dict[str, int]:
    listening = bot.desk.listening
    zone = (await bot.store.preferences(str(GUILD))).zone  # its day may be another than here
    span = Span.of("week", listening.now, zone)
    return {each.tune.title: each.plays for each in await listening.top(str(GUILD), span, 10)}


class Played:
    """A turntable whose house comes later, and whose clock a test sets."""

    def __init__(self) -> None:
        self.bot: House | None = None
        self.now = float(int(time.time()))
        self.told = 0
        self.turntable = Turntable(self._counts, self._note, lambda: self.now)

    def play(self, person: str, playing: object) -> None:
        self.told += 1
        self.turntable.play(person, playing)  # type: ignore[arg-type]

    def _counts(self, person: str) -> bool:
        return self.bot is not None and self.bot.desk.listening.counts(person)

    async def _note(self, listens: list[Listen]) -> None:  # type: ignore[override]
        assert self.bot
        await self.bot.desk.listening.note(listens)

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5.0):
            while self.told < count:
                await asyncio.sleep(0.01)


async def test_what_people_who_joined_play_is_counted_once(server: DiscordServer) -> None:
    server.line.flags = MAY_SEE_PRESENCES
    played = Played()
    async with joined(server, listened=played.play) as (bot, _):
        played.bot = bot
        await bot.desk.listening.ready()
        await asked(server, "listening", action="on", zone="Europe/Berlin")
        told = await asked(server, "listening", action="join")
        assert told.messages[0].private
        assert "90 days" in told.messages[0].text
        began = played.now - 31
        for user in (ANN, ANN, BEN):  # Ann shares two servers with the bot, Ben did not join
            await server.play(user, TRACK, began)
        await server.play(ANN, TRACK, began)
        await played.until(4)
        await played.turntable.look()
        await server.play(ANN, "skipped000000000000000", played.now)
        await played.until(5)
        played.now += 5
        await server.play(ANN, "stays00000000000000000", played.now)
        await played.until(6)
        played.now += 40
        await played.turntable.look()
        assert await top(bot) == {f"Title of {TRACK}": 1, "Title of stays00000000000000000": 1}
        collage = await asked(server, "collage", user=BEN)
        assert collage.messages[0].pictures
        assert words.title_tiles(2) in collage.messages[0].text
        await asked(server, "listening", action="leave")
        assert await top(bot) == {}


async def test_who_leaves_the_server_takes_everything_along(server: DiscordServer) -> None:
    server.line.flags = MAY_SEE_PRESENCES | MAY_SEE_MEMBERS
    async with joined(server, listened=lambda *_: None) as (bot, _):
        await asked(server, "listening", action="on")
        await asked(server, "listening", action="join")
        await asked(server, "slate", file=SONG)
        assert await top(bot) == {"Harbour at Noon": 1}
        await server.depart(BEN)
        await server.depart(ANN)
        async with asyncio.timeout(5.0):
            while await top(bot):
                await asyncio.sleep(0.01)
        assert await bot.desk.listening.members("discord:11") == ()


async def test_the_week_posts_itself_into_its_channel_even_after_a_restart(
    server: DiscordServer, tmp_path: Path
) -> None:
    async with joined(server, folder=tmp_path) as (bot, _):
        await asked(server, "listening", action="on")
        await asked(server, "listening", action="join")
        listening = bot.desk.listening
        await listening.note([Listen("discord:11", "Yesterday", ("Mira Vale",), listening.now - 86400)])
        told = await asked(server, "collage", schedule="weekly", channel=f"<#{CHANNEL}>")
        assert f"<#{CHANNEL}>" in told.messages[0].text
    async with joined(server, folder=tmp_path) as (bot, _):
        [row] = await bot.store.schedules.due(2**40)
        for _ in range(3):
            await Schedules(bot.store, lambda: row.due + 1.0).look(bot.jobs)
        await server.until(lambda: [message for message in server.channel() if message.pictures])
        await until_idle(bot)
        [posted] = [message for message in server.channel() if message.pictures]
        assert "seven days" in posted.text
        assert "Other layout" in posted.buttons


async def test_no_week_is_posted_into_a_channel_of_another_server(server: DiscordServer) -> None:
    other = GUILD + 100
    server.line.guilds.append(other)
    async with joined(server) as (bot, _):
        await asked(server, "listening", action="on")
        await asked(server, "listening", action="join")
        listening = bot.desk.listening
        await listening.note([Listen("discord:11", "Yesterday", ("Mira Vale",), listening.now - 86400)])
        await asked(server, "collage", schedule="weekly", channel=f"<#{CHANNEL + 100}>")
        [row] = await bot.store.schedules.due(2**40)
        await Schedules(bot.store, lambda: row.due + 1.0).look(bot.jobs)
        await until_idle(bot)
        assert not [each for each in server.messages.values() if each.channel == CHANNEL + 100]
        assert [each for each in server.messages.values() if each.pictures], "who asked for it gets it alone"


async def test_posted_links_wait_to_be_heard(server: DiscordServer) -> None:
    server.line.flags = MAY_READ
    async with joined(server, links=True) as (bot, _):
        await asked(server, "listening", action="on")
        await asked(server, "listening", action="join")
        await server.write(f"listen to {LINK}?si=1", mention=False)
        await server.write(LINK, mention=False, user=BEN)
        await asked(server, "about")
        post = bot.desk.listening.next_post()
        assert post
        assert (post.person, post.server, post.link) == ("discord:11", str(GUILD), LINK)
        assert bot.desk.listening.next_post() is None


async def test_a_copy_comes_to_the_person_only(server: DiscordServer) -> None:
    async with joined(server):
        await asked(server, "listening", action="on")
        await asked(server, "listening", action="join", user=BEN)
        exchange = await server.slash("privacy", action="export", user=BEN)
        await server.until(lambda: any(message.files for message in exchange.messages))
        files = [file for message in exchange.messages for file in message.files]
        assert [file["filename"] for file in files] == ["what-is-kept.json"]
        assert all(message.private for message in exchange.messages)
        assert all(message.private for message in server.channel())


async def test_everything_of_a_person_goes_with_two_clicks(server: DiscordServer, tmp_path: Path) -> None:
    who = {**ANN, "id": "990011223344556677"}
    async with joined(server, FakeEngine(), tmp_path) as (bot, _):
        await asked(server, "listening", action="on")
        await asked(server, "listening", user=who, action="join")
        await asked(server, "slate", user=who, file=UserFile("Tide.mp3", b"some sound"))
        assert await server.type("slate", "song", "tide", user=who)
        kept = await asked(server, "privacy", user=who)
        really = await server.press(kept.messages[0], words.erase_label(), user=who)
        await server.until(done(really))
        assert await top(bot)
        erased = await server.press(really.messages[0], words.erase_surely_label(), user=who)
        await server.until(done(erased))
        assert erased.messages[0].text == words.everything_erased()
        await until_idle(bot)
        assert await top(bot) == {}
        assert await server.type("slate", "song", "tide", user=who) == []
        for _ in range(100):  # what the surface knew of the request goes just after the answer
            holding = [
                path.name for path in tmp_path.rglob("*") if path.is_file() and who["id"].encode() in path.read_bytes()
            ]
            if not holding:
                break
            await asyncio.sleep(0.02)
        assert holding == []
