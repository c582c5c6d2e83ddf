"""What runs inside a worker process: the tasks by name, and the way their progress gets out.

The parent imports this module without loading any numbers library; they load in ``prepare``, once per worker.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from engine.api import (
    MIN_SIDE,
    STYLES,
    Card,
    Collage,
    CollageOptions,
    Diffusion,
    Dot,
    Hearing,
    Labels,
    PaintOptions,
    Picture,
    Piece,
    Progress,
    Quadrant,
    Remix,
    RemixOptions,
    Repaint,
    RepaintOptions,
    Slate,
    Star,
    Step,
    Story,
    Tags,
    Track,
)
from engine.errors import NoModel, NoNarrator, TooMuchAudio

if TYPE_CHECKING:
    from pathlib import Path

    from engine.art.diffusion import DiffusionOptions
    from engine.art.diffusion.painter import Painter
    from engine.story.narrator import Narrator, NarratorOptions

_NOTE = struct.Struct("<Qf")
LONGEST_STAGE = 200  # bytes; with the header far below PIPE_BUF, so that a note is written whole or not at all


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one worker may take: bytes of a file, seconds heard whole, MiB of memory."""

    max_bytes: int = 50 * 2**20
    max_seconds: float = 15 * 60.0
    memory_mib: int = 4096


class _Outlet:
    """Set once per process by ``prepare``, or by its like in the process of a large model."""

    notes: Connection | None = None
    bounds: Bounds = Bounds()
    painter: Painter | None = None
    narrator: Narrator | None = None


def prepare(notes: Connection, bounds: Bounds) -> None:
    """Make this process a worker: one thread, low priority, limited memory, libraries and models loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us in order
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"  # waiting threads must not spin against the bot
    _Outlet.notes, _Outlet.bounds = notes, bounds
    if sys.platform != "win32":
        _restrict(bounds)
    _warm()


def prepare_repaints(notes: Connection, options: DiffusionOptions) -> None:
    """Make this process the diffusion model's: lowest priority, no model loaded yet."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    threads = max(1, (os.cpu_count() or 2) - 1)  # one core stays for the workers: two that are busy slow both down
    os.environ["OMP_NUM_THREADS"] = str(threads)
    if sys.platform != "win32":
        os.nice(10)
    _Outlet.notes = notes
    from engine.art.diffusion.painter import Painter

    _Outlet.painter = Painter(options)


def prepare_narrations(notes: Connection, options: NarratorOptions) -> None:
    """Make this process the language model's: lowest priority, no model loaded yet."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
    if sys.platform != "win32":
        os.nice(10)
    _Outlet.notes = notes
    from engine.story.narrator import chosen

    _Outlet.narrator = chosen(options.model, options.address, options.key)


def _restrict(bounds: Bounds) -> None:
    import resource

    os.nice(5)
    memory = bounds.memory_mib * 2**20
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _warm() -> None:
    """Hear and paint three made-up seconds, so that the first song waits for no library and no model."""
    import numpy as np

    from engine.art.painter import paint
    from engine.audio import Clip
    from engine.hearing import hear_clip
    from engine.spectrum import RATE

    time = np.arange(3 * RATE, dtype=np.float32) / RATE
    beating = (0.1 * np.sin(2764.6 * time) * np.cos(9.42 * time)).astype(np.float32)
    hearing = hear_clip(Clip(beating[None, :], RATE, 3.0, ((0.0, 3.0),)), "")
    for style in STYLES:
        paint(hearing, PaintOptions(style, width=MIN_SIDE, height=MIN_SIDE))


def perform(ticket: int, task: str, arguments: Sequence[Any]) -> Any:
    """Do one task by name; its progress goes out under the ticket's number."""
    try:
        return TASKS[task](*arguments, partial(_note, ticket))
    except MemoryError:
        raise TooMuchAudio("That file needs more memory than I may use. Send a shorter or simpler one.") from None


def _note(ticket: int, step: Step) -> None:
    if _Outlet.notes is not None:
        stage = step.stage.encode()[:LONGEST_STAGE]
        _Outlet.notes.send_bytes(_NOTE.pack(ticket, step.fraction) + stage)


def read_note(note: bytes) -> tuple[int, Step]:
    """A note as the parent reads it: the ticket and the step."""
    ticket, fraction = _NOTE.unpack_from(note)
    return ticket, Step(note[_NOTE.size :].decode(errors="ignore"), fraction)


def _ping(_: Progress) -> int:
    return os.getpid()


def _hear(audio: bytes, progress: Progress) -> Hearing:
    from engine.audio import Limits
    from engine.hearing import hear

    limits = Limits(max_bytes=_Outlet.bounds.max_bytes, max_seconds=_Outlet.bounds.max_seconds)
    return hear(audio, limits, progress)


def _tags(audio: bytes, _: Progress) -> Tags:
    from engine.audio import tags

    return tags(audio)


def _fit(audio: bytes, most: int, _: Progress) -> bytes:
    from engine.audio import Limits, decode, encode

    limits = Limits(max_bytes=_Outlet.bounds.max_bytes, max_seconds=_Outlet.bounds.max_seconds)
    clip = decode(audio, limits, rate=44_100, mono=False)
    if len(clip.spans) > 1:  # heard in windows: half a song is not the song
        raise TooMuchAudio
    return encode(clip.samples, clip.rate, "mp3", most)


def _paint(hearing: Hearing, options: PaintOptions, progress: Progress) -> Slate:
    from engine.art.painter import paint

    progress(Step("painting", 0.1))
    return paint(hearing, options)


def _plane(dots: Sequence[Dot], labels: Labels, progress: Progress) -> Picture:
    from engine.art.plane import draw_plane

    progress(Step("drawing the plane of mood", 0.9))
    return draw_plane(dots, labels)


def _constellation(asked: Star, near: Sequence[Star], labels: Labels, progress: Progress) -> Picture:
    from engine.art.constellation import draw_constellation

    progress(Step("drawing the neighbours", 0.9))
    return draw_constellation(asked, near, labels)


def _remix(
    first: bytes, second: bytes, options: RemixOptions, labels: Labels, models: Path | None, progress: Progress
) -> Remix:
    from engine.audio import Limits
    from engine.remix import remix

    limits = Limits(max_bytes=_Outlet.bounds.max_bytes, max_seconds=_Outlet.bounds.max_seconds)
    return remix(first, second, options, limits, progress, labels, models)


def _spectrogram(hearing: Hearing, _: Progress) -> Picture:
    from engine.art.plane import draw_spectrogram
    from engine.sketch import Sketch

    return draw_spectrogram(Sketch.unpack(hearing.sketch))


def _collage(pieces: Sequence[Piece], options: CollageOptions, labels: Labels, progress: Progress) -> Collage:
    from engine.collage import lay_out

    return lay_out(pieces, options, progress, labels)


def _jukebox(mood: Quadrant, progress: Progress) -> bytes:
    from engine.jukebox import song

    progress(Step("playing the jukebox", 0.1))
    return song(mood)


def _painter() -> Painter:
    if _Outlet.painter is None:
        raise NoModel
    return _Outlet.painter


def _tell(tracks: Sequence[Track], _: Progress) -> Story:
    from engine.story import tell

    return tell(tracks)


def _card(card: Card, progress: Progress) -> Picture:
    from engine.story.card import draw_card

    progress(Step("drawing the cards", 0.5))
    return draw_card(card, "jpeg")


def _narrate(story: Story, tracks: Sequence[Track], seed: int, progress: Progress) -> tuple[str, ...]:
    from engine.story.narrator import narrate

    if _Outlet.narrator is None:
        raise NoNarrator
    return narrate(_Outlet.narrator, story, tracks, seed, progress)


def _diffusion(_: Progress) -> Diffusion:
    return _painter().examine()


def _repaint(hearing: Hearing, slate: Slate, options: RepaintOptions, progress: Progress) -> Repaint:
    return _painter().repaint(hearing, slate, options, progress)


TASKS: dict[str, Callable[..., Any]] = {
    "ping": _ping,
    "hear": _hear,
    "tags": _tags,
    "fit": _fit,
    "paint": _paint,
    "plane": _plane,
    "constellation": _constellation,
    "remix": _remix,
    "spectrogram": _spectrogram,
    "collage": _collage,
    "jukebox": _jukebox,
    "tell": _tell,
    "card": _card,
    "narrate": _narrate,
    "diffusion": _diffusion,
    "repaint": _repaint,
}
