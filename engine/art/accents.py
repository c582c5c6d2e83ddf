"""Which accents a song's stretches take, so that a picture uses several and neighbours differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.palette import GROUPS, oklab
from engine.art.scene import Scene


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the song (0..1) in an accent, and the accent that stands beside it best."""

    start: float
    end: float
    accent: int
    beside: int


def accented(scene: Scene, edges: Sequence[float], contrast: float = 0.0) -> tuple[Stretch, ...]:
    """Give every stretch between neighbouring ``edges`` (0..1) the accent its notes call for.

    Accents that were used much already are called less; two neighbours never share one. Accents nearer to the
    ground's lightness than ``contrast`` (OKLab) are left out.
    """
    used = np.where(_stands_out(scene, contrast), 0.0, 1e6)
    result: list[Stretch] = []
    for start, end in pairwise(edges):
        calls = _calls(scene, start, end) / (0.6 + used)
        if result:
            calls[result[-1].accent] = 0.0
        beside, accent = (int(i) for i in np.argsort(calls)[-2:])
        used[accent] += 4.0 * (end - start)
        result.append(Stretch(float(start), float(end), accent, beside))
    return tuple(result)


def section_edges(scene: Scene, longest: float) -> list[float]:
    """Borders (0..1) of the song's sections, those longer than ``longest`` cut into equal pieces."""
    edges = [0.0]
    for start, end, _ in scene.parts:
        pieces = max(1, round((end - start) / longest))
        edges.extend(start + (end - start) * piece / pieces for piece in range(1, pieces + 1))
    return edges


def _stands_out(scene: Scene, contrast: float) -> NDArray[np.bool_]:
    lightness = oklab(np.array([scene.palette.ground, *scene.palette.accents]))[:, 0]
    return np.abs(lightness[1:] - lightness[0]) >= contrast


def _calls(scene: Scene, start: float, end: float) -> NDArray[np.floating[Any]]:
    """(5,): a stretch's notes against the whole song's, cubed, times the root of the palette's shares."""
    chroma = scene.sketch.chroma / 255.0
    first = int(start * 71)
    part = chroma[:, first : max(first + 1, int(end * 71) + 1)].mean(axis=1)
    notes = (part + 0.1) / (chroma.mean(axis=1) + 0.1)
    groups = np.array([notes[list(group)].mean() for group in GROUPS])
    return groups**3 * np.sqrt(np.array(scene.palette.shares))
