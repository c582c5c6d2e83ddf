"""Learning a block's linear map: what is one song recorded twice falls together, what is another song comes apart.

A discriminant analysis whose scatter within classes is a mixture: that of a song's degraded recordings around the song,
that of an artist's songs around their mean, and an identity that keeps the directions of which too little is known. Its
scatter between classes is a mixture as well: of songs, of artists, and of genres.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular

from engine.likeness import CLIP, TINY, Array, Projection

Labels = NDArray[np.intp]
Classes = Literal["songs", "artists", "genres"]
ENOUGH = 8  # songs of a genre, to be told from others


@dataclass(frozen=True)
class Recipe:
    """``numbers`` the block keeps, and weights of what it is learned from.

    ``recordings``, ``artists`` and ``rest`` (the identity) weigh what is to fall together, ``apart`` what is to come
    apart. ``balance`` keeps large families of numbers from outvoting small ones: each number is scaled by its family's
    size to minus that power. ``telling`` favours the directions that tell most: each is scaled by its eigenvalue's
    root to that power.
    """

    numbers: int
    recordings: float
    artists: float
    rest: float
    apart: Mapping[Classes, float]
    balance: float = 0.0
    telling: float = 0.0


@dataclass(frozen=True)
class Lesson:
    """What a block is learned from: raw inputs of ``songs`` (songs, n) and of their ``recordings`` (views, songs, n),
    the ``families`` (n,) of the inputs, ``artists`` (songs,), and ``genres`` (songs, genres) of 0 and 1."""

    songs: Array
    recordings: Array
    families: Labels
    artists: Labels
    genres: Array


def fit(lesson: Lesson, recipe: Recipe) -> Projection:
    """Learn a block's projection."""
    mean = lesson.songs.mean(axis=0)
    scale = lesson.songs.std(axis=0) + 1e-3 * np.abs(mean) + 1e-6
    weight = _balance(lesson.families, recipe.balance)
    clean, views = (np.clip((raw - mean) / scale, -CLIP, CLIP) * weight for raw in (lesson.songs, lesson.recordings))
    every = np.concatenate([clean[None], views])
    centres = every.mean(axis=0)
    around_songs = (every - centres).reshape(-1, clean.shape[1])
    own, means, counts = _within(clean, lesson.artists)
    within = recipe.recordings * _scatter(around_songs) + recipe.artists * _scatter(own)
    classes: dict[Classes, tuple[Array, Array]] = {
        "songs": (centres, np.ones(len(centres))),
        "artists": (means, counts),
        "genres": _genres(clean, lesson.genres),
    }
    between = np.concatenate(
        [np.sqrt(share) * _spread(*classes[name]) for name, share in recipe.apart.items() if len(classes[name][0]) > 1]
    )
    directions = _directions(within + recipe.rest * np.eye(len(mean)), between, recipe)
    return Projection(mean, scale, weight[:, None] * directions)


def _balance(families: Labels, power: float) -> Array:
    """(n,): the weight of each number, by the size of its family against the mean size."""
    sizes = np.bincount(families)[families]
    return np.asarray((sizes / sizes.mean()) ** -power)


def _genres(clean: Array, genres: Array) -> tuple[Array, Array]:
    """Means (genres, n) of the genres that have enough songs, and how many; a song may count for several."""
    counts = genres.sum(axis=0)
    enough = counts >= ENOUGH
    return (genres.T @ clean)[enough] / counts[enough, None], counts[enough]


def _within(clean: Array, artists: Labels) -> tuple[Array, Array, Array]:
    """Songs (rows, n) as they lie around their artist, the artists' means (artists, n), and how many songs (>= 2)."""
    _, place, sizes = np.unique(artists, return_inverse=True, return_counts=True)
    several = sizes[place] > 1
    _, place = np.unique(place[several], return_inverse=True)
    counts = np.bincount(place).astype(np.float64)
    means = np.zeros((len(counts), clean.shape[1]))
    np.add.at(means, place, clean[several])
    means /= counts[:, None]
    return clean[several] - means[place], means, counts


def _scatter(deviations: Array) -> Array:
    """(rows, n) -> (n, n), brought to a mean of 1 on the diagonal so that shares of several mean something."""
    scatter = deviations.T @ deviations
    return np.asarray(scatter * (len(scatter) / (np.trace(scatter) + TINY)))


def _spread(means: Array, counts: Array) -> Array:
    """(classes, n) rows whose outer products sum to the scatter between classes, of trace n."""
    shares = (counts / counts.sum())[:, None]
    rows = (means - (means * shares).sum(axis=0)) * np.sqrt(shares)
    return np.asarray(rows * np.sqrt(rows.shape[1] / (rows**2).sum()))


def _directions(within: Array, between: Array, recipe: Recipe) -> Array:
    """(n, numbers): the directions of the largest generalised eigenvalues, of deviation 1 within classes."""
    root = cholesky(within, lower=True)
    left, telling, _ = np.linalg.svd(solve_triangular(root, between.T, lower=True), full_matrices=False)
    kept = solve_triangular(root.T, left[:, : recipe.numbers], lower=False)
    return np.asarray(kept * (telling[: recipe.numbers] / telling[0]) ** recipe.telling)
