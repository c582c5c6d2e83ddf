"""Where one answer goes: the response to an interaction while its token lives, else a message of the bot's own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, Protocol

import aiohttp
import discord
from discord import ui
from discord.utils import DEFAULT_FILE_SIZE_LIMIT_BYTES

from bot.ask import Person, Place
from bot.discord._render import Sheet, lay_out
from bot.reply import Reply

log = logging.getLogger(__name__)

Client = discord.Client

_UNKNOWN_WEBHOOK = 10015


class Post(Protocol):
    """A place where progress is shown and then replaced by the answer."""

    @property
    def message(self) -> int:
        """The message that shows progress, 0 while there is none."""

    async def show(self, view: ui.LayoutView) -> None:
        """Show progress; if that fails, the next one may not."""

    async def answer(self, reply: Reply) -> None:
        """Bring the answer."""


class Edits:
    """Edits of one message, never two at a time: an answer waits for the progress that was sent before it."""

    def __init__(self) -> None:
        self._last: asyncio.Task[None] | None = None

    async def show(self, edit: Awaitable[Any]) -> None:
        """Make an edit that may fail, and that a cancelled caller does not break off."""
        self._last = asyncio.create_task(_attempt(edit))
        await asyncio.shield(self._last)

    async def settle(self) -> None:
        """Wait for the last edit."""
        if self._last:
            await asyncio.wait([self._last])


async def _attempt(edit: Awaitable[Any]) -> None:
    with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
        await edit


class Response:
    """The response to an interaction, deferred before."""

    def __init__(self, interaction: discord.Interaction[Any], late: OwnMessage) -> None:
        self._interaction = interaction
        self._late = late
        self._edits = Edits()

    @property
    def message(self) -> int:
        """The response itself, once it shows anything."""
        return self._late.message

    async def show(self, view: ui.LayoutView) -> None:
        """Show progress in place of "thinking"."""
        if not self._interaction.is_expired():
            await self._edits.show(self._edit(view))

    async def answer(self, reply: Reply) -> None:
        """Answer in place of the progress, or by the bot's own route once the token is dead."""
        await self._edits.settle()
        if not self._interaction.is_expired():
            sheet = lay_out(reply, self._interaction.filesize_limit)
            try:
                await (self._privately(sheet) if reply.private else self._publicly(sheet))
            except discord.HTTPException as error:
                if not _dead(error):
                    raise
            else:
                return
        await self._late.answer(reply)

    async def _edit(self, view: ui.LayoutView) -> None:
        self._late.message = (await self._interaction.edit_original_response(view=view)).id

    async def _publicly(self, sheet: Sheet) -> None:
        try:
            await self._interaction.edit_original_response(view=sheet.view(), attachments=sheet.attached())
        except discord.HTTPException as error:
            if _dead(error):
                raise
            # Discord may refuse new pictures in an edited message of components (discord-api-docs#7529), and
            # somebody may have deleted the message; a new one works in both cases.
            await self._withdraw()
            await self._interaction.followup.send(view=sheet.view(), files=sheet.attached())
        if sheet.others:
            await self._interaction.followup.send(files=sheet.enclosed())

    async def _privately(self, sheet: Sheet) -> None:
        """The response was promised in public, so it is withdrawn, and a follow-up is seen by the asker only."""
        await self._withdraw()
        await self._interaction.followup.send(view=sheet.view(), files=sheet.attached(), ephemeral=True)
        if sheet.others:
            await self._interaction.followup.send(files=sheet.enclosed(), ephemeral=True)

    async def _withdraw(self) -> None:
        with suppress(discord.NotFound):
            await self._interaction.delete_original_response()


class OwnMessage:
    """A message by the bot's own route: for text messages, and for what comes late. Needs a seat in the channel."""

    def __init__(self, client: Client, place: Place, person: Person, reference: int = 0, message: int = 0) -> None:
        """``reference`` is the message that is answered, ``message`` one of ours that the answer takes the place of."""
        self._client = client
        self._place = place
        self._person = person
        self._reference = reference
        self.message = message
        self._edits = Edits()

    async def show(self, view: ui.LayoutView) -> None:
        """Show progress in a message of its own."""
        await self._edits.show(self._edit(view))

    async def answer(self, reply: Reply) -> None:
        """Answer in the channel in place of the progress; what is private goes to the person."""
        await self._edits.settle()
        sheet = lay_out(reply, self._limit())
        try:
            if not (reply.private and await self._privately(sheet, needed=not reply.refused)):
                await self._send(self._channel(), sheet, self._reference)
            await self._withdraw()
        except discord.Forbidden:
            log.warning("Discord lets me answer nowhere", extra={"action": "answer_forbidden", "place": self._place})

    async def _privately(self, sheet: Sheet, needed: bool) -> bool:
        """Send a direct message; False when the person takes none, and nobody ``needed`` it to be one."""
        try:
            person = await self._client.create_dm(discord.Object(int(self._person.id.partition(":")[2])))
            await self._send(person, sheet)
        except discord.Forbidden:
            if needed:
                raise
            return False
        return True

    async def _send(self, target: discord.abc.Messageable, sheet: Sheet, reference: int = 0) -> None:
        await self._post(target, sheet.view(), sheet.attached(), reference)
        if sheet.others:
            await target.send(files=sheet.enclosed())

    async def _edit(self, view: ui.LayoutView) -> None:
        if self.message:
            await self._channel().get_partial_message(self.message).edit(view=view)
        else:
            self.message = (await self._post(self._channel(), view, [], self._reference)).id

    async def _post(
        self, target: discord.abc.Messageable, view: ui.LayoutView, files: list[discord.File], reference: int
    ) -> discord.Message:
        if not reference:
            return await target.send(view=view, files=files)
        channel = int(self._place.channel)
        answered = discord.MessageReference(message_id=reference, channel_id=channel, fail_if_not_exists=False)
        return await target.send(view=view, files=files, reference=answered)

    async def _withdraw(self) -> None:
        """A new message is noticed where an edit of an old one is not."""
        if self.message:
            with suppress(discord.NotFound):
                await self._channel().get_partial_message(self.message).delete()

    def _channel(self) -> discord.PartialMessageable:
        return self._client.get_partial_messageable(int(self._place.channel))

    def _limit(self) -> int:
        guild = self._client.get_guild(int(self._place.server)) if self._place.server.isdigit() else None
        return guild.filesize_limit if guild else DEFAULT_FILE_SIZE_LIMIT_BYTES


def _dead(error: discord.HTTPException) -> bool:
    """Whether the interaction's token is no longer taken."""
    return error.status == 401 or error.code == _UNKNOWN_WEBHOOK
