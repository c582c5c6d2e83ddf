"""Reads single fields of what services send, and takes nothing for granted: what is not as agreed counts as absent."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from bot.sources._outcome import Failed

LONGEST = 300
"""Characters of a title or a name; more is no title."""
JOINERS = "\u200c\u200d"
"""Unseen, but Persian and Indic words and many emoji fall apart without them."""
ISRC = re.compile(r"[A-Z]{2}[A-Z0-9]{3}[0-9]{7}")


def mapping(value: object) -> Mapping[str, Any]:
    """The object, or an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Mapping[str, Any]]:
    """The objects of a list, whatever else it holds."""
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """A title or a name on one line, without control and direction characters; empty when there is none."""
    if not isinstance(value, str):
        return ""
    clean = "".join(c if c.isprintable() or c in JOINERS else " " if c.isspace() else "" for c in value)
    return " ".join(clean.split())[:LONGEST]


def title(value: object) -> str:
    """A title; ``Failed`` when there is none, for then the answer is not what it claims to be."""
    found = text(value)
    if not found:
        raise Failed("the answer has no title")
    return found


def names(value: object) -> tuple[str, ...]:
    """The names of a list of artists, in their order."""
    return tuple(name for row in rows(value) if (name := text(row.get("name"))))


def number(value: object) -> float | None:
    """A finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def seconds(milliseconds: object) -> float | None:
    """A duration that a service gives in milliseconds."""
    found = number(milliseconds)
    return found / 1000 if found and found > 0 else None


def isrc(value: object) -> str:
    """A recording's ISRC without hyphens, in capitals; empty when it is none."""
    plain = value.replace("-", "").strip().upper() if isinstance(value, str) else ""
    return plain if ISRC.fullmatch(plain) else ""
