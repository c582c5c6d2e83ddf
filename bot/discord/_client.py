"""The connection to Discord: the library's sharded bot with our cogs, no privileged intents and nothing cached."""

from __future__ import annotations

import hashlib
import json
import logging
from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import words
from bot.config import Settings
from bot.discord._buttons import CancelButton, MoveButton
from bot.discord._commands import compiled
from bot.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.cog import Feature
    from bot.discord._surface import Discord

log = logging.getLogger(__name__)

PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    embed_links=True,
    attach_files=True,
    read_message_history=True,
)


class Tree(app_commands.CommandTree[Any]):
    """The commands; one that was called in an outdated form says so instead of staying silent."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Log it, and say something if nothing was said."""
        log.error("command not answered", exc_info=error, extra={"action": "command_failed"})
        if not interaction.response.is_done():
            await interaction.response.send_message(words.command_changed(), ephemeral=True)


class Client(commands.AutoShardedBot):
    """One connection; what it hears goes to the surface."""

    def __init__(self, surface: Discord, features: Iterable[Feature], store: Store, gateway: str = "") -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
        )
        self.surface = surface
        self._features = features
        self._store = store
        self._gateway = yarl.URL(gateway) if gateway else None

    async def setup_hook(self) -> None:
        """Offer every feature, and listen to every button there ever was."""
        for feature in self._features:
            await self.add_cog(compiled(feature, self.surface.take, self.tree))
        self.add_dynamic_items(MoveButton, CancelButton)
        await self._sync()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect to the gateway that Discord names, unless another one is set."""
        await super().launch_shard(self._gateway or gateway, shard_id, initial=initial)

    async def on_connect(self) -> None:
        """Requests work from here on, though the library waits two more seconds for its servers' details."""
        self.surface.arrived()

    async def on_message(self, message: discord.Message, /) -> None:
        """Somebody wrote to us; there are no commands in text."""
        if message.author.bot or self.user is None:
            return
        if isinstance(message.channel, discord.DMChannel) or self.user in message.mentions:
            await self.surface.hear(message)

    def invitation(self) -> str:
        """The address that adds the bot to a server."""
        scopes = ("bot", "applications.commands")
        return discord.utils.oauth_url(self.application_id or 0, permissions=PERMISSIONS, scopes=scopes)

    async def _sync(self) -> None:
        """Tell Discord the commands, but only when they changed: it counts how often it is told."""
        name = f"discord-commands-{self.application_id}"
        told = payload_digest(self.tree)
        if await self._store.cached(name) == told:
            return
        try:
            await self.tree.sync()
        except discord.HTTPException:
            log.exception("Discord did not take the commands", extra={"action": "sync_failed"})
        else:
            await self._store.cache(name, told)


def payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """All commands as Discord is told them, menus last."""
    told = [command.to_dict(tree) for command in tree.get_commands()]
    return sorted(told, key=lambda each: (each["type"], each["name"]))


def payload_digest(tree: app_commands.CommandTree[Any]) -> bytes:
    """A name for this set of commands."""
    return hashlib.sha256(json.dumps(payload(tree), sort_keys=True).encode()).hexdigest().encode()


def point_elsewhere(settings: Settings) -> None:
    """Let the library speak to another server than Discord's own, where the settings say so."""
    if settings.discord_api_base:
        Route.BASE = settings.discord_api_base.rstrip("/")
    if settings.discord_gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)
