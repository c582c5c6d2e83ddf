"""Whether collages keep their promises: nothing hidden, no label on another, in time, over many sets of songs.

The songs are made up: hearings of the jukebox with their sketches bent by chance and moods from all over the plane.
"""

from __future__ import annotations

import dataclasses
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from engine.api import MIN_SIDE, QUADRANTS, CollageOptions, Hearing, Layout, Piece, silent
from engine.bench.moods import near
from engine.collage import lay_out
from engine.collage._plan import Plan, planned
from engine.collage._songs import chosen, styles_of
from engine.collage._strips import collide
from engine.collage.layout import LEAST_HERO, LEAST_SEEN
from engine.collage.moods import Plane, settled, sizes, true_places
from engine.collage.paper import chance_of, laid_table
from engine.hearing import hear
from engine.jukebox import song
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
SIZES = ((1024, 1024), (1024, 1280), (1280, 720), (720, 1280))
COUNTS = (1, 2, 3, 5, 7, 9, 12)
_TITLES = (
    "Dust",
    "Harbour Lights",
    "Nachtzug nach Lissabon",
    "Everything We Never Said to the Sea",
    "Ночной экспресс",
    "שלום",
    "A title that goes on and on until the needle lifts from the groove and nobody remembers how it began",
)


@dataclass(frozen=True, slots=True)
class Faults:
    """What was promised and not kept in a number of paper collages; ``seen`` and ``hero`` are the least of all."""

    collages: int
    seen: float
    hero: float
    hidden: int
    small: int
    collisions: int
    outside: int
    unnamed: int

    @property
    def none(self) -> bool:
        """Whether all was kept."""
        return not (self.hidden or self.small or self.collisions or self.outside or self.unnamed)


def run(sets: int = 500, painted: int = 28) -> str:
    """Measure and tell: ``sets`` arrangements, of which ``painted`` are painted and measured in their pixels."""
    hearings = tuple(hear(song(mood)) for mood in QUADRANTS)
    faults = arrangements(hearings, sets)
    seen, hero = pictures(hearings, painted)
    lines = [
        f"paper, {faults.collages} arrangements: {faults.hidden} with a piece under {LEAST_SEEN:.0%} seen "
        f"(least {faults.seen:.3f}), {faults.small} with a hero under {LEAST_HERO:.0%} (least {faults.hero:.3f}), "
        f"{faults.collisions} colliding labels, {faults.outside} outside, {faults.unnamed} pieces without one",
        f"paper, {painted} painted: least seen {min(seen):.3f}, hero at least {min(hero):.3f} of the picture",
        *(displacement(hearings, count) for count in (10, 24, 40)),
        *(timing(hearings, *what) for what in _TIMED),
    ]
    return "\n".join(lines)


_TIMED: tuple[tuple[Layout, int, int, float], ...] = (
    ("paper", 5, 1024, 1.5),
    ("paper", 9, 1024, 1.5),
    ("paper", 12, 1536, 6.0),
    ("wall", 100, 1536, 12.0),
    ("moods", 40, 1536, 6.0),
    ("grid", 20, 1536, 6.0),
)


def made_up(hearings: Sequence[Hearing], count: int, rng: np.random.Generator) -> list[Piece]:
    """So many songs nobody wrote; about every ninth has not been heard."""
    return [
        Piece(
            str(rng.choice(_TITLES)),
            str(rng.choice(["", "Mara Lind", "The Low Tides & the Sunday Wires Orchestra"])),
            _bent(hearings[int(rng.integers(len(hearings)))], rng) if rng.uniform() > 0.11 else None,
            plays=int(rng.integers(1, 60)),
            moment=float(rng.uniform()),
            caption="" if rng.uniform() < 0.7 else "Anna, Ben · 12 plays",
        )
        for _ in range(count)
    ]


def _bent(hearing: Hearing, rng: np.random.Generator) -> Hearing:
    sketch = Sketch.unpack(hearing.sketch)
    noise = gaussian_filter(rng.normal(0.0, 400.0, sketch.mel.shape), (3.0, 4.0))
    mel = np.clip(sketch.mel + noise, 0, 255).astype(np.uint8)
    traits = np.clip(sketch.traits + rng.normal(0.0, 40.0, len(sketch.traits)), 0, 255).astype(np.uint8)
    packed = dataclasses.replace(sketch, mel=mel, traits=traits).pack()
    return dataclasses.replace(hearing, mood=near(QUADRANTS[int(rng.integers(4))], rng), sketch=packed)


def arrangements(hearings: Sequence[Hearing], sets: int) -> Faults:
    """Arrange so many made-up sets of all sizes, without painting them."""
    plans = []
    for seed in range(sets):
        rng = np.random.default_rng(seed)
        width, height = SIZES[seed % len(SIZES)]
        title = ("", "Week 47", "What we listened to in the very long forty-seventh week of the year")[seed % 3]
        options = CollageOptions("paper", width, height, seed, title)
        songs = chosen(made_up(hearings, COUNTS[seed % len(COUNTS)], rng), "paper")
        plans.append((planned(songs, styles_of(songs), options, chance_of(songs, options)), width, height, len(songs)))
    return Faults(
        collages=sets,
        seen=min(float(plan.seen.min()) for plan, *_ in plans),
        hero=min(plan.hero for plan, *_ in plans),
        hidden=sum(bool(plan.seen.min() < LEAST_SEEN) for plan, *_ in plans),
        small=sum(plan.hero < LEAST_HERO for plan, *_ in plans),
        collisions=sum(collisions(plan) for plan, *_ in plans),
        outside=sum(outside(plan, width, height) for plan, width, height, _ in plans),
        unnamed=sum(count - len(plan.labels) for plan, _, _, count in plans),
    )


def collisions(plan: Plan) -> int:
    """Pairs of words that share any area: labels with labels, and with the headline."""
    areas = [label.area for label in plan.labels.values()] + [sheet for _, sheet in plan.headline[:1]]
    return sum(collide(one, other) for at, one in enumerate(areas) for other in areas[:at])


def outside(plan: Plan, width: int, height: int) -> int:
    """Labels that leave the picture."""
    reaches = [label.area.reach() for label in plan.labels.values()]
    return sum(left < 0 or top < 0 or right > width or bottom > height for left, top, right, bottom in reaches)


def pictures(hearings: Sequence[Hearing], painted: int) -> tuple[list[float], list[float]]:
    """The least share seen and the hero's share of the picture, of so many painted collages, by their pixels."""
    seen, hero = [], []
    for seed in range(painted):
        rng = np.random.default_rng(10_000 + seed)
        pieces = made_up(hearings, COUNTS[seed % len(COUNTS)], rng)
        width, height = (max(MIN_SIDE, side // 2) for side in SIZES[seed % len(SIZES)])
        songs = chosen(pieces, "paper")
        table = laid_table(songs, CollageOptions("paper", width, height, seed, "Week 47"), silent)
        found = [table.seen(each.rank) for each in songs]
        seen.append(min(visible for _, visible, _ in found))
        hero.append(found[0][2])
    return seen, hero


def displacement(hearings: Sequence[Hearing], count: int) -> str:
    """How far songs hang from their true place on the plane of moods, as a share of its width, over 20 sets."""
    plane: Plane = (60.0, 60.0, 1476.0, 1476.0)
    far: list[float] = []
    touching = 0
    for seed in range(20):
        songs = chosen(made_up(hearings, count, np.random.default_rng(seed)), "moods")
        heard = [each for each in songs if each.piece.hearing is not None]
        radii = sizes(heard, plane)
        home = true_places(heard, plane)
        found = settled(home, radii, plane)
        gap = np.linalg.norm(found[:, None] - found[None, :], axis=2) - (radii[:, None] + radii[None, :])
        touching += int((gap[np.triu_indices(len(found), 1)] < 0).sum())
        far.extend(float(away) for away in np.linalg.norm(found - home, axis=1) / (plane[2] - plane[0]))
    median, most = statistics.median(far), float(np.percentile(far, 95))
    return f"moods, {count} songs: {touching} overlaps; moved by {median:.3f} of the plane (median), {most:.3f} (p95)"


def timing(hearings: Sequence[Hearing], layout: Layout, count: int, side: int, bar: float) -> str:
    """CPU seconds of one collage, median of three sets."""
    times = []
    for seed in range(4):
        pieces = made_up(hearings, count, np.random.default_rng(seed))
        begun = time.process_time()
        lay_out(pieces, CollageOptions(layout, side, side, seed, "Week 47"))
        times.append(time.process_time() - begun)
    median = statistics.median(times[1:])  # the first one loads fonts and fields of noise
    verdict = "kept" if median <= bar else "MISSED"
    return f"{layout}, {count} songs, {side} x {side}: {median:.2f} s, at most {bar:.1f} s: {verdict}"
