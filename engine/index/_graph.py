"""The graph of neighbours (HNSW) over many rows, by usearch: some hundred comparisons instead of millions.

Malkov and Yashunin 2018. It only proposes: what it finds is looked up and ranked exactly by the rows.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from usearch.index import Index as Usearch

from engine.api import VECTOR
from engine.index._rows import Keys, Query, Vectors

SHAPE: dict[str, Any] = {
    "ndim": VECTOR,
    "metric": "cos",
    "dtype": "bf16",
    "connectivity": 16,
    "expansion_add": 128,
    "expansion_search": 96,
}
BATCH = 2048  # rows added at once: a second or so


class Graph:
    """Proposes neighbours."""

    def __init__(self, graph: Usearch) -> None:
        self._graph = graph

    @classmethod
    def view(cls, path: Path) -> Graph:
        """A graph in a file, mapped and not loaded."""
        graph = Usearch(**SHAPE, enable_key_lookups=False)
        graph.view(path)
        return cls(graph)

    def near(self, query: Query, most: int) -> Keys:
        """The keys that the graph holds nearest, some of them gone since."""
        return self._graph.search(query, most, threads=1).keys.astype(np.int64)


def grown(
    before: Path | None,
    gone: Keys,
    keys: Keys,
    vectors: Vectors,
    tell: Callable[[float], None],
    threads: int,
) -> Usearch:
    """The graph of a file (none: an empty one) without some keys and with others; ``tell`` hears the fraction done."""
    graph = Usearch(**SHAPE)
    if before is not None:
        graph.load(before)
        graph.remove(gone.astype(np.uint64), threads=threads)
    tell(0.0)
    for start in range(0, len(keys), BATCH):
        part = slice(start, start + BATCH)
        graph.add(keys[part].astype(np.uint64), vectors[part].astype(np.float32), threads=threads)
        tell(min(1.0, (start + BATCH) / len(keys)))
    return graph
