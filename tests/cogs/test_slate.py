"""/slate: a picture, its song, and where to go from there."""

import cogs
from bot.cog import discover
from bot.testing import house
from engine.api import PaintOptions
from engine.fake import FakeEngine

FEATURES = discover(cogs)


async def test_a_song_becomes_a_picture_described_in_words() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("slate", b"abc", style="rings")
    (picture,) = reply.files
    assert picture.name == "song-1-rings.png"
    assert picture.alt.startswith("Mood art for song 1: ")
    assert not reply.private
    assert ("style", "rings, single") in [(fact.name, fact.value) for fact in reply.facts]


async def test_the_moves_lead_on() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        first = await bot.ask("slate", b"abc", style="bloom", shape="wide")
        again = await bot.press(first.moves[0])
        other = await bot.press(first.moves[1])
        mood = await bot.press(first.moves[2])
    painted = [options for name, options in engine.calls if name == "paint"]
    assert painted == [
        PaintOptions("bloom", 0, 1536, 864),
        PaintOptions("bloom", 1, 1536, 864),
        PaintOptions("strata", 0, 1536, 864),
    ]
    assert [name for name, _ in engine.calls].count("hear") == 1
    assert again.moves[0].args["seed"] == "2"
    assert other.files[0].name.endswith("-strata.png")
    assert mood.table is not None


async def test_what_the_server_prefers_holds_unless_asked_otherwise() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        await bot.ask("settings", style="flow", shape="tall", caption="yes")
        await bot.ask("slate", b"abc")
        await bot.ask("slate", b"abc", style="rings", shape="square")
    painted = [options for name, options in engine.calls if name == "paint"]
    assert painted == [
        PaintOptions("flow", 0, 864, 1536, "song 1"),
        PaintOptions("rings", 0, 1024, 1024, "song 1"),
    ]


async def test_a_jukebox_song_can_be_heard_beside_its_picture() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("slate", song="sad")
        again = await bot.press(reply.moves[0])
    assert [file.kind for file in reply.files] == ["image", "audio"]
    assert [file.kind for file in again.files] == ["image"]
