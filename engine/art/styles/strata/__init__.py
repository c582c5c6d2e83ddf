"""Strata: the song as a land of ridges, its beginning far away and its end at one's feet.

Every ridge is the spectrum of one moment, bass in its middle and treble at both flanks; loud moments stand high and
wide, sections differ in colour, and the sun stands where the song is loudest.
"""

from __future__ import annotations

import numpy as np

from engine.api import Mood
from engine.art.canvas import Canvas
from engine.art.scene import Scene, Style
from engine.art.styles.strata._land import LIES, survey
from engine.art.styles.strata._light import paint
from engine.sketch import Sketch


def draw(scene: Scene) -> Canvas:
    """Lay out the land, light it and hang it the right way round."""
    lie = LIES[scene.composition]
    land = survey(scene, lie, *((scene.height, scene.width) if lie.upright else (scene.width, scene.height)))
    image = paint(land, scene)
    canvas = Canvas(scene.width, scene.height, scene.palette.ground)
    canvas.blend(image.transpose(1, 0, 2) if lie.upright else image, 1.0)
    return canvas


def choose(sketch: Sketch, mood: Mood) -> str:
    """The lie of the land that repeats the course of the song's loudness.

    Growing or fading songs climb a slope, songs with a lull in their middle open a canyon, steady loops hang as a
    curtain, quiet songs without a beat lie by the water; the rest are plains under a horizon.
    """
    energy = sketch.energy / 255.0
    time = np.linspace(-1.0, 1.0, len(energy))
    spread = float(energy.std()) + 0.02
    trend = abs(float(np.mean(energy * time))) / spread
    lull = float(np.mean(energy * (np.abs(time) - 0.5))) / spread
    scores = {
        "horizon": 0.30,
        "slope": 0.95 * trend,
        "canyon": 2.6 * lull,
        "curtain": 0.75 * sketch.trait("clarity") * (1.0 - sketch.trait("dynamics")),
        "shore": 0.45 * (1.0 - sketch.trait("density")) * (1.0 - mood.arousal),
    }
    return max(scores, key=lambda name: scores[name])


def affinity(sketch: Sketch, mood: Mood) -> float:
    """Songs with wide dynamics have high mountains."""
    return 0.25 + 0.6 * sketch.trait("dynamics")


__all__ = ["LIES", "STYLE", "survey"]

STYLE = Style(
    name="strata",
    sentence="A land of ridges: far is the beginning, near the end, and every ridge is the sound of one moment.",
    compositions=tuple(LIES),
    choose=choose,
    draw=draw,
    affinity=affinity,
)
