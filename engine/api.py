"""The seam between the bot and whatever hears and paints: one Protocol and its frozen values.

This module knows no chat, no files on disk and no numbers library, so importing it costs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, Protocol

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

StyleName = Literal["strata", "flow", "rings", "bloom"]
STYLES: tuple[StyleName, ...] = ("strata", "flow", "rings", "bloom")

PictureFormat = Literal["png", "jpeg", "webp"]
MAX_SIDE = 2048
MIN_SIDE = 128


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


Strength = Literal["subtle", "balanced", "heavy"]
STRENGTHS: tuple[Strength, ...] = ("subtle", "balanced", "heavy")

Keep = Literal["melody", "groove", "both"]
KEEPS: tuple[Keep, ...] = ("melody", "groove", "both")

SoundFormat = Literal["mp3", "ogg", "flac", "wav"]
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


LONGEST_LYRICS = 20_000  # characters
HEAVIEST_ADAPTER = 1.5


@dataclass(frozen=True, slots=True)
class RepaintOptions:
    """How a diffusion model is to paint a slate anew.

    ``strength`` (0..1) is the share of the model's noise schedule that is run, so how far it may go from the slate;
    ``from_words`` lets it begin with the prompt alone. ``lyrics`` lend the prompt things to show and are kept nowhere.
    ``adapter`` names a LoRA (a name in the folder of LoRAs, a path or a hub id) that is laid over the model with
    ``adapter_weight`` (0..1.5): empty is the operator's own, ``none`` is none. ``caption`` is drawn as on a slate,
    which is given without one.
    """

    strength: float = 0.55
    seed: int = 0
    from_words: bool = False
    lyrics: str = field(default="", repr=False)
    adapter: str = ""
    adapter_weight: float | None = None
    caption: str = ""
    format: PictureFormat = "png"

    def __post_init__(self) -> None:
        if not 0.05 <= self.strength <= 1.0:
            raise ValueError("The strength of a repaint lies between 0.05 and 1.")
        if not 0.0 <= (self.adapter_weight or 0.0) <= HEAVIEST_ADAPTER:
            raise ValueError(f"The weight of a LoRA lies between 0 and {HEAVIEST_ADAPTER}.")
        if len(self.lyrics) > LONGEST_LYRICS:
            raise ValueError(f"Lyrics have at most {LONGEST_LYRICS} characters.")


@dataclass(frozen=True, slots=True)
class Repaint:
    """A slate as a diffusion model painted it anew.

    ``model`` is its hub id or its folder's name and ``licence`` what is known of its terms; ``strength`` and ``steps``
    are what was used in the end. ``structure`` (-1..1) is the correlation of its low-pass lightness with the slate's,
    ``drift`` how far its colours lie from the slate's on average (OKLab); both are None where it began with words.
    """

    picture: Picture
    model: str
    licence: str
    prompt: str
    strength: float
    steps: int
    seed: int
    adapter: str = ""
    structure: float | None = None
    drift: float | None = None


DiffusionState = Literal["off", "missing", "unfit", "ready"]


@dataclass(frozen=True, slots=True)
class Diffusion:
    """Whether slates can be painted anew here, and by what.

    ``off`` by a setting, ``missing`` when no model was fetched, ``unfit`` when the machine or the folder does not do;
    ``reason`` says so for people. ``adapters`` are the names of the LoRAs that lie ready.
    """

    state: DiffusionState
    model: str = ""
    licence: str = ""
    device: str = ""
    adapters: tuple[str, ...] = ()
    reason: str = ""

    @property
    def ready(self) -> bool:
        """Whether ``Engine.repaint`` can be expected to work."""
        return self.state == "ready"


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

    def health(self) -> Health:
        """How busy the workers are."""
