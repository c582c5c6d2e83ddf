"""What a cosine means to people: where strangers lie, and where one song recorded twice does."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.api import BLOCKS
from engine.likeness import Array, Curve, unit
from engine.training.likeness._measure import Fold, strangers
from engine.training.likeness._songs import Songs

RARE = {0.5: 0.0, 0.1: 0.4, 0.01: 0.65, 0.001: 0.8}
"""The likeness told for a cosine that this share of pairs by different artists reaches."""
SAME = 0.95  # told for the median of songs and their phone recordings
APART = 0.01  # least distance between two cosines of a curve


def curves(songs: Songs, answers: Sequence[Fold], kind: str) -> dict[str, Curve]:
    """Curves of the whole vector (under ``""``) and of each block, from songs that the metric had not heard."""
    ones, others = strangers(songs, answers)
    clean = np.concatenate([fold.songs[fold.held] for fold in answers])
    taken = np.concatenate([fold.recordings[kind][fold.held] for fold in answers])
    places = {"": slice(None)} | {str(block.name): slice(block.start, block.end) for block in BLOCKS}
    return {
        name: curve(_cosines(ones, others, inside), _cosines(clean, taken, inside)) for name, inside in places.items()
    }


def curve(strange: Array, same: Array) -> Curve:
    """Cosines of pairs by different artists, and of songs with their recordings -> the curve through both."""
    knots = [float(np.quantile(strange, 1.0 - share)) for share in RARE]
    knots = [*knots, max(min(float(np.median(same)), 1.0 - APART), knots[-1] + APART), 1.0]
    return Curve(tuple(round(knot, 4) for knot in knots), (*RARE.values(), SAME, 1.0))


def _cosines(ones: Array, others: Array, inside: slice) -> Array:
    return np.asarray((unit(ones[:, inside]) * unit(others[:, inside])).sum(axis=1))
