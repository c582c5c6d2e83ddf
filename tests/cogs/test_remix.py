"""/remix: a sound with its picture, what is said of it, and where to go from there."""

import asyncio
import io
import os
import time
import wave
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import cogs
from bot import words
from bot.cog import discover, meant_feature
from bot.desk import Order
from bot.remixes import timed
from bot.reply import LONGEST_MOVE, Move, Reply
from bot.songs import Given, Song, Upload
from bot.store import Store
from bot.testing import ANN, BEN, HERE, House, house
from engine.api import Progress, RemixOptions, Step, digest
from engine.errors import NothingToHear
from engine.fake import FakeEngine, silence

FEATURES = discover(cogs)


def remixed(engine: FakeEngine) -> list[RemixOptions]:
    """The options of all remixes that were made."""
    return [told[2] for name, told in engine.calls if name == "remix" and isinstance(told, tuple)]


async def pressed(bot: House, label: str, moves: Sequence[Move]) -> Reply:
    """Press the button of that name."""
    return await bot.press(next(move for move in moves if move.label == label))


async def test_two_songs_become_a_sound_and_a_picture_told_in_words() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("remix", b"abc", b"def")
    picture, sound = reply.files
    assert (picture.name, sound.name) == ("song-1-x-song-2.png", "song-1-x-song-2.wav")
    with wave.open(io.BytesIO(sound.data)) as file:
        assert file.getnframes() > 0
    assert picture.alt.startswith("song 1, ")
    assert "song 1 in the style of song 2." in reply.text
    assert "To fit, the second was raised by 2 semitones and slowed down by 17" in reply.text
    assert "70" in reply.text
    assert "60" in reply.text
    assert reply.facts[0].value.startswith("120 BPM, C major, 0:00–0:30")
    assert not reply.private


async def test_the_moves_make_others_of_the_same_two() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        first = await bot.ask("remix", b"abc", b"def", start="12", seed="3", bed="no")
        for label in ("Swap", "Stronger", "Softer", "Keep the groove"):
            await pressed(bot, label, first.moves)
    plain = RemixOptions(start=12, seed=3, bed=False)
    assert remixed(engine) == [
        plain,
        replace(plain, start=None, style_start=12),
        replace(plain, strength="heavy"),
        replace(plain, strength="subtle"),
        replace(plain, keep="groove"),
    ]
    sounds = [told[:2] for name, told in engine.calls if name == "remix" and isinstance(told, tuple)]
    assert sounds[1] == sounds[0][::-1]


async def test_no_button_makes_the_strongest_stronger() -> None:
    async with house(FEATURES) as bot:
        heavy = await bot.ask("remix", b"abc", b"def", strength="heavy", keep="groove")
        subtle = await bot.ask("remix", b"abc", b"def", strength="subtle")
    assert [move.label for move in heavy.moves] == ["Swap", "Softer", "Keep the melody", "Slate it"]
    assert [move.label for move in subtle.moves] == ["Swap", "Stronger", "Keep the groove", "Slate it"]


async def test_buttons_that_cannot_carry_all_that_was_asked_are_left_out() -> None:
    """A button that forgets the half of it would make something else than it says."""
    async with house(FEATURES) as bot:
        asked = {"strength": "heavy", "keep": "groove", "bed": "no", "length": "180", "start": "3000", "seed": "9999"}
        reply = await bot.ask("remix", b"abc", b"def", **asked)
    assert [move.label for move in reply.moves] == ["Slate it"]
    assert all(len(move.code) <= LONGEST_MOVE for move in reply.moves)


async def test_a_remix_is_a_song_that_can_be_slated_long_after() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        made = await bot.ask("remix", b"abc", b"def")
        for path in (bot.store._folder / "recent").iterdir():
            os.utime(path, (1.0, 1.0))
        await bot.store.forget_recent()
        slated = await pressed(bot, "Slate it", made.moves)
    assert slated.files[0].alt.startswith("Mood art for song 1 × song 2")


async def test_the_same_two_are_not_made_twice() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        one, other = await asyncio.gather(
            bot.ask("remix", b"abc", b"def"), bot.ask("remix", b"abc", b"def", person=BEN)
        )
        assert one == other
        assert len(remixed(engine)) == 1
        await bot.ask("remix", b"abc", b"def", seed="1")
    assert len(remixed(engine)) == 2


async def test_the_sounds_are_kept_for_a_day_and_no_longer() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        made = await bot.ask("remix", b"abc", b"def")
        recent = bot.store._folder / "recent"
        os.utime(recent / digest(b"abc"), (time.time() - 25 * 3600,) * 2)
        await bot.store.forget_recent()
        assert not (recent / digest(b"abc")).exists()
        gone = await pressed(bot, "Stronger", made.moves)
        slated = await bot.ask("slate", b"abc")
        assert list((bot.store._folder / "audio").iterdir()) == []
    assert "I no longer have the sound of “song 1”" in gone.text
    assert slated.files


async def test_a_song_that_was_heard_before_can_still_be_remixed() -> None:
    """What was heard is not kept; a remix needs the sound itself."""
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        await bot.ask("slate", b"abc")
        order = Order("remix", {}, ANN, HERE, (Upload("a.mp3", b"abc"), Upload("b.mp3", b"def")))
        await bot.jobs.submit(order)
        reply = await bot.surface.next()
    assert [file.kind for file in reply.files] == ["image", "audio"]


@pytest.mark.parametrize(("source", "why"), [("deezer", "Deezer lets"), ("apple", "Apple Music lets")])
async def test_excerpts_and_spotify_are_never_mixed(source: str, why: str) -> None:
    class Excerpts:
        """Finds an excerpt for a link."""

        def __init__(self, store: Store) -> None:
            self._store = store

        async def find(self, given: Given, progress: Progress) -> Song | None:
            song = Song("deezer1", "Song", "ab" * 16, source, ("Artist",), link=given.text)  # type: ignore[arg-type]
            return song if "spotify" in given.text else None

        async def sound(self, song: Song) -> bytes | None:
            return b"excerpt" if song.source == source else None

    engine = FakeEngine()
    async with house(FEATURES, engine, elsewhere=Excerpts) as bot:
        link = "https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC"
        for asked in ({"first": link, "second": "happy"}, {"first": "happy", "second": link}):
            refused = await bot.ask("remix", **asked)
            assert refused.refused
            assert why in refused.text
            assert "Spotify" in refused.text
    assert remixed(engine) == []


async def test_one_file_and_one_named_song() -> None:
    engine = FakeEngine()
    async with house(FEATURES, engine) as bot:
        await bot.ask("remix", b"abc", second="sad")
        await bot.ask("remix", b"abc", first="sad")
        lacking = await bot.ask("remix", b"abc")
    sounds = [told[:2] for name, told in engine.calls if name == "remix" and isinstance(told, tuple)]
    assert sounds == [(digest(b"abc"), digest(b"jukebox sad")), (digest(b"jukebox sad"), digest(b"abc"))]
    assert lacking.refused
    assert "second" in lacking.text


async def test_a_broken_file_is_told_and_nothing_is_left_behind() -> None:
    async with house(FEATURES) as bot:
        refused = await bot.ask("remix", b"abc", b"not audio")
    assert refused.text == "I could not read that as audio. Send an mp3, m4a, wav, flac, ogg or webm file."
    assert refused.private


async def test_a_remix_too_quiet_to_be_heard_is_still_played() -> None:
    class Quiet(FakeEngine):
        async def hear(self, audio: bytes, progress: Progress = lambda _: None) -> object:  # type: ignore[override]
            raise NothingToHear

    async with house(FEATURES, Quiet()) as bot:
        reply = await bot.ask("remix", b"abc", b"def")
    assert [file.kind for file in reply.files] == ["image", "audio"]
    assert "Slate it" not in [move.label for move in reply.moves]


async def test_each_way_to_remix_is_told_as_what_it_is() -> None:
    ways = (
        {},
        {"bed": "no"},
        {"keep": "groove"},
        {"keep": "both"},
        {"keep": "both", "bed": "no"},
        {"classic": "yes"},
    )
    async with house(FEATURES) as bot:
        told = [(await bot.ask("remix", b"abc", b"def", **way)).text for way in ways]
    assert len(set(told)) == len(ways)
    assert "spectrogram" in told[-1]
    assert ["To fit, the second was" in text for text in told] == [True, True, True, True, False, False]


async def test_what_is_told_of_the_same_song_twice() -> None:
    async with house(FEATURES) as bot:
        reply = await bot.ask("remix", b"abc", b"abc")
    assert "Both are the same song" in reply.text


async def test_a_remix_is_cancelled_and_can_be_asked_for_again() -> None:
    engine = FakeEngine(hold=asyncio.Event())
    async with house(FEATURES, engine) as bot:
        order = Order("remix", {}, ANN, HERE, (Upload("a.mp3", b"abc"), Upload("b.mp3", b"def")))
        job = await bot.jobs.submit(order)
        while not remixed(engine):
            await asyncio.sleep(0.01)
        assert bot.jobs.cancel(job.id, ANN)
        assert (await bot.surface.next()).text == "Cancelled."
        assert engine.hold is not None
        engine.hold.set()
        await bot.jobs.submit(order)
        assert len((await bot.surface.next()).files) == 2


def test_how_many_files_mean_what() -> None:
    assert [getattr(meant_feature(FEATURES, count), "name", None) for count in (1, 2, 3)] == ["slate", "remix", "mood"]


def test_the_time_that_is_left_is_told_once_it_is_known() -> None:
    told: list[Step] = []
    now = [0.0]
    tell = timed(told.append, lambda: now[0])
    tell(Step("waiting", 0.0, 2))
    for second, fraction in ((100.0, 0.01), (101.0, 0.05), (104.0, 0.2), (112.0, 0.6)):
        now[0] = second
        tell(Step("mixing", fraction))
    assert [step.stage for step in told] == [
        "waiting",
        "mixing",
        "mixing",
        "mixing, about 15 s left",
        "mixing, about 8 s left",
    ]


async def test_what_is_recent_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store._store.MOST_RECENT", 25)
    store = Store(tmp_path)
    await store.open()
    for number in range(3):
        await store.keep_recent(f"sound{number}", b"x" * 10)
        os.utime(tmp_path / "recent" / f"sound{number}", (time.time() - 100 + number,) * 2)
    await store.keep_recent("sound3", b"x" * 10)
    assert [await store.recent(f"sound{number}") is not None for number in range(4)] == [False, False, True, True]
    await store.close()


async def test_every_language_tells_how_far_the_second_song_was_moved() -> None:
    """And nothing of its key where its harmony is not heard."""
    remix = await FakeEngine().remix(b"abc", b"def", RemixOptions())
    for language in words.LANGUAGES:
        with words.speaking(language):
            moved = [replace(remix, shift=shift, stretch=0.8) for shift in (-2, -1, 0, 1, 2)]
            assert len({words.remix_report("A", "B", each, RemixOptions()) for each in moved}) == 5
            assert len({words.remix_report("A", "B", each, RemixOptions(bed=False)) for each in moved}) == 1
            still = [replace(remix, shift=0, stretch=stretch) for stretch in (1.0, 1.01)]
            assert len({words.remix_report("A", "B", each, RemixOptions()) for each in still}) == 1


def test_the_silence_of_the_fake_is_a_sound_file() -> None:
    with wave.open(io.BytesIO(silence())) as file:
        assert file.getnframes() == 400
