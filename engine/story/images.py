"""The pictures in a text: its concrete nouns, singular, the most telling first.

Nouns are found by pattern, after a determiner or preposition, or by being in a list of things that can be painted;
German writes them with a capital, Japanese before a particle. What is said in the chorus and in several stanzas
counts more, in the manner of Campos et al., "YAKE! Keyword extraction from single documents" (2020).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from engine.story.language import Tongue
from engine.story.lyrics import Lyrics
from engine.story.nouns import ABSTRACT, ADJECTIVES, AKIN, BEFORE, CONCRETE, IRREGULAR, NOT_NOUNS

MOST_IMAGES = 4
_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ELISION = re.compile(r"^(?:l|d|un|dell|nell|all|sull|qu|j|s|c|n|m|t)['’](?=\w{3})", re.IGNORECASE)
_JAPANESE = re.compile(r"([\u4e00-\u9fff]{1,4}|[\u30a1-\u30fa\u30fc]{2,8})(?=[がをにはのとでへも]|$|\s)")
_CLAUSE = re.compile(r"[,;:.!?…()\"“”«»—–]|\s-\s")


def images(lyrics: Lyrics, tongue: Tongue, most: int = 12) -> tuple[str, ...]:
    """Nouns of the lyrics by how much they tell, lower case (German as it writes them); the first few make a scene."""
    scores: dict[str, float] = defaultdict(float)
    places: dict[str, set[int]] = defaultdict(set)
    for number, stanza in enumerate(lyrics.stanzas):
        for line in dict.fromkeys(stanza.lines):  # a line sung twice in a row says nothing new
            for noun in nouns(line, tongue):
                scores[noun] += (1.5 if stanza.chorus else 1.0) * _worth(noun, tongue)
                places[noun].add(number)
    told = {noun: score * (1.0 + 0.5 * (len(places[noun]) - 1)) for noun, score in scores.items()}
    return tuple(sorted(told, key=lambda noun: (-told[noun], noun)))[:most]


def nouns(line: str, tongue: Tongue) -> Iterator[str]:
    """The nouns of one line."""
    if tongue == "ja":
        yield from _JAPANESE.findall(line)
        return
    for clause in _CLAUSE.split(line):
        tokens = [_ELISION.sub("", token) for token in _TOKEN.findall(clause)]
        if tongue == "de":
            yield from _german(tokens)
        elif tongue in ("fr", "es", "it", "pt"):
            yield from _romance(tokens, tongue)
        else:
            yield from _english(tokens)


def shared(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """What two songs both show: a noun of both, else two that are akin ("sea", "tide"); empty where nothing is."""
    both = [noun for noun in one if noun in other]
    if both:
        return (both[0],)
    kin = {_family(noun): noun for noun in reversed(one) if _family(noun)}
    return next(((kin[_family(noun)], noun) for noun in other if _family(noun) in kin), ())


def family(noun: str) -> str:
    """What a noun counts as when images of several songs are compared."""
    return _family(noun) or noun


def _english(tokens: Sequence[str]) -> Iterator[str]:
    """Painted things wherever they stand; other nouns only right after a determiner and before a small word."""
    lower = [token.casefold().replace("’", "'") for token in tokens]
    for at, token in enumerate(lower):
        single = singular(token, "en")
        led = at > 0 and lower[at - 1] in BEFORE["en"] and tokens[at].islower()
        if single in CONCRETE or (led and _closes(lower, at) and _noun_like(token)):
            yield single


def _closes(lower: Sequence[str], at: int) -> bool:
    """Whether no further word of the phrase follows: the line ends, or a small word comes."""
    return at + 1 == len(lower) or lower[at + 1] in NOT_NOUNS or lower[at + 1] in BEFORE["en"]


def _noun_like(token: str) -> bool:
    return len(token) > 3 and token not in NOT_NOUNS and not token.endswith(("ing", "ly", "n't", "'re", "'ve", "'ll"))


def _german(tokens: Sequence[str]) -> Iterator[str]:
    for at, token in enumerate(tokens):
        led = at > 0 or (len(token) > 3 and token.endswith(("ung", "heit", "keit", "schaft")))
        if led and token[0].isupper() and not token.isupper() and token.casefold() not in NOT_NOUNS and len(token) > 2:
            yield token


def _romance(tokens: Sequence[str], tongue: Tongue) -> Iterator[str]:
    lower = [token.casefold() for token in tokens]
    for at, token in enumerate(lower[:-1]):
        if token not in BEFORE[tongue]:
            continue
        place = at + 1
        while place < len(lower) - 1 and lower[place] in ADJECTIVES:
            place += 1
        noun = lower[place]
        if len(noun) > 2 and noun not in BEFORE[tongue] and noun not in NOT_NOUNS and noun not in ADJECTIVES:
            yield singular(noun, tongue)


def singular(noun: str, tongue: Tongue) -> str:
    """One of them: ``streetlights`` -> ``streetlight``; the word itself where the plural is not plain to see."""
    if tongue == "en":
        return _english_singular(noun.removesuffix("'s"))
    if tongue == "fr" and len(noun) > 4:
        return noun[:-1] if noun.endswith("eaux") or _adds_s(noun) else noun
    if tongue in ("es", "pt") and len(noun) > 4:
        if noun.endswith("ces"):
            return noun[:-3] + "z"
        if noun.endswith(("res", "les", "nes", "des")) and tongue == "es":
            return noun[:-2] if noun not in ("noches", "calles") and noun[-4] in "aeiouáéíóú" else noun[:-1]
        return noun[:-1] if noun.endswith(("as", "os", "es")) else noun
    return noun


def _adds_s(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "is", "us"))


@cache
def _english_singular(noun: str) -> str:
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun in CONCRETE or len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    for ending, instead in (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", "")):
        if noun.endswith(ending) and noun[: -len(ending)] + instead in CONCRETE:
            return noun[: -len(ending)] + instead
    return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1]


@cache
def _family(noun: str) -> str:
    return next((name for name, members in AKIN.items() if noun.casefold() in members), "")


def _worth(noun: str, tongue: Tongue) -> float:
    """Things that can be painted before ideas that cannot."""
    if noun.casefold() in ABSTRACT:
        return 0.2
    return 2.0 if tongue == "en" and noun in CONCRETE else 1.0
