"""What a person gave on Discord -> words, files and who they are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import discord

from bot import forms, rules
from bot.ask import Person, Place
from bot.cog import Feature, meant_feature
from bot.preferences import Preferences
from bot.reply import Refusal

_LINK = re.compile(r"https?://[^\s<>]+")
_MENTION = re.compile(r"<@!?\d+>")


@dataclass(frozen=True)
class Asked:
    """A feature by name, the words for it, files that were not fetched yet, and whether to cover the pictures."""

    feature: str
    words: forms.Words
    attachments: Sequence[discord.Attachment] = field(default=())
    spoiler: bool = False


def person(interaction: discord.Interaction[Any]) -> Person:
    """Who pressed or typed; whoever may manage the server runs it, and everybody runs what is their own."""
    admin = _server(interaction) is None or interaction.permissions.manage_guild
    who, language = interaction.user, interaction.locale.value
    return Person(f"discord:{who.id}", who.display_name, admin, language, _roles(who, _server(interaction)))


def place(interaction: discord.Interaction[Any]) -> Place:
    """Where; a thread is a channel of its own on Discord."""
    parent = getattr(interaction.channel, "parent_id", None)
    reads: bool = interaction.client.intents.message_content
    return _place(_server(interaction), interaction.user.id, interaction.channel_id or 0, parent, reads)


def _server(interaction: discord.Interaction[Any]) -> int | None:
    """The server that the bot was invited to; somebody may also bring it along to one that never was asked."""
    brought = interaction.is_user_integration() and not interaction.is_guild_integration()
    return None if brought else interaction.guild_id


def author(message: discord.Message) -> Person:
    """Who wrote a message, and whether they run the server.

    Messages do not tell their author's language; the server's is the next best.
    """
    who, guild = message.author, message.guild
    admin = guild is None or (isinstance(who, discord.Member) and who.guild_permissions.manage_guild)
    language = guild.preferred_locale.value if guild else ""
    return Person(f"discord:{who.id}", who.display_name, admin, language, _roles(who, guild.id if guild else None))


def place_of(message: discord.Message, reads: bool) -> Place:
    """Where a message was written; ``reads``: whether those that do not mention the bot can be read."""
    parent = getattr(message.channel, "parent_id", None)
    return _place(message.guild.id if message.guild else None, message.author.id, message.channel.id, parent, reads)


def _place(guild: int | None, user: int, channel: int, parent: int | None, reads: bool) -> Place:
    server = str(guild) if guild else f"dm:{user}"
    reads = reads and guild is not None
    return Place("discord", server, str(channel), parent=str(parent or ""), private=not guild, reads=reads)


def _roles(who: discord.User | discord.Member, guild: int | None) -> tuple[str, ...] | None:
    """Somebody's roles in a server of ours; there are none elsewhere."""
    if guild is None:
        return None
    return tuple(str(role.id) for role in who.roles) if isinstance(who, discord.Member) else ()


def from_menu(feature: Feature, message: discord.Message) -> Asked:
    """What a feature makes of a message: as many of its sounds as it takes, else of its links, else its words."""
    kinds = {p.kind for p in feature.parameters}
    singles = [p.name for p in feature.parameters if p.kind == "song"]
    text, attachments = _told(message)
    sounds = _sounds(attachments)
    links = _LINK.findall(text)
    if sounds and kinds & {"song", "songs"}:
        taken = sounds if "songs" in kinds else sounds[: max(1, feature.songs)]
        return Asked(feature.name, dict(zip(singles[len(taken) : feature.songs], links, strict=False)), taken)
    main = next((p for p in feature.parameters if p.kind in ("song", "songs", "text")), None)
    if main is None or not text.strip():
        return Asked(feature.name, {})
    if main.kind == "songs":
        return Asked(feature.name, {main.name: shlex.join(links or [text.strip()])})
    if main.kind == "song" and links:
        return Asked(feature.name, dict(zip(singles[: max(1, feature.songs)], links, strict=False)))
    return Asked(feature.name, {main.name: links[0] if links else text.strip()})


def from_message(features: Mapping[str, Feature], message: discord.Message, me: int) -> Asked | None:
    """What a message to the bot asks for: a feature by its name, else whatever is done with its sounds or links.

    An answer to one of the bot's messages mentions it (``me``) without saying so: then names are just words.
    """
    text, attachments = _told(message)
    line = _MENTION.sub(" ", text).strip()
    first, _, rest = line.partition(" ")
    sounds, links = _sounds(attachments), _LINK.findall(line)
    called = message.guild is None or me in message.raw_mentions
    named = features.get(first.removeprefix("/").casefold()) if called else None
    if named and not named.admin:  # what holds for everyone is changed by its command alone
        sent = attachments if named.takes_files else sounds
        return Asked(named.name, _parsed(named, rest, len(sent)), sent)
    if not sounds and not links:
        return None
    meant = meant_feature(features.values(), len(sounds) or len(links))
    if meant is None:
        return None
    return Asked(meant.name, _around(meant, line, len(sounds)), sounds) if sounds else from_menu(meant, message)


def dropped(features: Mapping[str, Feature], message: discord.Message, chosen: Preferences) -> bool:
    """Whether a message to nobody is a request: two or more sounds that one feature takes, where that is wanted.

    Whoever may not ask for it there is not told so: they asked for nothing.
    """
    sounds = [a for a in _sounds(_told(message)[1]) if (a.content_type or "").partition("/")[0] in ("audio", "video")]
    meant = meant_feature(features.values(), len(sounds))
    place = place_of(message, reads=True)
    if meant is None or len(sounds) < 2 or meant.songs != len(sounds) or not rules.unasked(place, chosen):
        return False
    return rules.allowed(meant, author(message), place, chosen)


def _around(feature: Feature, line: str, files: int) -> forms.Words:
    """The options in what somebody says around files; other words are talk, and no names of songs."""
    songs = {p.name for p in feature.parameters if p.kind in ("song", "songs")}
    return {name: value for name, value in _parsed(feature, line, files).items() if name not in songs}


def _parsed(feature: Feature, line: str, files: int) -> forms.Words:
    """The words as options; people talk around their files, and what is no option is no request either."""
    try:
        return forms.parse(feature, line, files)
    except Refusal:
        return {}


def _told(message: discord.Message) -> tuple[str, list[discord.Attachment]]:
    """A message's text and files, those that it forwards among them."""
    forwarded = message.message_snapshots
    text = "\n".join([message.content, *(each.content for each in forwarded)])
    return text, [*message.attachments, *(file for each in forwarded for file in each.attachments)]


def _sounds(attachments: Sequence[discord.Attachment]) -> list[discord.Attachment]:
    """What may be sound: all but what surely is a picture or text; the engine looks at the bytes."""
    return [a for a in attachments if (a.content_type or "").partition("/")[0] not in ("image", "text")]
