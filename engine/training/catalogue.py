"""Hear the songs that come along with Slate and keep what was heard: numbers, title and artist, and never a label."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from engine.api import Hearing, Progress, Step, silent
from engine.catalogue import Entry, save
from engine.hearing import hear
from engine.training.likeness import Clip, clips

PROCESSES = 2
FACELESS = re.compile(r"(mfcc|chroma|contrast)_\d")
"""Features that no sentence is made of; they are left out to keep the file small."""
DIGITS = 4
LEAST = 0.02  # of a genre's share


def write(data: Path, out: Path, progress: Progress = silent) -> str:
    """Hear every clip of ``data`` whose title and artist are known and write the catalogue's file ``out``."""
    chosen = known(clips(data))
    entries = []
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        for clip, hearing in zip(chosen, pool.map(_hear, [clip.path for clip in chosen], chunksize=4), strict=True):
            entries.append(entry(clip, hearing))
            progress(Step(f"hearing song {len(entries)} of {len(chosen)}", len(entries) / len(chosen)))
    out.parent.mkdir(parents=True, exist_ok=True)
    save(entries, out)
    return f"{len(entries)} songs, {out.stat().st_size / 2**20:.2f} MiB"


def known(found: Sequence[Clip]) -> list[Clip]:
    """One clip of each song that has a title and an artist."""
    kept: dict[tuple[str, str], Clip] = {}
    for clip in found:
        named = spoken(clip.artist).casefold(), spoken(clip.title).casefold()
        if clip.twin is None and all(named) and "unknown" not in named:
            kept.setdefault(named, clip)
    return list(kept.values())


def entry(clip: Clip, hearing: Hearing) -> Entry:
    """What is kept of a heard clip."""
    features = {name: value for name, value in hearing.features.items() if not FACELESS.match(name)}
    genres = {name: share for name, share in hearing.genres.items() if share >= LEAST}
    return Entry(
        title=spoken(clip.title),
        artists=(spoken(clip.artist),),
        vector=hearing.vector,
        mood=hearing.mood,
        features=_short(features),
        genres=_short(genres),
    )


def spoken(name: str) -> str:
    """A name without control characters and doubled spaces; the lists write a semicolon where a name has a comma."""
    printable = "".join(" " if unicodedata.category(letter).startswith("C") else letter for letter in name)
    return " ".join(printable.replace(";", ",").split())


def _hear(path: Path) -> Hearing:
    return hear(path.read_bytes())


def _short(numbers: Mapping[str, float]) -> dict[str, float]:
    return {name: float(f"{value:.{DIGITS}g}") for name, value in numbers.items()}
