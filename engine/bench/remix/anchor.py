"""The older method that remixes are compared with: audio style transfer by one random layer.

After D. Ulyanov and V. Lebedev, "Audio texture synthesis and style transfer" (2016): a spectrogram is a picture one
pixel high whose channels are frequencies; 4096 random filters of width 11 look at it, what they find of the first song
is its content, how often they agree in the second is its style, and an optimiser makes a spectrogram out of noise
that has both. Phases are then guessed by Griffin and Lim's method.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.optimize import minimize

Array = NDArray[np.floating[Any]]

RATE, WINDOW, HOP = 22_050, 2048, 512
BINS = WINDOW // 2 + 1
FILTERS, WIDTH = 4096, 11
CONTENT = 1e-2  # weight of the content beside the style


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard it tries: rounds of L-BFGS, rounds of Griffin-Lim, and from which noise."""

    rounds: int = 60
    phases: int = 300
    seed: int = 0


def transferred(
    first: Array, second: Array, effort: Effort = Effort(), told: Callable[[float], None] = lambda _: None
) -> Array:
    """Mono samples (n,) at 22 050 Hz: the first song in the style of the second, both mono at the same rate.

    The shorter song says how long. ``told`` gets how far the optimiser is (0..1). Filters take 190 MB.
    """
    length = min(len(first), len(second))
    chance = torch.Generator().manual_seed(effort.seed)
    content, style = (_logarithmic(each[:length]) for each in (first, second))
    made = _optimised(content, style, effort.rounds, chance, told)
    return _sounded(torch.expm1(made.clamp(0.0)), length, effort.phases, chance)


def _optimised(
    content: torch.Tensor, style: torch.Tensor, rounds: int, chance: torch.Generator, told: Callable[[float], None]
) -> torch.Tensor:
    """Log magnitudes (1025, frames) of least loss, from noise."""
    deviation = math.sqrt(2.0) * math.sqrt(2.0 / ((BINS + FILTERS) * WIDTH))
    filters = torch.randn(FILTERS, BINS, WIDTH, generator=chance) * deviation
    with torch.inference_mode():
        wanted, agreed = _features(content, filters), _gram(_features(style, filters), style.shape[1])
    wanted, agreed = wanted.clone(), agreed.clone()
    done = 0

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        values = torch.from_numpy(flat.astype(np.float32)).view_as(content).requires_grad_()
        found = _features(values, filters)
        missed = CONTENT * (found - wanted).square().sum()
        total = missed + (_gram(found, values.shape[1]) - agreed).square().sum()
        total.backward()  # type: ignore[no-untyped-call]
        assert values.grad is not None
        return float(total.detach()), values.grad.numpy().ravel().astype(np.float64)

    def counted(_: object) -> None:
        nonlocal done
        done += 1
        told(done / rounds)

    noise = 1e-3 * torch.randn(content.shape, generator=chance)
    found = minimize(
        loss, noise.numpy().ravel(), method="L-BFGS-B", jac=True, callback=counted, options={"maxiter": rounds}
    )
    return torch.from_numpy(found.x.astype(np.float32)).view_as(content)


def _features(values: torch.Tensor, filters: torch.Tensor) -> torch.Tensor:
    """(4096, frames - 10): what each filter finds at each moment."""
    return torch.relu(torch.nn.functional.conv1d(values[None], filters))[0]


def _gram(features: torch.Tensor, frames: int) -> torch.Tensor:
    """(4096, 4096): how far filters agree."""
    return features @ features.T / frames


def _logarithmic(samples: Array) -> torch.Tensor:
    """(1025, frames): log(1 + magnitude)."""
    return torch.log1p(_transformed(torch.from_numpy(np.ascontiguousarray(samples, dtype=np.float32))).abs())


def _sounded(magnitudes: torch.Tensor, length: int, rounds: int, chance: torch.Generator) -> Array:
    """Samples of such magnitudes: phases that agree between overlapping frames, from random ones (Griffin-Lim 1984)."""
    angles = 2.0 * math.pi * torch.rand(magnitudes.shape, generator=chance)
    for _ in range(rounds):
        angles = _transformed(_back(torch.polar(magnitudes, angles), length)).angle()
    return _back(torch.polar(magnitudes, angles), length).numpy()


def _transformed(samples: torch.Tensor) -> torch.Tensor:
    return torch.stft(samples, WINDOW, HOP, window=torch.hann_window(WINDOW), return_complex=True)


def _back(spectrum: torch.Tensor, length: int) -> torch.Tensor:
    return torch.istft(spectrum, WINDOW, HOP, window=torch.hann_window(WINDOW), length=length)
