"""Train a small model on a table of published audio features, and say what its labels are worth.

The table is the operator's own and the model stays on the operator's machine. It speaks in the labels of its table and
of nothing else: energetic is not angry and calm is not relaxed, unless the operator says so.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar

from engine.api import Progress, Step, silent
from engine.errors import EngineError
from engine.published import COLUMNS, PublishedModel, Tree
from engine.training.figures import calibration_error
from engine.trees import Forest

Array = NDArray[np.floating[Any]]
Labels = NDArray[np.intp]

FOLDS = 5
ROUNDS = 150
SHRINKAGE = 0.01  # penalty of the logistic regression
DIGITS = 4  # to which a song's numbers must agree to be the same song
TREES: Mapping[str, Any] = {
    "objective": "multiclass",
    "learning_rate": 0.05,
    "num_leaves": 15,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
MOST_LABELS = 12
LABEL = re.compile(r"[^\W\d_][\w '&/-]{0,23}")
NAME = re.compile(r"[^\W_][\w .'&/-]{0,39}")

Row = Mapping[str | None, Any]
Learn = Callable[[Array, Labels, int], Callable[[Array], Array]]
"""From numbers (songs, 9), labels (songs,) and how many labels there are to a way from numbers to scores."""


class UnusableTable(EngineError):
    """That table cannot be used."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a csv file is read: its columns of the label and of the artist, and what to call the labels."""

    label: str = "label"
    artist: str = "artist"
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Song:
    """One usable line: the numbers of ``COLUMNS``, the label, and the artist it is grouped by."""

    numbers: tuple[float, ...]
    label: str
    artist: str


@dataclass(frozen=True)
class Table:
    """Labelled songs: ``rows`` (songs, 9) in the order of ``COLUMNS``, ``told`` (songs,) the places of their labels.

    ``left_out`` counts the lines that could not be used.
    """

    labels: tuple[str, ...]
    rows: Array
    told: Labels
    artists: tuple[str, ...]
    left_out: int = 0

    def only(self, kept: NDArray[np.bool_]) -> Table:
        """The same table with some of its songs."""
        artists = tuple(artist for artist, stays in zip(self.artists, kept, strict=True) if stays)
        return replace(self, rows=self.rows[kept], told=self.told[kept], artists=artists)


@dataclass(frozen=True)
class Figures:
    """What an evaluation says; ``calibration`` is the expected error (ECE), ``confusion`` (true, told)."""

    per_fold: tuple[float, ...]
    accuracy: float
    macro_f1: float
    calibration: float
    confusion: Labels

    @property
    def error(self) -> float:
        """Standard error of the accuracy over folds."""
        return float(np.std(self.per_fold, ddof=1) / math.sqrt(len(self.per_fold)))


@dataclass(frozen=True, slots=True)
class Origin:
    """What a model says of itself: the name of its table, and where the labels come from."""

    table: str
    labels: str = "that table"


def train(path: Path, out: Path, reading: Reading, origin: Origin, progress: Progress = silent) -> str:
    """Cross-validate, fit on every song, write the model into ``out`` and return the figures.

    ``UnusableTable`` says in a sentence what is wrong with the table or its name.
    """
    for named in (origin.table, origin.labels):
        if not NAME.fullmatch(named):
            raise UnusableTable(f"{named[:50]!r} is no name: up to 40 letters, digits, spaces and hyphens, please.")
    table = read(path, reading)
    folds = folded(table)
    progress(Step("measuring", 0.1))
    scores = {method: unheard(table, folds, learn) for method, learn in METHODS.items()}
    rows = {method: figures(table, calibrated(each, table.told, folds), folds) for method, each in scores.items()}
    progress(Step("fitting the final model", 0.8))
    forest = Forest.parse(_fitted(table.rows, table.told, len(table.labels)).model_to_string())
    warmth = temperature(scores["boosted trees"], table.told)
    model = PublishedModel(origin.table, origin.labels, table.labels, warmth, _trees(forest))
    written = model.save(out)
    progress(Step("done", 1.0))
    told = (_head(table), listed(rows), confused(table.labels, rows["boosted trees"]), f"Written to {written}.")
    return "\n\n".join(told)


def read(path: Path, reading: Reading) -> Table:
    """The songs of a csv file; ``UnusableTable`` says in a sentence what is wrong with it.

    A line counts if all of its nine numbers lie in their ranges. A song that comes twice counts once, and not at all
    if its labels contradict each other: songs are told apart by their numbers.
    """
    reading = replace(reading, names={label.casefold(): name.casefold() for label, name in reading.names.items()})
    lines = _lines(path, reading)
    faults = [(number, fault) for number, row in lines if (fault := _fault(row, reading))]
    if 2 * len(faults) > len(lines):
        number, fault = faults[0]
        raise UnusableTable(f"{len(faults)} of {len(lines)} lines cannot be used; the first is line {number}: {fault}.")
    bad = {number for number, _ in faults}
    songs: dict[tuple[float, ...], list[Song]] = {}
    for row in (row for number, row in lines if number not in bad):
        found = Song(tuple(float(row[name]) for name in COLUMNS), _label(row, reading), _artist(row, reading))
        songs.setdefault(song(found.numbers), []).append(found)
    kept = [same[0] for same in songs.values() if len({each.label for each in same}) == 1]
    labels = _checked(kept, reading)
    return Table(
        labels,
        np.array([each.numbers for each in kept]),
        np.array([labels.index(each.label) for each in kept]),
        tuple(each.artist for each in kept),
        len(lines) - len(kept),
    )


def song(numbers: Sequence[float] | Array) -> tuple[float, ...]:
    """What tells a song from others: its nine numbers, rounded."""
    return tuple(round(float(number), DIGITS) for number in numbers)


def folded(table: Table, seed: int = 1) -> Labels:
    """(songs,) the fold of each song, 0..4: no artist is in two, and each fold holds about the same labels."""
    artists, whose = np.unique(np.array(table.artists), return_inverse=True)
    songs = np.zeros((len(artists), len(table.labels)))
    np.add.at(songs, (whose, table.told), 1)
    chance = np.random.default_rng(seed)
    order = chance.permutation(len(artists))
    order = order[np.argsort(-songs[order].sum(axis=1), kind="stable")]  # the most songs first, so that all fits
    filled, places = np.zeros((FOLDS, len(table.labels))), np.zeros(len(artists), dtype=np.intp)
    for artist in order:
        places[artist] = (filled @ songs[artist]).argmin()
        filled[places[artist]] += songs[artist]
    return places[whose]


def unheard(table: Table, folds: Labels, learn: Learn) -> Array:
    """(songs, labels): scores of each fold by what was learned from the other folds."""
    scores = np.zeros((len(table.told), len(table.labels)))
    for fold in np.unique(folds):
        held = folds == fold
        scores[held] = learn(table.rows[~held], table.told[~held], len(table.labels))(table.rows[held])
    return scores


def boosted(rows: Array, told: Labels, count: int) -> Callable[[Array], Array]:
    """Boosted trees: the model that ``train`` writes."""
    model = _fitted(rows, told, count)
    return lambda asked: np.asarray(model.predict(asked, raw_score=True))


def majority(rows: Array, told: Labels, count: int) -> Callable[[Array], Array]:
    """The same answer for every song: how frequent each label is."""
    frequent = np.log(np.bincount(told, minlength=count) + 1.0)
    return lambda asked: np.tile(frequent, (len(asked), 1))


def logistic(rows: Array, told: Labels, count: int) -> Callable[[Array], Array]:
    """Multinomial logistic regression on standardised numbers, with a small penalty."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0) + 1e-9

    def seen(asked: Array) -> Array:
        return np.column_stack([np.ones(len(asked)), (asked - mean) / scale])

    inputs, wanted = seen(rows), np.eye(count)[told]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(-1, count)
        shares = softmax(inputs @ weights)
        surprise = -np.log((shares * wanted).sum(axis=1) + 1e-12).mean() + SHRINKAGE * (weights**2).sum() / 2
        return float(surprise), (inputs.T @ (shares - wanted) / len(rows) + SHRINKAGE * weights).ravel()

    weights = minimize(loss, np.zeros(inputs.shape[1] * count), jac=True, method="L-BFGS-B").x.reshape(-1, count)
    return lambda asked: np.asarray(seen(asked) @ weights)


METHODS: Mapping[str, Learn] = {"majority": majority, "logistic regression": logistic, "boosted trees": boosted}


def temperature(scores: Array, told: Labels) -> float:
    """What the scores (songs, labels) are to be divided by, so that the labels become likeliest."""
    places = np.arange(len(told))

    def surprise(logarithm: float) -> float:
        return float(-np.log(softmax(scores / math.exp(logarithm))[places, told] + 1e-12).mean())

    return round(math.exp(float(minimize_scalar(surprise, bounds=(-2.0, 3.0), method="bounded").x)), 4)


def calibrated(scores: Array, told: Labels, folds: Labels) -> Array:
    """(songs, labels): shares of each fold, at the temperature of the other folds."""
    shares = np.zeros_like(scores)
    for fold in np.unique(folds):
        held = folds == fold
        shares[held] = softmax(scores[held] / temperature(scores[~held], told[~held]))
    return shares


def softmax(scores: Array) -> Array:
    """Scores (songs, labels) -> shares that sum to 1."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def figures(table: Table, shares: Array, folds: Labels) -> Figures:
    """Measure shares (songs, labels) against the table's labels."""
    told = shares.argmax(axis=1)
    confusion = np.zeros((len(table.labels), len(table.labels)), dtype=np.intp)
    np.add.at(confusion, (table.told, told), 1)
    named = confusion.sum(axis=0) + confusion.sum(axis=1)
    right = told == table.told
    return Figures(
        per_fold=tuple(float(right[folds == fold].mean()) for fold in np.unique(folds)),
        accuracy=float(right.mean()),
        macro_f1=float((2 * np.diag(confusion) / np.maximum(named, 1))[named > 0].mean()),
        calibration=calibration_error(shares, table.told),
        confusion=confusion,
    )


def listed(rows: Mapping[str, Figures]) -> str:
    """The figures of several methods side by side."""
    head = f"{'method':<34}{'accuracy':>15}{'macro-F1':>10}{'ECE':>7}"
    lines = [
        f"{name:<34}{f'{row.accuracy:.3f} ± {row.error:.3f}':>15}{row.macro_f1:>10.3f}{row.calibration:>7.3f}"
        for name, row in rows.items()
    ]
    return "\n".join([head, "-" * len(head), *lines])


def confused(labels: Sequence[str], row: Figures) -> str:
    """Which labels are taken for which."""
    width = max(map(len, labels)) + 2
    lines = ["confusion of boosted trees (rows true)", " " * width + "".join(f"{name:>{width}}" for name in labels)]
    for name, counts in zip(labels, row.confusion, strict=True):
        lines.append(f"{name:<{width}}" + "".join(f"{count:>{width}}" for count in counts))
    return "\n".join(lines)


def _fitted(rows: Array, told: Labels, count: int) -> lightgbm.Booster:
    return lightgbm.train({**TREES, "num_class": count}, lightgbm.Dataset(rows, told), ROUNDS)


def _trees(forest: Forest) -> tuple[Tree, ...]:
    """The trees of a forest as plain numbers."""
    columns = (forest.features, forest.thresholds, forest.left, forest.right, forest.leaves)
    return tuple(Tree(*parts) for parts in zip(*(column.tolist() for column in columns), strict=True))


def _lines(path: Path, reading: Reading) -> list[tuple[int, Row]]:
    """The lines of a csv file under its header, each with its number in the file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
            _check_header(reader.fieldnames, reading)
            lines: list[tuple[int, Row]] = [(reader.line_num, row) for row in reader]
    except OSError as error:
        raise UnusableTable(f"I cannot open {path.name}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise UnusableTable(f"{path.name} is no text in UTF-8. Save it as csv in UTF-8.") from None
    except csv.Error as error:
        raise UnusableTable(f"{path.name} is no csv file: {error}.") from None
    if not lines:
        raise UnusableTable(f"{path.name} holds no songs.")
    return lines


def _check_header(columns: Sequence[str], reading: Reading) -> None:
    wanted = [*COLUMNS, reading.label.casefold(), reading.artist.casefold()]
    if missing := [name for name in wanted if name not in columns]:
        raise UnusableTable(f"The table lacks the column {missing[0]!r}. Needed are: {', '.join(wanted)}.")
    if twice := [name for name in wanted if columns.count(name) > 1]:
        raise UnusableTable(f"The table has the column {twice[0]!r} twice.")


def _fault(row: Row, reading: Reading) -> str:
    """The first thing that is wrong with a line; empty when nothing is."""
    if None in row or None in row.values():
        return "it has not as many cells as the header"
    for name, (least, most) in COLUMNS.items():
        try:
            fits = least <= float(row[name]) <= most
        except ValueError:
            fits = False
        if not fits:
            return f"{name} is {row[name][:20]!r}, not a number from {least:g} to {most:g}"
    if not _label(row, reading):
        return "it has no label"
    return "" if _artist(row, reading) else "it has no artist"


def _label(row: Row, reading: Reading) -> str:
    said = str(row[reading.label.casefold()]).strip().casefold()
    return reading.names.get(said, said)


def _artist(row: Row, reading: Reading) -> str:
    """The first of a line's artists: songs with a guest stay with the artist's own."""
    return re.split(r"[,;]", str(row[reading.artist.casefold()]).casefold(), maxsplit=1)[0].strip()


def _checked(songs: Sequence[Song], reading: Reading) -> tuple[str, ...]:
    """The labels in order of the alphabet, if they can be told and measured."""
    labels = tuple(sorted({each.label for each in songs}))
    if unknown := [name for name in reading.names.values() if name not in labels]:
        raise UnusableTable(f"No usable line of the table becomes {unknown[0]!r}.")
    if not 2 <= len(labels) <= MOST_LABELS:
        raise UnusableTable(f"I can learn 2 to {MOST_LABELS} labels; the table has {len(labels)}.")
    if odd := [label for label in labels if not LABEL.fullmatch(label)]:
        raise UnusableTable(f"{odd[0][:30]!r} is no word to say of a song. Give it one: --name {odd[0][:30]!r}=word.")
    by = Counter(label for label, _ in {(each.label, each.artist) for each in songs})
    if few := [label for label in labels if by[label] < FOLDS]:
        raise UnusableTable(
            f"The label {few[0]!r} has too few artists, {by[few[0]]}: to be measured on artists that were not "
            f"learned from, it needs {FOLDS}."
        )
    return labels


def _head(table: Table) -> str:
    artists = len(set(table.artists))
    left_out = f"; {table.left_out} lines left out" if table.left_out else ""
    return (
        f"{len(table.told)} songs of {artists} artists under {len(table.labels)} labels{left_out}.\n"
        f"{FOLDS} folds, no artist in two; ± is the standard error over folds."
    )
