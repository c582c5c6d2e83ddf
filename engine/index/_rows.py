"""Vectors by key, in memory or mapped from a file: what is searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.api import VECTOR

Keys = NDArray[np.int64]
Vectors = NDArray[np.floating[Any]]
Query = NDArray[np.float32]
Mask = NDArray[np.bool_]

BLOCK = 4096  # rows turned into float32 at once: 2 MB, which stay in a core's cache
NONE: Keys = np.zeros(0, dtype=np.int64)
OVERFETCH = 96  # candidates asked of a graph before they are ranked exactly


class Graph(Protocol):
    """An approximate search over the same rows."""

    def near(self, query: Query, most: int) -> Keys:
        """About ``most`` keys near the query; some may no longer be in the rows."""


@dataclass(frozen=True, slots=True)
class Found:
    """Rows near a query: (n,) keys, (n,) cosines, (n, VECTOR) vectors."""

    keys: Keys
    cosines: NDArray[np.float32]
    vectors: Vectors


class Rows:
    """Songs by ascending key: (n,) keys and (n, VECTOR) vectors of length 1, float32 or float16.

    Rows that were removed stay where they are, marked as gone, until the next merge. Without a graph the search is
    exact, and it always is among given keys.
    """

    def __init__(self, keys: Keys, vectors: Vectors, graph: Graph | None = None) -> None:
        self.keys = keys
        self.vectors = vectors
        self.graph = graph
        self.gone: Mask = np.zeros(len(keys), dtype=np.bool_)

    @property
    def alive(self) -> int:
        """How many rows are not gone."""
        return len(self.keys) - int(np.count_nonzero(self.gone))

    def remove(self, keys: Keys) -> None:
        """Mark rows as gone; keys that are not here are ignored."""
        self.gone[self._places(keys)] = True

    def nearest(self, query: Query, most: int, among: Keys | None) -> Found:
        """At most ``most`` rows nearest to the query, in no order."""
        if among is not None:
            return self._best(self._places(among), query, most)
        if self.graph is not None:
            places = self._places(self.graph.near(query, max(OVERFETCH, 2 * most)))
            if len(places) >= min(most, self.alive):
                return self._best(places, query, most)
        return self._exact(query, most)

    def _places(self, keys: Keys) -> NDArray[np.intp]:
        """The rows of those keys that are here and not gone."""
        if not len(self.keys):
            return np.zeros(0, dtype=np.intp)
        places = np.searchsorted(self.keys, keys).clip(max=len(self.keys) - 1)
        return places[(self.keys[places] == keys) & ~self.gone[places]]

    def _exact(self, query: Query, most: int) -> Found:
        cosines = self._cosines(query)
        cosines[self.gone] = -np.inf
        places = _largest(cosines, min(most, self.alive))
        return Found(self.keys[places], cosines[places], self.vectors[places])

    def _cosines(self, query: Query) -> NDArray[np.float32]:
        if self.vectors.dtype == np.float32:
            return np.asarray(self.vectors @ query, dtype=np.float32)
        cosines = np.empty(len(self.keys), dtype=np.float32)
        for start in range(0, len(self.keys), BLOCK):
            block = self.vectors[start : start + BLOCK].astype(np.float32)
            np.dot(block, query, out=cosines[start : start + BLOCK])
        return cosines

    def _best(self, places: NDArray[np.intp], query: Query, most: int) -> Found:
        """The best of some rows, each compared exactly."""
        vectors = self.vectors[places]
        cosines = vectors.astype(np.float32, copy=False) @ query
        best = _largest(cosines, min(most, len(places)))
        return Found(self.keys[places[best]], cosines[best], vectors[best])


def _largest(values: NDArray[np.float32], most: int) -> NDArray[np.intp]:
    if most < len(values):
        return np.argpartition(-values, most)[:most]
    return np.arange(len(values))


def merged(layers: Sequence[Rows], gone: Sequence[Mask], dtype: type[np.floating[Any]]) -> Rows:
    """One layer of all rows that are not gone, by ascending key."""
    kept = [np.flatnonzero(~each) for each in gone]
    keys = np.concatenate([NONE, *(layer.keys[rows] for layer, rows in zip(layers, kept, strict=True))])
    order = np.argsort(keys, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    vectors = np.empty((len(keys), VECTOR), dtype=dtype)
    start = 0
    for layer, rows in zip(layers, kept, strict=True):
        for first in range(0, len(rows), BLOCK):
            part = rows[first : first + BLOCK]
            vectors[place[start + first : start + first + len(part)]] = layer.vectors[part]
        start += len(rows)
    return Rows(keys[order], vectors)
