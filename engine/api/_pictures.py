"""Pictures of songs, and the words drawn into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.api._hearing import Mood, Part, Quadrant

StyleName = Literal["strata", "flow", "rings", "bloom"]
STYLES: tuple[StyleName, ...] = ("strata", "flow", "rings", "bloom")

PictureFormat = Literal["png", "jpeg", "webp"]
MAX_SIDE = 2048
MIN_SIDE = 128


@dataclass(frozen=True, slots=True)
class PaintOptions:
    """How to paint. ``style`` None lets the song choose; ``seed`` 0 is its own picture, others vary it."""

    style: StyleName | None = None
    seed: int = 0
    width: int = 1024
    height: int = 1024
    caption: str = ""
    format: PictureFormat = "png"

    def __post_init__(self) -> None:
        if not all(MIN_SIDE <= side <= MAX_SIDE for side in (self.width, self.height)):
            raise ValueError(f"A picture's sides must be between {MIN_SIDE} and {MAX_SIDE} pixels.")


@dataclass(frozen=True, slots=True)
class Picture:
    """An encoded picture and its size in pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Slate:
    """A song's mood picture and what it was made with; ``palette`` is hex colours: ground, ink, accents."""

    picture: Picture
    style: StyleName
    composition: str
    seed: int
    palette: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dot:
    """One song on the mood plane."""

    label: str
    mood: Mood


@dataclass(frozen=True, slots=True)
class Labels:
    """The words drawn into pictures: moods, ends of the plane's axes, what is alike of two songs, layers of a remix.

    A word for which the machine has no font is drawn in English instead.
    """

    happy: str = "happy"
    angry: str = "angry"
    sad: str = "sad"
    relaxed: str = "relaxed"
    energetic: str = "energetic"
    calm: str = "calm"
    pleasant: str = "pleasant"
    unpleasant: str = "unpleasant"
    character: str = "character"
    sound: str = "timbre"
    groove: str = "groove"
    first: str = "first song"
    second: str = "second song"
    remix: str = "remix"
    drums: str = "drums"
    bed: str = "harmony"

    def of(self, name: Quadrant | Part) -> str:
        """The word for a mood or for a part of the likeness."""
        return str(getattr(self, name))


ENGLISH = Labels()


@dataclass(frozen=True, slots=True)
class Star:
    """One song of a constellation: how alike it is to the song in the middle, and in which ``parts``.

    Both lie in 0..1; a part that is left out is not alike enough to be shown.
    """

    title: str
    artists: str
    mood: Mood
    likeness: float = 1.0
    parts: Mapping[Part, float] = field(default_factory=dict)
