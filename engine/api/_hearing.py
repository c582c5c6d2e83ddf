"""What is heard in a song: features, mood, likeness, and how work on it is told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Literal

HEARING_VERSION = 2
"""Raised whenever features, sketch or mood change their numbers; a Hearing of another version is not mixed in."""

Quadrant = Literal["happy", "angry", "sad", "relaxed"]
QUADRANTS: tuple[Quadrant, ...] = ("happy", "angry", "sad", "relaxed")

Part = Literal["character", "sound", "groove"]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the likeness vector: numbers ``start`` to ``end`` of it."""

    name: Part
    start: int
    end: int


BLOCKS: tuple[Block, ...] = (Block("character", 0, 48), Block("sound", 48, 112), Block("groove", 112, 128))
"""The likeness vector: what the network learned, named features of timbre and harmony under a learned metric, rhythm.

The whole vector has length 1, so that a dot product is the likeness of two songs; a part's own likeness is the cosine
within it.
"""
VECTOR = BLOCKS[-1].end
VECTOR_FORMAT = f"<{VECTOR}e"
"""How a vector is kept: half-precision floats, little-endian, for ``struct`` and numpy's ``<f2`` alike."""


def digest(audio: bytes) -> str:
    """BLAKE2b-128 of a file's bytes in hex: the name of a sound everywhere."""
    return hashlib.blake2b(audio, digest_size=16).hexdigest()


PITCHES = ("C", "C sharp", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B")


def key_name(features: Mapping[str, float]) -> str:
    """The key of a hearing's features in words, such as ``E flat minor``."""
    return f"{PITCHES[round(features['key']) % 12]} {'major' if features['mode'] > 0.5 else 'minor'}"


@dataclass(frozen=True, slots=True)
class Tags:
    """What a file says of itself: printable, of any length, and by anybody."""

    title: str = ""
    artists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of a task's progress: what is being done, how far (0..1), and how many tasks wait before it."""

    stage: str
    fraction: float
    ahead: int = 0


Progress = Callable[[Step], None]


def silent(_: Step) -> None:
    """Ignore progress."""


_patient: ContextVar[bool] = ContextVar("patient", default=False)


@contextmanager
def in_background() -> Iterator[None]:
    """What this task asks of an engine meanwhile waits until nobody else does."""
    before = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(before)


def is_patient() -> bool:
    """Whether this task asks ``in_background``."""
    return _patient.get()


@dataclass(frozen=True, slots=True)
class Mood:
    """How a song feels: probabilities of the four quadrants (sum 1) and its place on the plane.

    ``valence`` and ``arousal`` lie in -1..1 (Russell's circumplex); ``confidence`` is the calibrated
    probability of the leading quadrant; ``words`` are three to five plain adjectives.
    """

    happy: float
    angry: float
    sad: float
    relaxed: float
    valence: float
    arousal: float
    confidence: float
    words: tuple[str, ...]

    @property
    def quadrant(self) -> Quadrant:
        """The most probable of the four moods."""
        return max(QUADRANTS, key=lambda name: float(getattr(self, name)))

    @property
    def unsure(self) -> bool:
        """Whether no mood leads clearly: below .45 the leading one is right less than half of the time."""
        return self.confidence < 0.45

    @property
    def between(self) -> tuple[Quadrant, Quadrant] | None:
        """The two leading moods where the first leads by less than .2, else None.

        Measured on unheard artists, each of the two is then right in 45 % of the songs, and one of them in 90 %.
        """
        first, second = sorted(QUADRANTS, key=lambda name: -float(getattr(self, name)))[:2]
        return (first, second) if getattr(self, first) - getattr(self, second) < 0.2 else None


@dataclass(frozen=True, slots=True)
class Hearing:
    """All that is kept of a song once it was heard; pictures are drawn from it without the audio.

    ``audio`` is the file's ``digest``, ``duration`` the whole length in seconds, ``spans`` the parts (start, end in
    seconds) that were listened to, ``features`` the named numbers of ``engine.analysis``, ``sketch`` the packed
    ``engine.sketch.Sketch``; ``vector`` is the likeness vector (``VECTOR_FORMAT``), ``genres`` and ``emotions`` (the
    nine of the Geneva Emotional Music Scale) the ear's guesses with their shares in 0..1. A song of the starter
    catalogue has no sketch: nothing can be painted from it.
    """

    audio: str
    duration: float
    spans: tuple[tuple[float, float], ...]
    features: Mapping[str, float]
    mood: Mood
    sketch: bytes
    vector: bytes = b""
    genres: Mapping[str, float] = field(default_factory=dict)
    emotions: Mapping[str, float] = field(default_factory=dict)
    version: int = HEARING_VERSION

    @property
    def current(self) -> bool:
        """Whether this version of the engine heard it; another's numbers are not mixed in."""
        return self.version == HEARING_VERSION


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A song near another: its ``key`` on the shelf, the ``cosine`` of both vectors, and the song's own ``vector``.

    ``likeness`` (0..1) says the same for people: 0 for two songs taken at random, 1 for the same sound; ``parts`` says
    it for each block of the vector.
    """

    key: int
    cosine: float
    likeness: float
    parts: Mapping[Part, float]
    vector: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the engine's index of likeness holds: how many songs, the highest key among them, and their version.

    ``checksum`` is the sum of all keys: with the count and the highest key it tells whether index and store agree.
    """

    count: int
    highest: int
    checksum: int
    version: int = HEARING_VERSION
