"""Keeping shapes from standing on each other."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


def apart(places: Floats, sizes: Floats, width: float, height: float, share: float, inset: float = 0.6) -> Floats:
    """Push discs at (n, 2) ``places`` away from each other and from the picture's edge.

    Two discs come to lie ``share`` of the sum of their radii apart, and ``inset`` of a radius from the edge, as far
    as there is room. Every step moves all of them at once by a smooth amount, so a small change of the song stays a
    small change of the picture.
    """
    result = places.astype(float).copy()
    margin = inset * sizes[:, None] + 0.03 * min(width, height)
    want = share * (sizes[:, None] + sizes[None, :])
    np.fill_diagonal(want, 0.0)
    for _ in range(60):
        gap = result[:, None] - result[None, :]
        away = np.linalg.norm(gap, axis=2) + 1e-6
        push = np.maximum(want - away, 0.0) * 0.25
        weight = sizes[None, :] / (sizes[:, None] + sizes[None, :])  # the smaller one gives way
        result += (gap / away[..., None] * (push * weight)[..., None]).sum(axis=1)
        result = np.clip(result, margin, np.array([width, height]) - margin)
    return result
