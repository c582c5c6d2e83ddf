"""Listening with the shipped weights: a spectrum in, what the ear makes of it out.

Deterministic on one machine: one thread, no dropout, and all windows of a song at once.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from engine.ear.frames import FLOOR, MEAN, SCALE, WINDOW, Array, frames, windows
from engine.ear.names import EMOTIONS, GENRES
from engine.errors import EngineError
from engine.spectrum import BANDS, HIGHEST, HOP, LOWEST, RATE, Spectrum

if TYPE_CHECKING:
    from torch import Tensor

    from engine.ear.network import Network

WEIGHTS = Path(__file__).parents[1] / "weights" / "ear.safetensors"

CONTRACT = {
    "version": 1,
    "input": [RATE, HOP, BANDS, LOWEST, HIGHEST, WINDOW, FLOOR, MEAN, SCALE],
    "emotions": list(EMOTIONS),
    "genres": list(GENRES),
}
"""What weights and code must agree on."""


class EarMismatch(EngineError):
    """My ear's weights do not fit this version of me. Reinstall Slate, or retrain them with `slate train ear`."""


@dataclass(frozen=True)
class Heard:
    """What the ear makes of a song.

    ``pooled`` (P,) is the network's own summary, ``embedding`` (48,) of unit length lies near those of songs that
    sound alike, ``moods`` (4,) are logits of happy, angry, sad and relaxed, ``valence`` and ``arousal`` lie in -1..1,
    ``emotions`` (9,) are the shares 0..1 of listeners who would feel each of ``EMOTIONS``, and ``genres`` (G,) the
    probabilities of ``GENRES``, of which a song may have several.
    """

    pooled: Array
    embedding: Array
    moods: Array
    valence: float
    arousal: float
    emotions: Array
    genres: Array


@dataclass(frozen=True)
class Ear:
    """A network ready to listen."""

    network: Network

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read weights; ``EarMismatch`` when they are missing, damaged, or of another version."""
        import torch
        from safetensors import SafetensorError
        from safetensors.torch import load

        from engine.ear.network import Network, Shape

        torch.set_num_threads(1)  # one song, one core: the engine listens to several songs in as many processes
        try:
            data = path.read_bytes()
            described, content = _described(data), load(data)
        except (OSError, ValueError, KeyError, SafetensorError) as reason:
            raise EarMismatch from reason
        shape = described.get("shape", {})
        if described.get("contract") != CONTRACT or described.get("checksum") != _checksum(shape, content):
            raise EarMismatch
        network = Network(Shape(**shape))
        network.load_state_dict(content)
        return cls(network.fused())

    def listen(self, sound: Spectrum) -> Heard:
        """Listen to a stretch of sound; half a minute is what it was taught with."""
        return self.hear(frames(sound))

    def hear(self, song: Array) -> Heard:
        """The same, from the frames (96, frames) of ``engine.ear.frames``."""
        import torch

        with torch.inference_mode():
            pooled = self.network(torch.from_numpy(windows(song))[:, None]).mean(dim=0, keepdim=True)
            answers = self.network.answer(pooled)
            valence, arousal = torch.tanh(answers.plane[0] / 2.0).tolist()
            return Heard(
                pooled=pooled[0].numpy(),
                embedding=answers.embedding[0].numpy(),
                moods=answers.moods[0].numpy(),
                valence=valence,
                arousal=arousal,
                emotions=answers.emotions[0].sigmoid().numpy(),
                genres=answers.genres[0].sigmoid().numpy(),
            )

    def taps(self, song: Tensor, names: Sequence[str]) -> Mapping[str, Tensor]:
        """Activations (channels, bands, frames) of the layers in ``names`` (of ``TAPS``) for frames (96, frames).

        Gradients pass through to ``song``, so that a sound can be moved towards another's activations.
        """
        return {name: layer[0] for name, layer in self.network.taps(song[None, None], names).items()}


def save(network: Network, path: Path) -> None:
    """Write a network's weights as half-precision safetensors, what ``Ear.load`` reads."""
    from safetensors.torch import save as packed

    content = {name: _halved(value) for name, value in network.state_dict().items()}
    shape = asdict(network.shape)
    described = {"contract": CONTRACT, "shape": shape, "checksum": _checksum(shape, content)}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(content, {"ear": json.dumps(described)}))


def listen(sound: Spectrum) -> Heard:
    """Listen with the shipped weights, which are read once."""
    return _shipped().listen(sound)


@lru_cache(maxsize=1)
def _shipped() -> Ear:
    return Ear.load()


def _described(data: bytes) -> Mapping[str, Any]:
    """The description in a safetensors file's header: its length in 8 bytes, then JSON."""
    length = int.from_bytes(data[:8], "little")
    described: Mapping[str, Any] = json.loads(json.loads(data[8 : 8 + length])["__metadata__"]["ear"])
    return described


def _checksum(shape: Mapping[str, Any], content: Mapping[str, Tensor]) -> str:
    """BLAKE2b-128 over the shape and over names and bytes of all tensors."""
    digest = hashlib.blake2b(json.dumps(shape, sort_keys=True).encode(), digest_size=16)
    for name in sorted(content):
        digest.update(name.encode())
        digest.update(content[name].contiguous().numpy().tobytes())
    return digest.hexdigest()


def _halved(value: Tensor) -> Tensor:
    """Half precision, but for counters."""
    return (value.half() if value.is_floating_point() else value).contiguous()
