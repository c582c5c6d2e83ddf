"""The Sketch: the few thousand quantised bytes of a song from which every picture is drawn.

It holds what a painter needs (where the sound is, when it is loud, which chord rings, where parts begin) and
nothing from which the recording could be rebuilt. Values are 8 bits wide, so that two decoders which differ in
the last digit draw the same picture.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from engine.errors import Stale
from engine.spectrum import Spectrum

Bytes = NDArray[np.uint8]
Floats = NDArray[np.floating[Any]]

SKETCH_VERSION = 1
STEPS = 72  # moments in time
ROWS = 48  # bands, low to high
CURVE = 144  # points of the energy curve
MOMENTS = 96  # onsets kept at most, the strongest
PARTS = 8  # sections at most
_HEADER = struct.Struct("<4sHff")  # magic, version, duration in s, tempo in BPM
_SIZE = _HEADER.size + ROWS * STEPS + CURVE * 2 + 12 * STEPS // 2 + MOMENTS * 3 + PARTS * 2 + 8


@dataclass(frozen=True)
class Sketch:
    """A song reduced to what can be seen. All arrays are uint8 (0..255 stands for 0..1).

    ``mel`` (48 bands low to high, 72 moments): whitened log-mel energy, so that treble is seen beside bass.
    ``energy`` (144,): unwhitened loudness; ``pulse`` (144,): onset density; both over the whole song.
    ``chroma`` (12, 72): pitch classes from C, each moment over its maximum, 4 bits wide.
    ``onsets`` (n <= 96, 3): time, band, strength of the strongest attacks, in order of time.
    ``sections`` (n <= 8, 2): start of each part, and a label that repeats when the music does.
    ``traits`` (8,): brightness, noisiness, dynamics, percussiveness, tonality, pulse clarity, density, repetition.
    """

    duration: float
    tempo: float
    mel: Bytes
    energy: Bytes
    pulse: Bytes
    chroma: Bytes
    onsets: Bytes
    sections: Bytes
    traits: Bytes

    def pack(self) -> bytes:
        """Write the sketch down as its one fixed-size form."""
        chroma = np.minimum(self.chroma >> 4, 15).reshape(-1, 2)
        parts = [
            _HEADER.pack(b"SLAT", SKETCH_VERSION, self.duration, self.tempo),
            self.mel.tobytes(),
            self.energy.tobytes(),
            self.pulse.tobytes(),
            (chroma[:, 0] << 4 | chroma[:, 1]).astype(np.uint8).tobytes(),
            _padded(self.onsets, MOMENTS),
            _padded(self.sections, PARTS),
            self.traits.tobytes(),
        ]
        return b"".join(parts)

    @classmethod
    def unpack(cls, data: bytes) -> Self:
        """Read a packed sketch; ``Stale`` when it was written by another version."""
        if len(data) != _SIZE or data[:4] != b"SLAT":
            raise Stale
        _, version, duration, tempo = _HEADER.unpack_from(data)
        if version != SKETCH_VERSION:
            raise Stale
        cut = _Reader(data, _HEADER.size)
        mel = cut.take(ROWS, STEPS)
        energy, pulse = cut.take(CURVE), cut.take(CURVE)
        nibbles = cut.take(12 * STEPS // 2)
        chroma = (np.stack([nibbles >> 4, nibbles & 15], axis=1) * 17).reshape(12, STEPS).astype(np.uint8)
        onsets, sections = cut.take(MOMENTS, 3), cut.take(PARTS, 2)
        onsets = onsets[onsets[:, 2] > 0]
        known = max(1, int(sections[:, 1].astype(bool).sum()))
        return cls(duration, tempo, mel, energy, pulse, chroma, onsets, sections[:known], cut.take(8))

    def trait(self, name: str) -> float:
        """One of the eight traits on a 0..1 scale."""
        return float(self.traits[TRAITS.index(name)]) / 255.0


TRAITS = ("brightness", "noisiness", "dynamics", "percussiveness", "tonality", "clarity", "density", "repetition")


class _Reader:
    """Takes arrays of bytes off a buffer, one after the other."""

    def __init__(self, data: bytes, offset: int) -> None:
        self._data = np.frombuffer(data, dtype=np.uint8)
        self._at = offset

    def take(self, *shape: int) -> Bytes:
        size = int(np.prod(shape))
        part = self._data[self._at : self._at + size]
        self._at += size
        return part.reshape(shape)


def _padded(rows: Bytes, count: int) -> bytes:
    full = np.zeros((count, rows.shape[1]), dtype=np.uint8)
    full[: len(rows)] = rows[:count]
    return full.tobytes()


def sketch(sound: Spectrum, duration: float, tempo: float, traits: dict[str, float]) -> Sketch:
    """Reduce a spectrum; ``duration`` in seconds, ``tempo`` in BPM, ``traits`` the eight of ``TRAITS`` in 0..1."""
    return Sketch(
        duration=round(duration, 2),
        tempo=round(tempo, 1),
        mel=_quantised(_resampled(_resampled(whitened(sound.log_mel), STEPS, 1), ROWS, 0)),
        energy=_quantised(_resampled(sound.level, CURVE, 0) / 1.2),
        pulse=_quantised(_resampled(_pulse(sound), CURVE, 0)),
        chroma=_quantised(_chroma(sound)),
        onsets=_onsets(sound),
        sections=_sections(sound),
        traits=_quantised(np.array([traits[name] for name in TRAITS], dtype=np.float32)),
    )


def whitened(log_mel: Floats) -> Floats:
    """Lift quiet bands towards loud ones: (96, frames) dB -> 0..1.

    Raw log-mel puts all weight in the lowest third. Three quarters of each band's smoothed median are taken
    away; the 20th percentile becomes 0 and the 99.3th 1, with gamma 1.3.
    """
    usual = gaussian_filter1d(np.median(log_mel, axis=1), 3.0)
    level = log_mel - 0.75 * (usual - usual.mean())[:, None]
    low, high = np.percentile(level, [20.0, 99.3])
    scaled: Floats = np.clip((level - low) / max(float(high - low), 1e-6), 0.0, 1.0) ** 1.3
    return scaled.astype(np.float32)


def _resampled(values: Floats, count: int, axis: int) -> Floats:
    """Mean of each of ``count`` equal stretches along an axis (stretches share the frames on their borders)."""
    length = values.shape[axis]
    edges = np.linspace(0.0, length, count + 1)
    padded = np.concatenate([np.zeros_like(np.take(values, [0], axis)), values], axis=axis).astype(np.float64)
    total = np.cumsum(padded, axis=axis)
    below = np.minimum(edges.astype(int), length - 1)
    share = (edges - below).reshape([-1 if a == axis else 1 for a in range(values.ndim)])
    at_edges = np.take(total, below, axis) * (1 - share) + np.take(total, below + 1, axis) * share
    return (np.diff(at_edges, axis=axis) * count / length).astype(np.float32)


def _quantised(values: Floats) -> Bytes:
    return np.round(np.clip(values, 0.0, 1.0) * 255.0).astype(np.uint8)


def _pulse(sound: Spectrum) -> Floats:
    smooth = gaussian_filter1d(sound.flux, 4.0)
    return (smooth / (np.percentile(smooth, 99) + 1e-6)).astype(np.float32)


def _chroma(sound: Spectrum) -> Floats:
    means = _resampled(sound.chroma * np.maximum(sound.level, 0.05), STEPS, 1)
    return means / (means.max(axis=0) + 1e-9)


def _onsets(sound: Spectrum) -> Bytes:
    """The strongest local maxima of the flux above its 85th percentile, as (time, band, strength)."""
    flux = sound.flux
    peaks = np.flatnonzero((flux[1:-1] >= flux[:-2]) & (flux[1:-1] > flux[2:])) + 1
    peaks = peaks[flux[peaks] > np.percentile(flux, 85)]
    peaks = np.sort(peaks[np.argsort(-flux[peaks], kind="stable")][:MOMENTS])
    if not len(peaks):
        return np.zeros((0, 3), dtype=np.uint8)
    bands = whitened(sound.log_mel)[:, peaks].argmax(axis=0) / (len(sound.log_mel) - 1)
    strength = np.clip(flux[peaks] / flux[peaks].max(), 0.02, 1.0)
    rows = np.stack([peaks / sound.frames, bands, strength], axis=1).astype(np.float32)
    return np.maximum(_quantised(rows), [[0, 0, 1]]).astype(np.uint8)


def _sections(sound: Spectrum) -> Bytes:
    """Parts of the song: borders at peaks of checkerboard novelty (Foote 2000), labels by likeness of their means."""
    looks = _looks(sound)
    borders = _borders(looks)
    labels: list[int] = []
    means: list[Floats] = []
    for start, end in zip(borders, [*borders[1:], len(looks)], strict=True):
        mean = looks[start:end].mean(axis=0)
        near = [float(mean @ other / (np.linalg.norm(mean) * np.linalg.norm(other) + 1e-9)) for other in means]
        best = int(np.argmax(near)) if near else -1
        labels.append(labels[best] if near and near[best] > 0.90 else max(labels, default=0) + 1)
        means.append(mean)
    starts = _quantised(np.array(borders, dtype=np.float32) / len(looks))
    return np.stack([starts, np.array(labels, dtype=np.uint8)], axis=1)


def _looks(sound: Spectrum) -> Floats:
    """(96 moments, 60): timbre and harmony of each moment, centred over the song."""
    timbre = _resampled(_resampled(sound.log_mel, 96, 1), 24, 0).T
    harmony = _resampled(sound.chroma, 96, 1).T
    timbre = (timbre - timbre.mean(axis=0)) / (timbre.std() + 1e-6)
    harmony = (harmony - harmony.mean(axis=0)) / (harmony.std() + 1e-6)
    looks = np.concatenate([timbre, harmony], axis=1)
    return gaussian_filter1d(looks, 1.0, axis=0).astype(np.float32)


def _borders(looks: Floats) -> list[int]:
    unit = looks / (np.linalg.norm(looks, axis=1, keepdims=True) + 1e-9)
    likeness = unit @ unit.T
    half = 10
    axis = np.arange(-half, half) + 0.5
    kernel = np.sign(axis)[:, None] * np.sign(axis)[None, :]
    kernel *= np.exp(-(axis[:, None] ** 2 + axis[None, :] ** 2) / (2 * (half / 2) ** 2))
    padded = np.pad(likeness, half, mode="edge")
    novelty = np.array([(padded[i : i + 2 * half, i : i + 2 * half] * kernel).sum() for i in range(len(looks))])
    inner = range(8, len(looks) - 8)
    peaks = [i for i in inner if novelty[i] == novelty[max(0, i - 6) : i + 7].max() and novelty[i] > 0]
    peaks = sorted(peaks, key=lambda i: -novelty[i])[: PARTS - 1]
    strong = [i for i in peaks if novelty[i] > 0.35 * novelty[peaks[0]]] if peaks else []
    return [0, *sorted(strong)]
