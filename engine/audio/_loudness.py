"""How loud sound is to people (ITU-R BS.1770-4), and bringing it to a level without cutting its peaks."""

from __future__ import annotations

from math import pi, tan

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly, sosfilt

Samples = NDArray[np.float32]

TARGET = -14.0  # LUFS, where the streaming services play
CEILING = -1.0  # dB true peak, so that lossy encoders do not clip
LOOK_AHEAD = 0.004  # s
RELEASE = 0.08  # s
MARGIN = 0.1  # dB; between samples four times as fine a peak may hide that much
ROUNDS = 5
PUSH = 12.0  # dB


def loudness(samples: Samples, rate: int) -> float:
    """Integrated loudness of samples (channels, n >= 0.4 s) in LUFS; -inf of silence."""
    weighted = sosfilt(_k_weighting(rate), samples.astype(np.float64), axis=1)
    block, hop = round(0.4 * rate), round(0.1 * rate)
    total = np.concatenate([[0.0], np.cumsum(np.square(weighted).sum(axis=0))])
    starts = np.arange(0, samples.shape[1] - block + 1, hop)
    power = (total[starts + block] - total[starts]) / block
    power = power[power > _power(-70.0)]
    if not len(power):
        return float("-inf")
    gated = power[power > 0.1 * power.mean()]
    return float(10.0 * np.log10(gated.mean()) - 0.691)


def mastered(samples: Samples, rate: int, target: float = TARGET, ceiling: float = CEILING) -> Samples:
    """Samples (channels, n) at ``target`` LUFS with true peaks under ``ceiling`` dB.

    Limiting takes some loudness away, which is made up for in up to ``ROUNDS`` rounds, each from the samples as given.
    What is all peaks, as single clicks are, stays quieter: no more than ``PUSH`` is made up for. Silence stays silence.
    """
    given = loudness(samples, rate)
    if not np.isfinite(given):
        return limited(samples, rate, ceiling)
    gain, most = target - given, target - given + PUSH
    before, slope = None, 1.0
    for _ in range(ROUNDS):
        louder = limited(samples * np.float32(10.0 ** (gain / 20.0)), rate, ceiling)
        reached = loudness(louder, rate)
        if abs(target - reached) < 0.1 or gain == most:
            break
        if before:  # the harder it is limited, the less a gain still adds
            slope = float(np.clip((reached - before[1]) / (gain - before[0]), 0.2, 1.0))
        before = (gain, reached)
        gain = min(gain + (target - reached) / slope, most)
    return louder


def limited(samples: Samples, rate: int, ceiling: float = CEILING) -> Samples:
    """Samples (channels, n) turned down for a moment wherever their true peak would pass ``ceiling`` dB."""
    most = 10.0 ** ((ceiling - MARGIN) / 20.0)
    fine = np.abs(resample_poly(samples, 4, 1, axis=1)).max(axis=0)
    peaks = np.maximum(fine[: 4 * samples.shape[1]].reshape(-1, 4).max(axis=1), np.abs(samples).max(axis=0))
    if peaks.max(initial=0.0) <= most:
        return samples.astype(np.float32)
    reach = 2 * round(LOOK_AHEAD * rate) + 1
    cut = 1.0 - minimum_filter1d(np.minimum(1.0, most / np.maximum(peaks, 1e-9)), reach)
    gain = 1.0 - uniform_filter1d(_released(cut, rate), reach // 2)
    return np.clip(samples * gain, -most, most).astype(np.float32)


def _released(cut: NDArray[np.float64], rate: int, step: int = 64) -> NDArray[np.float64]:
    """The running maximum that decays with ``RELEASE``, at the resolution of ``step`` samples."""
    padded = np.pad(cut, (0, -len(cut) % step))
    decay = np.exp(-step / (RELEASE * rate))
    held = padded.reshape(-1, step).max(axis=1)
    for index in range(1, len(held)):
        held[index] = max(held[index], held[index - 1] * decay)
    return np.maximum(cut, np.repeat(held, step)[: len(cut)])


def _power(level: float) -> float:
    return 10.0 ** ((level + 0.691) / 10.0)


def _k_weighting(rate: int) -> NDArray[np.float64]:
    """The standard's shelf and high-pass as two second-order sections, for any rate.

    The standard tabulates 48 kHz only; these are the analogue parameters that give its table there.
    """
    k, q = tan(pi * 1681.974450955533 / rate), 0.7071752369554196
    high = 10.0 ** (3.999843853973347 / 20.0)
    band = high**0.4996667741545416
    one = 1.0 + k / q + k * k
    shelf = [(high + band * k / q + k * k) / one, 2 * (k * k - high) / one, (high - band * k / q + k * k) / one]
    shelf += [1.0, 2 * (k * k - 1) / one, (1 - k / q + k * k) / one]
    k, q = tan(pi * 38.13547087602444 / rate), 0.5003270373238773
    one = 1.0 + k / q + k * k
    return np.array([shelf, [1.0, -2.0, 1.0, 1.0, 2 * (k * k - 1) / one, (1 - k / q + k * k) / one]])
