"""One drawn card: a song in the middle and its neighbours around it, the nearer the more alike.

Every song lies in a pool of its mood's colour. A string leads to each neighbour, and the string's texture says what
is alike: a plain line for the character, a wave for the timbre, beads for the groove. A neighbour stands to the right
when it is more pleasant than the song in the middle and above when it is more energetic, as far as there is room.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from engine.api import ENGLISH, QUADRANTS, Labels, Mood, Part, Picture, Star
from engine.art._labels import legible
from engine.art.canvas import Canvas
from engine.art.constellation._layout import DOT, HEIGHT, LEAST, MIDDLE, WIDTH, Floats, Layout, arranged, orbit
from engine.art.constellation._names import lay
from engine.art.constellation._strings import draw_strand, draw_string
from engine.art.finish import encode, paper
from engine.art.palette import RGB, mix
from engine.art.plane import GROUND, INK, STRONG, WASH
from engine.art.styles.bloom._water import Blot, Wet
from engine.art.text import Line, write, written

_PARTS: tuple[Part, ...] = ("character", "sound", "groove")
_EDGE = 44.0  # from the picture's sides to the legend
_SAMPLE, _PART_GAP = 74.0, 30.0  # a piece of string before a part's name, room after it
_MOOD_ROOM = 52.0  # a disc before a mood's name, and room


def draw_constellation(asked: Star, near: Sequence[Star], labels: Labels = ENGLISH) -> Picture:
    """Draw a song and up to five others around it; the same songs give the same bytes."""
    layout = arranged(asked, near)
    canvas = _pools(Canvas(WIDTH, HEIGHT, GROUND), asked, near, layout)
    for likeness in (LEAST, (1.0 + LEAST) / 2, 1.0):
        canvas.stroke(orbit(np.linspace(0.0, 2 * np.pi, 181), likeness), 1.1, INK, 0.13)
    for star, string in zip(near, layout.strings, strict=True):
        draw_string(canvas, string, star, (_ink(asked.mood), _ink(star.mood)))
    _dot(canvas, layout.core, 22.0, asked.mood)
    for star, place in zip(near, layout.places, strict=True):
        _dot(canvas, place, DOT, star.mood)
    for label in (layout.heart, *layout.labels):
        lay(canvas, label, INK)
    _legend(canvas, [asked, *near], legible(labels))
    return encode(canvas.pixels + 0.008 * paper(HEIGHT, WIDTH)[..., None], "png")


def _ink(mood: Mood) -> RGB:
    return mix(STRONG[mood.quadrant], INK, 0.12)


def _pools(canvas: Canvas, asked: Star, near: Sequence[Star], layout: Layout) -> Canvas:
    """A pool of each song's colour; they run into each other where songs lie near."""
    names = "\n".join(f"{star.title}\t{star.artists}" for star in (asked, *near))
    chance = np.random.Generator(np.random.PCG64(zlib.crc32(names.encode("utf-8", "replace"))))
    wet = Wet(canvas, chance, 1.0, dark=False)
    middle = float(MIDDLE[0]), float(MIDDLE[1])
    for size, strength, bleed in ((262.0, 0.32, 0.75), (166.0, 0.30, 0.5)):
        colour, lean = WASH[asked.mood.quadrant], float(chance.normal(0.0, 0.12))
        wet.blot(Blot(middle, _outline(chance, size), colour, strength, bleed, 0.1, 1.55, lean, rim=0.4))
    for star, (x, y) in zip(near, layout.places, strict=True):
        shape = _outline(chance, 60.0 + 50.0 * star.likeness)
        place = float(x + chance.normal(0.0, 9.0)), float(y + chance.normal(0.0, 9.0))
        wet.blot(Blot(place, shape, WASH[star.mood.quadrant], 0.56, 0.45, rough=0.14, rim=0.55))
    canvas = wet.dry()
    _splash(canvas, chance, near, layout.places)
    return canvas


def _outline(chance: np.random.Generator, size: float) -> Floats:
    """(96,) radii about ``size``: round, with three soft corners."""
    turn = np.linspace(0.0, 2 * np.pi, 96, endpoint=False)
    return np.asarray(size * (1.0 + 0.07 * np.sin(2 * turn + chance.uniform(0, 6)) + 0.06 * np.sin(3 * turn)))


def _splash(canvas: Canvas, chance: np.random.Generator, near: Sequence[Star], places: Floats) -> None:
    """Drops that fell beside the pools."""
    for star, place in zip(near, places, strict=True):
        turn, far = chance.uniform(0, 2 * np.pi, 6), chance.uniform(90.0, 165.0, 6)
        drops = place + far[:, None] * np.stack([np.cos(turn), np.sin(turn)], axis=1)
        canvas.discs(drops, np.minimum(chance.exponential(1.7, 6) + 0.8, 5.0), STRONG[star.mood.quadrant], 0.45)


def _dot(canvas: Canvas, place: Floats, radius: float, mood: Mood) -> None:
    """A disc of the mood's colour on a rim of paper; an unsure mood is hollow."""
    turn = np.linspace(0.0, 2 * np.pi, 64, endpoint=False)
    rim = place + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    canvas.shadow(rim, 3.5, (1.0, 3.0), 0.35)
    canvas.polygon(rim, GROUND)
    canvas.discs([place], radius - 2.8, STRONG[mood.quadrant])
    if mood.unsure:
        canvas.discs([place], radius - 6.4, GROUND)


def _legend(canvas: Canvas, stars: Sequence[Star], labels: Labels) -> None:
    """What the strings and the colours mean, as far as they occur."""
    parts = [part for part in _PARTS if any(part in star.parts for star in stars)]
    moods = [mood for mood in QUADRANTS if any(star.mood.quadrant == mood for star in stars)]
    spare = WIDTH - 2 * _EDGE - len(parts) * (_SAMPLE + _PART_GAP) - len(moods) * _MOOD_ROOM
    lines = _fitting([labels.of(name) for name in (*parts, *moods)], spare)
    x, y = _EDGE, HEIGHT - 26.0
    for part, line in zip(parts, lines, strict=False):
        draw_strand(canvas, np.array([[x, y - 7], [x + 63, y - 7]]), part, 0.6, (INK, INK))
        write(canvas, (x + _SAMPLE, y), line, INK, alpha=0.85)
        x += _SAMPLE + line.width + _PART_GAP
    x = WIDTH - _EDGE
    for mood, line in zip(reversed(moods), reversed(lines), strict=False):
        write(canvas, (x, y), line, INK, "right", 0.85)
        canvas.discs([[x - line.width - 15, y - 7]], 8.5, STRONG[mood])
        x -= line.width + _MOOD_ROOM


def _fitting(words: Sequence[str], spare: float) -> list[Line]:
    """The words as large as they fit beside each other; those too long for the smallest letters are cut."""
    for size in (21, 19, 17):
        lines = [written(word, size) for word in words]
        if sum(line.width for line in lines) <= spare:
            return lines
    return [written(word, 17, max_width=spare / len(words) - 2) for word in words]
