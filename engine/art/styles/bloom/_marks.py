"""What stands around the blossoms: washes, stems and leaves, stamens, sparks, threads of running paint."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.canvas import Canvas
from engine.art.palette import mix, oklab
from engine.art.scene import Scene
from engine.art.styles.bloom._flower import Bud
from engine.art.styles.bloom._water import Blot, Point, Wet

Floats = NDArray[np.floating[Any]]
_TURN = np.linspace(0.0, 2 * np.pi, 96, endpoint=False)
_LEAF = np.abs(np.cos(_TURN)) ** 2.2 * 0.35 + 0.72  # pointed at both ends once it is stretched


def wash(
    scene: Scene, wet: Wet, place: Point, size: float, rank: int = 0, lean: float = -0.3, stretch: float = 1.6
) -> None:
    """A wide pale pool that holds a picture together, in the accent of the ``rank``-th largest share."""
    order = np.argsort(-np.array(scene.palette.shares), kind="stable")
    colour = mix(scene.palette.accents[int(order[rank])], scene.palette.ground, 0.25)
    strength = 0.38 if scene.palette.dark and not scene.angry else 0.3
    bleed = 0.45 if scene.angry else 0.75
    shape = np.full(len(_TURN), size)
    wet.blot(Blot(place, shape, colour, strength, bleed=bleed, rough=0.16, stretch=stretch, lean=lean, rim=0.35))


def stem_line(scene: Scene, bud: Bud) -> Floats:
    """(points, 2) from the lower edge to a flower: bowed, hanging over when sad, broken when angry."""
    head = np.array(bud.place)
    foot = np.array([0.5 * scene.width + 0.42 * (head[0] - 0.5 * scene.width), 1.03 * scene.height])
    droop = 2.2 * bud.size * max(0.0, -scene.mood.valence) * (1.0 - scene.lively)
    over = head + np.array([0.8 * droop, -droop])
    bow = (foot + over) / 2 + (0.06 * scene.width * scene.rng.standard_normal(), 0.05 * scene.height)
    t = np.linspace(0.0, 1.0, 7 if scene.angry else 28)[:, None]
    line = (1 - t) ** 3 * foot + 3 * (1 - t) ** 2 * t * bow + 3 * (1 - t) * t**2 * over + t**3 * head
    if scene.angry:
        line[1:-1, 0] += 0.012 * scene.width * scene.rng.standard_normal(5)
    return line


def stem(scene: Scene, canvas: Canvas, bud: Bud, line: Floats) -> None:
    """Draw a stem up to the petals, which are too thin to hide it."""
    seen = line[np.linalg.norm(line - np.array(bud.place), axis=1) > 0.55 * bud.size]
    if len(seen) > 1:
        colour = mix(scene.palette.ink, scene.palette.ground, 0.25)
        canvas.stroke(seen, 1.2 * scene.unit + 0.013 * bud.size, colour, 0.85, smooth=not scene.angry)


def leaves(scene: Scene, wet: Wet, bud: Bud, line: Floats) -> None:
    """Two leaves along a stem, in the accent nearest to green."""
    green = scene.palette.accents[int(np.argmin(oklab(np.array(scene.palette.accents))[:, 1]))]
    green = mix(green, scene.palette.ink, 0.2)
    size = 0.3 * bud.size
    for share, side in ((0.26, 1.0), (0.4, -1.0)):
        at = int(share * (len(line) - 1))
        rise = line[at + 1] - line[at]
        lean = float(np.arctan2(rise[1], rise[0])) + 0.6 * side
        place = line[at] + 1.75 * size * np.array([np.cos(lean), np.sin(lean)])
        leaf = Blot((place[0], place[1]), size * _LEAF, green, 0.6, bleed=0.2, rough=0.02, stretch=3.4, lean=lean)
        wet.blot(leaf)


def stamens(scene: Scene, canvas: Canvas, bud: Bud) -> None:
    """Fine points in a flower's heart."""
    count = 8 + round(10 * bud.size / (0.2 * min(scene.width, scene.height)))
    angles = scene.rng.uniform(0.0, 2 * np.pi, count)
    away = 0.26 * bud.size * np.sqrt(scene.rng.uniform(0.0, 1.0, count))
    spots = np.array(bud.place) + away[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    canvas.discs(spots, scene.unit * scene.rng.uniform(1.0, 3.2, count), scene.palette.ink, 0.85)


def sparks(scene: Scene, canvas: Canvas, places: Floats, lean: float = 0.0) -> None:
    """The song's attacks at (n, 2) ``places``: dots as large as they are strong, slashes when angry."""
    strength = scene.onsets()[:, 2]
    ink = scene.palette.ink
    places = places + 0.014 * min(scene.width, scene.height) * scene.rng.standard_normal(places.shape)
    if not scene.angry:
        canvas.discs(places, scene.unit * (0.9 + 4.6 * strength**2.2), ink, 0.35 + 0.5 * strength)
        return
    angles = lean - 0.9 + 0.25 * scene.rng.standard_normal(len(places))
    for place, angle, power in zip(places, angles, strength, strict=True):
        half = scene.unit * (3.0 + 20.0 * power**1.5) * np.array([np.cos(angle), np.sin(angle)])
        line = np.array([place - half, place + half])
        canvas.stroke(line, scene.unit * (0.8 + 1.4 * power), ink, 0.75, cap="butt", smooth=False)


def thread(scene: Scene, wet: Wet, bud: Bud, length: float) -> None:
    """Paint running down from a drop: wide where it leaves, thin on its way, a bead at its end."""
    x = bud.place[0] + 0.3 * bud.size * float(scene.rng.uniform(-1.0, 1.0))
    thick = 0.032 * bud.size + 1.8 * scene.unit
    bead = 1.5 * thick
    down = np.concatenate([np.linspace(0.0, length - 4 * bead, 20), length - bead * np.linspace(3.4, 0.0, 14)])
    left = (length - down) / bead  # radii of the bead from the end
    half = thick * (0.55 + 1.6 * np.exp(-down / (5.0 * thick)) - 0.15 * down / length) * np.clip(left, 0.0, 1.0)
    half = np.maximum(half, bead * np.sqrt(np.clip(left * (2.0 - left), 0.0, 1.0)))
    middle = x + 0.6 * thick * np.sin(down / (9.0 * thick) + float(scene.rng.uniform(0.0, 2 * np.pi)))
    y = bud.place[1] + 0.45 * bud.size + down
    for share, strength in ((1.0, 0.95), (0.5, 0.35)):
        sides = [np.stack([middle + sign * share * half, y], axis=1) for sign in (-1.0, 1.0)]
        wet.run(np.concatenate([sides[0], sides[1][::-1]]), bud.colour, strength)
