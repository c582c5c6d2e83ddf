"""What people listen to while they are online, as Discord shows it; it comes again for every server they are in.

Nothing of a presence can be relied on: any field may be missing or null, and the library's own properties then raise
``KeyError`` or ``AttributeError``. So the fields are read one by one, and what has no title or no track is no song.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import discord

from bot.listening import Playing

_TRACK = re.compile(r"[0-9A-Za-z]{22}")

Tell = Callable[[str, Playing | None], None]
"""Takes in what a person plays now: a song, or nothing."""


class Presences:
    """Takes presence updates in and tells what each person plays now."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def see(self, event: discord.RawPresenceUpdateEvent) -> None:
        """Look for a song among what a person does."""
        person = f"discord:{event.user_id}"
        server = str(event.guild_id)
        songs = (_playing(person, server, activity) for activity in event.activities)
        self._tell(person, next((song for song in songs if song), None))


def _playing(person: str, server: str, activity: object) -> Playing | None:
    """The song of an activity of Spotify's; local files have no track, and no name that anybody else knows."""
    if not isinstance(activity, discord.Spotify | discord.Activity):
        return None
    told: Mapping[str, Any] = activity.to_dict()
    title, track = told.get("details"), told.get("sync_id")
    if told.get("name") != "Spotify" or not isinstance(title, str) or not isinstance(track, str) or not track:
        return None
    artists = str(told.get("state") or "").split("; ")
    times = told.get("timestamps") or {}
    return Playing(
        person=person,
        title=title,
        artists=tuple(artist.strip() for artist in artists if artist.strip()),
        started=_seconds(times, "start"),
        ends=_seconds(times, "end"),
        link=f"https://open.spotify.com/track/{track}" if _TRACK.fullmatch(track) else "",
        servers=frozenset({server}),
    )


def _seconds(times: Mapping[str, Any], name: str) -> float:
    """A moment in seconds since 1970; 0 where it is not told."""
    moment = times.get(name)
    return moment / 1000 if isinstance(moment, int | float) else 0.0
