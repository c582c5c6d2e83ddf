"""What a diffusion model is told to paint: the mood, the colours and the sound of a song in a few plain words.

No title, no artist and no line of a text ever goes into it; of lyrics only things that can be painted are taken, from
a list, so that no name and nothing unfit can come in.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from engine.api import Hearing, Slate, StyleName
from engine.art.palette import oklab

MOST_WORDS = 45
"""CLIP reads 77 tokens; so many plain words are at most 60 of them."""
MOST_IMAGES = 2

NEGATIVE = "text, letters, watermark, signature, logo, frame, people, face, nudity, gore, violence, blurry, noise"
"""What is not wanted, for models that listen to it."""

_MEDIUM: Mapping[StyleName, str] = {
    "strata": "layered paper-cut landscape",
    "flow": "field of flowing brush strokes",
    "rings": "concentric cut-paper rings",
    "bloom": "translucent watercolour blooms",
}
_HUES: tuple[tuple[float, str], ...] = (
    (15.0, "rose"), (42.0, "red"), (68.0, "orange"), (90.0, "amber"), (117.0, "yellow"), (160.0, "green"),
    (185.0, "sea green"), (212.0, "turquoise"), (245.0, "sky blue"), (285.0, "blue"), (310.0, "violet"),
    (345.0, "purple"), (360.0, "rose"),
)  # fmt: skip
"""Hues of OKLab in degrees, each name up to its limit."""
_GREY = 0.035  # OKLab chroma below which a colour has no hue to speak of

_LIST = """
angel apple arrow ash autumn balloon beach bell bird blossom boat bottle bread bridge butterfly candle canyon
castle cathedral chain chair chapel city clock cloud coast comet coral crown crow crystal dawn desert diamond door
dragon dream dusk eagle earth echo ember eye feather field fire fish flag flame flower fog forest fountain frost
galaxy garden gate ghost glass gold grass guitar harbor harbour harvest heart highway hill home honey horizon horse
house ice island jewel journey kite ladder lake lamp lantern leaf letter light lightning lily lion mask meadow
mirror mist moon mountain neon night north ocean orchard owl palace path pearl petal piano planet radio rain
rainbow raven ribbon ring river road rocket roof room root rose sail sand sea shadow shell ship shore silver sky
smoke snow spark spring star station statue stone storm stream street summer sun sunrise sunset swan sword table
thorn thread thunder tide tower town train tree tunnel umbrella valley village violin volcano wall water waterfall
wave whale wheel wheat willow wind window wing winter wolf
"""
_THINGS = frozenset(_LIST.split())


def prompt_for(hearing: Hearing, slate: Slate, lyrics: str = "", trigger: str = "") -> str:
    """A prompt of at most ``MOST_WORDS`` words; ``trigger`` is a LoRA's own word and comes first.

    What matters least comes last, as models forget the end first.
    """
    parts = [
        trigger.strip(),
        f"abstract {_MEDIUM[slate.style]}",
        f"{' and '.join(hearing.mood.words[:2])} mood" if hearing.mood.words else "",
        f"palette of {_listed(colours(slate.palette))}",
        *texture(hearing.features),
        *images(lyrics),
        "handmade, paper grain",
    ]
    return _within([part for part in parts if part])


def colours(palette: Sequence[str]) -> tuple[str, ...]:
    """Names of a palette's colours (hex; ground, ink, accents): the ground first, then accents, none twice."""
    named = [colour_name(colour) for colour in (palette[0], *palette[2:])]
    return tuple(dict.fromkeys(named))[:4]


def colour_name(colour: str) -> str:
    """A plain name for a hex colour, such as ``deep blue``."""
    levels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    lightness, a, b = (float(value) for value in oklab(np.array(levels)))
    chroma, hue = math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360.0
    if chroma < _GREY:
        return "near-black" if lightness < 0.3 else "grey" if lightness < 0.75 else "off-white"
    name = next(name for limit, name in _HUES if hue <= limit)
    if lightness < 0.45:
        return f"deep {name}"
    return f"pale {name}" if lightness > 0.82 and chroma < 0.11 else name


def texture(features: Mapping[str, float]) -> tuple[str, ...]:
    """How the sound would feel to the hand; what is neither one nor the other is left out."""
    told = (
        _either(features.get("energy"), "soft and quiet", "dense and energetic"),
        _either(features.get("flatness"), "smooth edges", "rough torn edges", 0.05, 0.2),
        _either(features.get("tempo"), "slow wide shapes", "quick small marks", 80.0, 130.0),
    )
    return tuple(text for text in told if text)


def images(lyrics: str, most: int = MOST_IMAGES) -> tuple[str, ...]:
    """The things that a song's text names most often, of those that can be painted; the earlier first among equals."""
    found = Counter(thing for word in re.findall(r"[a-z]+", lyrics.casefold()) for thing in _things(word))
    return tuple(thing for thing, _ in found.most_common(most))


def _things(word: str) -> list[str]:
    """The thing a word names, alone or as many."""
    forms = (word, word.removesuffix("s"), word.removesuffix("es"), f"{word.removesuffix('ves')}f")
    return [form for form in forms if form in _THINGS][:1]


def _either(value: float | None, low: str, high: str, below: float = 0.35, above: float = 0.65) -> str:
    if value is None or math.isnan(value) or below <= value <= above:
        return ""
    return low if value < below else high


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _within(parts: Sequence[str]) -> str:
    """As many parts as fit, whole."""
    kept: list[str] = []
    for part in parts:
        if sum(len(other.split()) for other in (*kept, part)) <= MOST_WORDS:
            kept.append(part)
    return ", ".join(kept)
