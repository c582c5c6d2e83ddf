"""The parts of the client that count: the rolling window, the breaker, the memory and the deadline, in made-up time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.sources._breaker import FAILURES, REST, Breaker
from bot.sources._cache import Cache
from bot.sources._limiter import Limiter
from bot.sources._outcome import Deadline, Failed, Late, Missing

CLOSE = 1e-6


class Skipping(selectors.DefaultSelector):
    """Lets an event loop skip the time in which nothing happens."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        assert timeout is not None, "nothing will ever happen again"
        self.now += max(0.0, timeout)
        return super().select(0)


class MadeUpTime(asyncio.SelectorEventLoop):
    """An event loop in which an hour takes no time."""

    def __init__(self) -> None:
        self._skipping = Skipping()
        super().__init__(self._skipping)

    def time(self) -> float:
        return self._skipping.now


def play(story: Coroutine[Any, Any, None]) -> None:
    """Run a story in made-up time; nothing may be left behind."""
    with asyncio.Runner(loop_factory=MadeUpTime) as runner:
        runner.run(asyncio.wait_for(story, 1e6))


def clock() -> float:
    return asyncio.get_running_loop().time()


@dataclass
class Hand:
    """A clock that somebody turns."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass(frozen=True)
class Asker:
    """When somebody asks, for how long the call is under way, when the service counts it (0 start, 1 end)."""

    at: float
    takes: float
    counted: float
    patience: float
    leaves: float


times = st.floats(0.0, 10.0)
askers = st.builds(
    Asker,
    at=times,
    takes=st.sampled_from([0.0, 0.001, 0.3, 2.0]) | times,
    counted=st.floats(0.0, 1.0),
    patience=st.floats(0.01, 30.0),
    leaves=st.just(1e9) | times,
)


@settings(deadline=None)
@given(crowd=st.lists(askers, max_size=40), calls=st.integers(1, 6), window=st.sampled_from([0.5, 1.0, 5.0]))
@example(crowd=[Asker(0.0, 1.0, 1.0, 30.0, 1e9), Asker(0.0, 0.0, 0.0, 30.0, 1e9)], calls=1, window=0.5)
def test_never_more_calls_than_allowed_in_any_window(crowd: list[Asker], calls: int, window: float) -> None:
    counted: list[float] = []
    late: list[tuple[Asker, float]] = []

    async def ask(limiter: Limiter, asker: Asker) -> None:
        await asyncio.sleep(asker.at)
        deadline = Deadline.after(asker.patience, clock)
        try:
            async with limiter.place(deadline):
                assert clock() <= deadline.at + CLOSE
                began = clock()
                try:
                    await asyncio.sleep(asker.takes)
                finally:  # ended or cancelled, the service may have counted it at any time until now
                    counted.append(began + (clock() - began) * asker.counted)
        except Late:
            late.append((asker, clock()))

    async def story() -> None:
        limiter = Limiter(calls, window, clock)
        tasks = [asyncio.create_task(ask(limiter, asker)) for asker in crowd]
        for task, asker in zip(tasks, crowd, strict=True):
            asyncio.get_running_loop().call_later(asker.leaves, task.cancel)
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(window)
        await served_at_once(limiter)

    async def served_at_once(limiter: Limiter) -> None:
        """Whatever happened before, every place is there again."""
        before = clock()
        for _ in range(calls):
            async with limiter.place(Deadline.after(1.0, clock)):
                pass
        assert clock() - before < CLOSE
        assert limiter.full

    play(story())
    counted.sort()
    assert all(later - earlier >= window - CLOSE for earlier, later in zip(counted, counted[calls:], strict=False))
    assert all(moment <= asker.at + asker.patience + CLOSE for asker, moment in late)


@settings(deadline=None)
@given(calls=st.integers(1, 8), many=st.integers(1, 60))
def test_patient_askers_are_all_served_in_their_order_and_without_idling(calls: int, many: int) -> None:
    served: list[tuple[int, float]] = []

    async def ask(limiter: Limiter, number: int) -> None:
        async with limiter.place(Deadline.after(1e5, clock)):
            served.append((number, clock()))

    async def story() -> None:
        limiter = Limiter(calls, 5.0, clock)
        await asyncio.gather(*(ask(limiter, number) for number in range(many)))

    play(story())
    assert [moment for _, moment in sorted(served)] == pytest.approx([number // calls * 5.0 for number in range(many)])


def test_who_is_sure_to_come_too_late_is_told_at_once_and_takes_no_place() -> None:
    async def story() -> None:
        limiter = Limiter(1, 5.0, clock)
        async with limiter.place(Deadline.after(1.0, clock)):
            pass
        await asyncio.sleep(1.0)
        with pytest.raises(Late) as caught:
            async with limiter.place(Deadline.after(3.9, clock)):
                pass
        assert clock() == pytest.approx(1.0)
        assert caught.value.until == pytest.approx(5.0)
        async with limiter.place(Deadline.after(4.1, clock)):
            assert clock() == pytest.approx(5.0)

    play(story())


class Story(list[str]):
    """What happens to a breaker, told in short words."""

    def happen(self, breaker: Breaker, hand: Hand) -> None:
        for word in self:
            if word.startswith("+"):
                hand.now += float(word[1:])
                continue
            errors = {
                "fail": Failed("away"),
                "late": Late("late"),
                "unfit": Failed("bad question", status=400),
                "missing": Missing("unknown"),
                "busy": Failed("too many", until=hand.now + 100.0, status=429),
            }
            with suppress(Missing, Failed), breaker.call():
                if word != "work":
                    raise errors[word]


@pytest.mark.parametrize(
    ("story", "rests"),
    [
        ("fail fail fail", 0),
        ("fail fail fail fail", REST),
        ("fail fail fail work fail fail fail", 0),
        ("fail fail fail missing fail", 0),
        ("unfit unfit unfit unfit unfit", 0),
        ("late late late late late", 0),
        ("fail fail late unfit fail fail", REST),
        ("fail fail fail fail +29", 1),
        ("fail fail fail fail +30", 0),
        ("fail fail fail fail +31 fail", REST),
        ("fail fail fail fail +31 work", 0),
        ("fail fail fail fail +31 missing fail", 0),
        ("fail fail fail fail +31 late", 0),
        ("fail fail fail fail +31 late fail", REST),
        ("fail fail fail fail +31 work fail fail fail", 0),
        ("busy", 100),
        ("busy +99 work", 1),
        ("busy +101 busy", 100),
        ("busy +101 work", 0),
        ("busy +101 fail", REST),
    ],
)
def test_how_long_a_breaker_leaves_a_service_alone(story: str, rests: float) -> None:
    hand = Hand()
    breaker = Breaker(hand)
    Story(story.split()).happen(breaker, hand)
    assert breaker.resting == pytest.approx(rests)


def test_an_open_breaker_says_until_when_and_lets_nothing_pass() -> None:
    hand = Hand()
    breaker = Breaker(hand)
    Story(["fail"] * FAILURES).happen(breaker, hand)
    with pytest.raises(Failed) as caught, breaker.call():
        raise AssertionError("a call passed")
    assert caught.value.until == hand.now + REST


def test_a_half_open_breaker_lets_one_call_try() -> None:
    hand = Hand()
    breaker = Breaker(hand)
    Story(["fail"] * FAILURES).happen(breaker, hand)
    hand.now += REST
    with breaker.call():
        with pytest.raises(Failed) as caught, breaker.call():
            raise AssertionError("a second call passed")
        assert caught.value.until is not None
    with breaker.call(), breaker.call():
        pass


def test_calls_from_before_the_rest_neither_end_nor_prolong_it() -> None:
    hand = Hand()
    breaker = Breaker(hand)
    old, older = breaker.call(), breaker.call()
    old.__enter__()
    older.__enter__()
    Story(["fail"] * FAILURES).happen(breaker, hand)
    hand.now += 10.0
    old.__exit__(None, None, None)
    assert breaker.resting == pytest.approx(REST - 10.0)
    error = Failed("away")
    assert not older.__exit__(Failed, error, None)
    assert breaker.resting == pytest.approx(REST - 10.0)


def test_a_bug_or_a_cancelled_try_leaves_the_breaker_half_open() -> None:
    hand = Hand()
    breaker = Breaker(hand)
    Story(["fail"] * FAILURES).happen(breaker, hand)
    hand.now += REST
    with pytest.raises(asyncio.CancelledError), breaker.call():
        raise asyncio.CancelledError
    Story(["fail"]).happen(breaker, hand)
    assert breaker.resting == pytest.approx(REST)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.floats(0.0, 9.0), st.integers(0, 12), st.floats(0.0, 3.0)), max_size=60
    )
)
def test_a_cache_knows_the_last_word_in_time_or_nothing_and_stays_in_bounds(
    kept: list[tuple[str, float, int, float]],
) -> None:
    hand = Hand()
    cache: Cache[int] = Cache(20, hand)
    model: dict[str, tuple[int, float, int]] = {}
    for number, (key, seconds, weight, passes) in enumerate(kept):
        cache.keep(key, number, seconds, weight)
        model[key] = number, hand.now + seconds, weight
        assert (cache.get(key) == number) == (model[key][1] > hand.now)
        hand.now += passes
        there = [name for name in model if cache.get(name) is not None]
        assert all(cache.get(name) == model[name][0] and model[name][1] > hand.now for name in there)
        assert sum(model[name][2] for name in there) <= 20


def test_a_full_cache_forgets_what_was_asked_for_least_recently() -> None:
    cache: Cache[str] = Cache(3, Hand())
    for key in "abc":
        cache.keep(key, key.upper(), 10.0, 1)
    cache.get("a")
    cache.keep("d", "D", 10.0, 1)
    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", "D"]
    cache.keep("d", "too large", 10.0, 4)
    assert [cache.get(key) for key in "abcd"] == ["A", None, "C", None]


def test_a_deadline_counts_down_and_then_fails() -> None:
    hand = Hand()
    deadline = Deadline.after(2.0, hand)
    lefts = []
    for _ in range(4):
        lefts.append(deadline.left())
        hand.now += 0.5
    assert all(earlier > later > 0.0 for earlier, later in pairwise(lefts))
    assert not deadline.allows(0.0)
    with pytest.raises(Failed):
        deadline.left()
