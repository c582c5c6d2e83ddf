"""Learning a block's linear map: apart what is another artist, together what is one artist or one song recorded twice.

A linear discriminant analysis whose scatter within classes is a mixture: that of an artist's songs around their mean,
and that of a song's degraded recordings around the song. Both, and an identity that keeps the directions of which too
little is known (strong shrinkage), share in what a direction is divided by.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cholesky, solve_triangular

from engine.likeness import CLIP, Array, Projection

Labels = NDArray[np.intp]


@dataclass(frozen=True)
class Recipe:
    """``numbers`` the block keeps; weights of the scatter of ``recordings``, of ``artists`` and of ``rest`` (identity).

    ``songs`` is how far songs, and not artists alone, are to be told apart.
    """

    numbers: int
    recordings: float
    artists: float
    rest: float
    songs: float = 0.0


def fit(songs: Array, recordings: Array, artists: Labels, recipe: Recipe) -> Projection:
    """Learn from raw inputs of ``songs`` (songs, n), their ``recordings`` (views, songs, n) and artists (songs,)."""
    mean = songs.mean(axis=0)
    scale = songs.std(axis=0) + 1e-3 * np.abs(mean) + 1e-6
    clean, views = (np.clip((raw - mean) / scale, -CLIP, CLIP) for raw in (songs, recordings))
    every = np.concatenate([clean[None], views])
    centres = every.mean(axis=0)
    across_views = (every - centres).reshape(-1, clean.shape[1])
    own, means, counts = _within(clean, artists)
    within = recipe.recordings * _scatter(across_views) + recipe.artists * own
    between = np.concatenate(
        [
            np.sqrt(1.0 - recipe.songs) * _spread(means, counts),
            np.sqrt(recipe.songs) * _spread(centres, np.ones(len(centres))),
        ]
    )
    return Projection(mean, scale, _directions(within, between, recipe))


def _within(clean: Array, artists: Labels) -> tuple[Array, Array, Array]:
    """Scatter (n, n) of songs around their artist, the means (artists, n), and how many songs each has (>= 2)."""
    _, place, sizes = np.unique(artists, return_inverse=True, return_counts=True)
    several = sizes[place] > 1
    _, place = np.unique(place[several], return_inverse=True)
    counts = np.bincount(place).astype(np.float64)
    means = np.zeros((len(counts), clean.shape[1]))
    np.add.at(means, place, clean[several])
    means /= counts[:, None]
    return _scatter(clean[several] - means[place]), means, counts


def _scatter(deviations: Array) -> Array:
    """(rows, n) -> (n, n), brought to a mean of 1 on the diagonal so that shares of several mean something."""
    scatter = deviations.T @ deviations
    return np.asarray(scatter * (len(scatter) / np.trace(scatter)))


def _spread(means: Array, counts: Array) -> Array:
    """(classes, n) rows whose outer products sum to the scatter between classes, of trace n."""
    shares = (counts / counts.sum())[:, None]
    rows = (means - (means * shares).sum(axis=0)) * np.sqrt(shares)
    return np.asarray(rows * np.sqrt(rows.shape[1] / (rows**2).sum()))


def _directions(within: Array, between: Array, recipe: Recipe) -> Array:
    """(n, numbers): the directions of the largest generalised eigenvalues, of deviation 1 within classes."""
    root = cholesky(within + recipe.rest * np.eye(len(within)), lower=True)
    left, _, _ = np.linalg.svd(solve_triangular(root, between.T, lower=True), full_matrices=False)
    return np.asarray(solve_triangular(root.T, left[:, : recipe.numbers], lower=False))
