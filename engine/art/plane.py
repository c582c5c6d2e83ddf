"""Two drawn charts: songs on the mood plane, and the spectrogram a sketch keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import PIL.Image
from numpy.typing import NDArray

from engine.api import ENGLISH, Dot, Labels, Picture, Quadrant
from engine.art._labels import Rectangle, legend_columns, legible, placed
from engine.art.canvas import Box, Canvas
from engine.art.finish import encode, paper
from engine.art.palette import RGB, mix, oklch
from engine.art.spacing import apart
from engine.art.styles.bloom._water import Blot, Wet
from engine.art.text import Anchor, Line, write, written
from engine.sketch import Sketch
from engine.spectrum import HIGHEST, LOWEST

Floats = NDArray[np.float64]
_SIDE = 1080  # pixels of the plane itself, along each side
_MARGIN = 96  # from the picture's edge to the ends of the axes
GROUND, INK = oklch(0.955, 0.012, 90), oklch(0.30, 0.03, 290)
_RADIUS = 13.0  # of a dot
_ROW = 32  # of the list of names
_NAMED = 14  # songs up to which names stand beside the dots
_LONGEST = 380.0  # pixels of a word of the plane's own, which leaves the axes free
_SIGNS: dict[Quadrant, tuple[int, int]] = {"happy": (1, -1), "angry": (-1, -1), "sad": (-1, 1), "relaxed": (1, 1)}
WASH: dict[Quadrant, RGB] = {
    "happy": oklch(0.86, 0.15, 85),
    "angry": oklch(0.66, 0.18, 30),
    "sad": oklch(0.62, 0.09, 258),
    "relaxed": oklch(0.78, 0.10, 160),
}
STRONG: dict[Quadrant, RGB] = {
    "happy": oklch(0.72, 0.17, 58),
    "angry": oklch(0.52, 0.20, 28),
    "sad": oklch(0.44, 0.10, 260),
    "relaxed": oklch(0.56, 0.10, 170),
}


def draw_plane(dots: Sequence[Dot], labels: Labels = ENGLISH) -> Picture:
    """Draw up to some forty songs by valence (to the right) and arousal (upwards).

    Songs of unsure mood are hollow. Names stand beside the dots as long as they fit without touching; otherwise dots
    are numbered and the names stand below.
    """
    words = _words(legible(labels))
    places = _places(dots)
    names = _names_beside(dots, places, [word.area for word in words]) if len(dots) <= _NAMED else None
    lines = [] if names is not None else _legend(dots)
    columns = legend_columns(lines, _SIDE - 2 * _MARGIN) if lines else []
    rows = max((len(column) for column in columns), default=0)
    canvas = Canvas(_SIDE, _SIDE + (_ROW * rows + 40 if rows else 0), GROUND)
    canvas = _moods(canvas)
    _axes(canvas)
    for word in words:
        word.lay(canvas)
    for number, (dot, place) in enumerate(zip(dots, places, strict=True), start=1):
        _dot(canvas, dot, place, "" if names is not None else str(number))
    for name in names or ():
        write(canvas, (name.left, name.baseline), name.line, INK)
    width = (_SIDE - 2 * _MARGIN) / max(1, len(columns))
    for at, column in enumerate(columns):
        for row, line in enumerate(column):
            write(canvas, (_MARGIN + at * width, _SIDE + _ROW * row + 10), line, INK)
    return encode(_papered(canvas), "png")


@dataclass(frozen=True, slots=True)
class _Name:
    """A label and where it is written."""

    line: Line
    left: float
    baseline: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the plane's own: where its baseline runs, and the area that no name may touch.

    One with a ``turn`` is written upwards (1) or downwards (-1), its middle at ``place``.
    """

    line: Line
    place: tuple[float, float]
    area: Rectangle
    ink: RGB = INK
    anchor: Anchor = "middle"
    turn: int = 0

    def lay(self, canvas: Canvas) -> None:
        """Write it."""
        if not self.turn:
            write(canvas, self.place, self.line, self.ink, self.anchor)
            return
        mask = np.rot90(self.line.mask, self.turn)
        top, left = round(self.place[1] - mask.shape[0] / 2), round(self.place[0] - mask.shape[1] / 2)
        canvas.blend(self.ink, mask, Box(left, top, left + mask.shape[1], top + mask.shape[0]))


def _places(dots: Sequence[Dot]) -> Floats:
    """(n, 2) pixels; songs of the same mood are moved apart until both dots are seen."""
    half = _SIDE / 2 - _MARGIN
    plane = np.array([[dot.mood.valence, -dot.mood.arousal] for dot in dots], dtype=np.float64).reshape(-1, 2)
    raw = _SIDE / 2 + half * np.clip(plane, -0.97, 0.97)
    jog = np.arange(len(dots))[:, None] * np.array([[1e-3, 7e-4]])  # equal moods need a direction to part in
    return np.asarray(apart(raw + jog, np.full(len(dots), _RADIUS), _SIDE, _SIDE, 1.08)) if len(dots) else raw


def _moods(canvas: Canvas) -> Canvas:
    """Four washes of colour that run into each other."""
    wet = Wet(canvas, np.random.default_rng(11), 1.0, dark=False)
    middle, away = _SIDE / 2, 0.225 * _SIDE
    for mood, (x, y) in _SIGNS.items():
        for size, strength in ((0.27, 0.34), (0.19, 0.16)):
            place = (middle + x * away, middle + y * away)
            shape = np.full(96, size * _SIDE)
            wet.blot(Blot(place, shape, WASH[mood], strength, bleed=0.62, rough=0.09, rim=0.35))
    return wet.dry()


def _axes(canvas: Canvas) -> None:
    low, high, middle = float(_MARGIN), float(_SIDE - _MARGIN), _SIDE / 2
    pale = mix(INK, GROUND, 0.35)
    for line in ([[low, middle], [high, middle]], [[middle, low], [middle, high]]):
        canvas.stroke(line, 1.4, pale, 0.8, smooth=False)
    for ends in (-1, 1):
        for step in (0.25, 0.5, 0.75, 1.0):
            at = middle + ends * step * (middle - low)
            size = 7.0 if step == 1.0 else 3.5
            canvas.stroke([[at, middle - size], [at, middle + size]], 1.4, pale, 0.8, smooth=False)
            canvas.stroke([[middle - size, at], [middle + size, at]], 1.4, pale, 0.8, smooth=False)


def _dot(canvas: Canvas, dot: Dot, place: Floats, number: str) -> None:
    colour = STRONG[dot.mood.quadrant]
    turn = np.linspace(0.0, 2 * np.pi, 48, endpoint=False)
    ring = place + _RADIUS * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    canvas.shadow(ring, 3.0, (1.0, 2.5), 0.35)
    canvas.polygon(ring, GROUND)
    hollow = dot.mood.unsure
    canvas.discs([place], _RADIUS - 2.2, colour)
    if hollow:
        canvas.discs([place], _RADIUS - 4.8, GROUND)
    if number:
        line = written(number, 14, "semibold")
        ink = mix(colour, INK, 0.3) if hollow else GROUND
        write(canvas, (float(place[0]), float(place[1]) + 5), line, ink, "middle")


def _names_beside(dots: Sequence[Dot], places: Floats, words: Sequence[Rectangle]) -> list[_Name] | None:
    """Every song's name beside its dot, shortened if need be, or None where they do not all fit."""
    lines = [[written(dot.label, 21, max_width=widest) for widest in (300, 230, 180)] for dot in dots]
    inside = Rectangle(20, 60, _SIDE - 20, _SIDE - 60)
    for free in ([*words, *_lines()], words):  # names cross an axis only if they must
        for shortening in range(3):  # first only those in the way are shortened, then all
            choices = [options[shortening:] for options in lines]
            sizes = [[(line.width, 24.0) for line in options] for options in choices]
            spots = placed(places, sizes, _RADIUS, inside, free)
            if spots is not None:
                return [
                    _Name(options[spot.choice], spot.area.left, spot.area.top + 18)
                    for options, spot in zip(choices, spots, strict=True)
                ]
    return None


def _words(labels: Labels) -> list[_Word]:
    """The moods' names in the corners and the axes' words at their ends."""
    low, high, middle = float(_MARGIN), float(_SIDE - _MARGIN), _SIDE / 2
    found = []
    for mood, (right, down) in _SIGNS.items():
        line = written(labels.of(mood).capitalize(), 34, "semibold", _LONGEST)
        place = (middle + right * (middle - _MARGIN - 8), middle + down * (middle - _MARGIN - 18) + 12)
        area = _corner(right, down, line.width)
        found.append(_Word(line, place, area, mix(STRONG[mood], INK, 0.25), "right" if right > 0 else "left"))
    for word, y in ((labels.energetic, low - 26), (labels.calm, high + 44)):
        line = written(word, 24, max_width=_LONGEST)
        half = line.width / 2 + 8
        found.append(_Word(line, (middle, y), Rectangle(middle - half, y - 24, middle + half, y + 8)))
    for word, x in ((labels.unpleasant, low - 44), (labels.pleasant, high + 44)):
        line = written(word, 24, max_width=_LONGEST)
        half = max(80.0, line.width / 2 + 8)
        area = Rectangle(x - 18, middle - half, x + 18, middle + half)
        found.append(_Word(line, (x, middle), area, turn=1 if x < middle else -1))
    return found


def _corner(right: int, down: int, width: int) -> Rectangle:
    """What a mood's name of that width takes up; ``right`` and ``down`` are the signs of its corner."""
    across = max(150, width + 16)
    left = _MARGIN if right < 0 else _SIDE - _MARGIN - across
    top = _MARGIN - 10 if down < 0 else _SIDE - _MARGIN - 42
    return Rectangle(left, top, left + across, top + 48)


def _lines() -> list[Rectangle]:
    """Where the axes run."""
    low, high, middle = _MARGIN, _SIDE - _MARGIN, _SIDE / 2
    return [Rectangle(low, middle - 3, high, middle + 3), Rectangle(middle - 3, low, middle + 3, high)]


def _legend(dots: Sequence[Dot]) -> list[Line]:
    widest = (_SIDE - 2 * _MARGIN) / 2 - 24
    return [written(f"{number}  {dot.label}", 20, max_width=widest) for number, dot in enumerate(dots, start=1)]


def _papered(canvas: Canvas) -> NDArray[np.float32]:
    return canvas.pixels + 0.008 * paper(canvas.height, canvas.width)[..., None]


# --- the spectrogram -------------------------------------------------------------------------------------------------

_WIDE, _TALL = 1080, 560  # pixels of the map itself
_LEFT, _TOP, _RIGHT, _BOTTOM = 92, 40, 40, 150
_HERTZ = (100, 300, 1000, 3000, 8000)


def draw_spectrogram(sketch: Sketch) -> Picture:
    """Draw a sketch's energy in grey: time to the right, pitch upwards, loudness as a curve below."""
    white, black = (0.985, 0.985, 0.98), (0.08, 0.08, 0.085)
    canvas = Canvas(_LEFT + _WIDE + _RIGHT, _TOP + _TALL + _BOTTOM, white)
    levels = PIL.Image.fromarray(np.flipud(sketch.mel)).resize((_WIDE, _TALL), PIL.Image.Resampling.BICUBIC)
    dark = (np.asarray(levels, dtype=np.float32) / 255.0) ** 0.85
    canvas.blend(black, dark, Box(_LEFT, _TOP, _LEFT + _WIDE, _TOP + _TALL))
    _pitches(canvas)
    _seconds(canvas, sketch.duration)
    base, tall = _TOP + _TALL + 92.0, 62.0
    x = np.linspace(_LEFT, _LEFT + _WIDE, len(sketch.energy))
    curve = np.stack([x, base - tall * np.minimum(sketch.energy / 212.0, 1.0)], axis=1)
    canvas.polygon([(_LEFT, base), *curve, (_LEFT + _WIDE, base)], (0.62, 0.62, 0.62), 0.55)
    canvas.stroke(curve, 1.6, black, 0.85)
    return encode(canvas.pixels, "png")


def _pitches(canvas: Canvas) -> None:
    grey = (0.35, 0.35, 0.36)
    low, high = (np.log10(1.0 + hertz / 700.0) for hertz in (LOWEST, HIGHEST))
    for hertz in _HERTZ:
        share = float((np.log10(1.0 + hertz / 700.0) - low) / (high - low))
        y = _TOP + _TALL * (1.0 - share)
        canvas.stroke([[_LEFT - 9, y], [_LEFT - 2, y]], 1.2, grey, smooth=False)
        word = f"{hertz} Hz" if hertz < 1000 else f"{hertz // 1000} kHz"
        write(canvas, (_LEFT - 14, y + 5), written(word, 16), grey, "right")


def _seconds(canvas: Canvas, duration: float) -> None:
    grey = (0.35, 0.35, 0.36)
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)
    step = next((step for step in steps if duration / step <= 8), 7200)
    for second in range(0, int(duration) + 1, step):
        x = _LEFT + _WIDE * second / max(duration, 1e-6)
        canvas.stroke([[x, _TOP + _TALL + 108], [x, _TOP + _TALL + 114]], 1.2, grey, smooth=False)
        write(canvas, (x, _TOP + _TALL + 134), written(f"{second // 60}:{second % 60:02d}", 16), grey, "middle")
