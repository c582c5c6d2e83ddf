"""Writing on pictures in any script: one line, shaped, with a font for every character and never an error.

Two bundled weights of Hanken Grotesk come first, then DejaVu Sans (matplotlib carries it), then whatever fonts the
machine has. Without raqm, scripts that join their letters are drawn unjoined; nothing else changes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import matplotlib
import numpy as np
from matplotlib.font_manager import findSystemFonts
from matplotlib.ft2font import FT2Font
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, features

from engine.art.canvas import Box, Canvas
from engine.art.palette import RGB

Weight = Literal["medium", "semibold"]
Anchor = Literal["left", "middle", "right"]
_FONTS = Path(__file__).parent / "fonts"
_OWN: dict[Weight, str] = {
    "medium": str(_FONTS / "HankenGrotesk-Medium.ttf"),
    "semibold": str(_FONTS / "HankenGrotesk-SemiBold.ttf"),
}
_DEJAVU = str(Path(matplotlib.get_data_path()) / "fonts/ttf/DejaVuSans.ttf")
_JOINERS = "\u200c\u200d"  # they shape the letters around them
_LONGEST = 400  # characters looked at; nobody reads more in one line
_MARKS = 3  # accents kept on one letter
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_STRONG = _RIGHT_TO_LEFT | {"L"}


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line: ``mask`` (rows, columns) 0..1, its baseline at row ``baseline``."""

    mask: NDArray[np.float32]
    baseline: int

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.mask.shape[1])


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring characters in one font and direction."""

    text: str
    font: str
    backwards: bool

    @property
    def shaped(self) -> tuple[str, str, str | None]:
        """Text, mode and direction as Pillow wants them; without raqm it only knows left to right."""
        if features.check_feature("raqm"):
            return self.text, "", "rtl" if self.backwards else "ltr"
        return self.text[::-1] if self.backwards else self.text, "", None


def written(text: str, size: float, weight: Weight = "medium", max_width: float | None = None) -> Line:
    """Draw one line at ``size`` pixels per em; what exceeds ``max_width`` is cut and ends in an ellipsis."""
    size = max(1.0, size)
    runs = list(_runs(_fitting(cleaned(text), size, weight, max_width), weight))
    fonts = [_font(run.font, size) for run in runs]
    lengths = [font.getlength(*run.shaped) for run, font in zip(runs, fonts, strict=True)]
    above, below = round(1.25 * size), round(0.6 * size)
    image = Image.new("L", (max(1, int(np.ceil(sum(lengths))) + 2), above + below), 0)
    pen = ImageDraw.Draw(image)
    at = 1.0
    for run, font, length in zip(runs, fonts, lengths, strict=True):
        text, _, direction = run.shaped
        pen.text((at, above), text, fill=255, font=font, anchor="ls", direction=direction)
        at += length
    return Line(np.asarray(image, dtype=np.float32) / np.float32(255.0), above)


def write(
    canvas: Canvas,
    place: tuple[float, float],
    line: Line,
    colour: RGB,
    anchor: Anchor = "left",
    alpha: float = 1.0,
) -> None:
    """Lay a line on a canvas, its baseline through ``place``; what lies outside is cut off."""
    shift = {"left": 0.0, "middle": line.width / 2, "right": float(line.width)}[anchor]
    left, top = round(place[0] - shift), round(place[1]) - line.baseline
    box = Box(
        max(0, left),
        max(0, top),
        min(canvas.width, left + line.width),
        min(canvas.height, top + line.mask.shape[0]),
    )
    if not box.empty:
        part = line.mask[box.top - top : box.bottom - top, box.left - left : box.right - left]
        canvas.blend(colour, part * np.float32(alpha), box)


def cleaned(text: str) -> str:
    """The text without control characters, stray surrogates and towers of accents, its white space single."""
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", " ".join(text[: 4 * _LONGEST].split())):
        kind = unicodedata.category(char)
        if kind[0] == "C" and char not in _JOINERS:
            continue
        marks = marks + 1 if kind[0] == "M" else 0
        if marks <= _MARKS:
            kept.append(char)
    return " ".join("".join(kept[:_LONGEST]).split())


def drawable(text: str) -> bool:
    """Whether there is a font for every character."""
    return all(_covers(_font_for(char, "medium"), char) for char in cleaned(text))


def _fitting(text: str, size: float, weight: Weight, max_width: float | None) -> str:
    """The longest beginning that fits; at least one character and the ellipsis are kept."""
    if max_width is None or _width(text, size, weight) <= max_width:
        return text
    low, high = 1, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = _width(_shortened(text, middle), size, weight) <= max_width
        low, high = (middle, high) if fits else (low, middle)
    return _shortened(text, low)


def _shortened(text: str, length: int) -> str:
    while 1 < length < len(text) and (unicodedata.category(text[length])[0] == "M" or text[length] in _JOINERS):
        length -= 1  # never between a letter and its marks
    return text[:length].rstrip(" ,;:-–—(" + _JOINERS) + "…"


def _width(text: str, size: float, weight: Weight) -> float:
    return sum(_font(run.font, size).getlength(*run.shaped) for run in _runs(text, weight))


def _runs(text: str, weight: Weight) -> Iterator[_Run]:
    """Runs in the order in which they stand on the page, by a simple form of the Unicode bidirectional rules.

    Stretches of one direction follow the direction of the first letter; digits count as neutral.
    """
    logical = _logical_runs(text, weight)
    backwards = next((run.backwards for run in logical), False)
    stretches: list[list[_Run]] = []
    for run in logical:
        if stretches and stretches[-1][-1].backwards == run.backwards:
            stretches[-1].append(run)
        else:
            stretches.append([run])
    for stretch in reversed(stretches) if backwards else stretches:
        yield from reversed(stretch) if stretch[0].backwards else stretch


def _logical_runs(text: str, weight: Weight) -> list[_Run]:
    result: list[_Run] = []
    for char, backwards in zip(text, _directions(text), strict=True):
        last = result[-1] if result else None
        clings = unicodedata.category(char)[0] == "M" or char in _JOINERS or unicodedata.category(char) == "Zs"
        font = last.font if last and clings and _covers(last.font, char) else _font_for(char, weight)
        if last and last.font == font and last.backwards == backwards:
            result[-1] = _Run(last.text + char, font, backwards)
        else:
            result.append(_Run(char, font, backwards))
    return result


def _directions(text: str) -> list[bool]:
    """For each character whether it reads right to left.

    Brackets follow the first letter; other neutral characters their neighbours where these agree.
    """
    kinds = [unicodedata.bidirectional(char) for char in text]
    base = next((kind in _RIGHT_TO_LEFT for kind in kinds if kind in _STRONG), False)
    own = "R" if base else "L"
    kinds = [own if unicodedata.mirrored(char) else kind for char, kind in zip(text, kinds, strict=True)]
    before, after = [base] * len(kinds), [base] * len(kinds)
    for result, order in ((before, range(len(kinds))), (after, range(len(kinds) - 1, -1, -1))):
        current = base
        for at in order:
            current = kinds[at] in _RIGHT_TO_LEFT if kinds[at] in _STRONG else current
            result[at] = current
    return [  # digits belong to the letters before them
        left if left == right or kind == "EN" else base for kind, left, right in zip(kinds, before, after, strict=True)
    ]


# --- fonts ------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=4096)
def _font_for(char: str, weight: Weight) -> str:
    own = _OWN[weight]
    found = next((font for font in (own, _DEJAVU) if _covers(font, char)), None)
    return found or next((font for font in _system_fonts() if _covers(font, char)), own)


def _covers(font: str, char: str) -> bool:
    return ord(char) in _characters(font)


@lru_cache(maxsize=512)
def _characters(font: str) -> frozenset[int]:
    """Code points a font has glyphs for; none when it cannot be opened or has no outlines to scale."""
    try:
        face = FT2Font(font)
        return frozenset(face.get_charmap()) if face.scalable else frozenset()
    except (OSError, RuntimeError):
        return frozenset()


@lru_cache(maxsize=1)
def _system_fonts() -> tuple[str, ...]:
    """The machine's fonts, upright sans serifs first, always in the same order."""
    odd = ("bold", "black", "light", "thin", "italic", "oblique", "mono", "serif", "condensed", "narrow", "kufi")
    wanted = ("noto", "cjk", "wqy", "gothic", "arial", "sans")

    def rank(path: str) -> tuple[int, int, str]:
        name = Path(path).name.lower()
        return sum(word in name for word in odd), -sum(word in name for word in wanted), path

    return tuple(sorted(findSystemFonts(), key=rank))


@lru_cache(maxsize=256)
def _font(path: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)
