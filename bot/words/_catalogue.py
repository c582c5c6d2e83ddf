"""What the bot says of its catalogue: the songs that can be found by likeness."""

from __future__ import annotations

from bot.words._languages import say

__all__ = [
    "cataloguing",
    "index_state",
    "library_added",
    "library_stopped",
    "nothing_to_add",
    "numbers_only",
    "source_name",
]


def numbers_only(name: str, *, links: bool) -> str:
    """A song of the starter catalogue has no sound, and none was found by its name."""
    return say("numbers-only-links" if links else "numbers-only", name=name)


def cataloguing() -> str:
    """A step: what was heard meanwhile is brought to the index of likeness."""
    return say("cataloguing")


def nothing_to_add(folder: str) -> str:
    """A folder without a sound file."""
    return say("nothing-to-add", folder=folder)


def library_added(added: int, known: int, failed: int) -> str:
    """What became of a folder's files."""
    return say("library-added", added=added, known=known, failed=failed)


def library_stopped() -> str:
    """Somebody pressed Ctrl-C."""
    return say("library-stopped")


def source_name(source: str) -> str:
    """Where songs come from."""
    return say(f"source-{source}")


def index_state(count: int, version: int, mebibytes: float, missing: int) -> str:
    """What the index of likeness holds; ``missing`` are songs that it gets when the bot is asked next."""
    return say("index-state", count=count, version=version, mebibytes=f"{mebibytes:.1f}", missing=missing)
