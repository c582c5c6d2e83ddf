"""Beats by dynamic programming (D. P. W. Ellis, Beat tracking by dynamic programming, 2007).

It taps along a steady tempo rather than with every accent: what it finds is where a second song can be laid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray

from engine.spectrum import FRAMES_PER_SECOND, Spectrum

Array = NDArray[np.floating[Any]]
Indices = NDArray[np.intp]

WINDOW = 8.0  # s over which the pulse is compared with itself
USUAL, OCTAVES, FASTEST = 115.0, 1.0, 320.0  # BPM, width of the log-normal prior in octaves, BPM
TIGHTNESS = 100.0  # what a squared logarithm of two gaps' ratio costs, in deviations of the onset curve
RANGE = 80.0  # dB under the loudest moment
METERS, FEWEST_BARS = range(2, 8), 3
_BLUR = 32.0  # of a beat is the deviation of the window that onsets are smoothed with
_HANN = np.array([0.0, 0.5, 1.0, 0.5, 0.0])


@dataclass(frozen=True)
class Beats:
    """Moments in seconds: the ``beats``, and the ``downbeats`` among them, on which a bar begins."""

    beats: Array
    downbeats: Array


def tracked(sound: Spectrum) -> Array:
    """The beats of a passage in seconds; none where nothing is struck."""
    onset = onsets(sound)
    if float(onset.max(initial=0.0)) < 1e-6 or len(onset) < 8:
        return np.zeros(0)
    period = 60.0 * FRAMES_PER_SECOND / tempo(onset)
    return chain(onset, period) / FRAMES_PER_SECOND


def counted(beats: Array, downbeats: Array) -> tuple[int, int] | None:
    """How many beats (2..7) most bars have, and the number of a beat that begins one; None where bars are unclear."""
    if len(downbeats) < FEWEST_BARS:
        return None
    places = np.abs(beats[:, None] - downbeats).argmin(axis=0)
    meter = int(np.bincount(np.diff(places)).argmax())
    if meter not in METERS:
        return None
    return meter, int(np.bincount(places % meter).argmax())


def onsets(sound: Spectrum) -> Array:
    """(frames,): the median rise over 96 mel bands against the frame before, in dB."""
    decibels = 10.0 * np.log10(np.maximum(sound.mel, 1e-10))
    decibels = np.maximum(decibels, decibels.max() - RANGE)
    rise = np.maximum(np.diff(decibels, axis=1, prepend=decibels[:, :1]), 0.0)
    return np.median(rise, axis=0).astype(np.float64)


def tempo(onset: Array) -> float:
    """Beats per minute: the lag at which eight seconds are most like themselves, near the usual tempo."""
    size = min(round(WINDOW * FRAMES_PER_SECOND), len(onset))
    padded = np.pad(onset, size // 2, mode="linear_ramp")
    windows = np.lib.stride_tricks.sliding_window_view(padded, size)[::4] * np.hanning(size)
    power = np.abs(scipy.fft.rfft(windows, scipy.fft.next_fast_len(2 * size), axis=1)) ** 2
    likeness = scipy.fft.irfft(power, axis=1)[:, :size]
    likeness /= np.abs(likeness).max(axis=1, keepdims=True) + 1e-9
    speeds = 60.0 * FRAMES_PER_SECOND / np.arange(1, size)
    prior = -0.5 * (np.log2(speeds / USUAL) / OCTAVES) ** 2
    scores = np.log1p(1e6 * np.maximum(likeness[:, 1:].mean(axis=0), 0.0)) + prior
    return float(speeds[int(np.where(speeds < FASTEST, scores, -np.inf).argmax())])


def chain(onset: Array, period: float) -> Indices:
    """Frames of the beats: the chain of strong onsets whose gaps stay near the period, both in frames."""
    strength = _smoothed(onset / (onset.std() + 1e-9), round(period))
    gaps = np.arange(round(period / 2), 2 * round(period) + 1)
    penalty = TIGHTNESS * np.log(gaps / period) ** 2
    total, before = np.zeros(len(strength)), np.full(len(strength), -1)
    begun = False
    for now in range(len(strength)):
        reach = gaps[: np.searchsorted(gaps, now, side="right")]
        scores = np.concatenate([total[now - reach], np.zeros(len(gaps) - len(reach))]) - penalty
        best = int(scores.argmax())
        total[now] = strength[now] + scores[best]
        begun |= bool(strength[now] >= 0.01 * strength.max())
        if begun and best < len(reach):
            before[now] = now - reach[best]
    return _trimmed(_traced(total, before), strength)


def _smoothed(onset: Array, period: int) -> Array:
    window = np.exp(-0.5 * (np.arange(-period, period + 1) * _BLUR / period) ** 2)
    return np.convolve(onset, window, mode="same") if len(onset) >= len(window) else onset


def _traced(total: Array, before: NDArray[np.int64]) -> Indices:
    """Backwards from the last peak of the score that is not far under the middle one."""
    inner = total[1:-1]
    peaks = np.flatnonzero((inner > total[:-2]) & (inner >= total[2:])) + 1
    if not len(peaks):
        return np.zeros(0, dtype=np.intp)
    places = [int(peaks[2.0 * total[peaks] > np.median(total[peaks])][-1])]
    while before[places[-1]] >= 0:
        places.append(int(before[places[-1]]))
    return np.array(places[::-1], dtype=np.intp)


def _trimmed(places: Indices, strength: Array) -> Indices:
    """Without the beats at both ends that nothing is struck on."""
    if not len(places):
        return places
    smooth = np.convolve(strength[places], _HANN, mode="same")
    heard = np.flatnonzero(smooth > 0.5 * np.sqrt(np.mean(smooth**2)))
    return places[heard[0] : heard[-1] + 1] if len(heard) else places[:0]
