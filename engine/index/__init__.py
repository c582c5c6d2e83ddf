"""The index of likeness: the songs nearest to a vector among thousands or millions, derived from the bot's store."""

from engine.index._index import Hit, Index, unpacked

__all__ = ["Hit", "Index", "unpacked"]
