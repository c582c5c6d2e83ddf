"""What a remix keeps of the first song and takes from the second, in a few figures.

Everything but level and length is measured on mono sound at 22 050 Hz and RMS 0.1, in frames of 23 ms. Nothing of the
engine is used: tune and beats are heard by librosa and compared by mir_eval, and the random network has other sizes,
another input and another seed than the one that the engine optimises. Both libraries belong to the extra ``train``.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import soxr
import torch
from numpy.typing import NDArray
from scipy.signal import sosfilt, welch

from engine.errors import EngineError

Array = NDArray[np.floating[Any]]

RATE, HOP, WINDOW = 22_050, 512, 2048
LEVEL = 0.1  # RMS
TRIMMED = 2.0  # s at the start, in which beats are not counted
PEAK = 0.35  # of a frame's loudest pitch; what is less is no peak
AUDIBLE = 0.05  # of the loudest frame of the first song; where it is softer it has no pitches
FILTERS, KERNELS, MELS, SEED = 128, (3, 11, 31), 128, 20_011
THIRDS = np.geomspace(50.0, 10_000.0, 31)  # Hz
K_WEIGHTING = np.array(  # at 48 kHz, as tabled in ITU-R BS.1770-4
    [
        [1.53512485958697, -2.69169618940638, 1.19839281085285, 1.0, -1.69065929318241, 0.73248077421585],
        [1.0, -2.0, 1.0, 1.0, -1.99004745483398, 0.99007225036621],
    ]
)
BLOCK = 19_200  # samples at 48 kHz: 400 ms, of which three quarters overlap


class MissingMeasures(EngineError):
    """Measuring remixes needs librosa and mir_eval; install them with: pip install 'slate-bot[train]'"""


@dataclass(frozen=True)
class Measures:
    """A result beside the songs it was made of.

    ``chroma`` (correlation), ``pitches`` (Jaccard) and ``beats`` (F-measure) compare it with the first song: 1 for a
    copy of it. ``gram``, ``cepstra`` (Fréchet distance) and ``thirds`` are distances to the second song over the first
    song's own distance to it: 1 for a copy of the first, 0 for one of the second. ``flatness`` is the result's own
    noisiness and ``flatter`` the same over that of the noisier song; ``loudness`` is in LUFS, ``peak`` in dB true peak,
    ``longer`` in seconds over the first song's length.
    """

    chroma: float
    pitches: float
    beats: float
    gram: float
    cepstra: float
    thirds: float
    flatness: float
    flatter: float
    loudness: float
    peak: float
    longer: float


class Heard:
    """What the measures need of one sound; each part is computed when it is first asked for, and once."""

    def __init__(self, samples: Array, rate: int) -> None:
        """Take samples (channels, n) at ``rate`` Hz."""
        self.given, self.rate = np.atleast_2d(np.asarray(samples, dtype=np.float32)), rate
        self.seconds = self.given.shape[1] / rate

    @cached_property
    def mono(self) -> Array:
        """(n,): one channel at 22 050 Hz, RMS 0.1."""
        mono = soxr.resample(self.given.mean(axis=0), self.rate, RATE)
        return (mono * (LEVEL / max(1e-9, math.sqrt(float(np.mean(np.square(mono))))))).astype(np.float32)

    @cached_property
    def chroma(self) -> Array:
        """(12, frames): pitch classes by a constant-Q transform of 36 bins an octave, at a' = 440 Hz for all sounds."""
        return _librosa().feature.chroma_cqt(y=self.mono, sr=RATE, hop_length=HOP, bins_per_octave=36, tuning=0.0)

    @cached_property
    def pitches(self) -> Array:
        """(48, frames): magnitudes of the harmonic part at the semitones from C3 up."""
        librosa = _librosa()
        tonal = librosa.effects.harmonic(self.mono, margin=2.0)
        low = librosa.note_to_hz("C3")
        return np.abs(librosa.cqt(tonal, sr=RATE, hop_length=HOP, fmin=low, n_bins=48, bins_per_octave=12))

    @cached_property
    def beats(self) -> Array:
        """Beats in seconds."""
        return _librosa().beat.beat_track(y=self.mono, sr=RATE, hop_length=HOP, units="time")[1]

    @cached_property
    def mel(self) -> Array:
        """(128, frames): magnitudes in mel bands."""
        bands = {"n_fft": WINDOW, "hop_length": HOP, "n_mels": MELS, "power": 1.0}
        return _librosa().feature.melspectrogram(y=self.mono, sr=RATE, **bands)

    @cached_property
    def grams(self) -> list[Array]:
        """Three matrices (128, 128): which of a random network's features sound together."""
        return [_gram(np.log1p(20.0 * self.mel), filters) for filters in _network()]

    @cached_property
    def cepstra(self) -> tuple[Array, Array]:
        """Mean (38,) and covariance (38, 38) of cepstral coefficients 1-19 and their slopes."""
        librosa = _librosa()
        coefficients = librosa.feature.mfcc(y=self.mono, sr=RATE, hop_length=HOP, n_mfcc=20)[1:]
        both = np.concatenate([coefficients, librosa.feature.delta(coefficients)]).astype(np.float64)
        return both.mean(axis=1), np.cov(both)

    @cached_property
    def thirds(self) -> Array:
        """(30,): levels in dB in bands of a quarter octave from 50 Hz to 10 kHz, their mean taken out."""
        frequencies, power = welch(self.mono, RATE, nperseg=4096)
        places = np.digitize(frequencies, THIRDS) - 1
        levels = [10.0 * math.log10(float(power[places == band].mean()) + 1e-12) for band in range(len(THIRDS) - 1)]
        return np.array(levels) - np.mean(levels)

    @cached_property
    def flatness(self) -> float:
        """Mean spectral flatness: 0 for a tone, 1 for white noise."""
        return float(_librosa().feature.spectral_flatness(y=self.mono, n_fft=WINDOW, hop_length=HOP).mean())

    @cached_property
    def loudness(self) -> float:
        """Integrated loudness in LUFS (ITU-R BS.1770-4); -inf of silence."""
        weighted = sosfilt(K_WEIGHTING, soxr.resample(self.given.T, self.rate, 48_000), axis=0)
        total = np.concatenate([[0.0], np.cumsum(np.square(weighted).sum(axis=1))])
        starts = np.arange(0, len(weighted) - BLOCK + 1, BLOCK // 4)
        power = (total[starts + BLOCK] - total[starts]) / BLOCK
        power = power[power > 10.0 ** (-6.9309)]
        if not len(power):
            return -math.inf
        return float(10.0 * np.log10(power[power > 0.1 * power.mean()].mean()) - 0.691)

    @cached_property
    def peak(self) -> float:
        """True peak in dB: the largest of four times as many samples; -inf of silence."""
        fine = soxr.resample(self.given.T, self.rate, 4 * self.rate, quality="VHQ")
        most = max(float(np.abs(fine).max()), float(np.abs(self.given).max()))
        return 20.0 * math.log10(most) if most else -math.inf


class Judge:
    """Measures any number of results against the same two songs, which are analysed once."""

    def __init__(self, first: Heard, second: Heard) -> None:
        self.first = first
        self.second = second if second.seconds >= first.seconds else _tiled(second, first.seconds)

    def measured(self, result: Heard) -> Measures:
        """The figures of a result; nan where the first song has nothing to keep, or sounds like the second already."""
        noisier = max(self.first.flatness, self.second.flatness)
        return Measures(
            chroma=_correlation(self.first.chroma, result.chroma),
            pitches=_shared_peaks(self.first.pitches, result.pitches),
            beats=_hit(self.first.beats, result.beats),
            gram=self._left(_gram_distance, result),
            cepstra=self._left(_frechet, result),
            thirds=self._left(_level_distance, result),
            flatness=result.flatness,
            flatter=result.flatness / max(noisier, 1e-9),
            loudness=result.loudness,
            peak=result.peak,
            longer=result.seconds - self.first.seconds,
        )

    def _left(self, distance: Callable[[Heard, Heard], float], result: Heard) -> float:
        """How much is left of the first song's distance to the second; nan where both sound the same."""
        whole = distance(self.first, self.second)
        return distance(result, self.second) / whole if whole > 1e-9 else math.nan


def measured(first: Heard, second: Heard, result: Heard) -> Measures:
    """One result beside its two songs; for several of the same songs, ask one ``Judge``."""
    return Judge(first, second).measured(result)


def _tiled(sound: Heard, seconds: float) -> Heard:
    length = math.ceil(seconds * sound.rate)
    return Heard(np.tile(sound.given, math.ceil(length / sound.given.shape[1]))[:, :length], sound.rate)


def _correlation(one: Array, other: Array) -> float:
    """Mean Pearson correlation of frames (12, n); those in which ``one`` is silent are left out."""
    frames = min(one.shape[1], other.shape[1])
    one, other = (each[:, :frames] - each[:, :frames].mean(axis=0) for each in (one, other))
    lengths = [np.sqrt(np.square(each).sum(axis=0)) for each in (one, other)]
    heard = lengths[0] > 1e-6
    if not heard.any():
        return math.nan
    products = (one * other).sum(axis=0) / np.maximum(lengths[0] * lengths[1], 1e-12)
    return float(products[heard].mean())


def _shared_peaks(one: Array, other: Array) -> float:
    """Mean share of common peaks among all peaks of frames (48, n), where ``one`` is loud enough to have some."""
    frames = min(one.shape[1], other.shape[1])
    one, other = one[:, :frames], other[:, :frames]
    first, second = _peaks(one), _peaks(other)
    heard = one.max(axis=0) > AUDIBLE * one.max()
    if not heard.any():
        return math.nan
    return float(((first & second).sum(axis=0) / np.maximum((first | second).sum(axis=0), 1))[heard].mean())


def _peaks(magnitudes: Array) -> NDArray[np.bool_]:
    around = np.pad(magnitudes, ((1, 1), (0, 0)))
    local = (magnitudes > around[:-2]) & (magnitudes >= around[2:])
    return local & (magnitudes > PEAK * magnitudes.max(axis=0))


def _hit(wanted: Array, found: Array) -> float:
    """F-measure of beats within 70 ms, as MIREX counts them."""
    beat = _mir_eval().beat
    kept = beat.trim_beats(wanted, min_beat_time=TRIMMED), beat.trim_beats(found, min_beat_time=TRIMMED)
    if not len(kept[0]):
        return math.nan
    return float(beat.f_measure(*kept)) if len(kept[1]) else 0.0


def _gram_distance(one: Heard, other: Heard) -> float:
    pairs = zip(one.grams, other.grams, strict=True)
    return float(np.mean([np.linalg.norm(a - b) / np.linalg.norm(b) for a, b in pairs]))


def _frechet(one: Heard, other: Heard) -> float:
    """Squared Fréchet distance between two Gaussians (Dowson and Landau 1982)."""
    (mean, spread), (other_mean, other_spread) = one.cepstra, other.cepstra
    shared = np.sqrt(np.maximum(np.linalg.eigvals(spread @ other_spread).real, 0.0)).sum()
    return float(np.square(mean - other_mean).sum() + np.trace(spread) + np.trace(other_spread) - 2.0 * shared)


def _level_distance(one: Heard, other: Heard) -> float:
    return float(np.abs(one.thirds - other.thirds).mean())


def _gram(mel: Array, filters: torch.Tensor) -> Array:
    with torch.inference_mode():
        features = torch.relu(torch.nn.functional.conv1d(torch.from_numpy(mel)[None], filters, padding="same"))[0]
        return (features @ features.T / features.shape[1]).numpy()


@lru_cache(maxsize=1)
def _network() -> list[torch.Tensor]:
    """Three layers of random filters (128, 128, kernel) that look at the same input."""
    chance = torch.Generator().manual_seed(SEED)
    return [torch.randn(FILTERS, MELS, kernel, generator=chance) / math.sqrt(MELS * kernel) for kernel in KERNELS]


def _librosa() -> Any:
    try:
        import librosa
    except ImportError:
        raise MissingMeasures from None
    return librosa


def _mir_eval() -> Any:
    try:
        import mir_eval
    except ImportError:
        raise MissingMeasures from None
    return mir_eval
