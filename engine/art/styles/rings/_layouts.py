"""The compositions of rings: how many seeds there are, where they stand and what covers them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from engine.art.canvas import Canvas
from engine.art.palette import RGB, mix, shifted
from engine.art.scene import Scene
from engine.art.spacing import apart
from engine.art.styles.rings._colour import ring_colours
from engine.art.styles.rings._growth import Floats, Growth, Point, Seed, grow
from engine.art.styles.rings._relief import Stack


@dataclass(frozen=True, slots=True)
class Layout:
    """A composition: where its seeds lie, and how they are cut and laid."""

    seeds: Callable[[Scene], tuple[Seed, ...]]
    draw: Callable[[Scene, Stack, tuple[Seed, ...]], None]
    carved: bool = False


def paint(scene: Scene, layout: Layout) -> Canvas:
    """Cut all sheets of a composition and light them."""
    canvas = Canvas(scene.width, scene.height, scene.palette.ground)
    stack = Stack(canvas, 1.0 if layout.carved else 0.0)
    layout.draw(scene, stack, layout.seeds(scene))
    soft = scene.unit * (1.35 - 0.5 * scene.lively)  # calm songs lie under a wider lamp
    return stack.light(soft, 0.68, 0.1 + 0.14 * scene.lively, 1.0 / _count(scene))


# --- single: one large disc and, at the hour when the song is loudest, its small moon --------------------------------


def _single_seeds(scene: Scene) -> tuple[Seed, ...]:
    short = _short(scene)
    reach = _reach(scene, 0.375)
    peak = _loud_hour(scene)
    away = np.array([np.sin(2 * np.pi * peak), -np.cos(2 * np.pi * peak)])
    centre = _middle(scene) - 0.05 * short * away
    moon = centre + (1.17 * reach + 0.055 * short) * away
    window = 0.06
    start = min(max(peak - window, 0.0), 1.0 - 2 * window)
    return (
        Seed(_point(centre), reach, 0.8 * np.pi, _count(scene)),
        Seed(_point(moon), 0.046 * short, 0.8 * np.pi, 5, start, start + 2 * window),
    )


# --- twin: two seeds, the second sown when the song changes; where they meet they grow on as one ---------------------


def _twin_seeds(scene: Scene) -> tuple[Seed, ...]:
    short = _short(scene)
    lean = (
        _reach(scene, 1.0) * np.array([0.19, -0.15]) * np.minimum(1.35, np.array([scene.width, scene.height]) / short)
    )
    count, start = _count(scene), _change(scene)
    rest = count - round(count * start)
    return (
        Seed(_point(_middle(scene) - 0.62 * lean), _reach(scene, 0.33), 0.7 * np.pi, count),
        Seed(_point(_middle(scene) + 1.05 * lean), _reach(scene, 0.205), 1.6 * np.pi, rest, 1.0 - rest / count, 1.0),
    )


def _twin(scene: Scene, stack: Stack, seeds: tuple[Seed, ...]) -> None:
    first, second = (grow(scene, seed) for seed in seeds)
    colours = ring_colours(scene, first.moments)
    kept = first.rings - second.rings
    for ring in range(first.rings - 1, -1, -1):
        height = (first.rings - ring) / first.rings
        if ring >= kept:
            stack.sheet(second.outlines[ring - kept], colours[ring], height, not scene.angry)
        stack.sheet(first.outlines[ring], colours[ring], height, not scene.angry)


# --- eclipse: a plain disc before the rings; only a crescent of the song is left to see ------------------------------


def _eclipse_seeds(scene: Scene) -> tuple[Seed, ...]:
    return (Seed(_point(_middle(scene)), _reach(scene, 0.39), 0.5 * np.pi, _count(scene)),)


def _eclipse(scene: Scene, stack: Stack, seeds: tuple[Seed, ...]) -> None:
    _pile(scene, stack, grow(scene, seeds[0]))
    angle = 2 * np.pi * _loud_hour(scene) + np.pi / 2
    full, dark = _reach(scene, 1.0), scene.palette.dark
    over = _middle(scene) + 0.137 * full * np.array([np.cos(angle), np.sin(angle)])
    stack.sheet(_circle(over, 0.272 * full), scene.palette.ink if dark else _loudest(scene), 1.3)
    stack.sheet(_circle(over, 0.266 * full), shifted(scene.palette.ground, -0.04 if dark else 0.01), 1.35)


# --- arch: half-rings on long legs, and the sun in their gate --------------------------------------------------------


def _arch_seeds(scene: Scene) -> tuple[Seed, ...]:
    reach = min(0.42 * scene.width, 0.5 * scene.height)
    centre = (0.5 * scene.width, 0.12 * scene.height + 1.1 * reach)
    return (Seed(centre, reach, 0.9 * np.pi, _count(scene), hollow=0.27),)


def _arch(scene: Scene, stack: Stack, seeds: tuple[Seed, ...]) -> None:
    growth = grow(scene, seeds[0])
    centre = growth.outlines[0].mean(axis=0)
    standing = Growth(_legs(growth.outlines, centre, 1.12 * scene.height), growth.moments)
    _pile(scene, stack, standing)
    gate = standing.outlines[0].copy()
    gate[:, 0] += 0.1 * (centre[0] - gate[:, 0])
    gate[:, 1] += np.where(gate[:, 1] < centre[1], 0.1 * (centre[1] - gate[:, 1]), 0.0)
    stack.sheet(gate, scene.palette.ground, 0.0, not scene.angry)
    stack.sheet(_circle(centre, 0.125 * seeds[0].reach), _loudest(scene), 0.2)


def _legs(outlines: Floats, centre: Floats, floor: float) -> Floats:
    """Outlines whose lower half goes down to the ``floor``; its bulges become the waviness of two legs."""
    half = outlines.shape[1] // 2
    result = outlines.copy()
    radii = np.linalg.norm(outlines - centre, axis=2)
    down = np.linspace(0.0, 1.0, half // 2)
    for side, sign in ((0, 1), (half, -1)):
        places = side + sign * np.arange(half // 2)
        wave = radii[:, places] - radii[:, side, None]
        result[:, places, 0] = outlines[:, side, None, 0] + sign * wave
        result[:, places, 1] = outlines[:, side, None, 1] + (floor - outlines[:, side, None, 1]) * down
    result[:, half // 2 : half - half // 2 + 1, 1] = floor
    return result


# --- planets: a disc for every part of the song, as large as it is long and loud, on one orbit -----------------------


def _planets_seeds(scene: Scene) -> tuple[Seed, ...]:
    parts = [(start, end) for start, end, _ in scene.parts]
    if len(parts) < 3:
        edges = np.linspace(0.0, 1.0, 5)
        parts = [(float(start), float(end)) for start, end in pairwise(edges)]
    middles = np.array([(start + end) / 2 for start, end in parts])
    lengths = np.array([end - start for start, end in parts])
    weight = lengths * (0.25 + np.interp(middles, np.linspace(0, 1, 144), scene.swell(144, 4.0)))
    sizes: Floats = (weight / weight.max()) ** 0.75
    room = (0.18 + 0.1 * scene.lively) * scene.width * scene.height / np.pi  # a quarter of the picture or less
    sizes *= min(_reach(scene, 0.29), float(np.sqrt(room / (sizes**2).sum())))
    y = scene.height * (0.62 - 0.3 * middles + 0.1 * np.sin(2 * np.pi * (middles + _loud_hour(scene))))
    orbit = np.stack([scene.width * (0.1 + 0.8 * middles), y], axis=1)
    places = apart(orbit, sizes, scene.width, scene.height, 1.18, inset=1.15)
    rings = np.maximum(3, np.round(0.95 * _count(scene) * sizes / sizes.max())).astype(int)
    return tuple(
        Seed(_point(place), 0.87 * float(size), 0.8 * np.pi, int(ring), float(start), float(end))
        for place, size, ring, (start, end) in zip(places, sizes, rings, parts, strict=True)
    )


def _planets(scene: Scene, stack: Stack, seeds: tuple[Seed, ...]) -> None:
    centres = np.array([seed.centre for seed in seeds])
    stack.line(centres, 1.6 * scene.unit, mix(scene.palette.ink, scene.palette.ground, 0.35), not scene.angry)
    for seed in seeds:
        _pile(scene, stack, grow(scene, seed))


# --- what they share -------------------------------------------------------------------------------------------------


def _discs(scene: Scene, stack: Stack, seeds: tuple[Seed, ...]) -> None:
    for seed in seeds:
        _pile(scene, stack, grow(scene, seed))


def _pile(scene: Scene, stack: Stack, growth: Growth) -> None:
    """Lay sheet on sheet, the beginning of the song on top; a thin sheet of ink marks the loudest moment."""
    colours = ring_colours(scene, growth.moments)
    count = _count(scene)
    loudest = int(np.abs(growth.moments - scene.peak).argmin())
    centre = growth.outlines[0].mean(axis=0)
    for ring in range(growth.rings - 1, -1, -1):
        height = 0.9 * (growth.rings - ring) / count
        outline = growth.outlines[ring]
        if ring == loudest and abs(growth.moments[ring] - scene.peak) < 0.05:
            far = np.linalg.norm(outline - centre, axis=1, keepdims=True)
            edged = outline + (outline - centre) / far * 3.0 * scene.unit
            stack.sheet(edged, scene.palette.ink, height, not scene.angry)
        stack.sheet(outline, colours[ring], height, not scene.angry)


def _carve(scene: Scene, stack: Stack, seeds: tuple[Seed, ...]) -> None:
    """Cut hole within hole, the beginning of the song deepest."""
    growth = grow(scene, seeds[0])
    colours = ring_colours(scene, growth.moments)
    for ring in range(growth.rings - 1, -1, -1):
        stack.sheet(growth.outlines[ring], colours[ring], 0.95 * ring / growth.rings, not scene.angry)


def _well_seeds(scene: Scene) -> tuple[Seed, ...]:
    return (Seed(_point(_middle(scene)), _reach(scene, 0.405), 1.2 * np.pi, round(0.9 * _count(scene))),)


def _count(scene: Scene) -> int:
    return round(10 + 34 * scene.lively)


def _short(scene: Scene) -> float:
    return float(min(scene.width, scene.height))


def _reach(scene: Scene, share: float) -> float:
    """A share of the picture's shorter side; calm songs leave more paper free."""
    return share * (0.84 + 0.2 * scene.lively) * _short(scene)


def _middle(scene: Scene) -> Floats:
    return np.array([0.5 * scene.width, 0.5 * scene.height])


def _loudest(scene: Scene) -> RGB:
    return scene.palette.accents[scene.accent_index(scene.peak)]


def _loud_hour(scene: Scene) -> float:
    """When (0..1, as on a clock's face) the song is loudest; two equal peaks meet between each other."""
    energy = scene.energy(144, blur=5.0)
    weight = (energy / max(float(energy.max()), 1e-6)) ** 12
    turn = 2 * np.pi * np.linspace(0.0, 1.0, 144)
    return float(np.arctan2((weight * np.sin(turn)).sum(), (weight * np.cos(turn)).sum()) / (2 * np.pi)) % 1.0


def _circle(centre: Floats, radius: float) -> Floats:
    angles = np.linspace(0.0, 2 * np.pi, 96, endpoint=False)
    return centre + radius * np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _point(place: Floats) -> Point:
    return float(place[0]), float(place[1])


def _change(scene: Scene) -> float:
    """When the song changes most plainly: the section border nearest to two fifths of it."""
    starts = [start for start, _, _ in scene.parts[1:]] or [0.4]
    return min(max(min(starts, key=lambda start: abs(start - 0.4)), 0.2), 0.6)


LAYOUTS = {
    "single": Layout(_single_seeds, _discs),
    "well": Layout(_well_seeds, _carve, carved=True),
    "twin": Layout(_twin_seeds, _twin),
    "eclipse": Layout(_eclipse_seeds, _eclipse),
    "arch": Layout(_arch_seeds, _arch),
    "planets": Layout(_planets_seeds, _planets),
}
