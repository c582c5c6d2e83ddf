"""The words that the engine draws into pictures; it speaks English where nobody gives it others."""

from __future__ import annotations

from dataclasses import fields

from bot.words._languages import say
from engine.api import Labels

__all__ = [
    "picture_labels",
]


def picture_labels() -> Labels:
    """Moods, axes and parts of likeness in the language that is spoken."""
    return Labels(**{field.name: say(f"label-{field.name}") for field in fields(Labels)})
