"""One short-time Fourier transform of a song and the curves that everything else reads from it.

Analysis and sketch share this object, so a song is transformed once. Only numpy and scipy; no JIT.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

Array = NDArray[np.floating[Any]]

RATE = 22_050  # Hz; keeps everything below 11 kHz, where the clips we learn from end
WINDOW = 2048  # samples: 93 ms, 10.8 Hz per bin
HOP = 512  # samples: 23 ms, 43.07 frames a second
BINS = WINDOW // 2 + 1
FRAMES_PER_SECOND = RATE / HOP
BANDS = 96
LOWEST, HIGHEST = 40.0, 10_000.0  # Hz


@dataclass(frozen=True)
class Spectrum:
    """Power spectrogram of mono samples at 22 050 Hz.

    ``samples`` (n,) float32, brought to RMS 0.1 so that gain does not matter; ``power`` (1025, frames) float32.
    """

    samples: Array
    power: Array

    @property
    def frames(self) -> int:
        """How many frames of 23 ms there are."""
        return int(self.power.shape[1])

    def part(self, start: float, end: float) -> Spectrum:
        """The stretch between two moments in seconds; it keeps the whole song's gain."""
        if start <= 0.0 and end * RATE >= len(self.samples):
            return self
        frames = slice(round(start * FRAMES_PER_SECOND), round(end * FRAMES_PER_SECOND) + 1)
        return Spectrum(self.samples[round(start * RATE) : round(end * RATE)], self.power[:, frames])

    @cached_property
    def mel(self) -> Array:
        """(96, frames): power in 96 area-normalised triangular mel bands from 40 Hz to 10 kHz."""
        return mel_bank() @ self.power

    @cached_property
    def level(self) -> Array:
        """(frames,): root of the mean power, over its 98th percentile, at most 1.2."""
        rms = np.sqrt(self.power.sum(axis=0))
        return np.minimum(rms / (np.percentile(rms, 98) + 1e-9), 1.2).astype(np.float32)

    @cached_property
    def flux(self) -> Array:
        """(frames,): mean rise of the log-mel bands against the frame before, in dB."""
        log = self.log_mel
        rise = np.maximum(np.diff(log, axis=1, prepend=log[:, :1]), 0.0)
        return rise.mean(axis=0).astype(np.float32)

    @cached_property
    def log_mel(self) -> Array:
        """(96, frames): mel power in dB, floored 70 dB below its maximum."""
        decibels = 10.0 * np.log10(np.maximum(self.mel, 1e-12))
        return np.maximum(decibels, decibels.max() - 70.0).astype(np.float32)

    @cached_property
    def chroma(self) -> Array:
        """(12, frames): share of each pitch class (0 = C) from 55 to 4000 Hz, each frame over its maximum."""
        raw = chroma_bank() @ self.power
        return (raw / (raw.max(axis=0) + 1e-12)).astype(np.float32)


def spectrum(samples: Array) -> Spectrum:
    """Transform mono samples at 22 050 Hz (Hann window of 2048, hop 512, centred by reflection)."""
    level = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) + 1e-9
    samples = (samples * (0.1 / level)).astype(np.float32)
    padded = np.pad(samples, WINDOW // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, WINDOW)[::HOP]
    power = np.empty((BINS, len(windows)), dtype=np.float32)
    hann = np.hanning(WINDOW + 1)[:-1].astype(np.float32)
    for start in range(0, len(windows), 2048):  # in blocks: a quarter of an hour must not need gigabytes
        part = scipy.fft.rfft(windows[start : start + 2048] * hann, axis=1)
        power[:, start : start + len(part)] = (part.real**2 + part.imag**2).T
    return Spectrum(samples, power)


@lru_cache(maxsize=1)
def frequencies() -> Array:
    """(1025,): the frequency of each bin in Hz."""
    return np.fft.rfftfreq(WINDOW, 1.0 / RATE).astype(np.float32)


@lru_cache(maxsize=1)
def mel_bank() -> Array:
    """(96, 1025): triangles evenly spaced in mel (O'Shaughnessy's 2595 log10(1 + f/700)), each of area 1 Hz."""
    low, high = (2595.0 * np.log10(1.0 + f / 700.0) for f in (LOWEST, HIGHEST))
    corners = 700.0 * (10.0 ** (np.linspace(low, high, BANDS + 2) / 2595.0) - 1.0)
    hertz = frequencies()[None, :]
    left, centre, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    rising, falling = (hertz - left) / (centre - left), (right - hertz) / (right - centre)
    triangles = np.maximum(0.0, np.minimum(rising, falling))
    return (triangles * 2.0 / (right - left)).astype(np.float32)


@lru_cache(maxsize=1)
def chroma_bank() -> Array:
    """(12, 1025): each bin from 55 to 4000 Hz shared between its two nearest pitch classes, weighted 1/f."""
    hertz = frequencies()
    inside = np.flatnonzero((hertz >= 55.0) & (hertz <= 4000.0))
    pitch = 69.0 + 12.0 * np.log2(hertz[inside] / 440.0)
    below = np.floor(pitch).astype(int)
    share = pitch - below
    bank = np.zeros((12, BINS), dtype=np.float32)
    np.add.at(bank, (below % 12, inside), (1.0 - share) / hertz[inside])
    np.add.at(bank, ((below + 1) % 12, inside), share / hertz[inside])
    return bank
