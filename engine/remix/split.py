"""What holds and what strikes: harmonic-percussive separation by median filtering (Fitzgerald 2010)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from torch import Tensor

Samples = NDArray[np.float32]
Array = NDArray[np.floating[Any]]

WINDOW, HOP = 2048, 1024  # samples at 44.1 kHz: 46 ms, 23 ms
HELD = 9  # frames: 0.2 s
STRUCK = 17  # bins: 366 Hz
SECTION = 1024  # frames separated at once: 24 s, so that long songs do not need gigabytes
_AROUND = 8  # frames of its neighbours that a section sees


@dataclass(frozen=True)
class Layers:
    """``held`` and ``struck`` (channels, n) float32; together they are the whole."""

    held: Samples
    struck: Samples


def split(samples: Samples) -> Layers:
    """Separate samples (channels, n) at 44.1 kHz; both channels share one mask, so that nothing moves in the room."""
    held = np.empty_like(samples)
    length = samples.shape[1]
    step, around = SECTION * HOP, _AROUND * HOP
    for start in range(0, length, step):
        low, high = max(0, start - around), min(length, start + step + around)
        part = _held(samples[:, low:high])
        stop = min(length, start + step)
        held[:, start:stop] = part[:, start - low : stop - low]
    return Layers(held, samples - held)


def _held(samples: Samples) -> Samples:
    """(channels, n): the harmonic part, by the soft mask of Wiener's form."""
    import torch

    if samples.shape[1] <= WINDOW:
        return samples.copy()
    with torch.inference_mode():
        window = torch.hann_window(WINDOW).sqrt()  # on both ways, so that what the mask does is faded in and out
        wave = torch.from_numpy(np.ascontiguousarray(samples))
        spectrum = torch.stft(wave, WINDOW, HOP, window=window, return_complex=True)
        loud = spectrum.abs().mean(dim=0)
        held = _median(loud, HELD).square_()
        struck = _median(loud.T, STRUCK).T.square_()
        mask = held / (held + struck + 1e-12)
        return torch.istft(spectrum * mask, WINDOW, HOP, window=window, length=samples.shape[1]).numpy()


def _median(rows: Tensor, size: int) -> Tensor:
    """The running median along the last axis, reflected at its ends."""
    from torch.nn.functional import pad

    size = min(size, 2 * rows.shape[1] - 1)
    half = size // 2
    padded = pad(rows[None], (half, half), mode="reflect")[0]
    return padded.unfold(1, 2 * half + 1, 1).median(dim=-1).values
