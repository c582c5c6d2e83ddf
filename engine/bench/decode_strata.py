"""Reads a strata picture back: where its contours run close together and where far apart.

The decoder knows how a composition lays the land. It is told the quadrant, which anyone sees in the colours, but not
the place in it: number, height and roughness of the ridges are expected to be those of the quadrant's middle.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.api import Quadrant
from engine.art.palette import oklab, palette_for
from engine.art.scene import Scene, chance
from engine.art.styles.strata import LIES, survey
from engine.bench.moods import middle
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
_SIDE, _CELLS = 384, 48


def read(pixels: Floats, composition: str) -> Floats:
    """(2304,): how steeply lightness changes downwards in every cell, from (h, w, 3) sRGB."""
    lightness = oklab(pixels)[..., 0]
    if LIES[composition].upright:
        lightness = lightness.T
    edges = np.abs(np.diff(gaussian_filter(lightness, 0.7), axis=0, prepend=0.0))
    edges = np.minimum(edges, 5.0 * edges.mean())
    edges[0] = 0.0
    rows, columns = ((np.arange(_CELLS) * side / _CELLS).astype(int) for side in edges.shape)
    return _standard(np.add.reduceat(np.add.reduceat(edges, rows, axis=0), columns, axis=1))


def expected(sketch: Sketch, composition: str, quadrant: Quadrant) -> Floats:
    """(2304,): how much contour the song's land has in every cell."""
    mood = middle(quadrant)
    rng = chance("strata", composition, 0)
    scene = Scene(sketch, mood, palette_for(mood, sketch), _SIDE, _SIDE, rng, composition)
    crests = survey(scene, LIES[composition], _SIDE, _SIDE).crests
    hidden = np.minimum.accumulate(crests[::-1], axis=0)[::-1]
    seen = np.vstack([crests[:-1] < hidden[1:], np.ones((1, _SIDE), dtype=bool)]) & (crests >= 0) & (crests < _SIDE)
    ridge, column = np.nonzero(seen)
    cells = (crests[ridge, column] * _CELLS / _SIDE).astype(int) * _CELLS + column * _CELLS // _SIDE
    return _standard(np.bincount(cells, minlength=_CELLS**2).reshape(_CELLS, _CELLS).astype(float))


def _standard(cells: Floats) -> Floats:
    values = gaussian_filter(cells, 1.3).ravel()
    return (values - values.mean()) / (values.std() + 1e-9)
