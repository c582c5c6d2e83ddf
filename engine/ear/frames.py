"""What the ear sees of a song: log-mel frames, independent of the recording's gain, cut into windows."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.spectrum import FRAMES_PER_SECOND, Spectrum

Array = NDArray[np.floating[Any]]

WINDOW = 200  # frames: 200 / 43.07 = 4.64 s, about two bars of a moderate tempo
FLOOR = 1e-6  # of the mean power: what lies 60 dB below a song's average is silence to the ear
MEAN, SCALE = -19.0, 16.0  # dB; mean and deviation of the frames of the songs that the ear was taught with

SECONDS = WINDOW / FRAMES_PER_SECOND


def frames(sound: Spectrum) -> Array:
    """(96, frames) float32: mel power in dB over its mean, floored softly at -60 dB, standardised."""
    mel = sound.mel
    decibels = 10.0 * np.log10(mel / (mel.mean() + 1e-12) + FLOOR)
    return ((decibels - MEAN) / SCALE).astype(np.float32)


def windows(song: Array) -> Array:
    """(96, frames) -> (windows, 96, WINDOW): evenly spaced, as few as cover the song; a shorter one is repeated."""
    length = song.shape[1]
    if length < WINDOW:
        song = np.tile(song, -(-WINDOW // length))[:, :WINDOW]
        length = WINDOW
    starts = np.linspace(0, length - WINDOW, -(-length // WINDOW)).round().astype(int)
    return np.stack([song[:, start : start + WINDOW] for start in starts])
