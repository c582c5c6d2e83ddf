"""What goes wrong: a refusal is told in private, and a bug is logged once under an id that the person gets."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import discord

from bot import words
from bot.discord._render import note
from bot.reply import Refusal, Reply

log = logging.getLogger(__name__)


async def guarded(work: Awaitable[None], tell: Callable[[Reply], Awaitable[object]]) -> None:
    """Do it, and tell what goes wrong."""
    try:
        await work
    except Refusal as refusal:
        await tell(refusal.reply())
    except Exception:  # the one place where a bug of this surface becomes an apology
        code = secrets.token_hex(3)
        log.exception("request failed", extra={"action": "request_failed", "code": code})
        await tell(Refusal(words.apology(code)).reply())


def apology(action: str, error: Exception) -> Reply:
    """Log what somebody else caught, and say sorry for it."""
    code = secrets.token_hex(3)
    log.error("%s", action.replace("_", " "), exc_info=error, extra={"action": action, "code": code})
    return Refusal(words.apology(code)).reply()


async def say(interaction: discord.Interaction[Any], reply: Reply) -> None:
    """Tell only the person who pressed or typed, as long as Discord lets us."""
    done = interaction.response.is_done()
    send: Callable[..., Awaitable[object]] = interaction.followup.send if done else interaction.response.send_message
    with suppress(discord.HTTPException):
        await send(view=note(reply.text), ephemeral=True)
