"""Shapes that bloom: outlines grown from a moment's spectrum, and flowers made of three of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.accents import accented
from engine.art.canvas import Canvas
from engine.art.palette import RGB, mix, oklab, shifted
from engine.art.scene import Scene
from engine.art.styles.bloom._water import Blot, Point, Wet

Floats = NDArray[np.floating[Any]]
_CORNERS = 180
_BANDS, _STEPS = 48, 72


@dataclass(frozen=True, slots=True)
class Bud:
    """A moment of the song about to be painted: when (0..1), where and how large (radius in pixels)."""

    moment: float
    place: Point
    size: float
    colour: RGB
    heart: RGB


def outline(scene: Scene, moment: float, turn: float, petals: int, depth: float = 0.4) -> Floats:
    """(corners,), about 1: the spectrum of a moment around a circle, pinched into ``petals`` by ``depth``.

    Pitch rises over three fifths of the circle and falls over the rest. Angry outlines are straight and spiked.
    """
    calm = 1.0 - scene.lively
    mel = scene.mel(_BANDS, _STEPS, blur=(0.8 if scene.angry else 1.2 + 2.2 * calm, 1.6))
    at = min(max(moment, 0.0), 1.0) * (_STEPS - 1.001)
    low, share = int(at), at % 1.0
    spectrum = mel[:, low] * (1 - share) + mel[:, low + 1] * share
    spectrum = np.clip(spectrum / (spectrum.mean() + 0.06), 0.0, 2.6)
    corners = 44 if scene.angry else _CORNERS
    angles = np.linspace(0.0, 2 * np.pi, corners, endpoint=False)
    place = ((angles - turn) / (2 * np.pi)) % 1.0
    pitch = np.where(place < 0.6, place / 0.6, (1.0 - place) / 0.4) * (_BANDS - 1)
    reach = 0.62 + 0.38 * np.interp(pitch, np.arange(_BANDS), spectrum)
    reach *= 1.0 - depth * (1.0 - np.abs(np.cos(petals * (angles - turn) / 2)) ** 0.6)
    if scene.angry:
        reach *= 1.0 + 0.9 * scene.jag * np.abs(scene.rng.normal(0.0, 0.55, corners)) ** 1.7
    return reach / reach.mean()


def flower(scene: Scene, wet: Wet, bud: Bud) -> None:
    """Paint an open flower: pale wide petals, deeper inner ones, a heart in another colour."""
    turn = float(scene.rng.uniform(0.0, 2 * np.pi))
    petals = int(scene.rng.integers(4, 7))
    shape = outline(scene, bud.moment, turn, petals)
    inner = outline(scene, bud.moment + 0.02, turn + 0.5, petals)
    soft, rough, strength = (0.1, 0.05, 1.2) if scene.angry else (0.4, 0.11, 0.62)
    wet.blot(Blot(bud.place, 1.08 * bud.size * shape, bud.colour, strength, bleed=soft, rough=rough))
    wet.blot(Blot(bud.place, 0.72 * bud.size * inner, bud.colour, strength, bleed=0.5 * soft, rough=rough))
    wet.blot(Blot(bud.place, 0.36 * bud.size * shape, bud.heart, 0.9, bleed=0.3, rough=0.14))


def drop(scene: Scene, wet: Wet, bud: Bud, bleed: float) -> None:
    """Paint one drop of colour that has run, and a denser one within."""
    turn = float(scene.rng.uniform(0.0, 2 * np.pi))
    shape = outline(scene, bud.moment, turn, 3, depth=0.12)
    bleed, rough, strength = (0.05, 0.04, 1.2) if scene.angry else (bleed, 0.12, 0.68)
    wet.blot(Blot(bud.place, bud.size * shape, bud.colour, strength, bleed=bleed, rough=rough))
    off = 0.22 * bud.size * scene.rng.standard_normal(2)
    inside = (bud.place[0] + float(off[0]), bud.place[1] + float(off[1]))
    wet.blot(Blot(inside, 0.5 * bud.size * shape, bud.heart, 0.85 * strength, bleed=bleed, rough=rough))


def spray(scene: Scene, canvas: Canvas, bud: Bud) -> None:
    """What an angry drop throws about when it strikes: tapering rays with droplets beyond their tips."""
    rng, size = scene.rng, bud.size
    count = 26
    angles = rng.uniform(0.0, 2 * np.pi, count)
    lengths = size * (1.05 + 0.9 * rng.exponential(0.6, count))
    widths = size * rng.uniform(0.012, 0.05, count)
    centre = np.array(bud.place)
    for angle, length, width in zip(angles, lengths, widths, strict=True):
        along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
        foot = centre + 0.4 * size * along
        canvas.polygon([foot - width * across, centre + length * along, foot + width * across], bud.colour, 0.95)
    far = lengths * rng.uniform(1.04, 1.5, count)
    spots = centre + far[:, None] * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    canvas.discs(spots, 0.55 * widths * rng.uniform(0.4, 1.3, count), bud.colour, 0.95)


def _steeped(own: RGB, other: RGB) -> RGB:
    """A heart for pigments that multiply: the other colour, but its own where the two would turn to mud."""
    _, a, b = oklab(np.array(own) * np.array(other))
    clear = float(np.clip((math.hypot(a, b) - 0.06) / 0.06, 0.0, 1.0))
    return shifted(mix(own, other, 0.75 * clear), -0.05)


def buds(scene: Scene, moments: Floats, places: Floats, sizes: Floats) -> list[Bud]:
    """Put colours to moments: the accent of their notes, never the same for both neighbours in time."""
    edges = [0.0, *((moments[:-1] + moments[1:]) / 2), 1.0]
    result: list[Bud] = []
    for number, stretch in enumerate(accented(scene, edges, contrast=0.18 if scene.palette.dark else 0.05)):
        own, other = scene.palette.accents[stretch.accent], scene.palette.accents[stretch.beside]
        heart = mix(other, own, 0.25) if scene.palette.dark else _steeped(own, other)
        x, y = places[number]
        result.append(Bud(float(moments[number]), (float(x), float(y)), float(sizes[number]), own, heart))
    return result
