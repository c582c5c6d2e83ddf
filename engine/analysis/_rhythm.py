"""Rhythm: onsets, tempo with its alternatives, and beats by dynamic programming (Ellis 2007)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.fft
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from engine.analysis._statistics import TINY, Array, Block, Indices, numbers, skewness
from engine.spectrum import BANDS, FRAMES_PER_SECOND, Spectrum

GROUPS = (0, 10, 24, 42, 64, BANDS)  # mel bands: about 40-300, -800, -2000, -4500, -10 000 Hz
SLOWEST, FASTEST = 40.0, 220.0  # BPM
USUAL, OCTAVES = 115.0, 0.8  # BPM and width in octaves of the log-normal prior
TIGHTNESS = 300.0
LEAD = 0.011  # seconds: how early a rise shows in a window centred on its frame
_LAGS = 32


@dataclass(frozen=True)
class Rhythm:
    """``onset`` (frames,) onset strength, mean 1 where there is sound; ``bands`` (5, frames) the same by register.

    ``tempo`` in BPM, ``other`` the likeliest of its half and double, ``confidence`` 0..1 of the tempo, ``clarity`` 0..1
    how periodic the onsets are; ``beats`` and ``onsets`` in seconds; ``cycle`` autocorrelation by lag in frames.
    """

    onset: Array
    bands: Array
    tempo: float
    other: float
    confidence: float
    clarity: float
    beats: Array
    onsets: Array
    cycle: Array


def rhythm(sound: Spectrum) -> Rhythm:
    """Find onsets, then the tempo that explains them, then the beats that follow it."""
    bands = _flux(sound)
    onset = bands.mean(axis=0)
    cycle = _cycle(bands)
    scores, lags = _scores(cycle)
    best = int(scores.argmax())
    period = _refined(cycle, lags[best])
    other, confidence = _alternative(scores, lags, best)
    places = _beats(onset, period)
    clarity = _clarity(cycle)
    return Rhythm(
        onset=onset,
        bands=bands,
        tempo=_steady(places, period),
        other=float(60.0 * FRAMES_PER_SECOND / other),
        confidence=confidence * min(1.0, clarity / 0.25),
        clarity=clarity,
        beats=_seconds(onset, places),
        onsets=_seconds(onset, _peaks(onset)),
        cycle=cycle,
    )


def rhythm_block(sound: Spectrum, look: Rhythm) -> Block:
    """Onset statistics, intervals, autocorrelation over log lags, and spectra of the onset curve."""
    onset = look.onset
    duration = sound.frames / FRAMES_PER_SECOND
    gaps = np.diff(look.onsets)
    counts = np.histogram(np.log2(np.maximum(gaps, 1e-3)), bins=12, range=(-4.0, 1.0))[0] / max(1, len(gaps))
    lags = np.geomspace(6.0, 172.0, _LAGS)
    spectrum, bands = _spectra(look)
    beat_gaps = np.diff(look.beats)
    return {
        "onset": numbers(
            float(onset.std()),
            float(skewness(onset[None])[0]),
            *np.percentile(onset, [10.0, 50.0, 90.0]),
            len(look.onsets) / duration,
            float(gaps.mean()) if len(gaps) else duration,
            float(gaps.std()) if len(gaps) else 0.0,
        ),
        "onset_bands": np.concatenate([look.bands.std(axis=1), skewness(look.bands)]),
        "gaps": np.sqrt(counts),
        "tempogram": np.interp(lags, np.arange(len(look.cycle)), look.cycle),
        "pulse": spectrum,
        "pulse_bands": bands,
        "tempo": numbers(
            float(np.log2(look.tempo)),
            look.confidence,
            look.clarity,
            float(beat_gaps.std() / (beat_gaps.mean() + TINY)) if len(beat_gaps) else 0.0,
        ),
    }


def _flux(sound: Spectrum) -> Array:
    """(5, frames): rise of compressed mel power by register, less its local mean, each over its own mean."""
    loud = np.log1p(20.0 * sound.mel / (np.percentile(sound.mel.sum(axis=0), 90) / BANDS + TINY))
    rise = np.maximum(np.diff(loud, axis=1, prepend=loud[:, :1]), 0.0)
    groups = np.add.reduceat(rise, GROUPS[:-1], axis=0)
    clear = np.maximum(groups - uniform_filter1d(groups, 43, axis=1), 0.0)
    return clear / (clear.mean(axis=1, keepdims=True) + 0.02)


def _cycle(bands: Array) -> Array:
    """(~5 s of lags,): normalised autocorrelation of the onset curves, averaged over registers and their sum."""
    curves = np.concatenate([bands, bands.mean(axis=0, keepdims=True) * 1.0])
    curves = curves - curves.mean(axis=1, keepdims=True)
    frames = curves.shape[1]
    size = scipy.fft.next_fast_len(2 * frames)
    power = np.abs(scipy.fft.rfft(curves, size, axis=1)) ** 2
    lags = min(frames, round(8.0 * FRAMES_PER_SECOND))
    products = scipy.fft.irfft(power, size, axis=1)[:, :lags]
    fair = products / (products[:, :1] + TINY) * (frames / (frames - np.arange(lags) * 0.9))
    weights = np.array([1.0, 1.0, 1.0, 1.0, 1.0, 3.0])
    return weights @ fair / weights.sum()


def _scores(cycle: Array) -> tuple[Array, Array]:
    """Score of each period from 40 to 220 BPM, and the periods in frames.

    A good period returns at its multiples, is not fully explained by its half, and lies near the usual tempo.
    """
    shortest, longest = (60.0 * FRAMES_PER_SECOND / bpm for bpm in (FASTEST, SLOWEST))
    lags = np.arange(shortest, longest, 0.25)
    at = np.arange(len(cycle))

    def near(periods: Array) -> Array:
        return np.interp(periods, at, maximum_filter1d(cycle, 3), right=0.0)

    comb = near(lags) + 0.5 * near(2 * lags) + 0.25 * near(3 * lags) + 0.5 * near(4 * lags)
    split = np.maximum(near(0.5 * lags), 0.0)
    prior = np.exp(-0.5 * (np.log2(60.0 * FRAMES_PER_SECOND / lags / USUAL) / OCTAVES) ** 2)
    return np.maximum(comb - 0.65 * split, 0.0) * prior, lags


def _refined(cycle: Array, period: float) -> float:
    """The period to a fraction of a frame, from the peaks of the autocorrelation at its first multiples."""
    estimate = period
    for multiple in (1, 2, 4, 8):
        centre = round(estimate * multiple)
        reach = max(1, round(0.04 * centre)) if multiple == 1 else 2
        low, high = max(1, centre - reach), centre + reach + 1
        if high + 1 >= len(cycle):
            break
        peak = low + int(cycle[low:high].argmax())
        left, middle, right = cycle[peak - 1 : peak + 2]
        bend = left - 2.0 * middle + right
        shift = 0.5 * (left - right) / bend if bend < -TINY else 0.0
        if middle <= 0.0:
            break
        estimate = (peak + float(np.clip(shift, -0.5, 0.5))) / multiple
    return estimate


def _alternative(scores: Array, lags: Array, best: int) -> tuple[float, float]:
    """Period of the likelier of half and double tempo, and the margin (0..1) over every other period."""
    period = lags[best]
    around = {factor: np.abs(lags / (period * factor) - 1.0) < 0.06 for factor in (0.5, 1.0, 2.0)}
    peaks = {factor: float(scores[where].max()) if where.any() else 0.0 for factor, where in around.items()}
    factor = 0.5 if peaks[0.5] >= peaks[2.0] else 2.0
    rest = scores[~around[1.0]]
    second = float(rest.max()) if len(rest) else 0.0
    top = float(scores[best])
    return period * factor, float(np.clip(2.0 * (top - second) / (top + TINY), 0.0, 1.0))


def _clarity(cycle: Array) -> float:
    """The highest autocorrelation between 0.25 and 1.5 s, 0..1."""
    low, high = (round(seconds * FRAMES_PER_SECOND) for seconds in (0.25, 1.5))
    return float(np.clip(cycle[low:high].max(initial=0.0), 0.0, 1.0))


def _beats(onset: Array, period: float) -> Indices:
    """Frames of the beats: the chain of onsets whose gaps stay near the period (log-squared penalty)."""
    strength = onset / (onset.std() + TINY)
    strength = np.convolve(strength, (0.25, 0.5, 0.25), mode="same")
    frames = len(strength)
    gaps = np.arange(max(1, round(period * 0.5)), round(period * 2.0) + 1)
    penalty = TIGHTNESS * np.log(gaps / period) ** 2
    total, before = strength.astype(np.float64), np.full(frames, -1)
    for now in range(int(gaps[0]), frames):
        reach = gaps[: np.searchsorted(gaps, now, side="right")]
        chain = total[now - reach] - penalty[: len(reach)]
        best = int(chain.argmax())
        if chain[best] > 0.0:
            total[now] += chain[best]
            before[now] = now - reach[best]
    last = frames - 1 - int(total[::-1][: max(1, round(period))].argmax())
    places = [last]
    while before[places[-1]] >= 0:
        places.append(int(before[places[-1]]))
    return _trimmed(np.array(places[::-1]), strength)


def _trimmed(places: Indices, strength: Array) -> Indices:
    """Without the beats before the first and after the last that is heard."""
    heard = np.flatnonzero(strength[places] > 0.2 * np.median(strength[places]))
    return places[heard[0] : heard[-1] + 1] if len(heard) else places


def _steady(places: Indices, period: float) -> float:
    """BPM from a line through the beats, when it agrees with the period."""
    if len(places) < 8:
        return 60.0 * FRAMES_PER_SECOND / period
    gaps = np.diff(places)
    inner = gaps[np.abs(gaps - np.median(gaps)) <= 0.15 * np.median(gaps)]
    slope = float(inner.mean()) if len(inner) else period
    agreed = slope if abs(slope / period - 1.0) < 0.03 else period
    return 60.0 * FRAMES_PER_SECOND / agreed


def _peaks(onset: Array) -> Indices:
    """Frames where the onset curve is the highest within 70 ms and clearly above its surroundings."""
    top = maximum_filter1d(onset, 7)
    floor = uniform_filter1d(onset, 87) + 0.5
    return np.flatnonzero((onset >= top) & (onset > floor))


def _seconds(onset: Array, places: Indices) -> Array:
    """Frames to seconds, refined by a parabola through the onset curve."""
    inner = np.clip(places, 1, len(onset) - 2)
    left, middle, right = onset[inner - 1], onset[inner], onset[inner + 1]
    bend = left - 2.0 * middle + right
    shift = np.where(bend < -TINY, 0.5 * (left - right) / np.minimum(bend, -TINY), 0.0)
    return np.maximum((inner + np.clip(shift, -0.5, 0.5)) / FRAMES_PER_SECOND + LEAD, 0.0)


def _spectra(look: Rhythm) -> tuple[Array, Array]:
    """(24,) and (10,): share of the onset curve's spectrum at log rates .5-16 Hz, and by register at two rates."""
    curves = np.concatenate([look.onset[None], look.bands])
    curves = (curves - curves.mean(axis=1, keepdims=True)) * np.hanning(curves.shape[1])
    power = np.abs(scipy.fft.rfft(curves, max(2048, curves.shape[1]), axis=1)) ** 2
    rates = np.fft.rfftfreq(max(2048, curves.shape[1]), 1.0 / FRAMES_PER_SECOND)
    edges = np.searchsorted(rates, np.geomspace(0.5, 16.0, 25))
    whole = np.add.reduceat(power[0], edges[:-1]) / (power[0].sum() + TINY)
    slow, fast = ((rates >= low) & (rates < high) for low, high in ((0.7, 4.0), (4.0, 10.0)))
    total = power[1:].sum(axis=1) + TINY
    by_band = np.concatenate([power[1:, slow].sum(axis=1) / total, power[1:, fast].sum(axis=1) / total])
    return np.log(whole + 1e-4), by_band
