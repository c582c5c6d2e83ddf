"""The engine as the bot sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from engine.api._collage import Collage, CollageOptions, Piece
from engine.api._diffusion import Diffusion, Repaint, RepaintOptions
from engine.api._hearing import Hearing, Neighbour, Progress, Quadrant, Shelf, Tags, silent
from engine.api._pictures import ENGLISH, Dot, Labels, PaintOptions, Picture, Slate, Star
from engine.api._remix import Remix, RemixOptions
from engine.api._story import Card, Story, Track


@dataclass(frozen=True, slots=True)
class Health:
    """What the engine is doing now."""

    workers: int
    busy: int
    waiting: int
    kind: str = field(default="local")


class Engine(Protocol):
    """Hears and paints. Cancelling an awaited call ends its work. Every failure is an ``EngineError``."""

    async def start(self) -> None:
        """Make the workers ready; returns once the first one is."""

    async def close(self) -> None:
        """End all work and release the processes."""

    async def hear(self, audio: bytes, progress: Progress = silent) -> Hearing:
        """Listen to an audio file's bytes, whatever its container."""

    async def tags(self, audio: bytes) -> Tags:
        """Read the title and the artists in an audio file's tags."""

    async def fit(self, audio: bytes, most: int) -> bytes:
        """The same sound as an mp3 file of at most so many bytes; ``EngineError`` when none is that small."""

    async def paint(self, hearing: Hearing, options: PaintOptions, progress: Progress = silent) -> Slate:
        """Paint a heard song; the same hearing and options give the same bytes."""

    async def plane(self, dots: Sequence[Dot], progress: Progress = silent, labels: Labels = ENGLISH) -> Picture:
        """Draw songs as points on the valence-arousal plane."""

    async def constellation(
        self, asked: Star, near: Sequence[Star], progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Picture:
        """Draw a song and up to five others around it, the nearer the more alike."""

    async def remix(
        self,
        first: bytes,
        second: bytes,
        options: RemixOptions,
        progress: Progress = silent,
        labels: Labels = ENGLISH,
    ) -> Remix:
        """Render the first song in the style of the second; the same files and options give the same bytes."""

    async def spectrogram(self, hearing: Hearing, progress: Progress = silent) -> Picture:
        """Draw the greyscale spectrogram kept in a hearing (time to the right, pitch upwards)."""

    async def collage(
        self, pieces: Sequence[Piece], options: CollageOptions, progress: Progress = silent, labels: Labels = ENGLISH
    ) -> Collage:
        """Lay out songs as one picture; the same songs in any order, and the same options, give the same bytes.

        ``Collage.laid`` counts in the order in which the pieces were given; ``NothingToShow`` for none.
        """

    async def jukebox(self, mood: Quadrant, progress: Progress = silent) -> bytes:
        """One of the four built-in songs, as an audio file."""

    async def shelve(self, songs: Sequence[tuple[int, bytes]], progress: Progress = silent) -> None:
        """Add songs to the index of likeness, by key and vector; a key that is there already is replaced."""

    async def unshelve(self, keys: Sequence[int]) -> None:
        """Take songs out of the index; unknown keys are ignored."""

    async def nearest(
        self, vectors: Sequence[bytes], most: int = 50, among: Sequence[int] | None = None
    ) -> tuple[Neighbour, ...]:
        """The songs on the shelf nearest to a vector, or to the mean of several, the nearest first.

        ``among`` restricts the search to these keys.
        """

    async def shelf(self) -> Shelf:
        """What the index holds."""

    async def diffusion(self) -> Diffusion:
        """Whether slates can be painted anew here; quick, and never a reason to wait for a model."""

    async def repaint(
        self, hearing: Hearing, slate: Slate, options: RepaintOptions, progress: Progress = silent
    ) -> Repaint:
        """Let a diffusion model paint a song's slate anew; ``Unpainted`` says why the slate stays."""

    async def tell(self, tracks: Sequence[Track], progress: Progress = silent) -> Story:
        """Tell an artist's songs as linked scenes, from their words and sound."""

    async def card(self, card: Card, progress: Progress = silent) -> Picture:
        """Draw the card of a scene; the same card gives the same bytes."""

    def narrator(self) -> str:
        """The language model that can write prose for a story; empty when none was set up."""

    async def narrate(
        self, story: Story, tracks: Sequence[Track], seed: int = 0, progress: Progress = silent
    ) -> tuple[str, ...]:
        """Prose for each scene in order, empty where none passed the checks; ``NoNarrator`` when it cannot be had."""

    def health(self) -> Health:
        """How busy the workers are."""
