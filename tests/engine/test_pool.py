"""Whose turn it is: people are served in order, and what waits in the background comes when nobody else does."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext

import pytest

from engine.api import Step, in_background, is_patient
from engine.errors import Overloaded
from engine.pool import Crew, Pool, Queue
from engine.story.narrator import NarratorOptions
from engine.worker import prepare_narrations


class Turns:
    """One worker, and who had it in which order."""

    def __init__(self, most: int = 8) -> None:
        self.queue = Queue(1, most)
        self.order: list[str] = []
        self.ahead: dict[str, list[int]] = {}
        self.go = asyncio.Event()

    async def take(self, name: str, patient: bool = False) -> None:
        """Take a turn and give it back when told to."""

        def tell(step: Step) -> None:
            self.ahead.setdefault(name, []).append(step.ahead)

        with in_background() if patient else nullcontext():
            async with self.queue.turn(tell):
                self.order.append(name)
                await self.go.wait()

    def begin(self, name: str, patient: bool = False) -> asyncio.Task[None]:
        """The same, beside what else happens."""
        return asyncio.create_task(self.take(name, patient))


async def test_background_work_is_never_ahead_of_a_person() -> None:
    turns = Turns()
    tasks = [turns.begin("first"), turns.begin("background", patient=True)]
    await asyncio.sleep(0)
    tasks += [turns.begin("later"), turns.begin("last"), turns.begin("more background", patient=True)]
    await asyncio.sleep(0)
    turns.go.set()
    await asyncio.gather(*tasks)
    assert turns.order == ["first", "later", "last", "background", "more background"]
    assert turns.ahead["later"] == [1, 1, 1]  # as if the background were not there
    assert turns.ahead["background"] == [1, 2, 3, 3, 2, 1]


async def test_a_free_worker_serves_the_background_and_patience_ends_with_its_task() -> None:
    turns = Turns()
    turns.go.set()
    await turns.take("background", patient=True)
    assert turns.order == ["background"]
    assert not is_patient()
    with in_background():
        assert is_patient()


async def test_a_cancelled_background_task_leaves_the_queue() -> None:
    turns = Turns()
    first, background, last = turns.begin("first"), turns.begin("background", patient=True), turns.begin("last")
    await asyncio.sleep(0)
    background.cancel()
    turns.go.set()
    await asyncio.gather(first, last)
    with pytest.raises(asyncio.CancelledError):
        await background
    assert turns.order == ["first", "last"]
    assert (turns.queue.busy, turns.queue.waiting) == (0, 0)


async def test_too_many_that_wait_are_refused() -> None:
    turns = Turns(most=1)
    tasks = [turns.begin("first"), turns.begin("second")]
    await asyncio.sleep(0)
    with pytest.raises(Overloaded):
        await turns.take("third")
    turns.go.set()
    await asyncio.gather(*tasks)


def small(rest: float | None = None) -> Pool:
    """One process that loads nothing before it is asked to."""
    return Pool(Crew(1, 60.0, 8, prepare_narrations, (NarratorOptions(),), rest=rest))


async def test_processes_that_nobody_needs_end_and_the_next_task_starts_others() -> None:
    pool = small(rest=0.2)
    try:
        first = await pool.do("ping")
        assert await pool.do("ping") == first, "work comes before rest"
        async with asyncio.timeout(30):
            while pool._pool is not None:
                await asyncio.sleep(0.05)
        assert await pool.do("ping") != first
    finally:
        await pool.close()
