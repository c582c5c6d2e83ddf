"""A published index on disk: files of one generation, and a record that names them and tells what they must hold.

The record is the only file that is ever replaced, by rename, after everything it names is safely on disk: whoever
reads finds the old index or the new one, whole.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from usearch.index import Index as Usearch

from engine.api import HEARING_VERSION, VECTOR, Shelf
from engine.index._graph import Graph
from engine.index._rows import Keys, Rows

log = logging.getLogger(__name__)

RECORD = "index.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Record:
    """What a published index holds. ``files`` gives each file's SHA-256; ``holes`` counts the graph's removed rows."""

    generation: int
    count: int
    highest: int
    checksum: int
    holes: int
    files: Mapping[str, str]
    version: int = HEARING_VERSION
    format: int = FORMAT

    def file(self, ending: str) -> str | None:
        """The name of the file of that kind."""
        return next((name for name in self.files if name.endswith(ending)), None)


class Damaged(Exception):
    """The snapshot cannot be used; the message says why."""


def told(keys: Keys) -> Shelf:
    """The count, the highest and the sum of keys."""
    return Shelf(len(keys), int(keys.max(initial=0)), int(keys.sum()))


def read(folder: Path) -> tuple[Record, Rows] | None:
    """The published index, checked byte by byte; None where there is none. ``Damaged`` where it cannot be used."""
    if not (folder / RECORD).exists():
        return None
    record = _record(folder)
    try:
        return record, _checked(folder, record)
    except (OSError, ValueError, RuntimeError) as error:
        raise Damaged(f"its files cannot be read ({error})") from error


def _record(folder: Path) -> Record:
    try:
        record = Record(**json.loads((folder / RECORD).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise Damaged(f"its record cannot be read ({error})") from error
    if record.format != FORMAT or record.version != HEARING_VERSION:
        raise Damaged(f"an engine of version {record.version} made it, and this one is {HEARING_VERSION}")
    return record


def _checked(folder: Path, record: Record) -> Rows:
    for name, wanted in record.files.items():
        if _sha256(folder / name) != wanted:
            raise Damaged(f"{name} is not as it was written")
    rows = opened(folder, record)
    shelf = told(rows.keys)
    if (shelf.count, shelf.highest, shelf.checksum) != (record.count, record.highest, record.checksum):
        raise Damaged("its record tells of other songs")
    if rows.vectors.shape != (record.count, VECTOR):
        raise Damaged("its vectors have another shape")
    return rows


def opened(folder: Path, record: Record) -> Rows:
    """The rows of a record, mapped and not loaded."""
    keys = np.load(folder / str(record.file(".keys.npy")), mmap_mode="r")
    vectors = np.load(folder / str(record.file(".vectors.npy")), mmap_mode="r")
    graph = record.file(".graph")
    return Rows(keys, vectors, Graph.view(folder / graph) if graph else None)


def write(folder: Path, generation: int, rows: Rows, graph: Usearch | None, holes: int) -> Record:
    """Publish rows, and a graph over them, as the next generation; the one before is swept away."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{generation:06d}"
    np.save(folder / f"{stem}.keys.npy", rows.keys)
    np.save(folder / f"{stem}.vectors.npy", rows.vectors)
    names = [f"{stem}.keys.npy", f"{stem}.vectors.npy"]
    if graph is not None:
        graph.save(folder / f"{stem}.graph")
        names.append(f"{stem}.graph")
    for name in names:
        _settle(folder / name)
    shelf = told(rows.keys)
    files = {name: _sha256(folder / name) for name in names}
    record = Record(generation, shelf.count, shelf.highest, shelf.checksum, holes, files)
    part = folder / f"{RECORD}.part"
    part.write_text(json.dumps(asdict(record), indent=1))
    _settle(part)
    os.replace(part, folder / RECORD)
    _settle(folder)
    sweep(folder, record)
    return record


def sweep(folder: Path, record: Record | None) -> None:
    """Delete what no record names: an older generation, or one that was never finished."""
    kept = {RECORD, *(record.files if record else ())}
    for path in folder.glob("*"):
        if path.name not in kept and path.name.endswith((".npy", ".graph", ".part", RECORD)):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:  # Windows keeps what somebody has mapped; the next sweep takes it
                log.debug("%s stays for now: %s", path.name, error)


def _settle(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk and not only on its way there."""
    if path.is_dir() and os.name == "nt":
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
