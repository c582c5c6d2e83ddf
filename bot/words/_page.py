"""What only the page says."""

from __future__ import annotations

from functools import cache

from bot.words._languages import say, source

__all__ = [
    "bad_request",
    "file_gone",
    "foreign_host",
    "foreign_origin",
    "line_too_long",
    "no_session",
    "no_such_page",
    "not_painted",
    "nothing_said",
    "page_texts",
    "uploads_too_large",
]

_FILLED = ("alt", "count", "feature", "mood", "most", "name", "names", "percent", "stage", "style")
BLANKS = {name: f"{{{name}}}" for name in _FILLED}


def page_texts() -> dict[str, str]:
    """The page's own words by name; what the page fills in itself stands in braces, as in ``{name}``."""
    return {name.removeprefix("page-"): say(name, **BLANKS) for name in _page_names()}


@cache
def _page_names() -> tuple[str, ...]:
    return tuple(each.id.name for each in source("interface"))


def foreign_host() -> str:
    """The page was asked for under a name that is not its own."""
    return say("foreign-host")


def foreign_origin() -> str:
    """Another site tried to press a button here."""
    return say("foreign-origin")


def no_session() -> str:
    """The browser sent no cookie of ours."""
    return say("no-session")


def no_such_page() -> str:
    """An address that leads nowhere."""
    return say("no-such-page")


def bad_request() -> str:
    """A request that the page would never send."""
    return say("bad-request")


def nothing_said() -> str:
    """An empty line without a file."""
    return say("nothing-said")


def line_too_long() -> str:
    """A line of many thousand letters."""
    return say("line-too-long")


def uploads_too_large(most: int) -> str:
    """All files of one request together; ``most`` in bytes."""
    return say("uploads-too-large", most=most // 2**20)


def file_gone() -> str:
    """A picture of a conversation that was cleared."""
    return say("file-gone")


def not_painted() -> str:
    """A piece of the greeting that failed."""
    return say("not-painted")
