"""Lyrics as people keep them (plain text or timed ``.lrc``) -> stanzas, with the chorus found by what repeats.

A chorus is a stanza that comes back with at least 60 % of its lines alike, two lines being alike when they share 80 %
of their words (after Watanabe et al., "Modeling Structural Topic Transitions for Automatic Lyrics Generation", 2014).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from engine.api import LONGEST_LYRICS

ALIKE_LINES = 0.6
ALIKE_WORDS = 0.8
MOST_STANZAS = 200  # each is compared with every other

_TIME = re.compile(r"\[\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?\]|<\d{1,3}:\d{1,2}(?:[.:]\d{1,3})?>")
_TAG = re.compile(r"\[(?:ar|al|ti|au|by|re|ve|length|offset|la|tool|lr|id)\s*:[^\]]*\]", re.IGNORECASE)
_CHORUS = r"chorus|hook|refrain|refr\.|kehrreim|estribillo|coro|ritornello|refrão|サビ|後サビ|大サビ"
_OTHER = (
    r"intro|outro|verse|verso|vers|couplet|strophe|estrofa|strofa|pre-?chorus|post-?chorus|pre-?refrain|bridge|brücke"
    r"|pont|puente|interlude|instrumental|solo|coda|break|tag|aメロ|bメロ|cメロ"
)
_HEADING = re.compile(
    rf"^[\[(（【]?\s*(?:(?P<chorus>{_CHORUS})|(?P<other>{_OTHER}))\s*[\d ivx]*\s*"
    r"(?::[^\])]*|：[^】]*)?[\])）】]?\s*:?\s*$",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\s*[\[(]?\s*[x×]\s*(\d)\s*[\])]?\s*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Stanza:
    """Lines that belong together; ``chorus`` says that it is sung more than once or was called so."""

    lines: tuple[str, ...]
    chorus: bool = False

    @property
    def text(self) -> str:
        """Its lines, one under the other."""
        return "\n".join(self.lines)

    @cached_property
    def sung(self) -> tuple[frozenset[str], ...]:
        """The words of each line, whatever their capitals."""
        return tuple(frozenset(words(line)) for line in self.lines)


@dataclass(frozen=True)
class Lyrics:
    """A song's text in order."""

    stanzas: tuple[Stanza, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Every line of every stanza."""
        return tuple(line for stanza in self.stanzas for line in stanza.lines)

    @property
    def hook(self) -> str:
        """The line sung most often, of the chorus if there is one; nothing where no line is sung twice."""
        counted = Counter(_bare(line) for line in self.lines)
        sung = [line for stanza in self.stanzas if stanza.chorus for line in stanza.lines] or list(self.lines)
        best = max(sung, key=lambda line: counted[_bare(line)], default="")
        named = any(stanza.chorus for stanza in self.stanzas)
        return best if best and (named or counted[_bare(best)] > 1) else ""

    @classmethod
    def read(cls, text: str) -> Lyrics:
        """Read lyrics of any kind; what is too long is cut at ``LONGEST_LYRICS``, empty text gives no stanzas."""
        blocks = islice(_blocks(_plain(text[:LONGEST_LYRICS])), MOST_STANZAS)
        raw = [_Raw(lines, heading) for heading, lines in blocks]
        stanzas = [Stanza(tuple(each.lines), each.heading == "chorus") for each in raw]
        return cls(_with_choruses(stanzas))


@dataclass(frozen=True)
class _Raw:
    lines: Sequence[str]
    heading: str


def words(line: str) -> list[str]:
    """The words of a line in lower case; where a script sets no spaces, each pair of its characters."""
    found = _WORD.findall(line.replace("’", "'").casefold())
    return [part for word in found for part in (_pairs(word) if _UNSPACED.search(word) else (word,))]


def _pairs(word: str) -> Iterator[str]:
    yield from (word[at : at + 2] for at in range(max(1, len(word) - 1)))


def _plain(text: str) -> str:
    """Without timestamps, tags, byte order marks and characters that are not for reading."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    text = _TAG.sub("", _TIME.sub("", text))
    return "".join(char for char in text if char == "\n" or not unicodedata.category(char).startswith("C"))


def _blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Stanzas as they are set apart by blank lines and headings: the heading's kind, and the lines."""
    heading, lines = "", []
    for line in (*text.split("\n"), ""):
        line = " ".join(line.split())  # and not only at its ends: patterns take very long for long gaps
        called = _HEADING.match(line) if line else None
        if line and not called:
            lines += _repeated(line)
            continue
        if lines:
            yield heading, lines
            heading, lines = "", []
        if called:
            heading = "chorus" if called["chorus"] else "verse"


def _repeated(line: str) -> list[str]:
    """The line as often as it says it is sung (``x2``), at most four times."""
    told = _TIMES.search(line)
    bare = line[: told.start()].strip() if told else line
    return [bare] * min(4, max(1, int(told[1]))) if told and bare else [line]


def _with_choruses(stanzas: Sequence[Stanza]) -> tuple[Stanza, ...]:
    """Every stanza that comes back is a chorus."""
    marked = [
        stanza.chorus or any(_alike(stanza, other) for other in stanzas if other is not stanza) for stanza in stanzas
    ]
    return tuple(replace(stanza, chorus=chorus) for stanza, chorus in zip(stanzas, marked, strict=True))


def _alike(one: Stanza, other: Stanza) -> bool:
    if len(one.lines) != len(other.lines):
        return False
    same = sum(_alike_lines(*pair) for pair in zip(one.sung, other.sung, strict=True))
    return same >= ALIKE_LINES * len(one.lines)


def _alike_lines(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and len(one & other) >= ALIKE_WORDS * max(len(one), len(other))


def _bare(line: str) -> str:
    return " ".join(words(line))
