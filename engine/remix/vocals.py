"""The voice of a song by demucs, where the operator installed it and brought its weights along.

S. Rouard, F. Massa, A. Défossez, Hybrid transformers for music source separation, ICASSP 2023 (``htdemucs``).
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d

from engine.api import Progress, Step, silent

Samples = NDArray[np.float32]

WEIGHTS = "955717e8.safetensors"
"""The one model of ``htdemucs``, as it is published; the older ``.th`` files are pickles and are not opened."""

RATE = 44_100  # Hz
LONGEST = 180.0  # s: four voices of stereo, all in memory
OVERLAP = 0.1  # of the 7.8 s heard at once
SUNG = 0.02  # of the passage's mean power: where the voice has more it is there
BLOCK = 0.05  # s
BREATH, TURN = 1.5, 0.3  # s: as long a rest is still singing; the time to change who leads
_CLASS = "demucs.htdemucs.HTDemucs"

log = logging.getLogger(__name__)


def sung(samples: Samples, folder: Path | None, progress: Progress = silent) -> Samples | None:
    """(2, n): the voice in samples (2, n) at 44.1 kHz; None without the library or its weights, or beyond 3 minutes."""
    if folder is None or samples.shape[1] > LONGEST * RATE:
        return None
    network = load(folder)
    if network is None:
        return None
    import torch
    from demucs.apply import apply_model

    mix = torch.tensor(samples)
    mean, deviation = mix.mean(), mix.mean(dim=0).std() + 1e-8

    def heard(place: dict[str, Any]) -> None:
        progress(Step("finding the voice", place["segment_offset"] / samples.shape[1]))

    with torch.inference_mode():
        parts = apply_model(network, ((mix - mean) / deviation)[None], shifts=0, overlap=OVERLAP, callback=heard)
        voice: Samples = (parts[0, network.sources.index("vocals")] * deviation).numpy()
    return voice


def led(voice: Samples, rest: Samples) -> Samples:
    """(2, n): the voice where somebody sings, and the rest (2, n) where nobody does, so that the tune goes on."""
    block = round(BLOCK * RATE)
    whole = voice.shape[1] // block
    power = np.square(voice[:, : whole * block]).mean(axis=0).reshape(whole, block).mean(axis=1)
    there = power > SUNG * np.square(rest).mean()
    near = maximum_filter1d(there.astype(np.float32), round(BREATH / BLOCK))
    share = uniform_filter1d(near, round(TURN / BLOCK))
    gain = np.interp(np.arange(voice.shape[1]), (np.arange(whole) + 0.5) * block, share).astype(np.float32)
    return voice * gain + rest * (1.0 - gain)


def load(folder: Path) -> Any:
    """The network with the weights of a folder, or None; a damaged file is told to the log."""
    path = folder / WEIGHTS
    try:
        from demucs.hf import load_safetensors_model
    except ImportError:
        return None
    if not path.is_file():
        return None
    from safetensors import SafetensorError

    try:
        _check(path)
        network = load_safetensors_model(path).eval()
    except (OSError, SafetensorError, ValueError, RuntimeError, KeyError, TypeError) as error:
        log.warning("%s holds no weights of htdemucs: %s", path, error)
        return None
    return network


def _check(path: Path) -> None:
    """The library makes whatever class a file names and hands it the file's arguments; only one is let through."""
    from safetensors import safe_open

    with safe_open(str(path), framework="pt") as file:
        told = file.metadata() or {}
    if told.get("klass") != _CLASS or "structure" in told:
        raise ValueError("it names another network")
    asked = json.loads(told["kwargs"])
    if asked.get("samplerate", RATE) != RATE or asked.get("audio_channels", 2) != 2:
        raise ValueError("it was not made for stereo at 44.1 kHz")
