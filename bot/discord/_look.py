"""A look at Discord for the check-up: whether it knows the token, and what it lets the bot see."""

from __future__ import annotations

import aiohttp
import discord

from bot import words
from bot.config import Settings
from bot.discord._client import point_elsewhere
from bot.discord._intents import OPTIONAL, ask


async def missing_intents(settings: Settings) -> tuple[str, ...]:
    """What Discord does not let the bot see, in people's words; ``OSError`` says why it cannot be asked."""
    point_elsewhere(settings)
    try:
        granted = await ask(settings.discord_token.get_secret_value())
    except discord.LoginFailure:
        raise PermissionError(words.discord_token_refused()) from None
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        raise ConnectionError(words.discord_unreachable()) from None
    names = words.intent_names()
    return tuple(names[each] for each in OPTIONAL if each not in granted)
