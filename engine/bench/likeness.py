"""How well likeness is told, beside simpler ways of telling it, all measured in one run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.api import BLOCKS, Part, Progress, silent
from engine.ear.listen import WEIGHTS
from engine.likeness import CLIP, Array, unit
from engine.training.likeness import (
    EMOTIFY,
    MOODS,
    Embed,
    Figures,
    Fold,
    Numbers,
    Rows,
    Songs,
    artist_ranks,
    cross_validated,
    embedding,
    figures,
    other_folds,
    read,
    sound_names,
    standard_error,
    twin_ranks,
)

FOLDS = 10
DRAWS = (1, 2, 3)
SIMPLE = ("cepstral.mfcc_mean.", "cepstral.mfcc_std.")
"""What most small systems compare: mean and deviation of 20 cepstral coefficients."""
NAMED: tuple[Part, ...] = ("sound", "groove")


def run(data: Path, ears: Path | None = None, progress: Progress = silent) -> str:
    """Hear the clips of ``data`` and their recordings, and return a readable table.

    ``ears`` is a folder with ``fold0.safetensors`` to ``fold9.safetensors``, networks that were taught without each
    fold's clips (``slate train ear`` leaves them in its work folder); without it the shipped ear listens, which knows
    these songs, and the rows that use it are marked.
    """
    paths = [WEIGHTS] if ears is None else [ears / f"fold{fold}.safetensors" for fold in range(FOLDS)]
    songs = read(data, paths, progress)
    heard = [songs.through(ear) for ear in range(len(paths))] * (FOLDS // len(paths))
    return report(heard, clean=ears is not None)


def report(songs: Sequence[Songs], clean: bool) -> str:
    """The table for the same songs as each fold's ear hears them; ``clean``: no ear heard its fold."""
    first, mark = songs[0], "" if clean else " *"
    ours = cross_validated(songs, embedding)
    named = _only(ours, *NAMED)
    rows = {
        "40 MFCC numbers, standardised": cross_validated(songs, _simple),
        "all named features, standardised": cross_validated(songs, _standardised),
        f"character{mark}": _only(ours, "character"),
        "sound": _only(ours, "sound"),
        "groove": _only(ours, "groove"),
        "sound + groove": named,
        f"Slate{mark}": ours,
    }
    told = {name: figures(first, answers) for name, answers in rows.items()}
    lines = [_head(), *(_row(name, each) for name, each in told.items()), ""]
    lines += [_gain(first, rows["all named features, standardised"], ours), ""]
    lines += [_elsewhere(told["sound + groove"]), _across(first), "", _draws(first), "", _legend(first, clean)]
    return "\n".join(lines)


def _only(answers: Sequence[Fold], *parts: Part) -> list[Fold]:
    """The same answers from some blocks alone."""
    inside = np.concatenate([np.arange(block.start, block.end) for block in BLOCKS if block.name in parts])
    return [
        replace(
            fold,
            songs=unit(fold.songs[:, inside]),
            recordings={kind: unit(vectors[:, inside]) for kind, vectors in fold.recordings.items()},
        )
        for fold in answers
    ]


def _standardised(songs: Songs, rows: Rows) -> Embed:
    return _plain(songs, rows, np.arange(_named(songs.clean).shape[1]))


def _simple(songs: Songs, rows: Rows) -> Embed:
    return _plain(songs, rows, _cepstral())


def _plain(songs: Songs, rows: Rows, columns: NDArray[np.intp]) -> Embed:
    """Cosine of deviations; nothing is learned but mean and deviation."""
    known = _named(songs.clean)[rows][:, columns]
    mean, scale = known.mean(axis=0), known.std(axis=0) + 1e-6
    return lambda numbers: unit(np.clip((_named(numbers)[:, columns] - mean) / scale, -CLIP, CLIP))


def _named(numbers: Numbers) -> Array:
    """All named features (songs, n): first those of the sound."""
    return np.concatenate([numbers[part] for part in NAMED], axis=1)


def _cepstral() -> NDArray[np.intp]:
    """Places of the 40 simple numbers among those of the sound."""
    return np.flatnonzero([name.startswith(SIMPLE) for name in sound_names()])


def _head() -> str:
    names = ("same artist first", "reciprocal rank", "genre of 10", "excerpt", "phone")
    return f"{'':<34}" + "".join(f"{name:>19}" for name in names)


def _row(name: str, told: Figures) -> str:
    parts = (told.first, told.reciprocal, told.genre, told.excerpts["plain", MOODS], told.excerpts["phone", MOODS])
    return f"{name:<34}" + "".join(f"{figure!s:>19}" for figure in parts)


def _gain(songs: Songs, simple: Sequence[Fold], ours: Sequence[Fold]) -> str:
    """The difference on the same folds; folds share their difficulty, so their pairs say more."""
    own = songs.of(MOODS)
    gaps = []
    for before, after in zip(simple, ours, strict=True):
        ranks = [artist_ranks(songs, fold.songs, fold.held & own, own) for fold in (before, after)]
        if len(ranks[0]):
            gaps.append(float(np.mean(1.0 / ranks[1]) - np.mean(1.0 / ranks[0])))
    gained = f"{sum(gaps) / max(1, len(gaps)):+.3f} ± {standard_error(gaps):.3f}"
    return f"gain in reciprocal rank over standardised features, paired by fold: {gained}"


def _elsewhere(told: Figures) -> str:
    parts = [
        f"{kind} {figure} of {figure.count}" for (kind, source), figure in told.excerpts.items() if source == EMOTIFY
    ]
    return f"Emotify's recordings that find their song first among all, sound + groove: {', '.join(parts)}"


def _across(songs: Songs) -> str:
    """Learned from one collection of songs, measured on the other, which holds a few songs twice."""
    ours, theirs = songs.of(MOODS), songs.of(EMOTIFY)
    lines = []
    for name, vectors in (
        ("standardised features", _standardised(songs, ours)(songs.clean)),
        ("sound + groove", _named_vectors(songs, ours)),
    ):
        ranks = artist_ranks(songs, vectors, theirs, theirs)
        error = np.std(ranks == 1) / np.sqrt(len(ranks))
        lines.append(
            f"Emotify, learned without it, {name}: same artist first {np.mean(ranks == 1):.3f} ± {error:.3f}, "
            f"reciprocal rank {np.mean(1.0 / ranks):.3f} ({len(ranks)} songs); "
            f"two files of one song find each other at rank {twin_ranks(songs, vectors)}"
        )
    return "\n".join(lines)


def _named_vectors(songs: Songs, rows: Rows) -> Array:
    start = BLOCKS[1].start
    return unit(embedding(songs, rows)(songs.clean)[:, start:])


def _draws(songs: Songs) -> str:
    """The same songs dealt into other folds; only named features, since no ear was taught without these folds."""
    told = [
        figures(songs, _only(cross_validated([songs] * FOLDS, embedding, other_folds(songs, draw)), *NAMED))
        for draw in DRAWS
    ]
    each = "; ".join(f"{one.first.mean:.3f} / {one.reciprocal.mean:.3f} / {one.genre.mean:.3f}" for one in told)
    return f"sound + groove on {len(DRAWS)} other draws of artist-disjoint folds: {each}"


def _legend(songs: Songs, clean: bool) -> str:
    asked = (
        f"{len(songs.clips)} clips, {FOLDS} artist-disjoint folds; ± is the standard error over folds (Emotify: songs)."
    )
    taken = (
        "excerpt: 10 s, 3 % fast or slow, white noise at 20 dB, coded at 12-48 kbit/s; phone: also 150-7000 Hz, pink."
    )
    if clean:
        return f"{asked}\n{taken}\nThe ear behind each fold was taught without its clips, but with Emotify's."
    return f"{asked}\n{taken}\n* not clean: the shipped ear was taught with these very songs."
