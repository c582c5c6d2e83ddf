"""Read a song back from its rings: does the picture come from this sound and no other?

A picture and a song are compared as maps of how densely lines lie. What a song should look like is drawn with the
usual place of its mood on the plane (which a picture's colours give away) or with no mood at all; the decoder knows the
geometry and the composition, but not the colours, the number of rings or chance. Vectors are to be correlated after the
means of both sets were taken away.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.api import QUADRANTS, Mood, Quadrant
from engine.art.palette import palette_for
from engine.art.scene import Scene
from engine.art.styles.rings import STYLE
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
_SIDE = 256  # pixels looked at
_CELLS = 64  # of the map, along each side
_PLACES: dict[Quadrant, tuple[float, float]] = {
    "happy": (0.55, 0.55),
    "angry": (-0.55, 0.55),
    "sad": (-0.55, -0.55),
    "relaxed": (0.55, -0.55),
}


def read(pixels: Floats, composition: str) -> Floats:
    """(height, width, 3) in 0..1 -> (4096,): where lines lie dense, whatever their colours."""
    levels = np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8)
    image = PIL.Image.fromarray(levels).resize((_SIDE, _SIDE), PIL.Image.Resampling.BOX)
    colour = gaussian_filter(np.asarray(image, dtype=np.float64), (0.7, 0.7, 0.0))
    down, right = np.gradient(colour, axis=(0, 1))
    edges = np.sqrt((down**2 + right**2).sum(axis=2))
    edges /= edges.mean() + 1e-9
    dense = gaussian_filter(np.minimum(edges, 1.4), 4.0)  # that there is a line matters, not how strong it is
    return dense.reshape(_CELLS, _SIDE // _CELLS, _CELLS, _SIDE // _CELLS).mean(axis=(1, 3)).ravel()


def expected(sketch: Sketch, composition: str, quadrant: Quadrant | None = None) -> Floats:
    """(4096,): the map that a song's picture in this composition should have."""
    mood = _usual(quadrant)
    scene = Scene(
        sketch=sketch,
        mood=mood,
        palette=palette_for(mood, sketch),
        width=2 * _SIDE,
        height=2 * _SIDE,
        rng=np.random.default_rng(0),
        composition=composition,
    )
    return read(STYLE.draw(scene).pixels, composition)


def _usual(quadrant: Quadrant | None) -> Mood:
    """The middle of a quadrant, or of the plane."""
    valence, arousal = _PLACES[quadrant] if quadrant else (0.0, 0.0)
    happy, angry, sad, relaxed = (0.6 if name == (quadrant or "relaxed") else 0.13 for name in QUADRANTS)
    return Mood(happy, angry, sad, relaxed, valence, arousal, 0.6, ())
