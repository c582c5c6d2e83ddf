"""Teach the mood model from labelled clips, and measure it on artists it has not heard.

Reads ``<data>/mood4q/labels.csv`` with the columns file, label (Q1 happy, Q2 angry, Q3 sad, Q4 relaxed) and fold (0-9,
no artist in two folds).
"""

from __future__ import annotations

import csv
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from engine.analysis import analyse
from engine.api import QUADRANTS, Progress, Step, silent
from engine.audio import decode
from engine.mood import (
    AROUSED,
    POSITIVE,
    Array,
    Calibration,
    MoodModel,
    Ridge,
    axis_scores,
    names_digest,
    pooled,
    waves,
)
from engine.spectrum import RATE, spectrum

Labels = NDArray[np.intp]
PROCESSES = 2
SHRINKAGE = 1.0  # ridge penalty
ROUNDS = 200
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


@dataclass(frozen=True)
class Clips:
    """Labelled vectors: ``names`` (n,), ``vectors`` (clips, n), ``labels`` and ``folds`` (clips,)."""

    names: tuple[str, ...]
    vectors: Array
    labels: Labels
    folds: Labels

    def only(self, *families: str) -> Clips:
        """The same clips seen through some families of numbers, such as ``cepstral.mfcc_mean``."""
        kept = [place for place, name in enumerate(self.names) if name.rsplit(".", 1)[0] in families]
        return replace(self, names=tuple(self.names[place] for place in kept), vectors=self.vectors[:, kept])


@dataclass(frozen=True)
class Unheard:
    """Scores for clips whose artists the models had not heard: ridge and trees, each (clips, 4), and the clips."""

    clips: Clips
    ridge: Array
    trees: Array


@dataclass(frozen=True)
class Figures:
    """What an evaluation says; ``per_fold`` is the accuracy of each fold, ``calibration`` the expected error (ECE)."""

    accuracy: float
    per_fold: tuple[float, ...]
    macro_f1: float
    arousal: float
    valence: float
    calibration: float
    confusion: Labels

    @property
    def error(self) -> float:
        """Standard error of the accuracy over folds."""
        return float(np.std(self.per_fold, ddof=1) / np.sqrt(len(self.per_fold)))


def train(data: Path, out: Path, progress: Progress = silent) -> str:
    """Cross-validate, then fit the shipped model on every clip and write it to ``out``; returns the figures."""
    clips = read(data, progress)
    unheard = cross_validated(clips, progress)
    progress(Step("fitting the final model", 0.95))
    ridge, text = fit(clips.vectors, clips.labels)
    model = MoodModel(ridge, text, calibrated(unheard), names_digest(clips.names))
    out.mkdir(parents=True, exist_ok=True)
    model.save(out)
    progress(Step("done", 1.0))
    return table({"Slate": figures(clips, nested(unheard))})


def read(data: Path, progress: Progress = silent) -> Clips:
    """Decode and analyse every clip of ``labels.csv`` in a pool of processes."""
    folder = data / "mood4q"
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    paths = [folder / row["file"] for row in rows]
    heard: list[tuple[tuple[str, ...], Array]] = []
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for result in pool.map(_heard, paths, chunksize=8):
            heard.append(result)
            progress(Step(f"hearing clip {len(heard)} of {len(paths)}", 0.7 * len(heard) / len(paths)))
    return Clips(
        heard[0][0],
        np.array([vector for _, vector in heard]),
        np.array([int(row["label"][1]) - 1 for row in rows]),
        np.array([int(row["fold"]) for row in rows]),
    )


def fit(vectors: Array, labels: Labels) -> tuple[Ridge, str]:
    """The ridge and the text of the trees, from raw vectors (clips, n) and labels 0..3."""
    vectors = vectors.astype(np.float64)
    bare = Ridge(vectors.mean(axis=0), vectors.std(axis=0) + 1e-6, np.zeros((0, 4)))
    standardised = bare.standardised(vectors)
    seen = waves(standardised)
    kernel = seen @ seen.T + SHRINKAGE * np.eye(len(seen))
    weights = seen.T @ np.linalg.solve(kernel, np.eye(4)[labels] - 0.25)
    trees = lightgbm.train(TREES, lightgbm.Dataset(standardised, labels), ROUNDS)
    return Ridge(bare.mean, bare.scale, weights), trees.model_to_string()


def cross_validated(clips: Clips, progress: Progress = silent) -> Unheard:
    """Scores of each fold from models fitted on the other folds."""
    ridge, trees = np.zeros((2, len(clips.labels), 4))
    folds = np.unique(clips.folds)
    for number, fold in enumerate(folds):
        progress(Step(f"fold {number + 1} of {len(folds)}", 0.7 + 0.25 * number / len(folds)))
        heard, held = clips.folds != fold, clips.folds == fold
        linear, text = fit(clips.vectors[heard], clips.labels[heard])
        model = MoodModel(linear, text, Calibration(1.0, 1.0, (0, 0, 0), (0, 0, 0)), "")
        ridge[held], trees[held] = model.scores(clips.vectors[held].astype(np.float64))
    return Unheard(clips, ridge, trees)


def calibrated(unheard: Unheard, kept: NDArray[np.bool_] | None = None) -> Calibration:
    """Weights of both models and the odds of each axis that make the kept clips' labels likeliest."""
    kept = np.ones(len(unheard.ridge), dtype=bool) if kept is None else kept
    ridge, trees, labels = unheard.ridge[kept], unheard.trees[kept], unheard.clips.labels[kept]
    rows = np.arange(len(labels))

    def surprise(weights: Array) -> float:
        moods = pooled(Calibration(weights[0], weights[1], (0, 0, 0), (0, 0, 0)), ridge, trees)
        return float(-np.log(moods[rows, labels] + 1e-12).mean())

    both = minimize(surprise, np.array([3.0, 0.5]), method="Nelder-Mead").x
    axes = [_axis(axis_scores(ridge, trees, half), np.isin(labels, half)) for half in (POSITIVE, AROUSED)]
    return Calibration(round(float(both[0]), 4), round(float(both[1]), 4), axes[0], axes[1])


def nested(unheard: Unheard) -> Array:
    """(clips, 4): probabilities of each fold with a calibration fitted on the other folds."""
    moods = np.zeros_like(unheard.ridge)
    for fold in np.unique(unheard.clips.folds):
        held = unheard.clips.folds == fold
        moods[held] = pooled(calibrated(unheard, ~held), unheard.ridge[held], unheard.trees[held])
    return moods


def figures(clips: Clips, moods: Array) -> Figures:
    """Measure probabilities (clips, 4) against the labels."""
    told, labels = moods.argmax(axis=1), clips.labels
    right = told == labels
    per_fold = tuple(float(right[clips.folds == fold].mean()) for fold in np.unique(clips.folds))
    confusion = np.zeros((4, 4), dtype=np.intp)
    np.add.at(confusion, (labels, told), 1)
    f1 = 2 * np.diag(confusion) / np.maximum(confusion.sum(axis=0) + confusion.sum(axis=1), 1)
    return Figures(
        accuracy=float(right.mean()),
        per_fold=per_fold,
        macro_f1=float(f1.mean()),
        arousal=float((np.isin(told, AROUSED) == np.isin(labels, AROUSED)).mean()),
        valence=float((np.isin(told, POSITIVE) == np.isin(labels, POSITIVE)).mean()),
        calibration=calibration_error(moods, labels),
        confusion=confusion,
    )


def calibration_error(moods: Array, labels: Labels, bins: int = 10) -> float:
    """Expected calibration error: mean gap between confidence and accuracy over equal bins of confidence."""
    confidence, right = moods.max(axis=1), moods.argmax(axis=1) == labels
    which = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(float(confidence[which == one].mean() - right[which == one].mean())) * float((which == one).mean())
        for one in np.unique(which)
    ]
    return float(sum(gaps))


def table(rows: dict[str, Figures]) -> str:
    """The figures of several methods side by side, and the confusion of the last."""
    head = f"{'method':<34}{'accuracy':>15}{'macro-F1':>10}{'arousal':>9}{'valence':>9}{'ECE':>7}"
    lines = [head, "-" * len(head)]
    for name, row in rows.items():
        accuracy = f"{row.accuracy:.3f} ± {row.error:.3f}"
        lines.append(
            f"{name:<34}{accuracy:>15}{row.macro_f1:>10.3f}{row.arousal:>9.3f}{row.valence:>9.3f}{row.calibration:>7.3f}"
        )
    lines += ["", f"confusion of {list(rows)[-1]} (rows true)"]
    lines.append(" " * 9 + "".join(f"{name:>9}" for name in QUADRANTS))
    confusion = list(rows.values())[-1].confusion
    lines += [f"{name:<9}" + "".join(f"{n:>9}" for n in row) for name, row in zip(QUADRANTS, confusion, strict=True)]
    return "\n".join(lines)


def _heard(path: Path) -> tuple[tuple[str, ...], Array]:
    samples = decode(path.read_bytes(), rate=RATE).samples[0]
    analysis = analyse(spectrum(samples))
    return analysis.names, analysis.vector


def _axis(scores: Array, upper: NDArray[np.bool_]) -> tuple[float, float, float]:
    """Logistic regression of an axis' upper half on its scores (clips, 3), scaled to ``AXIS_SPREAD``."""
    sign = np.where(upper, 1.0, -1.0)
    fitted = minimize(lambda w: float(np.logaddexp(0.0, -sign * (scores @ w)).mean()), np.zeros(3)).x
    scaled = fitted * AXIS_SPREAD / np.std(scores @ fitted)
    return round(float(scaled[0]), 4), round(float(scaled[1]), 4), round(float(scaled[2]), 4)
