"""The title tile: a printed card in place of the painting of a song that could not be heard."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.canvas import Canvas
from engine.art.palette import RGB, Palette, mix
from engine.art.text import write, written
from engine.collage._type import LEADING, fitted

Floats = NDArray[np.floating[Any]]


def title_tile(
    title: str, artists: str, palette: Palette, width: int, height: int, number: int, smallest: float
) -> Floats:
    """(height, width, 3) sRGB: a title over the grooves of a record; ``number`` varies colour and side.

    A tile with no room for words of ``smallest`` pixels shows the record alone.
    """
    side = float(min(width, height))
    accent = palette.accents[number % len(palette.accents)]
    tinted = number % 2 == 1
    ground = mix(accent, palette.ground, 0.22) if tinted else palette.ground
    canvas = Canvas(width, height, ground)
    vinyl = mix(palette.ground, palette.ink, 0.12) if tinted else accent
    if side < 3 * smallest:
        _record(canvas, (width / 2, height / 2), 0.41 * side, vinyl)
        return canvas.pixels
    across = 0.86 if number % 4 < 2 else 0.14
    _record(canvas, (across * width, height - 0.10 * side), 0.50 * side, vinyl)
    contrasting = abs(sum(palette.ink) - sum(ground)) > 0.9
    ink = palette.ink if contrasting else mix(palette.ink, (0.0, 0.0, 0.0), 0.6)
    _words(canvas, title, artists, ink, smallest)
    return canvas.pixels


def _words(canvas: Canvas, title: str, artists: str, ink: RGB, smallest: float) -> None:
    side = float(min(canvas.width, canvas.height))
    pad = 0.075 * side
    wide, high = canvas.width - 2 * pad, canvas.height - 2.2 * pad
    setting = fitted(title, wide, 0.56 * high, max(smallest, 0.17 * side), smallest, "semibold")
    y = pad + 0.74 * setting.size
    for row, line in enumerate(setting.lines):
        write(canvas, (pad, y + row * LEADING * setting.size), line, ink)
    if artists.strip() and canvas.height > 5 * smallest:
        size = max(smallest, 0.055 * side)
        y += (len(setting.lines) - 1) * LEADING * setting.size + 1.75 * size
        write(canvas, (pad, y), written(artists, size, max_width=wide), ink, alpha=0.8)


def _record(canvas: Canvas, centre: tuple[float, float], radius: float, colour: RGB) -> None:
    """Grooves around a label and a hole."""
    turn = np.linspace(0.0, 2 * np.pi, 97)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    canvas.discs([centre], radius, colour, 0.9)
    for share in np.linspace(0.38, 0.97, 12):
        groove = np.array(centre) + share * radius * ring
        canvas.stroke(groove, max(0.6, 0.008 * radius), (0.0, 0.0, 0.0), 0.16, smooth=False)
    canvas.discs([centre], 0.30 * radius, mix(colour, (1.0, 0.98, 0.93), 0.72))
    canvas.discs([centre], 0.044 * radius, mix(colour, (0.0, 0.0, 0.0), 0.6))
