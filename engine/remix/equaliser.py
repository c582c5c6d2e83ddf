"""A linear-phase filter that gives one sound the balance of bass and treble of another."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import firwin2, oaconvolve, welch

Samples = NDArray[np.float32]
Array = NDArray[np.floating[Any]]

EDGES = np.geomspace(40.0, 16_000.0, 27)  # Hz: 26 bands of a third of an octave
TAPS = 2049
MOST = 9.0  # dB
_FLOOR = 70.0  # dB below a sound's loudest band; what is less is no sound to be brought up


def levels(samples: Samples, rate: int) -> Array:
    """(26,): mean power in each band of samples (channels, n) in dB."""
    frequencies, power = welch(samples.mean(axis=0), rate, nperseg=min(8192, samples.shape[1]))
    places = np.digitize(frequencies, EDGES) - 1
    inside = (places >= 0) & (places < len(EDGES) - 1)
    count = np.bincount(places[inside], minlength=len(EDGES) - 1)
    bands = np.bincount(places[inside], power[inside], len(EDGES) - 1) / np.maximum(count, 1)
    decibels = 10.0 * np.log10(bands + 1e-20)
    centres = np.sqrt(EDGES[:-1] * EDGES[1:])
    filled = np.interp(centres, centres[count > 0], decibels[count > 0])
    return np.maximum(filled, filled.max() - _FLOOR)


def difference(samples: Samples, towards: Samples, rate: int, most: float = MOST) -> Array:
    """(26,): what each band lacks in dB, at most ``most`` and without the mean."""
    own, wanted = levels(samples, rate), levels(towards, rate)
    return np.clip((wanted - wanted.mean()) - (own - own.mean()), -most, most)


def equalised(samples: Samples, towards: Samples, rate: int, amount: float = 1.0, most: float = MOST) -> Samples:
    """Samples (channels, n) with ``amount`` (0..1) of the way to the spectral balance of ``towards``; no delay."""
    gains = np.convolve(np.pad(difference(samples, towards, rate, most) * amount, 1, mode="edge"), (0.25, 0.5, 0.25))
    return filtered(samples, gains[2:-2], rate)


def filtered(samples: Samples, gains: Array, rate: int) -> Samples:
    """Samples (channels, n) with so many dB more in each of the 26 bands, flat beyond them."""
    centres = np.sqrt(EDGES[:-1] * EDGES[1:])
    inside = centres < rate / 2
    corners = np.concatenate([[0.0], centres[inside], [rate / 2]])
    wanted = 10.0 ** (np.concatenate([gains[:1], gains[inside], gains[inside][-1:]]) / 20.0)
    filter_ = firwin2(TAPS, corners, wanted, fs=rate).astype(np.float32)
    whole = oaconvolve(samples, filter_[None, :], axes=1)
    return np.ascontiguousarray(whole[:, TAPS // 2 : TAPS // 2 + samples.shape[1]])
