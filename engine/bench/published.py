"""What published audio features tell of a mood, and what the labels of such tables are worth, all in one run.

Reads ``<data>/tables``: csv files with the columns of ``engine.published.COLUMNS``, an artist and a label. Nothing that
is trained here is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from engine.api import Progress, Step, silent
from engine.training.published import (
    METHODS,
    Reading,
    Table,
    boosted,
    calibrated,
    confused,
    figures,
    folded,
    listed,
    read,
    softmax,
    song,
    temperature,
    unheard,
)

DRAWS = 5  # of folds

TABLES: Mapping[str, Reading] = {
    "moodify_1200": Reading("labels", names={"0": "sad", "1": "happy", "2": "energetic", "3": "calm"}),
    "data_moods_686": Reading("mood"),
    "deezer_x_spotify": Reading("q"),
    "moodylyrics4q_x_spotify": Reading("Mood"),
    "moodylyrics_x_spotify": Reading("Emotion"),
}


@dataclass(frozen=True, slots=True)
class Transfer:
    """A model of one table asked about another's songs; ``read_as`` says which of its labels to take for which."""

    source: str
    target: str
    read_as: Mapping[str, str] = field(default_factory=dict)


READ_AS = {"energetic": "angry", "calm": "relaxed"}
TRANSFERS = (
    Transfer("moodify_1200", "moodylyrics4q_x_spotify", READ_AS),
    Transfer("moodify_1200", "deezer_x_spotify", READ_AS),
    Transfer("deezer_x_spotify", "moodylyrics4q_x_spotify"),
    Transfer("moodylyrics4q_x_spotify", "deezer_x_spotify"),
)


def run(data: Path, progress: Progress = silent) -> str:
    """Repeat all experiments on the tables of ``<data>/tables``; ``UnusableTable`` when one cannot be read."""
    tables = {name: read(data / "tables" / f"{name}.csv", reading) for name, reading in TABLES.items()}
    parts = []
    for number, (name, table) in enumerate(tables.items()):
        progress(Step(f"measuring {name}", number / len(tables)))
        parts.append(_inside(name, table))
    parts += [_across(each, tables[each.source], tables[each.target]) for each in TRANSFERS]
    parts += [_agreement(one, other, tables[one], tables[other]) for one, other in combinations(tables, 2)]
    progress(Step("done", 1.0))
    return "\n\n".join(part for part in parts if part)


def renamed(table: Table, names: Mapping[str, str], labels: tuple[str, ...]) -> Table:
    """The songs of a table under other labels; those of none of them are left out."""
    told = [names.get(label, label) for label in table.labels]
    kept = table.only(np.isin(table.told, [place for place, name in enumerate(told) if name in labels]))
    return replace(kept, labels=labels, told=np.array([labels.index(told[place]) for place in kept.told]))


def _inside(name: str, table: Table) -> str:
    """Cross-validation within one table, and how much the accuracy of the trees moves with the draw of the folds."""
    folds = folded(table)
    rows = {
        method: figures(table, calibrated(unheard(table, folds, learn), table.told, folds), folds)
        for method, learn in METHODS.items()
    }
    draws = (folded(table, seed) for seed in range(2, DRAWS + 1))
    others = [(unheard(table, draw, boosted).argmax(axis=1) == table.told).mean() for draw in draws]
    title = f"{name}: {len(table.told)} songs of {len(set(table.artists))} artists, {table.left_out} lines left out"
    moved = f"boosted trees under {DRAWS - 1} other draws of the folds: {min(others):.3f} to {max(others):.3f}"
    return "\n".join([title, listed(rows), moved, confused(table.labels, rows["boosted trees"])])


def _across(transfer: Transfer, source: Table, target: Table) -> str:
    """What was learned and calibrated on one table, asked of those songs of another whose artists are not in the first.

    ± is the standard error over five groups of their artists.
    """
    taught = renamed(source, transfer.read_as, target.labels)
    asked = target.only(~np.isin(target.artists, source.artists))
    folds, groups = folded(taught), folded(asked)
    frequent = np.tile(np.bincount(asked.told, minlength=len(asked.labels)) / len(asked.told), (len(asked.told), 1))
    rows = {"the most frequent label there": figures(asked, frequent, groups)}
    for method in ("logistic regression", "boosted trees"):
        learn = METHODS[method]
        warmth = temperature(unheard(taught, folds, learn), taught.told)
        scores = learn(taught.rows, taught.told, len(taught.labels))(asked.rows)
        rows[method] = figures(asked, softmax(scores / warmth), groups)
    read_as = "".join(f", {label} read as {name}" for label, name in transfer.read_as.items())
    title = f"{transfer.source} asked about {transfer.target}: {len(asked.told)} songs of other artists{read_as}"
    return "\n".join([title, listed(rows), confused(asked.labels, rows["boosted trees"])])


def _agreement(one: str, other: str, first: Table, second: Table) -> str:
    """How the labels of two tables meet on the songs that both hold; empty when they share none."""
    there = {song(row): second.labels[place] for row, place in zip(second.rows, second.told, strict=True)}
    pairs = Counter(
        (first.labels[place], there[song(row)])
        for row, place in zip(first.rows, first.told, strict=True)
        if song(row) in there
    )
    alike = sum(count for (here, elsewhere), count in pairs.items() if here == elsewhere)
    met = ", ".join(f"{here}/{elsewhere} {count}" for (here, elsewhere), count in pairs.most_common())
    return f"{one}/{other}: {pairs.total()} songs in both, {alike} under the same label: {met}" if pairs else ""
