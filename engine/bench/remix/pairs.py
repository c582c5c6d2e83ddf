"""The eight pairs of songs that remixes are judged by: fixed, and of different genres, tempi and moods."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engine.audio import Limits, decode
from engine.bench.remix.measures import Array
from engine.errors import EngineError

RATE = 44_100
SECONDS = 30.0


class MissingMusic(EngineError):
    """A song of the bench is missing. Give the folder that holds it."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``SECONDS`` of the file ``name``.ogg from ``start`` (s)."""

    name: str
    start: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A song to remix and the one whose style it gets."""

    first: Excerpt
    second: Excerpt

    @property
    def name(self) -> str:
        """Both names, for people."""
        return f"{self.first.name} > {self.second.name}".replace("supertux_", "")


PAIRS = (
    Pair(Excerpt("sugar_plum_fairy", 20.0), Excerpt("vibe_ace", 5.0)),  # celesta as jazz
    Pair(Excerpt("hungarian_dance_5", 5.0), Excerpt("vibe_ace", 10.0)),  # strings as jazz
    Pair(Excerpt("vibe_ace", 5.0), Excerpt("lets_go_fishin", 40.0)),  # jazz as folk with a voice
    Pair(Excerpt("hustle", 30.0), Excerpt("supertux_chipdisko", 30.0)),  # funk as disco of old computers
    Pair(Excerpt("lets_go_fishin", 30.0), Excerpt("four_beers_polka", 30.0)),  # a voice as polka
    Pair(Excerpt("four_beers_polka", 30.0), Excerpt("the_cannery", 30.0)),  # polka as a machine's orchestra
    Pair(Excerpt("sneaky_snitch", 30.0), Excerpt("supertux_battle_theme", 30.0)),  # comedy as a battle
    Pair(Excerpt("supertux_forest", 30.0), Excerpt("supertux_halloween_1", 30.0)),  # a dance as a ghost story
)


def read(excerpt: Excerpt, music: Path) -> Array:
    """Samples (2, 30 s at 44 100 Hz) of an excerpt from the folder ``music``; ``MissingMusic`` when there is none."""
    path = music / f"{excerpt.name}.ogg"
    if not path.exists():
        raise MissingMusic(f"{path.name} is missing in {music}. Give the folder that holds it.")
    clip = decode(path.read_bytes(), Limits(), rate=RATE, mono=False)
    begin = round(excerpt.start * RATE)
    return clip.samples[:, begin : begin + round(SECONDS * RATE)]
