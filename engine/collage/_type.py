"""Setting a title in several lines: wrapped at words where there are any, shortened where it is too long."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engine.art.text import Line, Weight, cleaned, written

_WIDER = 1.3  # by how much a long picture's type may exceed that of a square one as high
LEADING = 1.14  # from baseline to baseline, in sizes


@dataclass(frozen=True, slots=True)
class Setting:
    """Lines of one size, in pixels."""

    lines: tuple[Line, ...]
    size: float

    @property
    def width(self) -> float:
        """Of the longest line."""
        return float(max((line.width for line in self.lines), default=0))

    @property
    def height(self) -> float:
        """From the top of the first capital letter to the last baseline."""
        return self.size * (0.72 + LEADING * (len(self.lines) - 1)) if self.lines else 0.0


def measure(width: float, height: float) -> float:
    """The side of a square picture with type of the same size: long pictures are looked at from further away."""
    return min(float(np.sqrt(width * height)), _WIDER * min(width, height))


def fitted(text: str, width: float, height: float, largest: float, smallest: float, weight: Weight) -> Setting:
    """The text as large as it goes into a rectangle; what does not fit at ``smallest`` ends in an ellipsis."""
    size = largest
    while True:
        most = max(1, int((height / size - 0.72) / LEADING) + 1)
        words = [(word, float(written(word.strip(), size, weight).width)) for word in _parts(text)]
        space = 0.26 * size
        rows = _rows(words, width, space)
        if len(rows) <= most and all(wide <= width for _, wide in words):
            even = _even(words, space) if len(rows) == 2 else rows
            return Setting(tuple(written(row, size, weight, width) for row in even), size)
        if size <= smallest:
            return Setting(_cut(rows, most, size, weight, width), size)
        size = max(smallest, 0.88 * size)


def _cut(rows: Sequence[str], most: int, size: float, weight: Weight, width: float) -> tuple[Line, ...]:
    kept = [*rows[: most - 1], " ".join(rows[most - 1 :])] if len(rows) > most else rows
    return tuple(written(row, size, weight, width) for row in kept)


def _parts(text: str) -> list[str]:
    """Where lines may break: after spaces, which stay at the end of a part, and within scripts that have none."""
    parts: list[str] = []
    for word in cleaned(text).split(" "):
        if len(word) > 6 and all(unicodedata.east_asian_width(char) in "WF" for char in word):
            parts.extend(word[at : at + 3] for at in range(0, len(word), 3))
            parts[-1] += " "
        elif word:
            parts.append(word + " ")
    return parts


def _even(parts: Sequence[tuple[str, float]], space: float) -> list[str]:
    """Two lines as equal in length as may be, rather than a single word in the second."""
    widths = [wide + (space if part.endswith(" ") else 0.0) for part, wide in parts]
    total = sum(widths)
    best = min(range(1, len(parts)), key=lambda at: max(sum(widths[:at]), total - sum(widths[:at])))
    return ["".join(part for part, _ in some).strip() for some in (parts[:best], parts[best:])]


def _rows(parts: Sequence[tuple[str, float]], width: float, space: float) -> list[str]:
    rows: list[str] = []
    used = 0.0
    for part, wide in parts:
        if rows and used + wide <= width:
            rows[-1] += part
            used += wide
        else:
            rows.append(part)
            used = wide
        used += space if part.endswith(" ") else 0.0
    return [row.strip() for row in rows]
