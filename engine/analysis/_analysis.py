"""The door of the analysis: a spectrum in, everything named and measured out."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from engine.analysis._descriptors import descriptors, families, plain, raw_scales, traits
from engine.analysis._parts import blocks, flattened, measure
from engine.analysis._statistics import TINY, Array
from engine.api import key_name
from engine.spectrum import FRAMES_PER_SECOND, Spectrum


@dataclass(frozen=True)
class Analysis:
    """What was measured of a song.

    ``features`` the named numbers of ``FEATURES``; ``traits`` the eight of ``engine.sketch.TRAITS`` in 0..1;
    ``beats`` and ``sections`` (starts, the first is 0) in seconds; ``vector`` the wide float32 vector that the mood
    model reads and ``names`` its names.
    """

    features: Mapping[str, float]
    traits: Mapping[str, float]
    beats: tuple[float, ...]
    sections: tuple[float, ...]
    vector: Array
    names: tuple[str, ...]

    @property
    def tempo(self) -> float:
        """Beats per minute."""
        return self.features["tempo"]

    @property
    def key(self) -> str:
        """Such as ``E flat minor``."""
        return key_name(self.features)


def analyse(sound: Spectrum, samples: Array | None = None) -> Analysis:
    """Measure a song of at least a second.

    ``samples`` are the recording's own (mono, 22 050 Hz), before ``spectrum`` took their gain away; without them
    loudness is that of the sound at an RMS of 0.1.
    """
    parts = measure(sound)
    raw = raw_scales(parts)
    seconds = sound.frames / FRAMES_PER_SECOND
    names, vector = flattened(blocks(parts))
    features = plain(parts, _gain(sound, samples), seconds) | descriptors(raw) | families(parts)
    return Analysis(
        features=features,
        traits=traits(raw),
        beats=tuple(round(float(beat), 3) for beat in parts.rhythm.beats),
        sections=(0.0, *(round(border * seconds, 2) for border in parts.structure.borders)),
        vector=vector,
        names=names,
    )


def _gain(sound: Spectrum, samples: Array | None) -> float:
    """Decibels from the spectrum's samples back to the recording's."""
    if samples is None:
        return 0.0
    before, after = (float(np.sqrt(np.mean(np.square(part, dtype=np.float64)))) for part in (samples, sound.samples))
    return 20.0 * math.log10((before + TINY) / (after + TINY))
