"""How an English text feels from stanza to stanza, and the shape of that course.

Valence is VADER's (Hutto & Gilbert, "VADER: a parsimonious rule-based model for sentiment analysis", 2014, MIT
licence); arousal is the share of words that shout or hurry against those that rest. Other languages get no figures:
a guess would be worse than none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from engine.api import Arc
from engine.story.lyrics import Lyrics, words
from engine.story.nouns import LIVELY, RESTFUL

if TYPE_CHECKING:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

STEP = 0.25  # change of valence that is told


def course(lyrics: Lyrics) -> tuple[float, ...]:
    """Valence (-1..1) of each stanza in order."""
    return tuple(_felt([_valence(line) for line in stanza.lines]) for stanza in lyrics.stanzas)


def valence(lyrics: Lyrics) -> float:
    """How pleasant the words are in all, -1..1."""
    return _felt([_valence(line) for line in lyrics.lines])


def _felt(values: Sequence[float]) -> float:
    """The mean of the lines that feel like something; one line more that does not keeps one word from deciding."""
    telling = [value for value in values if value]
    return sum(telling) / (len(telling) + 1)


def arousal(lyrics: Lyrics) -> float:
    """How lively the words are, -1..1; 0 where none says anything about it."""
    said = [word for line in lyrics.lines for word in words(line)]
    lively, restful = sum(word in LIVELY for word in said), sum(word in RESTFUL for word in said)
    return (lively - restful) / (lively + restful + 2)  # two words that say nothing keep one word from deciding


def shape(values: Sequence[float]) -> Arc:
    """What a course of valence does between its thirds: beginning, middle and end."""
    if len(values) < 2:
        return "holds"
    start, middle, end = _thirds(values)
    if middle < min(start, end) - STEP:
        return "falls and returns"
    if middle > max(start, end) + STEP:
        return "rises and falls"
    if end > start + STEP:
        return "rises"
    return "falls" if end < start - STEP else "holds"


def _thirds(values: Sequence[float]) -> tuple[float, float, float]:
    count = max(1, len(values) // 3)
    between = values[count:-count] or values
    first, last = values[:count], values[-count:]
    return sum(first) / len(first), sum(between) / len(between), sum(last) / len(last)


def _valence(line: str) -> float:
    return float(_analyzer().polarity_scores(line)["compound"])


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()
