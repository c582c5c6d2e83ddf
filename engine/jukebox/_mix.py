"""A piece's parts, sounded and placed in a room: stereo samples before mastering."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

from engine.jukebox._instruments import RATE, noise
from engine.jukebox._score import LEAD_IN, Note, Part, Piece, Wave

__all__ = ["RATE", "mixed"]

Stereo = NDArray[np.float32]


def mixed(piece: Piece) -> Stereo:
    """(2, n) at 44.1 kHz: all parts, dry and through the room, faded out over the tail."""
    length = round(piece.seconds * RATE)
    dry, sent = (np.zeros((2, length), dtype=np.float32) for _ in range(2))
    for index, part in enumerate(piece.parts):
        sound = _sounded(part, piece, length, np.random.default_rng(index))
        dry += sound
        sent += sound * np.float32(_ratio(part.reverb))
    wet = oaconvolve(sent, _room(piece.room), axes=1)[:, :length]
    whole = sosfilt(butter(2, 28.0, "highpass", fs=RATE, output="sos"), dry + wet, axis=1)
    if piece.warmth:
        whole = np.tanh(whole * (piece.warmth / np.sqrt(np.mean(whole**2))))
    fade = round(piece.tail * RATE)
    whole[:, -fade:] *= np.cos(np.linspace(0.0, np.pi / 2, fade)) ** 1.5
    return whole.astype(np.float32)


def _sounded(part: Part, piece: Piece, length: int, random: np.random.Generator) -> Stereo:
    """(2, length): a part played as people do, a few milliseconds and a little force off."""
    seats = sorted({_seat(part, note) for note in part.notes})
    lines = {seat: np.zeros(length) for seat in seats}
    known: dict[tuple[float, float, float], Wave] = {}
    for note in part.notes:
        # few different strengths, so that most notes need to be sounded only once
        strength = round(note.strength * float(random.uniform(0.92, 1.0)) * 16) / 16
        seconds = note.length * 60.0 / piece.tempo
        key = (note.hertz, round(seconds, 4), strength)
        if key not in known:
            known[key] = part.voice(*key)
        delay = note.order * part.strum + float(random.uniform(0.0, 0.006))
        at = round((LEAD_IN + _swung(note.start, piece.swing) * 60.0 / piece.tempo + delay) * RATE)
        wave = known[key][: max(0, length - at)]
        lines[_seat(part, note)][at : at + len(wave)] += wave
    out = np.zeros((2, length), dtype=np.float32)
    for seat, mono in lines.items():
        coloured = (mono if part.colour is None else part.colour(mono)).astype(np.float32)
        angle = (seat + 1.0) * np.pi / 4
        for side, share in enumerate((np.cos(angle), np.sin(angle))):
            out[side] += coloured * np.float32(share * _ratio(part.gain))
    return out


def _ratio(decibels: float) -> float:
    return float(10.0 ** (decibels / 20.0))


def _seat(part: Part, note: Note) -> float:
    """Where a note sits: the notes of a chord, or notes one after the other, go left, middle, right."""
    turn = (note.order or round(note.start * 4)) % 3 - 1
    return float(np.clip(part.pan + part.spread * turn, -1.0, 1.0))


def _swung(start: float, swing: float) -> float:
    """The second half of a beat comes later by ``swing`` beats."""
    return start + (swing if 0.4 < start % 1.0 < 0.6 else 0.0)


@lru_cache(maxsize=4)
def _room(seconds: float) -> Stereo:
    """(2, n): the echo of a room that takes ``seconds`` to fade by 60 dB, its treble half of that."""
    time = np.arange(round(seconds * RATE)) / RATE
    bands = ((150.0, 900.0, 1.0), (900.0, 3_500.0, 0.8), (3_500.0, 9_000.0, 0.5))
    sides = []
    for seed in (11, 12):
        side = sum(noise(seconds, low, high, seed) * 10.0 ** (-3.0 * time / (seconds * s)) for low, high, s in bands)
        delayed = np.concatenate([np.zeros(round(0.015 * RATE)), side * np.minimum(1.0, time / 0.02)])
        sides.append(delayed / np.sqrt(np.square(delayed).sum()))
    return np.stack(sides).astype(np.float32)
