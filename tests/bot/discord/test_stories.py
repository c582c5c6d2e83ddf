"""Records told on Discord: files of any kind by command, by form and by mention."""

from __future__ import annotations

from pathlib import Path

from bot.testing import House
from engine.fake import FakeEngine
from tests.platforms.discord_messages import UserFile
from tests.platforms.discord_server import DiscordServer
from tests.platforms.discord_world import SONG, done, joined

RAIN = UserFile("01 Rain.txt", b"the rain on the road", "text/plain")
COVER = UserFile("cover.png", b"\x89PNG\r\n\x1a\n cover", "image/png")


def titles(bot: House) -> list[object]:
    """The songs of each story that was told."""
    assert isinstance(bot.engine, FakeEngine)
    return [told for name, told in bot.engine.calls if name == "tell"]


async def test_files_of_a_command_are_words_sound_and_cover(server: DiscordServer) -> None:
    async with joined(server, FakeEngine()) as (bot, _):
        exchange = await server.slash("story", file=RAIN, file2=COVER, file3=SONG, title="Low Light", rights=True)
        await server.until(done(exchange))
        await server.until(lambda: len(exchange.messages) == 2)
        shown, packed = exchange.messages
        assert "Low Light in 2 scenes" in shown.text
        assert len(shown.pictures) == 3
        assert [file["filename"] for file in packed.files] == ["low-light.zip"]
        assert titles(bot) == [("Rain", "Harbour at Noon")]


async def test_the_bare_command_opens_a_form_for_files_and_long_words(server: DiscordServer) -> None:
    async with joined(server, FakeEngine()) as (bot, _):
        asked = await server.slash("story")
        await server.until(lambda: asked.form)
        assert asked.form
        entries = {entry["component"]["custom_id"]: entry["component"] for entry in asked.form["components"]}
        assert list(entries) == ["files", "lyrics", "title", "rights"]
        assert entries["lyrics"]["style"] == 2
        sent = await server.fill(asked, RAIN, lyrics="# Sun\nthe sun", rights="yes")
        await server.until(done(sent))
        assert titles(bot) == [("Rain", "Sun")]


async def test_nothing_of_it_is_kept(server: DiscordServer, tmp_path: Path) -> None:
    async with joined(server, FakeEngine(), tmp_path):
        exchange = await server.slash("story", file=RAIN, lyrics="# Sun\nhoney at the door", rights=True)
        await server.until(done(exchange))
        await server.until(lambda: not list((tmp_path / "papers").iterdir()))
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"the rain on the road" not in kept
    assert b"honey at the door" not in kept
