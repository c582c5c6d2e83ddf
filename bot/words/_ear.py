"""What the bot says of the ear's guesses: genres a song sounds like, emotions it may wake."""

from __future__ import annotations

from collections.abc import Mapping

from bot.reply import Fact
from bot.words._languages import say
from bot.words._text import joined, listed
from engine.api import Hearing

__all__ = [
    "guess_facts",
]

SURE_OF_GENRE = 0.7
"""Probability of a genre from which on it is named: about every second song then has one, right in two of three."""
FELT = 0.4
"""Share of listeners from which on an emotion is named; they chose two of nine on average, so .22 is usual."""
_MOST = 2
_GENRES = {"International": "genre-international", "Vocal": "genre-vocal", "Stage & Screen": "genre-stage"}
"""Genres whose own names say little outside a shop; the others are called the same everywhere."""


def guess_facts(hearing: Hearing) -> tuple[Fact, ...]:
    """The ear's surest guesses; weak ones are not told."""
    genres = (say(_GENRES[name]) if name in _GENRES else name for name in _surest(hearing.genres, SURE_OF_GENRE))
    emotions = (say(f"emotion-{name}") for name in _surest(hearing.emotions, FELT))
    told = {"fact-sounds-like": listed(tuple(genres)), "fact-people-feel": joined(tuple(emotions))}
    return tuple(Fact(say(name), value) for name, value in told.items() if value)


def _surest(shares: Mapping[str, float], least: float) -> list[str]:
    likely = sorted((name for name, share in shares.items() if share >= least), key=lambda name: -shares[name])
    return likely[:_MOST]
