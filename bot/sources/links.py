"""Finds the links to Spotify in what people write; asks nobody, so it does not know where short links lead.

A link is believed only letter for letter: the host alone (no user name, no port, no other alphabet), the path as
Spotify writes it, an id of exactly 22 base62 characters. What is returned is built anew from kind and id, so nothing
of the text but these can reach anyone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from bot.sources.track import Kind, Link

# The insides of character sets: where any address ends; where a link to Spotify ends, which holds none of these; and
# what may stand between its end and the next of them (punctuation, the invisible marks of copied text).
_BREAK = r"\s<>|()\[\]{}\"`"
_GAP = _BREAK + "'*~,;!、。，；！「」『』（）【】《》“”‘’«»„"
_TRAIL = r"?._:…．？\-\u200b-\u200f\u2060\u2066-\u2069\ufeff"

_KIND = "track|album|playlist|artist|episode|show|audiobook"
_ID = "[0-9A-Za-z]{22}"
_CODE = "[0-9A-Za-z][0-9A-Za-z_-]{1,62}[0-9A-Za-z]"
_USER = "(?:[A-Za-z0-9._-]|%(?!2[Ff]|5[Cc])[0-9A-Fa-f]{2}){1,90}"

# "ai" and not "i" alone, for which ı and ſ and the sign of kelvin are i and s and k.
_LINK = re.compile(
    rf"""
    (?:
        (?: (?<![A-Za-z0-9@/\\%?&\#+]) (?ai:https?://) | (?<![^{_GAP}]) )
        (?:
            (?ai:(?:open|play)\.spotify\.com) /
            (?: intl-[A-Za-z]{{2,3}}(?:-[A-Za-z0-9]{{2,4}})?/ )?
            (?: embed(?:-podcast)?/ )?
            (?: user/{_USER}/(?=playlist/) )?
            (?P<kind> {_KIND} ) / (?P<id> {_ID} )
            | (?ai:open\.spotify\.com)/s/ (?P<share> {_CODE} )
            | (?P<host> (?ai:spotify(?:\.app)?\.link) ) / (?P<code> {_CODE} )
        )
        /?
        | (?<![^{_GAP}]) (?ai:spotify): (?: user:{_USER}:(?=playlist:) )? (?P<uri_kind> {_KIND} ) : (?P<uri_id> {_ID} )
    )
    (?: [?\#][^{_GAP}]* | (?= [{_TRAIL}]* (?: [{_GAP}] | \Z ) ) )
    # or any other address: passed over whole, with all that it quotes
    | (?<![A-Za-z0-9]) [A-Za-z][A-Za-z0-9+.-]{{0,30}}: [/\\]+ [^{_BREAK}]*
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"(<[^<>|\s]*)\|[^<>]*(?=>)|\[[^\[\]]*\](?=\(<?[A-Za-z]{1,12}:)")
"""Slack's ``<url|name>`` and Markdown's ``[name](url)``: what a link is called is not where it leads."""


@dataclass(frozen=True, slots=True)
class ShortLink:
    """A link that only says whom to ask for the real one; ``url`` is https, without query and fragment."""

    url: str


def find_links(text: str) -> tuple[Link | ShortLink, ...]:
    """The links of a text, in their order, each once; takes time in proportion to the text's length.

    Web addresses (old and new, in every language, embedded, with or without scheme, query and fragment), URIs and
    short links, bare or as Discord, Slack and Markdown wrap them. Everything else, look-alikes too, is passed over.
    """
    found = (_read(match) for match in _LINK.finditer(_NAME.sub(r"\1", text)))
    return tuple(dict.fromkeys(link for link in found if link))


def _read(match: re.Match[str]) -> Link | ShortLink | None:
    """The link of a match; None for another address."""
    kind, id = match["kind"] or match["uri_kind"], match["id"] or match["uri_id"]
    if kind:
        return Link(cast(Kind, kind), id)
    if match["share"]:
        return ShortLink(f"https://open.spotify.com/s/{match['share']}")
    return ShortLink(f"https://{match['host'].lower()}/{match['code']}") if match["code"] else None
