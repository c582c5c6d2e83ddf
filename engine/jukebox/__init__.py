"""Four short songs, one per mood, synthesised on demand: something to try everything with, without owning a file."""

from __future__ import annotations

from engine.api import Quadrant
from engine.audio import encode, mastered
from engine.jukebox._mix import RATE, mixed
from engine.jukebox._songs import SONGS

__all__ = ["duration", "song"]


def song(mood: Quadrant) -> bytes:
    """The song of a mood as an mp3 file (stereo, -14 LUFS); always the same bytes on one machine."""
    return encode(mastered(mixed(SONGS[mood]), RATE), RATE, "mp3")


def duration(mood: Quadrant) -> float:
    """How long the song of a mood is, in seconds."""
    return SONGS[mood].seconds
