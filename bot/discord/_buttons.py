"""Buttons that carry all they need in their own id, so that they work after any restart."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

from bot import words
from bot.discord._intake import Asked
from bot.reply import Move

Button = ui.Button[Any]


class MoveButton(ui.DynamicItem[Button], template=r"(?P<how>[ms]):(?P<code>.+)"):
    """A move of a reply; whoever presses it asks for it themselves. Covered pictures beget covered ones."""

    def __init__(self, move: Move, spoiler: bool = False) -> None:
        super().__init__(ui.Button(label=move.label, custom_id=f"{'s' if spoiler else 'm'}:{move.code}"))
        self._move = move
        self._spoiler = spoiler

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The pressed button, read back."""
        return cls(Move.decode(match["code"], getattr(item, "label", None) or "again"), match["how"] == "s")

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Ask for what the move says."""
        asked = Asked(self._move.feature, dict(self._move.args), spoiler=self._spoiler)
        await interaction.client.surface.take(interaction, asked)


class CancelButton(ui.DynamicItem[Button], template=r"x:(?P<job>[0-9a-f]{12})"):
    """Ends a job, for the person who asked for it."""

    def __init__(self, job: str) -> None:
        super().__init__(ui.Button(label=words.cancel_label(), custom_id=f"x:{job}"))
        self._job = job

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The pressed button, read back."""
        return cls(match["job"])

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Cancel."""
        await interaction.client.surface.cancel(interaction, self._job)


class DeleteButton(ui.DynamicItem[Button], template=r"d:(?P<owner>[0-9]{1,20})"):
    """Takes an answer back, for the person who asked for it and for those who keep order there."""

    def __init__(self, owner: int) -> None:
        super().__init__(ui.Button(label=words.delete_label(), custom_id=f"d:{owner}"))
        self._owner = owner

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """The pressed button, read back."""
        return cls(int(match["owner"]))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Delete the message that the button is on."""
        await interaction.client.surface.delete(interaction, self._owner)
