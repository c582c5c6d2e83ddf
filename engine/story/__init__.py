"""Songs of an artist -> a linked story: pure text and numbers, offline, in any language as far as it goes."""

from engine.story.lyrics import LONGEST_LYRICS, Lyrics
from engine.story.scenes import tell
from engine.story.values import (
    LONGEST_QUOTE,
    MOST_SONGS,
    Arc,
    Card,
    Link,
    LinkKind,
    Motif,
    Role,
    Scene,
    Stave,
    Story,
    Track,
)

__all__ = [
    "LONGEST_LYRICS",
    "LONGEST_QUOTE",
    "MOST_SONGS",
    "Arc",
    "Card",
    "Link",
    "LinkKind",
    "Lyrics",
    "Motif",
    "Role",
    "Scene",
    "Stave",
    "Story",
    "Track",
    "tell",
]
