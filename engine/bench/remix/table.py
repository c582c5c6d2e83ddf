"""The bench of remixes as text: what was asked for, every pair, the baselines, and what the older method does."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from engine.api import Progress, silent
from engine.bench.remix.anchor import Effort
from engine.bench.remix.measures import Measures
from engine.bench.remix.rounds import ANCHORED, COPY_FIRST, COPY_SECOND, EQUALISED, OLDER, Outcome, Plan, Row, play

COLUMNS = ("chroma", "pitches", "beats", "gram", "cepstra", "thirds", "flatness", "flatter", "loudness", "peak")
KEPT, TAKEN = ("chroma", "pitches", "beats"), ("gram", "cepstra", "thirds", "flatness")
NAME = 47
FASTER = 20.0  # times than the older method


@dataclass(frozen=True, slots=True)
class Gate:
    """What was found beside what was asked for."""

    name: str
    found: float
    bar: float
    least: bool = False

    @property
    def kept(self) -> bool:
        """Whether it is good enough; what could not be measured is not."""
        return self.found >= self.bar if self.least else self.found <= self.bar

    def __str__(self) -> str:
        asked = f"at {'least' if self.least else 'most'} {self.bar:g}"
        return f"{self.name:<{NAME}} {self.found:>9.3f}  {asked:<14} {'ok' if self.kept else 'MISSED'}"


def run(music: Path, plan: Plan, progress: Progress = silent) -> str:
    """Run the plan on the songs of the folder ``music`` and tell what was found."""
    return report(play(music, plan, progress))


def report(out: Outcome) -> str:
    """The whole table."""
    first, others = out.plan.judged, [name for name in out.plan.strengths if name != out.plan.judged]
    parts = [
        _machine(out),
        "\n".join(map(str, gates(out))),
        _listed(f"remix, {first}", out.of(first), lambda row: row.pair),
        _listed("means over all pairs", _means(out), lambda row: row.method),
        *(_listed(f"remix, {name}", out.of(name), lambda row: row.pair) for name in others),
        _listed(EQUALISED, out.of(EQUALISED), lambda row: row.pair),
        _together(out),
        _packed(out.packed),
        _older(out),
        _legend(out.plan.effort),
    ]
    return "\n\n".join(part for part in parts if part)


def gates(out: Outcome) -> Iterator[Gate]:
    """What is asked of the judged strength, over the pairs."""
    rows = out.of(out.plan.judged)

    def each(name: str) -> list[float]:
        return [float(getattr(row.measures, name)) for row in rows]

    yield Gate("tune kept (chroma), mean", statistics.fmean(each("chroma")), 0.75, least=True)
    yield Gate("tune kept (chroma), worst", min(each("chroma")), 0.62, least=True)
    yield Gate("beats kept, mean", statistics.fmean(each("beats")), 0.95, least=True)
    yield Gate("style left to go (gram), mean", statistics.fmean(each("gram")), 0.22)
    yield Gate("timbre left to go (cepstra), mean", statistics.fmean(each("cepstra")), 0.10)
    yield Gate("balance left to go (thirds), mean", statistics.fmean(each("thirds")), 0.24)
    yield Gate("flatness over the noisier song's, worst", max(each("flatter")), 1.2)
    yield Gate("LU from -14 LUFS, worst", max(abs(level + 14.0) for level in each("loudness")), 0.5)
    yield Gate("true peak in dB, worst", max(each("peak")), -1.0)
    yield Gate("seconds from the song's length, worst", max(map(abs, each("longer"))), 0.010)
    yield Gate("processor s for each s, median", statistics.median(row.cost for row in rows), 0.30)
    yield Gate("waited for 30 s, median, in s", statistics.median(row.waited for row in rows), 6.0)
    if out.identity is not None:
        yield Gate("a song with itself (chroma)", out.identity.chroma, 0.9, least=True)
    yield Gate("same seed, same bytes", float(out.repeated), 1.0, least=True)
    if out.older:
        older, ours = _sides(out)
        yield Gate("times cheaper than the older method", _cost(older) / _cost(ours), FASTER, least=True)
        yield Gate("measures in which that is as good", float(len(_not_worse(older, ours))), 0.0)


def _listed(title: str, rows: Sequence[Row], name: Callable[[Row], str]) -> str:
    head = "".join(f"{column:>9}" for column in (*COLUMNS, "ms over", "CPU/s", "waited"))
    return "\n".join([f"{title:<{NAME}}{head}", *(_line(name(row), row) for row in rows)]) if rows else ""


def _line(name: str, row: Row) -> str:
    figures = "".join(f"{getattr(row.measures, column):>9.3f}" for column in COLUMNS)
    return f"{name:<{NAME}}{figures}{1000 * row.measures.longer:>9.1f}{row.cost:>9.3f}{row.waited:>9.2f}"


def _means(out: Outcome) -> list[Row]:
    return [_mean(name, out.of(name)) for name in (COPY_FIRST, COPY_SECOND, EQUALISED, *out.plan.strengths)]


def _mean(method: str, rows: Sequence[Row]) -> Row:
    """All measures' means; costs as medians, which a moment's load does not move."""
    names = (*COLUMNS, "longer")
    measures = Measures(**{name: float(np.mean([getattr(row.measures, name) for row in rows])) for name in names})
    spent, waited = (statistics.median(getattr(row, name) for row in rows) for name in ("processor", "waited"))
    return Row("", method, measures, spent, waited, rows[0].seconds)


def _together(out: Outcome) -> str:
    """Whether what the engine never sees moves with what it optimises."""
    rows = [row for strength in out.plan.strengths for row in out.of(strength)]
    if len(rows) < 3:
        return ""
    return f"rank correlation with gram over {len(rows)} remixes: {_agreements(rows)}" + _within(out)


def _within(out: Outcome) -> str:
    """The same when only the strengths differ."""
    if len(out.plan.strengths) < 2:
        return ""
    return f"; each less its pair's mean, so that only the strengths differ: {_agreements(_centred(out))}"


def _agreements(rows: Sequence[Row]) -> str:
    return ", ".join(f"{name} {_agreement(rows, 'gram', name):+.2f}" for name in ("cepstra", "thirds"))


def _agreement(rows: Sequence[Row], one: str, other: str) -> float:
    pairs = [(getattr(row.measures, one), getattr(row.measures, other)) for row in rows]
    return float(spearmanr(*zip(*pairs, strict=True)).statistic)


def _centred(out: Outcome) -> list[Row]:
    """Every remix with its measures less the means of its pair's remixes."""
    rows = []
    for same in zip(*(out.of(strength) for strength in out.plan.strengths), strict=True):
        mean = _mean("", same).measures
        for row in same:
            rest = {name: getattr(row.measures, name) - getattr(mean, name) for name in (*COLUMNS, "longer")}
            rows.append(Row(row.pair, row.method, Measures(**rest)))
    return rows


def _packed(measures: Sequence[Measures]) -> str:
    if not measures:
        return ""
    chroma, gram = (statistics.fmean(getattr(each, name) for each in measures) for name in ("chroma", "gram"))
    far = max(abs(each.loudness + 14.0) for each in measures)
    peak, longer = max(each.peak for each in measures), max(abs(each.longer) for each in measures)
    return (
        f"the same as mp3 of 192 kbit/s: chroma {chroma:.3f}, gram {gram:.3f}, at most {far:.2f} LU from -14 LUFS, "
        f"true peak at most {peak:+.2f} dB, length within {1000 * longer:.0f} ms"
    )


def _older(out: Outcome) -> str:
    if not out.older:
        return ""
    older, ours = _sides(out)
    lines = [_listed(f"{ANCHORED:.0f} s of a pair", out.older, lambda row: f"{row.pair}: {row.method}")]
    worse = ", ".join(_not_worse(older, ours)) or "none"
    lines.append(f"processor time of the older method over ours: {_cost(older) / _cost(ours):.0f}; as good in: {worse}")
    return "\n".join(lines)


def _sides(out: Outcome) -> tuple[Row, Row]:
    """The means of the older method and of our remixes of the same seconds."""
    older = [row for row in out.older if row.method == OLDER]
    return _mean(OLDER, older), _mean("ours", [row for row in out.older if row.method != OLDER])


def _cost(row: Row) -> float:
    return max(row.cost, 1e-9)


def _not_worse(older: Row, ours: Row) -> list[str]:
    """The measures in which the older method is as good as ours or better."""
    kept = [name for name in KEPT if getattr(older.measures, name) >= getattr(ours.measures, name)]
    return kept + [name for name in TAKEN if getattr(older.measures, name) <= getattr(ours.measures, name)]


def _machine(out: Outcome) -> str:
    plan = out.plan
    kind = "classic" if plan.classic else f"keep {plan.keep}, {'with' if plan.bed else 'without'} bed"
    return (
        f"{len(plan.pairs)} pairs, 30 s each, {kind}; "
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )


def _legend(effort: Effort) -> str:
    return (
        "chroma, pitches and beats: how much of A is kept, 1 for a copy. gram, cepstra and thirds: the distance to B "
        "over A's own,\n1 for a copy of A, 0 for one of B; cepstra and thirds are measures of which the engine knows "
        "nothing, gram is of another random network.\nflatter: flatness over the noisier song's. CPU/s: processor "
        "seconds for each second of A, means over pairs are medians.\n"
        f"{OLDER}: Ulyanov and Lebedev's, {effort.rounds} rounds of L-BFGS and {effort.phases} of Griffin-Lim, "
        f"mono at 22 050 Hz, mastered alike."
    )
