"""An Engine for tests and for people who write cogs: deterministic, instant, and it remembers its calls.

It hears nothing: the mood follows from the bytes' digest, and every picture is the same tiny one.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.api import (
    QUADRANTS,
    STYLES,
    Dot,
    Health,
    Hearing,
    Mood,
    PaintOptions,
    Picture,
    Progress,
    Quadrant,
    Slate,
    Step,
    digest,
    silent,
)
from engine.errors import EngineError, UnreadableAudio

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""


@dataclass
class FakeEngine:
    """Answers at once. ``failure`` is raised instead of hearing; ``hold`` (an event) keeps a hearing waiting."""

    failure: EngineError | None = None
    hold: asyncio.Event | None = None
    calls: list[tuple[str, object]] = field(default_factory=list)

    async def start(self) -> None:
        """Nothing to start."""

    async def close(self) -> None:
        """Nothing to close."""

    async def hear(self, audio: bytes, progress: Progress = silent) -> Hearing:
        """A hearing made up from the digest; bytes that begin with ``not audio`` are refused."""
        self.calls.append(("hear", digest(audio)))
        progress(Step("listening", 0.5))
        if self.hold:
            await self.hold.wait()
        if self.failure or audio.startswith(b"not audio"):
            raise self.failure or UnreadableAudio
        return Hearing(digest(audio), 30.0, ((0.0, 30.0),), {"tempo": 120.0}, mood_of(digest(audio)), b"sketch")

    async def paint(self, hearing: Hearing, options: PaintOptions, progress: Progress = silent) -> Slate:
        """The one-pixel picture under the asked style."""
        self.calls.append(("paint", options))
        progress(Step("painting", 0.5))
        style = options.style or STYLES[int(hearing.audio[0], 16) % len(STYLES)]
        return Slate(Picture(PNG, "image/png", 1, 1), style, "single", options.seed, ("#ffffff", "#000000"))

    async def plane(self, dots: Sequence[Dot], progress: Progress = silent) -> Picture:
        """The one-pixel picture."""
        self.calls.append(("plane", tuple(dots)))
        return Picture(PNG, "image/png", 1, 1)

    async def spectrogram(self, hearing: Hearing, progress: Progress = silent) -> Picture:
        """The one-pixel picture."""
        self.calls.append(("spectrogram", hearing.audio))
        return Picture(PNG, "image/png", 1, 1)

    async def jukebox(self, mood: Quadrant, progress: Progress = silent) -> bytes:
        """Bytes that are no audio but always the same."""
        self.calls.append(("jukebox", mood))
        return f"jukebox {mood}".encode()

    def health(self) -> Health:
        """Always idle."""
        return Health(workers=1, busy=0, waiting=0, kind="fake")


def mood_of(name: str) -> Mood:
    """A mood that depends on a digest alone."""
    leading = QUADRANTS[int(name[:2], 16) % 4]
    shares = {quadrant: 0.7 if quadrant == leading else 0.1 for quadrant in QUADRANTS}
    valence = 0.6 if leading in ("happy", "relaxed") else -0.6
    arousal = 0.6 if leading in ("happy", "angry") else -0.6
    return Mood(**shares, valence=valence, arousal=arousal, confidence=0.7, words=("plain", "steady", "even"))
