"""Names of songs as blocks of lines: title, then likeness and artists."""

from __future__ import annotations

from dataclasses import dataclass

from engine.api import Star
from engine.art._labels import Rectangle
from engine.art.canvas import Canvas
from engine.art.palette import RGB, mix
from engine.art.plane import INK, STRONG
from engine.art.text import Anchor, Line, cleaned, write, written

TITLE, ARTIST = 31.0, 24.0  # heights of letters, which a third of the size leaves legible
HEART = 1.2  # how much larger the song in the middle is written
_LEADING = 1.17  # from line to line, of the letters' height
_SPACE = 10.0  # between the likeness and the artists


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a block: ``size`` is the height of its letters, ``lead`` a coloured line before it."""

    line: Line
    size: float
    alpha: float = 1.0
    lead: Line | None = None
    colour: RGB = INK

    @property
    def width(self) -> float:
        """Of the whole row."""
        return self.line.width + (self.lead.width + _SPACE if self.lead else 0.0)


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one label, before it is known where they stand."""

    rows: tuple[Row, ...]

    @property
    def width(self) -> float:
        """Of its widest row."""
        return max(row.width for row in self.rows)

    @property
    def height(self) -> float:
        """Of all rows."""
        return sum(_LEADING * row.size for row in self.rows)


@dataclass(frozen=True, slots=True)
class Label:
    """A block and where it stands."""

    block: Block
    area: Rectangle
    anchor: Anchor = "middle"


def beside(star: Star, width: float) -> Block:
    """The label of a neighbour, no wider than ``width``."""
    colour = mix(STRONG[star.mood.quadrant], INK, 0.4)
    share = written(f"{round(100 * star.likeness)} %", ARTIST, "semibold")
    artists = written(star.artists, ARTIST, max_width=max(1.0, width - share.width - _SPACE))
    return Block((*_title(star.title, TITLE, width), Row(artists, ARTIST, 0.8, share, colour)))


def central(star: Star, width: float) -> Block:
    """The label of the song in the middle."""
    if not star.artists.strip():
        return Block(_title(star.title, HEART * TITLE, width))
    artists = written(star.artists, HEART * ARTIST, max_width=width)
    return Block((*_title(star.title, HEART * TITLE, width), Row(artists, HEART * ARTIST, 0.8)))


def lay(canvas: Canvas, label: Label, ink: RGB) -> None:
    """Write a label on the canvas."""
    area, top = label.area, label.area.top
    for row in label.block.rows:
        spare = area.right - area.left - row.width
        x = area.left + {"left": 0.0, "middle": spare / 2, "right": spare}[label.anchor]
        if row.lead:
            write(canvas, (x, top + 0.9 * row.size), row.lead, row.colour)
            x += row.lead.width + _SPACE
        write(canvas, (x, top + 0.9 * row.size), row.line, ink, alpha=row.alpha)
        top += _LEADING * row.size


def _title(title: str, size: float, width: float) -> tuple[Row, ...]:
    """A title in one line, or in two of like length; what is too long for two is cut."""
    whole = written(title, size, "semibold")
    if whole.width <= width:
        return (Row(whole, size),)
    words = cleaned(title).split(" ")
    halves = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    guess = 1.1 * width * sum(map(len, words)) / whole.width  # letters that may fit
    for first, second in sorted(halves, key=lambda half: abs(len(half[0]) - len(half[1]))):
        line = written(first, size, "semibold") if len(first) <= guess else None
        if line and line.width <= width:
            return Row(line, size), Row(written(second, size, "semibold", width), size)
    return (Row(written(title, size, "semibold", width), size),)
