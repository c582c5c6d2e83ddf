"""What the bot remembers: SQLite in WAL mode, and files under their digest beside it."""

from bot.store._answers import Answer, SentFile
from bot.store._shelf import ShelfStore, Tally
from bot.store._store import JobRow, Line, Store, copy_database

__all__ = ["Answer", "JobRow", "Line", "SentFile", "ShelfStore", "Store", "Tally", "copy_database"]
