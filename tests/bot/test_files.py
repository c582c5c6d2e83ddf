"""Files that are no songs: they come with a request, wait with it on paper, and are gone when it was answered."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Annotated

import pytest

from bot import forms
from bot.ask import Ask
from bot.cog import Shown, feature
from bot.desk import Order
from bot.reply import Reply
from bot.songs import Upload
from bot.testing import ANN, HERE, house

NOTES = (Upload("a b.txt", b"la la"), Upload("c.png", b"\x89PNG"))
held = asyncio.Event()


@feature()
async def tell(
    ask: Ask,
    files: Annotated[tuple[Upload, ...], "Anything"],
    words_: Annotated[str, "Long words", Shown(lines=True)] = "",
    sure: Annotated[bool, "Whether it may", Shown()] = False,
    count: Annotated[int, "Not in the form"] = 1,
) -> Reply:
    """Tell what was sent."""
    if words_ == "wait":
        await held.wait()
    return Reply(" ".join(f"{file.name}={file.data!r}" for file in files) or words_)


TELL = tell.feature  # type: ignore[attr-defined]


def names(given: dict[str, str], files: int = 0) -> list[str]:
    return [parameter.name for parameter in forms.missing(TELL, given, files)]


def test_the_form_asks_for_what_is_shown_beside_what_is_missing() -> None:
    assert names({}) == ["files", "words_", "sure"]
    assert names({}, files=1) == []
    assert names({"words_": "la la"}) == []


async def papers(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "papers").iterdir())


async def test_files_arrive_as_they_were_sent_and_are_not_kept() -> None:
    async with house((TELL,)) as bot:
        await bot.jobs.submit(Order("tell", {}, ANN, HERE, NOTES))
        assert (await bot.surface.next()).text == "a b.txt=b'la la' c.png=b'\\x89PNG'"
        await asyncio.sleep(0.05)
        assert await papers(bot.store._folder) == []
        assert await bot.store.jobs() == []


async def test_a_request_waits_on_paper_with_its_files() -> None:
    held.clear()
    async with house((TELL,)) as bot:
        await bot.jobs.submit(Order("tell", {"words_": "wait"}, ANN, HERE, NOTES))
        await asyncio.sleep(0.05)
        kept = await bot.store.jobs()
        assert len(await papers(bot.store._folder)) == 2
        assert b"la la".decode() not in kept[0].words
        await bot.jobs.tidy()
        assert len(await papers(bot.store._folder)) == 2
        held.set()
        assert "la la" in (await bot.surface.next()).text
        await asyncio.sleep(0.05)
        assert await papers(bot.store._folder) == []


async def test_tidying_forgets_files_that_nothing_waits_for() -> None:
    async with house((TELL,)) as bot:
        await bot.store.keep_paper("0" * 32, b"old")
        await bot.jobs.tidy()
        assert await papers(bot.store._folder) == []


async def test_a_file_that_is_not_there_any_more_is_told() -> None:
    async with house((TELL,)) as bot:
        reply = await bot.ask("tell", files=f"{'a' * 32}:song.txt")
        assert reply.refused
        assert "no longer have song.txt" in reply.text


@pytest.mark.parametrize("text", ["0123:x", "../slate.db:x", "x", "../../etc/passwd:x"])
async def test_words_reach_no_other_file(text: str) -> None:
    async with house((TELL,)) as bot:
        assert (await bot.ask("tell", files=text, words_="hm")).text == "hm"
