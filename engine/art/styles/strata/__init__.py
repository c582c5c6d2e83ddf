"""Strata: the song as a land of ridges, its beginning far away and its end at one's feet.

Every ridge is the spectrum of one moment, bass in its middle and treble at both flanks; loud moments stand high and
wide, sections differ in colour, and the sun stands where the song is loudest.
"""

from __future__ import annotations

from engine.api import Mood
from engine.art.canvas import Canvas
from engine.art.course import course_of
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

    Growing and fading songs climb a slope, songs with a lull in their middle open a canyon, a steady beat hangs as
    a curtain, quiet songs without one lie by the water; those that swell once are plains under a horizon.
    """
    course = course_of(sketch)
    scores = {
        "horizon": 0.25 - 0.5 * course.lull,
        "slope": 0.75 * abs(course.growth),
        "canyon": 0.9 * course.lull,
        "curtain": 0.9 * course.beat - 0.3 * course.dynamics,
        "shore": -0.7 * course.beat - 0.5 * mood.arousal,
    }
    return max(scores, key=lambda name: scores[name])


def affinity(sketch: Sketch, mood: Mood) -> float:
    """Songs with wide dynamics have high mountains."""
    return 0.29 + 0.6 * sketch.trait("dynamics")


__all__ = ["LIES", "STYLE", "survey"]

STYLE = Style(
    name="strata",
    sentence="A land of ridges: far is the beginning, near the end, and every ridge is the sound of one moment.",
    compositions=tuple(LIES),
    choose=choose,
    draw=draw,
    affinity=affinity,
)
