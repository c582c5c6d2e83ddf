"""One song in the style of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.api._hearing import Mood
from engine.api._pictures import Picture

Strength = Literal["subtle", "balanced", "heavy"]
STRENGTHS: tuple[Strength, ...] = ("subtle", "balanced", "heavy")

Keep = Literal["melody", "groove", "both"]
KEEPS: tuple[Keep, ...] = ("melody", "groove", "both")

SoundFormat = Literal["mp3", "ogg", "flac", "wav"]
SOUNDS: tuple[SoundFormat, ...] = ("mp3", "ogg", "flac", "wav")
SHORTEST_REMIX = 10.0  # s
LONGEST_REMIX = 180.0  # s


@dataclass(frozen=True, slots=True)
class RemixOptions:
    """How to remix the first song in the style of the second.

    ``keep`` says what stays of the first: its melody (drums and bed come from the second), its groove (its drums
    stay), or both; ``bed`` False leaves out the second song's harmony under it. ``seconds`` is how long the remix may
    become; ``start`` and ``style_start`` (s) say where to begin in each song, None lets the engine choose.
    ``classic`` is neural style transfer of a spectrogram as it was done in 2016: worse, and kept to compare.
    ``max_bytes`` is what the file may weigh.
    """

    strength: Strength = "balanced"
    keep: Keep = "melody"
    bed: bool = True
    seconds: float = 45.0
    start: float | None = None
    style_start: float | None = None
    seed: int = 0
    classic: bool = False
    format: SoundFormat = "mp3"
    max_bytes: int | None = None

    def __post_init__(self) -> None:
        if not SHORTEST_REMIX <= self.seconds <= LONGEST_REMIX:
            raise ValueError(f"A remix lasts between {SHORTEST_REMIX:.0f} and {LONGEST_REMIX:.0f} seconds.")
        if any(start is not None and start < 0.0 for start in (self.start, self.style_start)):
            raise ValueError("A song begins at 0 seconds.")


@dataclass(frozen=True, slots=True)
class Sound:
    """An encoded sound and its length in seconds."""

    data: bytes = field(repr=False)
    media_type: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of a song that went into a remix: ``start`` to ``end`` in seconds of the song, and how it sounds.

    ``features`` are ``tempo``, ``tempo_confidence``, ``key``, ``mode`` and ``key_confidence`` as in a ``Hearing``;
    ``likeness`` (0..1) is how much the remix sounds like it.
    """

    start: float
    end: float
    features: Mapping[str, float]
    mood: Mood
    likeness: float


RemixNote = Literal["no_beat", "no_beat_in_style", "far_tempo", "far_key", "short_style", "same_song", "turned_down"]
"""What people should know of a remix: a song without a beat, tempi or keys far apart, a second song so short that it
is repeated, twice the same song, or a style turned down because the songs lie too far apart."""


@dataclass(frozen=True, slots=True)
class Remix:
    """The first song in the style of the second.

    ``first`` and ``second`` are what was used of both; the second was transposed by ``shift`` semitones and, at the
    median, played ``stretch`` times as long. ``seed`` gives the same bytes again.
    """

    sound: Sound
    picture: Picture
    first: Passage
    second: Passage
    shift: int
    stretch: float
    loudness: float
    strength: Strength
    notes: tuple[RemixNote, ...] = ()
    seed: int = 0
