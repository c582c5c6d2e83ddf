"""The colours of a collage's table and of the plain papers on it, chosen to go with the songs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.api import QUADRANTS, Quadrant
from engine.art.palette import RGB, mix, oklab, oklch
from engine.collage._songs import Song

_TABLES: dict[Quadrant, tuple[float, float, float]] = {
    "happy": (0.805, 0.085, 74),
    "angry": (0.790, 0.022, 60),
    "sad": (0.760, 0.022, 245),
    "relaxed": (0.790, 0.030, 150),
}
"""Lightness, chroma and hue of the table under songs of one mood: all light enough for dark pictures, and deep enough
for the white of torn paper."""
_NEUTRAL = (0.830, 0.030, 80)


def moods_of(songs: Sequence[Song]) -> dict[Quadrant, float]:
    """How much of each mood there is, weighted by plays; the shares add up to 1 where any song was heard."""
    total = dict.fromkeys(QUADRANTS, 0.0)
    for song in songs:
        if song.piece.hearing is not None:
            weight = max(song.piece.plays, 1) ** 0.5
            for name in QUADRANTS:
                total[name] += weight * float(getattr(song.piece.hearing.mood, name))
    whole = sum(total.values())
    return {name: value / whole for name, value in total.items()} if whole else total


def table_colour(songs: Sequence[Song]) -> RGB:
    """The colour of the table: that of the moods on it, calmed towards plain paper where they are many."""
    shares = moods_of(songs)
    leading = max(QUADRANTS, key=lambda name: shares[name])
    sure = float(np.clip((shares[leading] - 0.25) / 0.35, 0.0, 1.0))
    return mix(oklch(*_NEUTRAL), oklch(*_TABLES[leading]), sure)


def papers(songs: Sequence[Song], table: RGB, count: int, rng: np.random.Generator) -> list[RGB]:
    """Colours for plain sheets: accents of the songs that stand out from the table and from each other."""
    pool = [(song, accent) for song in songs for accent in song.palette.accents]
    tones = oklab(np.array([accent for _, accent in pool]))
    worth = np.linalg.norm((tones - oklab(np.array(table))) * (0.8, 1.0, 1.0), axis=1)
    worth += 0.9 * np.hypot(tones[:, 1], tones[:, 2])
    worth *= np.array([0.55 + 0.45 / (1.0 + song.rank) for song, _ in pool]) * rng.uniform(0.75, 1.1, len(pool))
    found: list[int] = []
    for _ in range(count):
        apart = np.array([min((np.linalg.norm(tone - tones[k]) for k in found), default=1.0) for tone in tones])
        found.append(int(np.argmax(worth * np.minimum(apart, 0.25))))
    return [_printed(pool[at][1]) for at in found]


def _printed(colour: RGB) -> RGB:
    """As ink on uncoated paper: never quite as bright as on a screen."""
    return mix(colour, oklch(0.62, 0.02, 70), 0.10)
