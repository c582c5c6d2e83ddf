"""The colours and light of the land: sky, sun, ridges with mist at their feet, water."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from engine.art.accents import accented, section_edges
from engine.art.canvas import Canvas
from engine.art.palette import RGB, Palette, mix, shifted, standout
from engine.art.scene import Scene
from engine.art.styles.strata._land import Land

Floats = NDArray[np.floating[Any]]
Image = NDArray[np.float32]


@dataclass(frozen=True)
class _Sun:
    """The loudest moment: a disc in pixels."""

    x: float
    y: float
    radius: float
    colour: RGB


@dataclass(frozen=True)
class _Ridge:
    """One ridge to paint: where it begins and is hidden again (rows of pixels per column), and its colours.

    ``slope`` is the crest's in the picture, ``own`` without the bend of the whole land.
    """

    crest: Image
    below: Image
    slope: Image
    own: Image
    top: RGB
    foot: RGB
    near: float
    leads: bool


def paint(land: Land, scene: Scene) -> Image:
    """(height, width, 3): the land under its sky.

    Columns are moved up by the land's bend while ridges are painted, so that each lies in a narrow level strip.
    """
    colours = _bands(scene)
    sun = _sun(land, scene, colours[0][1])
    sky = _sky(land, scene, sun, colours[0][1])
    down = np.round(land.bend.max() - land.bend).astype(np.intp)
    rows, columns = np.arange(land.height)[:, None] + down, np.arange(land.width)[None]
    sheet = np.zeros((land.height + int(down.max()), land.width, 3), dtype=np.float32)
    sheet[rows, columns] = sky
    for ridge in _ridges(land, scene, colours, down):
        _lay(sheet, ridge, scene, sun.x / land.width)
    image: Image = sheet[rows, columns]
    if land.lie.water < 1.0:
        _flood(image, scene, round(land.lie.water * land.height))
    return image


def _bands(scene: Scene) -> list[tuple[float, RGB]]:
    """(end, colour) of each band of colour, far to near: the song's sections, long ones cut."""
    stretches = accented(scene, section_edges(scene, longest=0.34))
    return [(stretch.end, scene.palette.accents[stretch.accent]) for stretch in stretches]


def _sun(land: Land, scene: Scene, behind: RGB) -> _Sun:
    """Where the song is loudest; its colour is the accent that stands out most from sky and first ridge."""
    sway = 0.12 if land.lie.notch else 0.30
    x = land.width * (0.5 + sway * (2 * scene.peak - 1))
    radius = min(land.width, land.height) * (0.09 + 0.10 * float(scene.energy(144).mean()))
    skyline = float(land.crests[:3, min(int(x), land.width - 1)].min())
    return _Sun(x, skyline - 0.25 * radius, radius, standout(scene.palette, behind))


def _sky(land: Land, scene: Scene, sun: _Sun, haze: RGB) -> Image:
    """Ground colour, hazier towards the horizon, a glow, the sun and a dot for every attack of the song."""
    palette = scene.palette
    canvas = Canvas(land.width, land.height, palette.ground)
    corners = [(0, 0), (land.width, 0), (land.width, land.height), (0, land.height)]
    canvas.gradient(corners, palette.ground, mix(palette.ground, haze, 0.22), 0.0, land.horizon)
    _stars(canvas, land, scene)
    glow = _glow(land, sun) * (0.30 if palette.dark else 0.22)
    canvas.blend(np.array(sun.colour if palette.dark else shifted(palette.ground, 0.05)), glow)
    canvas.radial((sun.x, sun.y), sun.radius, shifted(sun.colour, 0.03), sun.colour)
    return canvas.pixels


def _glow(land: Land, sun: _Sun) -> Image:
    """(height, width) 0..1: light around the sun."""
    x = (np.arange(land.width, dtype=np.float32) - sun.x) / (2.4 * sun.radius)
    y = (np.arange(land.height, dtype=np.float32) - sun.y) / (2.4 * sun.radius)
    return np.exp(-(y[:, None] ** 2)) * np.exp(-(x[None] ** 2))


def _stars(canvas: Canvas, land: Land, scene: Scene) -> None:
    """A dot in the sky for every attack: time to the right, pitch upwards."""
    attacks = scene.onsets()
    if not len(attacks):
        return
    time, band, strength = attacks.T
    sky = land.horizon - 0.5 * abs(land.lie.fall) * land.height
    places = np.stack([land.width * (0.03 + 0.94 * time), max(sky, 0.2 * land.height) * (0.95 - 0.9 * band)], axis=1)
    places += scene.rng.normal(0.0, 9.0 * scene.unit, places.shape)
    ink = scene.palette.ink if scene.palette.dark else mix(scene.palette.ink, scene.palette.accents[2], 0.5)
    canvas.discs(places, scene.unit * (0.5 + 1.7 * strength**2), ink, alpha=0.25 + 0.45 * strength)


def _ridges(land: Land, scene: Scene, bands: list[tuple[float, RGB]], down: NDArray[np.intp]) -> list[_Ridge]:
    """All ridges far to near, each with the colour of its section, fading into the ground's with distance."""
    crests = (land.crests + down).astype(np.float32)
    hidden = np.minimum.accumulate(crests[::-1], axis=0)[::-1]
    floor = np.full((1, land.width), land.height + down.max(), dtype=np.float32)
    below = np.concatenate([hidden[1:], floor])
    ridges: list[_Ridge] = []
    last = -1
    slopes = np.gradient(land.crests, axis=1).astype(np.float32)
    own = slopes - np.gradient(land.bend).astype(np.float32)
    for row, time in enumerate(np.linspace(0.0, 1.0, len(crests))):
        band = next((k for k, (end, _) in enumerate(bands) if time <= end), len(bands) - 1)
        near = float(land.place[row])
        top, foot = _misty(shifted(bands[band][1], 0.05 * (float(land.swell[row]) - 0.5)), scene.palette, near)
        ridges.append(_Ridge(crests[row], below[row], slopes[row], own[row], top, foot, near, band != last))
        last = band
    return ridges


def _misty(colour: RGB, palette: Palette, near: float) -> tuple[RGB, RGB]:
    """A ridge's colour at its crest and at its foot: the farther, the nearer to the ground's."""
    far = 0.45 * (1.0 - near)
    return mix(colour, palette.ground, far), mix(colour, palette.ground, min(0.9, far + 0.42 - 0.20 * near))


def _lay(sheet: Image, ridge: _Ridge, scene: Scene, sunward: float) -> None:
    """Paint one ridge over what lies behind it: a shadow, the mist-graded fill, light on its slopes, its contour."""
    unit = scene.unit
    top = max(0, int(ridge.crest.min() - (36 if ridge.leads else 20) * unit))
    bottom = min(len(sheet), int(ridge.below.max()) + 3)
    if bottom <= top:
        return
    part = sheet[top:bottom]
    deep = np.arange(top, bottom, dtype=np.float32)[:, None] + np.float32(0.5) - ridge.crest
    away = deep / np.sqrt(1.0 + ridge.slope**2)  # distance from the crest's line, in pixels
    blunt = np.sqrt(1.0 + gaussian_filter1d(ridge.slope, 6.0 * unit) ** 2)  # or the tips of peaks would smoke
    shade = np.clip(1.0 + deep / (blunt * np.float32((26 if ridge.leads else 15) * unit)), 0.0, 1.0)
    fade = np.clip(deep / np.float32(150 * unit), 0.0, 1.0)
    fade *= 2 - fade
    width = (0.8 + 1.0 * ridge.near) * unit * (1.5 if ridge.leads else 1.0)
    line = np.clip(width + 0.5 - away, 0.0, 1.0) * np.float32(0.22 + 0.36 * ridge.near + 0.12 * ridge.leads)
    cover = np.clip(away + 0.5, 0.0, 1.0)
    paint = cover * (1 - line) * (1 + (1 - fade) * _sunlight(ridge.own, scene, sunward))
    part *= ((1 - np.float32(0.24 if ridge.leads else 0.10) * shade**3) * (1 - cover))[..., None]
    top_colour, foot = np.array(ridge.top), np.array(ridge.foot)
    colours = np.array([top_colour, foot - top_colour, scene.palette.ink], dtype=np.float32)
    part += np.stack([paint, paint * fade, cover * line], axis=-1) @ colours


def _sunlight(slope: Image, scene: Scene, sunward: float) -> Image:
    """(width,): brightness added to slopes that face the sun, taken from those that do not."""
    smooth = gaussian_filter1d(slope, 1.0 if scene.angry else 6.0 * scene.unit)
    side = np.clip((np.linspace(0.0, 1.0, len(slope)) - sunward) * 4, -1.0, 1.0)
    return ((0.16 if scene.angry else 0.08) * np.tanh(-1.2 * smooth) * -side).astype(np.float32)


def _flood(image: Image, scene: Scene, level: int) -> None:
    """Mirror the land in water below a row of pixels, rippled more the nearer it is."""
    height, width = image.shape[:2]
    depth = np.arange(height - level, dtype=np.float32)
    near = depth / max(1, height - level)
    source = np.clip(level - 1 - depth * 0.96, 0, level - 1).astype(int)
    ripple = np.sin(depth / (2.0 + 9.0 * near) / scene.unit) * (1.0 + 9.0 * near) * scene.unit
    whole = np.floor(ripple).astype(int)
    left = np.clip(np.arange(width)[None] + whole[:, None], 0, width - 1)
    rest = (ripple - whole).astype(np.float32)[:, None, None]
    rows = source[:, None]
    mirrored = image[rows, left] * (1 - rest) + image[rows, np.minimum(left + 1, width - 1)] * rest
    ground = np.array(shifted(scene.palette.ground, -0.03), dtype=np.float32)
    image[level:] = mirrored + (ground - mirrored) * (0.18 + 0.42 * near)[:, None, None]
