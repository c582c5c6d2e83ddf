"""A folder of music is heard once, whatever is in it, and goes on where it stopped."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.library import Library, Outcome, sound_files
from bot.store import Store
from engine.api import digest
from engine.errors import TookTooLong
from engine.fake import FakeEngine


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    made = Store(tmp_path / "data")
    await made.open()
    yield made
    await made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    music = tmp_path / "Müsic 日本"
    (music / "deep" / "er").mkdir(parents=True)
    (music / "one.mp3").write_bytes(b"tagged: First by Ann")
    (music / "deep" / "02 - Second_one.FLAC").write_bytes(b"second")
    (music / "deep" / "er" / "third.opus").write_bytes(b"third")
    (music / "cover.jpg").write_bytes(b"picture")
    (music / "._one.mp3").write_bytes(b"what a Mac leaves behind")
    return music


async def added(store: Store, engine: FakeEngine, paths: list[Path]) -> list[Outcome]:
    outcomes: list[Outcome] = []
    await Library(store, engine, max_bytes=1000).add(paths, 3, outcomes.append)
    return outcomes


def test_sound_is_found_at_any_depth_and_links_lead_nowhere(folder: Path, tmp_path: Path) -> None:
    (folder / "loop").symlink_to(folder)
    (tmp_path / "secret.mp3").write_bytes(b"elsewhere")
    (folder / "out.mp3").symlink_to(tmp_path / "secret.mp3")
    (folder / "gone.mp3").symlink_to(tmp_path / "nothing")
    names = [str(path.relative_to(folder)) for path in sound_files(folder)]
    assert names == ["deep/02 - Second_one.FLAC", "deep/er/third.opus", "one.mp3"]


async def test_files_become_songs_by_their_tags_or_their_names(store: Store, folder: Path) -> None:
    outcomes = await added(store, FakeEngine(), sound_files(folder))
    assert [(outcome.known, outcome.failure) for outcome in outcomes] == [(False, "")] * 3
    songs = {song.title: song for song, _ in (await store.shelf.find([1, 2, 3])).values()}
    assert {*songs} == {"First", "02 - Second one", "third"}
    assert songs["First"].artists == ("Ann",)
    assert {song.source for song in songs.values()} == {"library"}
    assert not list((folder.parent / "data" / "audio").iterdir()), "no sound is kept"


async def test_what_is_known_is_not_heard_again_and_keeps_its_name(store: Store, folder: Path) -> None:
    engine = FakeEngine()
    await added(store, engine, sound_files(folder))
    heard = engine.calls.count(("hear", digest(b"third")))
    (folder / "deep" / "er" / "third.opus").rename(folder / "moved.opus")
    (folder / "copy of one.mp3").write_bytes((folder / "one.mp3").read_bytes())
    (folder / "new.wav").write_bytes(b"new")
    outcomes = await added(store, engine, sound_files(folder))
    assert [outcome.path.name for outcome in outcomes if not outcome.known] == ["new.wav"]
    assert engine.calls.count(("hear", digest(b"third"))) == heard == 1
    song = await store.song(digest(b"third")[:16])
    assert song
    assert song.title == "third"
    assert (await store.shelf.told()).count == 4


async def test_bad_files_cost_a_sentence_each_and_no_good_one(store: Store, folder: Path) -> None:
    (folder / "a text.mp3").write_bytes(b"not audio")
    (folder / "large.wav").write_bytes(bytes(1001))
    paths = sound_files(folder)
    (folder / "one.mp3").unlink()
    outcomes = {outcome.path.name: outcome for outcome in await added(store, FakeEngine(), paths)}
    failures = {name: outcome.failure for name, outcome in outcomes.items() if outcome.failure}
    assert {*failures} == {"a text.mp3", "large.wav", "one.mp3"}
    assert failures["one.mp3"] == "No such file or directory."
    assert all(sentence.endswith(".") for sentence in failures.values())
    assert (await store.shelf.told()).count == 2


async def test_a_walk_that_took_too_long_for_one_song_goes_on(store: Store, folder: Path) -> None:
    outcomes = await added(store, FakeEngine(failure=TookTooLong()), sound_files(folder))
    assert len(outcomes) == 3
    assert all(outcome.failure for outcome in outcomes)
    again = await added(store, FakeEngine(), sound_files(folder))
    assert [outcome.known for outcome in again] == [False] * 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
async def test_a_file_that_may_not_be_read_is_named(store: Store, folder: Path) -> None:
    (folder / "one.mp3").chmod(0)
    outcomes = await added(store, FakeEngine(), sound_files(folder))
    assert [outcome.failure for outcome in outcomes if outcome.failure] == ["Permission denied."]
