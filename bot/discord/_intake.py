"""What a person gave on Discord -> words, files and who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord

from bot import forms, words
from bot.ask import Person, Place
from bot.cog import Feature
from bot.reply import Refusal
from bot.songs import Upload, title_of

_CHUNK = 2**16
_FETCHING = aiohttp.ClientTimeout(total=120.0, sock_connect=10.0, sock_read=30.0)  # seconds
_LINK = re.compile(r"https?://[^\s<>]+")
_MENTION = re.compile(r"<@!?\d+>")


@dataclass(frozen=True)
class Asked:
    """A feature by name, the words for it, and files that were not fetched yet."""

    feature: str
    words: forms.Words
    attachments: Sequence[discord.Attachment] = field(default=())


def person(interaction: discord.Interaction[Any]) -> Person:
    """Who pressed or typed; whoever may manage the server runs it, and everybody runs their own messages."""
    admin = interaction.guild_id is None or interaction.permissions.manage_guild
    return Person(f"discord:{interaction.user.id}", interaction.user.display_name, admin)


def place(interaction: discord.Interaction[Any]) -> Place:
    """Where; a thread is a channel of its own on Discord."""
    return _place(interaction.guild_id, interaction.user.id, interaction.channel_id or 0)


def author(message: discord.Message) -> Person:
    """Who wrote a message; what holds for everyone is not changed by messages, so nobody needs to be asked here."""
    return Person(f"discord:{message.author.id}", message.author.display_name)


def place_of(message: discord.Message) -> Place:
    """Where a message was written."""
    return _place(message.guild.id if message.guild else None, message.author.id, message.channel.id)


def _place(guild: int | None, user: int, channel: int) -> Place:
    return Place("discord", str(guild) if guild else f"dm:{user}", str(channel))


def from_menu(feature: Feature, message: discord.Message) -> Asked:
    """What a feature makes of a message: its sounds, else the link in it, else its words."""
    main = next((p for p in feature.parameters if p.kind in ("song", "songs", "text")), None)
    sounds = _sounds(message.attachments)
    if main is None:
        return Asked(feature.name, {})
    if sounds and main.kind != "text":
        return Asked(feature.name, {}, sounds if main.kind == "songs" else sounds[:1])
    link = _LINK.search(message.content)
    text = link[0] if link else message.content.strip()
    return Asked(feature.name, {main.name: text} if text else {})


def from_mention(features: Iterable[Feature], message: discord.Message) -> Asked | None:
    """What a message with sounds asks for: the first feature to be called on messages that takes so many."""
    sounds = _sounds(message.attachments)
    kind = "songs" if len(sounds) > 1 else "song"
    feature = next((f for f in features if f.on_message and any(p.kind == kind for p in f.parameters)), None)
    if feature is None or not sounds:
        return None
    try:
        given = forms.parse(feature, _MENTION.sub(" ", message.content), len(sounds))
    except Refusal:  # people talk around their files; what is no option is no request either
        given = {}
    return Asked(feature.name, given, sounds)


async def fetch(attachments: Sequence[discord.Attachment], most: int) -> tuple[Upload, ...]:
    """The files' bytes, none larger than ``most``; ``Refusal`` when one is, or cannot be had."""
    for attachment in attachments:
        if attachment.size > most:
            raise Refusal(words.upload_too_large(title_of(attachment.filename), most))
    if not attachments:
        return ()
    async with aiohttp.ClientSession(timeout=_FETCHING) as session:
        return tuple([await _fetch(session, attachment, most) for attachment in attachments])


async def _fetch(session: aiohttp.ClientSession, attachment: discord.Attachment, most: int) -> Upload:
    name = "recording.ogg" if attachment.is_voice_message() else attachment.filename
    data = bytearray()
    try:
        async with session.get(attachment.url, raise_for_status=True) as response:
            async for chunk in response.content.iter_chunked(_CHUNK):
                data += chunk
                if len(data) > most:  # the declared size need not be true
                    raise Refusal(words.upload_too_large(title_of(name), most))
    except (aiohttp.ClientError, TimeoutError):
        raise Refusal(words.upload_lost(title_of(name))) from None
    return Upload(name, bytes(data))


def _sounds(attachments: Sequence[discord.Attachment]) -> list[discord.Attachment]:
    """What may be sound: all but what surely is a picture or text; the engine looks at the bytes."""
    return [a for a in attachments if (a.content_type or "").partition("/")[0] not in ("image", "text")]
