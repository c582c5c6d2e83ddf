"""The songs that the ear is taught with, from folders of clips with a ``labels.csv`` each.

``<data>/mood4q/labels.csv`` needs the columns file, label (Q1 happy, Q2 angry, Q3 sad, Q4 relaxed), genres and moods
(separated by "; "), artist_group and fold (0-9, no artist in two folds); ``<data>/emotify/labels.csv`` file, genre,
artist_group and a share for each of the nine felt emotions. What is not known of a clip is NaN.
"""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.analysis import FEATURES_VERSION, analyse
from engine.api import Progress, Step, silent
from engine.audio import decode
from engine.ear.frames import frames
from engine.ear.names import EMOTIONS, GENRES
from engine.spectrum import BANDS, FRAMES_PER_SECOND, RATE, spectrum

Array = NDArray[np.floating[Any]]
Rows = NDArray[np.bool_]
Numbers = NDArray[np.intp]

LONGEST = 1292  # frames kept of a clip: 30 s
COMMON = 20  # clips that must carry a mood tag before it is taught
PROCESSES = 2
NO_FOLD = -1

EMOTIFY_GENRES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "classical": (
        ("Classical",),
        ("Pop/Rock", "Jazz", "Electronic", "Country", "R&B", "Blues", "Latin", "Rap", "Reggae"),
    ),
    "rock": (("Pop/Rock",), ("Classical", "Jazz", "Easy Listening", "New Age")),
    "electronic": (("Electronic",), ("Classical", "Country", "Blues", "Vocal")),
    "pop": (("Pop/Rock",), ("Classical", "Jazz", "Avant-Garde")),
}
"""Which of our genres each of Emotify's four is, and which it surely is not; of the others it says nothing."""


@dataclass(frozen=True)
class Labels:
    """What is known of n clips; unknown is NaN.

    ``moods`` (n, 4) one-hot, ``plane`` (n, 2) pleasant and aroused, ``emotions`` (n, 9), ``genres`` (n, genres),
    ``tags`` (n, tags); ``artists`` (n,) number the artists, negative and different for each clip where unknown.
    """

    moods: Array
    plane: Array
    emotions: Array
    genres: Array
    tags: Array
    artists: Numbers

    def hidden(self, rows: Rows) -> Labels:
        """The same, with everything unknown about some clips."""
        known = (self.moods, self.plane, self.emotions, self.genres, self.tags)
        moods, plane, emotions, genres, tags = (np.where(rows[:, None], np.float32(np.nan), each) for each in known)
        return Labels(moods, plane, emotions, genres, tags, np.where(rows, -1 - np.arange(len(rows)), self.artists))


@dataclass(frozen=True)
class Corpus:
    """n clips: ``frames`` (n, 96, LONGEST) float16 of which ``lengths`` (n,) are sound, the analysis' wide vector as
    ``features`` (n, k) and its ``feature_names``, ``folds`` (n,) (``NO_FOLD``: in every training), ``labels``."""

    names: tuple[str, ...]
    frames: NDArray[np.float16]
    lengths: Numbers
    features: Array
    feature_names: tuple[str, ...]
    folds: Numbers
    labels: Labels

    def hiding(self, rows: Rows) -> Corpus:
        """The same clips, with nothing known about some."""
        return replace(self, labels=self.labels.hidden(rows))


def read(data: Path, work: Path, progress: Progress = silent) -> Corpus:
    """Hear every clip of both folders, or read what an earlier call kept in ``work``."""
    rows = [(folder, row) for folder in ("mood4q", "emotify") for row in _rows(data / folder / "labels.csv")]
    paths = [data / folder / row["file"] for folder, row in rows]
    names = tuple(f"{folder}/{row['file']}" for folder, row in rows)
    sound = _kept(work, names) or _heard(paths, names, work, progress)
    folds = np.array([int(row["fold"]) if folder == "mood4q" else NO_FOLD for folder, row in rows])
    return Corpus(names, *sound, folds, _labels(rows))


Sound = tuple[NDArray[np.float16], Numbers, Array, tuple[str, ...]]


def keep(work: Path, names: Sequence[str], sound: Sound) -> None:
    """Write frames, lengths, features and their names to ``work``, for ``read`` to find."""
    work.mkdir(parents=True, exist_ok=True)
    np.save(work / "frames.npy", sound[0])
    _, lengths, features, feature_names = sound
    np.savez(work / "songs.npz", key=_key(names), lengths=lengths, features=features, names=np.array(feature_names))


def _kept(work: Path, names: Sequence[str]) -> Sound | None:
    if not (work / "songs.npz").exists():
        return None
    with np.load(work / "songs.npz") as songs:
        if str(songs["key"]) != _key(names):
            return None
        features, lengths = songs["features"], songs["lengths"]
        return np.load(work / "frames.npy"), lengths, features, tuple(map(str, songs["names"]))


def _heard(paths: Sequence[Path], names: Sequence[str], work: Path, progress: Progress) -> Sound:
    frames_of = np.empty((len(paths), BANDS, LONGEST), dtype=np.float16)
    lengths = np.zeros(len(paths), dtype=np.intp)
    features: list[Array] = []
    names_of: tuple[str, ...] = ()
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for place, (seen, vector, named) in enumerate(pool.map(_listen, paths, chunksize=8)):
            lengths[place] = min(seen.shape[1], LONGEST)
            frames_of[place] = np.tile(seen, -(-LONGEST // seen.shape[1]))[:, :LONGEST]
            features.append(vector)
            names_of = named
            progress(Step(f"hearing clip {place + 1} of {len(paths)}", (place + 1) / len(paths)))
    sound = (frames_of, lengths, np.array(features, dtype=np.float32), names_of)
    keep(work, names, sound)
    return sound


def _listen(path: Path) -> tuple[NDArray[np.float16], Array, tuple[str, ...]]:
    samples = decode(path.read_bytes(), rate=RATE, mono=True).samples[0]
    sound = spectrum(samples[: round(LONGEST / FRAMES_PER_SECOND * RATE)])
    analysis = analyse(sound)
    return frames(sound).astype(np.float16), analysis.vector, analysis.names


def _key(names: Sequence[str]) -> str:
    """Fingerprint of the clips and of the analysis that heard them."""
    return hashlib.blake2b("\n".join((str(FEATURES_VERSION), *names)).encode(), digest_size=16).hexdigest()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _labels(rows: Sequence[tuple[str, Mapping[str, str]]]) -> Labels:
    tagged = Counter(tag for folder, row in rows if folder == "mood4q" for tag in row["moods"].split("; "))
    tags = sorted(tag for tag, count in tagged.items() if count >= COMMON)
    artists = {name: number for number, name in enumerate(sorted({row["artist_group"] for _, row in rows}))}
    each = [_of_mood4q(row, tags) if folder == "mood4q" else _of_emotify(row, tags) for folder, row in rows]
    stacked = [np.array(column, dtype=np.float32) for column in zip(*each, strict=True)]
    moods, plane, emotions, genres, tagged_as = stacked
    of_artists = np.array([artists[row["artist_group"]] for _, row in rows])
    return Labels(moods, plane, emotions, genres, tagged_as, of_artists)


def _of_mood4q(row: Mapping[str, str], tags: Sequence[str]) -> tuple[list[float], ...]:
    mood = int(row["label"][1]) - 1
    genres, words = row["genres"].split("; "), row["moods"].split("; ")
    return (
        [float(place == mood) for place in range(4)],
        [float(mood in (0, 3)), float(mood in (0, 1))],
        [np.nan] * len(EMOTIONS),
        [float(genre in genres) for genre in GENRES],
        [float(tag in words) for tag in tags],
    )


def _of_emotify(row: Mapping[str, str], tags: Sequence[str]) -> tuple[list[float], ...]:
    known, unlike = EMOTIFY_GENRES[row["genre"]]
    surely = dict.fromkeys(known, 1.0) | dict.fromkeys(unlike, 0.0)
    return (
        [np.nan] * 4,
        [np.nan] * 2,
        [float(row[emotion]) for emotion in EMOTIONS],
        [surely.get(genre, np.nan) for genre in GENRES],
        [np.nan] * len(tags),
    )
