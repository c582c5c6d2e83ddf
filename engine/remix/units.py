"""Beat-synchronous unit selection: which moments of one song sound at each moment of another.

Half beats of the second song are laid along the half beats of the first by dynamic programming (Viterbi), as in
concatenative synthesis: a unit costs what its harmony, loudness, attack and place in the bar differ, a jump costs a
constant, and going on where the last unit ended costs nothing, so that long stretches stay as they were played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.remix.align import CHROMA_PER_SECOND, Pulse, Tune, octave, spans_mean
from engine.spectrum import FRAMES_PER_SECOND

Array = NDArray[np.floating[Any]]
Indices = NDArray[np.intp]

PER_BEAT = 2
SLIP = 0.012  # s that a beat inside a run may lie off; beyond, the run is cut there and goes on at another speed
FASTEST = 1.9  # a unit is played at most so much faster or slower


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of the second song as it lies in the remix.

    ``start`` to ``end`` are seconds of the remix, ``source_start`` to ``source_end`` seconds of the second song's
    passage, which was transposed by ``shift`` semitones.
    """

    start: float
    end: float
    source_start: float
    source_end: float
    shift: int = 0

    @property
    def rate(self) -> float:
        """How much faster than in its song it is played."""
        return (self.source_end - self.source_start) / (self.end - self.start)


@dataclass(frozen=True)
class Weights:
    """What a layer minds: differences of harmony, loudness, attack, place in the beat and in the bar, and jumps."""

    harmony: float
    level: float
    attack: float
    beat: float
    bar: float
    jump: float
    shift: float = 0.06


DRUMS = Weights(harmony=0.0, level=0.09, attack=0.6, beat=1.0, bar=0.35, jump=0.8)
BED = Weights(harmony=2.0, level=0.15, attack=0.02, beat=0.6, bar=0.1, jump=0.45)


@dataclass(frozen=True)
class Units:
    """A passage cut into n units: ``borders`` (n + 1,) in seconds, and what sounds in each.

    ``chroma`` (12, n) of length 1, ``level`` (n,) in deviations, ``attack`` (n,) over its mean; ``beat`` (n,) the place
    in the beat, ``bar`` (n,) the beat's place in the bar; ``whole`` (n,) whether it lies inside the passage.
    """

    borders: Array
    chroma: Array
    level: Array
    attack: Array
    beat: Indices
    bar: Indices
    meter: int
    whole: NDArray[np.bool_]


def units_of_both(first: Tune, second: Tune) -> tuple[Units, Units]:
    """Both cut into half beats; where one tempo is about twice the other's, the slow one's beats count double."""
    finer = octave(first.pulse.period, second.pulse.period)
    return units(first, 2 ** max(0, finer)), units(second, 2 ** max(0, -finer))


def units(song: Tune, finer: int = 1) -> Units:
    """A passage in half beats, or in ``finer`` times as many."""
    beats = _subdivided(song.pulse.beats, finer)
    borders = _subdivided(beats, PER_BEAT)
    count = len(borders) - 1
    chroma = spans_mean(song.chroma, borders, CHROMA_PER_SECOND)
    level = 0.5 * np.log(spans_mean(song.level[None], borders, FRAMES_PER_SECOND)[0] + 1e-6 * song.level.mean() + 1e-12)
    attack = strongest(song.onset, borders)
    number = np.arange(count) // PER_BEAT
    return Units(
        borders=borders,
        chroma=chroma / (np.linalg.norm(chroma, axis=0) + 1e-9),
        level=(level - level.mean()) / (level.std() + 1e-6),
        attack=attack / (attack.mean() + 1e-6),
        beat=np.arange(count) % PER_BEAT,
        bar=(number - song.pulse.downbeat * finer) % song.pulse.meter,
        meter=song.pulse.meter,
        whole=(borders[:-1] > -0.02) & (borders[1:] < song.seconds + 0.02),
    )


def select(
    first: Units, second: Units, shifts: Sequence[int], weights: Weights, usual: int = 0, seed: int = 0
) -> tuple[Run, ...]:
    """The cheapest way to cover the first's units with the second's, as runs in the order of time.

    ``shifts`` are the transpositions that may be used and ``usual`` the one that costs nothing. A ``seed`` other than 0
    gives another way that is nearly as cheap.
    """
    costs = _costs(first, second, np.array(shifts), weights, usual)
    if seed:
        costs += np.random.default_rng(seed).uniform(0.0, 0.25, costs.shape).astype(np.float32)
    return _runs(first, second, shifts, *cheapest(costs, weights.jump))


def cheapest(costs: Array, jump: float) -> tuple[Indices, Indices]:
    """For costs (n, shifts, units): which shift and which unit to take at each step.

    To go on with the next unit at the same shift is free; any other step costs ``jump``.
    """
    steps, shifts, count = costs.shape
    total = costs[0].copy()
    came = np.zeros((steps, shifts, count), dtype=np.int32)
    going = np.arange(shifts * count, dtype=np.int32).reshape(shifts, count) - 1
    for step in range(1, steps):
        best = int(total.argmin())
        on = np.full_like(total, np.inf)
        on[:, 1:] = total[:, :-1]
        leap = total.flat[best] + jump
        came[step] = np.where(on <= leap, going, best)
        total = costs[step] + np.minimum(on, leap)
    path = np.empty(steps, dtype=np.intp)
    path[-1] = total.argmin()
    for step in range(steps - 1, 0, -1):
        path[step - 1] = came[step].flat[path[step]]
    return path // count, path % count


def _costs(first: Units, second: Units, shifts: NDArray[np.intp], weights: Weights, usual: int) -> Array:
    """(units of the first, shifts, units of the second)."""
    apart = weights.level * np.abs(first.level[:, None] - second.level)
    apart += weights.attack * np.abs(first.attack[:, None] - second.attack)
    apart += weights.beat * (first.beat[:, None] != second.beat)
    apart += weights.bar * _bar_distance(first, second)
    apart += 1000.0 * ~second.whole
    harmony = np.stack([1.0 - first.chroma.T @ np.roll(second.chroma, shift, axis=0) for shift in shifts], axis=1)
    far = weights.shift * np.abs(shifts - usual)
    return (apart[:, None, :] + weights.harmony * harmony + far[:, None]).astype(np.float32)


def _bar_distance(first: Units, second: Units) -> Array:
    """0 on the same beat of the bar, 1 where one begins a bar and the other does not, else one half.

    Of songs with different meters only the first beats of the bar are compared.
    """
    begins = (first.bar == 0)[:, None] != (second.bar == 0)
    if first.meter != second.meter:
        return begins.astype(float)
    return np.where(first.bar[:, None] == second.bar, 0.0, np.where(begins, 1.0, 0.5))


def _runs(first: Units, second: Units, shifts: Sequence[int], turns: Indices, path: Indices) -> tuple[Run, ...]:
    going = (np.diff(path) == 1) & (np.diff(turns) == 0)
    cuts = [0, *(np.flatnonzero(~going) + 1), len(path)]
    runs: list[Run] = []
    for low, high in pairwise(cuts):
        here = first.borders[low : high + 1]
        there = second.borders[path[low] : path[low] + high - low + 1]
        runs += [
            Run(float(here[a]), float(here[b]), float(there[a]), float(there[b]), int(shifts[turns[low]]))
            for a, b in pairwise(_straight(here, there))
        ]
    return tuple(runs)


def _straight(here: Array, there: Array) -> list[int]:
    """Where to cut a run so that every border inside lies within ``SLIP`` of its place at one even speed."""
    cuts, low = [0], 0
    for high in range(2, len(here)):
        share = (there[low : high + 1] - there[low]) / (there[high] - there[low])
        line = here[low] + share * (here[high] - here[low])
        if np.abs(line - here[low : high + 1]).max() > SLIP:
            low = high - 1
            cuts.append(low)
    return [*cuts, len(here) - 1]


def _subdivided(borders: Array, parts: int) -> Array:
    """Each span cut into so many equal parts."""
    shares = np.arange(parts) / parts
    inner = borders[:-1, None] + shares * np.diff(borders)[:, None]
    return np.append(inner.ravel(), borders[-1])


def strongest(onset: Array, borders: Array) -> Array:
    """(spans,): the highest onset around the start of each span, where its attack is."""
    frames = np.round(borders * FRAMES_PER_SECOND).astype(int).clip(0, len(onset) - 1)
    return np.array([onset[max(0, low - 1) : max(low + 1, high - 1)].max() for low, high in pairwise(frames)])


def bars(pulse: Pulse) -> Array:
    """The first beats of the bars of a passage, in seconds."""
    return pulse.beats[pulse.places == 0]
