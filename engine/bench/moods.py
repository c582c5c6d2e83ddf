"""Moods made up for measuring painters apart from the ear: places on the plane instead of predictions."""

from __future__ import annotations

import numpy as np

from engine.api import QUADRANTS, Mood, Quadrant

_SIDES = {"happy": (1, 1), "angry": (-1, 1), "sad": (-1, -1), "relaxed": (1, -1)}
_REACH = 0.65


def middle(quadrant: Quadrant) -> Mood:
    """The mood in the middle of a quadrant."""
    side, height = _SIDES[quadrant]
    return placed(_REACH * side, _REACH * height)


def near(quadrant: Quadrant, rng: np.random.Generator, spread: float = 0.28) -> Mood:
    """A mood scattered about the middle of a quadrant, as real songs are; a few leave it."""
    side, height = _SIDES[quadrant]
    valence, arousal = np.clip(_REACH * np.array([side, height]) + rng.normal(0.0, spread, 2), -1.0, 1.0)
    return placed(float(valence), float(arousal))


def placed(valence: float, arousal: float) -> Mood:
    """A mood at a place of the plane; quadrants are likely as they are near."""
    weights = {name: ((1 + x * valence) * (1 + y * arousal) / 4) ** 1.6 for name, (x, y) in _SIDES.items()}
    total = sum(weights.values())
    happy, angry, sad, relaxed = (weights[name] / total for name in QUADRANTS)
    return Mood(happy, angry, sad, relaxed, valence, arousal, max(happy, angry, sad, relaxed), ())
