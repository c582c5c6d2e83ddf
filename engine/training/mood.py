"""Teach the mood model from labelled clips, and hear what it says of artists it has not heard.

Reads ``<data>/mood4q/labels.csv`` with the columns file, label (Q1 happy, Q2 angry, Q3 sad, Q4 relaxed), fold (0-9, no
artist in two folds) and artist_group, and, where it is there, ``<data>/emotify/labels.csv`` with file, genre, fold10
and the shares 0..1 of listeners who felt each of nine emotions.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from engine.analysis import analyse
from engine.api import Progress, Step, silent
from engine.audio import decode
from engine.mood import SIGNS, Array, Calibration, MoodModel, Ridge, axis_scores, names_digest, plane, pooled
from engine.spectrum import RATE, spectrum
from engine.training.figures import Labels, figures, table

PROCESSES = 2
SHRINKAGE = 0.6  # ridge penalty
FELT = 0.3  # weight of a clip whose feelings are known, beside one whose mood is
LEANING = 0.125  # what one deviation of a felt axis adds to the moods on its side; a mood's own target is 0.75
ROUNDS = 200
PULL = 1e-4  # of an axis' weights towards 0, so that they end where sides are told without a mistake
AXIS_SPREAD = 0.75  # deviation of an axis before it is squashed: songs then fill -1..1 and do not crowd its ends
TREES = {
    "objective": "multiclass",
    "num_class": 4,
    "learning_rate": 0.07,
    "num_leaves": 8,
    "min_data_in_leaf": 15,
    "feature_fraction": 0.1,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5.0,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
UPLIFTING = ("joyful_activation", "tenderness", "calmness"), ("tension", "sadness")
STIRRING = ("joyful_activation", "tension", "power"), ("calmness", "sadness", "tenderness", "nostalgia")
"""Felt emotions that speak for, and against, valence and arousal."""


@dataclass(frozen=True)
class Clips:
    """Labelled vectors: ``names`` (n,), ``vectors`` (clips, n), ``labels``, ``folds`` and ``artists`` (clips,)."""

    names: tuple[str, ...]
    vectors: Array
    labels: Labels
    folds: Labels
    artists: Labels

    def only(self, *families: str) -> Clips:
        """The same clips seen through some families of numbers, such as ``cepstral.mfcc_mean``."""
        kept = self._kept(families)
        return replace(self, names=tuple(self.names[place] for place in kept), vectors=self.vectors[:, kept])

    def drawn(self, seed: int) -> Clips:
        """The same clips in ten other folds: no artist in two of them, the labels spread evenly."""
        chance = np.random.RandomState(seed)
        sizes = np.zeros((self.artists.max() + 1, 4), dtype=np.intp)
        np.add.at(sizes, (self.artists, self.labels), 1)
        order = chance.permutation(len(sizes))
        load, fold_of = np.zeros((10, 4), dtype=np.intp), np.zeros(len(sizes), dtype=np.intp)
        for artist in order[np.argsort(-sizes[order].sum(axis=1), kind="stable")]:
            crowding = load @ sizes[artist] * 1000 + load.sum(axis=1)
            fold_of[artist] = chance.choice(np.flatnonzero(crowding == crowding.min()))
            load[fold_of[artist]] += sizes[artist]
        return replace(self, folds=fold_of[self.artists])

    def _kept(self, families: Sequence[str]) -> list[int]:
        return [place for place, name in enumerate(self.names) if name.rsplit(".", 1)[0] in families]


@dataclass(frozen=True)
class Felt:
    """Vectors (clips, n), what listeners felt (valence, arousal: (clips, 2), standardised), genres and folds."""

    vectors: Array
    axes: Array
    genres: tuple[str, ...] = ()
    folds: Labels = field(default_factory=lambda: np.zeros(0, dtype=np.intp))

    @classmethod
    def nothing(cls, numbers: int) -> Felt:
        """For data without felt emotions."""
        return cls(np.zeros((0, numbers)), np.zeros((0, 2)))

    def among(self, kept: NDArray[np.bool_]) -> Felt:
        """Some of them, for teaching."""
        return Felt(self.vectors[kept], self.axes[kept])


@dataclass(frozen=True)
class Unheard:
    """The clips, and what the voices say of them (voices, clips, 4) when they were not taught with their artists."""

    clips: Clips
    said: Array

    def of(self, *voices: int) -> Unheard:
        """Some voices only; the others are silent."""
        silence = np.ones(len(self.said), dtype=bool)
        silence[list(voices)] = False
        return replace(self, said=np.where(silence[:, None, None], 0.0, self.said))

    def joined(self, scores: Array) -> Unheard:
        """With one voice more (clips, 4)."""
        return replace(self, said=np.concatenate([self.said, scores[None]]))


def train(data: Path, out: Path, progress: Progress = silent, ear: Path | None = None) -> str:
    """Cross-validate, then fit the shipped model on every clip and write it to ``out``; returns the figures.

    ``ear`` is what ``slate train ear`` wrote about clips that its networks had not heard (see ``ear_scores``); without
    it the model learns to do without the ear.
    """
    clips, felt = read(data, progress)
    unheard = cross_validated(clips, felt, progress)
    progress(Step("fitting the final model", 0.95))
    ridge, text = fit(clips, felt)
    eared = unheard.joined(ear_scores(ear, clips)) if ear else None
    model = MoodModel(ridge, text, calibrated(unheard), calibrated(eared) if eared else None, names_digest(clips.names))
    out.mkdir(parents=True, exist_ok=True)
    model.save(out)
    progress(Step("done", 1.0))
    rows = {"without the ear": figures(clips.labels, clips.folds, nested(unheard))}
    return table(rows | ({"with the ear": figures(clips.labels, clips.folds, nested(eared))} if eared else {}))


def read(data: Path, progress: Progress = silent) -> tuple[Clips, Felt]:
    """Decode and analyse every clip of both sets in a pool of processes."""
    moods, feelings = (_rows(data / name / "labels.csv") for name in ("mood4q", "emotify"))
    paths = [data / "mood4q" / row["file"] for row in moods] + [data / "emotify" / row["file"] for row in feelings]
    heard: list[tuple[tuple[str, ...], Array]] = []
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for result in pool.map(_heard, paths, chunksize=8):
            heard.append(result)
            progress(Step(f"hearing clip {len(heard)} of {len(paths)}", 0.7 * len(heard) / len(paths)))
    vectors = np.array([vector for _, vector in heard])
    return described(moods, feelings, heard[0][0], vectors)


def described(
    moods: Sequence[dict[str, str]], feelings: Sequence[dict[str, str]], names: tuple[str, ...], vectors: Array
) -> tuple[Clips, Felt]:
    """The rows of both sets beside their vectors, those of ``moods`` first."""
    clips = Clips(
        names,
        vectors[: len(moods)],
        np.array([int(row["label"][1]) - 1 for row in moods]),
        np.array([int(row["fold"]) for row in moods]),
        np.unique([row.get("artist_group", row["file"]) for row in moods], return_inverse=True)[1],
    )
    if not feelings:
        return clips, Felt.nothing(len(names))
    axes = np.array([[_leaning(row, *axis) for axis in (UPLIFTING, STIRRING)] for row in feelings])
    return clips, Felt(
        vectors[len(moods) :],
        (axes - axes.mean(axis=0)) / (axes.std(axis=0) + 1e-6),
        tuple(row["genre"] for row in feelings),
        np.array([int(row["fold10"]) for row in feelings]),
    )


def fit(clips: Clips, felt: Felt) -> tuple[Ridge, str]:
    """The ridge, taught with both sets, and the text of the trees, taught with the moods alone."""
    vectors = clips.vectors.astype(np.float64)
    bare = Ridge(vectors.mean(axis=0), vectors.std(axis=0) + 1e-6, reach(clips.names), np.zeros((0, 6)))
    standardised = bare.standardised(vectors)
    told, guessed = bare.waves(standardised), bare.waves(bare.standardised(felt.vectors.astype(np.float64)))
    moods = _solved(
        np.concatenate([told, guessed]),
        np.concatenate([np.eye(4)[clips.labels] - 0.25, LEANING * felt.axes @ SIGNS]),
        np.repeat([1.0, FELT], [len(told), len(guessed)]),
    )
    feelings = _solved(guessed, np.append(felt.axes, np.ones((len(guessed), 1)), axis=1), np.ones(len(guessed)))
    level = (told @ feelings).mean(axis=0)
    feelings = feelings[:, :2] - feelings[:, 2:] * (level[:2] / level[2] if len(guessed) else 0.0)
    trees = lightgbm.train(TREES, lightgbm.Dataset(standardised, clips.labels), ROUNDS)
    return replace(bare, weights=np.concatenate([moods, feelings], axis=1)), trees.model_to_string()


def reach(names: Sequence[str]) -> Array:
    """(n,): how much each number counts, so that a block counts with the root of its size and not with its size."""
    blocks = [name.split(".", 1)[0] for name in names]
    sizes = np.array([blocks.count(block) for block in blocks], dtype=np.float64)
    return np.asarray(sizes**-0.25 / np.sqrt(np.mean(sizes**-0.5)))


def cross_validated(clips: Clips, felt: Felt, progress: Progress = silent) -> Unheard:
    """What the voices say of each fold when they were taught with the other folds."""
    said = np.zeros((4, len(clips.labels), 4))
    folds = np.unique(clips.folds)
    for number, fold in enumerate(folds):
        progress(Step(f"fold {number + 1} of {len(folds)}", 0.7 + 0.25 * number / len(folds)))
        held = clips.folds == fold
        said[:, held] = taught(taken(clips, ~held), felt).said(clips.vectors[held].astype(np.float64))
    return Unheard(clips, said)


def taken(clips: Clips, kept: NDArray[np.bool_]) -> Clips:
    """Some of the clips."""
    return Clips(clips.names, clips.vectors[kept], clips.labels[kept], clips.folds[kept], clips.artists[kept])


def taught(clips: Clips, felt: Felt) -> MoodModel:
    """Voices that are not calibrated yet."""
    return MoodModel(*fit(clips, felt), Calibration((), 0.0, (), ()), None, names_digest(clips.names))


def ear_scores(path: Path, clips: Clips) -> Array:
    """(clips, 4): what the ear says of each clip when neither it nor its fold was in the ear's lessons.

    The file holds ``folds`` (networks,), the fold that each network never heard, and ``moods`` (networks, clips, 4),
    its logits for the clips of ``mood4q/labels.csv`` in their order (others may follow). ``ValueError`` when a fold
    is missing.
    """
    with np.load(path) as kept:
        folds, moods = kept["folds"], kept["moods"]
    if missing := sorted(set(clips.folds.tolist()) - set(folds.tolist())):
        raise ValueError(f"The ear's file lacks fold {missing[0]}.")
    network = {int(fold): number for number, fold in enumerate(folds)}
    return np.array([moods[network[int(fold)], place] for place, fold in enumerate(clips.folds)], dtype=np.float64)


def calibrated(unheard: Unheard, kept: NDArray[np.bool_] | None = None) -> Calibration:
    """Weights of the voices that make the kept clips' labels, and their sides of both axes, likeliest."""
    kept = np.ones(len(unheard.clips.labels), dtype=bool) if kept is None else kept
    said, labels = unheard.said[:, kept], unheard.clips.labels[kept]
    rows = np.arange(len(labels))

    def surprise(weights: Array) -> float:
        moods = pooled(_weighing(weights), said)
        return float(-np.log(moods[rows, labels] + 1e-12).mean())

    start = np.append(0.5 / np.maximum(said.std(axis=(1, 2)), 0.1), 0.0)
    bounds = [(0.0, None)] * len(said) + [(None, None)]
    fitted = _weighing(np.round(minimize(surprise, start, method="L-BFGS-B", bounds=bounds).x, 4))
    moods = pooled(fitted, said)
    valence, arousal = (_axis(axis_scores(moods, said, axis), SIGNS[axis, labels]) for axis in range(2))
    return replace(fitted, valence=valence, arousal=arousal)


def nested(unheard: Unheard) -> Array:
    """(clips, 4): probabilities of each fold with a calibration fitted on the other folds."""
    moods = np.zeros(unheard.said.shape[1:])
    for fold in np.unique(unheard.clips.folds):
        held = unheard.clips.folds == fold
        moods[held] = pooled(calibrated(unheard, ~held), unheard.said[:, held])
    return moods


def nested_axes(unheard: Unheard) -> Array:
    """(2, clips): valence and arousal of each fold with a calibration fitted on the other folds."""
    axes = np.zeros((2, len(unheard.clips.labels)))
    for fold in np.unique(unheard.clips.folds):
        held = unheard.clips.folds == fold
        axes[:, held] = plane(calibrated(unheard, ~held), unheard.said[:, held])
    return axes


def _solved(seen: Array, targets: Array, weights: Array) -> Array:
    """Ridge regression (waves, targets), each row counting with its weight; zeros without rows."""
    if not len(seen):
        return np.zeros((seen.shape[1], targets.shape[1]))
    seen = seen.astype(np.float64)
    return np.asarray(seen.T @ np.linalg.solve(seen @ seen.T + np.diag(SHRINKAGE / weights), targets))


def _weighing(weights: Array) -> Calibration:
    """A calibration of the moods alone from one weight for each voice, then the bias."""
    *moods, bias = weights.tolist()
    return Calibration(tuple(moods), bias, (), ())


def _axis(scores: Array, side: Array) -> tuple[float, ...]:
    """Logistic regression of a side (1 or -1) on scores (clips, 3), scaled to ``AXIS_SPREAD``."""

    def surprise(weights: Array) -> float:
        fit = float(np.logaddexp(0.0, -side * (scores @ weights)).mean())
        return fit + PULL * float(weights @ weights)

    fitted = minimize(surprise, np.zeros(scores.shape[1])).x
    return _rounded(fitted * AXIS_SPREAD / max(float(np.std(scores @ fitted)), 1e-3))


def _leaning(row: dict[str, str], towards: Sequence[str], away: Sequence[str]) -> float:
    return sum(float(row[name]) for name in towards) - sum(float(row[name]) for name in away)


def _rounded(values: Array) -> tuple[float, ...]:
    return tuple(round(float(value), 4) for value in values)


def _rows(path: Path) -> list[dict[str, str]]:
    """The lines of a table; none where there is no emotify."""
    if path.parent.name == "emotify" and not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _heard(path: Path) -> tuple[tuple[str, ...], Array]:
    samples = decode(path.read_bytes(), rate=RATE).samples[0]
    analysis = analyse(spectrum(samples))
    return analysis.names, analysis.vector
