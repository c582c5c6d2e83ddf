"""Many songs as one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from engine.api._hearing import Hearing
from engine.api._pictures import MAX_SIDE, MIN_SIDE, Picture, PictureFormat

Layout = Literal["paper", "wall", "moods", "grid"]
LAYOUTS: tuple[Layout, ...] = ("paper", "wall", "moods", "grid")
MOST_PIECES: Mapping[Layout, int] = MappingProxyType({"paper": 12, "wall": 100, "moods": 40, "grid": 20})
"""How many songs a layout shows; of more, those heard most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One song of a collage. Without a ``hearing`` it is a drawn title tile; ``cover`` is a picture's bytes.

    ``plays`` is how often it was heard, ``moment`` (0..1) when in the period, on average; ``caption`` is what may be
    said of it beside its title, such as who listened.
    """

    title: str
    artists: str = ""
    hearing: Hearing | None = None
    plays: int = 1
    moment: float = 0.5
    caption: str = ""
    cover: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class CollageOptions:
    """How to lay out a collage; ``title`` is drawn on it, the same ``seed`` gives the same bytes."""

    layout: Layout = "paper"
    width: int = 1536
    height: int = 1536
    seed: int = 0
    title: str = ""
    format: PictureFormat = "png"

    def __post_init__(self) -> None:
        if not all(MIN_SIDE <= side <= MAX_SIDE for side in (self.width, self.height)):
            raise ValueError(f"A picture's sides must be between {MIN_SIDE} and {MAX_SIDE} pixels.")


@dataclass(frozen=True, slots=True)
class Laid:
    """Where a piece lies: its number among the pieces, its box in pixels, and the share of it that is seen (0..1)."""

    piece: int
    left: int
    top: int
    right: int
    bottom: int
    visible: float = 1.0


@dataclass(frozen=True, slots=True)
class Collage:
    """Many songs as one picture, and where each of them lies; a song that found no place is not in ``laid``."""

    picture: Picture
    layout: Layout
    laid: tuple[Laid, ...]
    seed: int = 0
