"""How words are put together: lists, clocks, names cut to fit."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Seconds as m:ss."""
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def joined(parts: tuple[str, ...]) -> str:
    """'a', 'a and b', 'a, b and c'."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else list(parts))


def shortened(text: str, most: int) -> str:
    """Text on one line, cut with an ellipsis."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def file_name(title: str) -> str:
    """A title as a safe file name: letters, digits and dashes."""
    plain = "".join(c if c.isalnum() else "-" for c in title.casefold())
    return "-".join(part for part in plain.split("-") if part)[:60] or "song"
