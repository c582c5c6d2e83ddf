"""Level and peaks: as near to the other song's crest as a gentle compressor brings it, then loudness and soft ends."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.audio import mastered

Samples = NDArray[np.float32]
Array = NDArray[np.floating[Any]]

RATIO = 2.0  # dB in per dB out, above the threshold
MOST = 4.0  # dB of gain reduction at the loudest moment; a bus compressor glues, it does not pump
ATTACK, RELEASE = 0.005, 0.2  # s
BLOCK = 64  # samples: the level is followed in steps of 1.5 ms
TRIES = 6  # halvings of the interval in which the threshold lies
FADE_IN, FADE_OUT = 0.01, 0.2  # s
CEILING = -1.35  # dB true peak: packed as mp3 of 192 kbit/s, peaks rise by a third of a dB at most


def glued(samples: Samples, style: Samples, rate: int, *, amount: float) -> Samples:
    """Samples (2, n) compressed towards the crest of ``style``.

    ``amount`` 0..1 is the share of the difference in crest that is made up for; a mix that is denser than ``style``
    is left as it is.
    """
    return compressed(samples, crest(samples) - amount * _excess(samples, style), rate)


def master(samples: Samples, rate: int) -> Samples:
    """Samples (2, n) at -14 LUFS and under ``CEILING``, ends faded. The length stays; silence stays silence."""
    return mastered(faded(samples, rate), rate, ceiling=CEILING)


def crest(samples: Samples) -> float:
    """How far peaks rise above the RMS, in dB; the highest thousandth of the samples does not count. 0 of silence."""
    loud = float(np.quantile(np.abs(samples[:, ::4]), 0.999)) if samples.size else 0.0
    level = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) if samples.size else 0.0
    return 20.0 * float(np.log10(loud / level)) if loud > 1e-9 else 0.0


def compressed(samples: Samples, target: float, rate: int) -> Samples:
    """Samples (channels, n) whose crest in dB is as near to ``target`` as ``MOST`` dB of gain reduction bring it.

    Peaks that are too short to be caught only stand out more; then the samples come back as they were.
    """
    if crest(samples) - target < 0.1:
        return samples
    level = _followed(samples, rate)
    low, high = float(level.max()) - MOST / (1.0 - 1.0 / RATIO), float(level.max())
    for _ in range(TRIES):
        threshold = 0.5 * (low + high)
        if crest(_turned_down(samples, level, threshold)) > target:
            high = threshold
        else:
            low = threshold
    result = _turned_down(samples, level, low)
    return result if crest(result) < crest(samples) else samples  # too short peaks pass it, and only their tails sink


def faded(samples: Samples, rate: int) -> Samples:
    """Samples (channels, n) that rise from and sink to silence along half a cosine."""
    rise, fall = (min(round(seconds * rate), samples.shape[1] // 2) for seconds in (FADE_IN, FADE_OUT))
    curve = np.ones(samples.shape[1], dtype=np.float32)
    curve[:rise] = _half_cosine(rise)
    curve[len(curve) - fall :] = _half_cosine(fall)[::-1]
    return samples * curve


def _excess(samples: Samples, style: Samples) -> float:
    return max(0.0, crest(samples) - crest(style))


def _half_cosine(length: int) -> Array:
    """(length,): from 0 to nearly 1."""
    return 0.5 - 0.5 * np.cos(np.pi * np.arange(length) / max(length, 1))


def _followed(samples: Samples, rate: int) -> Array:
    """(blocks + 1,): the level in dB as a compressor hears it: both channels as one, quick to rise, slow to sink."""
    padded = np.pad(samples, ((0, 0), (0, -samples.shape[1] % BLOCK)))
    power = np.square(padded, dtype=np.float64).mean(axis=0).reshape(-1, BLOCK).mean(axis=1)
    rise, sink = (float(1.0 - np.exp(-BLOCK / (seconds * rate))) for seconds in (ATTACK, RELEASE))
    level, followed = 0.0, np.empty(len(power) + 1)
    for index, now in enumerate(power.tolist()):
        level += (now - level) * (rise if now > level else sink)
        followed[index] = level
    followed[-1] = level
    return 10.0 * np.log10(followed + 1e-12)


def _turned_down(samples: Samples, level: Array, threshold: float) -> Samples:
    gain = -(1.0 - 1.0 / RATIO) * np.maximum(level - threshold, 0.0)
    moments = np.arange(samples.shape[1]) / BLOCK
    return (samples * 10.0 ** (np.interp(moments, np.arange(len(level)), gain) / 20.0)).astype(np.float32)
