"""Bloom: the song in watercolour, one flower or drop for every stretch of it.

Loud stretches are large, high ones stand high, every outline is the spectrum of its moment, and the colour follows
the chords. Attacks are sparks of ink.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.api import Mood
from engine.art.canvas import Canvas
from engine.art.course import course_of
from engine.art.scene import Scene, Style
from engine.art.styles.bloom import _layouts
from engine.sketch import Sketch

_LAYOUTS: Mapping[str, Callable[[Scene], Canvas]] = MappingProxyType(
    {
        "garden": _layouts.garden,
        "drift": _layouts.drift,
        "constellation": _layouts.constellation,
        "rain": _layouts.rain,
    }
)


def draw(scene: Scene) -> Canvas:
    """Paint the song in its composition."""
    return _LAYOUTS[scene.composition](scene)


def choose(sketch: Sketch, mood: Mood) -> str:
    """The composition whose trait stands out most.

    Songs of many chords are gardens, even ones drift, bursts of attacks make constellations, and what fades or
    weighs on the heart rains.
    """
    course = course_of(sketch)
    scores = {
        "garden": course.wandering,
        "drift": -course.dynamics,
        "constellation": course.beat,
        "rain": 0.7 * course.lull - course.growth - 0.8 * mood.valence,
    }
    return max(scores, key=lambda name: scores[name])


def affinity(sketch: Sketch, mood: Mood) -> float:
    """Songs with clear chords and room between their attacks take colour best."""
    return 0.25 + 0.35 * sketch.trait("tonality") + 0.25 * (1.0 - sketch.trait("density"))


STYLE = Style(
    name="bloom",
    sentence="Watercolour: a flower or drop for every stretch of the song, as large as it is loud.",
    compositions=tuple(_LAYOUTS),
    choose=choose,
    draw=draw,
    affinity=affinity,
)
