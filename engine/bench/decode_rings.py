"""Read a song back from its rings: does the picture come from this sound and no other?

A picture and a song are compared as maps of how densely lines lie. What a song should look like is drawn with a
neutral mood, so the decoder knows the geometry and the composition, but not the colours, the number of rings or chance.
Vectors are to be correlated after the means of both sets were taken away.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.api import Mood
from engine.art.palette import palette_for
from engine.art.scene import Scene
from engine.art.styles.rings import STYLE
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
_SIDE = 256  # pixels looked at
_CELLS = 64  # of the map, along each side
_NEUTRAL = Mood(0.2, 0.2, 0.2, 0.4, 0.0, 0.0, 0.4, ())


def read(pixels: Floats, composition: str) -> Floats:
    """(height, width, 3) in 0..1 -> (4096,): where lines lie dense, whatever their colours."""
    levels = np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8)
    image = PIL.Image.fromarray(levels).resize((_SIDE, _SIDE), PIL.Image.Resampling.BOX)
    colour = gaussian_filter(np.asarray(image, dtype=np.float64), (0.7, 0.7, 0.0))
    down, right = np.gradient(colour, axis=(0, 1))
    edges = np.sqrt((down**2 + right**2).sum(axis=2))
    edges /= edges.mean() + 1e-9
    dense = gaussian_filter(np.minimum(edges, 4.0), 2.2)
    return dense.reshape(_CELLS, _SIDE // _CELLS, _CELLS, _SIDE // _CELLS).mean(axis=(1, 3)).ravel()


def expected(sketch: Sketch, composition: str) -> Floats:
    """(4096,): the map that a song's picture in this composition should have."""
    scene = Scene(
        sketch=sketch,
        mood=_NEUTRAL,
        palette=palette_for(_NEUTRAL, sketch),
        width=2 * _SIDE,
        height=2 * _SIDE,
        rng=np.random.default_rng(0),
        composition=composition,
    )
    return read(STYLE.draw(scene).pixels, composition)
