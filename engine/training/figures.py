"""Figures of a model that tells four moods: how often it is right, on which axis, and whether it knows how often."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.api import QUADRANTS
from engine.mood import SIGNS, Array

Labels = NDArray[np.intp]


@dataclass(frozen=True)
class Figures:
    """What an evaluation says.

    ``scores`` (4,) are accuracy, macro-F1 and the shares of clips on the right side of arousal and of valence, judged
    by the mood that was told; ``per_fold`` (folds, 4) the same in each fold, ``calibration`` the expected error (ECE).
    """

    scores: Array
    per_fold: Array
    calibration: float
    confusion: Labels

    @property
    def accuracy(self) -> float:
        """Share of clips that were told rightly."""
        return float(self.scores[0])

    @property
    def errors(self) -> Array:
        """Standard errors of ``scores`` over folds."""
        return standard_error(self.per_fold)


def figures(labels: Labels, folds: Labels, moods: Array) -> Figures:
    """Measure probabilities (clips, 4) against labels (clips,)."""
    told = moods.argmax(axis=1)
    per_fold = [_scores(labels[folds == fold], told[folds == fold]) for fold in np.unique(folds)]
    return Figures(_scores(labels, told), np.array(per_fold), calibration_error(moods, labels), confusion(labels, told))


def confusion(labels: Labels, told: Labels) -> Labels:
    """(4, 4): how many clips of each mood (rows) were told as each (columns)."""
    counts = np.zeros((4, 4), dtype=np.intp)
    np.add.at(counts, (labels, told), 1)
    return counts


def standard_error(per_fold: Array) -> Array:
    """(folds, …) -> (…): standard error of the mean over folds."""
    return np.asarray(np.std(per_fold, axis=0, ddof=1) / np.sqrt(len(per_fold)))


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
    """The figures of several methods side by side, each with its standard error, and the confusion of the last."""
    columns = ("accuracy", "macro-F1", "arousal", "valence")
    head = f"{'method':<36}" + "".join(f"{name:>14}" for name in columns) + f"{'ECE':>7}"
    lines = [head, "-" * len(head)]
    for name, row in rows.items():
        scores = "".join(
            f"{f'{score:.3f} ± {error:.3f}':>14}" for score, error in zip(row.scores, row.errors, strict=True)
        )
        lines.append(f"{name:<36}{scores}{row.calibration:>7.3f}")
    lines += ["", f"confusion of {list(rows)[-1]} (rows true)"]
    lines.append(" " * 9 + "".join(f"{name:>9}" for name in QUADRANTS))
    counts = list(rows.values())[-1].confusion
    lines += [f"{name:<9}" + "".join(f"{n:>9}" for n in row) for name, row in zip(QUADRANTS, counts, strict=True)]
    return "\n".join(lines)


def _scores(labels: Labels, told: Labels) -> Array:
    valence, arousal = ((side[labels] == side[told]).mean() for side in SIGNS)
    counts = confusion(labels, told)
    f1 = 2 * np.diag(counts) / np.maximum(counts.sum(axis=0) + counts.sum(axis=1), 1)
    return np.array([(labels == told).mean(), f1.mean(), arousal, valence])
