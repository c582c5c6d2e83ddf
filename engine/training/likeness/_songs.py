"""The songs that the metric is learned from and measured on, heard whole and as a phone would record them.

``<data>/mood4q/labels.csv`` needs the columns file, artist, title, genres (separated by "; "), artist_group and fold
(0-9, no artist in two folds); ``<data>/emotify/labels.csv`` file, artist, title, artist_group, fold10 and near_dup_of.
Moods and emotions are not read.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.analysis import analyse
from engine.api import Part, Progress, Step, silent
from engine.audio import decode
from engine.ear import Ear
from engine.ear.listen import WEIGHTS
from engine.likeness import Array, inputs
from engine.spectrum import RATE, Spectrum, spectrum
from engine.training.likeness._phone import Recording, drawn, phone, plain, recorded

Labels = NDArray[np.intp]
Numbers = Mapping[Part, Array]
"""What each block is projected from: (songs, n)."""

RECORDINGS: Mapping[str, Callable[[np.random.Generator], Recording]] = {"drawn": drawn, "plain": plain, "phone": phone}
"""One recording of each kind is made of every song; the last two are what excerpts are measured with."""
SEED = 1
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Clip:
    """A row of a ``labels.csv``; ``genres`` is empty where none are known, ``twin`` names another file of one song."""

    path: Path
    source: str
    artist: str
    title: str
    group: str
    fold: int
    genres: frozenset[str]
    twin: Path | None


@dataclass(frozen=True)
class Songs:
    """n clips as the blocks' raw inputs: heard whole (``clean``) and in each kind of recording (``recordings``).

    As ``read`` gives them, ``character`` is (n, ears, numbers); ``through`` chooses one of the ears.
    """

    clips: tuple[Clip, ...]
    clean: Numbers
    recordings: Mapping[str, Numbers]

    def through(self, ear: int) -> Songs:
        """The same songs, as one of the ears hears them."""
        recordings = {kind: _through(ear, numbers) for kind, numbers in self.recordings.items()}
        return replace(self, clean=_through(ear, self.clean), recordings=recordings)

    @property
    def artists(self) -> Labels:
        """(n,): artists by number."""
        return np.unique([f"{clip.source} {clip.group}" for clip in self.clips], return_inverse=True)[1]

    @property
    def folds(self) -> Labels:
        """(n,): artist-disjoint folds."""
        return np.array([clip.fold for clip in self.clips])

    @property
    def genres(self) -> Array:
        """(n, genres): 1 where a clip is known to be of a genre."""
        names = sorted(set().union(*(clip.genres for clip in self.clips)))
        told = [[name in clip.genres for name in names] for clip in self.clips]
        return np.array(told, dtype=np.float32).reshape(len(self.clips), len(names))

    def of(self, source: str) -> NDArray[np.bool_]:
        """(n,): which clips come from that folder."""
        return np.array([clip.source == source for clip in self.clips])

    @property
    def twins(self) -> tuple[tuple[int, int], ...]:
        """Pairs of clips that hold the same song."""
        places = {clip.path: place for place, clip in enumerate(self.clips)}
        return tuple((place, places[clip.twin]) for place, clip in enumerate(self.clips) if clip.twin)


def clips(data: Path) -> tuple[Clip, ...]:
    """Every row of both ``labels.csv``."""
    mood4q = [_mood4q(data / "mood4q", row) for row in _rows(data / "mood4q")]
    return tuple(mood4q + [_emotify(data / "emotify", row) for row in _rows(data / "emotify")])


def read(data: Path, ears: Sequence[Path] = (WEIGHTS,), progress: Progress = silent) -> Songs:
    """Decode, analyse and listen (with each of the ears) to every clip and its recordings in a pool of processes."""
    found = clips(data)
    heard: list[list[Numbers]] = []
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for result in pool.map(partial(_heard, ears=tuple(ears)), enumerate(found), chunksize=8):
            heard.append(result)
            progress(Step(f"hearing clip {len(heard)} of {len(found)}", len(heard) / len(found)))
    columns = [_stacked(column) for column in zip(*heard, strict=True)]
    return Songs(found, columns[0], dict(zip(RECORDINGS, columns[1:], strict=True)))


@lru_cache(maxsize=1)
def sound_names() -> tuple[str, ...]:
    """Names of the numbers that the block of sound is projected from, in their order."""
    noise = np.random.default_rng(0).standard_normal(3 * RATE)
    return tuple(name for name in analyse(spectrum(noise)).names if not name.startswith("rhythm."))


def _heard(numbered: tuple[int, Clip], ears: tuple[Path, ...]) -> list[Numbers]:
    """The blocks' inputs of a clip, then of its recordings; the clip's number is part of their seeds."""
    number, clip = numbered
    samples = decode(clip.path.read_bytes(), rate=RATE, mono=True).samples[0]
    excerpts = []
    for kind, draw in enumerate(RECORDINGS.values()):
        source = np.random.default_rng([SEED, kind, number])
        excerpts.append(recorded(samples, draw(source), source))
    return [_inputs(spectrum(each), ears) for each in (samples, *excerpts)]


def _inputs(sound: Spectrum, ears: tuple[Path, ...]) -> Numbers:
    analysis = analyse(sound)
    numbers = [inputs(analysis, _ear(ear).listen(sound)) for ear in ears]
    return {**numbers[0], "character": np.stack([each["character"] for each in numbers], axis=1)}


def _through(ear: int, numbers: Numbers) -> Numbers:
    return {**numbers, "character": numbers["character"][:, ear]}


@lru_cache(maxsize=16)
def _ear(path: Path) -> Ear:
    return Ear.load(path)


def _stacked(rows: Sequence[Numbers]) -> Numbers:
    return {name: np.concatenate([row[name] for row in rows]) for name in rows[0]}


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _mood4q(folder: Path, row: Mapping[str, str]) -> Clip:
    genres = frozenset(filter(None, row["genres"].split("; ")))
    fold = int(row["fold"])
    return Clip(folder / row["file"], folder.name, row["artist"], row["title"], row["artist_group"], fold, genres, None)


def _emotify(folder: Path, row: Mapping[str, str]) -> Clip:
    twin = folder / row["near_dup_of"] if row["near_dup_of"] else None
    fold = int(row["fold10"])
    return Clip(
        folder / row["file"], folder.name, row["artist"], row["title"], row["artist_group"], fold, frozenset(), twin
    )
