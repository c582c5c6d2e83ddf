"""Labels that do not touch: names beside dots, and lists in columns; and words that can be drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import ENGLISH, Labels
from engine.art.text import Line, cleaned, drawable

Floats = NDArray[np.floating[Any]]
_GAP = 7.0  # pixels between a dot and its name


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: Rectangle) -> bool:
        """Whether both share some area."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Rectangle) -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands, and which of its sizes was taken."""

    choice: int
    area: Rectangle


def legible(labels: Labels) -> Labels:
    """The words that fonts of this machine can draw; English in place of the others and of empty ones."""
    english = asdict(ENGLISH)
    told = asdict(labels).items()
    return Labels(**{name: word if cleaned(word) and drawable(word) else english[name] for name, word in told})


def placed(
    places: Floats,
    sizes: Sequence[Sequence[tuple[float, float]]],
    radius: float,
    inside: Rectangle,
    taken: Sequence[Rectangle],
) -> list[Spot] | None:
    """A free spot beside each dot, those in the thick of it first; None when one finds no room.

    ``sizes`` are the (width, height) that a label may have, best first.
    """
    blocked = [*(Rectangle(x - radius, y - radius, x + radius, y + radius) for x, y in places), *taken]
    found: dict[int, Spot] = {}
    distance = np.linalg.norm(places[:, None] - places[None, :], axis=2) + 1e9 * np.eye(len(places))
    for at in np.argsort(distance.min(axis=1, initial=1e9), kind="stable"):
        free = (
            Spot(choice, area)
            for choice, size in enumerate(sizes[at])
            for area in _around(places[at], size, radius)
            if inside.holds(area) and not any(area.touches(other) for other in blocked)
        )
        spot = next(free, None)
        if spot is None:
            return None
        found[int(at)] = spot
        blocked.append(spot.area)
    return [found[at] for at in range(len(places))]


def _around(place: Floats, size: tuple[float, float], radius: float) -> Iterator[Rectangle]:
    """Where a label may stand, best first: right, left, below, above, the corners, then a little further off."""
    (x, y), (width, height) = place, size
    far, near = radius + _GAP, 0.7 * radius
    beside = [(x + far, y - height / 2), (x - far - width, y - height / 2)]
    corners = [(left, top) for top in (y + near, y - near - height) for left in (x + near, x - near - width)]
    shifts = [share * width for share in (0.5, 0.2, 0.8, 0.0, 1.0)]
    stacked = [
        (x - shift, top) for off in (0.0, 16.0) for top in (y + far + off, y - far - off - height) for shift in shifts
    ]
    for left, top in [*beside, *stacked[:1], *stacked[5:6], *corners, *stacked]:
        yield Rectangle(left, top, left + width, top + height)


def legend_columns(lines: Sequence[Line], width: float) -> list[list[Line]]:
    """Split a list into as many columns as its longest line allows, at most three, read downwards."""
    widest = max(line.width for line in lines)
    columns = max(1, min(3, int(width // max(widest + 20, 1))))
    rows = -(-len(lines) // columns)
    return [list(lines[start : start + rows]) for start in range(0, len(lines), rows)]
