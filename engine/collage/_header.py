"""What the plain layouts share: their ground, their ink, and the title above the songs."""

from __future__ import annotations

from engine.api import CollageOptions
from engine.art.canvas import Canvas
from engine.art.palette import oklch
from engine.art.text import drawable, write
from engine.collage._type import LEADING, fitted, measure

GROUND, INK = oklch(0.945, 0.012, 85), oklch(0.27, 0.025, 290)
MARGIN = 0.032  # of the measure, around everything
READABLE = 0.0125  # of the measure: the smallest type that is set
_TITLE = 0.040


def header(canvas: Canvas, options: CollageOptions) -> float:
    """Write the title at the top; returns the row at which the songs may begin."""
    side = measure(options.width, options.height)
    margin = MARGIN * side
    if not (options.title.strip() and drawable(options.title)):  # better no title than boxes
        return margin
    width = options.width - 2 * margin
    setting = fitted(options.title, width, 1.9 * _TITLE * side, _TITLE * side, 0.024 * side, "semibold")
    for row, line in enumerate(setting.lines):
        write(canvas, (margin, margin + 0.74 * setting.size + row * LEADING * setting.size), line, INK)
    return margin + setting.height + 0.75 * _TITLE * side
