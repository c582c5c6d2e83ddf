"""The compositions of bloom: where the song's moments stand, and what grows there."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.art.canvas import Canvas
from engine.art.palette import mix
from engine.art.scene import Scene
from engine.art.spacing import apart
from engine.art.styles.bloom._flower import Bud, buds, drop, flower, spray
from engine.art.styles.bloom._marks import leaves, sparks, stamens, stem, stem_line, thread, wash
from engine.art.styles.bloom._water import Wet

Floats = NDArray[np.floating[Any]]


def garden(scene: Scene) -> Canvas:
    """Flowers on stems, one for every stretch of the song: as large as it is loud, as tall as it is high."""
    width, height, short = _sides(scene)
    moments = _moments((5 + 3 * scene.lively) * min(1.5, max(1.0, width / height) ** 0.5))
    count = len(moments)
    sizes = short * (0.055 + 0.145 * _contrast(scene, count, 3.0) ** 1.4)
    low = 0.1 * (1.0 - scene.mood.valence) * (1.0 - scene.lively)  # sad flowers hang low
    x = width * (0.13 + 0.74 * moments + 0.02 * scene.rng.standard_normal(count))
    y = height * (0.56 + low - 0.36 * _pitch(scene, count) + 0.05 * scene.rng.standard_normal(count))
    places = apart(np.stack([x, y], axis=1), sizes, width, 0.84 * height, 0.8, inset=0.95)
    flowers = buds(scene, moments, places, sizes)
    lines = [stem_line(scene, bud) for bud in flowers]
    canvas = Canvas(width, height, scene.palette.ground)
    for bud, line in zip(flowers, lines, strict=True):
        stem(scene, canvas, bud, line)
    wet = _wet(scene, canvas, flowers)
    middle = (places * sizes[:, None]).sum(axis=0) / sizes.sum()
    wash(scene, wet, (float(middle[0]), float(middle[1])), 0.36 * short)
    for bud, line in zip(flowers, lines, strict=True):
        if not scene.angry:
            leaves(scene, wet, bud, line)
    for bud in _large_first(flowers):
        flower(scene, wet, bud)
    canvas = wet.dry()
    for bud in flowers:
        stamens(scene, canvas, bud)
    return canvas


def drift(scene: Scene) -> Canvas:
    """Drops of colour carried along a current; it rises when happy, falls when sad, lies flat when calm."""
    width, height, short = _sides(scene)
    moments = _moments(10 + 6 * scene.lively)
    count = len(moments)
    fall = -0.5 * float(np.tanh(2.0 * scene.mood.valence)) * (0.25 + 0.75 * scene.lively)
    lean = float(np.arctan(fall))
    bend = 0.12 * np.sin(2 * np.pi * moments + float(scene.rng.uniform(0.0, 2 * np.pi)))
    y = height * (0.52 + fall * (moments - 0.5) + bend - 0.34 * (_pitch(scene, count) - 0.5))
    sizes = short * (0.024 + 0.126 * _contrast(scene, count, 2.0) ** 2.2)
    places = apart(
        np.stack([width * (0.1 + 0.8 * moments), y], axis=1),
        sizes,
        width,
        height,
        0.62 if scene.palette.dark else 0.84,
        inset=0.9,
    )
    drops = buds(scene, moments, places, sizes)
    wet = _wet(scene, Canvas(width, height, scene.palette.ground), drops)
    for rank, at in enumerate((0.3, 0.72)):
        x, y = places[int(at * (count - 1))]
        wash(scene, wet, (float(x), float(y)), (0.34 - 0.1 * rank) * short, rank, lean)
    for bud in _large_first(drops):
        drop(scene, wet, bud, 0.55)
    canvas = wet.dry()
    times, bands, _ = scene.onsets().T
    along = np.stack([np.interp(times, moments, places[:, axis]) for axis in (0, 1)], axis=1)
    along[:, 1] -= 0.42 * short * (bands - 0.45)
    sparks(scene, canvas, along, lean)
    return canvas


def constellation(scene: Scene) -> Canvas:
    """Drops on a spiral that opens with time, strung on a thread; attacks are the stars around it."""
    width, height, short = _sides(scene)
    moments = _moments(12 + 8 * scene.lively)
    count = len(moments)
    turn = 2.7 * np.pi * moments**0.8 + float(scene.rng.uniform(0.0, 2 * np.pi))
    reach = 0.1 + 0.3 * moments + 0.07 * (_pitch(scene, count) - 0.5)
    sizes = short * (0.016 + 0.112 * _contrast(scene, count, 2.0) ** 2.2)
    places = apart(_around(scene, turn, reach), sizes, width, height, 0.95, inset=0.9)
    drops = buds(scene, moments, places, sizes)
    canvas = Canvas(width, height, scene.palette.ground)
    line = mix(scene.palette.ink, scene.palette.ground, 0.25)
    canvas.stroke(places, 1.4 * scene.unit, line, 0.8, smooth=not scene.angry)
    wet = _wet(scene, canvas, drops)
    wash(scene, wet, (0.5 * width, 0.5 * height), 0.3 * short)
    for bud in _large_first(drops):
        drop(scene, wet, bud, 0.2)
    canvas = wet.dry()
    times, bands, _ = scene.onsets().T
    far = np.interp(times, moments, reach) + 0.16 * (bands - 0.2)
    sparks(scene, canvas, _around(scene, np.interp(times, moments, turn), far))
    return canvas


def rain(scene: Scene) -> Canvas:
    """A cloud of colour that runs down the paper: every stretch of the song a drop, the loud ones run far."""
    width, height, short = _sides(scene)
    moments = _moments((9 + 6 * scene.lively) * min(1.6, max(1.0, width / height) ** 0.5))
    count = len(moments)
    loud = _contrast(scene, count, 3.0)
    sizes = short * (0.04 + 0.115 * loud**1.6)
    y = height * (0.3 - 0.2 * (_pitch(scene, count) - 0.5) + 0.02 * scene.rng.standard_normal(count))
    places = apart(np.stack([width * (0.09 + 0.82 * moments), y], axis=1), sizes, width, 0.6 * height, 0.72, inset=0.9)
    drops = buds(scene, moments, places, sizes)
    wet = _wet(scene, Canvas(width, height, scene.palette.ground), drops)
    wash(scene, wet, (0.5 * width, 0.26 * height), 0.3 * short, lean=0.0, stretch=2.2 * width / short)
    for bud, run in zip(drops, height * (0.12 + 0.5 * loud), strict=True):
        thread(scene, wet, bud, float(run))
    for bud in _large_first(drops):
        drop(scene, wet, bud, 0.35)
    return wet.dry()


def _sides(scene: Scene) -> tuple[int, int, int]:
    return scene.width, scene.height, min(scene.width, scene.height)


def _moments(count: float) -> Floats:
    """The middles (0..1) of about ``count`` equal stretches of the song."""
    whole = round(count)
    return (np.arange(whole) + 0.5) / whole


def _large_first(drops: list[Bud]) -> list[Bud]:
    return sorted(drops, key=lambda bud: -bud.size)


def _wet(scene: Scene, canvas: Canvas, drops: list[Bud]) -> Wet:
    """Wet paper, already struck by the drops when they are angry."""
    if scene.angry:
        for bud in drops:
            spray(scene, canvas, bud)
    return Wet(canvas, scene.rng, scene.unit, scene.palette.dark)


def _around(scene: Scene, turn: Floats, reach: Floats) -> Floats:
    """(n, 2): places at angles and distances (of the shorter side) around the middle, wider in a wide picture."""
    width, height, short = _sides(scene)
    wide, tall = (short * (side / short) ** 0.7 for side in (width, height))
    ring = np.stack([wide * np.cos(turn), tall * np.sin(turn)], axis=1)
    return reach[:, None] * ring + np.array([0.5 * width, 0.5 * height])


def _contrast(scene: Scene, count: int, blur: float) -> Floats:
    """(count,): loudness, the loudest stretch 1 and the softest 0, so that large and small always stand together."""
    loud = scene.swell(count, blur)
    middle = (float(loud.max()) + float(loud.min())) / 2
    return 0.5 + (loud - middle) / max(float(np.ptp(loud)), 0.12)


def _pitch(scene: Scene, count: int) -> Floats:
    """(count,): where the weight of the spectrum lies against the song's usual, 0 low .. 1 high."""
    mel = scene.mel(48, count, blur=(1.0, 36.0 / count))
    centre = (mel * np.arange(48)[:, None]).sum(axis=0) / (mel.sum(axis=0) + 1e-3) / 47
    return 0.5 + 0.5 * np.tanh((centre - np.median(centre)) / 0.06)
