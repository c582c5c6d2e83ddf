"""A record becomes cards, collages and captions, in the chat and in a zip; nothing of it is kept."""

from __future__ import annotations

import asyncio
import io
import threading
import zipfile
from dataclasses import replace

import pytest

import cogs
from bot.cog import discover
from bot.desk import Order
from bot.record import Record, gathered
from bot.reply import Refusal, Reply
from bot.rules import Limits, Turns
from bot.songs import Upload
from bot.testing import ANN, BEN, HERE, House, house
from engine.api import Card, Piece, digest
from engine.fake import PNG, FakeEngine

FEATURES = discover(cogs)
LYRICS = (Upload("01 Rain.txt", b"rain road lantern burning"), Upload("02 Sun.txt", b"sun door honey"))
COVER = Upload("cover.png", b"\x89PNG\r\n\x1a\n cover")
SOUND = Upload("sun.mp3", b"ID3\x04\0\0 a sound")


async def told(bot: House, *files: Upload, **words: str) -> Reply:
    """Send the files as somebody would."""
    return await bot.desk.answer(Order("story", words, ANN, HERE, files))


async def test_cards_collages_and_captions_come_in_order() -> None:
    async with house(FEATURES) as bot:
        reply = await told(bot, *LYRICS, COVER, SOUND, title="Low Light", rights="yes")
        engine = bot.engine
    assert not reply.refused
    assert reply.text.startswith("Low Light in 2 scenes.")
    assert [file.name for file in reply.files] == [
        "low-light-1x1.png",
        "low-light-01.png",
        "low-light-02.png",
        "low-light.zip",
    ]
    assert isinstance(engine, FakeEngine)
    with zipfile.ZipFile(io.BytesIO(reply.files[-1].data)) as archive:
        names = archive.namelist()
        captions = archive.read("captions.txt").decode()
    assert sum(name.startswith("carousel/") for name in names) == 2
    assert sum(name.startswith("collages/") for name in names) == 9
    assert "Rain" in captions
    assert "Low Light" in captions


async def test_the_cover_and_the_sound_are_in_the_pictures() -> None:
    async with house(FEATURES) as bot:
        await told(bot, *LYRICS, COVER, SOUND, title="Low Light", rights="yes")
        calls = bot.engine.calls  # type: ignore[attr-defined]
    collages: list[tuple[tuple[Piece, ...], object]] = [made for name, made in calls if name == "collage"]  # type: ignore[misc]
    assert all(sum(piece.cover == COVER.data for piece in pieces) == 1 for pieces, _ in collages)
    cards: list[Card] = [made for name, made in calls if name == "card"]  # type: ignore[misc]
    assert [bool(card.hearing) for card in cards] == [False, True]


async def test_rights_are_asked_for_before_anything_is_done() -> None:
    async with house(FEATURES) as bot:
        reply = await told(bot, *LYRICS)
        assert reply.refused
        assert "rights" in reply.text
        assert bot.engine.calls == []  # type: ignore[attr-defined]


async def test_one_song_by_words_alone_is_enough() -> None:
    async with house(FEATURES) as bot:
        reply = await told(bot, lyrics="rain on the road", title="Rain", rights="yes")
    assert reply.text.startswith("Rain in one scene.")
    assert reply.files[0].data == PNG


async def test_twenty_songs_fit_one_answer() -> None:
    async with house(FEATURES) as bot:
        reply = await told(bot, lyrics="\n".join(f"# Song {n}\nrain" for n in range(20)), rights="yes")
    assert len(reply.files) == 10
    assert len(reply.facts) == 10


async def test_a_large_kit_comes_in_parts_that_every_platform_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cogs.story.PART", 4 * len(PNG))
    async with house(FEATURES) as bot:
        reply = await told(bot, *LYRICS, title="Low Light", rights="yes")
    zips = [file for file in reply.files if file.name.endswith(".zip")]
    assert [file.name for file in zips] == [f"low-light-{number}.zip" for number in range(1, len(zips) + 1)]
    assert len(zips) > 1
    names = [name for file in zips for name in zipfile.ZipFile(io.BytesIO(file.data)).namelist()]
    assert len(names) == len(set(names)) == 12


@pytest.mark.parametrize("writer", ["", "small"])
async def test_the_largest_kit_fits_one_answer_in_fewer_larger_parts(
    monkeypatch: pytest.MonkeyPatch, writer: str
) -> None:
    monkeypatch.setattr("cogs.story.PART", 4 * len(PNG))
    async with house(FEATURES, FakeEngine(writer=writer)) as bot:
        reply = await told(bot, lyrics="\n".join(f"# Song {n}\nrain" for n in range(20)), rights="yes")
    assert len(reply.files) == 10 - bool(writer)
    zips = [file for file in reply.files if file.name.endswith(".zip")]
    assert [file.name for file in reply.files][:2] == ["song-0-1x1.png", "song-0-01.png"]
    assert sum(len(zipfile.ZipFile(io.BytesIO(file.data)).namelist()) for file in zips) == 1 + 20 + 63


async def test_a_title_is_one_short_line_without_tricks() -> None:
    async with house(FEATURES) as bot:
        reply = await told(bot, lyrics="rain", title="Low\u202e\nLight " + "x" * 500, rights="yes")
    assert reply.text.startswith("Low Light x")
    assert "…" in reply.text[:90]


async def test_a_language_model_adds_its_prose_to_the_same_answer() -> None:
    async with house(FEATURES, FakeEngine(writer="small")) as bot:
        await bot.jobs.submit(Order("story", {"title": "Low Light", "rights": "yes"}, ANN, HERE, LYRICS))
        first = await bot.surface.next()
        assert "still being written" in first.text
        better = await bot.surface.next_amended()
        assert "Here is Rain." in better.text
        assert "\n1 → 2: " in better.text  # every step and scene has its line
        assert [file.name for file in better.files][-1] == "low-light-scenes.txt"
        assert first.files == better.files[:-1]
        await asyncio.sleep(0.05)
        assert list((bot.store._folder / "papers").iterdir()) == []


async def test_nothing_is_unpacked_on_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[int] = []

    def noting(*given: object) -> Record:
        threads.append(threading.get_ident())
        return gathered(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("cogs.story.gathered", noting)
    async with house(FEATURES) as bot:
        await told(bot, *LYRICS, rights="yes")
    assert threads
    assert threading.get_ident() not in threads


async def test_without_a_language_model_nothing_is_promised() -> None:
    async with house(FEATURES) as bot:
        await bot.jobs.submit(Order("story", {"title": "Low Light", "rights": "yes"}, ANN, HERE, LYRICS))
        assert "written" not in (await bot.surface.next()).text


async def test_lyrics_are_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    async with house(FEATURES) as bot:
        await told(bot, *LYRICS, rights="yes")
    assert "lantern burning" not in caplog.text


async def test_its_songs_are_found_by_nobody_and_count_as_nobodys_listening() -> None:
    async with house(FEATURES) as bot:
        await bot.store.change_preferences(HERE.server, lambda chosen: replace(chosen, listening=True))
        await bot.desk.listening.join(ANN.id, HERE.server, ANN.name)
        reply = await told(bot, Upload("Unreleased.mp3", SOUND.data), rights="yes")
        assert not reply.refused
        assert await bot.store.song(digest(SOUND.data)[:16]) is None
        assert await bot.store.shelf.heard_in(HERE.server) == []
        assert await bot.store.listens.of(ANN.id) == []
        assert await bot.store.hearing(digest(SOUND.data)), "so that the prose need not hear it again"


async def test_files_of_a_request_that_is_not_taken_are_not_kept() -> None:
    async with house(FEATURES, FakeEngine(hold=asyncio.Event()), turns=Turns(Limits(at_once=1))) as bot:
        await bot.jobs.submit(Order("slate", {"song": "happy"}, BEN, HERE))
        with pytest.raises(Refusal, match="in hand"):
            await bot.jobs.submit(Order("story", {"rights": "yes"}, BEN, HERE, LYRICS))
        assert list((bot.store._folder / "papers").iterdir()) == []
