"""Beats and downbeats by beat_this, where the operator installed it and brought its weights along.

F. Foscarin, J. Schlüter, G. Widmer, Beat this! Accurate beat tracking without DBN postprocessing, ISMIR 2024. Its
network and its peak picking are the library's; the mel spectrogram and the pieces of half a minute are made here,
because the library makes them with torchaudio, which does not load beside every build of torch.
"""

from __future__ import annotations

import inspect
import logging
import pickle
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.remix.beats import Beats
from engine.spectrum import RATE

Array = NDArray[np.floating[Any]]

WEIGHTS = ("small0.ckpt", "beat_this-small0.ckpt")
"""The checkpoint's name where it is published, and where the library itself keeps it."""

WINDOW, HOP = 1024, 441  # samples: 50 frames a second
BANDS = 128
LOWEST, HIGHEST = 30.0, 11_000.0  # Hz
FEWEST = 4  # beats
PIECE, BORDER = 1500, 6  # frames heard at once, and of them those at each end that nothing is said of
_LINEAR, _BEND, _STEP = 200.0 / 3.0, 1000.0, np.log(6.4) / 27.0  # Slaney's mel: Hz to a mel, then geometric

log = logging.getLogger(__name__)


def network_beats(samples: Array, folder: Path | None) -> Beats | None:
    """The beats of mono samples at 22 050 Hz; None without the library or its weights, or of fewer than four."""
    network = load(folder) if folder is not None else None
    if network is None:
        return None
    import torch
    from beat_this.model.postprocessor import Postprocessor

    with torch.inference_mode():
        beat, downbeat = _logits(network, log_mel(torch.tensor(samples, dtype=torch.float32)))
        beats, downbeats = Postprocessor(type="minimal")(beat, downbeat)
    if len(beats) < FEWEST:
        return None
    return Beats(filled(np.asarray(beats, dtype=np.float64)), np.asarray(downbeats, dtype=np.float64))


def filled(beats: Array) -> Array:
    """Beats with those that a rest of the song swallowed: a gap of about n periods is cut into n."""
    gaps = np.diff(beats)
    parts = np.maximum(1, np.round(gaps / np.median(gaps))).astype(int)
    inside = [beats[at] + gaps[at] * np.arange(count) / count for at, count in enumerate(parts)]
    return np.append(np.concatenate(inside), beats[-1])


def found(folder: Path) -> Path | None:
    """The checkpoint in a folder."""
    return next((folder / name for name in WEIGHTS if (folder / name).is_file()), None)


def load(folder: Path) -> Any:
    """The network with the weights of a folder, or None; a damaged file is told to the log."""
    path = found(folder)
    try:
        from beat_this.model.beat_tracker import BeatThis
    except ImportError:
        return None
    if path is None:
        return None
    import torch

    try:
        checkpoint = torch.load(path, map_location="cpu", weights_only=True)
        known = inspect.signature(BeatThis).parameters
        network = BeatThis(**{name: value for name, value in checkpoint["hyper_parameters"].items() if name in known})
        # it was trained inside a wrapper, and maybe compiled
        weights = {name.removeprefix("model."): value for name, value in checkpoint["state_dict"].items()}
        network.load_state_dict({name.removeprefix("_orig_mod."): value for name, value in weights.items()})
    except (OSError, EOFError, pickle.UnpicklingError, RuntimeError, KeyError, TypeError, AttributeError) as error:
        log.warning("%s holds no weights of beat_this: %s", path, error)
        return None
    return network.eval()


def _logits(network: Any, mel: Any) -> Any:
    """(2, frames) of beats and of downbeats, heard in pieces; where two overlap the earlier one counts."""
    import torch

    frames, inner = len(mel), PIECE - 2 * BORDER
    padded = torch.nn.functional.pad(mel, (0, 0, BORDER, BORDER))
    logits = torch.empty(2, frames)
    for start in reversed(range(0, frames, inner)):
        begin = min(start, max(0, frames - inner))
        said = network(padded[None, begin : begin + PIECE])
        logits[:, begin : begin + inner] = torch.stack([said["beat"][0], said["downbeat"][0]])[:, BORDER:-BORDER]
    return logits


def log_mel(samples: Any) -> Any:
    """(frames, 128): log(1 + 1000 x) of mel magnitudes of a tensor (n,), as the network was trained with."""
    import torch

    window = torch.hann_window(WINDOW)
    bins = torch.stft(samples, WINDOW, HOP, window=window, normalized=True, return_complex=True).abs()
    return torch.log1p(1000.0 * (torch.from_numpy(_bank()) @ bins)).T


def _bank() -> NDArray[np.float32]:
    """(128, 513): triangles of height 1, evenly spaced on Slaney's mel scale."""
    bend = _BEND / _LINEAR
    low, high = LOWEST / _LINEAR, bend + np.log(HIGHEST / _BEND) / _STEP
    mels = np.linspace(low, high, BANDS + 2)
    corners = np.where(mels < bend, mels * _LINEAR, _BEND * np.exp(_STEP * (np.maximum(mels, bend) - bend)))
    hertz = np.linspace(0.0, RATE // 2, WINDOW // 2 + 1)
    left, centre, right = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    triangles = np.minimum((hertz - left) / (centre - left), (right - hertz) / (right - centre))
    return np.maximum(triangles, 0.0).astype(np.float32)
