"""A song's colours: its mood decides the family, its harmony how the family is shared out.

Colours are anchored in OKLCH (Ottosson 2020). Four anchor families follow what people paint for the four moods
(warm and bright, black and red, deep blue, pale green); within a family, valence and arousal move lightness and
chroma along Valdez and Mehrabian's regressions (1994), never the hue beyond the family's own bounds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import QUADRANTS, Mood, Quadrant
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
RGB = tuple[float, float, float]
"""sRGB, each 0..1."""

LEAST_CONTRAST = 0.22
"""Lightness by which an accent differs from the ground; the light ones (yellow, sand) differ by their colour."""

FIFTHS = (0, 7, 2, 9, 4, 11, 6, 1, 8, 3, 10, 5)
"""Pitch classes (0 = C) around the circle of fifths; harmonically near chords are neighbours."""

GROUPS = ((0, 7), (2, 9), (4, 11, 6), (1, 8, 3), (10, 5))
"""Pitch classes that share an accent, along the circle of fifths."""

USUAL = (0.61, 0.25, 0.44, 0.41, 0.31, 0.46, 0.25, 0.45, 0.29, 0.37, 0.32, 0.34)
"""How strongly each pitch class rings in sketches on average (104 clips of four moods); keys are told from this."""


@dataclass(frozen=True, slots=True)
class Palette:
    """A song's colours.

    ``accents`` are five, in the order of ``GROUPS``; ``shares`` say how much of each the song should use (sum 1).
    """

    ground: RGB
    ink: RGB
    accents: tuple[RGB, ...]
    shares: tuple[float, ...]
    dark: bool


@dataclass(frozen=True, slots=True)
class _Tone:
    """A colour as OKLCH: lightness 0..1, chroma, hue in degrees."""

    lightness: float
    chroma: float
    hue: float


@dataclass(frozen=True, slots=True)
class _Family:
    """The colours of one mood and how far a song may bend them (degrees of hue, down and up).

    ``glow`` is the accent that stands out from the ground by colour alone, however near its lightness.
    """

    ground: _Tone
    ink: _Tone
    accents: tuple[_Tone, ...]
    shares: tuple[float, ...]
    bend: tuple[float, float]
    glow: int
    dark: bool = False


_FAMILIES: dict[Quadrant, _Family] = {
    "happy": _Family(
        ground=_Tone(0.935, 0.045, 88),
        ink=_Tone(0.30, 0.07, 300),
        accents=(
            _Tone(0.84, 0.165, 88),
            _Tone(0.75, 0.160, 58),
            _Tone(0.67, 0.185, 29),
            _Tone(0.72, 0.120, 200),
            _Tone(0.72, 0.140, 355),
        ),
        shares=(0.30, 0.25, 0.20, 0.15, 0.10),
        bend=(-14.0, 5.0),
        glow=0,
    ),
    "angry": _Family(
        ground=_Tone(0.165, 0.028, 25),
        ink=_Tone(0.95, 0.02, 80),
        accents=(
            _Tone(0.54, 0.205, 29),
            _Tone(0.42, 0.155, 26),
            _Tone(0.67, 0.190, 46),
            _Tone(0.29, 0.085, 20),
            _Tone(0.60, 0.205, 36),
        ),
        shares=(0.36, 0.20, 0.18, 0.12, 0.14),
        bend=(-4.0, 9.0),
        glow=3,
        dark=True,
    ),
    "sad": _Family(
        ground=_Tone(0.245, 0.032, 262),
        ink=_Tone(0.88, 0.02, 240),
        accents=(
            _Tone(0.47, 0.070, 258),
            _Tone(0.58, 0.060, 240),
            _Tone(0.47, 0.066, 294),
            _Tone(0.70, 0.045, 228),
            _Tone(0.52, 0.060, 272),
        ),
        shares=(0.30, 0.24, 0.18, 0.14, 0.14),
        bend=(-14.0, 14.0),
        glow=3,
        dark=True,
    ),
    "relaxed": _Family(
        ground=_Tone(0.935, 0.018, 140),
        ink=_Tone(0.40, 0.055, 205),
        accents=(
            _Tone(0.77, 0.075, 154),
            _Tone(0.69, 0.078, 192),
            _Tone(0.76, 0.065, 232),
            _Tone(0.83, 0.075, 84),
            _Tone(0.74, 0.060, 303),
        ),
        shares=(0.30, 0.25, 0.20, 0.15, 0.10),
        bend=(-14.0, 14.0),
        glow=3,
    ),
}


def palette_for(mood: Mood, sketch: Sketch) -> Palette:
    """The colours of a song, moving smoothly with its mood and harmony while one mood leads."""
    return _palette(mood, _tonal_centre(sketch), _shares(_FAMILIES[mood.quadrant], sketch))


def palette_of(mood: Mood) -> Palette:
    """The colours of a mood where nothing is known of the harmony."""
    return _palette(mood, (0.0, 0.0), _FAMILIES[mood.quadrant].shares)


def _palette(mood: Mood, centre: tuple[float, float], shares: tuple[float, ...]) -> Palette:
    """The family of the leading mood, bent by the harmony's ``centre`` on the circle of fifths and by the mood."""
    family = _FAMILIES[mood.quadrant]
    flat, sharp = centre
    bend = _bend(family, mood, sharp)
    light, vivid = _tilt(mood)
    ground = _Tone(_ground_lightness(family, light), family.ground.chroma, family.ground.hue + bend / 2)
    accents = tuple(_bent(tone, bend, light + 0.02 * flat, vivid) for tone in family.accents)
    accents = tuple(tone if k == family.glow else _apart(tone, ground) for k, tone in enumerate(accents))
    return Palette(
        ground=_rgb(ground),
        ink=_rgb(family.ink),
        accents=tuple(_rgb(tone) for tone in accents),
        shares=shares,
        dark=family.dark,
    )


def _tonal_centre(sketch: Sketch) -> tuple[float, float]:
    """Where the song's harmony leans on the circle of fifths, as a point in the unit disc (x, y)."""
    mass = sketch.chroma.mean(axis=1) / 255.0 / np.array(USUAL)
    angles = np.empty(12)
    angles[list(FIFTHS)] = np.arange(12) * math.tau / 12
    x, y = (float(mass @ axis / (mass.sum() + 1e-9)) for axis in (np.cos(angles), np.sin(angles)))
    return float(np.clip(2.5 * x, -1.0, 1.0)), float(np.clip(2.5 * y, -1.0, 1.0))


def _bend(family: _Family, mood: Mood, lean: float) -> float:
    """Degrees by which the family's hues turn: for the song's harmony, and towards the moods it is also near."""
    low, high = family.bend
    own = lean * (high if lean > 0 else -low)
    weights = {name: _weight(name, mood) for name in QUADRANTS}
    arcs = {name: _arc(family.accents[0].hue, other.accents[0].hue) for name, other in _FAMILIES.items()}
    towards = 0.4 * sum(arcs[name] * weights[name] for name in QUADRANTS) / (sum(weights.values()) + 1e-9)
    return float(np.clip(own + np.clip(towards, low / 2, high / 2), low, high))


def _arc(start: float, end: float) -> float:
    """The shorter way from one hue to another, in degrees."""
    return (end - start + 180.0) % 360.0 - 180.0


def _weight(name: Quadrant, mood: Mood) -> float:
    """How near a mood is to a quadrant's corner of the plane."""
    side = 1.0 if name in ("happy", "relaxed") else -1.0
    height = 1.0 if name in ("happy", "angry") else -1.0
    return float(((1 + side * mood.valence) * (1 + height * mood.arousal) / 4) ** 1.6)


def _tilt(mood: Mood) -> tuple[float, float]:
    """(lightness to add, factor on chroma), measured from where the leading mood usually lies."""
    side = 0.65 if mood.quadrant in ("happy", "relaxed") else -0.65
    height = 0.65 if mood.quadrant in ("happy", "angry") else -0.65
    valence, arousal = mood.valence - side, mood.arousal - height
    brightness = 1.244 * valence - 0.456 * arousal
    saturation = 0.643 * valence + 1.431 * arousal
    return 0.025 * math.tanh(brightness), 1.0 + 0.12 * math.tanh(saturation)


def _ground_lightness(family: _Family, light: float) -> float:
    lightness = family.ground.lightness + 0.6 * light
    return float(np.clip(lightness, 0.135, 0.28) if family.dark else np.clip(lightness, 0.905, 0.95))


def _bent(tone: _Tone, bend: float, light: float, vivid: float) -> _Tone:
    return _Tone(float(np.clip(tone.lightness + light, 0.2, 0.9)), tone.chroma * vivid, tone.hue + bend)


def _apart(tone: _Tone, ground: _Tone) -> _Tone:
    """The tone moved away from the ground's lightness until it can be told from it."""
    gap = tone.lightness - ground.lightness
    if abs(gap) >= LEAST_CONTRAST:
        return tone
    away = math.copysign(LEAST_CONTRAST, -1.0 if ground.lightness > 0.5 else 1.0)
    return _Tone(ground.lightness + away, tone.chroma, tone.hue)


def _shares(family: _Family, sketch: Sketch) -> tuple[float, ...]:
    """The family's usual shares, tipped towards the accents whose notes ring most."""
    mass = (sketch.chroma.mean(axis=1) / 255.0 + 0.05) / (np.array(USUAL) + 0.05)
    group = np.array([mass[list(members)].mean() for members in GROUPS])
    shares = np.array(family.shares) * (group / group.mean()) ** 1.5
    shares /= shares.sum()
    shares[family.glow] = min(shares[family.glow], 0.28)  # too faint, or in anger too dark, to carry a picture
    return tuple(float(share) for share in shares / shares.sum())


# ---- colour arithmetic (Ottosson's OKLab matrices) ----

_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
_FROM_LMS, _FROM_LAB = np.linalg.inv(_TO_LMS), np.linalg.inv(_TO_LAB)


def oklab(pixels: Floats) -> Floats:
    """(..., 3) sRGB in 0..1 -> OKLab (lightness 0..1, a, b)."""
    linear = np.where(pixels <= 0.04045, pixels / 12.92, ((pixels + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T


def srgb(lab: Floats) -> Floats:
    """(..., 3) OKLab -> sRGB, unclipped: values outside 0..1 are colours that no screen shows."""
    linear = (lab @ _FROM_LAB.T) ** 3 @ _FROM_LMS.T
    curved = 1.055 * np.maximum(linear, 0.0) ** (1 / 2.4) - 0.055
    return np.where(linear <= 0.0031308, linear * 12.92, curved)


def oklch(lightness: float, chroma: float, hue: float) -> RGB:
    """A colour by lightness (0..1), chroma and hue in degrees; chroma shrinks until a screen can show it."""
    angle = math.radians(hue)
    for _ in range(24):
        lab = np.array([lightness, chroma * math.cos(angle), chroma * math.sin(angle)])
        colour = srgb(lab)
        if colour.min() >= -1e-3 and colour.max() <= 1.001:
            break
        chroma *= 0.92
    return _tuple(colour)


def mix(a: RGB, b: RGB, t: float) -> RGB:
    """The colour ``t`` of the way from a to b in OKLab."""
    ends = oklab(np.array([a, b]))
    return _tuple(srgb(ends[0] + (ends[1] - ends[0]) * t))


def shifted(colour: RGB, lightness: float) -> RGB:
    """The same hue, lighter or darker by ``lightness`` (OKLab)."""
    light, a, b = oklab(np.array(colour))
    return oklch(float(np.clip(light + lightness, 0.0, 1.0)), math.hypot(a, b), math.degrees(math.atan2(b, a)))


def standout(palette: Palette, beside: RGB) -> RGB:
    """The accent that differs most from the ground and from another colour, among those the song uses much."""
    accents, ground, near = (oklab(np.array(colour)) for colour in (palette.accents, palette.ground, beside))
    apart = np.abs(accents - ground)[:, 0] + np.hypot(*(accents - ground)[:, 1:].T)
    apart += 1.2 * np.hypot(*(accents - near)[:, 1:].T)
    return palette.accents[int(np.argmax(apart * (0.5 + np.array(palette.shares))))]


def hex_of(colour: RGB) -> str:
    """A colour as ``#rrggbb``."""
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in colour)


def _rgb(tone: _Tone) -> RGB:
    return oklch(tone.lightness, tone.chroma, tone.hue)


def _tuple(colour: Floats) -> RGB:
    red, green, blue = np.clip(colour, 0.0, 1.0)
    return float(red), float(green), float(blue)
