"""The grid: whole covers as they are, with rounded corners, in plain rows; what is said of them stands below them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import PIL.Image
import PIL.ImageDraw
from numpy.typing import NDArray

from engine.api import CollageOptions, Laid, Progress, Step
from engine.art.canvas import Box, Canvas
from engine.art.text import Weight, write, written
from engine.collage._header import GROUND, INK, MARGIN, READABLE, header
from engine.collage._songs import Song
from engine.collage._type import measure

Floats = NDArray[np.floating[Any]]
_GAP = 0.022  # of the measure, between covers
_CORNER = 0.025  # radius of a cover's corners, of its height
_WORDS = 4.3  # height of what stands below a cover, in sizes of type


def draw_grid(songs: Sequence[Song], options: CollageOptions, progress: Progress) -> tuple[Floats, list[Laid]]:
    """(height, width, 3) and where each cover lies; at most twenty songs, heard most first.

    A cover is made larger or smaller as a whole, and otherwise left as it is: not cropped, tinted or written on. A
    song whose cover is missing or cannot be read gets a title tile.
    """
    canvas = Canvas(options.width, options.height, GROUND)
    side = measure(options.width, options.height)
    top, margin, gap = header(canvas, options), MARGIN * side, _GAP * side
    width, height = options.width - 2 * margin, options.height - top - margin
    columns, size = _columns(len(songs), width, height, gap, side)
    type_size = _type_size(size, side)
    left = margin + (width - columns * size - (columns - 1) * gap) / 2
    laid = []
    for song in songs:
        progress(Step("laying out the songs", 0.05 + 0.9 * song.rank / len(songs)))
        x = left + (song.rank % columns) * (size + gap)
        y = top + (song.rank // columns) * (size + _WORDS * type_size + gap)
        box = _place(canvas, song, (x, y), size)
        laid.append(Laid(song.number, box.left, box.top, box.right, box.bottom))
        _say(canvas, song, (x, y + size), size, type_size)
    return canvas.pixels, laid


def _columns(count: int, width: float, height: float, gap: float, side: float) -> tuple[int, float]:
    """How many covers stand in a row so that they are as large as possible, and how large that is."""
    best = (1, 0.0)
    for columns in range(1, count + 1):
        rows = math.ceil(count / columns)
        wide = (width - (columns - 1) * gap) / columns
        high = (height - (rows - 1) * gap) / rows
        size = min(wide, high - _WORDS * _type_size(min(wide, high), side))
        if size > best[1]:
            best = (columns, size)
    return best


def _type_size(size: float, side: float) -> float:
    return float(np.clip(0.062 * size, READABLE * side, 0.022 * side))


def _place(canvas: Canvas, song: Song, place: tuple[float, float], size: float) -> Box:
    """Lay a cover on the lower middle of its square, whole."""
    cover = song.cover
    aspect = cover.width / cover.height if cover else 1.0
    wide, high = max(1, round(size * min(1.0, aspect))), max(1, round(size * min(1.0, 1.0 / aspect)))
    left, top = round(place[0] + (size - wide) / 2), round(place[1] + size - high)
    box = Box(left, top, left + wide, top + high)
    if cover is not None:
        face = np.asarray(cover.resize((wide, high), PIL.Image.Resampling.LANCZOS), dtype=np.float32) / 255.0
    else:
        face = song.painting(None, wide, high, 0.06 * size)
    canvas.blend(face, _rounded(wide, high), box)
    return box


def _rounded(width: int, height: int) -> Floats:
    """(height, width) 0..1: a rectangle with rounded corners, drawn four times as large."""
    mask = PIL.Image.new("L", (4 * width, 4 * height), 0)
    corner = max(4.0, _CORNER * height)
    PIL.ImageDraw.Draw(mask).rounded_rectangle((0, 0, 4 * width - 1, 4 * height - 1), 4 * corner, fill=255)
    small = mask.resize((width, height), PIL.Image.Resampling.BOX)
    return np.asarray(small, dtype=np.float32) / np.float32(255.0)


def _say(canvas: Canvas, song: Song, place: tuple[float, float], width: float, size: float) -> None:
    """Title, artists and caption below a cover, each in one line."""
    y = place[1] + 0.35 * size
    lines: tuple[tuple[str, float, Weight, float], ...] = (
        (song.name, size, "semibold", 1.0),
        (song.artists, 0.88 * size, "medium", 0.85),
        (song.piece.caption, 0.80 * size, "medium", 0.7),
    )
    for text, each, weight, alpha in lines:
        if text.strip():
            y += 1.18 * each
            write(canvas, (place[0], y), written(text, each, weight, width), INK, alpha=alpha)
