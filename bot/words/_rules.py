"""What the bot says of a server's rules."""

from __future__ import annotations

from bot.words._languages import say
from bot.words._text import joined, listed, shortened

__all__ = [
    "elsewhere",
    "enough_in_hand",
    "for_roles",
    "no_channel",
    "no_channel_here",
    "no_drops_here",
    "no_offers_here",
    "no_role",
    "no_roles_here",
    "pause",
    "remixes_everywhere",
    "remixes_in",
    "rules_in_force",
    "switched_off",
    "too_many_named",
    "turn_in",
]


def rules_in_force(channels: tuple[str, ...], roles: tuple[str, ...], off: tuple[str, ...]) -> str:
    """Where the bot answers, whom, and with what; nothing is said of what is not restricted."""
    told = [say("answers-in", channels=joined(channels))] if channels else []
    if roles:
        told.append(say("answers-roles", roles=listed(roles)))
    if off:
        told.append(say("answers-without", commands=listed(tuple(f"/{name}" for name in off))))
    return " ".join(told) or say("answers-everyone")


def no_offers_here() -> str:
    """After settings that ask for offers where posted links cannot be seen or followed."""
    return say("no-offers-here")


def no_drops_here() -> str:
    """After settings that ask for remixes where messages to nobody cannot be seen."""
    return say("no-drops-here")


def remixes_in(channels: tuple[str, ...]) -> str:
    """Where two dropped files become a remix unasked."""
    return say("remixes-in", channels=joined(channels))


def remixes_everywhere() -> str:
    """The same, for all channels."""
    return say("remixes-everywhere")


def elsewhere(channels: tuple[str, ...]) -> str:
    """Somebody asked in a channel where the bot does not answer."""
    return say("elsewhere", channels=joined(channels))


def for_roles(roles: tuple[str, ...]) -> str:
    """Somebody asked who has none of the roles."""
    return say("for-roles", roles=listed(roles))


def switched_off(feature: str) -> str:
    """A command that the server does not want."""
    return say("switched-off", feature=feature)


def enough_in_hand(most: int) -> str:
    """Somebody has as many requests in hand as one person may."""
    return say("enough-in-hand", most=most)


def turn_in(seconds: int) -> str:
    """A step: how long a cooldown lasts."""
    return say("turn-in", seconds=seconds)


def pause(seconds: int) -> str:
    """The length of a cooldown."""
    return say("pause", seconds=seconds)


def no_channel(text: str) -> str:
    """What somebody typed is no channel."""
    return say("no-channel", text=shortened(text, 60))


def no_channel_here() -> str:
    """Somebody said ``here`` in a private conversation."""
    return say("no-channel-here")


def no_role(text: str) -> str:
    """What somebody typed is no role."""
    return say("no-role", text=shortened(text, 60))


def no_roles_here() -> str:
    """The platform has no roles, or not here."""
    return say("no-roles-here")


def too_many_named(most: int) -> str:
    """More channels or roles than a rule takes."""
    return say("too-many-named", most=most)
