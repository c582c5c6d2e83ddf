"""All of a paper collage before anything is painted: where pieces and words lie, checked for what they would hide."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.api import CollageOptions, StyleName
from engine.art.text import drawable
from engine.collage._songs import Song
from engine.collage._strips import Label, Strip, place, strips_of
from engine.collage._torn import Sheet
from engine.collage._type import fitted, measure
from engine.collage.layout import LEAST_HERO, LEAST_SEEN, Arrangement, Wish, arranged, rastered

_HEADLINE = 0.046  # size of its type, of the measure
_CELLS = 224  # of the raster on which labels are placed
_SPARE = 0.035  # share of a piece that tears may take away beyond what the raster knows


@dataclass(frozen=True, slots=True)
class Plan:
    """An arrangement, its headline, and a label for each piece by its rank.

    ``seen`` is the share of each piece that is not hidden, ``hero`` the share of the picture that the first one fills.
    """

    arrangement: Arrangement
    headline: tuple[tuple[Strip, Sheet], ...]
    labels: Mapping[int, Label]
    seen: NDArray[np.floating[Any]]
    hero: float

    @property
    def fault(self) -> float:
        """How far it is from what is promised: names for all, each piece seen, the hero large."""
        hidden = np.maximum(0.0, LEAST_SEEN + _SPARE - self.seen)
        small = max(0.0, LEAST_HERO + 0.008 - self.hero)
        return float(hidden.sum()) + 5.0 * small + (len(self.seen) - len(self.labels))


def planned(
    songs: Sequence[Song], styles: Mapping[int, StyleName | None], options: CollageOptions, rng: np.random.Generator
) -> Plan:
    """The first arrangement in which every label finds its place and nothing is hidden, else the least bad one."""
    headline = _headline(options, rng)
    band = options.height - min((sheet.reach()[1] for _, sheet in headline), default=float(options.height))
    wishes = _wishes(songs, styles)
    found: Plan | None = None
    for arrangement in arranged(wishes, options.width, options.height, 0.72 * band, rng):
        plan = _worded(arrangement, songs, headline, options, rng)
        if found is None or plan.fault < found.fault:
            found = plan
        if not found.fault:
            break
    assert found is not None  # there is always an arrangement
    return found


def _wishes(songs: Sequence[Song], styles: Mapping[int, StyleName | None]) -> list[Wish]:
    """Weights by plays; a few of the pieces that look well in a round frame may have one, covers keep their shape."""
    found, left = [], 1 + len(songs) // 5
    for song in songs:
        cover = song.cover
        suits = song.rank > 0 and cover is None and styles[song.number] in ("rings", "bloom") and left > 0
        left -= int(suits)
        aspect = cover.width / cover.height if cover else None
        found.append(Wish(float(max(song.piece.plays, 1)), suits, aspect))
    return found


def _headline(options: CollageOptions, rng: np.random.Generator) -> tuple[tuple[Strip, Sheet], ...]:
    """The title in a lower corner, in as many strips as it needs; none without a title."""
    if not (options.title.strip() and drawable(options.title)):  # better no title than boxes
        return ()
    side = measure(options.width, options.height)
    margin = 0.035 * side
    setting = fitted(
        options.title, 0.86 * options.width, 2.0 * _HEADLINE * side, _HEADLINE * side, 0.03 * side, "semibold"
    )
    right, turn = bool(rng.uniform() < 0.5), math.radians(float(rng.uniform(-1.2, 1.2)))
    found, bottom = [], options.height - margin
    for line in reversed(setting.lines):
        strip = Strip(line, setting.size, True)
        x = options.width - margin - strip.width / 2 if right else margin + strip.width / 2
        torn = (0.0, 2.0, 0.0, 2.0)
        sheet = Sheet((x, bottom - strip.height / 2), strip.width, strip.height, turn, torn, lift=5.0, rough=0.3)
        found.append((strip, sheet))
        bottom -= 0.98 * strip.height
    return tuple(found)


def _worded(
    arrangement: Arrangement,
    songs: Sequence[Song],
    headline: Sequence[tuple[Strip, Sheet]],
    options: CollageOptions,
    rng: np.random.Generator,
) -> Plan:
    """Find every label its place, those with the least room first, and see what is hidden then."""
    raster = rastered(arrangement, options.width, options.height, _CELLS)
    taken = [sheet for _, sheet in headline]
    for sheet in taken:
        raster.hide(sheet)
    labels: dict[int, Label] = {}
    for song in sorted(
        songs, key=lambda song: arrangement.sheets[song.rank].width * arrangement.sheets[song.rank].height
    ):
        sheet = arrangement.sheets[song.rank]
        label = place(sheet, song.rank, _forms(song, sheet, len(songs), options), raster, taken, rng)
        if label is not None:
            labels[song.rank] = label
            taken.append(label.area)
    for label in labels.values():
        raster.hide(label.area)
    return Plan(arrangement, tuple(headline), labels, raster.seen(), float((raster.owner == 0).mean()))


def _forms(song: Song, sheet: Sheet, count: int, options: CollageOptions) -> Iterator[tuple[Strip, ...]]:
    """A label's forms from the fullest to the barest."""
    side = measure(options.width, options.height)
    size = (0.0270 if song.rank == 0 else float(np.interp(count, [3, 12], [0.0215, 0.0180]))) * side
    widest = max(8.0 * size, 0.78 * sheet.width)
    below = (song.artists, song.piece.caption)
    for lines, small, smaller, narrower in ((2, 2, 1.0, 1.0), (2, 1, 0.9, 0.8), (2, 0, 0.88, 0.8), (1, 0, 0.84, 0.55)):
        yield strips_of(song.name, below[:small], smaller * size, narrower * widest, lines)
