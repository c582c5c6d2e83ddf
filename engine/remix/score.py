"""What the picture of a remix is drawn from: three spectrograms with their beats, and what came from where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from engine.api import Mood
from engine.remix.units import Run
from engine.spectrum import FRAMES_PER_SECOND, Spectrum

Floats = NDArray[np.floating[Any]]

MOST_COLUMNS = 1200
"""Moments kept of a staff: about as many as the picture has pixels."""


@dataclass(frozen=True, slots=True)
class Staff:
    """How one passage sounds over its ``seconds``.

    ``levels`` (96 mel bands from 40 Hz to 10 kHz, columns) lie in 0..1 and are whitened, so that treble is seen beside
    bass; ``beats`` (n,) are seconds from the passage's start.
    """

    levels: Floats
    seconds: float
    beats: Floats
    mood: Mood


@dataclass(frozen=True, slots=True)
class Score:
    """Both passages that went into a remix, and the remix.

    ``drums`` and ``bed`` say which stretches of the second lie where; they are empty where a layer is the first's own
    or left out.
    """

    first: Staff
    second: Staff
    remix: Staff
    drums: tuple[Run, ...] = ()
    bed: tuple[Run, ...] = ()


def staff(sound: Spectrum, beats: Floats, mood: Mood) -> Staff:
    """A passage as a line of a score."""
    levels = _whitened(sound.log_mel)
    count = min(MOST_COLUMNS, levels.shape[1])
    edges = np.linspace(0, levels.shape[1], count, endpoint=False).astype(int)
    columns = np.maximum.reduceat(levels, edges, axis=1)  # a hit between two columns must stay seen
    return Staff(columns.astype(np.float32), sound.frames / FRAMES_PER_SECOND, np.asarray(beats), mood)


def _whitened(decibels: Floats) -> Floats:
    """Most of each band's own level taken off, then 0..1 between the quiet fifth and the loudest moments."""
    usual = gaussian_filter1d(np.median(decibels, axis=1), 3.0)
    flat = decibels - 0.75 * (usual - usual.mean())[:, None]
    low, high = np.percentile(flat, (20.0, 99.3))
    return np.asarray(np.clip((flat - low) / max(float(high - low), 1e-6), 0.0, 1.0) ** 1.3)
