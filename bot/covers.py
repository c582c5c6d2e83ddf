"""Covers of albums, as features may ask for them: somebody's own pictures, shown whole, with a link, and never kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover's bytes, and the page of the album that it is of."""

    data: bytes = field(repr=False)
    page: str


class Covers(Protocol):
    """Finds covers. Never fails: a song without one is shown by its title."""

    async def cover(self, title: str, artists: Sequence[str]) -> Cover | None:
        """The cover of the album that a song is on; None where nobody has it."""
