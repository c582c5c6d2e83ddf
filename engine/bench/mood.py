"""How well the mood is told, beside simpler ways of telling it and without each of its voices, in one run."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.stats import spearmanr

from engine.api import Progress, Step, silent
from engine.mood import FELT, SIGNS, Array, plane
from engine.training.figures import Figures, figures, standard_error, table
from engine.training.mood import (
    Clips,
    Felt,
    Unheard,
    calibrated,
    cross_validated,
    ear_scores,
    nested,
    nested_axes,
    read,
    taught,
)

SIMPLE = ("cepstral.mfcc_mean", "cepstral.mfcc_std")
"""What most small classifiers of music use: mean and deviation of 20 cepstral coefficients."""
PARTS = {"ridge": (0,), "trees": (1,), "felt axes": FELT, "ear": (4,)}
"""The places of the voices (``engine.mood.VOICES``) that are left out together."""
DRAWS = (1, 2, 3)
"""Seeds of the other artist-disjoint folds."""


def run(data: Path, progress: Progress = silent, ear: Path | None = None) -> str:
    """Repeat every figure on the clips under ``data`` and return a readable report.

    ``ear`` is the file of what the fold networks said (``engine.training.mood.ear_scores``), since teaching them anew
    takes an hour; without it the report has no row of the ear and says so.
    """
    clips, felt = read(data, progress)
    unheard = cross_validated(clips, felt, progress)
    scores = ear_scores(ear, clips) if ear else None
    plain = cross_validated(clips, Felt.nothing(len(clips.names)))
    rows = _rows(clips, _with(unheard, scores), plain)
    report = [table(rows), gains(rows), _sides(_with(unheard, scores)), _others(clips, felt, scores, progress)]
    if len(felt.vectors):
        report.append(_feelings(clips, felt, unheard, plain))
    if scores is None:
        report.append("Measured without the ear: --ear names the file that `slate train ear` wrote.")
    progress(Step("done", 1.0))
    return "\n\n".join(report)


def majority(clips: Clips) -> Array:
    """(clips, 4): the shares of the moods among the other folds' clips."""
    moods = np.zeros((len(clips.labels), 4))
    for fold in np.unique(clips.folds):
        held = clips.folds == fold
        moods[held] = np.bincount(clips.labels[~held], minlength=4) / (~held).sum()
    return moods


def measured(unheard: Unheard) -> Figures:
    """Figures of all voices together, each fold calibrated on the others."""
    return figures(unheard.clips.labels, unheard.clips.folds, nested(unheard))


def ablation(unheard: Unheard) -> dict[str, Figures]:
    """Each part alone, all without one, and all; every one calibrated anew."""
    parts = {name: voices for name, voices in PARTS.items() if voices[-1] < len(unheard.said)}
    rows = {f"{name} alone": measured(unheard.of(*voices)) for name, voices in parts.items()}
    for name, voices in parts.items():
        rows[f"all without {name}"] = measured(unheard.of(*set(range(len(unheard.said))) - set(voices)))
    return rows | {"Slate": measured(unheard)}


def gains(rows: dict[str, Figures]) -> str:
    """What the last row gains over each other; folds share their difficulty, so their pairs say more."""
    *others, ours = rows.items()
    lines = ["Accuracy gained over each row, paired by fold:"]
    for name, row in others:
        gaps = ours[1].per_fold[:, 0] - row.per_fold[:, 0]
        lines.append(f"  {name:<38}{gaps.mean():+.3f} ± {float(standard_error(gaps)):.3f}")
    return "\n".join(lines)


def _with(unheard: Unheard, scores: Array | None) -> Unheard:
    return unheard if scores is None else unheard.joined(scores)


def _rows(clips: Clips, unheard: Unheard, plain: Unheard) -> dict[str, Figures]:
    simple = clips.only(*SIMPLE)
    rows = {
        "majority": figures(clips.labels, clips.folds, majority(clips)),
        "40 MFCC numbers, ridge and trees": measured(cross_validated(simple, Felt.nothing(len(simple.names)))),
        "taught with the moods alone": measured(plain),
    }
    return rows | ablation(unheard)


def _sides(unheard: Unheard) -> str:
    """How often a song's place on the plane lies on the right side, which need not be its leading mood's."""
    right = np.sign(nested_axes(unheard)) == SIGNS[:, unheard.clips.labels]
    folds = np.unique(unheard.clips.folds)
    shares = np.array([right[:, unheard.clips.folds == fold].mean(axis=1) for fold in folds])
    (valence, arousal), (loose, tight) = right.mean(axis=1), standard_error(shares)
    return f"Place on the right side: arousal {arousal:.3f} ± {tight:.3f}, valence {valence:.3f} ± {loose:.3f}"


def _others(clips: Clips, felt: Felt, scores: Array | None, progress: Progress) -> str:
    """The same on other draws of folds: one draw flatters what was chosen on it."""
    lines = ["Slate on other draws of artist-disjoint folds:"]
    found = []
    for seed in DRAWS:
        progress(Step(f"other folds, draw {seed}", 0.95))
        row = measured(_with(cross_validated(clips.drawn(seed), felt), scores))
        found.append([*row.scores, row.calibration])
    names = ("accuracy", "macro-F1", "arousal", "valence", "ECE")
    for name, column in zip(names, np.array(found).T, strict=True):
        lines.append(f"  {name:<10}{column.mean():.3f}  ({', '.join(f'{value:.3f}' for value in column)})")
    return "\n".join(lines)


def _feelings(clips: Clips, felt: Felt, unheard: Unheard, plain: Unheard) -> str:
    """Spearman's correlation with what listeners felt, within each genre; the ear, which knows these clips, is out."""
    genres = np.array(felt.genres)
    rows = {
        "Slate without the ear": plane(calibrated(unheard), _said_of_felt(clips, felt)),
        "taught with the moods alone": plane(calibrated(plain), _said_plainly(clips, felt)),
    }
    lines = [f"{'Rank correlation with felt axes':<44}{'valence':>9}{'arousal':>9}"]
    for name, places in rows.items():
        for genre in dict.fromkeys(felt.genres):
            inside = genres == genre
            found = [spearmanr(places[axis, inside], felt.axes[inside, axis]).statistic for axis in (0, 1)]
            lines.append(f"{f'{name}, {genre}':<44}" + "".join(f"{value:>9.2f}" for value in found))
    return "\n".join(lines)


def _said_of_felt(clips: Clips, felt: Felt) -> Array:
    """(voices, clips, 4): what the voices say of each fold of ``felt`` when they were taught without it."""
    said = np.zeros((4, len(felt.vectors), 4))
    for fold in np.unique(felt.folds):
        held = felt.folds == fold
        said[:, held] = taught(clips, felt.among(~held)).said(felt.vectors[held].astype(np.float64))
    return said


def _said_plainly(clips: Clips, felt: Felt) -> Array:
    """(2, clips, 4): what ridge and trees say that know nothing of feelings."""
    return taught(clips, Felt.nothing(len(clips.names))).said(felt.vectors.astype(np.float64))
