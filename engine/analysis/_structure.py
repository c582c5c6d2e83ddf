"""Structure: what holds against what strikes, and where the music changes and returns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d, median_filter

from engine.analysis._statistics import TINY, Array, Block, numbers, stretches
from engine.spectrum import BANDS, Spectrum

_BEND = 17  # frames or bands the medians look over
MOMENTS = 96


@dataclass(frozen=True)
class Structure:
    """``percussive`` (frames,) share of energy that strikes, ``struck`` its whole share; ``borders`` 0..1 of the song.

    ``repetition`` 0..1: how alike distant moments are; ``novelty`` (moments,) change of timbre and harmony.
    """

    percussive: Array
    struck: float
    bands: Array
    borders: tuple[float, ...]
    repetition: float
    novelty: Array


def structure(sound: Spectrum, cepstrum: Array, chroma: Array) -> Structure:
    """``cepstrum`` (20, frames) and ``chroma`` (12, pitch frames) give the looks that are compared."""
    share, bands, whole = _percussive(sound.mel)
    likeness = _likeness(cepstrum, chroma)
    novelty = _novelty(likeness)
    return Structure(share, whole, bands, _borders(novelty), _repetition(likeness), novelty)


def structure_block(look: Structure) -> Block:
    """Shares of what strikes, by register and over time, and of what returns."""
    return {
        "percussive": numbers(
            look.struck,
            float(look.percussive.mean()),
            float(look.percussive.std()),
            *np.percentile(look.percussive, [10.0, 90.0]),
        ),
        "percussive_bands": look.bands,
        "form": numbers(
            look.repetition, float(look.novelty.mean()), float(look.novelty.max()), float(len(look.borders))
        ),
    }


def _percussive(mel: Array) -> tuple[Array, Array, float]:
    """Median-filter separation (Fitzgerald 2010) on root mel power of pairs of bands and frames."""
    loud = np.sqrt(mel.reshape(BANDS // 2, 2, -1).mean(axis=1))
    held = median_filter(loud, (1, _BEND), mode="nearest")
    struck = median_filter(loud, (_BEND // 2, 1), mode="nearest")
    share = struck**2 / (struck**2 + held**2 + TINY)
    energy = loud**2
    over_time = (share * energy).sum(axis=0) / (energy.sum(axis=0) + TINY)
    by_band = ((share * energy).sum(axis=1) / (energy.sum(axis=1) + TINY)).reshape(6, 8).mean(axis=1)
    return over_time, by_band, float((share * energy).sum() / (energy.sum() + TINY))


def _likeness(cepstrum: Array, chroma: Array) -> Array:
    """(moments, moments): cosine of timbre and harmony, centred over the song."""
    parts = []
    count = min(MOMENTS, cepstrum.shape[1], chroma.shape[1])
    for curves in (cepstrum[:13], chroma):
        looks = stretches(curves, count)
        looks = looks - looks.mean(axis=1, keepdims=True)
        parts.append(looks / (np.linalg.norm(looks) + TINY))
    looks = gaussian_filter1d(np.concatenate(parts), 1.0, axis=1)
    unit = looks / (np.linalg.norm(looks, axis=0) + TINY)
    return unit.T @ unit


def _novelty(likeness: Array) -> Array:
    """(moments,): checkerboard novelty (Foote 2000) over sixteen moments each way."""
    half = 16
    axis = np.arange(-half, half) + 0.5
    kernel = np.sign(axis)[:, None] * np.sign(axis)[None, :]
    kernel *= np.exp(-(axis[:, None] ** 2 + axis[None, :] ** 2) / (2.0 * (half / 2) ** 2))
    padded = np.pad(likeness, half, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, (2 * half, 2 * half))
    diagonal = windows[np.arange(len(likeness)), np.arange(len(likeness))]
    return np.maximum((diagonal * kernel).sum(axis=(1, 2)) / np.abs(kernel).sum(), 0.0)


def _borders(novelty: Array) -> tuple[float, ...]:
    """Peaks of novelty, at most seven, each at least .45 of the highest and .12 at all."""
    places = range(8, len(novelty) - 8)
    peaks = [i for i in places if novelty[i] == novelty[i - 8 : i + 9].max()]
    strong = [i for i in peaks if novelty[i] > max(0.12, 0.45 * float(novelty.max()))]
    kept = sorted(sorted(strong, key=lambda i: -novelty[i])[:7])
    return tuple(i / len(novelty) for i in kept)


def _repetition(likeness: Array) -> float:
    """Mean, over moments, of the closest likeness at least a sixth of the song away; 0 when nothing returns."""
    count = len(likeness)
    apart = np.abs(np.arange(count)[:, None] - np.arange(count)[None, :]) >= max(4, count // 6)
    closest = np.where(apart, likeness, -1.0).max(axis=1)
    return float(np.clip(closest.mean(), 0.0, 1.0))
