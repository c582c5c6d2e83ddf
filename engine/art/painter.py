"""From a hearing to a finished picture: colours, style and composition are chosen here, then drawn and encoded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from engine.api import Hearing, Mood, PaintOptions, Slate, StyleName
from engine.art.finish import encode, finish
from engine.art.palette import Palette, hex_of, palette_for
from engine.art.scene import Scene, Style, chance
from engine.art.styles import bloom, flow, rings, strata
from engine.sketch import Sketch

BY_NAME: Mapping[StyleName, Style] = MappingProxyType(
    {style.name: style for style in (strata.STYLE, flow.STYLE, rings.STYLE, bloom.STYLE)}
)


def paint(hearing: Hearing, options: PaintOptions) -> Slate:
    """Paint a heard song; the same hearing and options give the same bytes. ``Stale`` for an older sketch."""
    sketch = Sketch.unpack(hearing.sketch)
    style = BY_NAME[options.style or favourite(sketch, hearing.mood)]
    scene = compose(sketch, hearing.mood, style, options)
    pixels = finish(style.draw(scene).pixels, scene.palette, options.caption, seed=options.seed)
    return Slate(encode(pixels, options.format), style.name, scene.composition, options.seed, swatches(scene.palette))


def favourite(sketch: Sketch, mood: Mood) -> StyleName:
    """The style that suits a song best."""
    return max(BY_NAME, key=lambda name: BY_NAME[name].affinity(sketch, mood))


def compose(sketch: Sketch, mood: Mood, style: Style, options: PaintOptions) -> Scene:
    """Everything a style needs. Another seed is another composition, another order of colours and other chance."""
    names = style.compositions
    composition = names[(names.index(style.choose(sketch, mood)) + options.seed) % len(names)]
    return Scene(
        sketch=sketch,
        mood=mood,
        palette=_turned(palette_for(mood, sketch), options.seed),
        width=options.width,
        height=options.height,
        rng=chance(style.name, composition, options.seed),
        composition=composition,
    )


def swatches(palette: Palette) -> tuple[str, ...]:
    """A palette as hex colours: ground, ink, accents."""
    return tuple(hex_of(colour) for colour in (palette.ground, palette.ink, *palette.accents))


def _turned(palette: Palette, steps: int) -> Palette:
    """The same colours, given to other chords."""
    by = steps % len(palette.accents)
    return replace(
        palette,
        accents=palette.accents[by:] + palette.accents[:by],
        shares=palette.shares[by:] + palette.shares[:by],
    )
