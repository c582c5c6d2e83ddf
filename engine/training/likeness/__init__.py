"""Teach the likeness metric from songs and what phones would record of them, and measure it on artists not heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from engine.api import Part, Progress, Step, silent
from engine.ear.listen import WEIGHTS
from engine.likeness import Metric
from engine.training.likeness._curves import curves
from engine.training.likeness._measure import (
    EMOTIFY,
    MOODS,
    Embed,
    Figures,
    Fold,
    Rows,
    Teach,
    artist_ranks,
    cross_validated,
    figures,
    other_folds,
    standard_error,
    twin_ranks,
)
from engine.training.likeness._metric import Classes, Lesson, Recipe, fit
from engine.training.likeness._songs import Clip, Numbers, Songs, clips, read, sound_names

__all__ = [
    "EMOTIFY",
    "MOODS",
    "RECIPES",
    "SHARES",
    "Clip",
    "Embed",
    "Figures",
    "Fold",
    "Lesson",
    "Numbers",
    "Recipe",
    "Rows",
    "Songs",
    "Teach",
    "artist_ranks",
    "clips",
    "cross_validated",
    "embedding",
    "figures",
    "fit",
    "other_folds",
    "read",
    "sound_names",
    "standard_error",
    "taught",
    "train",
    "twin_ranks",
]

APART: Mapping[Classes, float] = {"songs": 0.75, "artists": 0.1, "genres": 0.15}
RECIPES: Mapping[Part, Recipe] = {
    "character": Recipe(48, recordings=1.0, artists=1.0, rest=1.0, apart={"songs": 0.5, "artists": 0.2, "genres": 0.3}),
    "sound": Recipe(64, recordings=2.5, artists=0.3, rest=0.5, apart=APART, balance=0.25, telling=0.2),
    "groove": Recipe(16, recordings=1.0, artists=0.3, rest=0.5, apart=APART),
}
SHARES: Mapping[Part, float] = {"character": 0.1, "sound": 0.84, "groove": 0.06}
"""The learned block is worth little alone, yet it hears what the other two do not; more of it gives nothing more."""
FOLDS = 10


def train(data: Path, out: Path, ear: Path = WEIGHTS, progress: Progress = silent) -> str:
    """Learn the shipped metric from every clip and write it to ``out``; returns a line about its curves.

    The ear behind it must be the one that will be used with it. ``engine.bench.likeness`` measures what it is worth.
    """
    songs = read(data, (ear,), lambda step: progress(replace(step, fraction=0.8 * step.fraction))).through(0)
    progress(Step("learning what is alike", 0.8))
    answers = cross_validated([songs] * FOLDS, embedding)
    metric = replace(taught(songs, np.ones(len(songs.clips), dtype=bool)), curves=curves(songs, answers, "phone"))
    out.mkdir(parents=True, exist_ok=True)
    metric.save(out)
    progress(Step("done", 1.0))
    told = ", ".join(f"{alike:.2f} at {cosine:.2f}" for cosine, alike in zip(*_knots(metric), strict=True))
    return f"{len(songs.clips)} songs learned; likeness by cosine: {told}"


def taught(songs: Songs, rows: Rows) -> Metric:
    """The metric that some of the songs teach, without curves."""
    projections = {name: fit(lesson(songs, rows, name), recipe) for name, recipe in RECIPES.items()}
    return Metric(projections, SHARES, {})


def lesson(songs: Songs, rows: Rows, part: Part) -> Lesson:
    """What some of the songs teach about a block; the sound's numbers come in the families of the analysis."""
    clean = songs.clean[part][rows]
    recordings = np.stack([numbers[part][rows] for numbers in songs.recordings.values()])
    families = [name.split(".")[0] for name in sound_names()] if part == "sound" else [part] * clean.shape[1]
    numbered = np.unique(families, return_inverse=True)[1]
    return Lesson(clean, recordings, numbered, songs.artists[rows], songs.genres[rows])


def embedding(songs: Songs, rows: Rows) -> Embed:
    """The way to vectors that some of the songs teach."""
    return taught(songs, rows).vectors


def _knots(metric: Metric) -> tuple[tuple[float, ...], tuple[float, ...]]:
    return metric.curves[""].cosines, metric.curves[""].alike
