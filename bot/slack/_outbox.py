"""Brings answers to Slack: pictures uploaded and shown in place, sounds beside them, private ones to one person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import words
from bot.ask import Place
from bot.reply import File, Reply
from bot.slack._blocks import Message, Shown, answer, with_notice

log = logging.getLogger(__name__)

LONGEST_FILE_ALT = 1000
PICTURES = ("image/png", "image/jpeg", "image/gif")
"""What an image block shows; anything else is attached."""
PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each try to show a picture, which Slack refuses until it has processed the file."""
CLOSED = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived", "restricted_action"})
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where an answer goes: the place it was asked in, who asked, and the message it takes the place of."""

    place: Place
    user: str
    replaces: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a message went: its channel, and the thread in which something may be put beside it."""

    channel: str
    ts: str
    thread: str


class Outbox:
    """Writes messages."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def answer(self, place: Place, user: str, reply: Reply, foot: str = "", replaces: str = "") -> None:
        """Bring an answer to its place, instead of the message ``replaces`` (a progress).

        A private one with files goes to the person's own messages: in a channel a file is shown to everybody.
        """
        pictures = [file for file in reply.files if file.media_type in PICTURES]
        beside = [file for file in reply.files if file not in pictures]
        if reply.private:
            foot = ""  # nobody else sees it
            await self.remove(place, replaces)
            replaces = ""
        alone = Address(Place(place.surface, place.server, user), user)
        address = alone if reply.private and beside else Address(place, user, replaces, reply.private)
        spot = await self._with_pictures(address, reply, foot, pictures)
        if spot is None:  # the text goes alone, and the pictures beside it as files
            address = alone if reply.private else address
            spot, beside = await self._reach(address, answer(reply, (), foot)), list(reply.files)
        await self._attach(beside, spot)

    async def write(self, address: Address, message: Message) -> Spot:
        """Edit, post or whisper."""
        if address.private:
            return await self._whisper(address, message)
        if not address.replaces:
            return await self._post(address.place, message)
        try:
            await self._client.chat_update(
                channel=address.place.channel, ts=address.replaces, text=message.text, blocks=message.blocks
            )
        except SlackApiError as error:
            if code(error) not in GONE:
                raise
            return await self._post(address.place, message)  # somebody deleted it
        return Spot(address.place.channel, address.replaces, address.place.thread or address.replaces)

    async def remove(self, place: Place, ts: str) -> None:
        """Delete a message of the bot's own, if it is still there."""
        if not ts:
            return
        try:
            await self._client.chat_delete(channel=place.channel, ts=ts)
        except SlackApiError as error:
            log.info("message not removed: %s", code(error), extra={"action": "not_removed"})

    async def _with_pictures(self, address: Address, reply: Reply, foot: str, files: Sequence[File]) -> Spot | None:
        """Show pictures in the message, as soon as Slack has processed them; None when it never did."""
        if not files:
            return await self._reach(address, answer(reply, (), foot))
        message = answer(reply, await self._upload(files), foot)
        for pause in PAUSES:
            await asyncio.sleep(pause)
            try:
                return await self._reach(address, message)
            except SlackApiError as error:
                if code(error) != "invalid_blocks":
                    raise
        return None

    async def _reach(self, address: Address, message: Message) -> Spot:
        """Write to the place, or to the person's own messages when the place is closed to the bot."""
        try:
            return await self.write(address, message)
        except SlackApiError as error:
            if code(error) not in CLOSED or address.place.channel == address.user:
                raise
        home = Place(address.place.surface, address.place.server, address.user)
        return await self._post(home, with_notice(words.slack_not_invited(), message))

    async def _post(self, place: Place, message: Message) -> Spot:
        said = await self._client.chat_postMessage(
            channel=place.channel,
            thread_ts=place.thread or None,
            text=message.text,
            blocks=message.blocks,
            unfurl_links=False,
            unfurl_media=False,
        )
        return Spot(said["channel"], said["ts"], place.thread or said["ts"])

    async def _whisper(self, address: Address, message: Message) -> Spot:
        place = address.place
        said = await self._client.chat_postEphemeral(
            channel=place.channel,
            user=address.user,
            thread_ts=place.thread or None,
            text=message.text,
            blocks=message.blocks,
        )
        return Spot(place.channel, said["message_ts"], place.thread)

    async def _upload(self, files: Sequence[File], **shared: str) -> list[Shown]:
        """Bring files to Slack: shown nowhere yet, unless ``shared`` names a channel and thread."""
        uploads: list[dict[str, Any]] = [
            {
                "filename": file.name,
                "file": file.data,
                "title": words.shortened(file.name, LONGEST_FILE_ALT),
                "alt_txt": words.shortened(file.alt, LONGEST_FILE_ALT),
            }
            for file in files
        ]
        done = await self._client.files_upload_v2(file_uploads=uploads, **shared)  # type: ignore[arg-type]
        return [Shown(file, each["id"]) for file, each in zip(files, done["files"], strict=True)]

    async def _attach(self, files: Sequence[File], spot: Spot) -> None:
        if files:
            await self._upload(files, channel=spot.channel, thread_ts=spot.thread)


def code(error: SlackApiError) -> str:
    """Slack's name for what went wrong; empty when it did not answer in its own words."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""
