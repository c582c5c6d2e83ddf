"""How well a metric does on artists that it was not learned from; knows no way of learning one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.likeness import Array
from engine.training.likeness._songs import Labels, Numbers, Songs

Rows = NDArray[np.bool_]
Embed = Callable[[Numbers], Array]
"""Raw inputs of some songs -> vectors (songs, d) of length 1."""
Teach = Callable[[Songs, Rows], Embed]
"""Learns from the songs in some rows alone."""

PAGE = 10  # songs among which genres are compared
MOODS, EMOTIFY = "mood4q", "emotify"


@dataclass(frozen=True)
class Figure:
    """A mean over questions, and its standard error over the folds that the questions came from."""

    mean: float
    error: float
    count: int

    def __str__(self) -> str:
        return f"{self.mean:.3f} ± {self.error:.3f}"


@dataclass(frozen=True)
class Figures:
    """``first`` and ``reciprocal`` rank of the nearest song of the same artist, ``genre`` the share of ten songs by
    others that share a genre, ``excerpts`` the share of recordings, by kind and source, that find their song first."""

    first: Figure
    reciprocal: Figure
    genre: Figure
    excerpts: Mapping[tuple[str, str], Figure]


@dataclass(frozen=True)
class Fold:
    """One fold's answers: vectors of every song (n, d) and of its recordings, from a metric that heard no ``held``."""

    held: Rows
    songs: Array
    recordings: Mapping[str, Array]


def cross_validated(songs: Sequence[Songs], teach: Teach, folds: Labels | None = None) -> list[Fold]:
    """Teach without each fold's artists in turn.

    ``songs`` are the same clips for each fold, since an ear that did not hear the fold may stand behind them.
    """
    answers = []
    for number, each in enumerate(songs):
        held = (each.folds if folds is None else folds) == number
        embed = teach(each, ~held)
        recordings = {kind: embed(numbers) for kind, numbers in each.recordings.items()}
        answers.append(Fold(held, embed(each.clean), recordings))
    return answers


def figures(songs: Songs, answers: Sequence[Fold]) -> Figures:
    """Measure every fold with its own metric: question and answers are never embedded by different ones."""
    own = songs.of(MOODS)
    ranks = [artist_ranks(songs, fold.songs, fold.held & own, own) for fold in answers]
    genres = [genre_overlap(songs, fold.songs, fold.held & own) for fold in answers]
    excerpts = {
        (kind, source): _figure([excerpt_ranks(songs, fold, kind, songs.of(source)) == 1 for fold in answers])
        for kind in answers[0].recordings
        for source in (MOODS, EMOTIFY)
    }
    return Figures(_figure([r == 1 for r in ranks]), _figure([1.0 / r for r in ranks]), _figure(genres), excerpts)


def artist_ranks(songs: Songs, vectors: Array, asking: Rows, pool: Rows) -> Array:
    """For each clip that asks and whose artist has another in the pool: the rank of the first of them.

    Two files of one song do not answer one another.
    """
    artists, twins, ranks = songs.artists, _twins(songs), []
    for place in np.flatnonzero(asking):
        others = pool & ~twins[place]
        fellows = others & (artists == artists[place])
        if fellows.any():
            likeness = vectors @ vectors[place]
            ranks.append(1 + int((likeness[others] > likeness[fellows].max()).sum()))
    return np.array(ranks, dtype=np.float64)


def genre_overlap(songs: Songs, vectors: Array, asking: Rows) -> Array:
    """For each clip that asks, the share of the ten nearest by other artists that have a genre in common with it."""
    artists, pool, of = songs.artists, songs.of(MOODS), songs.genres
    shares = []
    for place in np.flatnonzero(asking):
        others = np.flatnonzero(pool & (artists != artists[place]))
        nearest = others[np.argsort(-(vectors[others] @ vectors[place]), kind="stable")[:PAGE]]
        shares.append(float((of[nearest] @ of[place] > 0).mean()))
    return np.array(shares)


def excerpt_ranks(songs: Songs, fold: Fold, kind: str, asking: Rows) -> Array:
    """The rank among all clips at which a recording of each held clip that asks finds its song."""
    twins, ranks = _twins(songs), []
    for place in np.flatnonzero(asking & fold.held):
        likeness = fold.songs @ fold.recordings[kind][place]
        ranks.append(1 + int((likeness[~twins[place]] > likeness[place]).sum()))
    return np.array(ranks)


def twin_ranks(songs: Songs, vectors: Array) -> list[int]:
    """The rank at which each of two files of one song finds the other among all clips."""
    ranks = []
    for one, other in (*songs.twins, *((b, a) for a, b in songs.twins)):
        likeness = vectors @ vectors[one]
        ranks.append(1 + int((np.delete(likeness, one) > likeness[other]).sum()))
    return ranks


def strangers(songs: Songs, answers: Sequence[Fold]) -> tuple[Array, Array]:
    """Vectors of pairs of songs by different artists, the first of each pair held back: twice (pairs, d)."""
    artists = songs.artists
    pairs = [
        (fold.songs[place], fold.songs[artists != artists[place]])
        for fold in answers
        for place in np.flatnonzero(fold.held)[::5]
    ]
    ones = np.concatenate([np.broadcast_to(one, others.shape) for one, others in pairs])
    return ones, np.concatenate([others for _, others in pairs])


def other_folds(songs: Songs, seed: int, count: int = 10) -> Labels:
    """(n,): another draw of artist-disjoint folds of equal size; the largest artists are dealt out first."""
    source = np.random.default_rng(seed)
    folds = np.zeros(len(songs.clips), dtype=np.intp)
    for part in (songs.of(MOODS), songs.of(EMOTIFY)):
        artists, sizes = np.unique(songs.artists[part], return_counts=True)
        shuffled = source.permutation(len(artists))
        load = np.zeros(count)
        for place in shuffled[np.argsort(-sizes[shuffled], kind="stable")]:
            fold = int(load.argmin())
            folds[part & (songs.artists == artists[place])] = fold
            load[fold] += sizes[place]
    return folds


def _twins(songs: Songs) -> Rows:
    """(n, n): clips that hold one song, each its own twin."""
    same = np.eye(len(songs.clips), dtype=bool)
    for one, other in songs.twins:
        same[one, other] = same[other, one] = True
    return same


def _figure(per_fold: Sequence[Array]) -> Figure:
    asked = np.concatenate(per_fold)
    mean = float(asked.mean()) if len(asked) else float("nan")
    return Figure(mean, standard_error([float(fold.mean()) for fold in per_fold if len(fold)]), len(asked))


def standard_error(means: Sequence[float]) -> float:
    """Of a mean over folds, from the folds' own; not a number for fewer than two."""
    return float(np.std(means, ddof=1) / np.sqrt(len(means))) if len(means) > 1 else float("nan")
