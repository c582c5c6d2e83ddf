"""Whose taste is alike: people are compared by how the songs that they listen to sound, shared or not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

Vector = tuple[float, ...]

FEWEST = 3
"""Songs that a person must have listened to before their taste is told."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people and how alike their taste is: the cosine of what they listen to on average."""

    people: tuple[str, ...]
    likeness: float


def most_alike(tastes: Mapping[str, Mapping[Vector, int]]) -> Pair | None:
    """The two people who are nearest; each has the likeness vectors of their songs with their plays.

    A song that somebody plays a hundred times tells more than one played once, but not a hundred times as much.
    All people's songs have something in common, which tells nothing of anybody, so the mean is taken off first.
    """
    means = {person: _mean(songs) for person, songs in tastes.items() if len(songs) >= FEWEST}
    if len(means) < 2:
        return None
    common = [sum(numbers) / len(means) for numbers in zip(*means.values(), strict=True)] if len(means) > 2 else None
    own = {person: _without(mean, common) for person, mean in means.items()}
    pairs = combinations(sorted(own), 2)
    return max((Pair(pair, _cosine(own[pair[0]], own[pair[1]])) for pair in pairs), key=lambda pair: pair.likeness)


def _mean(songs: Mapping[Vector, int]) -> list[float]:
    weights = [math.sqrt(plays) for plays in songs.values()]
    return [
        sum(map(math.prod, zip(numbers, weights, strict=True))) / sum(weights) for numbers in zip(*songs, strict=True)
    ]


def _without(mean: Sequence[float], common: Sequence[float] | None) -> list[float]:
    return [a - b for a, b in zip(mean, common, strict=True)] if common else list(mean)


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    length = math.hypot(*one) * math.hypot(*other)
    return sum(a * b for a, b in zip(one, other, strict=True)) / length if length else 0.0
