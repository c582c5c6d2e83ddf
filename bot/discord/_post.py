"""Where one answer goes: the response to an interaction while its token lives, else a message of the bot's own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

import aiohttp
import discord
from discord import ui
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot import words
from bot.ask import Person, Place
from bot.discord._render import Manner, Sheet, lay_out, progress, waiting
from bot.discord._trace import Trace
from bot.fit import Fit, fitted
from bot.reply import Reply
from engine.api import Step

log = logging.getLogger(__name__)

Client = discord.Client

LAST_EDIT = 30.0
"""Seconds before the token dies in which progress is shown no more."""

_ORIGINAL: Any = "@original"  # the route takes this word where it takes a message's number
_UNKNOWN_WEBHOOK = 10015
_NOBODY = discord.AllowedMentions.none()  # the library forgets the client's own in edits of channel messages


class Post(Protocol):
    """A place where progress is shown and then replaced by the answer."""

    @property
    def language(self) -> words.Language:
        """What the person speaks there."""

    @property
    def trace(self) -> Trace:
        """What is to be known of it after a restart."""

    async def show(self, job: str, step: Step) -> None:
        """Show progress; if that fails, the next one may not."""

    async def note(self, view: ui.LayoutView) -> None:
        """Leave a sentence in place of the progress."""

    async def answer(self, reply: Reply) -> None:
        """Bring the answer."""

    async def amend(self, reply: Reply) -> None:
        """Put another answer in the place of the one that was brought, unless somebody deleted it."""


class Edits:
    """Edits of one message, never two at a time: an answer waits for the progress that was sent before it."""

    def __init__(self) -> None:
        self._last: asyncio.Task[None] | None = None
        self._shut = False

    async def show(self, edit: Callable[[], Awaitable[Any]]) -> None:
        """Make an edit that may fail, and that a cancelled caller does not break off."""
        if not self._shut:
            self._last = asyncio.create_task(self._attempt(edit))
            await asyncio.shield(self._last)

    async def settle(self) -> None:
        """Wait for the last edit."""
        if self._last:
            await asyncio.wait([self._last])

    async def _attempt(self, edit: Callable[[], Awaitable[Any]]) -> None:
        """Where somebody may not write, or deleted the message, it is not tried again: Discord counts that."""
        with suppress(aiohttp.ClientError, OSError):
            try:
                await edit()
            except discord.HTTPException as error:
                self._shut = error.status in (401, 403, 404)


class Response:
    """The response to an interaction, deferred before; ``hook`` is the way that its token opens."""

    def __init__(self, hook: discord.Webhook, late: OwnMessage) -> None:
        self._hook = hook
        self._late = late
        self._edits = Edits()
        self._said_apart = False
        self._shown: Any = None

    @property
    def language(self) -> words.Language:
        """What the person speaks."""
        return self._late.language

    @property
    def trace(self) -> Trace:
        """What the bot's own message would need, and the token."""
        return self._late.trace

    async def show(self, job: str, step: Step) -> None:
        """Show progress in place of "thinking"; shortly before the token dies, say that the answer comes apart."""
        if self.trace.left > LAST_EDIT:
            await self.note(progress(job, step))
        elif not self._said_apart:
            self._said_apart = True
            await self.note(waiting(job, words.answer_apart()))

    async def note(self, view: ui.LayoutView) -> None:
        """Edit the response."""
        if self.trace.left > 0:
            await self._edits.show(lambda: self._edit(view))

    async def answer(self, reply: Reply) -> None:
        """Answer in place of the progress, or by the bot's own route once the token is dead."""
        await self._edits.settle()
        if self.trace.left > 0:
            sheet = await self._late.laid_out(reply, self.trace.largest)
            try:
                await (self._privately(sheet) if reply.private else self._publicly(sheet))
            except discord.HTTPException as error:
                if not _dead(error):
                    raise
            else:
                return
        await self._late.answer(reply)

    async def amend(self, reply: Reply) -> None:
        """Edit the response, or the message by the bot's own route once the token is dead."""
        if self._shown is None or self.trace.left <= 0:
            return await self._late.amend(reply)
        sheet = await self._late.laid_out(reply, self.trace.largest)
        with suppress(discord.NotFound):
            await self._hook.edit_message(self._shown, view=sheet.view(), attachments=sheet.attached())

    async def _edit(self, view: ui.LayoutView) -> None:
        edited = await self._hook.edit_message(_ORIGINAL, view=view)
        self._late.trace = replace(self.trace, message=edited.id)

    async def _publicly(self, sheet: Sheet) -> None:
        try:
            shown = await self._hook.edit_message(_ORIGINAL, view=sheet.view(), attachments=sheet.attached())
            self._shown = _ORIGINAL
        except discord.HTTPException as error:
            if _dead(error):
                raise
            # Discord may refuse new pictures in an edited message of components (discord-api-docs#7529), and
            # somebody may have deleted the message; a new one works in both cases.
            await self._withdraw()
            shown = await self._hook.send(view=sheet.view(), files=sheet.attached(), wait=True)
            self._shown = shown.id
        self._late.shown = shown.id
        if sheet.others:
            await self._hook.send(files=sheet.enclosed(), view=sheet.under())

    async def _privately(self, sheet: Sheet) -> None:
        """The response was promised in public, so it is withdrawn, and a follow-up is seen by the asker only."""
        await self._withdraw()
        await self._hook.send(view=sheet.view(), files=sheet.attached(), ephemeral=True)
        if sheet.others:
            await self._hook.send(files=sheet.enclosed(), ephemeral=True)

    async def _withdraw(self) -> None:
        with suppress(discord.NotFound):
            await self._hook.delete_message(_ORIGINAL)


class OwnMessage:
    """A message by the bot's own route: for text messages, and for what comes late. Needs a seat in the channel."""

    def __init__(self, client: Client, place: Place, person: Person, trace: Trace, fit: Fit | None = None) -> None:
        """``trace`` names the message that is answered, and one of ours that the answer takes the place of."""
        self._client = client
        self._place = place
        self._user = int(person.id.partition(":")[2])
        self.language = words.language_of(person.language)
        self._fit = fit
        self._edits = Edits()
        self.trace = trace
        self.shown = 0
        """The message that holds the answer; 0 until it stands in the channel."""

    async def laid_out(self, reply: Reply, most: int) -> Sheet:
        """The reply for this person, with no file above ``most`` bytes."""
        return lay_out(await fitted(reply, most, self._fit), most, Manner(self._user, self.trace.spoiler))

    async def show(self, job: str, step: Step) -> None:
        """Show progress in a message of its own."""
        await self.note(progress(job, step))

    async def note(self, view: ui.LayoutView) -> None:
        """Edit that message, or make it."""
        if not self._abroad:
            await self._edits.show(lambda: self._edit(view))

    async def answer(self, reply: Reply) -> None:
        """Answer in the channel in place of the progress; what is private, or finds it closed, goes to the person."""
        await self._edits.settle()
        ways = [self._directly, self._openly] if reply.private else [self._openly, self._directly]
        ways = [self._directly] if self._abroad else ways
        for way in ways if not reply.private or reply.refused else ways[:1]:  # what is private and no refusal stays so
            with suppress(discord.Forbidden, discord.NotFound):
                await way(reply)
                break
        else:
            log.warning("Discord lets me answer nowhere", extra={"action": "answer_forbidden", "place": self._place})
        await self._withdraw()

    async def amend(self, reply: Reply) -> None:
        """Edit the answer where it stands in the channel."""
        if self.shown:
            sheet = await self.laid_out(reply, self._limit())
            message = self._channel().get_partial_message(self.shown)
            with suppress(discord.NotFound, discord.Forbidden):
                await message.edit(view=sheet.view(), attachments=sheet.attached(), allowed_mentions=_NOBODY)

    async def _openly(self, reply: Reply) -> None:
        sheet = await self.laid_out(reply, self._limit())
        self.shown = (await self._send(self._channel(), sheet, self.trace.reference)).id

    async def _directly(self, reply: Reply) -> None:
        person = await self._client.create_dm(discord.Object(self._user))
        await self._send(person, await self.laid_out(reply, DEFAULT_FILE_SIZE_LIMIT_BYTES))

    async def _send(self, target: discord.abc.Messageable, sheet: Sheet, reference: int = 0) -> discord.Message:
        sent = await self._post(target, sheet.view(), sheet.attached(), reference)
        if sheet.others:
            await target.send(files=sheet.enclosed(), view=sheet.under())
        return sent

    async def _edit(self, view: ui.LayoutView) -> None:
        if self.trace.message:
            await self._channel().get_partial_message(self.trace.message).edit(view=view, allowed_mentions=_NOBODY)
        else:
            shown = await self._post(self._channel(), view, [], self.trace.reference)
            self.trace = replace(self.trace, message=shown.id)

    async def _post(
        self, target: discord.abc.Messageable, view: ui.LayoutView, files: Sequence[discord.File], reference: int
    ) -> discord.Message:
        if not reference:
            return await target.send(view=view, files=files)
        channel = int(self._place.channel)
        answered = discord.MessageReference(message_id=reference, channel_id=channel, fail_if_not_exists=False)
        return await target.send(view=view, files=files, reference=answered)

    async def _withdraw(self) -> None:
        """A new message is noticed where an edit of an old one is not."""
        if self.trace.message:
            with suppress(discord.NotFound, discord.Forbidden):
                await self._channel().get_partial_message(self.trace.message).delete()

    @property
    def _abroad(self) -> bool:
        """Whether the channel is another server's: anybody can name one by its number, and nothing is posted there."""
        channel = self._client.get_channel(int(self._place.channel))
        guild = getattr(channel, "guild", None)
        return guild is not None and str(guild.id) != self._place.server

    def _channel(self) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(int(self._place.channel))

    def _limit(self) -> int:
        guild = self._client.get_guild(int(self._place.server)) if self._place.server.isdigit() else None
        return guild.filesize_limit if guild else DEFAULT_FILE_SIZE_LIMIT_BYTES


def application_hook(client: Client, token: str) -> discord.Webhook:
    """The way that an interaction's token opens, known from before a restart."""
    hook = discord.Webhook.partial(client.application_id or 0, token, client=client)
    hook.type = discord.WebhookType.application
    return hook


def _dead(error: discord.HTTPException) -> bool:
    """Whether the interaction's token is no longer taken."""
    return error.status == 401 or error.code == _UNKNOWN_WEBHOOK
