"""Which of the remix's optional networks can be used, and what the others want."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from engine.remix import beat_network, vocals

State = Literal["ready", "library", "weights", "damaged"]


@dataclass(frozen=True, slots=True)
class Extra:
    """One network: the library's ``name``, the package ``extra`` that installs it, its ``file`` of weights, how it is.

    ``state`` is "ready", or names what is missing: the "library" or the "weights"; "damaged" are weights that are not.
    """

    name: str
    extra: str
    file: str
    state: State


def extras(folder: Path) -> Iterator[Extra]:
    """Each network as it is with the weights in a folder; they are loaded to know."""
    checkpoint = beat_network.found(folder)
    yield Extra("beat_this", "beats", beat_network.WEIGHTS[0], _state("beat_this", checkpoint, beat_network.load))
    weights = folder / vocals.WEIGHTS
    yield Extra("demucs", "vocals", vocals.WEIGHTS, _state("demucs", weights, vocals.load))


def _state(library: str, weights: Path | None, load: Callable[[Path], Any]) -> State:
    if find_spec(library) is None:
        return "library"
    if weights is None or not weights.is_file():
        return "weights"
    return "ready" if load(weights.parent) is not None else "damaged"
