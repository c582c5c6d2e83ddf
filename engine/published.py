"""What published audio features say of a song that cannot be heard, by a model that the operator trained.

Slate ships no such model: Spotify's terms forbid to train on the features that its API gave, so only who holds the
rights to a table of them may (``slate train published``). A few hundred small trees in plain Python answer in a
millisecond, so that the bot can ask them without a numbers library; a test holds them to LightGBM's own numbers.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from engine.errors import EngineError

COLUMNS: Mapping[str, tuple[float, float]] = {
    "danceability": (0.0, 1.0),
    "energy": (0.0, 1.0),
    "loudness": (-60.0, 10.0),
    "speechiness": (0.0, 1.0),
    "acousticness": (0.0, 1.0),
    "instrumentalness": (0.0, 1.0),
    "liveness": (0.0, 1.0),
    "valence": (0.0, 1.0),
    "tempo": (20.0, 400.0),
}
"""Audio features as Spotify defined them and the range of each: loudness in dBFS, tempo in beats per minute."""
VERSION = 1
FILE = "published.json"
"""The model's name in the data folder."""


class UnfitModel(EngineError):
    """The model of published features is damaged or of another version. Train it anew with `slate train published`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model says of a song: its likeliest ``label``, that label's calibrated ``share`` 0..1, and its origin.

    ``table`` is the name of the table it was trained on, ``origin`` where that table's labels come from.
    """

    label: str
    share: float
    table: str
    origin: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Splits and leaves: a child below zero is the leaf ``~child``; ``left`` is for values up to the threshold."""

    features: Sequence[int]
    thresholds: Sequence[float]
    left: Sequence[int]
    right: Sequence[int]
    leaves: Sequence[float]

    def vote(self, row: Sequence[float]) -> float:
        """The value of the leaf that a song's numbers lead to."""
        node = 0
        while node >= 0:
            below = row[self.features[node]] <= self.thresholds[node]
            node = self.left[node] if below else self.right[node]
        return self.leaves[~node]


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """Boosted trees that speak in the labels of their own table; tree ``i`` votes for label ``i % len(labels)``.

    The votes are divided by ``temperature`` before they become shares, which calibrates them.
    """

    table: str
    origin: str
    labels: tuple[str, ...]
    temperature: float
    trees: tuple[Tree, ...]

    @classmethod
    def load(cls, folder: Path) -> Self | None:
        """The model in a folder, None when there is none; ``UnfitModel`` when it is damaged or of another version."""
        try:
            kept = json.loads((folder / FILE).read_text(encoding="utf-8"))
            model = kept["model"]
            if (kept["version"], kept["columns"], kept["checksum"]) != (VERSION, list(COLUMNS), _checksum(model)):
                raise UnfitModel
            trees = tuple(Tree(**tree) for tree in model.pop("trees"))
            return cls(labels=tuple(model.pop("labels")), trees=trees, **model)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as reason:
            raise UnfitModel from reason

    def save(self, folder: Path) -> Path:
        """Write what ``load`` reads, at once or not at all; the path written."""
        model = asdict(self)
        kept = {"version": VERSION, "columns": list(COLUMNS), "checksum": _checksum(model), "model": model}
        folder.mkdir(parents=True, exist_ok=True)
        unfinished, path = folder / f"{FILE}.part", folder / FILE
        unfinished.write_text(json.dumps(kept), encoding="utf-8")
        os.replace(unfinished, path)
        return path

    def judge(self, features: Mapping[str, float]) -> Verdict | None:
        """What the model says of a song; None unless all of ``COLUMNS`` are known."""
        if not COLUMNS.keys() <= features.keys():
            return None
        shares = self.shares([features[name] for name in COLUMNS])
        label = max(shares, key=lambda name: shares[name])
        return Verdict(label, shares[label], self.table, self.origin)

    def shares(self, row: Sequence[float]) -> dict[str, float]:
        """The share of each label, sum 1, from the numbers of ``COLUMNS`` in their order."""
        votes = [0.0] * len(self.labels)
        for number, tree in enumerate(self.trees):
            votes[number % len(votes)] += tree.vote(row)
        odds = [math.exp((vote - max(votes)) / self.temperature) for vote in votes]
        return {label: odd / sum(odds) for label, odd in zip(self.labels, odds, strict=True)}


def _checksum(model: Mapping[str, Any]) -> str:
    return hashlib.blake2b(json.dumps(model, sort_keys=True).encode(), digest_size=16).hexdigest()
