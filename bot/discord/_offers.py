"""Offers to slate a link that somebody posted: one button under it, where the server wants that. Nothing begins by it.

Messages that do not mention the bot can be read with a privileged intent only, and are not kept. An offer notifies
nobody, and it is made only where the person who posted the link could ask for the same.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress

import aiohttp
import discord

from bot import rules, words
from bot.cog import Feature, main_feature
from bot.discord import _intake
from bot.discord._render import offer
from bot.reply import Move
from bot.sources.links import find_links
from bot.sources.track import Link
from bot.store import Store

APART = 600.0
"""Seconds between two offers for the same link in the same channel."""
MOST_KNOWN = 10_000


class Offers:
    """Looks at what people post in servers, and offers at most once for a while."""

    def __init__(
        self, features: Mapping[str, Feature], store: Store, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._features = features
        self._store = store
        self._clock = clock
        self._made: OrderedDict[tuple[int, Link], float] = OrderedDict()

    async def consider(self, message: discord.Message) -> None:
        """Offer to slate the first track in a message, if this server, its rules and the last offers allow it."""
        link = _track(message)
        feature = main_feature(self._features.values(), "song")
        if link is None or feature is None or message.guild is None:
            return
        chosen = await self._store.preferences(str(message.guild.id))
        place = _intake.place_of(message, reads=True)
        allowed = rules.allowed(feature, _intake.author(message), place, chosen)
        if chosen.offer and allowed and self._due(message.channel.id, link):
            with words.speaking(words.language_of(chosen.language, message.guild.preferred_locale.value)):
                await _offer(message, _move(feature, link))

    def _due(self, channel: int, link: Link) -> bool:
        """Whether no offer was made lately; then this one counts."""
        now = self._clock()
        if now - self._made.get((channel, link), -APART) < APART:
            return False
        self._made[channel, link] = now
        self._made.move_to_end((channel, link))
        if len(self._made) > MOST_KNOWN:
            self._made.popitem(last=False)
        return True


def _track(message: discord.Message) -> Link | None:
    """The first link to a track; short links do not tell what they lead to."""
    links = find_links(message.content)
    return next((link for link in links if isinstance(link, Link) and link.kind == "track"), None)


def _move(feature: Feature, link: Link) -> Move:
    song = next(parameter.name for parameter in feature.parameters if parameter.kind == "song")
    return Move(words.offer_label(), feature.name, {song: link.url})


async def _offer(message: discord.Message, move: Move) -> None:
    """Answer with a button; where that cannot be done, nobody waits for it."""
    with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        await message.reply(view=offer(move), silent=True)
