"""What people listen to while they are online, each track told once; it comes again for every server they are in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import discord

MOST_KNOWN = 20_000


@dataclass(frozen=True, slots=True)
class Playing:
    """Somebody began to play a track on Spotify."""

    person: str
    server: str
    track: str
    title: str
    artists: tuple[str, ...]
    started: datetime


class Presences:
    """Takes presence updates in and tells of each new track."""

    def __init__(self, tell: Callable[[Playing], None]) -> None:
        self._tell = tell
        self._known: OrderedDict[tuple[int, str, datetime], None] = OrderedDict()

    def see(self, event: discord.RawPresenceUpdateEvent) -> None:
        """Look for a track that was not told of; local files have no name that anybody else knows."""
        for activity in event.activities:
            if isinstance(activity, discord.Spotify) and activity.track_id:
                self._hear(event, activity)

    def _hear(self, event: discord.RawPresenceUpdateEvent, spotify: discord.Spotify) -> None:
        key = (event.user_id, spotify.track_id, spotify.start)
        if key in self._known:
            return
        self._known[key] = None
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        self._tell(
            Playing(
                person=f"discord:{event.user_id}",
                server=str(event.guild_id or ""),
                track=spotify.track_id,
                title=spotify.title,
                artists=tuple(spotify.artists),
                started=spotify.start,
            )
        )
