"""Style transfer as it was done in 2016, kept to compare: a picture of sound is repainted, and sound made of it anew.

After Gatys, Ecker and Bethge (2016): Gram matrices of a two-dimensional convolutional network say what style is, and
a deeper layer what is in the picture. The network is the ear instead of one that was taught with photographs. What is
lost with this way is lost here as well: both channels become one, nothing is above 11 kHz, the phases are guessed, and
a Gram knows no beat.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import soxr
import torch
from numpy.typing import NDArray
from torch import Tensor

from engine.api import Progress, Step, silent
from engine.ear import Ear
from engine.ear.frames import FLOOR, MEAN, SCALE
from engine.remix.phase import recovered
from engine.remix.transfer import crossfade, sections
from engine.spectrum import HOP, RATE, WINDOW, mel_bank

Samples = NDArray[np.float32]
Array = NDArray[np.floating[Any]]

STAGE = "repainting the sound"
STYLE = ("stem", "block2", "block4", "block6")
CONTENT = "block4"
ITERATIONS = 150
PAINTED = 0.9  # of the progress; the rest is for the phases
STEP = 0.08  # Adam's, in natural logarithms of a magnitude


def classic(
    first: Samples, second: Samples, rate: int, *, strength: float, seed: int, progress: Progress = silent
) -> Samples:
    """The first song (2, n) repainted in the style of the second (2, m): (2, n), both channels alike.

    ``strength`` 0..1 weighs style against content; the same ``seed`` gives the same bytes.
    """
    level = float(np.sqrt(np.mean(np.square(first, dtype=np.float64))))
    aim = _magnitude(_low(second, rate))
    if level < 1e-6 or not aim.any() or min(first.shape[1], second.shape[1]) < rate:
        return first.astype(np.float32)
    ear = Ear.load()
    style = {name: _gram(layer) for name, layer in ear.taps(_frames(torch.from_numpy(aim).log()), STYLE).items()}
    output, spans = np.zeros(first.shape[1], dtype=np.float32), list(sections(first.shape[1]))
    for number, (start, end) in enumerate(spans):
        low = _low(first[:, start:end], rate)
        share = (number / len(spans), PAINTED / len(spans))
        painted = _painted(_magnitude(low), style, ear, strength, seed, progress, share)
        sound = soxr.resample(recovered(painted, len(low), seed=seed), RATE, rate)[: end - start]
        sound = np.pad(sound, (0, end - start - len(sound)))
        output[start:end] += sound * crossfade(start, end, first.shape[1])
        progress(Step(STAGE, (number + 1) / len(spans)))
    gain = level / (float(np.sqrt(np.mean(np.square(output, dtype=np.float64)))) + 1e-9)
    return np.repeat(output[None] * np.float32(gain), 2, axis=0)


def _painted(
    content: Array,
    style: Mapping[str, Tensor],
    ear: Ear,
    strength: float,
    seed: int,
    progress: Progress,
    share: tuple[float, float],
) -> Array:
    """Magnitudes (1025, frames), from those of the first song, that look like the style to the ear.

    ``share`` is where progress begins, and its part.
    """
    before = torch.from_numpy(content).log()
    dice = torch.Generator().manual_seed(seed)
    canvas = (before + 0.05 * torch.randn(before.shape, generator=dice)).requires_grad_()
    kept = ear.taps(_frames(before), [CONTENT])[CONTENT]
    adam = torch.optim.Adam([canvas], lr=STEP)
    for number in range(ITERATIONS):
        seen = ear.taps(_frames(canvas), STYLE)
        missed = torch.stack([(_gram(seen[name]) - gram).norm() / gram.norm() for name, gram in style.items()]).sum()
        strayed = (seen[CONTENT] - kept).square().mean() / kept.square().mean()
        loss = strength * missed + (1.0 - strength) * strayed
        adam.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        adam.step()
        progress(Step(STAGE, share[0] + share[1] * (number + 1) / ITERATIONS))
    return canvas.detach().exp().numpy()


def _gram(layer: Tensor) -> Tensor:
    """(channels, channels) of a layer (channels, bands, frames): what occurs together, wherever it is."""
    flat = layer.flatten(1)
    return flat @ flat.T / flat.shape[1]


def _frames(logarithm: Tensor) -> Tensor:
    """What the ear sees, (96, frames), of natural logarithms of magnitudes (1025, frames)."""
    mel = torch.from_numpy(mel_bank()) @ (2.0 * logarithm).exp()
    return (10.0 * torch.log10(mel / (mel.mean() + 1e-12) + FLOOR) - MEAN) / SCALE


def _low(samples: Samples, rate: int) -> Samples:
    return soxr.resample(samples.mean(axis=0), rate, RATE).astype(np.float32)


def _magnitude(samples: Samples) -> Array:
    """(1025, frames) float32, floored 120 dB below the loudest."""
    window = torch.hann_window(WINDOW)
    transform = torch.stft(torch.from_numpy(samples), WINDOW, HOP, window=window, return_complex=True)
    magnitude = transform.abs().numpy()
    return np.maximum(magnitude, 1e-6 * magnitude.max(initial=0.0))
