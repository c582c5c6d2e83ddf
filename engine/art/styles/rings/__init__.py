"""Rings: the song as the growth of a tree, one ring for every moment, cut from stacked paper.

The beginning is innermost. A ring is thick where its moment is loud, and bulges where its spectrum is strong: pitch
rises around three fifths of the circle and falls back over the rest. Sections differ in colour.
"""

from __future__ import annotations

from engine.api import Mood
from engine.art.canvas import Canvas
from engine.art.course import course_of
from engine.art.scene import Scene, Style
from engine.art.styles.rings._layouts import LAYOUTS, paint
from engine.sketch import Sketch


def draw(scene: Scene) -> Canvas:
    """Grow the song and cut it from paper."""
    return paint(scene, LAYOUTS[scene.composition])


def choose(sketch: Sketch, mood: Mood) -> str:
    """The composition whose trait stands out most.

    Growing songs rise as an arch, songs with a lull are eclipsed, songs that change have two hearts, wandering
    harmony scatters into planets, dark sound is carved as a well; what circles one note is a single disc.
    """
    course = course_of(sketch)
    scores = {
        "single": course.focus,
        "well": -course.height,
        "twin": course.change,
        "eclipse": course.lull,
        "arch": course.growth,
        "planets": course.wandering,
    }
    return max(scores, key=lambda name: scores[name])


def affinity(sketch: Sketch, mood: Mood) -> float:
    """Songs that come back to what they played before grow in rings."""
    return 0.25 + 0.6 * sketch.trait("repetition")


STYLE = Style(
    name="rings",
    sentence="Growth rings cut from paper: the beginning inside, the end outside, thick where the song is loud.",
    compositions=tuple(LAYOUTS),
    choose=choose,
    draw=draw,
    affinity=affinity,
)
