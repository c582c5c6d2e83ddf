"""How words are put together: lists, clocks, numbers, names cut to fit."""

from __future__ import annotations

import re

from bot.words._languages import say

__all__ = [
    "clock",
    "cut",
    "file_name",
    "joined",
    "listed",
    "percent",
    "shortened",
    "signed",
]


def clock(seconds: float) -> str:
    """Seconds as m:ss."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def joined(parts: tuple[str, ...]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    if len(parts) < 2:
        return "".join(parts)
    sound = "i" if re.match(r"h?i(?![aeo])", parts[-1], re.IGNORECASE) else ""
    return say("list-and", most=listed(parts[:-1]), last=parts[-1], count=len(parts), sound=sound)


def listed(parts: tuple[str, ...]) -> str:
    """'a, b, c'."""
    return say("list-comma").join(parts)


def percent(share: float) -> str:
    """A share of 1 in whole per cent."""
    return say("percent", share=round(100 * share))


def signed(value: float) -> str:
    """A number between -1 and 1 with its sign and two decimals."""
    sign = "−" if f"{value:+.2f}".startswith("-") else "+"
    return say("signed", sign=sign, size=round(abs(value), 2))


def shortened(text: str, most: int) -> str:
    """Text on one line, cut with an ellipsis."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def cut(text: str, most: int) -> str:
    """Text with its lines as they are, cut with an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def file_name(title: str) -> str:
    """A title as a safe file name: letters, digits and dashes."""
    plain = "".join(c if c.isalnum() else "-" for c in title.casefold())
    return "-".join(part for part in plain.split("-") if part)[:60] or "song"
