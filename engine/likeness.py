"""How alike two songs sound: an analysis and what the ear heard in, one vector of unit length out.

The vector joins three blocks, each of unit length before it is weighed: what the network learned (``character``), named
features of timbre and harmony (``sound``) and rhythm (``groove``). Each is a linear projection of standardised numbers,
learned so that songs of one artist, and one song recorded twice, lie near one another. Numpy only; knows no training.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.analysis import FEATURES_VERSION, Analysis
from engine.api import BLOCKS, HEARING_VERSION, Block, Part
from engine.errors import EngineError

if TYPE_CHECKING:
    from engine.ear import Heard

Array = NDArray[np.floating[Any]]

WEIGHTS = Path(__file__).parent / "weights"
ARRAYS, DESCRIBED = "likeness.safetensors", "likeness.json"
CLIP = 3.0  # deviations at which a number's influence ends
TINY = 1e-9


class LikenessMismatch(EngineError):
    """My weights for likeness do not fit this version of me. Reinstall Slate, or run `slate train likeness`."""


@dataclass(frozen=True)
class Projection:
    """A block's linear map: ``mean`` and ``scale`` (n,) of its inputs, ``weights`` (n, numbers of the block)."""

    mean: Array
    scale: Array
    weights: Array

    def __call__(self, inputs: Array) -> Array:
        """(songs, n) raw -> (songs, numbers of the block), each of length 1."""
        standardised = np.clip((inputs - self.mean) / self.scale, -CLIP, CLIP)
        return unit(standardised @ self.weights)


@dataclass(frozen=True)
class Curve:
    """What a cosine means to people: ``alike`` 0..1 at some ``cosines``, both rising, straight lines between."""

    cosines: tuple[float, ...]
    alike: tuple[float, ...]

    def __call__(self, cosine: Array | float) -> Array:
        """0 for two songs taken at random (their median) or less alike, 1 for the same sound."""
        return np.asarray(np.interp(cosine, self.cosines, self.alike))


@dataclass(frozen=True)
class Metric:
    """Projection and share (sum 1) of each block, and curves of the whole vector (under ``""``) and of each block."""

    projections: Mapping[Part, Projection]
    shares: Mapping[Part, float]
    curves: Mapping[str, Curve]

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Read the weights; ``LikenessMismatch`` when they are damaged or of another version."""
        try:
            described = json.loads((folder / DESCRIBED).read_text(encoding="utf-8"))
            data = (folder / ARRAYS).read_bytes()
            _fits(described, data)
            arrays = {name: array.astype(np.float32) for name, array in load(data).items()}
        except (OSError, ValueError, SafetensorError) as reason:
            raise LikenessMismatch from reason
        projections = {
            block.name: Projection(*(arrays[f"{block.name}.{piece}"] for piece in ("mean", "scale", "weights")))
            for block in BLOCKS
        }
        curves = {
            name: Curve(tuple(each["cosines"]), tuple(each["alike"])) for name, each in described["curves"].items()
        }
        return cls(projections, described["shares"], curves)

    def save(self, folder: Path) -> None:
        """Write what ``load`` reads; the weights in half precision, the scales whole."""
        arrays = {}
        for name, projection in self.projections.items():
            arrays[f"{name}.mean"] = projection.mean.astype(np.float32)
            arrays[f"{name}.scale"] = projection.scale.astype(np.float32)
            arrays[f"{name}.weights"] = projection.weights.astype(np.float16)
        data = save(arrays)
        described = {
            **_version(),
            "arrays": _digest(data),
            "shares": dict(self.shares),
            "curves": {name: {"cosines": curve.cosines, "alike": curve.alike} for name, curve in self.curves.items()},
        }
        (folder / ARRAYS).write_bytes(data)
        (folder / DESCRIBED).write_text(json.dumps(described) + "\n", encoding="utf-8")

    def vector(self, analysis: Analysis, heard: Heard) -> Array:
        """(128,) float32 of length 1: the likeness vector of one excerpt."""
        return self.vectors(inputs(analysis, heard))[0]

    def vectors(self, numbers: Mapping[Part, Array]) -> Array:
        """Each block's raw inputs (songs, n) -> (songs, 128), each of length 1."""
        blocks = [
            float(np.sqrt(self.shares[block.name])) * self.projections[block.name](numbers[block.name])
            for block in BLOCKS
        ]
        return unit(np.concatenate(blocks, axis=1).astype(np.float32))

    def alike(self, cosine: float) -> float:
        """The likeness of two whole vectors for people, 0..1, from their cosine."""
        return float(self.curves[""](cosine))

    def alike_parts(self, one: Array, other: Array) -> dict[Part, float]:
        """The likeness of two vectors (128,) within each block, 0..1."""
        return {block.name: float(self.curves[block.name](part_cosine(block, one, other))) for block in BLOCKS}


def inputs(analysis: Analysis, heard: Heard) -> dict[Part, Array]:
    """The raw numbers (1, n) that each block is projected from."""
    return {"character": heard.pooled[None], **named_inputs(analysis.names, analysis.vector[None])}


def named_inputs(names: tuple[str, ...], wide: Array) -> dict[Part, Array]:
    """Wide vectors (songs, n) and their names -> what the blocks of named features are projected from."""
    rhythm, rest = _columns(names)
    return {"sound": wide[:, rest], "groove": np.concatenate([wide[:, rhythm], folded(names, wide)], axis=1)}


def folded(names: tuple[str, ...], wide: Array) -> Array:
    """(songs, 2): the tempo as a point on a circle of one octave, nearer to its centre the less sure it is.

    Half and double tempo, which listeners confuse, coincide there.
    """
    tempo, sureness = (wide[:, names.index(f"rhythm.tempo.{place}")] for place in (0, 1))
    turn = 2.0 * np.pi * tempo
    return np.stack([np.cos(turn) * sureness, np.sin(turn) * sureness], axis=1)


def pooled(vectors: Sequence[Array]) -> Array:
    """(128,): the vector of a song from those of its excerpts; each block keeps its share."""
    stack = np.stack(vectors)
    mean = stack.mean(axis=0)
    for block in BLOCKS:
        inside = slice(block.start, block.end)
        share = float(np.linalg.norm(stack[0, inside]))
        mean[inside] *= share / (float(np.linalg.norm(mean[inside])) + TINY)
    return unit(mean)


def part_cosine(block: Block, one: Array, other: Array) -> float:
    """The cosine of two vectors (128,) within a block."""
    a, b = one[block.start : block.end], other[block.start : block.end]
    return float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b) + TINY))


def unit(rows: Array) -> Array:
    """The same directions with length 1, along the last axis; zeros stay zeros."""
    return np.asarray(rows / (np.linalg.norm(rows, axis=-1, keepdims=True) + TINY))


@lru_cache(maxsize=4)
def _columns(names: tuple[str, ...]) -> tuple[list[int], list[int]]:
    """Places of the numbers about rhythm, and of all others."""
    rhythm = [place for place, name in enumerate(names) if name.startswith("rhythm.")]
    return rhythm, sorted(set(range(len(names))) - set(rhythm))


def _version() -> dict[str, Any]:
    """What weights must agree with."""
    blocks = [[block.name, block.start, block.end] for block in BLOCKS]
    return {"hearing": HEARING_VERSION, "features": FEATURES_VERSION, "blocks": blocks}


def _fits(described: Mapping[str, Any], data: bytes) -> None:
    wanted = {**_version(), "arrays": _digest(data)}
    if {name: described.get(name) for name in wanted} != wanted:
        raise LikenessMismatch


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
