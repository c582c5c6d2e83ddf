"""The wall: up to a hundred songs hung side by side, each painted at the size and shape of its own place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import CollageOptions, Laid, Progress, Step
from engine.art.canvas import Box, Canvas
from engine.art.finish import paper
from engine.art.palette import oklch
from engine.art.text import write, written
from engine.collage._header import INK, MARGIN, READABLE, header
from engine.collage._light import LIGHT
from engine.collage._songs import Song, styles_of
from engine.collage._type import measure

Floats = NDArray[np.floating[Any]]
Area = tuple[float, float, float, float]
"""Left, top, width and height in pixels."""
_WALL = oklch(0.875, 0.013, 85)  # deep enough for pale paintings
_LARGEST = 24.0  # the song heard most gets at most so many times the room of the one heard least
_GUTTER = 0.0085  # of the measure, between two songs
_COSTLY = 12  # songs in the style that takes longest
_GRAIN = 0.010


def draw_wall(songs: Sequence[Song], options: CollageOptions, progress: Progress) -> tuple[Floats, list[Laid]]:
    """(height, width, 3) and where each painting hangs; ``songs`` come heard most first."""
    canvas = Canvas(options.width, options.height, _WALL)
    side = measure(options.width, options.height)
    top, margin, gutter = header(canvas, options), MARGIN * side, _GUTTER * side
    area = (
        margin - gutter / 2,
        top - gutter / 2,
        options.width - 2 * margin + gutter,
        options.height - top - margin + gutter,
    )
    styles = styles_of(songs, _COSTLY)
    cells = squarified(weights(songs), area)
    boxes = [_hung(canvas, song, _inner(cell, gutter), side) for song, cell in zip(songs, cells, strict=True)]
    laid = []
    for song, box in zip(songs, boxes, strict=True):
        progress(Step("painting", 0.05 + 0.9 * song.rank / len(songs)))
        canvas.blend(song.painting(styles[song.number], box.width, box.height, READABLE * side), 1.0, box)
        laid.append(Laid(song.number, box.left, box.top, box.right, box.bottom))
    pixels = canvas.pixels + np.float32(_GRAIN) * paper(options.height, options.width, options.seed)[..., None]
    return pixels, laid


def weights(songs: Sequence[Song]) -> list[float]:
    """How much room each song gets: as much as it was heard, within what can still be seen."""
    plays = [float(max(song.piece.plays, 1)) for song in songs]
    return [max(each, max(plays) / _LARGEST) for each in plays]


def squarified(values: Sequence[float], area: Area) -> list[Area]:
    """A treemap whose cells are as square as may be (Bruls, Huizing and van Wijk 2000); ``values`` fall."""
    left, top, width, height = area
    scale = width * height / sum(values)
    sizes = [value * scale for value in values]
    found: list[Area] = []
    at = 0
    while at < len(sizes):
        short = min(width, height)
        end = at + 1
        while end < len(sizes) and _worst(sizes[at : end + 1], short) <= _worst(sizes[at:end], short):
            end += 1
        row = sizes[at:end]
        deep = sum(row) / short
        offset = 0.0
        for size in row:
            long = size / deep
            found.append((left, top + offset, deep, long) if width >= height else (left + offset, top, long, deep))
            offset += long
        if width >= height:
            left, width = left + deep, width - deep
        else:
            top, height = top + deep, height - deep
        at = end
    return found


def _worst(row: Sequence[float], short: float) -> float:
    """The longest shape (side by side) of a row along the shorter side."""
    total = sum(row)
    return max(short**2 * max(row) / total**2, total**2 / (short**2 * min(row)))


def _inner(cell: Area, gutter: float) -> Box:
    left, top, width, height = cell
    half = gutter / 2
    right, bottom = round(left + width - half), round(top + height - half)
    return Box(round(left + half), round(top + half), right, bottom)


def _hung(canvas: Canvas, song: Song, cell: Box, side: float) -> Box:
    """Write a song's name below its place if that is wide enough; what is left for the painting gets its shadow."""
    size = float(np.clip(0.055 * cell.width, READABLE * side, 0.021 * side))
    if song.sketch is None or cell.width < 7.5 * size or cell.height < 7.0 * size:  # a tile names itself
        return _shadowed(canvas, cell, side)
    lines = [(song.name, size, "semibold", 1.0)]
    if cell.height > 12.0 * size:
        below = " · ".join(text for text in (song.artists, song.piece.caption) if text.strip())
        lines += [(below, max(0.86 * size, READABLE * side), "medium", 0.78)] if below else []
    y = cell.bottom - 0.30 * size
    for text, each, weight, alpha in reversed(lines):
        line = written(text, each, "semibold" if weight == "semibold" else "medium", cell.width)
        write(canvas, (float(cell.left), y), line, INK, alpha=alpha)
        y -= 1.22 * each
    return _shadowed(canvas, Box(cell.left, cell.top, cell.right, round(y + 0.22 * size)), side)


def _shadowed(canvas: Canvas, box: Box, side: float) -> Box:
    corners = [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)]
    far = 0.0028 * side
    canvas.shadow(corners, 0.0016 * side, (far * LIGHT[0], far * LIGHT[1]), 0.42, (0.06, 0.04, 0.03))
    return box
