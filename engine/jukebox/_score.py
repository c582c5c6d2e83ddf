"""A small notation for music: lines of notes, patterns of drums, and the parts and pieces made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice

import numpy as np
from numpy.typing import NDArray

Wave = NDArray[np.float64]
Voice = Callable[[float, float, float], Wave]
"""Sounds a note of a frequency in Hz for some seconds with a strength of 0..1: mono, peak about the strength."""

LEAD_IN = 0.06  # s before the first note, so that an encoder's smear of its attack is not cut off

_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7), "m": (0, 3, 7), "5": (0, 7), "6": (0, 4, 7, 9), "m6": (0, 3, 7, 9), "7": (0, 4, 7, 10),
    "m7": (0, 3, 7, 10), "maj7": (0, 4, 7, 11), "maj9": (2, 4, 7, 11), "m9": (2, 3, 7, 10),
    "m7b5": (0, 3, 6, 10), "sus": (0, 5, 7, 10), "69": (2, 4, 7, 9),
}  # fmt: skip
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_STRENGTHS = {"x": 0.75, "X": 1.0, "o": 0.45, ".": 0.0}


@dataclass(frozen=True, slots=True)
class Note:
    """One note: when and how long in beats, its frequency in Hz and strength 0..1; ``order`` within its chord."""

    start: float
    length: float
    hertz: float
    strength: float
    order: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One instrument's notes and its place in the mix.

    ``gain`` and ``reverb`` (what is sent into the room) in dB, ``pan`` -1..1; ``spread`` places the notes of a
    chord around it, ``strum`` delays each by that many seconds; ``colour`` treats the whole part, as an amplifier does.
    """

    voice: Voice
    notes: tuple[Note, ...]
    gain: float
    pan: float = 0.0
    reverb: float = -18.0
    spread: float = 0.0
    strum: float = 0.0
    colour: Callable[[Wave], Wave] | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A whole song of so many ``beats`` at ``tempo`` beats a minute, then ``tail`` seconds to fade.

    ``room`` is the time in seconds that its echo takes to fade by 60 dB; ``swing`` how many beats late the second
    half of each beat comes; ``warmth`` how hard the whole is driven into saturation, as tape does.
    """

    tempo: float
    beats: float
    parts: tuple[Part, ...]
    tail: float = 1.5
    room: float = 1.2
    swing: float = 0.0
    warmth: float = 0.0

    @property
    def seconds(self) -> float:
        """How long it is."""
        return LEAD_IN + self.beats * 60.0 / self.tempo + self.tail


def hertz(name: str) -> float:
    """The frequency of a note such as ``A4`` (440 Hz), ``F#5`` or ``Bb2``."""
    return 440.0 * 2.0 ** ((_number(name) - 57) / 12.0)


def _number(name: str) -> int:
    """Semitones above C0."""
    return _STEPS[name[0]] + name.count("#") - name.count("b") + 12 * int(name[-1])


def line(text: str, start: float = 0.0, strength: float = 0.7) -> tuple[Note, ...]:
    """Notes from ``"D5/1 F#5/.5 -/.5 D3+A3/2!"``: names joined by + (or - for a rest), beats, ! for an accent.

    A number after a comma makes a note sound longer or shorter than its place: ``E2/.5,.2`` is cut short.
    """
    return tuple(_line(text, start, strength))


def _line(text: str, start: float, strength: float) -> Iterator[Note]:
    for token in text.replace("|", " ").split():
        names, _, lengths = token.rstrip("!").partition("/")
        beats, _, sounding = lengths.partition(",")
        if names != "-":
            force = min(1.0, strength * (1.3 if token.endswith("!") else 1.0))
            for order, name in enumerate(names.split("+")):
                yield Note(start, float(sounding or beats), hertz(name), force, order)
        start += float(beats)


def chords(text: str, lowest: str = "A3") -> tuple[tuple[float, float, str], ...]:
    """Start, length in beats and notes of chords such as ``"D/2 B7/2 Em7/4"``.

    The notes lie in the octave from ``lowest`` up, which leads every voice to the nearest note of the next chord.
    """
    found, start, floor = [], 0.0, _number(lowest)
    for token in text.replace("|", " ").split():
        name, _, beats = token.rpartition("/")
        root = name[: 2 if name[1:2] in ("#", "b") else 1]
        classes = {(_number(root + "0") + step) % 12 for step in _QUALITIES[name[len(root) :]]}
        notes = sorted(floor + (step - floor) % 12 for step in classes)
        found.append((start, float(beats), "+".join(f"{_NAMES[n % 12]}{n // 12}" for n in notes)))
        start += float(beats)
    return tuple(found)


def struck(text: str, pattern: str, start: float = 0.0, *, lowest: str = "A3", ring: float = 0.5) -> tuple[Note, ...]:
    """Chords played to a repeated pattern of strokes, one sign half a beat, each ringing for ``ring`` beats."""
    played = chords(text, lowest)
    strokes = islice(cycle(pattern.replace(" ", "")), round(2 * sum(length for _, length, _ in played)))
    notes: list[Note] = []
    for stroke in beat("".join(strokes), step=0.5):
        names = next(names for at, length, names in played if at <= stroke.start < at + length)
        notes += line(f"{names}/{ring}", start + stroke.start, stroke.strength)
    return tuple(notes)


def held(text: str, start: float = 0.0, *, lowest: str = "A3", strength: float = 0.6) -> tuple[Note, ...]:
    """Chords held for all of their length."""
    return line(" ".join(f"{names}/{length}" for _, length, names in chords(text, lowest)), start, strength)


def broken(
    text: str, order: tuple[int, ...], start: float = 0.0, *, lowest: str = "A3", ring: float = 0.5
) -> tuple[Note, ...]:
    """Chords whose notes are played one after the other, two a beat, in a repeated ``order`` from the lowest."""
    notes: list[Note] = []
    for at, length, names in chords(text, lowest):
        each = names.split("+")
        for step in range(round(2 * length)):
            name = each[order[step % len(order)] % len(each)]
            notes += line(f"{name}/.5,{ring}", start + at + step / 2, 0.6)
    return tuple(notes)


def beat(pattern: str, start: float = 0.0, step: float = 0.25) -> tuple[Note, ...]:
    """Strokes from ``"X..o x..."``, one sign a ``step`` of a beat: X hard, x usual, o soft."""
    signs = pattern.replace(" ", "").replace("|", "")
    return tuple(
        Note(start + step * index, step, 0.0, _STRENGTHS[sign]) for index, sign in enumerate(signs) if sign != "."
    )
