"""Putting the layers together: the first song's lead, and drums and bed of the second, in level and width."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from engine.analysis import measure
from engine.api import Keep, Strength
from engine.audio import loudness
from engine.remix.align import Tune
from engine.spectrum import FRAMES_PER_SECOND, spectrum
from engine.spectrum import RATE as LOW_RATE

Samples = NDArray[np.float32]
Array = NDArray[np.floating[Any]]

AMOUNTS: Mapping[Strength, float] = {"subtle": 0.35, "balanced": 0.6, "heavy": 0.85}
"""How much of the second song's style each strength takes, 0..1."""

LEVEL = -20.0  # LUFS of each layer before it is weighed
DUCK = 3.0  # dB by which the bed makes room where the lead sounds
DUCKING = 0.12  # s over which it does
ACCENT = (-14.0, 4.0)  # dB by which a stroke is made softer or harder at most
FAINT = 0.1  # of the mean attack; what is less is none
EARLY = 0.02  # s before a stroke at which its gain begins
TURNING = 0.012  # s in which it does
BESIDE = 2  # frames: 46 ms, within which strokes are one
AUDIBLE = 0.3  # of the mean onset; a stroke is more
WIDEST = 2.0  # times; no side is made so much stronger or weaker


@dataclass(frozen=True)
class Balance:
    """How loud each layer is against the lead's level: its own, bed, drums of the second and drums of the first."""

    lead: float
    bed: float
    drums: float
    own_drums: float


@dataclass(frozen=True)
class Stems:
    """Layers (2, n) of one length: ``lead`` and ``own_drums`` of the first, ``bed`` and ``drums`` of the second."""

    lead: Samples
    own_drums: Samples
    bed: Samples | None
    drums: Samples | None


def balance(keep: Keep, amount: float) -> Balance:
    """What stays of the first song says who leads; ``amount`` (0..1) how much there is of the second."""
    if keep == "groove":
        return Balance(0.6 - 0.4 * amount, float(0.9 * np.sqrt(amount)) + 0.2, 0.0, 1.0)
    lead = float(np.sqrt(1.0 - 0.45 * amount))
    bed = float(0.4 * np.sqrt(0.9 * amount))
    if keep == "both":
        return Balance(lead, bed, 0.0, 1.0)
    return Balance(lead, bed, 0.4 + 0.9 * amount, 0.0)


def mixed(stems: Stems, weights: Balance, ratios: tuple[float, float], rate: int) -> Samples:
    """(2, n): the layers at their weights.

    ``ratios`` say how strong what strikes is against what holds, in the first and in the second song: drums keep
    that ratio to the lead.
    """
    lead = levelled(stems.lead, rate)
    power = rms(lead)
    whole = lead * np.float32(weights.lead)
    if stems.bed is not None and weights.bed:
        bed = levelled(stems.bed, rate)
        whole += bed * (ducking(lead, rate) * np.float32(weights.bed))
    for drums, weight, ratio in (
        (stems.own_drums, weights.own_drums, ratios[0]),
        (stems.drums, weights.drums, ratios[1]),
    ):
        if drums is not None and weight and rms(drums) > 1e-6:
            whole += drums * np.float32(power / rms(drums) * np.clip(ratio, 0.15, 1.2) * weight)
    return whole


def levelled(samples: Samples, rate: int, level: float = LEVEL) -> Samples:
    """Samples (channels, n) at a loudness; what is silent stays so."""
    own = loudness(samples, rate)
    return samples * np.float32(10.0 ** ((level - own) / 20.0)) if np.isfinite(own) else samples


def ducking(lead: Samples, rate: int) -> Samples:
    """(n,): the gain that makes room where the lead sounds."""
    step = 256
    power = np.square(lead[:, : lead.shape[1] // step * step]).mean(axis=0).reshape(-1, step).mean(axis=1)
    smooth = uniform_filter1d(power, max(1, round(DUCKING * rate / step)), mode="nearest")
    share = smooth / (smooth + 0.25 * smooth.mean() + 1e-12)
    places = (np.arange(len(share)) + 0.5) * step
    gain = 10.0 ** (-DUCK * share / 20.0)
    return np.interp(np.arange(lead.shape[1]), places, gain).astype(np.float32)


def accents(drums: Samples, first: Tune, rate: int) -> Samples:
    """(n,): the gain that lets drums (2, n) strike hard where the first song does, and softly where it does not.

    Without it the drums' own accents decide where people hear the beat.
    """
    onset = measure(spectrum(soxr.resample(drums.mean(axis=0), rate, LOW_RATE))).rhythm.onset
    struck, strokes = _strokes(onset), _strokes(first.onset)
    if not len(struck) or not len(strokes):
        return np.ones(drums.shape[1], dtype=np.float32)
    near = maximum_filter1d(first.onset, 2 * BESIDE + 1)[np.minimum(struck, len(first.onset) - 1)]
    wanted = near / first.onset[strokes].mean() + FAINT
    own = onset[struck] / onset[struck].mean() + FAINT
    decibels = np.clip(20.0 * np.log10(wanted / own), *ACCENT)
    starts = np.clip((struck / FRAMES_PER_SECOND - EARLY) * rate, 0, drums.shape[1]).astype(int)
    steps = np.repeat(np.append(0.0, decibels), np.diff(starts, prepend=0, append=drums.shape[1]))
    return (10.0 ** (uniform_filter1d(steps, round(TURNING * rate), mode="nearest") / 20.0)).astype(np.float32)


def _strokes(onset: Array) -> NDArray[np.intp]:
    """Frames of the peaks of an onset curve."""
    return np.flatnonzero((onset >= maximum_filter1d(onset, 2 * BESIDE + 1)) & (onset > AUDIBLE))


def widened(samples: Samples, style: Samples) -> Samples:
    """Samples (2, n) with the style's share of what differs between left and right."""
    own, wanted = width(samples), width(style)
    if own < 1e-3:
        return samples
    factor = np.float32(np.clip(wanted / own, 1.0 / WIDEST, WIDEST))
    middle, side = 0.5 * (samples[0] + samples[1]), 0.5 * (samples[0] - samples[1]) * factor
    return np.stack([middle + side, middle - side])


def width(samples: Samples) -> float:
    """The level of the difference of both channels over that of their sum."""
    return rms(samples[0] - samples[1]) / (rms(samples[0] + samples[1]) + 1e-9)


def rms(samples: Samples) -> float:
    """Root of the mean square."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
