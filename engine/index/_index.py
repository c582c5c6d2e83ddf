"""Layers of rows: the published ones, and on top what came since. Adds, removes, searches, publishes.

Knows no songs and no store. What is lost with the process (everything since the last publishing) is for the owner of
the truth to bring again: ``shelf`` tells what is here.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from usearch.index import Index as Usearch

from engine.api import VECTOR, Progress, Shelf, Step, silent
from engine.index import _snapshot
from engine.index._graph import grown
from engine.index._lock import WriterLock
from engine.index._rows import NONE, Keys, Mask, Query, Rows, merged

log = logging.getLogger(__name__)

EXACT_MOST = 200_000
"""Up to so many songs every one is compared, in about 4 ms and without anything that could go wrong; a graph above."""
FEWEST, SHARE, MOST = 1000, 0.1, 50_000
"""Publish when a tenth is new or gone, but not for a few songs, and at the latest when comparing them takes 2 ms."""
HOLES = 0.1
"""A graph with a larger share of removed rows is built anew."""
STORED = np.dtype("<f2")


@dataclass(frozen=True, slots=True)
class Hit:
    """A song near a query."""

    key: int
    cosine: float
    vector: bytes = field(repr=False)


class Stopped(Exception):
    """Publishing was given up because the index is being closed."""


class Index:
    """The nearest songs. One thread adds, removes and searches; ``publish`` may run on another one meanwhile.

    In a folder, snapshots survive the process; the first process to open it writes them and others only read. Without
    a folder everything is in memory. ``exact_most`` is the count of songs above which a graph is built.
    """

    def __init__(self, folder: Path | None = None, *, exact_most: int = EXACT_MOST, threads: int = 1) -> None:
        self._folder = folder
        self._exact_most = exact_most
        self._threads = threads
        self._changing = threading.Lock()
        self._stop = threading.Event()
        self._lock = WriterLock(folder) if folder else None
        self.writes = self._lock is None or self._lock.take()
        self._record: _snapshot.Record | None = None
        self._layers: tuple[Rows, ...] = (_empty(),)
        self._settled = 1  # layers that are not merged with newer ones: the published one, or all that are in work
        self._open()

    def _open(self) -> None:
        if self._folder is None:
            return
        if not self.writes:
            log.info("the index in %s is only read: another process writes it, or nobody can", self._folder)
        try:
            found = _snapshot.read(self._folder)
        except _snapshot.Damaged as damage:
            log.warning("the index in %s is built anew: %s", self._folder, damage)
            found = None
        if found:
            self._record, rows = found
            self._layers = (rows,)
        if self.writes:
            _snapshot.sweep(self._folder, self._record)

    def stop(self) -> None:
        """Give up building a graph, if one is being built; the next start brings it up to date."""
        self._stop.set()

    def close(self) -> None:
        """Publish what is new where that takes a moment only, and let others write."""
        if self.changes and len(self) <= self._exact_most:
            self.publish()
        if self._lock:
            self._lock.release()

    def __len__(self) -> int:
        return sum(layer.alive for layer in self._layers)

    @property
    def changes(self) -> int:
        """How many rows were added or removed since the last publishing."""
        first, *rest = self._layers
        return len(first.keys) - first.alive + sum(len(layer.keys) for layer in rest)

    @property
    def due(self) -> bool:
        """Whether it is worth publishing."""
        if self._folder is None or not self.writes or self._settled > 1:
            return False
        return self.changes > max(FEWEST, min(MOST, SHARE * len(self._layers[0].keys)))

    def add(self, songs: Sequence[tuple[int, bytes]]) -> None:
        """Add vectors by key; of one key the vector that came last stays. ``ValueError`` as ``unpacked`` says."""
        unique = dict(songs)
        if not unique:
            return
        keys = np.fromiter(unique, np.int64, len(unique))
        vectors = unpacked(list(unique.values()))
        order = np.argsort(keys)
        with self._changing:
            self._remove(keys)
            self._push(Rows(keys[order], vectors[order]))

    def remove(self, keys: Sequence[int]) -> None:
        """Take songs out; unknown keys are ignored."""
        with self._changing:
            self._remove(np.asarray(keys, dtype=np.int64))

    def _remove(self, keys: Keys) -> None:
        for layer in self._layers:
            layer.remove(keys)

    def _push(self, rows: Rows) -> None:
        """Put rows on top, merged with layers that are not much larger: so there are few, and adding one is cheap."""
        settled, fresh = self._layers[: self._settled], list(self._layers[self._settled :])
        while fresh and len(fresh[-1].keys) <= 2 * len(rows.keys):
            below = fresh.pop()
            rows = merged((below, rows), (below.gone, rows.gone), np.float32)
        self._layers = (*settled, *fresh, rows)

    def nearest(self, vectors: Sequence[bytes], most: int, among: Sequence[int] | None = None) -> list[Hit]:
        """At most ``most`` songs nearest to the mean of the vectors, nearest first; only ``among`` those keys."""
        query = _query(vectors)
        wanted = None if among is None else np.unique(np.asarray(among, dtype=np.int64))
        found = [layer.nearest(query, most, wanted) for layer in self._layers]
        keys = np.concatenate([each.keys for each in found])
        cosines = np.concatenate([each.cosines for each in found])
        kept = np.concatenate([each.vectors.astype(STORED) for each in found])
        best = np.lexsort((keys, -cosines))[:most]
        return [Hit(int(keys[at]), min(1.0, float(cosines[at])), kept[at].tobytes()) for at in best]

    def shelf(self) -> Shelf:
        """What is here."""
        return _snapshot.told(np.concatenate([layer.keys[~layer.gone] for layer in self._layers]))

    def publish(self, progress: Progress = silent) -> None:
        """Merge all layers into one on disk, if this process may; adding, removing and searching go on meanwhile."""
        folder = self._folder
        if folder is None or not self.writes:
            return
        with self._changing:
            work, self._settled = self._layers, len(self._layers)
            gone = [layer.gone.copy() for layer in work]
        record = None
        try:
            record, rows = self._published(folder, work, gone, progress)
        except Stopped:
            return
        except (OSError, RuntimeError) as reason:  # usearch raises the latter
            self.writes = False
            log.warning("the index in %s cannot be written and stays in memory: %s", folder, reason)
            return
        finally:
            if record is None:
                self._settled = 1
        with self._changing:
            for layer, before in zip(work, gone, strict=True):
                rows.remove(layer.keys[layer.gone & ~before])  # what went while we worked
            self._record, self._layers, self._settled = record, (rows, *self._layers[len(work) :]), 1

    def _published(
        self, folder: Path, work: Sequence[Rows], gone: Sequence[Mask], progress: Progress
    ) -> tuple[_snapshot.Record, Rows]:
        many = sum(int(np.count_nonzero(~each)) for each in gone) > self._exact_most
        rows = merged(work, gone, np.float16 if many else np.float32)
        graph, holes = self._graph(folder, work, gone, rows, progress) if many else (None, 0)
        progress(Step("writing the index", 0.95))
        generation = self._record.generation + 1 if self._record else 1
        record = _snapshot.write(folder, generation, rows, graph, holes)
        return record, _snapshot.opened(folder, record)

    def _graph(
        self, folder: Path, work: Sequence[Rows], gone: Sequence[Mask], rows: Rows, progress: Progress
    ) -> tuple[Usearch, int]:
        """The published graph with what is new and without what is gone, or a new one; and how many holes it has."""

        def tell(fraction: float) -> None:
            progress(Step("building the index", 0.9 * fraction))
            if self._stop.is_set():
                raise Stopped

        base, *fresh = work
        lost = base.keys[gone[0]]
        name = self._record.file(".graph") if self._record else None
        holes = len(lost) + (self._record.holes if self._record else 0)
        if name is None or holes > HOLES * len(rows.keys):
            return grown(None, lost, rows.keys, rows.vectors, tell, self._threads), 0
        new = merged(fresh, gone[1:], np.float32)
        return grown(folder / name, lost, new.keys, new.vectors, tell, self._threads), holes


def _empty() -> Rows:
    return Rows(NONE, np.zeros((0, VECTOR), dtype=np.float32))


def unpacked(vectors: Sequence[bytes]) -> NDArray[np.float32]:
    """(n, VECTOR) of vectors as they are kept; ``ValueError`` where one has another length or is not finite."""
    if any(len(vector) != VECTOR * STORED.itemsize for vector in vectors):
        raise ValueError(f"A likeness vector has {VECTOR} half-precision numbers.")
    unpacked = np.frombuffer(b"".join(vectors), dtype=STORED).reshape(-1, VECTOR).astype(np.float32)
    if not np.isfinite(unpacked).all():
        raise ValueError("A likeness vector holds a number that is none.")
    return unpacked


def _query(vectors: Sequence[bytes]) -> Query:
    """The mean direction of the vectors, of length 1."""
    mean = unpacked(vectors).mean(axis=0)
    return mean / max(float(np.linalg.norm(mean)), 1e-9)
