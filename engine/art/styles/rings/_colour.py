"""Which colour a ring takes: sections change the accent, loudness its strength, the place in a section its shade."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.accents import Stretch, accented, section_edges
from engine.art.palette import RGB, mix, shifted
from engine.art.scene import Scene

Floats = NDArray[np.floating[Any]]
_LONGEST = 0.17  # share of the song after which a section changes its accent by itself


def ring_colours(scene: Scene, moments: Floats) -> list[RGB]:
    """A colour for each moment; within a section they step from light to deep, with pale lines to breathe."""
    swell = np.interp(moments, np.linspace(0, 1, 144), scene.swell(144))
    stretches = accented(scene, section_edges(scene, _LONGEST))
    starts = np.array([stretch.start for stretch in stretches])
    numbers = np.maximum(np.searchsorted(starts, moments, side="right") - 1, 0)
    first = np.concatenate([[True], numbers[1:] != numbers[:-1]])
    places = np.arange(len(moments)) - np.maximum.accumulate(np.where(first, np.arange(len(moments)), 0))
    return [
        _colour(scene, stretches[number], int(place), float(moment), float(loud))
        for number, place, moment, loud in zip(numbers, places, moments, swell, strict=True)
    ]


def _colour(scene: Scene, stretch: Stretch, place: int, moment: float, loud: float) -> RGB:
    palette = scene.palette
    accent = palette.accents[stretch.accent]
    beat = 3 + round(scene.lively)  # rings from one pale line to the next
    if place % beat == 0:
        return mix(accent, palette.ground, 0.86)
    if beat > 3 and place % beat == beat - 1:
        return mix(palette.accents[stretch.beside], accent, 0.15)
    through = (moment - stretch.start) / max(stretch.end - stretch.start, 1e-6)
    tone = mix(accent, palette.ground, 0.22 * (1.0 - loud))
    if palette.dark and not scene.angry:
        tone = mix(tone, palette.ink, 0.3 * loud**3)
    return shifted(tone, 0.045 - 0.11 * through)
