"""Which language a text is in, as far as picking its nouns needs it: by its script and its commonest small words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, cast

from engine.story.nouns import SMALL

Tongue = Literal["en", "de", "fr", "es", "it", "pt", "ja", ""]

_KANA = re.compile(r"[\u3040-\u30ff]")
_LETTER = re.compile(r"[^\W\d_]")
ENOUGH = 0.12  # share of small words below which no language is claimed


def tongue(text: str, words: Sequence[str]) -> Tongue:
    """The language of a text, given its words in lower case too; empty when none of ours fits."""
    letters = _LETTER.findall(text)
    if letters and len(_KANA.findall(text)) > 0.15 * len(letters):
        return "ja"
    if not words:
        return ""
    shares = {each: sum(word in small for word in words) / len(words) for each, small in SMALL.items()}
    best = max(shares, key=lambda each: shares[each])
    return cast(Tongue, best) if shares[best] >= ENOUGH else ""
