"""How a song feels: a vector of features in, calibrated mood, place on the plane and plain words out.

Two models are pooled: boosted trees (LightGBM) and ridge regression on random Fourier features, which approximates
a Gaussian kernel machine and varies smoothly. Knows no audio and no training.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from engine.analysis import FEATURES_VERSION, Analysis
from engine.api import Mood
from engine.errors import EngineError
from engine.trees import Forest

Array = NDArray[np.floating[Any]]

WEIGHTS = Path(__file__).parent / "weights"
WAVES = 2000  # random Fourier features
WIDTH = 0.5  # of the Gaussian kernel exp(-WIDTH * squared distance / numbers)
SEED = 7  # of the random directions; part of the weights
CLIP = 3.0  # deviations at which a feature's influence ends
POSITIVE, AROUSED = (0, 3), (0, 1)  # places of the pleasant and of the lively moods in happy, angry, sad, relaxed

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
    """How the two models are pooled; fitted on predictions for clips that the models had not seen.

    ``ridge`` and ``trees`` weigh the scores and the log probabilities of the four moods; ``valence`` and ``arousal``
    (offset, weight of the ridge's score, weight of the trees' log odds) place a song on its axis.
    """

    ridge: float
    trees: float
    valence: tuple[float, float, float]
    arousal: tuple[float, float, float]


@dataclass(frozen=True)
class Ridge:
    """Standardisation of the vector (``mean``, ``scale``: (n,)) and ``weights`` (WAVES, 4) on its random waves."""

    mean: Array
    scale: Array
    weights: Array

    def standardised(self, vectors: Array) -> Array:
        """(songs, n) raw -> deviations, held within ``CLIP``."""
        return np.clip((vectors - self.mean) / self.scale, -CLIP, CLIP)

    def scores(self, standardised: Array) -> Array:
        """(songs, n) -> (songs, 4), about 0.75 for a certain mood and -0.25 for the others."""
        return waves(standardised) @ self.weights


@dataclass(frozen=True)
class MoodModel:
    """Ridge, trees (``text``, LightGBM's own), their calibration, and the fingerprint of the vector's names."""

    ridge: Ridge
    text: str
    calibration: Calibration
    digest: str

    @classmethod
    def load(cls, folder: Path = WEIGHTS) -> Self:
        """Read ``mood.txt`` and ``mood.json``; ``WeightsMismatch`` when they are of another version or damaged."""
        try:
            described = json.loads((folder / "mood.json").read_text(encoding="utf-8"))
            text = (folder / "mood.txt").read_text(encoding="utf-8")
        except (OSError, ValueError) as reason:
            raise WeightsMismatch from reason
        if described["features"] != FEATURES_VERSION or described["trees"] != _digest(text):
            raise WeightsMismatch
        ridge = Ridge(*(np.array(described[name]) for name in ("mean", "scale", "weights")))
        fitted = described["calibration"]
        axes = (tuple(fitted[axis]) for axis in ("valence", "arousal"))
        calibration = Calibration(fitted["ridge"], fitted["trees"], *axes)
        return cls(ridge, text, calibration, described["names"])

    @cached_property
    def trees(self) -> Forest:
        """The boosted trees, read."""
        return Forest.parse(self.text)

    def save(self, folder: Path) -> None:
        """Write ``mood.txt`` and ``mood.json``, what ``load`` reads."""
        described = {
            "features": FEATURES_VERSION,
            "names": self.digest,
            "trees": _digest(self.text),
            "calibration": asdict(self.calibration),
            "mean": _rounded(self.ridge.mean),
            "scale": _rounded(self.ridge.scale),
            "weights": _rounded(self.ridge.weights),
        }
        (folder / "mood.txt").write_text(self.text, encoding="utf-8")
        (folder / "mood.json").write_text(json.dumps(described) + "\n", encoding="utf-8")

    def feel(self, heard: Analysis | Array) -> Mood:
        """The mood of one song, from its analysis, its wide vector, or those of its parts (parts, n)."""
        if isinstance(heard, Analysis) and names_digest(heard.names) != self.digest:
            raise WeightsMismatch
        vectors = np.atleast_2d(heard.vector if isinstance(heard, Analysis) else heard)
        if vectors.shape[1:] != self.ridge.mean.shape:
            raise WeightsMismatch
        ridge, trees = (scores.mean(axis=0, keepdims=True) for scores in self.scores(vectors))
        moods = pooled(self.calibration, ridge, trees)[0]
        valence, arousal = (float(axis[0]) for axis in plane(self.calibration, ridge, trees))
        happy, angry, sad, relaxed = (float(share) for share in moods)
        return Mood(happy, angry, sad, relaxed, valence, arousal, float(moods.max()), words(valence, arousal))

    def scores(self, vectors: Array) -> tuple[Array, Array]:
        """(songs, n) -> the ridge's scores and the trees' log probabilities, each (songs, 4)."""
        standardised = self.ridge.standardised(vectors)
        return self.ridge.scores(standardised), np.log(np.maximum(self.trees.predict(standardised), 1e-6))


def waves(standardised: Array) -> Array:
    """(songs, n) -> (songs, WAVES): cosines along random directions (Rahimi and Recht 2007)."""
    directions, phases = _directions(standardised.shape[1])
    return np.cos(standardised @ directions + phases) * np.sqrt(2.0 / WAVES)


def pooled(calibration: Calibration, ridge: Array, trees: Array) -> Array:
    """(songs, 4): calibrated probabilities, a weighted geometric mean of both models."""
    logits = calibration.ridge * ridge + calibration.trees * trees
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    return odds / odds.sum(axis=1, keepdims=True)


def plane(calibration: Calibration, ridge: Array, trees: Array) -> tuple[Array, Array]:
    """Valence and arousal (songs,), -1..1: signed odds of the upper half, scaled so that songs fill the axis."""
    halves = ((POSITIVE, calibration.valence), (AROUSED, calibration.arousal))
    valence, arousal = (np.tanh(axis_scores(ridge, trees, half) @ np.array(fit)) for half, fit in halves)
    return valence, arousal


def axis_scores(ridge: Array, trees: Array, upper: tuple[int, int]) -> Array:
    """(songs, 3): one, the ridge's score and the trees' log odds of the two ``upper`` moods against the others."""
    lower = [mood for mood in range(4) if mood not in upper]
    shares = np.exp(trees)
    odds = np.log(shares[:, upper].sum(axis=1) / shares[:, lower].sum(axis=1))
    return np.stack([np.ones(len(ridge)), ridge[:, upper].sum(axis=1) - ridge[:, lower].sum(axis=1), odds], axis=1)


def words(valence: float, arousal: float) -> tuple[str, ...]:
    """Three to five adjectives around a place on the plane, the nearest first; near ones do not contradict."""
    distances = {word: float(np.hypot(valence - v, arousal - a)) for word, (v, a) in _WORDS.items()}
    nearest = sorted(distances, key=lambda word: distances[word])[:5]
    return tuple(word for rank, word in enumerate(nearest) if rank < 3 or distances[word] < 0.25)


@lru_cache(maxsize=4)
def names_digest(names: tuple[str, ...]) -> str:
    """Fingerprint of a vector's names and order."""
    return _digest("\n".join(names))


@lru_cache(maxsize=2)
def _directions(count: int) -> tuple[Array, Array]:
    """Random directions (count, WAVES) and phases (WAVES,); numpy keeps ``RandomState``'s streams frozen."""
    source = np.random.RandomState(SEED)
    directions = source.standard_normal((count, WAVES)) * np.sqrt(2.0 * WIDTH / count)
    return directions, source.uniform(0.0, 2.0 * np.pi, WAVES)


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _rounded(values: Array) -> Any:
    """Six significant digits, as nested lists."""
    return np.vectorize(lambda value: float(f"{value:.6g}"))(values).tolist()
