"""Summaries of curves, and the soft scale that turns a raw number into 0..1."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Indices = NDArray[np.intp]
Block = dict[str, Array]
"""Families of numbers by name; each value is one-dimensional."""

TINY = 1e-9


def place(value: float, middle: float, width: float) -> float:
    """Where a value stands on a soft 0..1 scale: 0.5 at ``middle``, 0.84 one ``width`` above it, never quite 0 or 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, 1.65 * (value - middle) / width))))


def summary(curves: Array) -> Array:
    """(n, frames) -> (n * 5,): mean, deviation and 10th, 50th, 90th percentile of each curve."""
    percentiles = np.percentile(curves, [10.0, 50.0, 90.0], axis=1)
    return np.concatenate([curves.mean(axis=1)[None], curves.std(axis=1)[None], percentiles]).T.ravel()


def skewness(curves: Array) -> Array:
    """(n, frames) -> (n,): third standardised moment."""
    centred = curves - curves.mean(axis=1, keepdims=True)
    return (centred**3).mean(axis=1) / (curves.std(axis=1) ** 3 + TINY)


def correlations(curves: Array) -> Array:
    """(n, frames) -> (n, n): Pearson's correlation of each pair; 0 where a curve is constant."""
    centred = curves - curves.mean(axis=1, keepdims=True)
    unit = centred / (np.linalg.norm(centred, axis=1, keepdims=True) + TINY)
    return unit @ unit.T


def entropy(shares: Array, axis: int = 0) -> Array:
    """Evenness of shares that sum to 1 along an axis: 0 for one peak, 1 for all equal."""
    return -(shares * np.log(shares + TINY)).sum(axis=axis) / math.log(shares.shape[axis])


def shares(values: Array, axis: int = 0) -> Array:
    """Values divided by their sum along an axis."""
    return values / (values.sum(axis=axis, keepdims=True) + TINY)


def stretches(values: Array, count: int) -> Array:
    """(n, frames) -> (n, parts): means of ``count`` equal stretches of time (fewer when there are fewer frames)."""
    frames = values.shape[1]
    edges = np.linspace(0, frames, min(count, frames) + 1).astype(int)
    return np.add.reduceat(values, edges[:-1], axis=1) / np.diff(edges)


def numbers(*values: float) -> Array:
    """A few scalars as a family."""
    return np.array(values, dtype=np.float64)
