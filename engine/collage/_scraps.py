"""What holds a collage together and fills it: tape, staples, pins, and scraps printed with dots or staves."""

from __future__ import annotations

from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.art.canvas import Box, Canvas
from engine.art.palette import RGB, mix
from engine.collage._light import LIGHT
from engine.collage._table import Table
from engine.collage._torn import inside
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
_TAPE: RGB = (0.945, 0.905, 0.740)
_STEEL: RGB = (0.74, 0.75, 0.77)


def halftone(sketch: Sketch, width: int, height: int, ink: RGB, paper: RGB, cell: float) -> Floats:
    """(height, width, 3): a song's sound printed in dots, time to the right and pitch upwards, on a screen at 22°."""
    levels = gaussian_filter(sketch.mel.astype(np.float32) / 255.0, (1.0, 0.8))
    levels = np.clip((levels - levels.min()) / max(float(np.ptp(levels)), 1e-6), 0.0, 1.0)
    image = PIL.Image.fromarray(np.flipud(levels).copy()).resize((width, height), PIL.Image.Resampling.BICUBIC)
    tone = 0.03 + 0.92 * np.clip(np.asarray(image, dtype=np.float32), 0.0, 1.0) ** 1.5
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    turn = np.deg2rad(22.0)
    u = (np.cos(turn) * x + np.sin(turn) * y) / cell
    v = (np.cos(turn) * y - np.sin(turn) * x) / cell
    away = np.hypot(u - np.round(u), v - np.round(v))
    cover = np.clip((0.70 * np.sqrt(tone) - away) * cell + 0.5, 0.0, 1.0)[..., None]
    return np.asarray(paper, dtype=np.float32) * (1 - cover) + np.asarray(ink, dtype=np.float32) * cover


def staves(width: int, height: int, ink: RGB, paper: RGB, space: float) -> Floats:
    """(height, width, 3): empty music paper."""
    canvas = Canvas(width, height, paper)
    y = 2.0 * space
    while y < height:
        for line in range(5):
            at = y + line * space
            canvas.stroke([[0.0, at], [float(width), at]], max(0.7, 0.09 * space), ink, 0.55, smooth=False)
        y += 9.0 * space
    return canvas.pixels


def waveform(sketch: Sketch, width: int, height: int, ink: RGB, paper: RGB, bar: float) -> Floats:
    """(height, width, 3): how loud a song is, as bars of ``bar`` pixels on either side of a line."""
    canvas = Canvas(width, height, paper)
    count = max(8, int(width / (1.9 * bar)))
    levels = np.interp(np.linspace(0.0, 1.0, count), np.linspace(0.0, 1.0, len(sketch.energy)), sketch.energy / 255.0)
    low, high = np.percentile(levels, [8.0, 97.0])
    spread = np.clip((levels - low) / max(float(high - low), 0.05), 0.0, 1.0) ** 1.3
    for x, level in zip((np.arange(count) + 0.5) * width / count, spread, strict=True):
        tall = (0.05 + 0.33 * float(level)) * height
        canvas.stroke([[x, height / 2 - tall], [x, height / 2 + tall]], bar, ink, 0.9, smooth=False)
    return canvas.pixels


def tape(
    table: Table, centre: tuple[float, float], length: float, width: float, turn: float, tint: RGB = _TAPE
) -> None:
    """A strip of translucent tape, torn off along a toothed edge; it is brightest where it bends over an edge."""
    box = inside(
        (centre[0] - length, centre[1] - length, centre[0] + length, centre[1] + length),
        Box(0, 0, table.width, table.height),
    )
    if box.empty:
        return
    along, across = _local(box, centre, turn)
    tooth = np.abs((across / (0.16 * width)) % 2.0 - 1.0) * 0.11 * width
    cover = np.clip(length / 2 - np.abs(along) - tooth + 0.5, 0.0, 1.0) * np.clip(
        width / 2 - np.abs(across) + 0.5, 0, 1
    )
    dx, dy = (2.2 * table.unit * part for part in LIGHT)
    soft = gaussian_filter(cover, 2.0 * table.unit)
    shade = np.roll(soft, (round(dy), round(dx)), axis=(0, 1))
    table.stain((0.06, 0.04, 0.03), (0.20 * shade * (1 - cover)).astype(np.float32), box)
    wrinkle = 0.06 * np.sin(along / (0.21 * width) + 1.7 * np.sin(across / (0.5 * width)))
    rim = np.clip(1.0 - (width / 2 - np.abs(across)) / (0.06 * width), 0.0, 1.0)
    table.stain(tint, (cover * (0.55 + wrinkle + 0.14 * rim)).astype(np.float32), box)
    gloss = np.exp(-(((across + 0.22 * width) / (0.12 * width)) ** 2))
    table.stain((1.0, 1.0, 0.98), (0.13 * cover * gloss).astype(np.float32), box)


def staple(table: Table, centre: tuple[float, float], turn: float) -> None:
    """A staple: a bright wire with a shadow below it."""
    length, wire = 26.0 * table.unit, 2.6 * table.unit
    reach = length
    box = inside(
        (centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach),
        Box(0, 0, table.width, table.height),
    )
    if box.empty:
        return
    for offset, tone, alpha, thick in (
        (2.0 * table.unit, (0.05, 0.04, 0.03), 0.45, 1.5),
        (0.0, mix(_STEEL, (0.2, 0.2, 0.22), 0.35), 1.0, 1.0),
        (-0.35 * wire, (0.97, 0.97, 0.98), 0.8, 0.38),
    ):
        along, across = _local(box, (centre[0] + offset * LIGHT[0], centre[1] + offset * LIGHT[1]), turn)
        away = np.hypot(np.maximum(np.abs(along) - length / 2, 0.0), across)
        cover = np.clip(thick * wire / 2 - away + 0.5, 0.0, 1.0)
        table.stain(tone, (alpha * cover).astype(np.float32), box)


def pin(table: Table, centre: tuple[float, float], colour: RGB) -> None:
    """A drawing pin seen from above: a round head with the lamp in it, and its shadow."""
    size = 10.5 * table.unit
    reach = 4.0 * size
    box = inside(
        (centre[0] - reach, centre[1] - reach, centre[0] + reach, centre[1] + reach),
        Box(0, 0, table.width, table.height),
    )
    if box.empty:
        return
    x, y = _local(box, centre, 0.0)
    fall = np.hypot(x - 1.05 * size * LIGHT[0], y - 1.05 * size * LIGHT[1])
    table.stain((0.05, 0.035, 0.03), (0.5 * np.clip(1.25 - fall / (1.25 * size), 0.0, 1.0)).astype(np.float32), box)
    away = np.hypot(x, y)
    head = np.clip(size - away + 0.5, 0.0, 1.0).astype(np.float32)
    table.stain(mix(colour, (0.0, 0.0, 0.0), 0.18), head, box)
    dome = np.clip(1.0 - np.hypot(x + 0.28 * size * LIGHT[0], y + 0.28 * size * LIGHT[1]) / (0.80 * size), 0.0, 1.0)
    table.stain(mix(colour, (1.0, 1.0, 1.0), 0.25), (head * np.minimum(1.0, 1.6 * dome)).astype(np.float32), box)
    spark = np.exp(-((np.hypot(x + 0.42 * size * LIGHT[0], y + 0.42 * size * LIGHT[1]) / (0.20 * size)) ** 2))
    table.stain((1.0, 1.0, 1.0), (0.85 * spark).astype(np.float32), box)


def _local(box: Box, centre: tuple[float, float], turn: float) -> tuple[Floats, Floats]:
    """The pixels of a box, along and across a direction through ``centre``."""
    x = np.arange(box.left, box.right, dtype=np.float32)[None, :] + np.float32(0.5 - centre[0])
    y = np.arange(box.top, box.bottom, dtype=np.float32)[:, None] + np.float32(0.5 - centre[1])
    cosine, sine = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    return x * cosine + y * sine, y * cosine - x * sine
