"""How well likeness is told, beside simpler ways of telling it, all measured in one run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.analysis import analyse
from engine.api import BLOCKS, Part, Progress, silent
from engine.ear.listen import WEIGHTS
from engine.likeness import CLIP, Array, unit
from engine.spectrum import RATE, spectrum
from engine.training.likeness import (
    EMOTIFY,
    MOODS,
    Embed,
    Figures,
    Fold,
    Numbers,
    Rows,
    Songs,
    Teach,
    artist_ranks,
    cross_validated,
    embedding,
    figures,
    other_folds,
    read,
    taught,
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
    rows = {
        "40 MFCC numbers, standardised": cross_validated(songs, _simple),
        "all named features, standardised": cross_validated(songs, _standardised),
        f"character{mark}": cross_validated(songs, _only("character")),
        "sound": cross_validated(songs, _only("sound")),
        "groove": cross_validated(songs, _only("groove")),
        "sound + groove": cross_validated(songs, _only(*NAMED)),
        f"Slate{mark}": cross_validated(songs, embedding),
    }
    lines = [_head(), *(_row(name, figures(first, answers)) for name, answers in rows.items())]
    lines += [
        "",
        _excerpts(first, rows["sound + groove"]),
        "",
        _draws(first),
        "",
        _across(first),
        "",
        _legend(first, clean),
    ]
    return "\n".join(lines)


def _only(*parts: Part) -> Teach:
    """The metric with some blocks alone."""

    def teach(songs: Songs, rows: Rows) -> Embed:
        metric = taught(songs, rows)
        inside = np.concatenate([np.arange(block.start, block.end) for block in BLOCKS if block.name in parts])
        return lambda numbers: unit(metric.vectors(numbers)[:, inside])

    return teach


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


@lru_cache(maxsize=1)
def _cepstral() -> NDArray[np.intp]:
    """Places of the 40 simple numbers among those of the sound."""
    names = analyse(spectrum(np.random.default_rng(0).standard_normal(3 * RATE))).names
    return np.flatnonzero([name.startswith(SIMPLE) for name in names if not name.startswith("rhythm.")])


def _head() -> str:
    names = ("same artist first", "reciprocal rank", "genre of 10", "excerpt", "phone")
    return f"{'':<34}" + "".join(f"{name:>19}" for name in names)


def _row(name: str, told: Figures) -> str:
    parts = (told.first, told.reciprocal, told.genre, told.excerpts["plain", MOODS], told.excerpts["phone", MOODS])
    return f"{name:<34}" + "".join(f"{figure!s:>19}" for figure in parts)


def _draws(songs: Songs) -> str:
    """The same songs dealt into other folds; only named features, since no ear was taught without these folds."""
    told = [figures(songs, cross_validated([songs] * FOLDS, _only(*NAMED), other_folds(songs, draw))) for draw in DRAWS]
    each = "; ".join(f"{one.first.mean:.3f} / {one.reciprocal.mean:.3f} / {one.genre.mean:.3f}" for one in told)
    return f"sound + groove on {len(DRAWS)} other draws of artist-disjoint folds: {each}"


def _across(songs: Songs) -> str:
    """Learned from one collection of songs, measured on the other, which holds a few songs twice."""
    ours, theirs = songs.of(MOODS), songs.of(EMOTIFY)
    lines = []
    for name, teach in (("all named features, standardised", _standardised), ("sound + groove", _only(*NAMED))):
        vectors = teach(songs, ours)(songs.clean)
        ranks = artist_ranks(songs, vectors, theirs, theirs)
        error = np.std(ranks == 1) / np.sqrt(len(ranks))
        lines.append(
            f"Emotify, learned without it, {name}: same artist first {np.mean(ranks == 1):.3f} ± {error:.3f}, "
            f"reciprocal rank {np.mean(1.0 / ranks):.3f} ({len(ranks)} songs); "
            f"songs that are there twice find one another at rank {twin_ranks(songs, vectors)}"
        )
    return "\n".join(lines)


def _excerpts(songs: Songs, answers: Sequence[Fold]) -> str:
    told = figures(songs, answers).excerpts
    parts = [f"{kind} {source} {figure} of {figure.count}" for (kind, source), figure in told.items()]
    return "recordings of ten seconds that find their song first, sound + groove: " + "; ".join(parts)


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
