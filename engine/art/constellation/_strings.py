"""Strings between songs, whose texture says what is alike."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import Part, Star
from engine.art.canvas import Canvas
from engine.art.palette import RGB, mix

Floats = NDArray[np.floating[Any]]
Colours = tuple[RGB, RGB]
_STEP = 12  # pixels of one colour


def draw_string(canvas: Canvas, string: Floats, star: Star, colours: Colours) -> None:
    """Join two songs: one strand for each part that is alike, a hairline where none is."""
    if not star.parts:
        canvas.stroke(string, 1.2, colours[1], 0.5, smooth=False)
    for part, share in star.parts.items():
        draw_strand(canvas, string, part, share, colours)


def draw_strand(canvas: Canvas, string: Floats, part: Part, share: float, colours: Colours) -> None:
    """One texture along ``string`` (2, 2), the stronger the larger ``share`` (0..1), from one colour to the other."""
    if part == "groove":
        _beads(canvas, string, share, colours)
    elif part == "sound":
        _wave(canvas, string, share, colours)
    else:
        _line(canvas, _points(string), 1.2 + 1.8 * share, colours)


def _beads(canvas: Canvas, string: Floats, share: float, colours: Colours) -> None:
    at = np.linspace(0.0, 1.0, max(3, round(_length(string) / 15)))
    tones = [mix(*colours, float(one)) for one in at]
    canvas.discs(string[0] + at[:, None] * (string[1] - string[0]), 2.4 + 2.0 * share, tones)


def _wave(canvas: Canvas, string: Floats, share: float, colours: Colours) -> None:
    """A standing wave, as a plucked string shows it: both turning points at once."""
    points, (x, y) = _points(string), (string[1] - string[0]) / _length(string)
    at = np.linspace(0.0, 1.0, len(points))
    halves = max(3, round(_length(string) / 21))
    swing = (5.0 + 6.0 * share) * np.sin(np.pi * at) ** 0.5 * np.sin(np.pi * halves * at)
    for side in (1.0, -1.0):
        _line(canvas, points + side * swing[:, None] * np.array([-y, x]), 1.6, colours)


def _line(canvas: Canvas, points: Floats, width: float, colours: Colours) -> None:
    for first in range(0, len(points) - 1, _STEP):
        tone = mix(*colours, min(1.0, (first + _STEP / 2) / len(points)))
        canvas.stroke(points[first : first + _STEP + 1], width, tone, smooth=False)


def _points(string: Floats) -> Floats:
    """One for every pixel of the way."""
    return np.linspace(string[0], string[1], max(2, round(_length(string))))


def _length(string: Floats) -> float:
    return float(np.hypot(*(string[1] - string[0])))
