"""Teach the ear: first to listen, without a word about the songs, then to name what it hears; and measure it.

A fold's network starts from one that was taught without the fold's half of the clips, so that its figures are those
of songs that it never heard in any form.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from engine.api import Progress, Step, silent
from engine.ear.listen import Ear, save
from engine.training.ear.augment import Strength
from engine.training.ear.corpus import NO_FOLD, Corpus, Numbers, read
from engine.training.ear.lesson import Lesson, Pupil, Weights, new_pupil, teach
from engine.training.ear.measure import Opinions, listened, table
from engine.training.ear.whitening import with_embedding

UNHEARD = "unheard.npz"
"""What each fold's network says of all clips, in the work folder; the mood model weighs its voice by it."""

LISTENING = Lesson("learning to listen", 1200, Weights(songs=0.5, artists=0.5, emotions=1.0, genres=0.5, features=1.0))
NAMING = Lesson(
    "learning to name",
    500,
    Weights(songs=0.3, artists=0.3, moods=1.0, plane=0.5, emotions=2.0, genres=2.0, tags=5.0, features=0.5),
    rate=1.5e-3,
    mixup=0.3,
    labelled=2.0,
    strength=Strength(noisy=0.3, coded=0.2),
)
SEED = 1


def train(data: Path, out: Path, work: Path, progress: Progress = silent, validate: bool = True) -> str:
    """Teach the shipped ear with every clip and write ``ear.safetensors`` to ``out``; returns the figures.

    ``validate`` first teaches one network for each fold. Stopped at any moment, a later call with the same ``work``
    folder goes on from there and ends with the same weights.
    """
    torch.set_num_threads(1)
    corpus = read(data, work, _part(progress, 0.0, 0.1))
    opinions = cross_validated(corpus, work, _part(progress, 0.1, 0.8)) if validate else {}
    everything = np.arange(len(corpus.folds))
    pupil = listener(corpus, everything, work / "listening-all.pt", _part(progress, 0.8, 0.9))
    teach(pupil, corpus, everything, NAMING, work / "naming-all.pt", _part(progress, 0.9, 1.0))
    save(with_embedding(pupil.network, corpus, everything), out / "ear.safetensors")
    progress(Step("done", 1.0))
    return table(corpus, opinions) if opinions else "taught on every clip; nothing was held back to measure it with"


def cross_validated(corpus: Corpus, work: Path, progress: Progress = silent) -> dict[int, Opinions]:
    """For each fold, what a network that never heard its clips says of all clips."""
    opinions = {}
    folds = [int(fold) for fold in np.unique(corpus.folds) if fold != NO_FOLD]
    for number, fold in enumerate(folds):
        part = _part(progress, number / len(folds), (number + 1) / len(folds))
        pupil, weights = taught_without(corpus, fold, work, part), work / f"fold{fold}.safetensors"
        save(with_embedding(pupil.network, corpus, np.flatnonzero(corpus.folds != fold)), weights)
        opinions[fold] = listened(Ear.load(weights), corpus)
    moods = np.stack([each.moods for each in opinions.values()])
    np.savez(work / UNHEARD, folds=np.array(list(opinions)), moods=moods)
    return opinions


def taught_without(corpus: Corpus, fold: int, work: Path, progress: Progress = silent) -> Pupil:
    """A pupil that never heard the clips of a fold; every other fold shares its first lesson."""
    half = fold % 2
    others = np.flatnonzero((corpus.folds == NO_FOLD) | (corpus.folds % 2 != half))
    pupil = listener(corpus, others, work / f"listening-without-{half}.pt", _part(progress, 0.0, 0.5))
    heard = np.flatnonzero(corpus.folds != fold)
    teach(pupil, corpus, heard, NAMING, work / f"naming-without-{fold}.pt", _part(progress, 0.5, 1.0))
    return pupil


def listener(corpus: Corpus, heard: Numbers, kept: Path, progress: Progress = silent) -> Pupil:
    """A pupil after its first lesson, in which nothing is known about the clips that have a fold."""
    pupil = new_pupil(corpus, SEED)
    teach(pupil, corpus.hiding(corpus.folds != NO_FOLD), heard, LISTENING, kept, progress)
    return pupil


def _part(progress: Progress, start: float, end: float) -> Progress:
    """Progress of a part of the whole."""
    return lambda step: progress(replace(step, fraction=start + (end - start) * step.fraction))
