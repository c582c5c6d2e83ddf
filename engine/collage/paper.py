"""The paper collage: paintings of the songs heard most, torn and cut, taped to a table, each with its label."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.api import CollageOptions, Laid, Progress, Step, StyleName
from engine.art.finish import paper as tooth
from engine.art.palette import RGB, mix, oklab, oklch
from engine.collage import _scraps
from engine.collage._colours import papers, table_colour
from engine.collage._plan import Plan, planned
from engine.collage._songs import Song, styles_of
from engine.collage._table import Table
from engine.collage._torn import Sheet
from engine.collage.layout import Arrangement, Cell
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
_STRIP: RGB = (0.968, 0.957, 0.925)
_BELOW: RGB = (0.925, 0.890, 0.815)
INK: RGB = oklch(0.25, 0.02, 60)
_GRAIN, _VIGNETTE = 0.016, 0.09


def draw_paper(songs: Sequence[Song], options: CollageOptions, progress: Progress) -> tuple[Floats, list[Laid]]:
    """(height, width, 3) and where each song lies; ``songs`` are at most twelve, the first is the hero."""
    table = laid_table(songs, options, progress)
    return _finished(table), [_laid(table, song) for song in songs]


def laid_table(songs: Sequence[Song], options: CollageOptions, progress: Progress) -> Table:
    """The table with everything on it, where can be asked what is seen of each song."""
    rng = chance_of(songs, options)
    styles = styles_of(songs, 1 + len(songs) // 4)
    plan = planned(songs, styles, options, rng)
    ground = table_colour(songs)
    table = Table(options.width, options.height, ground, int(rng.integers(0, 2**31)))
    _lay_papers(table, songs, plan.arrangement, ground, rng)
    for done, rank in enumerate(plan.arrangement.order):
        progress(Step("painting", 0.1 + 0.8 * done / len(songs)))
        _lay_piece(table, songs[rank], styles[songs[rank].number], plan.arrangement.sheets[rank], rng)
    progress(Step("laying out the songs", 0.92))
    _lay_words(table, plan, songs)
    return table


def chance_of(songs: Sequence[Song], options: CollageOptions) -> np.random.Generator:
    """Random numbers that follow from the seed, the size and what the songs are called."""
    names = "\n".join(f"{song.piece.title}\t{song.piece.artists}" for song in songs)
    what = f"paper/{options.seed}/{options.width}x{options.height}\n{names}"
    digest = hashlib.blake2b(what.encode("utf-8", "replace"), digest_size=8).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))


def _lay_papers(
    table: Table, songs: Sequence[Song], arrangement: Arrangement, ground: RGB, rng: np.random.Generator
) -> None:
    """Plain sheets under the pieces, where the table would be bare, then a scrap of the hero's sound in dots."""
    cells = arrangement.empty[: 1 if len(songs) == 1 else 2]
    sheets = [_around(arrangement.sheets[0], rng), *(_over(cell, table, rng) for cell in cells)]
    colours = papers(songs, ground, len(sheets), rng)
    heard = [song for song in songs if song.sketch is not None]
    for number, (sheet, colour) in enumerate(zip(sheets, colours, strict=True)):
        table.lay(sheet, _music(table, sheet, colour, heard, rng) if number == 2 else colour)
    if heard and cells:
        sheet = _scrap(cells[0], table, rng)
        width, height = table.content_size(sheet)
        ink = _dark(heard[0].palette.accents, heard[0].palette.ink)
        dots = _scraps.halftone(_sketch(heard[0]), width, height, ink, (0.945, 0.925, 0.875), 8.5 * table.unit)
        table.lay(sheet, dots)


def _music(table: Table, sheet: Sheet, colour: RGB, heard: Sequence[Song], rng: np.random.Generator) -> Floats:
    """What is printed on a sheet of music paper: empty staves, or how loud the second song is."""
    width, height = table.content_size(sheet)
    if not heard or rng.uniform() < 0.4:
        return _scraps.staves(width, height, INK, mix(_STRIP, (0.90, 0.83, 0.66), 0.5), 8.5 * table.unit)
    song = heard[min(1, len(heard) - 1)]
    ink = mix(colour, INK, 0.72) if float(oklab(np.array(colour))[0]) > 0.55 else mix(colour, _STRIP, 0.72)
    return _scraps.waveform(_sketch(song), width, height, ink, colour, 5.5 * table.unit)


def _sketch(song: Song) -> Sketch:
    """The sketch of a song that has one."""
    assert song.sketch is not None
    return song.sketch


def _scrap(cell: Cell, table: Table, rng: np.random.Generator) -> Sheet:
    """A torn scrap about the middle of an empty place."""
    size = min(table.width, table.height)
    wide = float(np.clip(1.1 * cell.width, 0.26 * size, 0.40 * size))
    x = float(np.clip(cell.left + cell.width * rng.uniform(0.35, 0.65), 0.5 * wide, table.width - 0.5 * wide))
    y = float(np.clip(cell.top + cell.height * rng.uniform(0.35, 0.65), 0.3 * wide, table.height - 0.3 * wide))
    return Sheet((x, y), wide, 0.64 * wide, float(rng.normal(0.0, 0.10)), (5.0, 4.0, 6.0, 3.0), lift=5.0)


def _dark(accents: Sequence[RGB], ink: RGB) -> RGB:
    """The darkest colour of a song, deep enough to print with."""
    darkest = min((*accents, ink), key=lambda colour: float(oklab(np.array(colour))[0]))
    return mix(darkest, INK, 0.35)


def _around(hero: Sheet, rng: np.random.Generator) -> Sheet:
    """A sheet behind the hero that looks out on two sides."""
    x = hero.centre[0] + float(rng.choice([-1, 1])) * 0.16 * hero.width
    y = hero.centre[1] + float(rng.choice([-1, 1])) * 0.16 * hero.height
    turn = float(rng.choice([-1, 1]) * rng.uniform(0.05, 0.16))
    wide, high = rng.uniform(0.84, 1.08, 2) * (hero.width, hero.height)
    return Sheet((x, y), float(wide), float(high), turn, _some_torn(rng), lift=4.0)


def _over(cell: Cell, table: Table, rng: np.random.Generator) -> Sheet:
    """A sheet in an empty place, larger than it, so that neighbours lie on its edges."""
    x, y = cell.left + cell.width * float(rng.uniform(0.4, 0.6)), cell.top + cell.height * float(rng.uniform(0.4, 0.6))
    most = 0.62 * min(table.width, table.height)
    wide, high = np.minimum(rng.uniform(1.1, 1.45, 2) * (cell.width, cell.height), most)
    return Sheet((x, y), float(wide), float(high), float(rng.normal(0.0, 0.12)), _some_torn(rng), lift=4.0)


def _some_torn(rng: np.random.Generator) -> tuple[float, float, float, float]:
    sides = np.where(rng.permutation([True, True, False, False]), rng.uniform(1.5, 4.0, 4), 0.0)
    return float(sides[0]), float(sides[1]), float(sides[2]), float(sides[3])


def _lay_piece(table: Table, song: Song, style: StyleName | None, sheet: Sheet, rng: np.random.Generator) -> None:
    width, height = table.content_size(sheet)
    cover = song.cover
    if cover is not None:
        face = np.asarray(cover.resize((width, height), PIL.Image.Resampling.LANCZOS), dtype=np.float32) / 255.0
    else:
        face = song.painting(style, width, height, math.inf)  # its label names it
    table.lay(sheet, face, song.rank)
    _fasten(table, song, sheet, rng)


def _fasten(table: Table, song: Song, sheet: Sheet, rng: np.random.Generator) -> None:
    """Tape, a staple, a pin or nothing: enough to be believed, not more."""
    size = min(table.width, table.height)
    draw = float(rng.uniform())
    across = float(rng.uniform(-0.25, 0.25)) * sheet.width
    top = np.array([across, -sheet.height / 2]) @ sheet.axes + np.array(sheet.centre)
    if song.rank == 0:
        for side in (-1.0, 1.0):
            corner = np.array([side * 0.485 * sheet.width, -0.485 * sheet.height]) @ sheet.axes + np.array(sheet.centre)
            turn = sheet.turn + side * math.radians(float(rng.uniform(34, 50)))
            _scraps.tape(table, (float(corner[0]), float(corner[1])), 0.088 * size, 0.030 * size, turn)
    elif sheet.round:
        if draw < 0.5:
            _scraps.pin(
                table, (float(sheet.centre[0]), float(sheet.centre[1] - 0.42 * sheet.height)), oklch(0.55, 0.19, 28)
            )
    elif draw < 0.48:
        turn = sheet.turn + float(rng.normal(0.0, 0.10))
        _scraps.tape(table, (float(top[0]), float(top[1])), 0.088 * size, 0.029 * size, turn)
    elif draw < 0.68:
        inner = np.array([across, -sheet.height / 2 + 0.016 * size]) @ sheet.axes + np.array(sheet.centre)
        _scraps.staple(table, (float(inner[0]), float(inner[1])), sheet.turn + float(rng.normal(0.0, 0.12)))


def _lay_words(table: Table, plan: Plan, songs: Sequence[Song]) -> None:
    """The headline, light on a dark strip, then every label."""
    dark = mix(_dark(songs[0].palette.accents, songs[0].palette.ink), INK, 0.5)
    for strip, sheet in plan.headline:
        width, height = table.content_size(sheet)
        table.lay(sheet, strip.printed(width, height, dark, _STRIP))
    for label in plan.labels.values():
        for strip, sheet in reversed(label.strips):
            width, height = table.content_size(sheet)
            table.lay(sheet, strip.printed(width, height, _STRIP if strip.first else _BELOW, INK))


def _laid(table: Table, song: Song) -> Laid:
    box, visible, _ = table.seen(song.rank)
    return Laid(song.number, box.left, box.top, box.right, box.bottom, round(visible, 4))


def _finished(table: Table) -> Floats:
    """Grain and a darker rim over everything, which glue the layers together."""
    height, width = table.height, table.width
    picture = table.picture
    y = np.linspace(-1.0, 1.0, height, dtype=np.float32)[:, None] ** 2
    x = np.linspace(-1.0, 1.0, width, dtype=np.float32)[None, :] ** 2
    picture *= (1.0 - np.float32(_VIGNETTE) * np.clip(x + y - 0.5, 0.0, 1.5))[..., None]
    seen = np.float32(0.35) + np.float32(0.65) * picture.mean(axis=2)  # on dark paper grain is seen far more
    picture += (np.float32(_GRAIN) * tooth(height, width) * seen)[..., None]
    return np.clip(picture, 0.0, 1.0, out=picture)
