"""The page's frame in the language of whoever opens it, and how that language is known."""

from __future__ import annotations

import json
import re
from functools import cache
from html import escape
from pathlib import Path

from aiohttp import web

from bot import words

PAGE = Path(__file__).parent.parent / "page"
COOKIE = "language"
"""What somebody chose on the page; it beats what their browser asks for."""
_BLANK = re.compile(r"\{\{([a-z-]+)\}\}")
_ACCEPTED = re.compile(r"\s*([A-Za-z0-9-]+)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?")


def language_asked(request: web.Request) -> words.Language | None:
    """The language that a request asks for; None when it asks for none of ours."""
    header = request.headers.get("Accept-Language", "")[:1000]
    accepted = [found for found in map(_ACCEPTED.fullmatch, header.split(",")) if found]
    by_weight = sorted(accepted, key=lambda found: -float(found[2] or 1))
    wanted = (found[1] for found in by_weight if float(found[2] or 1) > 0)
    return words.known_language(request.cookies.get(COOKIE, ""), *wanted)


@cache
def frame(language: words.Language) -> str:
    """The page as the browser gets it."""
    with words.speaking(language):
        texts = words.page_texts()
    blanks = {name: escape(text) for name, text in texts.items()} | {
        "language": language,
        "language-label": escape(texts["language"]),
        "languages": "".join(_option(each, each == language) for each in words.LANGUAGES),
        "words": json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c"),
    }
    return _BLANK.sub(lambda blank: blanks[blank[1]], (PAGE / "index.html").read_text(encoding="utf-8"))


def _option(language: words.Language, chosen: bool) -> str:
    return f'<option value="{language}" lang="{language}"{" selected" * chosen}>{words.OWN_NAMES[language]}</option>'
