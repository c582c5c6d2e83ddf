"""Records told in Slack: files of any kind by form and by mention, and none of it kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.testing import House
from engine.fake import FakeEngine
from tests.platforms.slack_server import BOT, GENERAL, SlackServer
from tests.platforms.slack_world import Here, joined, shown

SHEET = b"the rain on the road"


def sent(server: SlackServer) -> list[dict[str, Any]]:
    """Words, a cover and a sound, as somebody uploads them."""
    return [
        server.upload("01 Rain.txt", SHEET, "text/plain"),
        server.upload("cover.png", b"\x89PNG\r\n\x1a\n cover", "image/png"),
        server.upload("02 Tide.mp3", b"ID3\x04\0\0 a sound"),
    ]


def titles(bot: House) -> list[object]:
    """The songs of each story that was told."""
    assert isinstance(bot.engine, FakeEngine)
    return [told for name, told in bot.engine.calls if name == "tell"]


async def test_a_form_takes_files_and_long_words(here: Here) -> None:
    server = here.server
    await server.command("/story")
    (view,) = await server.until(lambda: server.views)
    lyrics = next(block for block in view["blocks"] if block["block_id"] == "lyrics")
    assert lyrics["element"]["multiline"] is True
    long = "# Sun\n" + "honey at the door\n" * 150
    given = {"files_files": sent(server), "lyrics": long, "title": "Low Light", "rights": "yes"}
    assert await server.fill(view, **given) == {}
    (answer,) = await server.until(lambda: shown(server))
    await server.until(lambda: not here.bot.jobs._open)
    assert "Low Light in 3 scenes" in answer.seen
    assert len(answer.pictures) == 4, "the record's collage, and a card for each song"
    assert titles(here.bot) == [("Rain", "Tide", "Sun")]
    (kit,) = [file for file in server.files.values() if file.name == "low-light.zip"]
    assert kit.shared == [(GENERAL, answer.ts)], "the kit lies in the thread under the pictures"


async def test_a_form_without_files_or_words_asks_for_them(here: Here) -> None:
    server = here.server
    await server.command("/story")
    (view,) = await server.until(lambda: server.views)
    refused = await server.fill(view, rights="yes")
    assert refused["response_action"] == "errors"
    assert list(refused["errors"]) == ["files:files"]


async def test_a_mention_takes_every_kind_of_file(here: Here) -> None:
    server = here.server
    await server.say(f"<@{BOT}> story rights=yes title=Tides", *sent(server))
    (answer,) = await server.until(lambda: shown(server))
    assert "Tides in 2 scenes" in answer.seen
    assert titles(here.bot) == [("Rain", "Tide")]


async def test_nothing_of_it_is_kept(server: SlackServer, tmp_path: Path) -> None:
    async with joined(server, folder=tmp_path) as here:
        await server.say(f"<@{BOT}> story rights=yes title=Low lyrics='honey at the door'", *sent(server)[:1])
        await server.until(lambda: shown(server))
        await server.until(lambda: not here.bot.jobs._open and not list((tmp_path / "papers").iterdir()))
        assert await here.bot.store.jobs() == []
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert SHEET not in kept
    assert b"honey at the door" not in kept
