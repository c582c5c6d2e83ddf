"""One run of the bench: every pair remixed and copied, measured, and timed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import soxr

from engine.api import STRENGTHS, Keep, Progress, RemixOptions, Step, Strength, silent
from engine.audio import Limits, decode, encode, mastered
from engine.bench.remix.anchor import RATE as ANCHOR_RATE
from engine.bench.remix.anchor import Effort, transferred
from engine.bench.remix.measures import Array, Heard, Judge, Measures
from engine.bench.remix.pairs import PAIRS, RATE, SECONDS, Pair, read
from engine.remix import remix
from engine.remix.equaliser import equalised

ANCHORED = 10.0  # s of a pair that the older method gets: it takes minutes
COPY_FIRST, COPY_SECOND, EQUALISED, OLDER = "copy of A", "copy of B", "equalised only", "random layer"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run: all ``strengths`` of one kind of remix, of which balanced is judged by the gates, or else the first.

    ``anchors`` is how many of the pairs the older method gets too, with how much ``effort``; ``pairs`` which there are.
    """

    strengths: tuple[Strength, ...] = STRENGTHS
    keep: Keep = "melody"
    bed: bool = True
    classic: bool = False
    anchors: int = 1
    effort: Effort = field(default_factory=Effort)
    pairs: tuple[Pair, ...] = PAIRS

    @property
    def judged(self) -> Strength:
        """The strength that the gates are for."""
        return "balanced" if "balanced" in self.strengths else self.strengths[0]

    def options(self, strength: Strength, seconds: float = SECONDS) -> RemixOptions:
        """Such a remix of two whole excerpts."""
        kind = RemixOptions(strength, self.keep, self.bed, seconds, start=0.0, style_start=0.0, classic=self.classic)
        return replace(kind, format="wav")


@dataclass(frozen=True, slots=True)
class Row:
    """What one method made of one pair, in how many seconds of processor time and of waiting, and in how many bits."""

    pair: str
    method: str
    measures: Measures
    processor: float = 0.0
    waited: float = 0.0
    seconds: float = SECONDS

    @property
    def cost(self) -> float:
        """Processor seconds for each second of the first song."""
        return self.processor / self.seconds


@dataclass(frozen=True)
class Outcome:
    """All that was found.

    ``older`` holds the random layer's rows and the remixes of the same ten seconds; ``packed`` the measures of the
    judged remixes once they went through mp3; ``identity`` a song remixed with itself; ``repeated`` whether
    the same seed gave the same bytes.
    """

    plan: Plan
    rows: list[Row] = field(default_factory=list)
    older: list[Row] = field(default_factory=list)
    packed: list[Measures] = field(default_factory=list)
    identity: Measures | None = None
    repeated: bool = False

    def of(self, method: str) -> list[Row]:
        """The rows of one method, in the order of the pairs."""
        return [row for row in self.rows if row.method == method]


def play(music: Path, plan: Plan = Plan(), progress: Progress = silent) -> Outcome:
    """Run the plan on the songs of the folder ``music``; ``MissingMusic`` and ``MissingMeasures`` say what lacks."""
    out = Outcome(plan)
    songs = [(pair, read(pair.first, music), read(pair.second, music)) for pair in plan.pairs]
    progress(Step("a song with itself", 0.0))
    out = replace(out, identity=_identity(songs[0][1], plan), repeated=_repeated(*songs[0][1:], plan))
    for number, (pair, first, second) in enumerate(songs):
        progress(Step(pair.name, number / len(songs)))
        judge = Judge(Heard(first, RATE), Heard(second, RATE))
        out.rows.extend(_copies(pair, first, second, judge))
        for strength in plan.strengths:
            row, samples = _remixed(pair, first, second, judge, plan.options(strength))
            out.rows.append(row)
            if strength == plan.judged:
                out.packed.append(judge.measured(_through_mp3(samples)))
    for pair, first, second in songs[: plan.anchors]:
        progress(Step(f"{OLDER}: {pair.name}", 0.0))
        out.older.extend(_older(pair, first, second, plan, progress))
    return out


def _copies(pair: Pair, first: Array, second: Array, judge: Judge) -> Iterator[Row]:
    """What costs nothing: either song as it is, and the first with the second's balance of bass and treble."""
    for method, make in (
        (COPY_FIRST, lambda: first),
        (COPY_SECOND, lambda: second),
        (EQUALISED, lambda: equalised(first, second, RATE, 1.0)),
    ):
        begun = time.process_time()
        made = mastered(make(), RATE)
        spent = time.process_time() - begun
        yield Row(pair.name, method, judge.measured(Heard(made, RATE)), spent)


def _remixed(pair: Pair, first: Array, second: Array, judge: Judge, options: RemixOptions) -> tuple[Row, Array]:
    files = _file(first), _file(second)
    begun, started = time.process_time(), time.perf_counter()
    sound = remix(*files, options).sound
    spent, waited = time.process_time() - begun, time.perf_counter() - started
    samples = _samples(sound.data)
    measures = judge.measured(Heard(samples, RATE))
    return Row(pair.name, options.strength, measures, spent, waited, first.shape[1] / RATE), samples


def _identity(song: Array, plan: Plan) -> Measures:
    """A song in its own style; it is also the engine's first remix here, so that the others are timed warm."""
    made = remix(_file(song), _file(song), plan.options(plan.judged)).sound
    heard = Heard(song, RATE)
    return Judge(heard, heard).measured(Heard(_samples(made.data), RATE))


def _repeated(first: Array, second: Array, plan: Plan) -> bool:
    files, options = (_file(first), _file(second)), plan.options(plan.judged, seconds=ANCHORED)
    return remix(*files, options).sound.data == remix(*files, options).sound.data


def _older(pair: Pair, first: Array, second: Array, plan: Plan, progress: Progress) -> Iterator[Row]:
    """The random layer on ten seconds of a pair, and a remix of the same ten seconds."""
    first, second = (each[:, : round(ANCHORED * RATE)] for each in (first, second))
    judge = Judge(Heard(first, RATE), Heard(second, RATE))
    content, style = (soxr.resample(each.mean(axis=0), RATE, ANCHOR_RATE) for each in (first, second))

    def told(share: float) -> None:
        progress(Step(f"{OLDER}: {pair.name}", share))

    begun, started = time.process_time(), time.perf_counter()
    made = soxr.resample(transferred(content, style, plan.effort, told), ANCHOR_RATE, RATE)
    made = mastered(np.stack([made, made]).astype(np.float32), RATE)
    spent, waited = time.process_time() - begun, time.perf_counter() - started
    yield Row(pair.name, OLDER, judge.measured(Heard(made, RATE)), spent, waited, ANCHORED)
    yield _remixed(pair, first, second, judge, plan.options(plan.judged, ANCHORED))[0]


def _through_mp3(samples: Array) -> Heard:
    return Heard(_samples(encode(samples, RATE, "mp3")), RATE)


def _file(samples: Array) -> bytes:
    return encode(samples, RATE, "wav")


def _samples(data: bytes) -> Array:
    return decode(data, Limits(), rate=RATE, mono=False).samples
