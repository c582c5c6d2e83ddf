"""The songs that come along with Slate, as numbers: what its own models heard in them; there is no sound.

The file is gzipped JSON, its vectors in Base64. Reading it loads no numbers library.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.api import HEARING_VERSION, Mood
from engine.errors import EngineError

WEIGHTS = Path(__file__).parent / "weights" / "catalogue.json.gz"


class CatalogueMismatch(EngineError):
    """The songs that came along do not fit this version of me. Reinstall Slate."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A song: who made it, and what was heard in it; the fields are those of ``engine.api.Hearing``."""

    title: str
    artists: tuple[str, ...]
    vector: bytes
    mood: Mood
    features: Mapping[str, float]
    genres: Mapping[str, float]


def starter(path: Path = WEIGHTS) -> tuple[Entry, ...]:
    """Read the catalogue; ``CatalogueMismatch`` when it is missing, damaged, or heard by another version."""
    try:
        told = json.loads(gzip.decompress(path.read_bytes()))
        if told["hearing"] != HEARING_VERSION or told["checksum"] != _checksum(told["songs"]):
            raise CatalogueMismatch
        return tuple(_entry(row) for row in told["songs"])
    except (OSError, EOFError, ValueError, KeyError, TypeError, zlib.error) as reason:
        raise CatalogueMismatch from reason


def save(entries: Sequence[Entry], path: Path) -> None:
    """Write what ``starter`` reads; the same entries give the same bytes."""
    rows = [{**asdict(entry), "vector": base64.b64encode(entry.vector).decode()} for entry in entries]
    told = {"hearing": HEARING_VERSION, "checksum": _checksum(rows), "songs": rows}
    path.write_bytes(gzip.compress(_packed(told), mtime=0))


def _entry(row: Mapping[str, Any]) -> Entry:
    mood = Mood(**{**row["mood"], "words": tuple(row["mood"]["words"])})
    vector = base64.b64decode(row["vector"])
    return Entry(row["title"], tuple(row["artists"]), vector, mood, row["features"], row["genres"])


def _checksum(rows: object) -> str:
    return hashlib.blake2b(_packed(rows), digest_size=16).hexdigest()


def _packed(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
