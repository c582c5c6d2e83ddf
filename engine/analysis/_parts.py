"""Everything that is measured of one song, and the wide vector made of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.analysis._chords import chord_block
from engine.analysis._dynamics import Loudness, dynamics_block, loudness
from engine.analysis._harmony import Harmony, harmony, harmony_block
from engine.analysis._pitch import Pitch, pitch, pitch_block
from engine.analysis._rhythm import Rhythm, rhythm, rhythm_block
from engine.analysis._statistics import Array, Block
from engine.analysis._structure import Structure, structure, structure_block
from engine.analysis._timbre import Timbre, cepstral_block, modulation_block, spectral_block, timbre
from engine.spectrum import Spectrum


@dataclass(frozen=True)
class Parts:
    """A song seen from each side; ``loudness`` is that of the spectrum's samples, whose RMS is 0.1."""

    sound: Spectrum
    timbre: Timbre
    rhythm: Rhythm
    pitch: Pitch
    harmony: Harmony
    loudness: Loudness
    structure: Structure


def measure(sound: Spectrum) -> Parts:
    """Measure every side once."""
    colour = timbre(sound)
    notes = pitch(sound)
    chords = harmony(notes)
    return Parts(
        sound,
        colour,
        rhythm(sound),
        notes,
        chords,
        loudness(sound),
        structure(sound, colour.mfcc, chords.chroma),
    )


def blocks(parts: Parts) -> dict[str, Block]:
    """The nine blocks of the wide vector; none of them depends on gain."""
    return {
        "cepstral": cepstral_block(parts.sound, parts.timbre),
        "spectral": spectral_block(parts.sound, parts.timbre),
        "modulation": modulation_block(parts.sound),
        "rhythm": rhythm_block(parts.sound, parts.rhythm),
        "dynamics": dynamics_block(parts.sound, parts.loudness),
        "harmony": harmony_block(parts.harmony),
        "pitch": pitch_block(parts.pitch),
        "structure": structure_block(parts.structure),
        "chords": chord_block(parts.pitch, parts.harmony),
    }


def flattened(wide: dict[str, Block]) -> tuple[tuple[str, ...], Array]:
    """Names ``block.family.number`` and float32 values, both in the order of the blocks."""
    names = [
        f"{block}.{family}.{place}"
        for block, families in wide.items()
        for family, values in families.items()
        for place in range(len(values))
    ]
    values = np.concatenate([values for families in wide.values() for values in families.values()])
    return tuple(names), np.nan_to_num(values, posinf=0.0, neginf=0.0).astype(np.float32)
