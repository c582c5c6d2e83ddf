"""Flow: the song as strokes that drift along its sound and never touch.

Where there is energy there are strokes, wide where it is much; silence stays empty. Colour is the chord of the
moment. Compositions differ in how time and pitch lie on the canvas.
"""

from __future__ import annotations

from engine.api import Mood
from engine.art.canvas import Canvas
from engine.art.scene import Scene, Style
from engine.art.styles.flow._course import COURSES, chart, layout
from engine.art.styles.flow._strokes import lay
from engine.sketch import Sketch


def draw(scene: Scene) -> Canvas:
    """Chart where the song's time and pitch lie, grow strokes along the current and paint them."""
    canvas = Canvas(scene.width, scene.height, scene.palette.ground)
    lay(canvas, scene, chart(scene))
    return canvas


def choose(sketch: Sketch, mood: Mood) -> str:
    """Loops whirl, sparse songs run as a river, tonal ones rise as a fountain or, when sad, hang as a willow."""
    fan = 0.95 * sketch.trait("tonality")
    scores = {
        "field": 0.62,
        "whirl": 0.85 * sketch.trait("repetition"),
        "river": 0.85 * (1.0 - sketch.trait("density")),
        "willow" if mood.quadrant == "sad" else "fountain": fan,
    }
    return max(scores, key=lambda name: scores[name])


def affinity(sketch: Sketch, mood: Mood) -> float:
    """Songs with many attacks have many strokes."""
    return 0.25 + 0.6 * sketch.trait("density")


__all__ = ["STYLE", "layout"]

STYLE = Style(
    name="flow",
    sentence="Strokes that never touch: wide where the song is full, none where it is silent, coloured by its chords.",
    compositions=tuple(COURSES),
    choose=choose,
    draw=draw,
    affinity=affinity,
)
