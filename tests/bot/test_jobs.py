"""Promises are kept: once, cancelled on request, and over a restart."""

import asyncio
from pathlib import Path

import pytest

import cogs
from bot.cog import discover
from bot.desk import Order
from bot.jobs import Job
from bot.reply import Reply
from bot.songs import Upload
from bot.testing import ANN, BEN, HERE, House, house
from engine.api import digest
from engine.errors import WorkerDied
from engine.fake import FakeEngine

FEATURES = discover(cogs)


def order(data: bytes = b"abc", person=ANN) -> Order:  # type: ignore[no-untyped-def]
    return Order("slate", {}, person, HERE, (Upload("a.mp3", data),))


async def held() -> FakeEngine:
    return FakeEngine(hold=asyncio.Event())


async def empty(bot: House) -> bool:
    return not await bot.store.jobs() and not bot.jobs.of(HERE)


async def test_a_job_is_shown_delivered_and_forgotten() -> None:
    async with house(FEATURES) as bot:
        await bot.jobs.submit(order())
        reply = await bot.surface.next()
        assert "a." in reply.text
        assert not reply.refused
        assert bot.surface.steps
        await asyncio.sleep(0.05)
        assert await empty(bot)


async def test_the_same_request_twice_is_one_job() -> None:
    engine = await held()
    async with house(FEATURES, engine) as bot:
        first, second = await bot.jobs.submit(order()), await bot.jobs.submit(order())
        other = await bot.jobs.submit(order(person=BEN))
        assert first is second
        assert other is not first
        assert engine.hold
        engine.hold.set()
        await bot.surface.next()
        await bot.surface.next()
        assert [name for name, _ in engine.calls].count("hear") == 1


async def test_only_the_asker_cancels_and_nothing_is_left() -> None:
    async with house(FEATURES, await held()) as bot:
        job = await bot.jobs.submit(order())
        await asyncio.sleep(0.05)
        assert not bot.jobs.cancel(job.id, BEN)
        assert bot.jobs.cancel(job.id, ANN)
        assert (await bot.surface.next()).text == "Cancelled."
        await asyncio.sleep(0.05)
        assert await empty(bot)
        assert not bot.jobs.cancel(job.id, ANN)
        assert await bot.store.audio(digest(b"abc")) is None


async def test_cancelling_leaves_the_sound_to_others_who_wait_for_it() -> None:
    engine = await held()
    async with house(FEATURES, engine) as bot:
        first, _ = await bot.jobs.submit(order()), await bot.jobs.submit(order(person=BEN))
        await asyncio.sleep(0.05)
        bot.jobs.cancel(first.id, ANN)
        assert (await bot.surface.next()).text == "Cancelled."
        assert engine.hold
        engine.hold.set()
        assert not (await bot.surface.next()).refused


async def test_a_restart_keeps_the_promise_and_the_place(tmp_path: Path) -> None:
    async with house(FEATURES, await held(), tmp_path) as bot:
        await bot.jobs.submit(order())
        await asyncio.sleep(0.05)
    async with house(FEATURES, FakeEngine(), tmp_path) as bot:
        await bot.jobs.resume()
        place, reply = HERE, await bot.surface.next()
        assert place == HERE
        assert "a." in reply.text
        await asyncio.sleep(0.05)
        assert await empty(bot)


async def test_an_answer_on_its_way_arrives_before_the_end_and_only_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(FEATURES, folder=tmp_path) as bot:
        begun, deliver = asyncio.Event(), bot.surface.deliver

        async def slowly(job: Job, reply: Reply) -> None:
            begun.set()
            await asyncio.sleep(0.1)
            await deliver(job, reply)

        monkeypatch.setattr(bot.surface, "deliver", slowly)
        await bot.jobs.submit(order())
        await begun.wait()
        await bot.jobs.close()
        assert "a." in (await bot.surface.next()).text
        assert not await bot.store.jobs()


async def test_a_job_that_keeps_ending_the_bot_is_given_up(tmp_path: Path) -> None:
    for _ in range(3):
        async with house(FEATURES, await held(), tmp_path) as bot:
            if not await bot.store.jobs():
                await bot.jobs.submit(order())
            await bot.jobs.resume()
            await asyncio.sleep(0.05)
            left = await bot.store.jobs()
    assert not left
    assert "stopped twice" in (await bot.surface.next()).text


async def test_resuming_forgets_sounds_that_nothing_waits_for(tmp_path: Path) -> None:
    async with house(FEATURES, await held(), tmp_path) as bot:
        await bot.jobs.submit(order())
        await asyncio.sleep(0.05)
        await bot.store.keep_audio("f" * 32, b"orphan")
    async with house(FEATURES, FakeEngine(), tmp_path) as bot:
        await bot.jobs.tidy()
        await bot.jobs.resume()
        assert await bot.store.audio("f" * 32) is None
        assert not (await bot.surface.next()).refused


async def test_an_engine_error_is_a_sentence_and_the_next_job_goes_on() -> None:
    engine = FakeEngine(failure=WorkerDied())
    async with house(FEATURES, engine) as bot:
        await bot.jobs.submit(order())
        reply = await bot.surface.next()
        assert reply.refused
        assert "stopped unexpectedly" in reply.text
        engine.failure = None
        await bot.jobs.submit(order(b"other"))
        assert not (await bot.surface.next()).refused
