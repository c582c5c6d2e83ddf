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
    """The composition whose trait stands out most; the mood leans on the choice.

    Growing songs rise as an arch, songs with a lull are eclipsed, songs that change have two hearts, wandering
    harmony scatters into planets, dark sound is carved as a well; what circles one note is a single disc. Wells and
    eclipses suit heavy hearts, planets high spirits, arches peace, the single disc energy.
    """
    course = course_of(sketch)
    valence, arousal = mood.valence, mood.arousal
    scores = {
        "single": course.focus + 0.6 * arousal,
        "well": -course.height - 0.8 * valence - 0.4 * arousal,
        "twin": course.change,
        "eclipse": course.lull - 0.8 * valence,
        "arch": course.growth + 0.6 * valence - 0.8 * arousal,
        "planets": course.wandering + 0.8 * valence + 0.4 * arousal,
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
