"""What the bot says of what it keeps of people."""

from __future__ import annotations

from bot.words._languages import say
from bot.words._text import shortened

__all__ = [
    "copy_alt",
    "copy_label",
    "entries",
    "erase_label",
    "erase_really",
    "erase_surely_label",
    "everything_erased",
    "here_is_your_copy",
    "kept_name",
    "mention_somebody",
    "nothing_is_kept",
    "person_blocked",
    "person_unblocked",
    "what_is_kept",
]

KEPT = ("listens", "membership", "hidden", "accounts", "requests", "answers", "conversation", "schedules")
"""What has a name of ours; a cog's own is called as the cog declares it."""


def what_is_kept(days: int) -> str:
    """Before the list of what is kept of a person."""
    return say("what-is-kept", days=days)


def nothing_is_kept() -> str:
    """There is nothing."""
    return say("nothing-is-kept")


def kept_name(name: str) -> str:
    """A kind of what is kept."""
    return say(f"kept-{name}") if name in KEPT else name


def entries(count: int) -> str:
    """How much of it there is."""
    return say("entries", count=count)


def copy_label() -> str:
    """A button for a copy."""
    return say("copy-label")


def here_is_your_copy() -> str:
    """With the copy."""
    return say("here-is-your-copy")


def copy_alt() -> str:
    """What the file is."""
    return say("copy-alt")


def erase_label() -> str:
    """A button that asks before it erases."""
    return say("erase-label")


def erase_surely_label() -> str:
    """The button that erases."""
    return say("erase-surely-label")


def erase_really() -> str:
    """Before erasing."""
    return say("erase-really")


def everything_erased() -> str:
    """After erasing."""
    return say("everything-erased")


def mention_somebody() -> str:
    """Nobody was named, or not in a server."""
    return say("mention-somebody")


def person_blocked(who: str) -> str:
    """A person is in no picture of this server."""
    return say("person-blocked", who=shortened(who, 60))


def person_unblocked(who: str) -> str:
    """A person is in the pictures again."""
    return say("person-unblocked", who=shortened(who, 60))
