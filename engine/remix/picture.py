"""The picture of a remix: both songs, the remix between them, and threads that show what came from where.

The first song and the remix share their time, so straight threads lead from beat to beat. The second song's stretches
are bands (its harmony) and strings (its drums) from where they lie in the remix to where they were taken. Each song is
painted in its mood's colours, and every spot of the remix in the colour of the song that it sounds more like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.api import ENGLISH, Labels, Picture
from engine.art._labels import legible
from engine.art.canvas import Box, Canvas
from engine.art.finish import encode, paper
from engine.art.palette import RGB, Palette, mix, oklab, palette_of, shifted, srgb
from engine.art.plane import GROUND, INK, STRONG
from engine.art.text import write, written
from engine.remix.score import Score, Staff
from engine.remix.units import Run

Floats = NDArray[np.floating[Any]]

WIDTH, HEIGHT = 1200, 1390
_FREE = 150  # rows that nobody needs where no stretch is shown
_LEFT, _RIGHT = 60, WIDTH - 60
_FIRST, _REMIX, _SECOND = Box(_LEFT, 106, _RIGHT, 346), Box(_LEFT, 484, _RIGHT, 824), Box(_LEFT, 1052, _RIGHT, 1246)
_LANES = ((834.0, 850.0), (856.0, 872.0))  # rows of the drums and of the bed under the remix
_ROUND = 14.0  # radius of a sheet's corners
_GRAIN = 0.010
_MOST_BEATS = 110  # lines that can still be told apart
_KEY = (-15.0, -3.0)  # rows of the second song's parts, above it
_GAMMA = 0.85  # below 1, so that quiet sounds are seen


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A staff on the picture: where it lies and its colours.

    ``inks`` are three, from low tones to high ones; ``tints`` are those of its parts, from its beginning to its end.
    """

    staff: Staff
    box: Box
    palette: Palette
    inks: tuple[RGB, ...]
    tints: tuple[RGB, ...] = ()

    def across(self, seconds: Floats | float) -> Floats:
        """Columns of moments."""
        share = np.clip(np.asarray(seconds, dtype=np.float64) / max(self.staff.seconds, 1e-6), 0.0, 1.0)
        return np.asarray(self.box.left + share * self.box.width)

    @property
    def beats(self) -> Floats:
        """Columns of the beats; of very many, of every second or fourth."""
        beats = self.staff.beats
        return self.across(beats[:: 1 if len(beats) <= _MOST_BEATS else 2 if len(beats) <= 2 * _MOST_BEATS else 4])

    @property
    def outline(self) -> Floats:
        """(n, 2): a rectangle with round corners."""
        turn = np.linspace(0.0, np.pi / 2, 9)
        curve = _ROUND * np.stack([1.0 - np.cos(turn), 1.0 - np.sin(turn)], axis=1)
        box = self.box
        corners = [
            (box.left + curve[:, 0], box.top + curve[:, 1]),
            (box.right - curve[::-1, 0], box.top + curve[::-1, 1]),
            (box.right - curve[:, 0], box.bottom - curve[:, 1]),
            (box.left + curve[::-1, 0], box.bottom - curve[::-1, 1]),
        ]
        return np.concatenate([np.stack(corner, axis=1) for corner in corners])


def draw_remix(score: Score, labels: Labels = ENGLISH) -> Picture:
    """Draw a remix and what it was made of; ``first`` and ``second`` of the labels may be the songs' titles.

    1200 x 1390 pixels, or 1200 x 1240 without stretches to show; the same score and labels give the same bytes.
    """
    words, free = legible(labels), 0 if score.drums or score.bed else _FREE
    first, second, remix = _sheets(score, free)
    canvas = Canvas(WIDTH, HEIGHT - free, GROUND)
    _threads(canvas, first, remix)
    _bands(canvas, score.bed, remix, second)
    _strings(canvas, score.drums, remix, second)
    _lay(canvas, first, _painted(first))
    _lay(canvas, second, _painted(second))
    _lay(canvas, remix, _mixed(remix, first, second))
    if not free:
        _parts(canvas, second)
    for runs, rows in zip((score.drums, score.bed), _LANES, strict=True):
        _lane(canvas, runs, rows, remix, second)
    for sheet, name, below in ((first, words.first, False), (remix, words.remix, False), (second, words.second, True)):
        _name(canvas, sheet, name, words, below)
    _legend(canvas, score, second, words)
    return encode(canvas.pixels + _GRAIN * paper(canvas.height, WIDTH)[..., None], "jpeg")


def _sheets(score: Score, free: int) -> tuple[_Sheet, _Sheet, _Sheet]:
    """Each with its mood's colours. Two songs of one mood share them out, so that they can be told apart."""
    one, other, made = (palette_of(staff.mood) for staff in (score.first, score.second, score.remix))
    alike = score.first.mood.quadrant == score.second.mood.quadrant
    first = _Sheet(score.first, _FIRST, one, (one.accents[2], one.accents[1], one.accents[0]))
    strange = (3, 4, 3) if alike else (2, 1, 0)
    spare = [shifted(other.accents[at], by) for at in (3, 4) for by in (0.0, -0.12)]
    box = Box(_SECOND.left, _SECOND.top - free, _SECOND.right, _SECOND.bottom - free)
    second = _Sheet(
        score.second, box, other, tuple(other.accents[at] for at in strange), tuple(spare) if alike else other.accents
    )
    return first, second, _Sheet(score.remix, _REMIX, made, first.inks)


# --- sheets ---------------------------------------------------------------------------------------------------------


def _levels(staff: Staff, box: Box) -> Floats:
    """(rows, columns) of a box in 0..1, high tones on top."""
    image = PIL.Image.fromarray(np.ascontiguousarray(staff.levels[::-1], dtype=np.float32))
    large = np.asarray(image.resize((box.width, box.height), PIL.Image.Resampling.BICUBIC))
    return np.clip(gaussian_filter(large, (1.2, 0.5)), 0.0, 1.0) ** _GAMMA


def _inks(colours: Sequence[RGB], rows: int) -> Floats:
    """(rows, 1, 3) OKLab: the colours along the pitch, the last on top."""
    lab = oklab(np.array(colours))
    at = np.linspace(len(colours) - 1.0, 0.0, rows)
    return np.stack([np.interp(at, np.arange(len(colours)), lab[:, k]) for k in range(3)], axis=1)[:, None, :]


def _coloured(levels: Floats, inks: Floats, palette: Palette) -> Floats:
    """Paint levels: from the ground through the ink to its brightest, or on light ground its deepest, tone."""
    ground = oklab(np.array(palette.ground))
    level = levels[..., None]
    body = ground + (inks - ground) * np.minimum(level / 0.72, 1.0)
    peak = np.clip((level - 0.72) / 0.28, 0.0, 1.0)
    body[..., :1] += (0.16 if palette.dark else -0.20) * peak
    return np.clip(srgb(body), 0.0, 1.0)


def _painted(sheet: _Sheet) -> Floats:
    return _coloured(_levels(sheet.staff, sheet.box), _inks(sheet.inks, sheet.box.height), sheet.palette)


def _mixed(remix: _Sheet, first: _Sheet, second: _Sheet) -> Floats:
    """The remix: what was already in the first song at that moment in its colours, what is new in the second's."""
    levels, before = _levels(remix.staff, remix.box), _levels(first.staff, remix.box)
    new = gaussian_filter(np.maximum(levels - before, 0.0), 3.0) / (gaussian_filter(levels, 3.0) + 0.05)
    share = (1.0 / (1.0 + np.exp(-9.0 * (new - 0.32))))[..., None]
    own, others = _inks(first.inks, remix.box.height), _inks(second.inks, remix.box.height)
    return _coloured(levels, own + (others - own) * share, remix.palette)


def _lay(canvas: Canvas, sheet: _Sheet, pixels: Floats) -> None:
    """Lay a sheet on the paper with its shadow, and its beats over it."""
    outline = sheet.outline
    canvas.shadow(outline, 7.0, (0.0, 4.0), 0.30)
    box = sheet.box
    canvas.blend(pixels, canvas.mask(outline)[box.slices], box)
    for x in sheet.beats:
        line = [[x, box.top + 5.0], [x, box.bottom - 5.0]]
        canvas.stroke(line, 1.0, sheet.palette.ink, 0.20, "butt", smooth=False)
        canvas.stroke([[x, box.bottom - 12.0], [x, box.bottom - 4.0]], 2.0, sheet.palette.ink, 0.65, smooth=False)


# --- what came from where -------------------------------------------------------------------------------------------


def _threads(canvas: Canvas, first: _Sheet, remix: _Sheet) -> None:
    """Straight threads from the first song's beats to the remix."""
    colour = mix(first.inks[2], INK, 0.25)
    for x in first.beats:
        canvas.stroke([[x, first.box.bottom - 2.0], [x, remix.box.top + 2.0]], 1.6, colour, 0.55, "butt", smooth=False)


def _edges(run: Run, remix: _Sheet, second: _Sheet, top: float) -> tuple[Floats, Floats]:
    """The left and the right border (n, 2) of a band from the remix down to where it was taken."""
    fall = np.linspace(0.0, 1.0, 28)
    sway = fall * fall * (3.0 - 2.0 * fall)
    rows = top + (second.box.top + _KEY[0] - top) * fall
    ends = zip(remix.across(np.array([run.start, run.end])), _taken(run, second), strict=True)
    left, right = (np.stack([here + (there - here) * sway, rows], axis=1) for here, there in ends)
    return left, right


def _taken(run: Run, second: _Sheet) -> Floats:
    return second.across(np.array([run.source_start, run.source_end]))


def _tint(run: Run, second: _Sheet) -> RGB:
    """The colour of a stretch: that of the part of the second song which it was taken from."""
    at = (run.source_start + run.source_end) / 2 / max(second.staff.seconds, 1e-6)
    return second.tints[int(np.clip(at, 0.0, 0.999) * len(second.tints))]


def _parts(canvas: Canvas, second: _Sheet) -> None:
    """Above the second song, the colours of its parts, where the bands and strings end."""
    top, bottom = (second.box.top + row for row in _KEY)
    borders = np.linspace(second.box.left, second.box.right, len(second.tints) + 1)
    for left, right, tint in zip(borders, borders[1:], second.tints, strict=False):
        canvas.polygon(_bar(left, right, top, bottom), tint)


def _bar(left: float, right: float, top: float, bottom: float) -> list[list[float]]:
    return [[left + 0.8, top], [right - 0.8, top], [right - 0.8, bottom], [left + 0.8, bottom]]


def _bands(canvas: Canvas, runs: Sequence[Run], remix: _Sheet, second: _Sheet) -> None:
    """The second song's harmony, as bands of water colour."""
    for run in runs:
        left, right = _edges(run, remix, second, _LANES[1][1])
        canvas.polygon(np.concatenate([left, right[::-1]]), _tint(run, second), 0.34)
        for edge in (left, right):
            canvas.stroke(edge, 1.0, _tint(run, second), 0.5, smooth=False)


def _strings(canvas: Canvas, runs: Sequence[Run], remix: _Sheet, second: _Sheet) -> None:
    """Its drums, as a few strings from each stretch."""
    for run in runs:
        left, right = _edges(run, remix, second, _LANES[0][1])
        colour = mix(_tint(run, second), INK, 0.35)
        count = int(np.clip(round((run.end - run.start) / 0.5), 2, 5))
        for share in np.linspace(0.12, 0.88, count):
            canvas.stroke(left + (right - left) * share, 1.3, colour, 0.55, smooth=False)


def _lane(canvas: Canvas, runs: Sequence[Run], rows: tuple[float, float], remix: _Sheet, second: _Sheet) -> None:
    """Under the remix, the stretches that sound at each moment, in the colours of where they come from."""
    top, bottom = rows
    for run in runs:
        left, right = remix.across(np.array([run.start, run.end]))
        canvas.polygon(_bar(left, right, top, bottom), _tint(run, second))


# --- words ----------------------------------------------------------------------------------------------------------


def _name(canvas: Canvas, sheet: _Sheet, name: str, labels: Labels, below: bool) -> None:
    """What a sheet is, and its mood, above it, or below where bands end above."""
    mood = sheet.staff.mood.quadrant
    y = sheet.box.bottom + 54.0 if below else sheet.box.top - 22.0
    feeling = written(labels.of(mood), 34, "medium", 300.0)
    title = written(name, 42, "semibold", sheet.box.width - feeling.width - 90.0)
    for line, x, anchor in ((title, float(_LEFT), "left"), (feeling, _RIGHT - 34.0, "right")):
        _halo(canvas, line.mask, (x - (line.width if anchor == "right" else 0), y - line.baseline))
    write(canvas, (_LEFT, y), title, INK)
    write(canvas, (_RIGHT - 34.0, y), feeling, INK, "right", 0.8)
    canvas.discs([[_RIGHT - 12.0, y - 11.0]], 12.0, STRONG[mood])


def _halo(canvas: Canvas, mask: Floats, place: tuple[float, float]) -> None:
    """Bare paper around words, where threads run behind them."""
    wide = np.pad(mask, 14)
    glow = np.clip(gaussian_filter((wide > 0.1).astype(np.float32), 5.0) * 3.0, 0.0, 1.0)
    left, top = round(place[0]) - 14, round(place[1]) - 14
    box = Box(max(0, left), max(0, top), min(WIDTH, left + wide.shape[1]), min(canvas.height, top + wide.shape[0]))
    canvas.blend(GROUND, glow[box.top - top : box.bottom - top, box.left - left : box.right - left], box)


def _legend(canvas: Canvas, score: Score, second: _Sheet, labels: Labels) -> None:
    """What strings and bands are, as far as there are any."""
    y, x = HEIGHT - 32.0, float(_LEFT)
    for runs, name in ((score.drums, labels.drums), (score.bed, labels.bed)):
        if not runs:
            continue
        colour = second.tints[len(second.tints) // 2]
        if runs is score.drums:
            for shift in (-9.0, 0.0, 9.0):
                canvas.stroke([[x, y - 9 + shift], [x + 58, y - 9 + shift]], 2.2, mix(colour, INK, 0.35), 0.8)
        else:
            canvas.polygon([[x, y - 20], [x + 58, y - 20], [x + 58, y + 2], [x, y + 2]], colour, 0.55)
        line = written(name, 33, "medium", 420.0)
        write(canvas, (x + 74.0, y), line, INK, alpha=0.85)
        x += 74.0 + line.width + 56.0
