"""The engine on real processes: what hangs, crashes, is killed or cancelled costs itself and nothing else."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from engine.api import CollageOptions, Dot, Hearing, Labels, Mood, PaintOptions, Piece, Star, Step
from engine.art.constellation import draw_constellation
from engine.art.plane import draw_plane
from engine.audio import decode, encode
from engine.collage import lay_out
from engine.errors import NothingToShow, Overloaded, TookTooLong, TooMuchAudio, UnreadableAudio, WorkerDied
from engine.local import LocalEngine, LocalOptions
from engine.worker import TASKS, perform
from tests.engine import sounds

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine() -> AsyncIterator[LocalEngine]:
    made = LocalEngine(LocalOptions(workers=1, most_waiting=2))
    await made.start()
    yield made
    await made.close()


async def pid(engine: LocalEngine) -> int:
    return int(await engine._do("ping"))


async def slow(engine: LocalEngine) -> bytes:
    """A task of a second or so."""
    return await engine.jukebox("sad")


async def test_a_sound_is_made_to_fit_and_stays_itself(engine: LocalEngine) -> None:
    samples = sounds.music(20.0)
    whole = encode(samples, sounds.RATE, "wav", None)
    small = await engine.fit(whole, 200_000)
    assert len(small) <= 200_000 < len(whole)
    clip = decode(small, rate=sounds.RATE, mono=False)
    assert clip.samples.shape[0] == 2
    assert clip.duration == pytest.approx(20.0, abs=0.1)
    with pytest.raises(TooMuchAudio):
        await engine.fit(whole, 2_000)


async def test_a_song_is_heard_and_painted_with_progress(engine: LocalEngine) -> None:
    steps: list[Step] = []
    song = await engine.jukebox("happy", steps.append)
    hearing = await engine.hear(song, steps.append)
    slate = await engine.paint(hearing, PaintOptions("flow", width=256, height=256), steps.append)
    await asyncio.sleep(0.1)  # the last notes are still in the pipe
    assert hearing.mood.quadrant == "happy"
    assert slate.style == "flow"
    assert slate.picture.data.startswith(b"\x89PNG")
    stages = [step.stage for step in steps]
    assert stages.index("opening the file") < stages.index("listening") < stages.index("painting")
    assert all(0 <= step.fraction <= 1 for step in steps)


async def test_a_collage_comes_from_a_worker_with_progress(engine: LocalEngine) -> None:
    steps: list[Step] = []
    mood = Mood(0.7, 0.1, 0.1, 0.1, 0.5, 0.5, 0.7, ())
    pieces = [Piece("Heard", hearing=Hearing("", 9.0, (), {}, mood, b"")), Piece("Unheard", cover=b"no picture")]
    options = CollageOptions("moods", 256, 256)
    german = Labels(happy="fröhlich")
    assert await engine.collage(pieces, options, steps.append, german) == lay_out(pieces, options, labels=german)
    await asyncio.sleep(0.1)
    assert {step.stage for step in steps} == {"laying out the songs", "painting"}
    with pytest.raises(NothingToShow):
        await engine.collage([], options)


async def test_charts_are_drawn_with_the_words_they_are_given(engine: LocalEngine) -> None:
    mood = Mood(0.7, 0.1, 0.1, 0.1, 0.5, 0.5, 0.7, ())
    german = Labels(happy="fröhlich", energetic="energiegeladen")
    assert await engine.plane([Dot("a", mood)], labels=german) == draw_plane([Dot("a", mood)], german)
    assert await engine.plane([Dot("a", mood)]) == draw_plane([Dot("a", mood)])
    star = Star("a", "b", mood)
    assert await engine.constellation(star, [star], labels=german) == draw_constellation(star, [star], german)
    assert await engine.constellation(star, [star]) == draw_constellation(star, [star])


async def test_bad_input_is_a_sentence_and_the_worker_lives_on(engine: LocalEngine) -> None:
    before = await pid(engine)
    with pytest.raises(UnreadableAudio) as caught:
        await engine.hear(b"this is a text and no music at all\n" * 50)
    assert str(caught.value).endswith(".")
    assert await pid(engine) == before


async def test_a_killed_worker_costs_one_task(engine: LocalEngine) -> None:
    before = await pid(engine)
    task = asyncio.create_task(slow(engine))
    await asyncio.sleep(0.3)
    os.kill(before, signal.SIGKILL)
    with pytest.raises(WorkerDied):
        await task
    assert await slow(engine)
    assert await pid(engine) != before


async def test_a_worker_killed_while_idle_costs_nothing(engine: LocalEngine) -> None:
    before = await pid(engine)
    os.kill(before, signal.SIGKILL)
    assert await pid(engine) != before


async def test_cancelling_ends_the_work(engine: LocalEngine) -> None:
    before = await pid(engine)
    task = asyncio.create_task(slow(engine))
    await asyncio.sleep(0.3)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await pid(engine) != before
    assert engine.health().busy == 0


async def test_those_who_wait_know_their_place_and_too_many_are_refused(engine: LocalEngine) -> None:
    steps: list[list[Step]] = [[], [], []]
    running = [asyncio.create_task(engine.jukebox("sad", seen.append)) for seen in steps]
    await asyncio.sleep(0.1)
    with pytest.raises(Overloaded):
        await engine.jukebox("sad")
    assert (engine.health().busy, engine.health().waiting) == (1, 2)
    running[1].cancel()
    songs = await asyncio.gather(*running, return_exceptions=True)
    assert isinstance(songs[1], asyncio.CancelledError)
    assert songs[0] == songs[2]
    assert [step.ahead for step in steps[2] if step.stage == "waiting"] == [2, 1]
    assert (engine.health().busy, engine.health().waiting) == (0, 0)


async def test_a_task_that_hangs_is_ended_and_the_next_goes_on() -> None:
    engine = LocalEngine(LocalOptions(workers=2, timeout=0.25))
    await engine.start()
    try:
        slow_ones = [slow(engine) for _ in range(3)]
        ended = await asyncio.gather(*slow_ones, return_exceptions=True)
        assert [type(each) for each in ended] == [TookTooLong] * 3
        assert await pid(engine)
    finally:
        await engine.close()


async def test_closing_leaves_no_process() -> None:
    engine = LocalEngine(LocalOptions(workers=1))
    await engine.start()
    worker = await pid(engine)
    await engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(worker, 0)


async def test_memory_that_runs_out_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def greedy(_: object) -> None:
        raise MemoryError

    monkeypatch.setitem(TASKS, "greedy", greedy)
    with pytest.raises(TooMuchAudio, match="more memory"):
        perform(1, "greedy", ())
