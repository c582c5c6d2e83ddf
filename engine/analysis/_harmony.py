"""Key and harmony: chroma against tonal profiles, triads, tonal space and intervals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from scipy.ndimage import uniform_filter1d

from engine.analysis._pitch import Pitch
from engine.analysis._statistics import TINY, Array, Block, entropy, numbers, shares, stretches, summary
from engine.api import PITCHES

BASS, TREBLE = slice(0, 30), slice(30, 78)  # notes below F sharp 3, and from there to F 7
_SMOOTH = 5  # frames: 0.46 s
_PROFILES = (  # how often each degree sounds, major and minor
    (  # Temperley 2007, from the Kostka-Payne corpus
        (0.748, 0.060, 0.488, 0.082, 0.670, 0.460, 0.096, 0.715, 0.104, 0.366, 0.057, 0.400),
        (0.712, 0.084, 0.474, 0.618, 0.049, 0.460, 0.105, 0.747, 0.404, 0.067, 0.133, 0.330),
    ),
    (  # Albrecht and Shanahan 2013
        (0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081),
        (0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052),
    ),
)


@dataclass(frozen=True)
class Key:
    """``tonic`` 0..11 from C, ``major`` or minor, ``confidence`` 0..1; ``fits`` (24,): 12 major, then 12 minor."""

    tonic: int
    major: bool
    confidence: float
    fits: Array

    @property
    def name(self) -> str:
        """Such as ``E flat minor``."""
        return f"{PITCHES[self.tonic]} {'major' if self.major else 'minor'}"


@dataclass(frozen=True)
class Harmony:
    """``chroma``, ``bass``, ``treble`` (12, frames) tuned pitch classes from C, smoothed over .46 s; ``key``."""

    chroma: Array
    bass: Array
    treble: Array
    key: Key


def harmony(look: Pitch) -> Harmony:
    """Fold the notes into pitch classes and name the key."""
    bass, treble = (_folded(look.notes, part) for part in (BASS, TREBLE))
    chroma = 0.5 * bass + treble
    return Harmony(chroma, bass, treble, key(_mean(chroma), _mean(bass)))


def key(chroma: Array, bass: Array | None = None) -> Key:
    """The best of 24 keys by the mean correlation with two sets of profiles.

    ``chroma`` (12,); ``bass`` (12,), when given, breaks ties towards a tonic that the bass plays (a relative major
    and minor share their notes). The confidence is the margin of the first fit to the second.
    """
    fits = _fits(chroma)
    if bass is not None:
        low = bass / (bass.max() + TINY)
        fits = fits + 0.06 * np.concatenate([low, low])
    first, second = np.sort(fits)[[-1, -2]]
    best = int(fits.argmax())
    return Key(best % 12, best < 12, float(np.clip((first - second) / 0.15, 0.0, 1.0)), fits)


def harmony_block(look: Harmony) -> Block:
    """Clarity of key and mode, chroma relative to the tonic, triads, tonal movement and intervals."""
    mean = _mean(look.chroma)
    fits, tonic = look.key.fits, look.key.tonic
    ordered = np.sort(fits)[::-1]
    frames = shares(look.chroma)
    turned = np.roll(frames, -tonic, axis=0)
    triads = triad_fits(look.chroma)
    kinds = triads.reshape(4, 12, -1).max(axis=1)
    local = np.array([_fits(part) for part in stretches(look.chroma, 5).T])
    modes = local[:, :12].max(axis=1) - local[:, 12:].max(axis=1)
    space = tonal_space(look.chroma)
    moved = np.linalg.norm(np.diff(space, axis=1), axis=0)[None] if space.shape[1] > 1 else np.zeros((1, 1))
    whole, each = _intervals(shares(mean)), _intervals(frames)
    return {
        "fit": numbers(*ordered[:5], fits[:12].max() - fits[12:].max(), fits[tonic] - fits[12 + tonic]),
        "local_mode": numbers(float(modes.mean()), float(modes.std()), float(local.max(axis=1).mean())),
        "degrees": turned.mean(axis=1),
        "degrees_std": turned.std(axis=1),
        "sorted": np.sort(mean / (mean.max() + TINY)),
        "evenness": numbers(float(entropy(frames).mean()), float(entropy(frames).std()), float(entropy(shares(mean)))),
        "triads": np.concatenate([kinds.mean(axis=1), kinds.std(axis=1)]),
        "triad_contrast": numbers(
            float((kinds[0] - kinds[1]).mean()),
            float((kinds[0] > kinds[1]).mean()),
            float((kinds[:2].max(axis=0) - kinds[2:].max(axis=0)).mean()),
        ),
        "movement": summary(moved),
        "space_std": space.std(axis=1),
        "space_size": np.hypot(space[::2], space[1::2]).mean(axis=1),
        "intervals": whole,
        "intervals_mean": each.mean(axis=1),
        "intervals_std": each.std(axis=1),
    }


def triad_fits(chroma: Array) -> Array:
    """(48, frames): cosine with the 12 major, minor, diminished and augmented triads, in this order."""
    unit = chroma / (np.linalg.norm(chroma, axis=0) + TINY)
    return _triads() @ unit


def tonal_space(chroma: Array) -> Array:
    """(6, frames): tonal centroid on the circles of fifths, minor and major thirds (Harte 2006)."""
    return _circles() @ shares(chroma)


def _folded(notes: Array, part: slice) -> Array:
    inside = np.zeros_like(notes)
    inside[part] = notes[part]
    folded = inside.reshape(7, 12, -1).sum(axis=0)
    smooth = uniform_filter1d(folded, _SMOOTH, axis=1, mode="nearest")
    return np.maximum(smooth, 0.0)  # the running sum can end a hair below zero


def _mean(chroma: Array) -> Array:
    return chroma.mean(axis=1)


def _fits(chroma: Array) -> Array:
    centred = chroma - chroma.mean()
    return _templates() @ (centred / (np.linalg.norm(centred) + TINY))


@lru_cache(maxsize=1)
def _templates() -> Array:
    """(24, 12): mean of the standardised profiles for each key."""
    rows = np.zeros((24, 12))
    for profile in _PROFILES:
        for mode, degrees in enumerate(profile):
            centred = np.array(degrees) - np.mean(degrees)
            unit = centred / np.linalg.norm(centred)
            rows[12 * mode : 12 * mode + 12] += [np.roll(unit, tonic) / len(_PROFILES) for tonic in range(12)]
    return rows


@lru_cache(maxsize=1)
def _triads() -> Array:
    rows = []
    for third, fifth in ((4, 7), (3, 7), (3, 6), (4, 8)):
        for root in range(12):
            row = np.zeros(12)
            row[[root, (root + third) % 12, (root + fifth) % 12]] = 3**-0.5
            rows.append(row)
    return np.array(rows)


@lru_cache(maxsize=1)
def _circles() -> Array:
    classes = np.arange(12)
    rows = []
    for turns, radius in ((7 / 12, 1.0), (3 / 12, 1.0), (4 / 12, 0.5)):
        angle = 2.0 * np.pi * turns * classes
        rows += [radius * np.sin(angle), radius * np.cos(angle)]
    return np.array(rows)


def _intervals(classes: Array) -> Array:
    """(6, ...): how strongly pitch classes one to six semitones apart sound together."""
    norm = (classes**2).sum(axis=0) + TINY
    return np.array([(classes * np.roll(classes, -step, axis=0)).sum(axis=0) / norm for step in range(1, 7)])
