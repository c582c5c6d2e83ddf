"""Reads LightGBM's text models and predicts with them, in numpy.

LightGBM's own library needs OpenMP from the system (``libgomp``, on macOS ``libomp``), which a plain install must
not. Training uses the library; a test holds the two to the same numbers. Covered: numerical splits of finite
values and the multiclass softmax. Not covered, and refused: categorical splits, linear leaves, other objectives.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]
Indices = NDArray[np.int32]


@dataclass(frozen=True)
class Forest:
    """Trees side by side: (trees, nodes) arrays, a child below zero being the leaf ``~child``.

    ``features`` and ``thresholds`` are the splits, ``left`` (value <= threshold) and ``right`` the children,
    ``leaves`` (trees, leaves) the values; tree ``i`` votes for class ``i % classes``.
    """

    classes: int
    features: Indices
    thresholds: Array
    left: Indices
    right: Indices
    leaves: Array

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a model that LightGBM wrote; ``ValueError`` for one that is not covered."""
        head, *blocks = text.partition("\nend of trees")[0].split("\nTree=")
        header = _fields(head)
        if not header.get("objective", "").startswith("multiclass "):
            raise ValueError("This is no multiclass model of LightGBM.")
        trees = [_fields(block) for block in blocks]
        if any(tree.get("num_cat", "0") != "0" or tree.get("is_linear", "0") != "0" for tree in trees):
            raise ValueError("Categorical splits and linear leaves are not covered.")
        return cls(
            classes=int(header["num_class"]),
            features=_table(trees, "split_feature", 0).astype(np.int32),
            thresholds=_table(trees, "threshold", 0.0),
            left=_table(trees, "left_child", -1).astype(np.int32),
            right=_table(trees, "right_child", -1).astype(np.int32),
            leaves=_table(trees, "leaf_value", 0.0),
        )

    def predict(self, vectors: Array) -> Array:
        """(songs, features) finite numbers -> (songs, classes) probabilities."""
        return np.stack([self._shares(vector) for vector in np.asarray(vectors, dtype=np.float64)])

    def _shares(self, vector: Array) -> Array:
        trees = np.arange(len(self.features))
        node = np.zeros(len(trees), dtype=np.int32)
        while (inner := node >= 0).any():
            at = trees[inner], node[inner]
            below = vector[self.features[at]] <= self.thresholds[at]
            node[inner] = np.where(below, self.left[at], self.right[at])
        votes = self.leaves[trees, ~node].reshape(-1, self.classes).sum(axis=0)
        odds = np.exp(votes - votes.max())
        return odds / odds.sum()


def _fields(block: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in block.splitlines() if "=" in line)


def _table(trees: list[dict[str, str]], name: str, fill: float) -> Array:
    """One row for each tree, filled up to the longest; a tree of a single leaf has no splits."""
    rows = [np.array(tree.get(name, "").split(), dtype=np.float64) for tree in trees]
    table = np.full((len(rows), max(1, *(len(row) for row in rows))), fill)
    for number, row in enumerate(rows):
        table[number, : len(row)] = row
    return table
