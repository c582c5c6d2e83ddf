"""The ladder from bytes to a Hearing: bytes -> Clip -> Spectrum -> Analysis and ear -> Mood, likeness, Sketch.

Enter at any rung.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from engine.analysis import Analysis, analyse
from engine.api import Hearing, Mood, Progress, Step, digest, silent
from engine.audio import Clip, Limits, decode
from engine.ear import EMOTIONS, GENRES, Heard, listen
from engine.likeness import Array, Metric, pooled
from engine.mood import MoodModel
from engine.sketch import sketch
from engine.spectrum import RATE, Spectrum, spectrum

EXCERPT = 30.0  # s; the length of the clips that the mood was learned from
WHOLE = 1.5 * EXCERPT  # s; up to here a song is measured whole

LED = {
    "tempo": "tempo_confidence",
    "tempo_other": "tempo_confidence",
    "key": "key_confidence",
    "mode": "key_confidence",
    "tuning": "key_confidence",
}
"""Features of which no mean makes sense: the excerpt that is surest of them speaks for the song."""


@dataclass(frozen=True)
class Part:
    """One excerpt of a song: what was measured of it, and what the ear made of it."""

    measured: Analysis
    heard: Heard


def hear(data: bytes, limits: Limits | None = None, progress: Progress = silent) -> Hearing:
    """Listen to a file's bytes; ``EngineError`` says what is wrong with them."""
    progress(Step("opening the file", 0.05))
    clip = decode(data, limits or Limits(), rate=RATE, mono=True)
    return hear_clip(clip, digest(data), progress)


def hear_clip(clip: Clip, name: str, progress: Progress = silent) -> Hearing:
    """Listen to a mono clip at 22 050 Hz; ``name`` is the digest that it is known by."""
    progress(Step("listening", 0.3))
    samples = clip.samples[0]
    sound = spectrum(samples)
    parts = []
    spans = excerpts(len(samples) / RATE)
    for number, (start, end) in enumerate(spans):
        progress(Step("listening", 0.3 + 0.5 * number / len(spans)))
        parts.append(_part(sound.part(start, end), samples[round(start * RATE) : round(end * RATE)]))
    progress(Step("feeling the mood", 0.9))
    return _hearing(name, clip, sound, parts)


def excerpts(seconds: float) -> tuple[tuple[float, float], ...]:
    """What to measure of a song of that length: all of it, or 30 s around its first, middle and last third."""
    if seconds <= WHOLE:
        return ((0.0, seconds),)
    starts = [(seconds - EXCERPT) * share for share in (1 / 6, 1 / 2, 5 / 6)]
    return tuple((start, start + EXCERPT) for start in starts)


def _part(sound: Spectrum, samples: Array) -> Part:
    return Part(analyse(sound, samples), listen(sound))


def _hearing(name: str, clip: Clip, sound: Spectrum, parts: Sequence[Part]) -> Hearing:
    measured = [part.measured for part in parts]
    features = pooled_features(measured)
    traits = {trait: float(np.mean([one.traits[trait] for one in measured])) for trait in measured[0].traits}
    return Hearing(
        audio=name,
        duration=clip.duration,
        spans=clip.spans,
        features=features,
        mood=_feel(parts),
        sketch=sketch(sound, clip.duration, features["tempo"], traits).pack(),
        vector=_place(parts),
        genres=_shares(GENRES, [part.heard.genres for part in parts]),
        emotions=_shares(EMOTIONS, [part.heard.emotions for part in parts]),
    )


def pooled_features(parts: Sequence[Analysis]) -> dict[str, float]:
    """Named features over excerpts: means, but tempo and key from the excerpt that is surest of them."""
    pooled = {name: float(np.mean([part.features[name] for part in parts])) for name in parts[0].features}
    for name, sureness in LED.items():
        surest = max(parts, key=lambda part: part.features[sureness])
        pooled[name], pooled[sureness] = surest.features[name], surest.features[sureness]
    return {name: round(value, 5) for name, value in pooled.items()}


def _feel(parts: Sequence[Part]) -> Mood:
    """The mood of all excerpts together: what the models say of each, averaged."""
    vectors = np.stack([part.measured.vector for part in parts])
    return _mood().feel(vectors, [part.heard for part in parts])


def _place(parts: Sequence[Part]) -> bytes:
    """The likeness vector of all excerpts together, as it is kept."""
    metric = _metric()
    return pooled([metric.vector(part.measured, part.heard) for part in parts]).astype("<f2").tobytes()


def _shares(names: Sequence[str], told: Sequence[Array]) -> Mapping[str, float]:
    """What the ear says of each name, averaged over excerpts."""
    return {name: round(float(share), 4) for name, share in zip(names, np.mean(told, axis=0), strict=True)}


@lru_cache(maxsize=1)
def _mood() -> MoodModel:
    return MoodModel.load()


@lru_cache(maxsize=1)
def _metric() -> Metric:
    return Metric.load()
