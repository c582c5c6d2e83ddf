"""Which part of a song goes into a remix: where it is loud, like most of itself, and begins something new."""

from __future__ import annotations

from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from engine.errors import EngineError
from engine.spectrum import RATE

Array = NDArray[np.floating[Any]]
Span = tuple[float, float]

HOP = 4096  # samples: 186 ms
FRAMES_PER_SECOND = RATE / HOP
QUIET = 40.0  # dB below the song's loud moments; what is quieter at its ends is not music yet, or no more
REACH = 6.0  # s on both sides that are compared to tell whether something begins
PAUSE = 1.0  # s; silence shorter than this belongs to the music
LEAD = 0.03  # s left before the first attack
LEAST = 3.0  # s
_EDGES = np.geomspace(40.0, 10_000.0, 33)  # Hz
_WEIGHTS = {"level": 1.0, "typical": 0.6, "new": 0.5, "steady": 0.3}


class PastTheEnd(EngineError):
    """A song ends before the moment at which it was to begin. Ask for an earlier one."""


def choose(samples: Array, seconds: float, start: float | None = None) -> Span:
    """The span of mono samples at 22 050 Hz, in seconds, that tells most of a song; at most ``seconds`` long.

    Silence at both ends is left out. With a ``start`` only the length is decided; ``PastTheEnd`` when less than three
    seconds follow it.
    """
    bands = _bands(samples)
    length = len(samples) / RATE
    first, last = _heard(bands, length)
    if start is not None:
        end = min(start + seconds, max(last, start + LEAST))
        if end > length:
            raise PastTheEnd(
                f"That song lasts {length:.0f} seconds. Let it begin at least three seconds before its end."
            )
        return start, end
    if last - first <= seconds + 1.0 / FRAMES_PER_SECOND:
        return first, min(last, first + seconds)
    begin = _on_attack(samples, _best_start(bands, first, last, seconds))
    begin = min(max(begin, first), last - seconds)
    return begin, begin + seconds


def _bands(samples: Array) -> Array:
    """(32, frames): power in bands of a quarter of an octave, every 186 ms."""
    padded = np.pad(samples, (0, -len(samples) % HOP)).reshape(-1, HOP)
    window = np.hanning(HOP).astype(np.float32)
    power = np.abs(scipy.fft.rfft(padded * window, axis=1).T) ** 2
    edges = np.searchsorted(np.fft.rfftfreq(HOP, 1.0 / RATE), _EDGES)
    return np.maximum(np.add.reduceat(power[: edges[-1]], edges[:-1], axis=0), 1e-9)


def _heard(bands: Array, length: float) -> Span:
    """Where the first and the last moment lie that are not silence."""
    level = 10.0 * np.log10(bands.sum(axis=0))
    heard = np.flatnonzero(level > np.percentile(level, 95) - QUIET)
    first, last = heard[0] / FRAMES_PER_SECOND, min((heard[-1] + 1) / FRAMES_PER_SECOND, length)
    if last - first < LEAST:
        return 0.0, length
    return float(first) if first > PAUSE else 0.0, float(last) if length - last > PAUSE else length


def _best_start(bands: Array, first: float, last: float, seconds: float) -> float:
    """The start, in seconds, of the passage that scores best."""
    level = 10.0 * np.log10(bands.sum(axis=0))
    level = np.maximum(level, np.percentile(level, 90) - 25.0)  # silence is no contrast
    colour = 10.0 * np.log10(np.maximum(bands, 1e-5 * bands.max()))
    colour = colour - colour.mean(axis=0)
    low, high = round(first * FRAMES_PER_SECOND), round(last * FRAMES_PER_SECOND)
    size = round(seconds * FRAMES_PER_SECOND)
    starts = np.arange(low, max(low + 1, high - size))
    loud = np.maximum(level, np.percentile(level[low:high], 90) - 15.0)
    far = np.linalg.norm(colour - np.median(colour[:, low:high], axis=1, keepdims=True), axis=0)
    scores = (
        _WEIGHTS["level"] * _standard(_means(loud, starts, size))
        - _WEIGHTS["typical"] * _standard(_means(far, starts, size))
        + _WEIGHTS["new"] * _standard(_novelty(colour, level)[starts])
        - _WEIGHTS["steady"] * _standard(_means((level < loud).astype(float), starts, size))
    )
    return float(starts[int(scores.argmax())] / FRAMES_PER_SECOND)


def _novelty(colour: Array, level: Array) -> Array:
    """(frames,): how much what follows differs from what came before, and how much louder it is."""
    size = max(1, round(REACH * FRAMES_PER_SECOND))
    origin = -(size // 2)
    after = uniform_filter1d(colour, size, axis=1, mode="nearest", origin=origin)
    before = np.roll(after, size, axis=1)
    before[:, :size] = after[:, :1]
    louder = uniform_filter1d(level, size, mode="nearest", origin=origin)
    rise = louder - np.concatenate([np.full(size, louder[0]), louder[:-size]])[: len(louder)]
    return np.linalg.norm(after - before, axis=0) + 2.0 * np.maximum(rise, 0.0)


def _means(curve: Array, starts: NDArray[np.intp], size: int) -> Array:
    total = np.concatenate([[0.0], np.cumsum(curve)])
    ends = np.minimum(starts + size, len(curve))
    return (total[ends] - total[starts]) / np.maximum(ends - starts, 1)


def _standard(values: Array) -> Array:
    return (values - values.mean()) / (values.std() + 1e-6)


def _on_attack(samples: Array, start: float) -> float:
    """The strongest attack near a moment, a little before it, so that a remix begins on a note."""
    reach, step = round(0.5 * RATE), 256
    low = max(0, round(start * RATE) - reach)
    around = samples[low : low + 2 * reach]
    frames = np.square(around[: len(around) // step * step].reshape(-1, step), dtype=np.float64).mean(axis=1)
    rise = np.diff(np.log(uniform_filter1d(frames, 3) + 1e-7))
    return max(0.0, (low + (int(rise.argmax()) + 1) * step) / RATE - LEAD)
