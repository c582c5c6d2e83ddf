"""A song that an account at another service listened to. Knows no service's wire format."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sources._outcome import Missing


@dataclass(frozen=True, slots=True)
class Scrobble:
    """A song and when it began (seconds since 1970); ``link`` is where Spotify has it, if that is told."""

    title: str
    artists: tuple[str, ...]
    at: int
    link: str = ""


class Private(Missing):
    """The account is there, and keeps what it listened to for itself."""
