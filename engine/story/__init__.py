"""Songs of an artist -> a linked story: text and numbers, offline, in any language as far as it goes."""

from engine.story.lyrics import Lyrics
from engine.story.scenes import tell

__all__ = ["Lyrics", "tell"]
