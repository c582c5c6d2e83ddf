"""Chords: which degrees and qualities ring, how they move, and which intervals sound in each register."""

from __future__ import annotations

import numpy as np

from engine.analysis._harmony import Harmony, triad_fits
from engine.analysis._pitch import Pitch, melody
from engine.analysis._statistics import TINY, Array, Block, numbers, shares

SHARPNESS = 14.0
LAGS = (5, 11)  # pitch frames: half a second and a second
REGISTERS = (slice(12, 36), slice(36, 60), slice(60, 84))


def chords(look: Harmony) -> Array:
    """(24, frames): probability-like weight of each major, then each minor triad."""
    weight = np.exp(SHARPNESS * triad_fits(look.chroma + 0.5 * look.bass)[:24])
    return weight / weight.sum(axis=0)


def chord_block(notes: Pitch, look: Harmony) -> Block:
    """Histogram of chords by degree, their transitions, registers relative to the tonic, dyads and melodic steps."""
    tonic = look.key.tonic
    weights = chords(look)
    degrees = np.roll(weights.reshape(2, 12, -1), -tonic, axis=1).mean(axis=2)
    hold = [float((weights[:, lag:] * weights[:, :-lag]).sum(axis=0).mean()) for lag in LAGS if weights.shape[1] > lag]
    clear = weights.max(axis=0)
    return {
        "degrees": np.sqrt(degrees).ravel(),
        "moves": np.concatenate([_moves(weights, lag) for lag in LAGS]),
        "held": numbers(*np.resize(hold or [1.0], 2), float(clear.mean()), float(clear.std())),
        "bass": np.roll(shares(look.bass.mean(axis=1)), -tonic),
        "treble": np.roll(shares(look.treble.mean(axis=1)), -tonic),
        "dyads": np.concatenate([_dyads(notes.notes[part]) for part in REGISTERS]),
        "steps": _steps(melody(notes.notes)),
    }


def _moves(weights: Array, lag: int) -> Array:
    """(48,): root of the share of transitions, by step of the root (12) and quality before and after (4)."""
    if weights.shape[1] <= lag:
        return np.zeros(48)
    together = weights[:, lag:] @ weights[:, :-lag].T / (weights.shape[1] - lag)
    moves = np.zeros((2, 2, 12))
    for after in range(2):
        for before in range(2):
            part = together[12 * after : 12 * after + 12, 12 * before : 12 * before + 12]
            moves[before, after] = [np.trace(np.roll(part, -step, axis=0)) for step in range(12)]
    return np.sqrt(moves.ravel())


def _dyads(notes: Array) -> Array:
    """(12,): how strongly notes one to twelve semitones apart sound together, over the sum of squares."""
    unit = notes / (np.linalg.norm(notes, axis=0) + TINY)
    return np.array([(unit[step:] * unit[:-step]).sum(axis=0).mean() for step in range(1, 13)])


def _steps(line: Array) -> Array:
    """(25,): root of the share of melodic steps from an octave down to an octave up."""
    steps = np.diff(line)
    counts = np.bincount((steps[np.abs(steps) <= 12] + 12).astype(int), minlength=25)
    return np.sqrt(counts / (counts.sum() + TINY))
