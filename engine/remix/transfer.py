"""Neural style as a gain over time and frequency: the mix keeps its phases and takes the other song's statistics.

After Ulyanov and Lebedev (2016), whose random one-dimensional convolutions tell timbre, and Antognini et al. (2018),
whose autocorrelation keeps rhythm; but the mix is turned up and down by at most 9 dB instead of being drawn anew, so
there is no phase to recover and no noise from doing so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from engine.api import Progress, Step, silent

Samples = NDArray[np.float32]
Array = NDArray[np.floating[Any]]

STAGE = "carrying over the style"
RATE = 44_100  # Hz
WINDOW, HOP = 4096, 1024  # samples: 10.8 Hz per bin, 43.07 frames a second
BANDS, LOWEST, HIGHEST = 144, 20.0, 20_000.0  # Hz; 27 Hz wide up to 1 kHz, so that neighbouring notes lie apart there
LINEAR, STEPS = 1000.0, 27.0 / np.log(6.4)  # Hz up to which bands are equally wide, and how fast they widen above
LIMIT = 9.0  # dB over time; more than about 10 sounds watery
STILL = 9.0  # dB at all times: a filter at rest adds no colour of its own, however far it goes
SECTION, OVERLAP = 60.0, 2.0  # s
LEVEL = 0.1  # RMS of both songs to the loss
PITCHED = 60.0, 4000.0  # Hz, where the tune is

FILTERS = 96
KERNELS = ((1, 1), (5, 1), (15, 2), (41, 4))
"""Frames that a layer sees, and its step: the wider it looks, the less its neighbouring answers differ."""

STEP = 0.15  # Adam's
ITERATIONS = 60
PATIENCE, SETTLED = 10, 0.005  # iterations, and the share of the loss that must have gone in them to go on

STATISTICS, LEVELS = 1.0, 0.03
CONTENT, TUNE, GROOVE = 0.8, 0.2, 0.3
SMOOTHNESS, NOISE = 0.002, 2.0
LAGS = 129  # frames: 3 s, a bar of four at 80 beats a minute
GROUPS = 8  # of bands, each with its own rhythm


@dataclass(frozen=True)
class Transferred:
    """Samples (2, n) float32 in the other's style, and by how many dB they were turned up or down on average."""

    samples: Samples
    mean_gain_db: float


def transfer(
    mix: Samples,
    style: Samples,
    rate: int,
    *,
    strength: float,
    seed: int,
    progress: Progress = silent,
    iterations: int | None = None,
) -> Transferred:
    """Turn ``mix`` (2, n) up and down so that it gets the statistics of ``style`` (2, m), both at 44.1 kHz.

    ``strength`` 0..1 says how far: at 0.6 and above gains reach 9 dB, and above that the tune is held less firmly.
    ``seed`` draws the network; the same seed gives the same bytes. ``iterations`` are the most per section of at most
    60 s; a loss that has settled ends it sooner. Sections meet in a cross-fade, and all of them aim at the whole
    of ``style``. Silence, or less than a frame, comes back as it was.
    """
    if rate != RATE:
        raise ValueError(f"Style is carried over at {RATE} Hz, not at {rate} Hz.")
    level, wanted = _level(mix), _level(style)
    if min(level, wanted) < 1e-6 or min(mix.shape[1], style.shape[1]) < WINDOW:
        return Transferred(mix.astype(np.float32), 0.0)
    torch.set_num_threads(1)  # sums in one order, so that the same seed gives the same bytes
    goal = Goal.of(_power(_transformed(style), wanted), seed)
    spans = list(sections(mix.shape[1]))
    output, gains = np.zeros(mix.shape, dtype=np.float32), []
    for number, (start, end) in enumerate(spans):
        part = _transformed(mix[:, start:end])
        share = (number / len(spans), 1.0 / len(spans))
        gain = _gain(Shared.of(part, level), _tune(part), goal, strength, iterations or ITERATIONS, progress, share)
        turned = _applied(part, gain, end - start)
        output[:, start:end] += turned * crossfade(start, end, mix.shape[1])
        gains.append(float(gain.abs().mean()))
    progress(Step(STAGE, 1.0))
    return Transferred(output, float(np.mean(gains)))


def sections(length: int) -> Iterator[tuple[int, int]]:
    """Start and end, in samples, of the fewest equal parts of at most ``SECTION`` that overlap by ``OVERLAP``."""
    overlap = round(OVERLAP * RATE)
    count = max(1, -(-(length - overlap) // round((SECTION - OVERLAP) * RATE)))
    starts = [round(number * (length - overlap) / count) for number in range(count + 1)]
    for start, following in pairwise(starts):
        yield max(start, 0), min(following + overlap, length) if following < starts[-1] else length


def crossfade(start: int, end: int, length: int) -> Array:
    """(end - start,): the weight of a section, 1 but where it overlaps with its neighbours; all weights add up to 1."""
    overlap = round(OVERLAP * RATE)
    ramp = (np.arange(overlap, dtype=np.float32) + 0.5) / overlap
    weight = np.ones(end - start, dtype=np.float32)
    if start > 0:
        weight[:overlap] = ramp
    if end < length:
        weight[-overlap:] = 1.0 - ramp
    return weight


@dataclass(frozen=True)
class Goal:
    """What a song's log-mel frames amount to without regard to when: Grams of a random network, means, deviations.

    ``flatness`` is how noisy the song is, 0..1.
    """

    network: Sequence[Tensor]  # (FILTERS, BANDS, kernel) each
    grams: Sequence[Tensor]  # (FILTERS, FILTERS) each
    mean: Tensor  # (BANDS,)
    deviation: Tensor  # (BANDS,)
    level: Tensor  # (BANDS,): log of the mean power
    flatness: float

    @classmethod
    def of(cls, power: Tensor, seed: int) -> Goal:
        """The goal that band powers (BANDS, n) set, by a network drawn from ``seed``."""
        dice = torch.Generator().manual_seed(seed)
        network = [
            torch.randn(FILTERS, BANDS, kernel, generator=dice) / (BANDS * kernel) ** 0.5 for kernel, _ in KERNELS
        ]
        frames = _log_power(power)
        flatness = float(_flatness(power))
        return cls(network, _grams(frames, network), frames.mean(1), frames.std(1), _mean_level(power), flatness)

    def missed(self, power: Tensor, frames: Tensor) -> Tensor:
        """How far other band powers, and frames of them (BANDS, n), are from it; 0 when there."""
        grams = zip(_grams(frames, self.network), self.grams, strict=True)
        texture = torch.stack([(gram - aim).norm() / (aim.norm() + 1e-9) for gram, aim in grams]).sum()
        mean = (frames.mean(1) - self.mean).abs().mean() / self.mean.mean()
        deviation = (frames.std(1) - self.deviation).abs().mean() / self.deviation.mean()
        level = (_mean_level(power) - self.level).abs().mean()
        return texture + STATISTICS * (mean + deviation) + LEVELS * level


@dataclass(frozen=True)
class Shared:
    """Band powers of a section, by whose gain decides them.

    Between the centres of two bands the power's gain is interpolated, so what a band has depends on its neighbours'
    gains too: that is what gains do to the sound, and a loss that knows it does not set neighbours against each other.
    """

    own: Tensor  # (BANDS, frames): follows the band's own gain
    above: Tensor  # (BANDS - 1, frames): what a band has by the gain of the next higher one, and that one by its gain

    @classmethod
    def of(cls, sound: Tensor, level: float) -> Shared:
        """Powers of the mid of stereo transforms (2, bins, frames), as if at RMS ``LEVEL``."""
        power, bank = _bins(sound, level), _mel_bank()
        return cls(bank.square() @ power, (bank[:-1] * bank[1:]) @ power)

    def under(self, factor: Tensor) -> Tensor:
        """(BANDS, frames): the powers when each band's is multiplied by a factor (BANDS, frames)."""
        upper = functional.pad(self.above * factor[1:], (0, 0, 0, 1))
        return self.own * factor + upper + functional.pad(self.above * factor[:-1], (0, 0, 1, 0))


def _grams(frames: Tensor, network: Sequence[Tensor]) -> list[Tensor]:
    """Which filters of each layer sound together, on average over time."""
    grams = []
    for weights, (kernel, step) in zip(network, KERNELS, strict=True):
        heard = functional.relu(functional.conv1d(frames[None], weights, stride=step, padding=kernel // 2))[0]
        grams.append(heard @ heard.T / heard.shape[1])
    return grams


def _gain(
    shared: Shared,
    tune: Tensor,
    goal: Goal,
    strength: float,
    iterations: int,
    progress: Progress,
    share: tuple[float, float],
) -> Tensor:
    """Gains (BANDS, frames) in dB for a section; ``share`` is where progress begins, and its part.

    A band has a parameter for all times and one for every second frame; what lies between is interpolated.
    """
    reach = min(1.0, 0.4 + strength)
    limit, rest = LIMIT * reach, STILL * reach
    hold = 0.6 / max(strength, 0.05)
    power = shared.under(torch.ones_like(shared.own))
    before = _log_power(power)
    noisiest = max(goal.flatness, float(_flatness(power))) + 1e-9
    kept, swing, pitches = _shape(before), _rhythm(before), _chroma(tune, torch.zeros_like(power))
    variance = before.var() + 1e-9
    grid = torch.zeros(BANDS, -(-power.shape[1] // 2) + 1, requires_grad=True)
    still = torch.zeros(BANDS, 1, requires_grad=True)
    adam = torch.optim.Adam([grid, still], lr=STEP)
    losses: list[float] = []
    best = torch.zeros_like(power)
    while len(losses) < iterations and not _settled(losses):
        gain = _between(limit * torch.tanh(grid), power.shape[1]) + rest * torch.tanh(still)
        turned = shared.under(10.0 ** (gain / 10.0))
        turned = turned * (power.sum() / (turned.sum() + 1e-9))  # the master sets the level, not the gains
        frames = _log_power(turned)
        content = (_shape(frames) - kept).square().mean() / variance
        rhythm = (_rhythm(frames) - swing).square().mean() / (swing.square().mean() + 1e-9)
        strayed = 1.0 - (_chroma(tune, gain) * pitches).sum(0).mean()
        rough = gain.diff(dim=1).square().mean() + gain.diff(dim=0).square().mean()
        noisy = (_flatness(turned) / noisiest - 1.0).clamp(min=0.0)
        held = CONTENT * content + TUNE * strayed + GROOVE * rhythm
        loss = goal.missed(turned, frames) + hold * held + SMOOTHNESS * rough + NOISE * noisy
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        if loss.item() < min(losses, default=float("inf")):
            best = gain.detach()
        losses.append(loss.item())
        progress(Step(STAGE, share[0] + share[1] * len(losses) / iterations))
    return best


def _settled(losses: Sequence[float]) -> bool:
    return len(losses) > 2 * PATIENCE and losses[-1 - PATIENCE] - losses[-1] < SETTLED * losses[-1]


def _flatness(power: Tensor) -> Tensor:
    """Mean over time of the geometric over the arithmetic mean power per bin of bands (BANDS, frames)."""
    width = _mel_bank().sum(1, keepdim=True)
    share = width / width.sum()
    per_bin = power / width + 1e-9
    return ((share * per_bin.log()).sum(0).exp() / (share * per_bin).sum(0)).mean()


def _between(grid: Tensor, frames: int) -> Tensor:
    """(BANDS, k) -> (BANDS, frames): each second frame from the grid, the others halfway between its neighbours."""
    middle = 0.5 * (grid[:, 1:] + grid[:, :-1])
    return torch.stack([grid[:, :-1], middle], dim=2).flatten(1)[:, :frames]


def _mean_level(power: Tensor) -> Tensor:
    return (power.mean(1) + 1e-7).log()


def _log_power(power: Tensor) -> Tensor:
    return torch.log1p(200.0 * power)


def _shape(frames: Tensor) -> Tensor:
    """What a song does over time, without its colour."""
    return frames - frames.mean(1, keepdim=True)


def _rhythm(frames: Tensor) -> Tensor:
    """(GROUPS, LAGS): autocorrelation of groups of bands (Antognini et al. 2018), over that at lag 0."""
    curves = _shape(frames.reshape(GROUPS, -1, frames.shape[1]).mean(1))
    size = 2 ** (2 * curves.shape[1] - 1).bit_length()
    spectrum = torch.fft.rfft(curves, size)
    lags = torch.fft.irfft(spectrum.real**2 + spectrum.imag**2, size)[:, : LAGS + 1]
    return lags[:, 1:] / (lags[:, :1] + 1e-6)


def _chroma(tune: Tensor, gain: Tensor) -> Tensor:
    """(12, frames): pitch classes under gains in dB, centred and of unit length, so that products are correlations."""
    classes = torch.einsum("pbt,bt->pt", tune, 10.0 ** (gain / 20.0))
    return functional.normalize(classes - classes.mean(0), dim=0, eps=1e-6)


def _tune(sound: Tensor) -> Tensor:
    """(12, BANDS, frames): what each band adds to each pitch class, of stereo transforms (2, bins, frames)."""
    bank = _pitch_bank()
    magnitude = sound.mean(0).abs()
    return torch.sparse.mm(bank, magnitude).reshape(12, BANDS, -1)


def _power(sound: Tensor, level: float) -> Tensor:
    """(BANDS, frames): mel power of the mid of stereo transforms (2, bins, frames), as if at RMS ``LEVEL``."""
    return _mel_bank() @ _bins(sound, level)


def _bins(sound: Tensor, level: float) -> Tensor:
    """(bins, frames): power of the mid of stereo transforms (2, bins, frames), as if at RMS ``LEVEL``."""
    middle = sound.mean(0)
    # half: a window twice as long holds twice the power per bin of the 2048 samples at 22 050 Hz that 200 above fits
    return (middle.real**2 + middle.imag**2) * (0.5 * (LEVEL / level) ** 2)


def _transformed(samples: Samples) -> Tensor:
    """(2, n) -> (2, bins, frames) complex."""
    sound = torch.from_numpy(np.ascontiguousarray(samples, dtype=np.float32))
    return torch.stft(sound, WINDOW, HOP, window=_window(), pad_mode="constant", return_complex=True)


def _applied(sound: Tensor, gain: Tensor, length: int) -> Samples:
    """Samples (2, length) of transforms (2, bins, frames) under gains (BANDS, frames) in dB."""
    place = torch.from_numpy(_places(_hertz())).float()
    below = place.long().clamp(max=BANDS - 2)
    factor = 10.0 ** (gain / 10.0)
    turned = sound * torch.lerp(factor[below], factor[below + 1], (place - below)[:, None]).sqrt()
    return torch.istft(turned, WINDOW, HOP, window=_window(), length=length).numpy()


def _level(samples: Samples) -> float:
    """RMS of the mid."""
    return float(np.sqrt(np.mean(np.square(samples.mean(axis=0), dtype=np.float64)))) if samples.size else 0.0


@lru_cache(maxsize=1)
def _window() -> Tensor:
    return torch.hann_window(WINDOW)


def _hertz() -> Array:
    return np.arange(WINDOW // 2 + 1) * (RATE / WINDOW)


def _corners() -> Array:
    """(BANDS + 2,): evenly spaced in mel (Slaney's Auditory Toolbox), in Hz."""
    turn = LINEAR * 3.0 / 200.0
    places = np.linspace(LOWEST * 3.0 / 200.0, turn + STEPS * np.log(HIGHEST / LINEAR), BANDS + 2)
    return np.where(places < turn, places * 200.0 / 3.0, LINEAR * np.exp((places - turn) / STEPS))


def _places(hertz: Array) -> Array:
    """Where frequencies lie among the centres of the bands, 0 .. BANDS - 1."""
    return np.interp(hertz, _corners()[1:-1], np.arange(BANDS))


@lru_cache(maxsize=1)
def _mel_bank() -> Tensor:
    """(BANDS, bins): triangles of height 1."""
    left, centre, right = _corners()[:-2, None], _corners()[1:-1, None], _corners()[2:, None]
    rising, falling = (_hertz() - left) / (centre - left), (right - _hertz()) / (right - centre)
    return torch.from_numpy(np.maximum(0.0, np.minimum(rising, falling))).float()


@lru_cache(maxsize=1)
def _pitch_bank() -> Tensor:
    """(12 * BANDS, bins), sparse: how much of each bin goes to which pitch class (0 = C) in which band, over f."""
    hertz = _hertz()
    bins = np.flatnonzero((hertz >= PITCHED[0]) & (hertz <= PITCHED[1]))
    pitch, place = 69.0 + 12.0 * np.log2(hertz[bins] / 440.0), _places(hertz[bins])
    rows, columns, values = [], [], []
    for upper_pitch in (0, 1):
        for upper_band in (0, 1):
            near = np.abs(1 - upper_pitch - pitch % 1.0) * np.abs(1 - upper_band - place % 1.0)
            rows.append(
                (np.floor(pitch).astype(int) + upper_pitch) % 12 * BANDS + np.floor(place).astype(int) + upper_band
            )
            columns.append(bins)
            values.append(near * LOWEST / hertz[bins])
    indices = torch.from_numpy(np.stack([np.concatenate(rows), np.concatenate(columns)]))
    weights = torch.from_numpy(np.concatenate(values)).float()
    return torch.sparse_coo_tensor(indices, weights, (12 * BANDS, len(hertz)), check_invariants=False).coalesce()
