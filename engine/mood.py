"""How a song feels: what the analysis measured and the ear heard in; calibrated mood, place on the plane, words out.

Several voices are pooled. Ridge regression on random Fourier features approximates a kernel machine and varies
smoothly; boosted trees (LightGBM) find thresholds; a second ridge tells the feelings that listeners report; the ear
listens to the sound itself. Knows no audio and no training.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from engine.analysis import FEATURES_VERSION, Analysis
from engine.api import Mood
from engine.ear import Heard
from engine.errors import EngineError
from engine.trees import Forest

Array = NDArray[np.floating[Any]]

WEIGHTS = Path(__file__).parent / "weights"
TREES, ARRAYS, DESCRIBED = "mood.txt", "mood.safetensors", "mood.json"
VOICES = ("ridge", "trees", "felt valence", "felt arousal", "ear")
FELT = (2, 3)  # places of the felt axes among them
WAVES = 4096  # random directions, each of which gives a cosine and a sine
WIDTH = 0.5  # of the kernel 1 / (1 + WIDTH * weighted mean of squared distances)
SEED = 7  # of the random directions; part of the weights
CLIP = 3.0  # deviations at which a feature's influence ends
SIGNS = np.array([[1.0, -1.0, -1.0, 1.0], [1.0, 1.0, -1.0, -1.0]])
"""(2, 4): on which side of valence and of arousal happy, angry, sad and relaxed lie."""

# Plain adjectives and where they lie: valence, arousal.
_WORDS: dict[str, tuple[float, float]] = {
    "joyful": (0.81, 0.47),
    "cheerful": (0.76, 0.3),
    "upbeat": (0.62, 0.52),
    "exuberant": (0.76, 0.73),
    "playful": (0.62, 0.26),
    "bright": (0.47, 0.34),
    "lively": (0.38, 0.56),
    "energetic": (0.33, 0.77),
    "triumphant": (0.52, 0.69),
    "festive": (0.66, 0.65),
    "swinging": (0.43, 0.43),
    "driving": (0.1, 0.65),
    "bold": (0.19, 0.52),
    "spirited": (0.28, 0.43),
    "urgent": (-0.1, 0.73),
    "restless": (-0.19, 0.43),
    "tense": (-0.38, 0.43),
    "edgy": (-0.33, 0.6),
    "fierce": (-0.47, 0.77),
    "angry": (-0.71, 0.69),
    "aggressive": (-0.76, 0.82),
    "raging": (-0.9, 0.77),
    "harsh": (-0.71, 0.52),
    "menacing": (-0.76, 0.34),
    "bitter": (-0.57, 0.26),
    "brooding": (-0.47, 0.0),
    "dark": (-0.62, 0.09),
    "uneasy": (-0.33, 0.17),
    "gloomy": (-0.71, -0.17),
    "lonely": (-0.62, -0.39),
    "mournful": (-0.81, -0.43),
    "sorrowful": (-0.76, -0.3),
    "desolate": (-0.85, -0.65),
    "melancholy": (-0.47, -0.39),
    "sombre": (-0.57, -0.56),
    "aching": (-0.43, -0.17),
    "wistful": (-0.24, -0.34),
    "longing": (-0.28, -0.17),
    "bittersweet": (-0.05, -0.13),
    "pensive": (-0.14, -0.43),
    "hushed": (-0.28, -0.69),
    "still": (0.05, -0.77),
    "nostalgic": (0.05, -0.3),
    "dreamy": (0.19, -0.52),
    "reflective": (0.0, -0.47),
    "tender": (0.33, -0.43),
    "warm": (0.47, -0.21),
    "gentle": (0.43, -0.52),
    "mellow": (0.28, -0.3),
    "easy-going": (0.57, -0.09),
    "soothing": (0.57, -0.6),
    "peaceful": (0.66, -0.69),
    "serene": (0.81, -0.65),
    "calm": (0.38, -0.69),
    "content": (0.76, -0.34),
    "relaxed": (0.66, -0.43),
    "sweet": (0.71, -0.13),
    "hopeful": (0.38, 0.09),
    "romantic": (0.43, -0.04),
    "curious": (0.14, 0.13),
    "quirky": (0.19, 0.3),
    "groovy": (0.43, 0.21),
    "wandering": (-0.1, 0.09),
}


class WeightsMismatch(EngineError):
    """My mood weights do not fit this version of me. Reinstall Slate, or retrain them with `slate train mood`."""


@dataclass(frozen=True)
class Calibration:
    """How much each voice counts; fitted on what the voices said of clips that they had not been taught with.

    ``moods`` (voices,) weigh scores of the four moods, ``bias`` is added to those of the lively ones and taken from the
    others; ``valence`` and ``arousal`` (offset, weight of the moods' log odds, weight of the felt axis) place a song on
    its axis.
    """

    moods: tuple[float, ...]
    bias: float
    valence: tuple[float, ...]
    arousal: tuple[float, ...]


@dataclass(frozen=True)
class Ridge:
    """Standardisation of the vector (``mean``, ``scale``: (n,)), how much each number counts in the distance of two
    songs (``reach`` (n,), mean square 1), and ``weights`` (2 * WAVES, 6) on random waves: four moods, then valence and
    arousal as felt, 0 being the mean of the songs whose mood is known.
    """

    mean: Array
    scale: Array
    reach: Array
    weights: Array

    def standardised(self, vectors: Array) -> Array:
        """(songs, n) raw -> deviations, held within ``CLIP``."""
        return np.clip((vectors - self.mean) / self.scale, -CLIP, CLIP)

    def waves(self, standardised: Array) -> Array:
        """(songs, n) -> (songs, 2 * WAVES): cosines and sines along random directions (Rahimi and Recht 2007)."""
        turned = (standardised * self.reach).astype(np.float32) @ _directions(standardised.shape[1])
        return np.concatenate([np.cos(turned), np.sin(turned)], axis=1) / np.float32(np.sqrt(WAVES))

    def scores(self, standardised: Array) -> tuple[Array, Array]:
        """(songs, n) -> moods (songs, 4), about 0.75 for a certain one and -0.25 for others; felt axes (songs, 2)."""
        scores = self.waves(standardised) @ self.weights
        return scores[:, :4], scores[:, 4:]


@dataclass(frozen=True)
class MoodModel:
    """The voices (``text`` is LightGBM's own of the trees), their calibration without and with the ear, and the
    fingerprint of the vector's names; ``eared`` is None in weights that were taught without an ear.
    """

    ridge: Ridge
    text: str
    alone: Calibration
    eared: Calibration | None
    digest: str

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Read the three files that ``save`` wrote; ``WeightsMismatch`` when they are of another version or damaged."""
        try:
            described = json.loads((folder / DESCRIBED).read_text(encoding="utf-8"))
            text, packed = (folder / TREES).read_text(encoding="utf-8"), (folder / ARRAYS).read_bytes()
            checksums = {name: described[name] for name in ("trees", "arrays")}
            if described["features"] != FEATURES_VERSION or checksums != _checksums(text, packed):
                raise WeightsMismatch
            arrays = load(packed)
            ridge = Ridge(*(arrays[name] for name in ("mean", "scale", "reach", "weights")))
            alone, eared = (_calibration(described[name]) for name in ("alone", "eared"))
        except (OSError, ValueError, KeyError, SafetensorError) as reason:
            raise WeightsMismatch from reason
        if alone is None:
            raise WeightsMismatch
        return cls(ridge, text, alone, eared, described["names"])

    @cached_property
    def trees(self) -> Forest:
        """The boosted trees, read."""
        return Forest.parse(self.text)

    def save(self, folder: Path) -> None:
        """Write ``mood.txt``, ``mood.safetensors`` and ``mood.json``, what ``load`` reads."""
        arrays = {name: np.ascontiguousarray(values, dtype=np.float32) for name, values in vars(self.ridge).items()}
        packed = save(arrays)
        described = {
            "features": FEATURES_VERSION,
            "names": self.digest,
            "alone": vars(self.alone),
            "eared": self.eared and vars(self.eared),
        } | _checksums(self.text, packed)
        (folder / TREES).write_text(self.text, encoding="utf-8")
        (folder / ARRAYS).write_bytes(packed)
        (folder / DESCRIBED).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")

    def feel(self, measured: Analysis | Array, ears: Sequence[Heard] = ()) -> Mood:
        """The mood of one song, from its analysis, its wide vector, or those of its parts (parts, n).

        ``ears`` is what the ear heard in the same parts; without it the other voices decide alone.
        """
        if isinstance(measured, Analysis) and names_digest(measured.names) != self.digest:
            raise WeightsMismatch
        vectors = np.atleast_2d(measured.vector if isinstance(measured, Analysis) else measured)
        if vectors.shape[1:] != self.ridge.mean.shape:
            raise WeightsMismatch
        said = self.said(vectors)
        calibration = self.alone
        if self.eared and ears:
            if len(ears) != len(vectors):
                raise ValueError(f"{len(vectors)} parts were measured, but {len(ears)} heard.")
            said = np.concatenate([said, np.stack([heard.moods for heard in ears])[None]])
            calibration = self.eared
        together = said.mean(axis=1, keepdims=True)
        moods, (valence, arousal) = pooled(calibration, together)[0], plane(calibration, together)[:, 0].tolist()
        happy, angry, sad, relaxed = (float(share) for share in moods)
        return Mood(happy, angry, sad, relaxed, valence, arousal, float(moods.max()), words(valence, arousal))

    def said(self, vectors: Array) -> Array:
        """(songs, n) -> (4, songs, 4): what all voices but the ear's say of the moods."""
        standardised = self.ridge.standardised(vectors)
        moods, felt = self.ridge.scores(standardised)
        trees = np.log(np.maximum(self.trees.predict(standardised), 1e-6))
        return np.stack([moods, trees, *(felt.T[:, :, None] * SIGNS[:, None])])


def pooled(calibration: Calibration, said: Array) -> Array:
    """(voices, songs, 4) -> (songs, 4): calibrated probabilities from the weighted sum of what the voices say."""
    logits = np.tensordot(np.array(calibration.moods), said, axes=1) + calibration.bias * SIGNS[1]
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(odds / odds.sum(axis=1, keepdims=True))


def plane(calibration: Calibration, said: Array) -> Array:
    """(voices, songs, 4) -> (2, songs): valence and arousal in -1..1, scaled so that songs fill the axes."""
    moods = pooled(calibration, said)
    fits = (calibration.valence, calibration.arousal)
    return np.stack([np.tanh(axis_scores(moods, said, axis) @ np.array(fit)) for axis, fit in enumerate(fits)])


def axis_scores(moods: Array, said: Array, axis: int) -> Array:
    """(songs, 3): one, the log odds of the upper half of an axis (0 valence, 1 arousal), and where it was felt."""
    upper = SIGNS[axis] > 0
    odds = np.log(moods[:, upper].sum(axis=1) + 1e-9) - np.log(moods[:, ~upper].sum(axis=1) + 1e-9)
    return np.stack([np.ones(len(moods)), odds, said[FELT[axis], :, 0]], axis=1)


def words(valence: float, arousal: float) -> tuple[str, ...]:
    """Three to five adjectives around a place on the plane, the nearest first; near ones do not contradict."""
    distances = {word: float(np.hypot(valence - v, arousal - a)) for word, (v, a) in _WORDS.items()}
    nearest = sorted(distances, key=lambda word: distances[word])[:5]
    return tuple(word for rank, word in enumerate(nearest) if rank < 3 or distances[word] < 0.25)


@lru_cache(maxsize=4)
def names_digest(names: tuple[str, ...]) -> str:
    """Fingerprint of a vector's names and order."""
    return _digest("\n".join(names).encode())


@lru_cache(maxsize=2)
def _directions(count: int) -> Array:
    """(count, WAVES): random directions; numpy keeps ``RandomState``'s streams frozen.

    Normal ones would give a Gaussian kernel; a random length each mixes Gaussians of all widths into the rational
    quadratic kernel, which still knows something of songs that are unlike all that it was taught.
    """
    source = np.random.RandomState(SEED)
    lengths = np.sqrt(2.0 * WIDTH / count * source.standard_exponential(WAVES))
    return (source.standard_normal((count, WAVES)) * lengths).astype(np.float32)


def _calibration(fitted: dict[str, Any] | None) -> Calibration | None:
    if fitted is None:
        return None
    moods, valence, arousal = (tuple(fitted[name]) for name in ("moods", "valence", "arousal"))
    return Calibration(moods, fitted["bias"], valence, arousal)


def _checksums(text: str, packed: bytes) -> dict[str, str]:
    return {"trees": _digest(text.encode()), "arrays": _digest(packed)}


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
