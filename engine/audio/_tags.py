"""What a file says of itself: the title and the artists in its tags, which anybody may have written."""

from __future__ import annotations

from collections.abc import Mapping

import av

from engine.api import Tags
from engine.audio._decode import opened
from engine.audio._sniff import demuxers
from engine.errors import UnreadableAudio

LONGEST = 500  # characters of a tag that are looked at


def tags(data: bytes) -> Tags:
    """The tags of a file's bytes; empty where it has none. ``UnreadableAudio`` as for ``decode``."""
    try:
        with opened(data, demuxers(data)) as (container, stream):
            told = _lower(stream.metadata) | _lower(container.metadata)
    except av.FFmpegError as error:
        raise UnreadableAudio("That file is damaged or not sound at all.") from error
    artists = told.get("artist") or told.get("album_artist") or ""
    parts = (_clean(part) for part in artists.replace("\0", ";").split(";"))
    return Tags(_clean(told.get("title", "")), tuple(dict.fromkeys(part for part in parts if part)))


def _lower(metadata: Mapping[str, str]) -> dict[str, str]:
    """Ogg keeps tags with the stream and in capitals, other containers with the file."""
    return {name.lower(): str(value)[:LONGEST] for name, value in metadata.items()}


def _clean(text: str) -> str:
    """One printable line: no control characters, nothing that turns the direction of writing."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
