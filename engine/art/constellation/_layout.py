"""Where the songs of a constellation stand: dots by likeness and mood, names where nothing else is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import Mood, Star
from engine.art._labels import Rectangle
from engine.art.constellation._names import Block, Label, beside, central
from engine.art.text import Anchor

Floats = NDArray[np.floating[Any]]

WIDTH, HEIGHT = 1200, 800
MIDDLE = np.array([600.0, 380.0])
DOT, CORE = 17.0, 22.0  # radii of a neighbour's dot and of the middle one
_NEAR, _FAR = np.array([306.0, 190.0]), np.array([486.0, 284.0])  # half axes for likeness 1 and for ``LEAST``
LEAST = 0.5  # likeness at which a song stands on the outermost orbit; one of ten songs at random reaches it
_APART = np.radians(54.0)  # between neighbours, around the middle
_INSIDE = Rectangle(30, 26, WIDTH - 30, 734)  # the legend stands below
_WIDTHS = (340.0, 270.0, 210.0)  # of a label, best first
_GAP = 8.0  # between a dot and its name
_ROOM = 9.0  # between two names
_CROSSING = 9.0  # how little a name is liked across a string, more than by all else together
_HOPELESS = 1e6  # names that find no room at all
_MOST_TRIES = 20_000  # of places for the labels; some hundreds are usual


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands: (n, 2) dots, (n, 2, 2) beginnings and ends of strings, the middle dot, the labels."""

    places: Floats
    strings: Floats
    core: Floats
    heart: Label
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """One way to write one label, and how little it is liked."""

    label: Label
    cost: float

    def crowds(self, other: _Choice) -> bool:
        """Whether both labels stand so close that they read as one."""
        area = self.label.area
        room = Rectangle(area.left - _ROOM, area.top - _ROOM, area.right + _ROOM, area.bottom + _ROOM)
        return room.touches(other.label.area)


def arranged(asked: Star, near: Sequence[Star]) -> Layout:
    """Place a song and its neighbours; labels neither touch anything nor leave the picture.

    Where long names find no room beside dots that stand where the moods want them, the dots spread more evenly.
    """
    heart, core = _heart(asked)
    blocks = [[beside(star, width) for width in _WIDTHS] for star in near]
    wanted = _spread(np.array([_angle(asked.mood, star.mood, number) for number, star in enumerate(near)]))
    even = _even(wanted)
    best, least = Layout(np.zeros((0, 2)), np.zeros((0, 2, 2)), core, heart, ()), np.inf
    for share in (0.0, 0.5, 1.0):
        angles = wanted + share * (even - wanted)
        places = np.array([orbit(angle, star.likeness) for angle, star in zip(angles, near, strict=True)])
        places = places.reshape(-1, 2)
        strings = np.array([_string(place, heart.area) for place in places]).reshape(-1, 2, 2)
        ways = _best(_choices(places, strings, blocks, heart.area))
        cost = sum(way.cost for way in ways) if ways is not None else _HOPELESS
        if cost < least:
            labels = tuple(way.label for way in ways or ())
            best, least = Layout(places, strings, core, heart, labels), cost
        if least < _CROSSING:
            break
    return best


def orbit(angle: float | Floats, likeness: float) -> Floats:
    """Where songs of a likeness stand, the angle in radians from the right upwards: (2,), or (n, 2) for n angles."""
    share = min(1.0, max(0.0, (1.0 - likeness) / (1.0 - LEAST)))
    turn = np.stack([np.cos(angle), -np.sin(angle)], axis=-1)
    return np.asarray(MIDDLE + (_NEAR + share * (_FAR - _NEAR)) * turn)


def _heart(asked: Star) -> tuple[Label, Floats]:
    """The song in the middle: its name, with the area that is its own, and its dot above the name."""
    block = central(asked, 372.0)
    (x, y), tall = MIDDLE, 2 * CORE + 10 + block.height
    top = float(y) - tall / 2
    below = top + 2 * CORE + 10
    half = block.width / 2
    return Label(block, Rectangle(x - half, below, x + half, below + block.height)), np.array([x, top + CORE])


def _angle(mood: Mood, other: Mood, number: int) -> float:
    """Where the other lies on the mood plane as seen from the one; equal moods take their turn around."""
    right, up = other.valence - mood.valence, other.arousal - mood.arousal
    return float(np.arctan2(up, right)) if np.hypot(right, up) > 0.02 else 2.4 * number


def _spread(angles: Floats) -> Floats:
    """The angles, moved as little as it takes to stand ``_APART``, in the same order around."""
    order = np.argsort(angles, kind="stable")
    turned = angles[order].astype(float)
    if len(turned) < 2:
        return angles
    for _ in range(300):
        gaps = np.diff(turned, append=turned[0] + 2 * np.pi)
        push = np.maximum(_APART - gaps, 0.0) / 2
        turned += np.roll(push, 1) - push
    result = np.empty_like(turned)
    result[order] = turned
    return result


def _even(angles: Floats) -> Floats:
    """Even angles in the same order around, turned so that they move least."""
    count = len(angles)
    result = np.empty(count)
    result[np.argsort(angles, kind="stable")] = np.arange(count) * 2 * np.pi / max(1, count)
    apart = np.angle(np.exp(1j * (angles - result)).sum())
    return np.asarray(angles + np.angle(np.exp(1j * (result + apart - angles))))


def _string(place: Floats, heart: Rectangle) -> Floats:
    """(2, 2): where a string begins, at the rim of the middle, and where it ends, at the dot's."""
    away = place - MIDDLE
    half = np.array([(heart.right - heart.left) / 2 + 22, heart.bottom - MIDDLE[1] + 16])
    start = MIDDLE + away * (half / np.maximum(np.abs(away), 1e-6)).min()
    return np.stack([start, place - away / np.hypot(*away) * (DOT + 4)])


# --- labels ----------------------------------------------------------------------------------------------------------


def _choices(
    places: Floats, strings: Floats, blocks: Sequence[Sequence[Block]], heart: Rectangle
) -> list[list[_Choice]]:
    """For each dot all ways to write its label that stay inside and off the dots and the middle, the best first."""
    dots = [Rectangle(x - DOT - 4, y - DOT - 4, x + DOT + 4, y + DOT + 4) for x, y in places]
    core = Rectangle(MIDDLE[0] - CORE - 8, 2 * MIDDLE[1] - heart.bottom - 8, MIDDLE[0] + CORE + 8, heart.top)
    taken = [*dots, core, Rectangle(heart.left - 14, heart.top - 8, heart.right + 14, heart.bottom + 8)]
    lines = [area for string in strings for area in _along(string)]
    found = []
    for place, options in zip(places, blocks, strict=True):
        ways = [
            _Choice(label, cost + 1.6 * number + _CROSSING * any(label.area.touches(line) for line in lines))
            for number, block in enumerate(options)
            if number == 0 or block.width < options[number - 1].width
            for label, cost in _around(place, block)
            if _INSIDE.holds(label.area) and not any(label.area.touches(other) for other in taken)
        ]
        found.append(sorted(ways, key=lambda way: way.cost))
    return found


def _around(place: Floats, block: Block) -> Iterator[tuple[Label, float]]:
    """Where a label may stand around its dot, and how little that is liked: best away from the middle."""
    x, y = float(place[0]), float(place[1])
    far, width, height = DOT + _GAP, block.width, block.height
    right, below = float(np.sign(x - MIDDLE[0])), float(np.sign(y - MIDDLE[1]))
    for shift in (0.5, 0.3, 0.7):  # beside the dot, its middle or another height beside the dot's
        top, odd = y - shift * height, 2.0 * abs(shift - 0.5)
        yield _label(block, x + far, top, "left"), 0.6 + odd - 0.6 * right
        yield _label(block, x - far - width, top, "right"), 0.6 + odd + 0.6 * right
    for shift in (0.5, 0.35, 0.65, 0.15, 0.85, 0.0, 1.0):
        left, odd = x - shift * width, 0.8 * abs(shift - 0.5)
        anchor: Anchor = "middle" if abs(shift - 0.5) < 0.2 else "left" if shift < 0.5 else "right"
        yield _label(block, left, y + far - 2, anchor), 0.8 + odd - 0.4 * below
        yield _label(block, left, y - far - height, anchor), 0.8 + odd + 0.4 * below


def _label(block: Block, left: float, top: float, anchor: Anchor) -> Label:
    return Label(block, Rectangle(left, top, left + block.width, top + block.height), anchor)


def _along(string: Floats) -> list[Rectangle]:
    """Where a string runs, in small squares."""
    start, end = string
    steps = np.linspace(start, end, max(2, int(np.hypot(*(end - start)) / 12)))
    return [Rectangle(x - 8, y - 8, x + 8, y + 8) for x, y in steps]


def _best(choices: Sequence[Sequence[_Choice]]) -> list[_Choice] | None:
    """One way for each label so that none touch, the best liked in all; None when there is none."""
    order = sorted(range(len(choices)), key=lambda at: len(choices[at]))
    least = np.cumsum([0.0, *(min((way.cost for way in choices[at]), default=0.0) for at in reversed(order))])[::-1]
    best: list[_Choice] | None = None
    best_cost, tries = np.inf, 0

    def extend(taken: list[_Choice], cost: float) -> None:
        nonlocal best, best_cost, tries
        if len(taken) == len(order):
            best, best_cost = taken, cost
            return
        for way in choices[order[len(taken)]]:
            tries += 1
            if tries > _MOST_TRIES or cost + way.cost + least[len(taken) + 1] >= best_cost:
                return
            if not any(way.crowds(other) for other in taken):
                extend([*taken, way], cost + way.cost)

    extend([], 0.0)
    if best is None:
        return None
    found = dict(zip(order, best, strict=True))
    return [found[at] for at in range(len(order))]
