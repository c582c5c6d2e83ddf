"""What a server has chosen for everyone in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Annotated, Any, Literal, Self, get_type_hints
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field, TypeAdapter, ValidationError

from engine.api import StyleName

Shape = Literal["square", "wide", "tall"]
Spoken = Literal["auto", "en", "de", "fr", "es", "ja"]
"""The language of a server; with ``auto`` everyone is answered in their own."""

SIZES: dict[Shape, tuple[int, int]] = {"square": (1024, 1024), "wide": (1536, 864), "tall": (864, 1536)}
"""Width and height in pixels: 1:1, 16:9 and 9:16 of about the same area."""

MOST_AT_ONCE = 25
LONGEST_COOLDOWN = 600  # seconds
EVERYWHERE = "all"
"""In place of the channels' ids."""


@cache
def known_zone(name: str) -> str:
    """The name of a time zone such as Europe/Berlin, whatever its capitals; ``ValueError`` where there is none."""
    asked = name.strip().replace(" ", "_").casefold()
    found = next((zone for zone in ("UTC", *sorted(available_timezones())) if zone.casefold() == asked), None)
    if found is None:
        raise ValueError(f"There is no time zone {name!r}.")
    return found


@dataclass(frozen=True, slots=True)
class Preferences:
    """A server's own defaults: a style for all pictures (None: the song chooses), their shape, a caption strip, the
    language of all answers, and where the platform can do that, pictures covered until a click and an offer to slate
    links that people post without asking for anything (None: as the platform does by itself).

    ``auto_remix`` names the channels where songs that are dropped without a word are a request (``EVERYWHERE``: all).

    And its rules: ``channels`` and ``roles`` by their ids (none: all), features that are ``off`` by name, how many
    requests one person may have in hand at once, and the seconds between two of theirs for the same feature.

    ``listening``: what people who join listen to is counted. ``zone`` is the server's time zone, by which its days and
    weeks begin.

    ``repaint``: slates are painted anew where there is a diffusion model, with the LoRA of that name (empty: the
    operator's own) lying on it with ``lora_weight`` percent (-1: as the operator set it).
    """

    style: StyleName | None = None
    shape: Shape = "square"
    caption: bool = False
    language: Spoken = "auto"
    spoiler: bool = False
    offer: bool | None = None
    auto_remix: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    at_once: Annotated[int, Field(ge=1, le=MOST_AT_ONCE)] = 5
    cooldown: Annotated[int, Field(ge=0, le=LONGEST_COOLDOWN)] = 0
    listening: bool = False
    zone: Annotated[str, AfterValidator(known_zone)] = "UTC"
    repaint: bool = True
    lora: str = ""
    lora_weight: Annotated[int, Field(ge=-1, le=150)] = -1

    def dump(self) -> dict[str, Any]:
        """As plain values for the store."""
        return asdict(self)

    @classmethod
    def load(cls, values: dict[str, Any]) -> Self:
        """From stored values; what this version does not know is left out, be it a name or a value."""
        return cls(**{name: told for name, value in values.items() for told in _known(name, value)})


_KINDS = {name: TypeAdapter(hint) for name, hint in get_type_hints(Preferences, include_extras=True).items()}


def _known(name: str, value: Any) -> list[Any]:
    """The value if there is such a one; lists become tuples."""
    try:
        return [_KINDS[name].validate_python(value)]
    except (KeyError, ValidationError):
        return []
