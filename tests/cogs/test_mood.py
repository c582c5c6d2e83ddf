"""/mood: one song or many, each once, sorted, with a plane, a table and spectrograms."""

from collections.abc import Sequence
from dataclasses import replace

import cogs
from bot.cog import discover
from bot.reply import MOST_FILES
from bot.testing import ANN, house
from engine.api import ENGLISH, QUADRANTS, Dot, Labels, Picture, Progress, silent
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


class LabelledEngine(FakeEngine):
    """Keeps the words that it was to draw."""

    labels: Labels | None = None

    async def plane(self, dots: Sequence[Dot], progress: Progress = silent, labels: Labels = ENGLISH) -> Picture:
        self.labels = labels
        return await super().plane(dots, progress, labels)


async def test_the_plane_is_labelled_in_the_language_of_the_answer() -> None:
    engine = LabelledEngine()
    async with house(FEATURES, engine) as bot:
        await bot.ask("mood", songs="happy")
        assert engine.labels == ENGLISH
        await bot.ask("mood", person=replace(ANN, language="de"), songs="happy")
    assert engine.labels is not None
    assert (engine.labels.energetic, engine.labels.sad) == ("energiegeladen", "traurig")
