"""How two songs come together: beats and bars of each, whose tempo is doubled or halved, and by how much to transpose.

Bars follow Goto's two cues: the bass is struck and the harmony changes on their first beat.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.fft
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from engine.analysis import Parts, measure
from engine.remix.beats import Beats, counted, tracked
from engine.spectrum import FRAMES_PER_SECOND, RATE, Spectrum

Array = NDArray[np.floating[Any]]

CHROMA_PER_SECOND = RATE / 2048  # as engine.analysis hears pitch
FEWEST = 4  # beats; where there are less, a plain grid takes their place
PLAIN = 0.5  # s between its lines
SNAP = 0.045  # s that a beat may be moved to an attack
_STEP = 128  # samples between two looks for an attack: 5.8 ms
_FINE = 1024
_UNCLEAR = 0.12  # periodicity of the onsets under which nobody would tap
_FAR = 0.03  # of correlation that a semitone of transposition must be worth


@dataclass(frozen=True)
class Pulse:
    """The beats of a passage in seconds, from its start (or before) to its end (or beyond), and its bars.

    ``downbeat`` is the number of a beat on which a bar begins, ``meter`` how many beats a bar has. ``clear`` says
    whether there is a beat at all.
    """

    beats: Array
    downbeat: int
    meter: int
    clear: bool

    @property
    def period(self) -> float:
        """The median time from beat to beat, in seconds."""
        return float(np.median(np.diff(self.beats)))

    @property
    def places(self) -> NDArray[np.intp]:
        """(beats,): which beat of its bar each one is, from 0."""
        return (np.arange(len(self.beats)) - self.downbeat) % self.meter


@dataclass(frozen=True)
class Tune:
    """A passage as it matters to unit selection: its ``pulse``, and curves over time.

    ``chroma`` (12, n) at ``CHROMA_PER_SECOND`` from C, tuned; ``onset`` (m,) and ``level`` (m,) (power) at
    ``FRAMES_PER_SECOND``; ``tuning`` in semitones off A = 440 Hz; ``seconds`` its length.
    """

    pulse: Pulse
    chroma: Array
    onset: Array
    level: Array
    tuning: float
    seconds: float


def tune(sound: Spectrum, told: Beats | None = None) -> Tune:
    """Measure a passage of at least a second, by the beats that were ``told`` if any were."""
    parts = measure(sound)
    notes = parts.pitch.notes
    chroma = notes.reshape(7, 12, -1)
    folded = 0.5 * chroma[:3].sum(axis=0) + chroma[3:].sum(axis=0)
    return Tune(
        pulse=_pulse(parts, folded, told),
        chroma=folded,
        onset=parts.rhythm.onset,
        level=sound.power.sum(axis=0, dtype=np.float64),
        tuning=parts.pitch.tuning if parts.pitch.tuned > 0.2 else 0.0,
        seconds=len(sound.samples) / RATE,
    )


def key_shift(first: Array, second: Array) -> tuple[int, float]:
    """By how many semitones (-5..6) to transpose the second so that its harmony is most like the first's.

    Both are mean chroma (12,); the second number is the correlation reached. Of two shifts that fit about as well the
    smaller is taken, because transposing changes voices and instruments.
    """
    shifts = np.arange(-5, 7)
    one, other = _standard(first), _standard(second)
    fits = np.array([np.mean(one * np.roll(other, shift)) for shift in shifts])
    best = int((fits - _FAR * np.abs(shifts) / 6.0).argmax())
    return int(shifts[best]), float(fits[best])


def octave(first: float, second: float) -> int:
    """How many times to halve the first's beat (or, below 0, the second's) so that both periods are near another."""
    return round(float(np.log2(first / second)))


def _pulse(parts: Parts, chroma: Array, told: Beats | None) -> Pulse:
    look, seconds = parts.rhythm, parts.sound.frames / FRAMES_PER_SECOND
    known = told or Beats(tracked(parts.sound), np.zeros(0))
    if len(known.beats) < FEWEST:
        return Pulse(np.arange(0.0, seconds + PLAIN, PLAIN), 0, 4, False)
    beats = _extended(_snapped(known.beats, parts.sound.samples), seconds)
    meter, downbeat = counted(beats, known.downbeats) or _bars(beats, look.bands[0], chroma)
    return Pulse(beats, downbeat, meter, look.clarity >= _UNCLEAR)


def _snapped(beats: Array, samples: Array) -> Array:
    """Beats on the attacks within 45 ms of them; where none stands out a beat stays."""
    attack = _attacks(samples)
    reach = round(SNAP * RATE / _STEP)
    floor = 3.0 * attack.mean()
    offsets = np.arange(-reach, reach + 1)
    trust = np.exp(-0.5 * (offsets / (0.6 * reach)) ** 2)
    frames = np.clip(np.round(beats * RATE / _STEP).astype(int)[:, None] + offsets, 0, len(attack) - 1)
    strength = attack[frames] * trust
    moved = beats + offsets[strength.argmax(axis=1)] * (_STEP / RATE)
    snapped = np.where(strength.max(axis=1) > floor, moved, beats)
    kept = np.concatenate([[True], np.diff(snapped) > 0.5 * np.median(np.diff(beats))])
    return snapped[kept]


def _attacks(samples: Array) -> Array:
    """(n,): summed rise of log power in eight registers, every 5.8 ms."""
    padded = np.pad(samples, _FINE // 2)
    windows = np.lib.stride_tricks.sliding_window_view(padded, _FINE)[::_STEP]
    window = np.hanning(_FINE).astype(np.float32)
    edges = np.searchsorted(np.fft.rfftfreq(_FINE, 1.0 / RATE), np.geomspace(60.0, 10_000.0, 9))
    log = np.empty((8, len(windows)))
    for start in range(0, len(windows), 4096):
        part = np.abs(scipy.fft.rfft(windows[start : start + 4096] * window, axis=1).T) ** 2
        bands = np.add.reduceat(part[: edges[-1]], edges[:-1], axis=0)
        log[:, start : start + part.shape[1]] = bands
    log = np.log(log + 1e-3 * log.mean(axis=1, keepdims=True) + 1e-9)
    rise = np.maximum(log[:, 2:] - log[:, :-2], 0.0).sum(axis=0)
    return gaussian_filter1d(np.pad(rise, 1), 1.0)


def _extended(beats: Array, seconds: float) -> Array:
    """Beats on to both ends of a passage, by the median period."""
    period = float(np.median(np.diff(beats)))
    before = np.arange(beats[0] - period, -period, -period)[::-1]
    after = np.arange(beats[-1] + period, seconds + period, period)
    return np.concatenate([before, beats, after])


def _bars(beats: Array, bass: Array, chroma: Array) -> tuple[int, int]:
    """Beats of a bar, 4 or 3, and the number of a beat that begins one."""
    accent = _standard(_struck(beats, bass)) + _standard(_changes(beats, chroma))
    best = (-np.inf, 4, 0)
    for meter, usual in ((4, 0.12), (3, 0.0)):
        for phase in range(meter):
            on = accent[phase::meter]
            score = float(on.mean()) * np.sqrt((meter - 1.0) / meter) + usual if len(on) else -np.inf
            best = max(best, (score, meter, phase))
    return best[1], best[2]


def _struck(beats: Array, bass: Array) -> Array:
    """(beats,): the strongest onset of the bass within 60 ms."""
    offsets = np.arange(-2, 4)
    frames = np.round(beats * FRAMES_PER_SECOND).astype(int)[:, None] + offsets
    return bass[np.clip(frames, 0, len(bass) - 1)].max(axis=1)


def _changes(beats: Array, chroma: Array) -> Array:
    """(beats,): how different the harmony after a beat is from the one before it."""
    means = spans_mean(chroma, np.append(beats, 2 * beats[-1] - beats[-2]), CHROMA_PER_SECOND)
    unit = means / (np.linalg.norm(means, axis=0) + 1e-9)
    alike = (unit[:, 1:] * unit[:, :-1]).sum(axis=0)
    return np.concatenate([[0.0], 1.0 - alike])


def spans_mean(curves: Array, borders: Array, rate: float) -> Array:
    """(rows, spans): means of curves (rows, n), sampled at ``rate``, between borders in seconds."""
    total = np.concatenate([np.zeros((len(curves), 1)), np.cumsum(curves, axis=1)], axis=1)
    places = np.clip((borders * rate + 0.5), 0.0, curves.shape[1])
    whole = places.astype(int).clip(0, curves.shape[1] - 1)
    at = total[:, whole] + (places - whole) * curves[:, whole]
    return np.diff(at, axis=1) / np.maximum(np.diff(places), 1e-3)


def _standard(values: Array) -> Array:
    return (values - values.mean()) / (values.std() + 1e-6)
