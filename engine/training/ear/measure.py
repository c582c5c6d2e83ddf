"""How well an ear does on clips that it never heard: moods, and whether an artist's songs lie near one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.ear.listen import Ear
from engine.training.ear.corpus import NO_FOLD, Array, Corpus, Rows


@dataclass(frozen=True)
class Opinions:
    """What one ear says of n clips, stacked: see ``engine.ear.Heard``."""

    pooled: Array
    embedding: Array
    moods: Array
    valence: Array
    arousal: Array
    emotions: Array
    genres: Array


def listened(ear: Ear, corpus: Corpus) -> Opinions:
    """Let an ear hear every clip of a corpus."""
    heard = [
        ear.hear(frames[:, :length].astype(np.float32))
        for frames, length in zip(corpus.frames, corpus.lengths, strict=True)
    ]
    return Opinions(**{name: np.stack([getattr(one, name) for one in heard]) for name in Opinions.__dataclass_fields__})


def table(corpus: Corpus, opinions: Mapping[int, Opinions]) -> str:
    """Figures of networks that did not hear the fold they are measured on."""
    moods = np.zeros((len(corpus.folds), 4))
    for fold, said in opinions.items():
        moods[corpus.folds == fold] = said.moods[corpus.folds == fold]
    first, rank = artist_ranks(corpus, {fold: said.embedding for fold, said in opinions.items()})
    lines = [mood_line(corpus, moods), f"same artist top-1 {first:.3f}, mean reciprocal rank {rank:.3f}"]
    return "\n".join(lines)


def mood_line(corpus: Corpus, scores: Array) -> str:
    """Accuracy with its standard error over folds, macro-F1 and both axes, in one line; scores (n, 4)."""
    told, labels = scores.argmax(axis=1), corpus.labels.moods.argmax(axis=1)
    known = (corpus.folds != NO_FOLD) & scores.any(axis=1)
    right = told == labels
    per_fold = [right[known & (corpus.folds == fold)].mean() for fold in np.unique(corpus.folds[known])]
    error = np.std(per_fold, ddof=1) / np.sqrt(len(per_fold)) if len(per_fold) > 1 else float("nan")
    arousal = (np.isin(told, (0, 1)) == np.isin(labels, (0, 1)))[known].mean()
    valence = (np.isin(told, (0, 3)) == np.isin(labels, (0, 3)))[known].mean()
    return (
        f"mood accuracy {right[known].mean():.3f} ± {error:.3f}, macro-F1 {macro_f1(told[known], labels[known]):.3f}, "
        f"arousal {arousal:.3f}, valence {valence:.3f}"
    )


def macro_f1(told: Array, labels: Array) -> float:
    """Mean F1 of the four moods."""
    scores = []
    for mood in range(4):
        both = ((told == mood) & (labels == mood)).sum()
        scores.append(2.0 * both / max(1, (told == mood).sum() + (labels == mood).sum()))
    return float(np.mean(scores))


def artist_ranks(corpus: Corpus, embeddings: Mapping[int, Array]) -> tuple[float, float]:
    """Same artist top-1 and mean reciprocal rank: each fold's clips ask, all clips with a fold answer.

    Query and corpus are always embedded by the same network, the one that never heard the fold.
    """
    pool = corpus.folds != NO_FOLD
    ranks = np.concatenate([_ranks(corpus, pool, fold, vectors) for fold, vectors in embeddings.items()])
    return float((ranks == 1).mean()), float((1.0 / ranks).mean())


def _ranks(corpus: Corpus, pool: Rows, fold: int, vectors: Array) -> Array:
    """For every clip of a fold whose artist has another clip, the rank of the first of them."""
    artists, ranks = corpus.labels.artists, []
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    for place in np.flatnonzero(corpus.folds == fold):
        others = pool & (np.arange(len(pool)) != place)
        fellows = others & (artists == artists[place])
        if fellows.any():
            likeness = unit @ unit[place]
            ranks.append(1 + int((likeness[others] > likeness[fellows].max()).sum()))
    return np.array(ranks, dtype=np.float64)
