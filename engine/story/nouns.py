"""The word lists of ``words.toml``: things that can be painted, words that are none, and families of kin."""

from __future__ import annotations

import tomllib
from pathlib import Path

LISTS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


CONCRETE = _set(LISTS["concrete"])
ABSTRACT = _set(LISTS["abstract"])
NOT_NOUNS = _set(LISTS["not_nouns"])
ADJECTIVES = _set(LISTS["adjectives"])
LIVELY = _set(LISTS["lively"])
RESTFUL = _set(LISTS["restful"])
SMALL: dict[str, frozenset[str]] = {tongue: _set(text) for tongue, text in LISTS["small"].items()}
BEFORE: dict[str, frozenset[str]] = {tongue: _set(text) for tongue, text in LISTS["before"].items()}
IRREGULAR: dict[str, str] = LISTS["irregular"]
AKIN: dict[str, frozenset[str]] = {name: _set(text) for name, text in LISTS["akin"].items()}
