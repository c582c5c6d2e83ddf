"""Loudness after ITU-R BS.1770-4 and EBU Tech 3342, and the course of the level."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.analysis._statistics import TINY, Array, Block, numbers, skewness, stretches
from engine.spectrum import FRAMES_PER_SECOND, RATE, WINDOW, Spectrum, frequencies

QUIETEST = -70.0  # LUFS, the absolute gate


@dataclass(frozen=True)
class Loudness:
    """``integrated`` in LUFS, ``range`` (LRA) in LU, ``momentary`` (n,) in LUFS every 100 ms."""

    integrated: float
    range: float
    momentary: Array


def loudness(sound: Spectrum) -> Loudness:
    """Loudness of the spectrum's samples, counted as played by two speakers (3 dB above one channel).

    The K filter is laid over the power spectrum instead of the samples, and blocks of 400 ms and 3 s are made of
    frames; against a filter in time the difference is below 0.1 dB.
    """
    frames = _k_weights() @ sound.power
    momentary = _lufs(_windowed(frames, round(0.4 * FRAMES_PER_SECOND))[:: round(0.1 * FRAMES_PER_SECOND)])
    short_term = _lufs(_windowed(frames, round(3.0 * FRAMES_PER_SECOND))[:: round(0.1 * FRAMES_PER_SECOND)])
    return Loudness(_gated_mean(momentary), _range(short_term), momentary)


def dynamics_block(sound: Spectrum, look: Loudness) -> Block:
    """The level's spread, range, crest, attacks and slow course; independent of gain."""
    level = look.momentary - look.integrated
    level = level[level > -60.0] if (level > -60.0).any() else np.zeros(1)
    low, q1, q2, q3, high = np.percentile(level, [5.0, 25.0, 50.0, 75.0, 95.0])
    frame = 20.0 * np.log10(sound.level + 1e-4)
    rise = np.diff(frame)
    peak = 20.0 * math.log10(float(np.percentile(np.abs(sound.samples), 99.9)) + TINY) + 20.0
    course = stretches(frame[None], 10)[0]
    return {
        "level": numbers(look.range, float(level.std()), low, q1, q2, q3, high, float(skewness(level[None])[0])),
        "frames": numbers(
            float(frame.std()),
            float(np.percentile(rise, 95)),
            float(np.percentile(rise, 5)),
            float(np.abs(rise).mean()),
            float((frame < -20.0).mean()),
        ),
        "peak": numbers(peak),
        "course": numbers(
            float(course.std()),
            float(course[-1] - course[0]),
            float(np.abs(np.diff(course)).mean()),
            float(frame.max() - np.median(frame)),
        ),
    }


@lru_cache(maxsize=1)
def _k_weights() -> Array:
    """(1025,): power response of the K filter, divided so that a frame's weighted sum is its mean square."""
    turn = np.exp(-2j * np.pi * frequencies().astype(np.float64) / RATE)
    shelf = _shelf(1681.974450955533, 3.999843853973347, 0.7071752369554196)
    high_pass = _high_pass(38.13547087602444, 0.5003270373238773)
    response = _response(shelf, turn) * _response(high_pass, turn)
    hann = np.hanning(WINDOW + 1)[:-1]
    sides = np.full(len(turn), 2.0)
    sides[[0, -1]] = 1.0
    return (np.abs(response) ** 2 * sides / (WINDOW * (hann**2).sum())).astype(np.float32)


def _response(filter_: tuple[Array, Array], turn: Array) -> Array:
    above, below = filter_
    return np.polynomial.polynomial.polyval(turn, above) / np.polynomial.polynomial.polyval(turn, below)


def _shelf(hertz: float, decibels: float, quality: float) -> tuple[Array, Array]:
    """Numerator and denominator of the first biquad of BS.1770, by the bilinear transform for this rate."""
    k = math.tan(math.pi * hertz / RATE)
    high = 10.0 ** (decibels / 20.0)
    band = high**0.4996667741545416
    above = [high + band * k / quality + k * k, 2.0 * (k * k - high), high - band * k / quality + k * k]
    return np.array(above), np.array([1.0 + k / quality + k * k, 2.0 * (k * k - 1.0), 1.0 - k / quality + k * k])


def _high_pass(hertz: float, quality: float) -> tuple[Array, Array]:
    """Numerator and denominator of the second biquad, with the gain that the standard's coefficients have at 48 kHz."""
    k = math.tan(math.pi * hertz / RATE)
    below = np.array([1.0 + k / quality + k * k, 2.0 * (k * k - 1.0), 1.0 - k / quality + k * k])
    return np.array([1.0, -2.0, 1.0]) * 1.004995, below


def _windowed(power: Array, count: int) -> Array:
    """Means of sliding windows of ``count`` steps."""
    count = min(count, len(power))
    return np.convolve(power, np.full(count, 1.0 / count), mode="valid")


def _lufs(power: Array) -> Array:
    return -0.691 + 10.0 * np.log10(2.0 * power + 1e-12)


def _gated_mean(levels: Array) -> float:
    kept = levels[levels > QUIETEST]
    if not len(kept):
        return QUIETEST
    mean = _mean(kept)
    return max(QUIETEST, _mean(kept[kept > mean - 10.0]))


def _range(short_term: Array) -> float:
    kept = short_term[short_term > QUIETEST]
    if not len(kept):
        return 0.0
    kept = kept[kept > _mean(kept) - 20.0]
    low, high = np.percentile(kept, [10.0, 95.0])
    return float(high - low)


def _mean(levels: Array) -> float:
    return float(10.0 * np.log10(np.mean(10.0 ** (levels / 10.0))))
