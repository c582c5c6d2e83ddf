"""A record told as scenes: what each song shows, and what links it to the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.api._hearing import Hearing, Quadrant

Arc = Literal["rises", "falls", "falls and returns", "rises and falls", "holds"]
Role = Literal["opening", "low point", "high point", "turn", "return", "middle", "close"]
LinkKind = Literal["motif", "arc", "key", "tempo", "mood"]

MOST_SCENES = 20
LONGEST_QUOTE = 8  # words


@dataclass(frozen=True, slots=True)
class Track:
    """One song as its artist gives it: a title, its lyrics if any, and its hearing if it was heard."""

    title: str
    lyrics: str = field(default="", repr=False)
    hearing: Hearing | None = None


@dataclass(frozen=True, slots=True)
class Stave:
    """A stanza without its words: how long each line is (characters), whether it is a chorus, and how it feels."""

    lines: tuple[int, ...]
    chorus: bool = False
    valence: float | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """One song as a scene, true to its text and its sound.

    ``feeling`` is its mood, from the sound if it was heard, else from the words; None where neither tells.
    ``images`` are two to four nouns of its lyrics, the most telling first; ``quote`` at most eight of its words;
    ``staves`` its stanzas; ``valence`` and ``arousal`` (-1..1) are those of the sound, else of the words, None where
    neither tells, as for languages that have no lexicon here.
    """

    title: str
    role: Role
    feeling: Quadrant | None
    arc: Arc
    images: tuple[str, ...] = ()
    quote: str = ""
    staves: tuple[Stave, ...] = ()
    language: str = ""
    valence: float | None = None
    arousal: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """What leads from one scene to the next: a shared image, the course of feeling, or the sound.

    ``shown`` are the words that both songs share, one from each where they are only akin ("sea", "tide");
    ``change`` is that of valence where it is known for both.
    """

    first: int
    second: int
    kind: LinkKind
    shown: tuple[str, ...] = ()
    change: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on the card of a scene, worded for people; without a ``hearing`` its ``staves`` are drawn."""

    title: str
    heading: str = ""
    images: tuple[str, ...] = ()
    quote: str = ""
    hearing: Hearing | None = None
    feeling: Quadrant | None = None
    staves: tuple[Stave, ...] = ()
    width: int = 1080
    height: int = 1350


@dataclass(frozen=True, slots=True)
class Motif:
    """An image that recurs: the word for it in each song that shows it, by the song's number."""

    shown: Mapping[int, str]

    @property
    def words(self) -> tuple[str, ...]:
        """Each word for it once, in the order of the songs."""
        return tuple(dict.fromkeys(self.shown.values()))


@dataclass(frozen=True, slots=True)
class Story:
    """A record told as scenes in order, the links between neighbours, and what recurs, the commonest first."""

    scenes: tuple[Scene, ...]
    links: tuple[Link, ...]
    motifs: tuple[Motif, ...] = ()
