"""What the engine says, in other languages: it speaks English and knows nobody who reads it."""

from __future__ import annotations

import re
from functools import cache

from bot.words._languages import SOURCE, language, message, source

__all__ = [
    "from_engine",
]


def from_engine(text: str) -> str:
    """A sentence or a stage of the engine in the language that is spoken; as it is where it is not known."""
    if language() == SOURCE:
        return text
    for pattern, id_ in _known():
        found = pattern.fullmatch(text)
        if found:
            inner = {name: from_engine(value) for name, value in found.groupdict().items()}
            return message(language(), id_, **inner) or text
    return text


@cache
def _known() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The engine's English, each with the name of its message; ``{ $size }`` stands for any text."""
    return tuple((re.compile(_pattern(each.value)), each.id.name) for each in source("engine"))


def _pattern(value: object) -> str:
    """A message's text as a regular expression with a named group for each of its variables."""
    from fluent.syntax import ast

    parts = value.elements if isinstance(value, ast.Pattern) else []
    return "".join(
        f"(?P<{part.expression.id.name}>.+)"
        if isinstance(part, ast.Placeable) and isinstance(part.expression, ast.VariableReference)
        else re.escape(str(getattr(part, "value", "")))
        for part in parts
    )
