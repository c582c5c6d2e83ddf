"""Flow: the song as strokes that drift along its sound and never touch.

Where there is energy there are strokes, wide where it is much; silence stays empty. Colour is the chord of the
moment. Compositions differ in how time and pitch lie on the canvas.
"""

from __future__ import annotations

from engine.api import Mood
from engine.art.canvas import Canvas
from engine.art.course import course_of
from engine.art.scene import Scene, Style
from engine.art.styles.flow._course import COURSES, chart, layout
from engine.art.styles.flow._strokes import grow, lay
from engine.sketch import Sketch


def draw(scene: Scene) -> Canvas:
    """Chart where the song's time and pitch lie, grow strokes along the current and paint them."""
    canvas = Canvas(scene.width, scene.height, scene.palette.ground)
    current = chart(scene)
    lay(canvas, scene, current, grow(scene, current))
    return canvas


def choose(sketch: Sketch, mood: Mood) -> str:
    """Songs that stay as they are whirl, those without a beat run as a river, those that lean on one note rise as a
    fountain or, when sad, hang as a willow; those that wander from chord to chord fill a field.
    """
    course = course_of(sketch)
    scores = {
        "field": 0.8 * course.wandering + 0.2,
        "whirl": -course.change,
        "river": -0.9 * course.beat,
        "willow" if mood.quadrant == "sad" else "fountain": 0.9 * course.focus,
    }
    return max(scores, key=lambda name: scores[name])


def affinity(sketch: Sketch, mood: Mood) -> float:
    """Songs with many attacks have many strokes."""
    return 0.24 + 0.6 * sketch.trait("density")


__all__ = ["STYLE", "layout"]

STYLE = Style(
    name="flow",
    sentence="Strokes that never touch: wide where the song is full, none where it is silent, coloured by its chords.",
    compositions=tuple(COURSES),
    choose=choose,
    draw=draw,
    affinity=affinity,
)
