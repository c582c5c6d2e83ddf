"""Discord's privileged intents: used where the operator has switched them on, never needed to start.

The application's own flags tell which are on, so that nobody has to say it twice.
"""

from __future__ import annotations

from collections.abc import Set

import discord

OPTIONAL = ("message_content", "presences", "members")
"""What Discord keeps for those who ask, by the library's names."""

NONE: frozenset[str] = frozenset()

_FLAGS = {
    "message_content": "gateway_message_content",
    "presences": "gateway_presence",
    "members": "gateway_guild_members",
}


def intents(optional: Set[str]) -> discord.Intents:
    """What the bot listens to: servers, messages to it, and these."""
    return discord.Intents(guilds=True, guild_messages=True, dm_messages=True, **dict.fromkeys(optional, True))


def granted(flags: discord.ApplicationFlags) -> frozenset[str]:
    """The optional intents that an application may use; small applications have the limited kind."""
    return frozenset(name for name, flag in _FLAGS.items() if getattr(flags, flag) or getattr(flags, f"{flag}_limited"))


async def ask(token: str) -> frozenset[str]:
    """What Discord grants to this token; ``LoginFailure`` when it does not know it."""
    async with discord.Client(intents=intents(NONE)) as client:
        await client.login(token)
        return granted(client.application.flags) if client.application else NONE
