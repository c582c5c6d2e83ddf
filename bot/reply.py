"""What a feature answers with: values that every surface renders in its own way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import parse_qsl, urlencode

LONGEST_TEXT = 3000  # Slack's section block; Discord would take 4000
LONGEST_LABEL = 75  # Slack's button text; Discord takes 80
LONGEST_MOVE = 98  # Discord's custom_id takes 100, of which two say that it is a move
MOST_MOVES = 5  # one row of Discord buttons
MOST_FILES = 10  # one Discord message
MOST_FACTS = 10  # one Slack section


@dataclass(frozen=True, slots=True)
class File:
    """Something to look at or listen to; ``alt`` describes it to someone who cannot."""

    name: str
    data: bytes
    media_type: str
    alt: str

    @property
    def kind(self) -> str:
        """'image', 'audio' or whatever else the media type begins with."""
        return self.media_type.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Fact:
    """One name and its value, both short; ``link`` is where the value leads (https), if anywhere."""

    name: str
    value: str
    link: str = ""

    def __post_init__(self) -> None:
        if self.link and not linkable(self.link):
            raise ValueError("A fact's link is an https address, with everything else in it quoted.")


def linkable(address: str) -> str:
    """The address if every surface can make a link of it, else nothing."""
    return address if re.fullmatch(r"https://[^\s<>|()\[\]\"\\]+", address) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("Every row of a table needs one cell for each column.")


@dataclass(frozen=True, slots=True)
class Move:
    """A button: it calls ``feature`` with ``args``. Its state fits the button, so it outlives a restart."""

    label: str
    feature: str
    args: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 < len(self.label) <= LONGEST_LABEL:
            raise ValueError(f"A move's label has 1 to {LONGEST_LABEL} characters: {self.label!r}")
        if len(self.code) > LONGEST_MOVE:
            raise ValueError(f"A move must fit {LONGEST_MOVE} characters; shorten its arguments: {self.code}")

    @property
    def code(self) -> str:
        """The move without its label, as text that a button can carry."""
        return f"{self.feature}?{urlencode(self.args)}"

    @classmethod
    def decode(cls, code: str, label: str = "again") -> Self:
        """Read a button's text back; ``ValueError`` when it is none."""
        feature, mark, query = code.partition("?")
        if not mark or not feature:
            raise ValueError("That button carries no move.")
        return cls(label, feature, dict(parse_qsl(query, keep_blank_values=True)))


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. Every surface renders every field.

    ``private`` is seen only by the person who asked; ``refused`` says that the request was not done.
    """

    text: str
    facts: tuple[Fact, ...] = ()
    table: Table | None = None
    files: tuple[File, ...] = ()
    moves: tuple[Move, ...] = ()
    private: bool = False
    refused: bool = False

    def __post_init__(self) -> None:
        if len(self.text) > LONGEST_TEXT:
            raise ValueError(f"A reply's text has at most {LONGEST_TEXT} characters.")
        for things, most in ((self.moves, MOST_MOVES), (self.files, MOST_FILES), (self.facts, MOST_FACTS)):
            if len(things) > most:
                raise ValueError(f"A reply holds at most {most} of these: {[type(thing) for thing in things[:1]]}")


@dataclass(frozen=True, slots=True)
class Draft(Reply):
    """An answer that is good already and that a better one replaces in the same message.

    ``later`` is what the better one is asked by; its label stands under the answer meanwhile. No surface sees a draft:
    ``Jobs`` delivers it as ``meanwhile`` and then amends it.
    """

    later: Move | None = None

    @property
    def settled(self) -> Reply:
        """The answer alone."""
        return Reply(self.text, self.facts, self.table, self.files, self.moves, self.private, self.refused)

    @property
    def meanwhile(self) -> Reply:
        """The answer, and that there is more to come."""
        return replace(self.settled, text=f"{self.text} {self.later.label}") if self.later else self.settled


class Refusal(Exception):
    """A sentence for the person: what is wrong and what would work; ``moves`` offer a way on."""

    def __init__(self, text: str, moves: tuple[Move, ...] = ()) -> None:
        super().__init__(text)
        self.text = text
        self.moves = moves

    def reply(self) -> Reply:
        """The refusal as a private answer."""
        return Reply(self.text, moves=self.moves, private=True, refused=True)
