"""The card of a scene: a painting of the song, or its lyrics hung up as ribbons, over paper with a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import Card, PaintOptions, Picture, PictureFormat, Quadrant, Stave
from engine.art.canvas import Canvas
from engine.art.finish import encode, finish, paper
from engine.art.painter import BY_NAME, compose, favourite
from engine.art.palette import RGB, Palette, mix, palette_for
from engine.art.plane import GROUND, INK, STRONG, WASH
from engine.art.text import write, written
from engine.collage._type import fitted
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]

STRIP = 0.335  # of the card's height that is paper
MARGIN = 0.066  # of its width
LEADING = 1.12
_PAPER = (0.972, 0.958, 0.926)
_NEUTRAL = ((0.52, 0.40, 0.34), (0.86, 0.82, 0.75))


@dataclass(frozen=True)
class _Colours:
    """Ink and paper of the strip, and the swatches on it."""

    ink: RGB
    sheet: RGB
    accent: RGB
    swatches: tuple[RGB, ...]


def draw_card(card: Card, format: PictureFormat = "png") -> Picture:
    """Draw a scene's card; the same card gives the same bytes."""
    strip = round(STRIP * min(card.height, 1.25 * card.width))
    above = card.height - strip
    if card.hearing and card.hearing.sketch:
        painting, palette = _painting(card, above)
        colours = _of_palette(palette)
    else:
        painting, colours = _hanging(card, above), _of_feeling(card.feeling)
    sheet = Canvas(card.width, strip, colours.sheet)
    _lettered(sheet, card, colours)
    grained = sheet.pixels + 0.012 * paper(strip, card.width)[..., None]
    return encode(np.concatenate([painting, _edge(painting, grained)], axis=0), format)


def _painting(card: Card, height: int) -> tuple[Floats, Palette]:
    assert card.hearing is not None  # the caller has looked
    sketch, mood = Sketch.unpack(card.hearing.sketch), card.hearing.mood
    style = BY_NAME[favourite(sketch, mood)]
    scene = compose(sketch, mood, style, PaintOptions(width=card.width, height=height))
    return finish(style.draw(scene).pixels, scene.palette), palette_for(mood, sketch)


def _of_palette(palette: Palette) -> _Colours:
    ink = palette.ground if palette.dark else palette.ink
    sheet = mix(_PAPER, palette.ink if palette.dark else palette.ground, 0.35)
    accent = min(palette.accents, key=lambda colour: abs(sum(colour) / 3 - 0.45))
    return _Colours(ink, sheet, mix(accent, ink, 0.25), palette.accents)


def _of_feeling(feeling: Quadrant | None) -> _Colours:
    strong, wash = (STRONG[feeling], WASH[feeling]) if feeling else _NEUTRAL
    shades = tuple(mix(strong, wash, share) for share in (0.0, 0.3, 0.55, 0.8))
    return _Colours(INK, mix(_PAPER, wash, 0.25), mix(strong, INK, 0.25), (*shades, INK))


def _edge(painting: Floats, sheet: Floats) -> Floats:
    """A thin shadow of the painting on the paper below it."""
    rows = np.arange(len(sheet), dtype=np.float32)
    return sheet * (1.0 - 0.16 * np.exp(-rows / (0.006 * painting.shape[1])))[:, None, None]


# --- words on paper ----------------------------------------------------------------------------------------------


def _lettered(sheet: Canvas, card: Card, colours: _Colours) -> None:
    """Heading, title, images and quote from the top down, the swatches at the bottom."""
    edge, side = MARGIN * sheet.width, float(sheet.width)
    room = side - 2 * edge
    at = 0.165 * sheet.height
    if card.heading:
        write(sheet, (edge, at), written(card.heading, 0.026 * side, "semibold", room), colours.accent)
    title = fitted(card.title, room, 0.27 * sheet.height, 0.066 * side, 0.030 * side, "semibold")
    at += 0.035 * sheet.height + 0.80 * title.size
    for row, line in enumerate(title.lines):
        write(sheet, (edge, at + row * LEADING * title.size), line, colours.ink)
    at += (len(title.lines) - 1) * LEADING * title.size
    if card.images:
        at += 0.062 * side
        write(
            sheet, (edge, at), written(" · ".join(card.images), 0.034 * side, "medium", room), colours.ink, alpha=0.92
        )
    if card.quote:
        at += 0.052 * side
        write(sheet, (edge, at), written(f"“{card.quote}”", 0.0285 * side, "medium", room), colours.ink, alpha=0.7)
    _swatches(sheet, colours.swatches, edge)


def _swatches(sheet: Canvas, swatches: Sequence[RGB], edge: float) -> None:
    tall = 0.03 * sheet.height
    wide = (sheet.width - 2 * edge) / len(swatches)
    top = sheet.height - 0.115 * sheet.height
    for number, colour in enumerate(swatches):
        left = edge + number * wide
        corners = np.array([[left, top], [left + wide, top], [left + wide, top + tall], [left, top + tall]])
        sheet.polygon(corners, colour)


# --- lyrics as a hanging ------------------------------------------------------------------------------------------


def _hanging(card: Card, height: int) -> Floats:
    """The text without its words: a paper ribbon for each line, as long as the line, hung up stanza by stanza.

    Choruses hang in the strong colours; a pleasant stanza's ribbons are cut upwards, an unpleasant one's downwards.
    """
    strong, wash = (STRONG[card.feeling], WASH[card.feeling]) if card.feeling else _NEUTRAL
    canvas = Canvas(card.width, height, mix(GROUND, wash, 0.6))
    staves = card.staves or (Stave((24, 18, 30, 12)),)
    room = sum(len(stave.lines) for stave in staves) + 0.8 * (len(staves) - 1)
    width = min((1.0 - 2 * MARGIN) * card.width / room, 0.075 * card.width)
    longest = max(length for stave in staves for length in stave.lines)
    left = 0.5 * (card.width - room * width)
    for number, stave in enumerate(staves):
        for length in stave.lines:
            shade = ((length * 7 + number * 3) % 5) / 5
            colour = mix(strong, INK, 0.22 * shade) if stave.chorus else mix(strong, wash, 0.35 + 0.5 * shade)
            _ribbon(
                canvas, left, width, (0.20 + 0.70 * (length / longest) ** 1.5) * height, colour, stave.valence or 0.0
            )
            left += width
        left += 0.8 * width
    return np.asarray(canvas.pixels + 0.016 * paper(height, card.width)[..., None])


def _ribbon(canvas: Canvas, left: float, width: float, long: float, colour: RGB, valence: float) -> None:
    """One strip of paper from the upper edge down, lit from the upper left."""
    slant = -0.9 * width * float(np.clip(2.0 * valence, -1.0, 1.0)) or 0.25 * width
    right = left + 0.93 * width
    shape = np.array([[left, -20.0], [right, -20.0], [right, long + slant], [left, long]])
    canvas.shadow(shape, 0.22 * width, (0.10 * width, 0.16 * width), 0.28)
    canvas.gradient(shape, mix(colour, (1.0, 1.0, 1.0), 0.10), mix(colour, INK, 0.10), 0.0, long)
    canvas.stroke([[left + 1.0, 0.0], [left + 1.0, long - 1.0]], 1.6, (1.0, 1.0, 1.0), 0.30, cap="butt", smooth=False)
