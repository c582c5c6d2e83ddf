"""Notes: a finer transform, its spectral peaks, and how strongly each semitone sounds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import scipy.fft
from scipy.ndimage import uniform_filter1d

from engine.analysis._statistics import TINY, Array, Block, Indices, entropy, numbers, shares, summary
from engine.spectrum import RATE, Spectrum

WINDOW = 8192  # samples: 372 ms, 2.7 Hz per bin, so that neighbouring notes part from about 90 Hz on
HOP = 2048  # samples: 93 ms
PITCH_FRAMES_PER_SECOND = RATE / HOP
LOWEST_NOTE, NOTES = 24, 84  # MIDI C1 (32.7 Hz) and seven octaves
CEILING = 4500.0  # Hz
ROUGH_PEAKS = 16
_BLOCK = 512  # frames transformed at once


@dataclass(frozen=True)
class Pitch:
    """What notes sound.

    ``notes`` (84, frames): strength of each semitone from C1, compressed; ``tuning`` in semitones (-0.5..0.5) off
    A = 440 Hz and ``tuned`` (0..1) how well the peaks agree on it; ``roughness`` (frames,) Sethares' dissonance;
    ``tonality`` (frames,) share of the magnitude that stands out in peaks; ``peaks`` (frames,) their number.
    """

    notes: Array
    tuning: float
    tuned: float
    roughness: Array
    tonality: Array
    peaks: Array


@dataclass(frozen=True)
class _Peaks:
    """Spectral peaks of all frames in a row: note number, magnitude, frame; and each frame's tonality."""

    note: Array
    strength: Array
    frame: Indices
    tonality: Array


def pitch(sound: Spectrum) -> Pitch:
    """Find the peaks of the spectrum and gather them on a tuned scale of semitones."""
    found = _peaks(sound.samples)
    frames = len(found.tonality)
    middle = (found.note > 45.0) & (found.note < 96.0)
    turn = np.sum(found.strength[middle] * np.exp(2j * np.pi * found.note[middle]))
    tuning = float(np.angle(turn) / (2.0 * np.pi))
    tuned = float(np.abs(turn) / (found.strength[middle].sum() + TINY))
    key = found.note - tuning - LOWEST_NOTE
    nearest = np.round(key)
    inside = (nearest >= 0) & (nearest < NOTES)
    weight = np.sqrt(found.strength) * np.cos(np.pi * (key - nearest)) ** 2
    cells = (nearest * frames + found.frame).astype(np.intp)[inside]
    notes: Array = np.zeros(NOTES * frames)
    np.add.at(notes, cells, weight[inside])
    return Pitch(
        notes=notes.reshape(NOTES, frames),
        tuning=tuning,
        tuned=tuned,
        roughness=_roughness(found, frames),
        tonality=found.tonality,
        peaks=np.bincount(found.frame, minlength=frames).astype(np.float64),
    )


def pitch_block(look: Pitch) -> Block:
    """Registers, height, roughness, tonality and the line of the highest salience."""
    octaves = look.notes.reshape(7, 12, -1).sum(axis=1)
    spread = shares(octaves)
    height = (np.arange(7) @ spread)[None]
    notes = shares(look.notes)
    line = _line(look.notes)
    steps = np.abs(np.diff(line))
    small = steps[steps < 13] if (steps < 13).any() else np.zeros(1)
    salient = notes.max(axis=0)
    return {
        "octave_mean": spread.mean(axis=1),
        "octave_std": spread.std(axis=1),
        "height": summary(height),
        "roughness": summary(np.log(look.roughness + 1e-3)[None]),
        "tonality": summary(look.tonality[None]),
        "peaks": summary(look.peaks[None]),
        "salience": summary(salient[None]),
        "note_entropy": numbers(
            float(entropy(notes).mean()), float(entropy(notes).std()), float(entropy(notes.mean(axis=1)))
        ),
        "line": numbers(
            float(line.mean()),
            float(line.std()),
            float((steps == 0).mean()),
            float(small.mean()),
            float((steps >= 13).mean()),
            float(np.ptp(np.percentile(line, [10.0, 90.0]))),
        ),
        "tuning": numbers(look.tuned, abs(look.tuning)),
    }


def melody(notes: Array) -> Array:
    """(frames,): the salient note, as an index into the 84, at each moment."""
    return _line(notes)


def _line(notes: Array) -> Array:
    """The note from C3 to C7 with the largest sum over its first five partials."""
    salience = notes.copy()
    for partial, weight in ((12, 0.6), (19, 0.45), (24, 0.35), (28, 0.25)):
        salience[:-partial] += weight * notes[partial:]
    return salience[24:73].argmax(axis=0) + 24


@lru_cache(maxsize=1)
def _window() -> Array:
    return np.hanning(WINDOW + 1)[:-1].astype(np.float32)


def _peaks(samples: Array) -> _Peaks:
    """Local maxima of the magnitude that stand above their surroundings, refined by a parabola through log values."""
    padded = np.pad(samples, WINDOW // 2, mode="reflect" if len(samples) > WINDOW // 2 else "constant")
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    top = int(CEILING * WINDOW / RATE)
    parts, tonality = [], []
    for start in range(0, len(windows), _BLOCK):
        block = windows[start : start + _BLOCK] * _window()
        magnitude = np.abs(scipy.fft.rfft(block, axis=1)[:, :top]).astype(np.float32)
        parts.append(_maxima(magnitude, start))
        around = uniform_filter1d(magnitude, 41, axis=1)
        tonality.append(np.maximum(magnitude - 2.0 * around, 0.0).sum(axis=1) / (magnitude.sum(axis=1) + TINY))
    note, strength, frame = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _Peaks(note, strength, frame, np.concatenate(tonality))


def _maxima(magnitude: Array, first: int) -> tuple[Array, Array, Indices]:
    around = uniform_filter1d(magnitude, 41, axis=1)
    floor = np.maximum(1.5 * around, 0.003 * magnitude.max(axis=1, keepdims=True))
    inner = magnitude[:, 1:-1]
    above = (inner > magnitude[:, :-2]) & (inner >= magnitude[:, 2:]) & (inner > floor[:, 1:-1])
    above[:, : int(30.0 * WINDOW / RATE)] = False
    frame, place = np.nonzero(above)
    place = place + 1
    left, centre, right = (np.log(magnitude[frame, place + step] + TINY) for step in (-1, 0, 1))
    shift = 0.5 * (left - right) / np.minimum(left - 2.0 * centre + right, -TINY)
    hertz = (place + np.clip(shift, -0.5, 0.5)) * (RATE / WINDOW)
    return 69.0 + 12.0 * np.log2(hertz / 440.0), magnitude[frame, place], frame + first


def _roughness(found: _Peaks, frames: int) -> Array:
    """(frames,): Sethares' dissonance of the strongest peaks (Plomp-Levelt curves), over their summed strength."""
    order = np.lexsort((-found.strength, found.frame))
    frame = found.frame[order]
    rank = np.arange(len(frame)) - np.searchsorted(frame, frame)
    kept = order[rank < ROUGH_PEAKS]
    hertz = np.zeros((frames, ROUGH_PEAKS), dtype=np.float32)
    strength = np.zeros((frames, ROUGH_PEAKS), dtype=np.float32)
    cell = (found.frame[kept], rank[rank < ROUGH_PEAKS])
    hertz[cell] = 440.0 * 2.0 ** ((found.note[kept] - 69.0) / 12.0)
    strength[cell] = found.strength[kept]
    one, other = np.triu_indices(ROUGH_PEAKS, 1)
    low, apart = np.minimum(hertz[:, one], hertz[:, other]), np.abs(hertz[:, one] - hertz[:, other])
    scaled = 0.24 / (0.021 * low + 19.0) * apart
    curve = np.exp(-3.5 * scaled) - np.exp(-5.75 * scaled)
    pairs = np.minimum(strength[:, one], strength[:, other]) * curve
    return pairs.sum(axis=1) / (strength.sum(axis=1) + TINY)
