"""How well the mood is told, beside simpler ways of telling it, all measured in one run."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from engine.api import Progress, silent
from engine.mood import Array, Calibration, pooled
from engine.training.mood import Clips, Figures, Unheard, cross_validated, figures, nested, read, table

SIMPLE = ("cepstral.mfcc_mean", "cepstral.mfcc_std")
"""What most small classifiers of music use: mean and deviation of 20 cepstral coefficients."""


def run(data: Path, progress: Progress = silent) -> str:
    """Repeat the cross-validation on ``<data>/mood4q`` and return a readable table."""
    clips = read(data, progress)
    ours = cross_validated(clips, progress)
    rows = {
        "majority": figures(clips, majority(clips)),
        "the same models on 40 MFCC numbers": figures(clips, nested(cross_validated(clips.only(*SIMPLE)))),
        "ridge alone": figures(clips, _alone(ours, 3.0, 0.0)),
        "boosted trees alone": figures(clips, _alone(ours, 0.0, 1.0)),
        "Slate": figures(clips, nested(ours)),
    }
    return f"{table(rows)}\n\n{_gain(clips, rows)}"


def majority(clips: Clips) -> Array:
    """(clips, 4): the shares of the moods among the other folds' clips."""
    moods = np.zeros((len(clips.labels), 4))
    for fold in np.unique(clips.folds):
        held = clips.folds == fold
        moods[held] = np.bincount(clips.labels[~held], minlength=4) / (~held).sum()
    return moods


def _alone(unheard: Unheard, ridge: float, trees: float) -> Array:
    calibration = Calibration(ridge, trees, (0.0, 0.0, 0.0), (0.0, 0.0, 0.0))
    return np.asarray(pooled(calibration, unheard.ridge, unheard.trees))


def _gain(clips: Clips, rows: dict[str, Figures]) -> str:
    """The difference to the simple way on the same folds; folds share their difficulty, so their pairs say more."""
    simple, ours = list(rows.values())[1], list(rows.values())[-1]
    gaps = np.array(ours.per_fold) - np.array(simple.per_fold)
    error = gaps.std(ddof=1) / np.sqrt(len(gaps))
    return (
        f"{len(clips.labels)} clips, {len(gaps)} artist-disjoint folds; ± is the standard error over folds.\n"
        f"Gain over 40 MFCC numbers, paired by fold: {gaps.mean():+.3f} ± {error:.3f}"
    )
