"""Changes that leave a song the same song, made on its log-mel frames: fast, batched, and drawn from torch's seed.

A crop is pitched, stretched, filtered, drowned in noise, coded badly and masked, the way rooms, phones and codecs do.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from engine.ear.frames import FLOOR, MEAN, SCALE, WINDOW
from engine.spectrum import BANDS, HIGHEST, LOWEST

REACH = math.ceil(WINDOW * 1.12) + 2  # frames to cut for one window, so that a faster one is still full
QUIET = (10.0 * math.log10(FLOOR) - MEAN) / SCALE  # a silent cell, standardised


@dataclass(frozen=True)
class Strength:
    """How hard: ``semitones`` and ``speed`` (share) either way, ``equaliser`` in dB; shares of the crops that are
    ``noisy`` (at 8 to 35 dB below the mean power) or ``coded`` badly; ``masks`` of frequency and of time each."""

    semitones: float = 2.0
    speed: float = 0.1
    equaliser: float = 6.0
    noisy: float = 0.5
    coded: float = 0.3
    masks: int = 1


def augmented(crops: Tensor, strength: Strength) -> Tensor:
    """(n, 96, REACH) standardised frames -> (n, 96, WINDOW), each changed in its own way."""
    count = len(crops)
    semitones = strength.semitones * _signed(count)
    speed = 1.0 + strength.speed * _signed(count)
    sound = warped(crops, semitones, speed)
    sound = sound + equaliser(count, strength.equaliser / SCALE)
    sound = noisy(sound, torch.rand(count) < strength.noisy)
    sound = coded(sound, torch.rand(count) < strength.coded)
    for _ in range(strength.masks):
        sound = masked(sound, BANDS // 8, dim=1)
        sound = masked(sound, WINDOW // 8, dim=2)
    return sound


def warped(crops: Tensor, semitones: Tensor, speed: Tensor) -> Tensor:
    """(n, 96, frames) -> (n, 96, WINDOW): shifted in pitch and played faster, each crop by its own numbers (n,)."""
    bands = _source_bands(semitones)  # (n, 96)
    times = torch.arange(WINDOW) * speed[:, None]  # (n, WINDOW)
    grid = torch.stack(
        (
            _normalised(times, crops.shape[2])[:, None, :].expand(-1, BANDS, -1),
            _normalised(bands, BANDS)[:, :, None].expand(-1, -1, WINDOW),
        ),
        dim=-1,
    )
    return functional.grid_sample(crops[:, None], grid, padding_mode="border", align_corners=True)[:, 0]


def equaliser(count: int, height: float) -> Tensor:
    """(count, 96, 1): smooth random curves of about ``-height`` to ``height``, and a gain of half of it."""
    places = torch.linspace(0.0, 1.0, BANDS)
    waves = torch.stack([torch.cos(math.pi * number * places) for number in range(1, 5)])
    curves = (_signed(count, 4) * torch.tensor([0.5, 0.4, 0.3, 0.2])) @ waves
    return height * (curves + 0.5 * _signed(count, 1))[:, :, None]


def noisy(sound: Tensor, which: Tensor) -> Tensor:
    """Add a steady noise, 8 to 35 dB below the mean power and tilted at random, to the crops in ``which`` (n,)."""
    rows = which.nonzero()[:, 0]
    count = len(rows)
    tilt = 10.0 * _signed(count, 1) * torch.linspace(-0.5, 0.5, BANDS)
    level = (-8.0 - 27.0 * torch.rand(count, 1) + tilt)[:, :, None] + 2.0 * torch.randn(count, *sound.shape[1:])
    to_nepers = math.log(10.0) / 10.0
    added = torch.logaddexp((sound[rows] * SCALE + MEAN) * to_nepers, level * to_nepers)
    return sound.index_copy(0, rows, (added / to_nepers - MEAN) / SCALE)


def coded(sound: Tensor, which: Tensor) -> Tensor:
    """Code the crops in ``which`` badly: nothing above a limit or below another, and holes where sound is masked."""
    rows = which.nonzero()[:, 0]
    count = len(rows)
    upper = BANDS - torch.randint(0, BANDS // 3, (count, 1))
    lower = torch.randint(0, 8, (count, 1))
    bands = torch.arange(BANDS)
    silent = ((bands >= upper) | (bands < lower))[:, :, None]
    part = sound[rows]
    masked_by = part.amax(dim=1, keepdim=True) - (25.0 + 30.0 * torch.rand(count, 1, 1)) / SCALE
    return sound.index_copy(0, rows, part.masked_fill(silent | (part < masked_by), QUIET))


def masked(sound: Tensor, most: int, dim: int) -> Tensor:
    """Blank up to ``most`` bands (``dim`` 1) or frames (2) in a row, at a random place of each crop (Park 2019)."""
    count, length = len(sound), sound.shape[dim]
    width = torch.randint(0, most + 1, (count, 1))
    start = (torch.rand(count, 1) * (length - width)).long()
    places = torch.arange(length)
    hidden = (places >= start) & (places < start + width)
    return sound.masked_fill(hidden[:, :, None] if dim == 1 else hidden[:, None, :], 0.0)


def _source_bands(semitones: Tensor) -> Tensor:
    """(n, 96): from which band each band takes its sound when the pitch rises by so many semitones."""
    low, high = (2595.0 * math.log10(1.0 + hertz / 700.0) for hertz in (LOWEST, HIGHEST))
    centres = torch.linspace(low, high, BANDS + 2)[1:-1]
    hertz = 700.0 * (10.0 ** (centres / 2595.0) - 1.0)
    source = hertz / 2.0 ** (semitones[:, None] / 12.0)
    return (2595.0 * torch.log10(1.0 + source / 700.0) - low) / (high - low) * (BANDS + 1) - 1.0


def _normalised(places: Tensor, length: int) -> Tensor:
    """Indices to the -1..1 that ``grid_sample`` counts in."""
    return places * (2.0 / (length - 1)) - 1.0


def _signed(*shape: int) -> Tensor:
    """Uniform in -1..1."""
    return 2.0 * torch.rand(*shape) - 1.0
