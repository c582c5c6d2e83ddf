"""How a song differs from others, in standard deviations, so that each suits some composition best.

Each measure is a smooth mean over the sketch: another encoding of a song moves it by a few hundredths.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Course:
    """Measures of one song; 0 is usual, 1 is one standard deviation of songs above it.

    ``growth``: louder towards the end. ``lull``: softer in the middle than at both ends. ``change``: the later half
    sounds otherwise than the first. ``height``: treble. ``dynamics``: spread of loudness. ``beat``: attacks in
    bursts. ``focus``: one note rings above all. ``wandering``: chords change often.
    """

    growth: float
    lull: float
    change: float
    height: float
    dynamics: float
    beat: float
    focus: float
    wandering: float


# Mean and deviation over a hundred clips of half a minute, a quarter of them from each mood.
_USUAL = Course(0.033, -0.073, 0.143, 0.408, 0.159, 0.130, 1.945, 0.171)
_SPREAD = Course(0.088, 0.059, 0.074, 0.037, 0.027, 0.024, 0.482, 0.039)


def course_of(sketch: Sketch) -> Course:
    """Measure a song against others; single measures are held within three deviations."""
    energy, pulse = sketch.energy / 255.0, sketch.pulse / 255.0
    mel, chroma = sketch.mel / 255.0, sketch.chroma / 255.0
    time = np.linspace(-1.0, 1.0, len(energy))
    spread, level = float(energy.std()) + 0.02, energy - energy.mean()
    notes, chords = chroma.mean(axis=1), chroma.reshape(12, 24, 3).mean(axis=2)
    first, later = mel[:, :36].mean(axis=1), mel[:, 36:].mean(axis=1)
    total = float(mel.sum()) + 1e-3
    raw = {
        "growth": float(np.mean(level * time)) / spread,
        "lull": float(np.mean(level * np.abs(time))) / spread,
        "change": float(np.linalg.norm(first - later) / (np.linalg.norm(first + later) + 1e-3)),
        "height": float((mel.sum(axis=1) * np.linspace(0.0, 1.0, len(mel))).sum()) / total,
        "dynamics": float(energy.std()),
        "beat": float(pulse.std()),
        "focus": float(notes.max() / (notes.mean() + 1e-3)),
        "wandering": float(np.abs(np.diff(chords, axis=1)).mean()),
    }
    return Course(
        **{
            name: float(np.clip((value - getattr(_USUAL, name)) / getattr(_SPREAD, name), -3.0, 3.0))
            for name, value in raw.items()
        }
    )
