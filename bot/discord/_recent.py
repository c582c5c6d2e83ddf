"""Songs that are offered while somebody types: their own last ones, and the built-in ones. Nothing is looked up."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot import words
from bot.recent import Recent

MOST_CHOICES = 25
LONGEST_CHOICE = 100

Choice = app_commands.Choice[str]


class Completion:
    """Completes what people type."""

    def __init__(self, recent: Recent) -> None:
        self._recent = recent

    async def complete(self, interaction: discord.Interaction[Any], current: str) -> list[Choice]:
        """Songs whose title goes on as typed; in a list of songs, the last one is completed."""
        return self.offered(interaction.user.id, current)

    def offered(self, user: int, current: str) -> list[Choice]:
        """See ``complete``."""
        known = self._recent.of(f"discord:{user}")
        before, _, typed = current.rpartition(" ")
        heads = (("", current),) if not before else (("", current), (f"{before} ", typed))
        choices: dict[str, Choice] = {}
        for head, start in heads:
            for title, text in known:
                value = f"{head}{text}"
                fits = title.casefold().startswith(start.casefold()) or start.casefold() in title.casefold().split()
                if fits and len(value) <= LONGEST_CHOICE:
                    name = words.shortened(f"{head}{title}", LONGEST_CHOICE)
                    choices.setdefault(value, Choice(name=name, value=value))
        return list(choices.values())[:MOST_CHOICES]
