"""Which language is spoken, and its messages: Project Fluent's files under ``locales``, English where one is missing.

English is the source. Its files hold every message but those that are declared in code: features and their options
in the cogs, see ``_features``.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle
    from fluent.syntax.ast import Message

__all__ = [
    "LANGUAGES",
    "OWN_NAMES",
    "SOURCE",
    "Language",
    "known_language",
    "language",
    "language_of",
    "read_all",
    "speak",
    "speaking",
    "terminal_language",
]

log = logging.getLogger(__name__)

Language = Literal["en", "de", "fr", "es", "ja"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
SOURCE: Language = "en"
OWN_NAMES: dict[Language, str] = {"en": "English", "de": "Deutsch", "fr": "Français", "es": "Español", "ja": "日本語"}
"""What each language calls itself."""

LOCALES = Path(__file__).parent / "locales"
Value = str | int | float

_spoken: ContextVar[Language] = ContextVar("language", default=SOURCE)


def language() -> Language:
    """The language spoken here and now."""
    return _spoken.get()


def speak(chosen: Language) -> None:
    """Speak a language from now on in this task, and in the tasks that it begins."""
    _spoken.set(chosen)


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Speak a language for a while."""
    before = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(before)


def known_language(*tags: str) -> Language | None:
    """The first language of ours among BCP 47 tags such as ``de-AT``, the best first; ``de_AT.UTF-8`` will do too."""
    for tag in tags:
        name = tag.replace("_", "-").partition("-")[0].partition(".")[0].casefold()
        for each in LANGUAGES:
            if each == name:
                return each
    return None


def language_of(*tags: str) -> Language:
    """The first language of ours among BCP 47 tags; English when there is none."""
    return known_language(*tags) or SOURCE


def terminal_language() -> Language:
    """The language that the terminal is set to."""
    return language_of(*(os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")))


def read_all() -> None:
    """Read all languages now, where nobody waits; else each is read when it is first spoken, in some 50 ms."""
    for each in LANGUAGES:
        _bundle(each)


def say(id_: str, /, **values: Value) -> str:
    """A message in the language that is spoken."""
    return message(language(), id_, **values) or message(SOURCE, id_, **values) or id_


def message(of: Language, id_: str, attribute: str = "", /, **values: Value) -> str:
    """A message, or an attribute of it, in one language; empty, and logged once, where the language lacks it."""
    bundle = _bundle(of)
    found = bundle.get_message(id_) if bundle.has_message(id_) else None
    pattern = found and (found.attributes.get(attribute) if attribute else found.value)
    if not pattern:
        _log_missing(of, f"{id_}.{attribute}" if attribute else id_)
        return ""
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        log.error("%s in %s: %s", id_, of, errors[0], extra={"action": "message_broken"})
    return str(text)


def source(topic: str) -> tuple[Message, ...]:
    """The English messages of one file, read anew."""
    from fluent.syntax import FluentParser
    from fluent.syntax.ast import Message

    text = (LOCALES / SOURCE / f"{topic}.ftl").read_text(encoding="utf-8")
    return tuple(entry for entry in FluentParser().parse(text).body if isinstance(entry, Message))


@cache
def _bundle(of: Language) -> FluentBundle:
    """All messages of a language, read when it is first spoken."""
    from fluent.runtime import FluentBundle, FluentResource

    bundle = FluentBundle([of], use_isolating=False)
    for path in sorted((LOCALES / of).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


@cache
def _log_missing(of: Language, name: str) -> None:
    log.warning("no %s in %s", name, of, extra={"action": "message_missing"})
