"""Time-stretching and transposing by Signalsmith Stretch, and laying stretched runs one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from engine.remix.units import FASTEST, Run

Samples = NDArray[np.float32]

BEFORE, AFTER = 0.018, 0.006  # s around a border in which one run fades into the next: attacks come after it
CONTEXT = 0.06  # s of the source heard before and after what is kept, so that the stretcher is warm
SAME = 0.004  # relative; a change of speed that nobody hears
NEXT = 1e-4  # s; runs nearer than this in the source are one stretch, cut


def stretched(samples: Samples, rate: int, speed: float, semitones: float = 0.0) -> Samples:
    """Samples (channels, n) played ``speed`` times as fast and transposed: (channels, round(n / speed))."""
    if abs(speed - 1.0) < SAME and abs(semitones) < 0.02:
        return samples
    from python_stretch import Signalsmith

    machine = Signalsmith.Stretch()
    machine.preset(len(samples), rate)
    machine.setTimeFactor(speed)
    machine.setTransposeSemitones(semitones)
    return np.asarray(machine.process(np.ascontiguousarray(samples, dtype=np.float32)), dtype=np.float32)


def laid(source: Samples, runs: Sequence[Run], rate: int, length: int, tuning: float = 0.0) -> Samples:
    """(channels, length): the runs of a source (channels, n), each at its time, faded into one another.

    ``tuning`` is added to each run's transposition, in semitones. Where the source goes on, fades keep amplitude, and
    where it jumps they keep power.
    """
    out = np.zeros((len(source), length), dtype=np.float32)
    seams = [False, *(_goes_on(one, other) for one, other in pairwise(runs)), False]
    for run, (before, after) in zip(runs, pairwise(seams), strict=True):
        begin = round((run.start - BEFORE) * rate)
        size = round((run.end + AFTER) * rate) - begin
        played = _played(source, run, rate, size, tuning)
        fade = round((BEFORE + AFTER) * rate)
        played[:, :fade] *= _ramp(fade, even=before)
        played[:, size - fade :] *= _ramp(fade, even=after)[::-1]
        low, high = max(0, begin), min(length, begin + size)
        if low < high:
            out[:, low:high] += played[:, low - begin : high - begin]
    return out


def _played(source: Samples, run: Run, rate: int, size: int, tuning: float) -> Samples:
    """(channels, size): a run with its margins at its own speed."""
    speed = float(np.clip(run.rate, 1.0 / FASTEST, FASTEST))
    if abs(speed - 1.0) < SAME:
        speed = 1.0
    lead = BEFORE + CONTEXT
    begin = round((run.source_start - lead * speed) * rate)
    wanted = round((lead + run.end - run.start + AFTER + CONTEXT) * speed * rate)
    low, high = max(0, begin), min(source.shape[1], begin + wanted)
    cut = np.zeros((len(source), wanted), dtype=np.float32)
    if low < high:
        cut[:, low - begin : high - begin] = source[:, low:high]
    semitones = run.shift + tuning if run.shift or abs(tuning) > 0.02 else 0.0
    played = stretched(cut, rate, speed, semitones)
    start = round(CONTEXT * rate)
    kept = np.zeros((len(source), size), dtype=np.float32)
    part = played[:, start : start + size]
    kept[:, : part.shape[1]] = part
    return kept


def _goes_on(one: Run, other: Run) -> bool:
    return one.shift == other.shift and abs(one.source_end - other.source_start) < NEXT


def _ramp(size: int, *, even: bool) -> Samples:
    """(size,): from 0 to 1; two of them, one turned around, sum to 1 if ``even``, else their squares do."""
    angle = np.linspace(0.0, np.pi / 2, size, dtype=np.float32)
    return np.sin(angle) ** 2 if even else np.sin(angle)
