"""The plane of moods: every song hangs where it feels, without overlaps, and a line tells how the mood drifted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import CollageOptions, Labels, Laid, Progress, Quadrant, Step
from engine.art._labels import legible
from engine.art.canvas import Box, Canvas
from engine.art.finish import paper
from engine.art.palette import mix
from engine.art.plane import STRONG, WASH
from engine.art.styles.bloom._water import Blot, Wet
from engine.art.text import write, written
from engine.collage._header import GROUND, INK, MARGIN, READABLE, header
from engine.collage._light import LIGHT
from engine.collage._songs import Song, styles_of
from engine.collage._type import measure

Floats = NDArray[np.floating[Any]]
Plane = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""
_SIGNS: dict[Quadrant, tuple[int, int]] = {"happy": (1, -1), "angry": (-1, -1), "sad": (-1, 1), "relaxed": (1, 1)}
_FILLED = 0.20  # share of the plane that all discs cover together
_STEPS = 48  # moments of the drift
_GRAIN = 0.009


def draw_moods(
    songs: Sequence[Song], options: CollageOptions, progress: Progress, labels: Labels
) -> tuple[Floats, list[Laid]]:
    """(height, width, 3) and where each song hangs; songs whose mood nobody knows hang in a row below the plane."""
    canvas = Canvas(options.width, options.height, GROUND)
    side = measure(options.width, options.height)
    top = header(canvas, options)
    heard = [song for song in songs if song.piece.hearing is not None]
    rest = [song for song in songs if song.piece.hearing is None]
    shelf = 0.135 * side if rest else 0.0
    words = 0.030 * side
    margin = MARGIN * side
    plane = (margin + words, top + words, options.width - margin - words, options.height - margin - words - shelf)
    canvas = _washed(canvas, plane)
    _axes(canvas, plane, legible(labels), side)
    radii = sizes(heard, plane)
    places = settled(true_places(heard, plane), radii, plane)
    styles = styles_of(songs, 10)
    laid: list[Laid] = []
    for song, place, radius in zip(heard, places, radii, strict=True):
        progress(Step("painting", 0.05 + 0.9 * len(laid) / len(songs)))
        laid.append(
            _hang(canvas, song, song.painting(styles[song.number], *(2 * [2 * int(radius)])), place, int(radius))
        )
    ends = _drift(canvas, heard, plane, side)
    _names(canvas, heard, places, radii, plane, ends)
    laid += _shelved(canvas, rest, options, shelf, side)
    pixels = canvas.pixels + np.float32(_GRAIN) * paper(options.height, options.width, options.seed)[..., None]
    return pixels, laid


def sizes(songs: Sequence[Song], plane: Plane) -> Floats:
    """(n,) radii in pixels: areas follow plays within a factor of six, and together fill a fifth of the plane."""
    if not songs:
        return np.zeros(0)
    left, top, right, bottom = plane
    plays = np.array([max(song.piece.plays, 1) for song in songs], dtype=np.float64)
    areas = np.maximum(plays, plays.max() / 6.0)
    radii = np.sqrt(areas / areas.sum() * _FILLED * (right - left) * (bottom - top) / np.pi)
    return np.clip(radii, 10.0, 0.11 * min(right - left, bottom - top))


def true_places(songs: Sequence[Song], plane: Plane) -> Floats:
    """(n, 2) pixels where songs belong: valence to the right, arousal upwards."""
    left, top, right, bottom = plane
    moods = [song.piece.hearing.mood for song in songs if song.piece.hearing is not None]
    unit = np.array([[mood.valence, -mood.arousal] for mood in moods], dtype=np.float64).reshape(-1, 2)
    middle, half = np.array([left + right, top + bottom]) / 2, np.array([right - left, bottom - top]) / 2
    return middle + half * np.clip(unit, -1.0, 1.0)


def settled(places: Floats, radii: Floats, plane: Plane) -> Floats:
    """Discs moved no further than they must until none touches another and all lie on the plane.

    Pushed apart pair by pair while a weak pull leads them home; at the end they only part. Where that does not
    succeed, everything is pushed from the middle of the plane outwards once more with a little less pull.
    """
    if not len(places):
        return places
    left, top, right, bottom = plane
    low, high = np.array([left, top]) + radii[:, None], np.array([right, bottom]) - radii[:, None]
    home = np.clip(places, low, high)
    jog = np.arange(len(places))[:, None] * np.array([[0.013, 0.0091]])
    found = home + jog
    want = radii[:, None] + radii[None, :] + 2.0
    np.fill_diagonal(want, 0.0)
    for step in range(900):
        gap = found[:, None] - found[None, :]
        away = np.linalg.norm(gap, axis=2) + 1e-9
        short = np.maximum(want - away, 0.0)
        np.fill_diagonal(short, 0.0)
        if step > 400 and not short.any():
            break
        weight = radii[None, :] / (radii[:, None] + radii[None, :])
        found = found + (gap / away[..., None] * (short * weight)[..., None]).sum(axis=1) * 0.7
        if step < 400:
            found = found + (home - found) * (0.06 * (1.0 - step / 400.0))
        found = np.clip(found, low, high)
    return found


def _washed(canvas: Canvas, plane: Plane) -> Canvas:
    """Four washes of colour that run into each other."""
    left, top, right, bottom = plane
    wide, high = right - left, bottom - top
    wet = Wet(canvas, np.random.default_rng(11), 1.0, dark=False)
    turn = np.linspace(0.0, 2 * np.pi, 96, endpoint=False)
    for mood, (x, y) in _SIGNS.items():
        for size, strength in ((0.29, 0.30), (0.20, 0.14)):
            place = (left + wide * (0.5 + 0.235 * x), top + high * (0.5 + 0.235 * y))
            shape = size / np.hypot(np.cos(turn) / wide, np.sin(turn) / high)
            wet.blot(Blot(place, shape, WASH[mood], strength, bleed=0.62, rough=0.09, rim=0.35))
    return wet.dry()


def _axes(canvas: Canvas, plane: Plane, labels: Labels, side: float) -> None:
    left, top, right, bottom = plane
    x, y = (left + right) / 2, (top + bottom) / 2
    pale = mix(INK, GROUND, 0.45)
    for line in ([[left, y], [right, y]], [[x, top], [x, bottom]]):
        canvas.stroke(line, max(1.0, 0.0013 * side), pale, 0.7, smooth=False)
    size = 0.0165 * side
    for word, place in ((labels.energetic, (x, top - 0.5 * size)), (labels.calm, (x, bottom + 1.15 * size))):
        write(canvas, place, written(word, size, max_width=0.4 * (right - left)), INK, "middle", 0.8)
    for word, at, turns in ((labels.unpleasant, left - 0.75 * size, 1), (labels.pleasant, right + 0.75 * size, -1)):
        mask = np.rot90(written(word, size, max_width=0.4 * (bottom - top)).mask, turns)
        box_left, box_top = round(at - mask.shape[1] / 2), round(y - mask.shape[0] / 2)
        canvas.blend(INK, 0.8 * mask, Box(box_left, box_top, box_left + mask.shape[1], box_top + mask.shape[0]))
    for mood, (right_side, down) in _SIGNS.items():
        name = written(labels.of(mood).capitalize(), 1.35 * size, "semibold", 0.3 * (right - left))
        corner = (right if right_side > 0 else left, bottom + 1.25 * size if down > 0 else top - 0.45 * size)
        write(canvas, corner, name, mix(STRONG[mood], INK, 0.25), "right" if right_side > 0 else "left")


def drift(songs: Sequence[Song]) -> Floats:
    """(48, 2): mean valence and arousal over the period, songs weighing by plays and by how near their moment is."""
    moods = [song.piece.hearing.mood for song in songs if song.piece.hearing is not None]
    plane = np.array([[mood.valence, mood.arousal] for mood in moods])
    moments = np.array([song.piece.moment for song in songs])
    plays = np.array([max(song.piece.plays, 1) for song in songs], dtype=np.float64)
    at = np.linspace(float(moments.min()), float(moments.max()), _STEPS)[:, None]
    weight = plays * np.exp(-0.5 * ((at - moments) / 0.14) ** 2) + 1e-9
    return (weight @ plane) / weight.sum(axis=1, keepdims=True)


def _drift(canvas: Canvas, songs: Sequence[Song], plane: Plane, side: float) -> Floats:
    """A ribbon from a ring, at the beginning of the period, growing broader to an arrow at its end.

    Returns these two places, or none where too few songs tell of no time.
    """
    if len(songs) < 3 or len({song.piece.moment for song in songs}) < 2:
        return np.zeros((0, 2))
    left, top, right, bottom = plane
    path = drift(songs) * (1.0, -1.0)
    points = np.array([left + right, top + bottom]) / 2 + path * np.array([right - left, bottom - top]) / 2
    along = np.gradient(points, axis=0)
    along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-6)
    beside = np.stack([-along[:, 1], along[:, 0]], axis=1)
    for grow, colour, alpha in ((0.0022 * side, GROUND, 0.85), (0.0, INK, 0.92)):
        half = np.linspace(0.0012, 0.0036, _STEPS)[:, None] * side + grow
        canvas.polygon(np.concatenate([points + half * beside, (points - half * beside)[::-1]]), colour, alpha)
        wing, tip = (0.0115 * side + grow) * beside[-1], (0.021 * side + 1.6 * grow) * along[-1]
        back = points[-1] - grow * along[-1]
        canvas.polygon([points[-1] + tip, back + wing, back - wing], colour, alpha)
        canvas.discs([points[0]], 0.0062 * side + grow, colour, alpha)
    canvas.discs([points[0]], 0.0034 * side, GROUND)
    return points[[0, -1]]


def _hang(canvas: Canvas, song: Song, face: Floats, place: Floats, radius: int) -> Laid:
    """A round painting with a paper rim and a shadow."""
    x, y = round(float(place[0])), round(float(place[1]))
    turn = np.linspace(0.0, 2 * np.pi, 72, endpoint=False)
    ring = np.array([x, y]) + radius * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    far = 0.09 * radius + 2.0
    canvas.shadow(ring, 0.07 * radius + 2.0, (far * LIGHT[0], far * LIGHT[1]), 0.36, (0.06, 0.04, 0.03))
    canvas.polygon(ring, (0.985, 0.975, 0.95), smooth=True)
    rows, columns = np.ogrid[-radius:radius, -radius:radius]
    cover = np.clip(0.94 * radius - np.hypot(columns + 0.5, rows + 0.5) + 0.5, 0.0, 1.0)
    box = Box(x - radius, y - radius, x + radius, y + radius)
    canvas.blend(face, cover, box)
    return Laid(song.number, box.left, box.top, box.right, box.bottom)


def _names(canvas: Canvas, songs: Sequence[Song], places: Floats, radii: Floats, plane: Plane, ends: Floats) -> None:
    """Titles on pale strips, below their discs or above, where they cover no other song and not the drift's ends."""
    side = measure(canvas.width, canvas.height)
    size = 1.12 * READABLE * side
    taken: list[Plane] = [(x - size, y - size, x + size, y + size) for x, y in ends]
    for song, place, radius in zip(songs, places, radii, strict=True):
        line = written(song.name, size, "semibold", max(2.2 * radius, 9 * size))
        for area in _strips(place, float(radius), line.width + 0.8 * size, 1.5 * size, plane):
            if any(_touch(area, other) for other in taken) or _covers(area, places, radii, place):
                continue
            taken.append(area)
            corners = [(area[0], area[1]), (area[2], area[1]), (area[2], area[3]), (area[0], area[3])]
            canvas.shadow(corners, 1.5, (0.7, 1.3), 0.3)
            canvas.polygon(corners, (0.975, 0.965, 0.94))
            write(canvas, (area[0] + 0.4 * size, area[1] + 1.1 * size), line, INK)
            break


def _strips(place: Floats, radius: float, wide: float, high: float, plane: Plane) -> Iterator[Plane]:
    """Where a title may stand, best first: its disc's lower rim, its upper rim, to the sides, across it."""
    x, y = float(place[0]), float(place[1])
    down = (0.97 * radius, -0.97 * radius - high, 0.72 * radius, -0.72 * radius - high, 0.3 * radius)
    spots = [(x - wide / 2 + shift * wide, y + away) for away in down for shift in (0.0, -0.3, 0.3)]
    for left, top in spots:
        left = min(max(left, plane[0]), plane[2] - wide)
        if top >= plane[1] and top + high <= plane[3]:
            yield left, top, left + wide, top + high


def _touch(one: Plane, other: Plane) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _covers(area: Plane, places: Floats, radii: Floats, own: Floats) -> bool:
    """Whether a strip would lie on much of another song's disc."""
    x = np.clip(places[:, 0], area[0], area[2])
    y = np.clip(places[:, 1], area[1], area[3])
    near = np.hypot(places[:, 0] - x, places[:, 1] - y) < 0.86 * radii
    return bool((near & (np.abs(places - own).sum(axis=1) > 0.5)).any())


def _shelved(canvas: Canvas, songs: Sequence[Song], options: CollageOptions, shelf: float, side: float) -> list[Laid]:
    """Songs whose mood nobody knows, as title tiles in a row at the bottom."""
    laid: list[Laid] = []
    if not songs:
        return laid
    margin, gap = MARGIN * side, 0.012 * side
    tall = int(shelf - 0.6 * margin)
    wide = int(min(1.25 * tall, (options.width - 2 * margin + gap) / len(songs) - gap))
    for at, song in enumerate(songs):
        left, top = round(margin + at * (wide + gap)), round(options.height - margin - tall)
        box = Box(left, top, left + wide, top + tall)
        canvas.shadow(
            [(box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom)],
            4.0,
            (2.0, 3.5),
            0.3,
        )
        canvas.blend(song.painting(None, wide, tall, READABLE * side), 1.0, box)
        laid.append(Laid(song.number, box.left, box.top, box.right, box.bottom))
    return laid
