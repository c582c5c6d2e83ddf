"""The colour of sound: cepstrum, mel statistics, spectral shape and how fast bands move."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import scipy.fft

from engine.analysis._statistics import TINY, Array, Block, correlations, entropy, skewness, stretches, summary
from engine.spectrum import BANDS, BINS, FRAMES_PER_SECOND, Spectrum, frequencies

COEFFICIENTS = 20
CONTRAST_EDGES = (100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0, 6400.0, 10_000.0)  # Hz
BAND_EDGES = (40.0, 100.0, 200.0, 400.0, 800.0, 1600.0, 3200.0, 5000.0, 7500.0, 10_000.0)  # Hz
SHAPE = (
    "centroid",
    "spread",
    "skew",
    "rolloff_50",
    "rolloff_85",
    "rolloff_95",
    "flatness",
    "entropy",
    "flux",
    "slope",
    "crest",
    "crossings",
)
MODULATION_RATES = (0.3, 0.8, 1.6, 3.0, 6.0, 11.0, 21.0)  # Hz: borders of six rates
_PATCH = 86  # frames: 2 s


@dataclass(frozen=True)
class Timbre:
    """Curves over time: ``mfcc`` (20, frames), ``shape`` (12, frames) of ``SHAPE``, ``contrast`` (7, frames) in dB."""

    mfcc: Array
    shape: Array
    contrast: Array

    def curve(self, name: str) -> Array:
        """One of the curves of ``SHAPE``."""
        return self.shape[SHAPE.index(name)]


def timbre(sound: Spectrum) -> Timbre:
    """Cepstrum, shape and contrast of every frame."""
    return Timbre(mfcc(sound), _shape(sound), _contrast(sound))


def mfcc(sound: Spectrum) -> Array:
    """(20, frames): orthonormal cosine transform of the log-mel bands in dB; the 0th is left out (it is loudness)."""
    return scipy.fft.dct(sound.log_mel, axis=0, norm="ortho")[1 : COEFFICIENTS + 1]


def cepstral_block(sound: Spectrum, look: Timbre) -> Block:
    """Statistics of the cepstrum and of 48 mel bands."""
    cepstrum = look.mfcc
    change = np.diff(cepstrum, axis=1)
    bands = sound.log_mel.reshape(BANDS // 2, 2, -1).mean(axis=1)
    bands = bands - bands.mean()
    upper = np.triu_indices(13, 1)
    alike = correlations(cepstrum[:13])
    return {
        "mel_mean": bands.mean(axis=1),
        "mel_std": bands.std(axis=1),
        "mfcc_mean": cepstrum.mean(axis=1),
        "mfcc_std": cepstrum.std(axis=1),
        "mfcc_skew": skewness(cepstrum),
        "mfcc_change": change.std(axis=1),
        "mfcc_turn": np.diff(change, axis=1).std(axis=1),
        "mfcc_drift": stretches(cepstrum, 10).std(axis=1),
        "mfcc_together": alike[upper],
    }


def spectral_block(sound: Spectrum, look: Timbre) -> Block:
    """Statistics of spectral shape, contrast and the share of nine bands."""
    banded = 10.0 * np.log10(_sums(BAND_EDGES) @ sound.power + TINY)
    banded -= 10.0 * np.log10(sound.power.sum(axis=0) + TINY)
    loud = sound.level > 0.05
    banded = banded[:, loud] if loud.any() else banded
    return {
        "shape": summary(look.shape),
        "contrast_mean": look.contrast.mean(axis=1),
        "contrast_std": look.contrast.std(axis=1),
        "band_mean": banded.mean(axis=1),
        "band_std": banded.std(axis=1),
    }


def modulation_block(sound: Spectrum) -> Block:
    """How strongly 12 bands beat at six rates, and the coarse texture of patches of two seconds."""
    bands = sound.log_mel.reshape(12, BANDS // 12, -1).mean(axis=1)
    steady = bands - bands.mean(axis=1, keepdims=True)
    spectra = np.abs(scipy.fft.rfft(steady * np.hanning(steady.shape[1]), axis=1)) ** 2
    rates = np.fft.rfftfreq(steady.shape[1], 1.0 / FRAMES_PER_SECOND)
    borders = np.searchsorted(rates, MODULATION_RATES)
    per_rate = [spectra[:, low : max(high, low + 1)].sum(axis=1) for low, high in pairwise(borders)]
    by_rate = np.log(np.array(per_rate).T / (spectra.sum(axis=1, keepdims=True) + TINY) + 1e-4)
    return {"modulation": by_rate.ravel(), "texture": _texture(sound.log_mel)}


def _texture(log_mel: Array) -> Array:
    """(72,): log mean magnitude of two-dimensional cosine terms of patches, 8 across bands and 9 (not 0) over time."""
    count = max(1, log_mel.shape[1] // _PATCH)
    whole = log_mel[:, : count * _PATCH]
    if whole.shape[1] < _PATCH:
        whole = np.pad(whole, ((0, 0), (0, _PATCH - whole.shape[1])), mode="edge")
    patches = whole.reshape(BANDS, count, _PATCH).transpose(1, 0, 2)
    small = patches.reshape(count, 24, 4, _PATCH).mean(axis=2)
    terms = np.abs(scipy.fft.dctn(small, axes=(1, 2), norm="ortho"))[:, :8, 1:10]
    return np.log(terms.mean(axis=0) + 1.0).ravel()


def _shape(sound: Spectrum) -> Array:
    power, hertz = sound.power, frequencies()
    total = power.sum(axis=0) + TINY
    centroid = hertz @ power / total
    spread = np.sqrt(np.maximum(hertz**2 @ power / total - centroid**2, 1.0))
    third = hertz.astype(np.float64) ** 3 @ power / total
    skew = (third - 3.0 * centroid * spread**2 - centroid**3) / spread**3
    below = np.cumsum(power, axis=0)
    rolloffs = [hertz[np.minimum((below < share * total).sum(axis=0), BINS - 1)] for share in (0.5, 0.85, 0.95)]
    mel = sound.mel + 1e-7
    octaves = np.log2(np.arange(1, BANDS + 1))
    slope = (octaves - octaves.mean()) @ sound.log_mel / ((octaves - octaves.mean()) ** 2).sum()
    curves = [
        np.log2(centroid + 20.0),
        np.log2(spread + 20.0),
        np.clip(skew, -5.0, 30.0),
        *(np.log2(rolloff + 20.0) for rolloff in rolloffs),
        np.log(mel).mean(axis=0) - np.log(mel.mean(axis=0)),
        entropy(mel / mel.sum(axis=0)),
        sound.flux,
        slope,
        np.log(mel.max(axis=0) / mel.mean(axis=0)),
        _crossings(sound),
    ]
    return np.array(curves, dtype=np.float32)


def _crossings(sound: Spectrum) -> Array:
    """(frames,): logarithm of the zero crossings per sample around each frame."""
    crossed = np.diff(np.signbit(sound.samples)).astype(np.float32)
    sums = np.add.reduceat(crossed, np.arange(0, len(crossed), 512)) / 512.0
    missing = max(0, sound.frames - len(sums))
    return np.log(np.pad(sums, (0, missing), mode="edge")[: sound.frames] + 1e-3)


def _contrast(sound: Spectrum) -> Array:
    """(7, frames): peaks over valleys in octaves, in dB (Jiang 2002), from every second frame."""
    hertz, rows = frequencies(), []
    for low, high in pairwise(CONTRAST_EDGES):
        part = sound.power[(hertz >= low) & (hertz < high), ::2]
        few = max(1, round(0.15 * len(part)))
        ordered = np.partition(part, (few, len(part) - few - 1), axis=0)
        peaks, valleys = ordered[-few:].mean(axis=0), ordered[:few].mean(axis=0)
        rows.append(10.0 * np.log10((peaks + 1e-6) / (valleys + 1e-6)))
    return np.array(rows, dtype=np.float32)


@lru_cache(maxsize=4)
def _sums(edges: tuple[float, ...]) -> Array:
    """(bands, 1025): ones where a bin lies between two edges."""
    hertz = frequencies()
    return np.array([(hertz >= low) & (hertz < high) for low, high in pairwise(edges)], dtype=np.float32)
