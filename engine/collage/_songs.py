"""The songs of a collage in their order, each with its colours, and their paintings at any size."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL.Image import Image, Resampling, fromarray

from engine.api import MOST_PIECES, Layout, Piece, StyleName
from engine.art.painter import BY_NAME
from engine.art.palette import Palette, oklch, palette_for
from engine.art.scene import Scene, chance
from engine.art.text import cleaned, drawable
from engine.collage._cover import opened
from engine.collage._tile import title_tile
from engine.errors import NothingToShow, Stale
from engine.sketch import Sketch

Floats = NDArray[np.floating[Any]]
_LEAST = 96  # pixels: styles are drawn at least this wide and high, and then made smaller
_AGAIN = 0.16  # by how much a style suits less for each song that has it already
_BLANK = Sketch(
    duration=0.0,
    tempo=0.0,
    mel=np.zeros((48, 72), dtype=np.uint8),
    energy=np.zeros(144, dtype=np.uint8),
    pulse=np.zeros(144, dtype=np.uint8),
    chroma=np.zeros((12, 72), dtype=np.uint8),
    onsets=np.zeros((0, 3), dtype=np.uint8),
    sections=np.array([[0, 1]], dtype=np.uint8),
    traits=np.zeros(8, dtype=np.uint8),
)
"""Stands for a song whose mood is known and whose sound is not, to choose its colours."""

UNHEARD = Palette(
    ground=oklch(0.86, 0.028, 82),
    ink=oklch(0.27, 0.02, 60),
    accents=(
        oklch(0.62, 0.09, 42),
        oklch(0.55, 0.05, 235),
        oklch(0.66, 0.06, 130),
        oklch(0.74, 0.10, 78),
        oklch(0.48, 0.05, 310),
    ),
    shares=(0.3, 0.25, 0.2, 0.15, 0.1),
    dark=False,
)
"""Colours of songs that nobody has heard: those of old paper and printer's ink."""


@dataclass(frozen=True)
class Song:
    """A piece of the collage: its ``number`` among those given, and its ``rank`` by plays (0 is the first)."""

    number: int
    rank: int
    piece: Piece

    @property
    def name(self) -> str:
        """What to call it: its title, or its artists where it has none."""
        return _sayable(self.piece.title) or _sayable(self.piece.artists) or "?"

    @property
    def artists(self) -> str:
        """Who made it, where that is not its name already."""
        return _sayable(self.piece.artists) if _sayable(self.piece.title) else ""

    @cached_property
    def sketch(self) -> Sketch | None:
        """What can be painted; None for a song without a hearing, or with one of another version."""
        if self.piece.hearing is None:
            return None
        try:
            return Sketch.unpack(self.piece.hearing.sketch)
        except Stale:
            return None

    @cached_property
    def cover(self) -> Image | None:
        """The picture that came with it; None without one, or where it cannot be read."""
        return opened(self.piece.cover)

    @cached_property
    def palette(self) -> Palette:
        """The song's colours, as far as they are known."""
        return UNHEARD if self.piece.hearing is None else palette_for(self.piece.hearing.mood, self.sketch or _BLANK)

    def painting(self, style: StyleName | None, width: int, height: int, smallest: float = 9.0) -> Floats:
        """(height, width, 3) sRGB in 0..1: the song in a style, or its title tile where there is nothing to paint.

        ``smallest`` is the least size of type on a tile, in pixels.
        """
        if self.sketch is None or self.piece.hearing is None or style is None:
            return title_tile(self.name, self.artists, self.palette, width, height, self.rank, smallest)
        larger = max(1.0, _LEAST / min(width, height))
        wide, high = math.ceil(width * larger), math.ceil(height * larger)
        brush, mood = BY_NAME[style], self.piece.hearing.mood
        composition = brush.choose(self.sketch, mood)
        rng = chance(style, composition, 0)
        scene = Scene(self.sketch, mood, self.palette, wide, high, rng, composition)
        return shrunk(brush.draw(scene).pixels, width, height)


def chosen(pieces: Sequence[Piece], layout: Layout) -> list[Song]:
    """The songs that a layout shows, those heard most first; equals are told apart by what they are, not by order."""
    if not pieces:
        raise NothingToShow
    order = sorted(range(len(pieces)), key=lambda at: _key(pieces[at]))
    return [Song(number, rank, pieces[number]) for rank, number in enumerate(order[: MOST_PIECES[layout]])]


def _sayable(text: str) -> str:
    """The text without signs for which the machine has no font, such as emoji; letters stay."""
    kept = (char for char in cleaned(text) if unicodedata.category(char)[0] in "LNZ" or drawable(char))
    return " ".join("".join(kept).split())


def _key(piece: Piece) -> tuple[int, str, str, str, float, bytes]:
    heard = piece.hearing.audio if piece.hearing else ""
    return -piece.plays, piece.title, piece.artists, heard, piece.moment, piece.cover


def styles_of(songs: Sequence[Song], costly: int | None = None) -> dict[int, StyleName | None]:
    """A style for each song by its number: the one that suits it best, weighed against what others have already.

    At most ``costly`` songs are drawn in flow, which takes several times as long as the others.
    """
    used: dict[StyleName, int] = dict.fromkeys(BY_NAME, 0)
    found: dict[int, StyleName | None] = {}
    for song in songs:
        suits = _suits(song, used, 1.0 / max(1.0, len(songs) / 8.0))
        if costly is not None and used["flow"] >= costly:
            suits.pop("flow", None)
        found[song.number] = None
        if suits:
            best: StyleName = max(suits, key=lambda name: suits[name])
            found[song.number] = best
            used[best] += 1
    return found


def _suits(song: Song, used: Mapping[StyleName, int], share: float) -> dict[StyleName, float]:
    if song.sketch is None or song.piece.hearing is None:
        return {}
    mood = song.piece.hearing.mood
    return {name: style.affinity(song.sketch, mood) - _AGAIN * share * used[name] for name, style in BY_NAME.items()}


def shrunk(pixels: Floats, width: int, height: int) -> Floats:
    """A picture made smaller by averaging; the same one where it has that size already."""
    if pixels.shape[:2] == (height, width):
        return pixels
    levels = fromarray(np.round(np.clip(pixels, 0.0, 1.0) * 255.0).astype(np.uint8))
    small = levels.resize((width, height), Resampling.LANCZOS)
    return np.asarray(small, dtype=np.float32) / np.float32(255.0)
