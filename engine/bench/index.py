"""How fast and how exactly the nearest songs are found, and what an index costs, beside a plain comparison with all."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import VECTOR
from engine.index import Index

Vectors = NDArray[np.floating[Any]]

QUERIES, MOST, ADDED = 500, 5, 1000
PER_CENTRE, LATENT, SPREAD, NOISE = 200, 24, 0.6, 0.3
"""Made-up songs lie in groups of 200 around centres in few dimensions, as real ones do."""
SLOWEST, LEAST = 5.0, 0.98
"""Milliseconds at most, and the least share of the nearest that must be found."""
BATCH = 100_000


@dataclass(frozen=True)
class Times:
    """What searches cost, in milliseconds of processor: so what else the machine does counts little."""

    all: NDArray[np.float64]

    @property
    def usual(self) -> float:
        return float(np.median(self.all))

    def __str__(self) -> str:
        return f"{self.usual:8.2f} {np.percentile(self.all, 99):8.2f}"


def run(sizes: Sequence[int]) -> Iterator[str]:
    """Measure each size and tell, a line at a time."""
    yield f"{QUERIES} queries for the {MOST} nearest, {VECTOR} numbers each; processor ms (build, open: s; disk: MiB)"
    heads = ("p50", "p99", "recall", "build", "its CPU", "disk", "open", "add one")
    yield f"{'songs':>9} {'':<20}" + "".join(f" {head:>8}" for head in heads)
    for size in sizes:
        yield from _measure(size)


def _measure(size: int) -> Iterator[str]:
    vectors, queries = made_up(size)
    exact, plain = _timed(lambda query: _plain(vectors, query), queries)
    yield f"{size:>9,} {'plain numpy, float32':<20} {plain} {1.0:8.3f}"
    kept = queries.astype("<f2")
    with tempfile.TemporaryDirectory() as folder:
        wall, processor = _build(Path(folder), vectors)
        disk = sum(path.stat().st_size for path in Path(folder).iterdir()) / 2**20
        opening = time.perf_counter()
        index = Index(Path(folder))
        opening = time.perf_counter() - opening
        found, times = _timed(lambda query: _search(index, query), kept)
        adding = _adding(index, size)
        _, after = _timed(lambda query: _search(index, query), kept)
        index.stop()
        index.close()
    recall = float(np.mean([len({*a} & {*b}) / MOST for a, b in zip(exact, found, strict=True)]))
    costs = f"{wall:8.1f} {processor:8.1f} {disk:8.0f} {opening:8.2f} {adding:8.3f}"
    yield f"{'':>9} {'index':<20} {times} {recall:8.3f} {costs}"
    yield f"{'':>9} {f'index and {ADDED} new':<20} {after}"
    good = times.usual <= SLOWEST and recall >= LEAST
    yield f"{'':>9} at most {SLOWEST:.0f} ms and recall at least {LEAST:.2f}: {'kept' if good else 'MISSED'}"


def _build(folder: Path, vectors: Vectors) -> tuple[float, float]:
    """Seconds, and seconds of processor, to add all and publish them."""
    wall, processor = time.perf_counter(), time.process_time()
    index = Index(folder)
    for start in range(0, len(vectors), BATCH):
        part = vectors[start : start + BATCH].astype("<f2")
        index.add([(start + at, vector.tobytes()) for at, vector in enumerate(part)])
    index.publish()
    index.close()
    return time.perf_counter() - wall, time.process_time() - processor


def made_up(count: int, seed: int = 1) -> tuple[Vectors, Vectors]:
    """(count, VECTOR) and (QUERIES, VECTOR) unit vectors, in the groups that songs lie in."""
    random = np.random.default_rng(seed)
    centres = random.standard_normal((max(1, count // PER_CENTRE), LATENT), dtype=np.float32)
    outwards = random.standard_normal((LATENT, VECTOR), dtype=np.float32) / np.sqrt(LATENT)
    made = np.empty((count + QUERIES, VECTOR), dtype=np.float32)
    for start in range(0, len(made), 50_000):
        part = made[start : start + 50_000]
        places = centres[random.integers(len(centres), size=len(part))]
        places = places + SPREAD * random.standard_normal(places.shape, dtype=np.float32)
        part[:] = places @ outwards + NOISE * random.standard_normal(part.shape, dtype=np.float32)
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return made[:count], made[count:]


def _plain(vectors: Vectors, query: Vectors) -> list[int]:
    cosines = vectors @ query
    best = np.argpartition(-cosines, MOST)[:MOST]
    return [int(key) for key in best]


def _search(index: Index, query: Vectors) -> list[int]:
    return [hit.key for hit in index.nearest([query.tobytes()], MOST)]


def _timed(search: Callable[[Vectors], list[int]], queries: Vectors) -> tuple[list[list[int]], Times]:
    """What was found for each query, and what each cost."""
    search(queries[0])
    found, times = [], []
    for query in queries:
        begun = time.process_time()
        found.append(search(query))
        times.append(1000.0 * (time.process_time() - begun))
    return found, Times(np.array(times))


def _adding(index: Index, size: int) -> float:
    """Processor milliseconds to add one song, over many that come one by one."""
    new = [(size + at, vector.tobytes()) for at, vector in enumerate(made_up(ADDED, seed=2)[0].astype("<f2"))]
    begun = time.process_time()
    for song in new:
        index.add([song])
    return 1000.0 * (time.process_time() - begun) / ADDED
