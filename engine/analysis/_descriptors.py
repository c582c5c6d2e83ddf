"""The numbers a person can read: named features, four 0..1 descriptors and the eight traits of a sketch."""

from __future__ import annotations

import numpy as np

from engine.analysis._parts import Parts
from engine.analysis._statistics import TINY, Array, entropy, place, shares
from engine.spectrum import FRAMES_PER_SECOND

# Where the middle song of the training clips lies on each raw scale, and how far two thirds of them spread.
_SCALES: dict[str, tuple[float, float]] = {
    "centroid": (9.3, 0.66),
    "flatness": (-3.4, 1.1),
    "spread": (4.1, 1.5),
    "struck": (0.47, 0.15),
    "tonality": (-2.1, 0.55),
    "fit": (0.83, 0.13),
    "clarity": (0.3, 0.15),
    "onsets": (3.75, 0.75),
    "flux": (1.22, 0.26),
    "repetition": (0.63, 0.07),
    "roughness": (-2.19, 0.26),
}


def raw_scales(parts: Parts) -> dict[str, float]:
    """The raw numbers behind descriptors and traits, each on the scale of ``_SCALES``."""
    sound, level = parts.sound, parts.sound.level
    weight = shares(level.astype(np.float64))
    mel = sound.mel
    floor = mel.mean(axis=0) * 1e-4 + 1e-7
    flatness = np.log(mel + floor).mean(axis=0) - np.log(mel.mean(axis=0) + floor)
    momentary = parts.loudness.momentary - parts.loudness.integrated
    heard = momentary[momentary > -40.0] if (momentary > -40.0).any() else np.zeros(1)
    return {
        "centroid": float(parts.timbre.curve("centroid") @ weight),
        "flatness": float(flatness @ weight),
        "spread": float(heard.std()),
        "struck": parts.structure.struck,
        "tonality": float(np.log(parts.pitch.tonality.mean() + 0.02)),
        "fit": float(parts.harmony.key.fits.max()),
        "clarity": parts.rhythm.clarity,
        "onsets": len(parts.rhythm.onsets) * FRAMES_PER_SECOND / sound.frames,
        "flux": float(sound.flux @ weight),
        "repetition": parts.structure.repetition,
        "roughness": float(np.log(np.median(parts.pitch.roughness) + 1e-3)),
    }


def traits(raw: dict[str, float]) -> dict[str, float]:
    """The eight of ``engine.sketch.TRAITS``, 0..1; a middling song has 0.5 in each."""
    return {
        "brightness": _mixed(raw, centroid=1.0),
        "noisiness": _mixed(raw, flatness=0.6, tonality=-0.4),
        "dynamics": _mixed(raw, spread=1.0),
        "percussiveness": _mixed(raw, struck=1.0),
        "tonality": _mixed(raw, tonality=0.5, fit=0.5),
        "clarity": _mixed(raw, clarity=1.0),
        "density": _mixed(raw, onsets=0.6, flux=0.4),
        "repetition": _mixed(raw, repetition=1.0),
    }


def descriptors(raw: dict[str, float]) -> dict[str, float]:
    """``energy``, ``brightness``, ``danceability`` and ``acousticness``, 0..1; 0.5 is a middling song."""
    return {
        "energy": _mixed(
            raw, flatness=0.25, tonality=-0.2, onsets=0.2, struck=0.15, roughness=0.1, centroid=0.05, spread=-0.05
        ),
        "brightness": _mixed(raw, centroid=1.0),
        "danceability": _mixed(raw, clarity=0.6, struck=0.25, flux=0.15),
        "acousticness": _mixed(raw, flatness=-0.4, tonality=0.2, centroid=-0.2, spread=0.2),
    }


def plain(parts: Parts, gain: float, seconds: float) -> dict[str, float]:
    """What has a unit: ``gain`` in dB leads from the spectrum's samples back to the recording."""
    beat, tone, key = parts.rhythm, parts.pitch, parts.harmony.key
    curve = parts.timbre.curve
    samples = parts.sound.samples
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) + TINY
    return {
        "tempo": beat.tempo,
        "tempo_other": beat.other,
        "tempo_confidence": beat.confidence,
        "beats": float(len(beat.beats)),
        "pulse_clarity": beat.clarity,
        "onset_rate": len(beat.onsets) / seconds,
        "key": float(key.tonic),
        "mode": float(key.major),
        "key_confidence": key.confidence,
        "mode_balance": float(key.fits[:12].max() - key.fits[12:].max()),
        "tuning": 100.0 * tone.tuning,
        "loudness": parts.loudness.integrated + gain,
        "loudness_range": parts.loudness.range,
        "crest": float(20.0 * np.log10(np.percentile(np.abs(samples), 99.99) / rms + TINY)),
        "centroid": float(np.mean(2.0 ** curve("centroid")) - 20.0),
        "centroid_std": float(np.std(2.0 ** curve("centroid"))),
        "spread": float(np.mean(2.0 ** curve("spread")) - 20.0),
        "rolloff": float(np.mean(2.0 ** curve("rolloff_85")) - 20.0),
        "flatness": float(np.mean(np.exp(curve("flatness")))),
        "flux": float(parts.sound.flux.mean()),
        "contrast": float(parts.timbre.contrast.mean()),
        "percussive": parts.structure.struck,
        "tonal": float(tone.tonality.mean()),
        "roughness": float(np.median(tone.roughness)),
        "pitch_height": _height(tone.notes),
        "chroma_evenness": float(entropy(shares(parts.harmony.chroma.mean(axis=1)))),
        "sections": float(len(parts.structure.borders) + 1),
        "repetition": parts.structure.repetition,
    }


def families(parts: Parts) -> dict[str, float]:
    """Statistics that come in rows: 20 cepstral coefficients, 12 pitch classes, 7 bands of contrast."""
    chroma = parts.harmony.chroma / (parts.harmony.chroma.max(axis=0) + TINY)
    rows = {
        "mfcc_{}_mean": parts.timbre.mfcc.mean(axis=1),
        "mfcc_{}_std": parts.timbre.mfcc.std(axis=1),
        "chroma_{}_mean": chroma.mean(axis=1),
        "chroma_{}_std": chroma.std(axis=1),
        "contrast_{}_mean": parts.timbre.contrast.mean(axis=1),
        "contrast_{}_std": parts.timbre.contrast.std(axis=1),
    }
    first = {"mfcc": 1, "chroma": 0, "contrast": 1}
    return {
        name.format(number): float(value)
        for name, values in rows.items()
        for number, value in enumerate(values, start=first[name.split("_")[0]])
    }


def _mixed(raw: dict[str, float], **weights: float) -> float:
    """A weighted mean of raw numbers, each counted in its own widths from its own middle, on the soft scale."""
    mean = sum(weight * (raw[name] - _SCALES[name][0]) / _SCALES[name][1] for name, weight in weights.items())
    alone = 1.0 if len(weights) == 1 else 0.7  # a mean of several spreads less than one
    return place(mean, 0.0, alone)


def _height(notes: Array) -> float:
    """MIDI number of the mean note."""
    return float(24.0 + np.arange(len(notes)) @ shares(notes.sum(axis=1)))
