"""An Engine for tests and for people who write cogs: deterministic, instant, and it remembers its calls.

It hears nothing: the mood follows from the bytes' digest, and every picture is the same tiny one.
"""

from __future__ import annotations

import asyncio
import base64
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from engine.api import (
    BLOCKS,
    ENGLISH,
    MOST_PIECES,
    QUADRANTS,
    STYLES,
    VECTOR,
    VECTOR_FORMAT,
    Card,
    Collage,
    CollageOptions,
    Diffusion,
    Dot,
    Health,
    Hearing,
    Labels,
    Laid,
    Link,
    Mood,
    Neighbour,
    PaintOptions,
    Passage,
    Picture,
    Piece,
    Progress,
    Quadrant,
    Remix,
    RemixOptions,
    Repaint,
    RepaintOptions,
    Scene,
    Shelf,
    Slate,
    Sound,
    Star,
    Step,
    Story,
    Tags,
    Track,
    digest,
    silent,
)
from engine.errors import EngineError, NoModel, NothingToShow, UnreadableAudio

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)
"""A picture of one pixel."""

SILENCE = 400
"""Samples at 8 kHz in the sound that stands for every remix."""


@dataclass
class FakeEngine:
    """Answers at once. ``failure`` is raised instead of hearing; ``hold`` (an event) keeps a hearing waiting.

    ``model`` is the diffusion model it has, ``unpainted`` is raised instead of repainting, and ``dry`` (an event) keeps
    a repaint waiting; ``writer`` is the language model it has.
    """

    failure: EngineError | None = None
    hold: asyncio.Event | None = None
    model: Diffusion = field(default_factory=lambda: Diffusion("off"))
    unpainted: EngineError | None = None
    dry: asyncio.Event | None = None
    writer: str = ""
    calls: list[tuple[str, object]] = field(default_factory=list)
    shelved: dict[int, bytes] = field(default_factory=dict)

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
        name = digest(audio)
        features = {"tempo": 120.0, "key": 0.0, "mode": 1.0}
        genres, emotions = {"Jazz": 0.6, "Blues": 0.3}, {"nostalgia": 0.5}
        return Hearing(
            name, 30.0, ((0.0, 30.0),), features, mood_of(name), b"sketch", vector_of(name), genres, emotions
        )

    async def tags(self, audio: bytes) -> Tags:
        """Bytes such as ``tagged: Title by Artist`` have tags."""
        title, _, artist = audio.decode(errors="ignore").removeprefix("tagged: ").partition(" by ")
        return Tags(title, (artist,)) if audio.startswith(b"tagged: ") else Tags()

    async def fit(self, audio: bytes, most: int) -> bytes:
        """The first so many bytes."""
        self.calls.append(("fit", most))
        return audio[:most]

    async def paint(self, hearing: Hearing, options: PaintOptions, progress: Progress = silent) -> Slate:
        """The one-pixel picture under the asked style."""
        self.calls.append(("paint", options))
        progress(Step("painting", 0.5))
        style = options.style or STYLES[int(hearing.audio[0], 16) % len(STYLES)]
        return Slate(Picture(PNG, "image/png", 1, 1), style, "single", options.seed, ("#ffffff", "#000000"))

    async def tell(self, tracks: Sequence[Track], progress: Progress = silent) -> Story:
        """A scene for each track, with the first words of its lyrics as images."""
        self.calls.append(("tell", tuple(track.title for track in tracks)))
        scenes = tuple(
            Scene(track.title, "opening" if not at else "close", None, "holds", tuple(track.lyrics.split()[:3]))
            for at, track in enumerate(tracks)
        )
        links = tuple(Link(at, at + 1, "mood", change=0.0) for at in range(len(tracks) - 1))
        return Story(scenes, links)

    async def card(self, card: Card, progress: Progress = silent) -> Picture:
        """The tiny picture."""
        self.calls.append(("card", card))
        return Picture(PNG, "image/png", 1, 1)

    def narrator(self) -> str:
        """The language model that it has."""
        return self.writer

    async def narrate(
        self, story: Story, tracks: Sequence[Track], seed: int = 0, progress: Progress = silent
    ) -> tuple[str, ...]:
        """A sentence for each scene."""
        self.calls.append(("narrate", seed))
        return tuple(f"Here is {scene.title}." for scene in story.scenes)

    async def diffusion(self) -> Diffusion:
        """The model that it was given."""
        return self.model

    async def repaint(
        self, hearing: Hearing, slate: Slate, options: RepaintOptions, progress: Progress = silent
    ) -> Repaint:
        """The one-pixel picture, a little larger as a file."""
        self.calls.append(("repaint", options))
        progress(Step("repainting", 0.5))
        if self.dry:
            await self.dry.wait()
        if self.unpainted or not self.model.ready:
            raise self.unpainted or NoModel()
        picture = Picture(PNG + b"repainted", "image/png", 1, 1)
        return Repaint(
            picture,
            self.model.model,
            self.model.licence,
            "a prompt",
            options.strength,
            steps=4,
            seed=options.seed,
            adapter=options.adapter,
            images=("rain",) if "rain" in options.lyrics else (),
            structure=None if options.from_words else 0.8,
            drift=None if options.from_words else 0.05,
        )

    async def plane(self, dots: Sequence[Dot], progress: Progress = silent, labels: Labels = ENGLISH) -> Picture:
        """The one-pixel picture."""
        self.calls.append(("plane", tuple(dots)))
        return Picture(PNG, "image/png", 1, 1)

    async def constellation(
        self, asked: Star, near: Sequence[Star], progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Picture:
        """The one-pixel picture."""
        self.calls.append(("constellation", (asked, *near)))
        return Picture(PNG, "image/png", 1, 1)

    async def remix(
        self,
        first: bytes,
        second: bytes,
        options: RemixOptions,
        progress: Progress = silent,
        labels: Labels = ENGLISH,
    ) -> Remix:
        """A moment of silence as a real sound file, whatever the format; refused and held as a hearing is."""
        self.calls.append(("remix", (digest(first), digest(second), options)))
        progress(Step("mixing", 0.5))
        if self.hold:
            await self.hold.wait()
        if self.failure or first.startswith(b"not audio") or second.startswith(b"not audio"):
            raise self.failure or UnreadableAudio
        return Remix(
            sound=Sound(silence(), "audio/wav", SILENCE / 8000),
            picture=Picture(PNG, "image/png", 1, 1),
            first=_passage(digest(first), 120.0, 0.7),
            second=_passage(digest(second), 100.0, 0.6),
            shift=2,
            stretch=1.2,
            loudness=-14.0,
            strength=options.strength,
            notes=("same_song",) if first == second else (),
            seed=options.seed,
        )

    async def spectrogram(self, hearing: Hearing, progress: Progress = silent) -> Picture:
        """The one-pixel picture."""
        self.calls.append(("spectrogram", hearing.audio))
        return Picture(PNG, "image/png", 1, 1)

    async def collage(
        self, pieces: Sequence[Piece], options: CollageOptions, progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Collage:
        """The one-pixel picture; the pieces heard most lie side by side."""
        self.calls.append(("collage", (tuple(pieces), options)))
        progress(Step("laying out the songs", 0.5))
        if not pieces:
            raise NothingToShow
        shown = sorted(range(len(pieces)), key=lambda at: -pieces[at].plays)[: MOST_PIECES[options.layout]]
        laid = tuple(Laid(at, 10 * place, 0, 10 * place + 10, 10) for place, at in enumerate(shown))
        return Collage(Picture(PNG, "image/png", 1, 1), options.layout, laid, options.seed)

    async def jukebox(self, mood: Quadrant, progress: Progress = silent) -> bytes:
        """Bytes that are no audio but always the same."""
        self.calls.append(("jukebox", mood))
        return f"jukebox {mood}".encode()

    async def shelve(self, songs: Sequence[tuple[int, bytes]], progress: Progress = silent) -> None:
        """Keep the vectors in a dict."""
        self.calls.append(("shelve", tuple(key for key, _ in songs)))
        self.shelved |= dict(songs)

    async def unshelve(self, keys: Sequence[int]) -> None:
        """Drop them from the dict."""
        self.calls.append(("unshelve", tuple(keys)))
        for key in keys:
            self.shelved.pop(key, None)

    async def nearest(
        self, vectors: Sequence[bytes], most: int = 50, among: Sequence[int] | None = None
    ) -> tuple[Neighbour, ...]:
        """The nearest in the dict, by plain arithmetic; likeness is the cosine where it is positive."""
        wanted = [sum(numbers) for numbers in zip(*(struct.unpack(VECTOR_FORMAT, one) for one in vectors), strict=True)]
        searched = self.shelved if among is None else {key: self.shelved[key] for key in among if key in self.shelved}
        found = [_neighbour(key, wanted, vector) for key, vector in searched.items()]
        return tuple(sorted(found, key=lambda neighbour: -neighbour.cosine)[:most])

    async def shelf(self) -> Shelf:
        """What the dict holds."""
        return Shelf(len(self.shelved), max(self.shelved, default=0), sum(self.shelved))

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


def vector_of(name: str) -> bytes:
    """A likeness vector of length 1 that depends on a digest alone."""
    source = Random(name)
    numbers = [source.gauss(0.0, 1.0) for _ in range(VECTOR)]
    length = math.hypot(*numbers)
    return struct.pack(VECTOR_FORMAT, *(number / length for number in numbers))


def silence() -> bytes:
    """A file of silence, 50 ms long (RIFF WAVE, 8 bits)."""
    form = struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"data" + struct.pack("<I", SILENCE) + b"\x80" * SILENCE
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _passage(name: str, tempo: float, likeness: float) -> Passage:
    features = {"tempo": tempo, "tempo_confidence": 0.9, "key": 0.0, "mode": 1.0, "key_confidence": 0.9}
    return Passage(0.0, 30.0, features, mood_of(name), likeness)


def _neighbour(key: int, wanted: Sequence[float], vector: bytes) -> Neighbour:
    other = struct.unpack(VECTOR_FORMAT, vector)
    cosine = _cosine(wanted, other)
    parts = {
        block.name: max(0.0, _cosine(wanted[block.start : block.end], other[block.start : block.end]))
        for block in BLOCKS
    }
    return Neighbour(key, cosine, max(0.0, cosine), parts, vector)


def _cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / (math.hypot(*one) * math.hypot(*other))
