"""Text to and from Slack's own markup, in which ``<…>`` pings and links and ``&`` escapes."""

from __future__ import annotations

import re

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_PLAIN = {entity: plain for plain, entity in _ENTITIES.items()}
_CHANNEL = r"<#[A-Z0-9]+>"
_ESCAPED = re.compile(rf"&(?:amp|lt|gt);|{_CHANNEL}|.", re.DOTALL)
_LINK = re.compile(r"<((?:https?|spotify):[^|>\s]+)(?:\|[^>]*)?>")


def escape(text: str) -> str:
    """Plain text so that nothing in it pings or links, but for mentions of channels: Slack shows them by name."""
    return re.sub(rf"{_CHANNEL}|[&<>]", lambda found: _ENTITIES.get(found[0], found[0]), text)


def unescape(text: str) -> str:
    """What a person typed: links without their markup and label, entities as characters."""
    return re.sub(r"&(?:amp|lt|gt);", lambda found: _PLAIN[found[0]], _LINK.sub(r"\1", text))


def links(text: str) -> list[str]:
    """The links of a message, in order."""
    return [unescape(link) for link in _LINK.findall(text)]


def pieces(text: str, most: int) -> list[str]:
    """Escaped text in pieces of at most so many characters; no entity is cut."""
    found = [""]
    for character in _ESCAPED.findall(escape(text)):
        if len(found[-1]) + len(character) > most:
            found.append("")
        found[-1] += character
    return found


def clipped(text: str, most: int) -> str:
    """Escaped text of at most so many characters; an ellipsis tells that something is missing."""
    whole = escape(text)
    return whole if len(whole) <= most else pieces(text, most - 1)[0] + "…"
