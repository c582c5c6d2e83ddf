"""A folder of pictures and what is said of them: read, checked, and completed where a caption is missing.

A caption stands in a text file of the picture's name, or in ``metadata.jsonl`` as lines of ``file_name``, ``text``, and
if wanted ``source`` and ``licence``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import PIL.Image
from numpy.typing import NDArray
from scipy.ndimage import label

from engine.art.palette import hex_of, oklab
from engine.art.prompt import colours
from engine.errors import EngineError

ENDINGS = frozenset({".png", ".jpg", ".jpeg", ".webp"})
LEAST = 20
ALIKE = 4
"""Pictures whose fingerprints differ in at most so many of 64 bits are one picture."""
LONGEST = 77
"""Tokens that CLIP reads, its two marks counted; the rest of a caption is never seen."""


class Unteachable(EngineError):
    """Nothing can be learned from that folder."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A picture and what is said of it; ``made`` says that the caption was written from the picture's own numbers."""

    path: Path
    caption: str
    source: str = ""
    licence: str = ""
    made: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The pairs to learn from, and what people should know of the rest, as sentences."""

    pairs: tuple[Pair, ...]
    notes: tuple[str, ...]


def read(folder: Path, side: int, trigger: str, least: int = LEAST) -> Checked:
    """All usable pairs of a folder, each caption behind the ``trigger``. ``Unteachable`` when they are too few.

    Left out are pictures that cannot be read, whose shorter side is below ``side`` pixels, or that are there twice.
    """
    told = _metadata(folder)
    notes: list[str] = []
    pairs: list[Pair] = []
    seen: list[tuple[int, str]] = []
    for path in sorted(path for path in folder.iterdir() if path.suffix.casefold() in ENDINGS):
        try:
            with PIL.Image.open(path) as opened:
                picture = opened.convert("RGB")
        except (OSError, ValueError, PIL.Image.DecompressionBombError):
            notes.append(f"{path.name} cannot be read and was left out.")
            continue
        if min(picture.size) < side:
            notes.append(f"{path.name} is smaller than {side} pixels and was left out.")
            continue
        print_ = fingerprint(picture)
        twin = next((name for other, name in seen if (other ^ print_).bit_count() <= ALIKE), None)
        if twin:
            notes.append(f"{path.name} is the same picture as {twin} and was left out.")
            continue
        seen.append((print_, path.name))
        pairs.append(_pair(path, picture, told.get(path.name, {}), trigger))
    if len(pairs) < least:
        raise Unteachable(
            f"{len(pairs)} usable pictures are too few to learn a style from; it takes {least}. " + " ".join(notes[:5])
        )
    if made := sum(pair.made for pair in pairs):
        notes.append(f"{made} pictures have no caption; it was written from their colours and shapes.")
    return Checked(tuple(pairs), tuple(notes))


def too_long(pairs: Sequence[Pair], tokens: Callable[[str], int]) -> tuple[str, ...]:
    """A sentence for each caption of which the text encoder will not read the end; ``tokens`` counts with the marks."""
    counted = ((pair, tokens(pair.caption)) for pair in pairs)
    return tuple(
        f"The caption of {pair.path.name} has {count} tokens, and only the first {LONGEST} are read."
        for pair, count in counted
        if count > LONGEST
    )


def fingerprint(picture: PIL.Image.Image) -> int:
    """64 bits: whether each of 8 x 8 spots is darker than its right neighbour (a difference hash)."""
    small = np.asarray(picture.convert("L").resize((9, 8), PIL.Image.Resampling.BOX), dtype=np.int16)
    return int("".join("1" if darker else "0" for darker in (small[:, 1:] > small[:, :-1]).ravel()), 2)


def described(picture: PIL.Image.Image) -> str:
    """What a picture's numbers say of it: its main colours, how many flat pieces it has, and how rough it is."""
    small = picture.convert("RGB").resize((96, 96), PIL.Image.Resampling.BOX)
    names = main_colours(small)
    pieces = flat_pieces(np.asarray(small, dtype=np.float32) / np.float32(255.0))
    many = "few large pieces" if pieces < 6 else "several pieces" if pieces < 14 else "many small pieces"
    return f"{', '.join(names)}, {many}, cut and torn paper"


def main_colours(small: PIL.Image.Image) -> tuple[str, ...]:
    """Names of up to four colours that cover most of a picture, the one that covers most first."""
    reduced = small.quantize(10)
    palette = np.asarray(reduced.getpalette() or [], dtype=np.float64).reshape(-1, 3) / 255.0
    most = sorted(reduced.getcolors() or (), reverse=True)[:7]
    found = [hex_of((float(r), float(g), float(b))) for r, g, b in (palette[int(str(place))] for _, place in most)]
    return colours([found[0], found[0], *found[1:]])


def flat_pieces(pixels: NDArray[np.float32]) -> int:
    """How many even surfaces of at least .5 % of a picture's pixels it has."""
    light = oklab(pixels)[..., 0]
    steep = np.hypot(*np.gradient(light)) > 0.02
    sizes = np.bincount(label(~steep)[0].ravel())[1:]
    return int((sizes > 0.005 * light.size).sum())


def _pair(path: Path, picture: PIL.Image.Image, told: dict[str, str], trigger: str) -> Pair:
    beside = path.with_suffix(".txt")
    written = beside.read_text(encoding="utf-8").strip() if beside.is_file() else told.get("text", "").strip()
    text = written or described(picture)
    caption = text if text.casefold().startswith(trigger.casefold()) else f"{trigger}, {text}"
    pair = Pair(path, " ".join(caption.split()), made=not written)
    return replace(pair, source=told.get("source", ""), licence=told.get("licence", ""))


def _metadata(folder: Path) -> dict[str, dict[str, str]]:
    file = folder / "metadata.jsonl"
    if not file.is_file():
        return {}
    try:
        rows = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        return {row["file_name"]: {name: str(value) for name, value in row.items()} for row in rows}
    except (ValueError, KeyError, TypeError):
        raise Unteachable(f"{file} is not made of lines such as {{'file_name': …, 'text': …}}.") from None
