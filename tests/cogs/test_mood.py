"""/mood: one song or many, each once, sorted, with a plane, a table and spectrograms."""

import cogs
from bot.cog import discover
from bot.reply import MOST_FILES
from bot.testing import house
from engine.api import QUADRANTS
from engine.fake import FakeEngine

FEATURES = discover(cogs)


async def test_many_songs_are_sorted_and_drawn() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("mood", *[str(number).encode() for number in range(6)])
    assert reply.table is not None
    moods = [row[2].lower() for row in reply.table.rows]
    assert moods == sorted(moods, key=QUADRANTS.index)
    assert reply.text.startswith("6 songs: ")
    assert reply.files[0].name == "mood-plane.png"
    assert len(reply.files) == 7
    assert all(file.alt for file in reply.files)


async def test_one_song_is_a_sentence() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("mood", songs="happy")
    assert reply.text.startswith("Paper Kites. It feels ")


async def test_a_song_given_twice_is_heard_and_listed_once() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        reply = await bot.ask("mood", b"abc", b"abc", songs="sad sad")
    assert reply.table is not None
    assert len(reply.table.rows) == 2
    assert [name for name, _ in engine.calls].count("hear") == 2


async def test_more_songs_than_pictures_fit_are_still_listed() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("mood", *[str(number).encode() for number in range(14)])
    assert reply.table is not None
    assert len(reply.table.rows) == 14
    assert len(reply.files) == MOST_FILES


async def test_one_bad_file_among_many_says_which() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("mood", b"abc", b"not audio")
    assert not reply.refused, "the good song is answered all the same"
    assert "song 2" in reply.text
