"""The title tile: a printed card in place of the painting of a song that could not be heard."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.canvas import Canvas
from engine.art.palette import Palette, mix
from engine.art.text import write, written
from engine.collage._type import LEADING, fitted

Floats = NDArray[np.floating[Any]]


def title_tile(
    title: str, artists: str, palette: Palette, width: int, height: int, number: int, smallest: float
) -> Floats:
    """(height, width, 3) sRGB: a title over the grooves of a record; ``number`` varies colour and side.

    A tile with no room for words of ``smallest`` pixels stays without them.
    """
    accent = palette.accents[number % len(palette.accents)]
    ground = mix(accent, palette.ground, 0.22) if number % 2 else palette.ground
    canvas = Canvas(width, height, ground)
    side = float(min(width, height))
    _record(canvas, accent if not number % 2 else mix(palette.ground, palette.ink, 0.12), side, number)
    pad = 0.075 * side
    room = height - 2.2 * pad
    if side < 3 * smallest:
        return canvas.pixels
    below = max(smallest, 0.055 * side) if artists.strip() and height > 5 * smallest else 0.0
    largest = max(smallest, 0.17 * side)
    setting = fitted(title or "?", width - 2 * pad, 0.56 * room, largest, smallest, "semibold")
    top = pad + 0.74 * setting.size
    ink = palette.ink if _apart(palette.ink, ground) else mix(palette.ink, (0.0, 0.0, 0.0), 0.6)
    for row, line in enumerate(setting.lines):
        write(canvas, (pad, top + row * LEADING * setting.size), line, ink)
    if below:
        base = top + (len(setting.lines) - 1) * LEADING * setting.size + 1.75 * below
        write(canvas, (pad, base), written(artists, below, max_width=width - 2 * pad), ink, alpha=0.8)
    return canvas.pixels


def _apart(one: tuple[float, float, float], other: tuple[float, float, float]) -> bool:
    return abs(sum(one) - sum(other)) > 0.9


def _record(canvas: Canvas, colour: tuple[float, float, float], side: float, number: int) -> None:
    """Grooves that leave the tile at a lower corner."""
    right = number % 4 < 2
    centre = np.array([canvas.width * (0.86 if right else 0.14), canvas.height - 0.10 * side])
    turn = np.linspace(0.0, 2 * np.pi, 97)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    canvas.discs([centre], 0.50 * side, colour, 0.9)
    for share in np.linspace(0.19, 0.485, 12):
        canvas.stroke(centre + share * side * ring, max(0.6, 0.004 * side), (0.0, 0.0, 0.0), 0.16, smooth=False)
    canvas.discs([centre], 0.15 * side, mix(colour, (1.0, 0.98, 0.93), 0.72))
    canvas.discs([centre], 0.022 * side, mix(colour, (0.0, 0.0, 0.0), 0.6))
