"""The connection to Discord: the library's sharded bot with our cogs, and nothing cached that is not needed."""

from __future__ import annotations

import base64
import gc
import hashlib
import json
import logging
from collections.abc import Collection, Set
from typing import TYPE_CHECKING, Any

import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.config import Settings
from bot.discord._buttons import CancelButton, DeleteButton, MoveButton
from bot.discord._commands import compiled
from bot.discord._form import known
from bot.discord._intents import intents
from bot.discord._translator import Translator
from bot.store import Store

if TYPE_CHECKING:
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
    """The commands; what goes wrong before a feature is reached is told by the surface."""

    async def on_error(self, interaction: discord.Interaction[Any], error: app_commands.AppCommandError, /) -> None:
        """Say something rather than nothing."""
        await interaction.client.surface.failed(interaction, error)


class Client(commands.AutoShardedBot):
    """One connection; what it hears goes to the surface."""

    def __init__(
        self, surface: Discord, features: Collection[Feature], store: Store, optional: Set[str], gateway: str = ""
    ) -> None:
        """``optional`` are privileged intents that Discord grants; ``gateway`` is another address of it."""
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody speaks here
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=intents(optional),
            enable_raw_presences="presences" in optional,
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
        await self.tree.set_translator(Translator({feature.name: feature for feature in self._features}))
        for feature in self._features:
            await self.add_cog(compiled(feature, self.surface, self.tree))
        self.add_dynamic_items(MoveButton, CancelButton, DeleteButton)
        await self._sync()

    async def launch_shard(self, gateway: yarl.URL, shard_id: int, *, initial: bool = False) -> None:
        """Connect to the gateway that Discord names, unless another one is set."""
        await super().launch_shard(self._gateway or gateway, shard_id, initial=initial)

    async def on_connect(self) -> None:
        """Requests work from here on, though the library waits two more seconds for its servers' details."""
        self.surface.arrived()

    async def on_resumed(self) -> None:
        """A broken connection stands again."""
        self.surface.arrived()

    async def on_disconnect(self) -> None:
        """The connection broke; the library makes it anew, and answers still go out meanwhile."""
        self.surface.lost()

    async def on_ready(self) -> None:
        """Every shard has told its servers.

        What is in memory by now stays there. To look through all of it for garbage, again and again, would hold up
        the event loop for a tenth of a second each time.
        """
        gc.freeze()
        await self.surface.stays_in({str(guild.id) for guild in self.guilds})

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Somebody invited the bot."""
        await self.surface.joined(str(guild.id))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Somebody put the bot out; a server that is only out of order does not come here."""
        await self.surface.left(str(guild.id))

    async def on_message(self, message: discord.Message, /) -> None:
        """Somebody wrote to us; there are no commands in text."""
        if message.author.bot or message.webhook_id or self.user is None:
            return
        if isinstance(message.channel, discord.DMChannel) or self.user in message.mentions:
            await self.surface.hear(message)
        elif self.intents.message_content:
            await self.surface.overhear(message)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """The library takes care of all but forms that it no longer knows."""
        if interaction.type is discord.InteractionType.modal_submit and not known(interaction):
            await self.surface.forgotten(interaction)

    async def on_raw_member_remove(self, event: discord.RawMemberRemoveEvent) -> None:
        """Somebody left a server, or was put out."""
        await self.surface.person_left(f"discord:{event.user.id}", str(event.guild_id))

    async def on_raw_presence_update(self, event: discord.RawPresenceUpdateEvent) -> None:
        """Somebody does something else now."""
        self.surface.see(event)

    async def _sync(self) -> None:
        """Tell Discord the commands, but only when they changed: it counts how often it is told."""
        name = f"discord-commands-{self.application_id}"
        told = digest(await payload(self.tree))
        if await self._store.cached(name) == told:
            return
        try:
            await self.tree.sync()
        except discord.HTTPException:
            log.exception("Discord did not take the commands", extra={"action": "sync_failed"})
        else:
            await self._store.cache(name, told)


async def payload(tree: app_commands.CommandTree[Any]) -> list[dict[str, Any]]:
    """All commands in all languages as Discord is told them, menus last."""
    translator = tree.translator
    told = [
        await each.get_translated_payload(tree, translator) if translator else each.to_dict(tree)
        for each in tree.get_commands()
    ]
    return sorted(told, key=lambda each: (each["type"], each["name"]))


def digest(commands_: list[dict[str, Any]]) -> bytes:
    """A name for a set of commands."""
    return hashlib.sha256(json.dumps(commands_, sort_keys=True).encode()).hexdigest().encode()


def invitation(application: int, person: bool = False) -> str:
    """The address that adds the bot to a server with the least permissions, or to a person's own apps with none."""
    if person:
        link = discord.utils.oauth_url(application, scopes=("applications.commands",))
        return f"{link}&integration_type=1"
    return discord.utils.oauth_url(application, permissions=PERMISSIONS, scopes=("bot", "applications.commands"))


def application_of(token: str) -> int | None:
    """The application that a token belongs to: its first part is the bot's id, which is the application's, in base 64.

    None for what is no token, and wrong for the few bots that are older than September 2016.
    """
    first = token.partition(".")[0]
    try:
        return int(base64.urlsafe_b64decode(first + "=" * (-len(first) % 4)))
    except ValueError:
        return None


def point_elsewhere(settings: Settings) -> None:
    """Let the library speak to another server than Discord's own, where the settings say so."""
    if settings.discord_api_base:
        Route.BASE = settings.discord_api_base.rstrip("/")
    if settings.discord_gateway:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.discord_gateway)
