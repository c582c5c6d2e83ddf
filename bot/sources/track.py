"""What the sources speak of: links, tracks and previews. Knows no service's wire format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["track", "album", "playlist", "artist", "episode", "show", "audiobook"]


@dataclass(frozen=True, slots=True)
class Link:
    """Something of Spotify's that a person pasted; ``id`` is 22 base62 characters."""

    kind: Kind
    id: str

    @property
    def url(self) -> str:
        """The link as people share it, without what is left of tracking."""
        return f"https://open.spotify.com/{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Track:
    """A recording as one source describes it; what that source does not say stays empty."""

    title: str
    artists: tuple[str, ...] = ()
    seconds: float | None = None
    isrc: str = ""
    link: str = ""
    source: str = ""
    """Who told us."""


@dataclass(frozen=True, slots=True)
class Preview:
    """An excerpt of about 30 s; ``track`` as the catalogue names it, ``page`` the link that gives it credit."""

    audio: bytes = field(repr=False)
    source: str
    track: Track
    page: str
