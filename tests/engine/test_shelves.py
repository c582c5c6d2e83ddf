"""The index behind the engine's door: it waits for no worker, holds up no event loop, and outlives the process."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine import shelves
from engine.api import BLOCKS, Shelf, Step
from engine.fake import vector_of
from engine.index import Index
from engine.local import LocalEngine, LocalOptions


def songs(count: int, first: int = 1) -> list[tuple[int, bytes]]:
    return [(key, vector_of(str(key))) for key in range(first, first + count)]


async def test_neighbours_are_found_without_any_worker() -> None:
    engine = LocalEngine()
    await engine.shelve(songs(30))
    near = await engine.nearest([vector_of("7")], 5)
    assert [near[0].key, len(near)] == [7, 5]
    assert near[0].vector == vector_of("7")
    assert near[0].likeness == pytest.approx(1.0, abs=0.02)
    assert [each.cosine for each in near] == sorted((each.cosine for each in near), reverse=True)
    for each in near:
        assert {*each.parts} == {block.name for block in BLOCKS}
        assert all(0.0 <= likeness <= 1.0 for likeness in (each.likeness, *each.parts.values()))
    assert near[0].parts["groove"] > near[1].parts["groove"]
    assert [each.key for each in await engine.nearest([vector_of("7")], 5, among=[3, 4])] in ([3, 4], [4, 3])
    await engine.unshelve([7, 99])
    assert await engine.shelf() == Shelf(29, 30, sum(range(31)) - 7)
    assert await engine.nearest([vector_of("7")], 5, among=[]) == ()
    await engine.close()


async def test_an_empty_shelf_has_no_neighbours_and_is_closed_unopened() -> None:
    engine = LocalEngine()
    assert await engine.nearest([vector_of("7")]) == ()
    await engine.close()
    await LocalEngine().close()


async def test_who_brings_many_songs_sees_them_published_and_who_brings_few_does_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = LocalEngine(LocalOptions(folder=tmp_path))
    steps: list[Step] = []
    threads: list[str] = []

    def progress(step: Step) -> None:
        steps.append(step)
        threads.append(threading.current_thread().name)

    await engine.shelve(songs(1200), progress)
    assert (tmp_path / "index.json").exists()
    assert steps[-1].stage == "writing the index"
    assert {*threads} == {threading.current_thread().name}
    may_go_on = threading.Event()
    publish = Index.publish

    def slow(index: Index, *arguments: object) -> None:
        assert may_go_on.wait(10.0)
        publish(index)

    monkeypatch.setattr(Index, "publish", slow)
    await engine.shelve(songs(999, first=2001))
    await engine.shelve(songs(10, first=4001))
    assert (await engine.nearest([vector_of("4003")], 1))[0].key == 4003, "while the index is being written"
    may_go_on.set()
    await engine.close()
    again = LocalEngine(LocalOptions(folder=tmp_path))
    assert (await again.shelf()).count == 2209
    await again.close()


async def test_closing_does_not_wait_for_a_graph_to_be_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelves, "MANY", 10**9)
    monkeypatch.setattr("engine.index._graph.BATCH", 50)
    engine = LocalEngine(LocalOptions(folder=tmp_path))
    await engine.shelf()
    assert engine._shelves._index is not None
    engine._shelves._index._exact_most = 1000
    begun = asyncio.Event()
    await engine.shelve(songs(3000), lambda step: begun.set() if step.stage == "building the index" else None)
    await asyncio.wait_for(begun.wait(), 20.0)
    await asyncio.wait_for(engine.close(), 5.0)
    assert not (tmp_path / "index.json").exists()


async def test_giving_up_a_question_leaves_the_next_one_an_answer() -> None:
    engine = LocalEngine()
    await engine.shelve(songs(10))
    task = asyncio.create_task(engine.nearest([vector_of("1")]))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert (await engine.nearest([vector_of("1")], 1))[0].key == 1
    await engine.close()


def test_an_engine_that_was_asked_nothing_has_loaded_no_numbers_library() -> None:
    code = "import sys, engine.local; engine.local.LocalEngine(); print({*sys.modules} & {'numpy', 'usearch'})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
