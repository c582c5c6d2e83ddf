"""What a server has chosen for everyone in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, Self

from engine.api import StyleName

Shape = Literal["square", "wide", "tall"]
Spoken = Literal["auto", "en", "de", "fr", "es", "ja"]
"""The language of a server; with ``auto`` everyone is answered in their own."""

SIZES: dict[Shape, tuple[int, int]] = {"square": (1024, 1024), "wide": (1536, 864), "tall": (864, 1536)}
"""Width and height in pixels: 1:1, 16:9 and 9:16 of about the same area."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """A server's own defaults: a style for all pictures (None: the song chooses), their shape, a caption strip, and
    the language of all answers.
    """

    style: StyleName | None = None
    shape: Shape = "square"
    caption: bool = False
    language: Spoken = "auto"

    def dump(self) -> dict[str, Any]:
        """As plain values for the store."""
        return asdict(self)

    @classmethod
    def load(cls, values: dict[str, Any]) -> Self:
        """From stored values; what a later version no longer knows is left out."""
        return cls(**{name: value for name, value in values.items() if name in cls.__dataclass_fields__})
