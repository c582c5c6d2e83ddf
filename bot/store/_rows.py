"""Songs and hearings as rows of their tables, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from bot.songs import Song
from engine.api import Hearing, Mood

Row = dict[str, Any]


def now() -> str:
    """The time as it is kept."""
    return datetime.now(UTC).isoformat()


def song_row(song: Song) -> Row:
    """A song as a row of ``songs``."""
    return asdict(song) | {"artists": json.dumps(song.artists), "met_at": now()}


def song_of(row: Mapping[str, Any]) -> Song:
    """The song of a row."""
    told = {name: row[name] for name in Song.__dataclass_fields__}
    return Song(**(told | {"artists": tuple(json.loads(row["artists"]))}))


def hearing_row(hearing: Hearing) -> Row:
    """A hearing as a row of ``hearings``."""
    return {
        "audio": hearing.audio,
        "version": hearing.version,
        "duration": hearing.duration,
        "spans": json.dumps(hearing.spans),
        "features": json.dumps(dict(hearing.features)),
        "mood": json.dumps(asdict(hearing.mood)),
        "sketch": hearing.sketch,
        "vector": hearing.vector,
        "genres": json.dumps(dict(hearing.genres)),
        "emotions": json.dumps(dict(hearing.emotions)),
        "heard_at": now(),
    }


def hearing_of(row: Mapping[str, Any]) -> Hearing:
    """The hearing of a row."""
    return Hearing(
        audio=row["audio"],
        duration=row["duration"],
        spans=tuple((start, end) for start, end in json.loads(row["spans"])),
        features=json.loads(row["features"]),
        mood=mood_of(row["mood"]),
        sketch=row["sketch"],
        vector=row["vector"],
        genres=json.loads(row["genres"]),
        emotions=json.loads(row["emotions"]),
        version=row["version"],
    )


def mood_of(text: str) -> Mood:
    """A mood as it is kept in a hearing's row."""
    mood = json.loads(text)
    return Mood(**(mood | {"words": tuple(mood["words"])}))
