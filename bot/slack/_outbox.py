"""Brings answers to Slack: pictures uploaded and shown in place, sounds beside them, private ones to one person."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot import words
from bot.ask import Place
from bot.fit import Fit, fitted
from bot.reply import File, Reply
from bot.slack._blocks import Message, Shown, answer, with_notice
from bot.slack._notes import NOWHERE, Spot
from bot.slack._workspaces import Workspaces
from bot.store import Answer, SentFile, Store

log = logging.getLogger(__name__)

LONGEST_FILE_ALT = 1000
LONGEST_REMEMBERED = 150
MOST_BYTES = 2**30
"""Of one file."""
PICTURES = ("image/png", "image/jpeg", "image/gif")
"""What an image block shows; anything else is attached."""
PAUSES = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Seconds before each try to show a picture, which Slack refuses until it has processed the file."""
CLOSED = frozenset({"not_in_channel", "channel_not_found", "user_not_in_channel", "is_archived", "restricted_action"})
GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


@dataclass(frozen=True, slots=True)
class Address:
    """Where an answer goes: the place it was asked in, who asked, and the message it takes the place of.

    ``foot`` tells everybody who asked for what. ``anew``: where the message is gone, a new one is made. ``beside``
    are files that are in its thread already.
    """

    place: Place
    user: str
    foot: str = ""
    replaces: Spot = NOWHERE
    private: bool = False
    anew: bool = True
    beside: tuple[str, ...] = ()


class Outbox:
    """Writes messages."""

    def __init__(self, workspaces: Workspaces, store: Store, fit: Fit | None = None) -> None:
        self._workspaces = workspaces
        self._store = store
        self._fit = fit
        self._plain: set[str] = set()
        """Workspaces that know no cards."""

    async def answer(self, address: Address, reply: Reply, feature: str = "") -> Spot:
        """Bring an answer to its place, instead of the message that it replaces (a progress); returns where it went.

        A private one with files goes to the person's own messages: in a channel a file is shown to everybody.
        """
        reply = await self._shrunk(reply)
        pictures = [file for file in reply.files if file.media_type in PICTURES]
        beside = [file for file in reply.files if file not in pictures]
        place = address.place
        alone = replace(address, place=_home(address), foot="", replaces=NOWHERE)
        if reply.private and not place.private:
            await self.remove(place.server, address.replaces)
            address = alone if beside else replace(alone, place=place, private=True)
        below = (*address.beside, *(file.name for file in beside))
        spot, shown = await self._with_pictures(replace(address, beside=below), reply, pictures)
        if spot is None:  # the text goes alone, and the pictures beside it as files
            address = alone if address.private else address
            beside = list(reply.files)
            below = (*address.beside, *(file.name for file in beside))
            message = answer(reply, (), address.foot, self._owner(address, reply), cards=False, beside=below)
            spot, shown = await self._reach(address, message), []
        shown += await self._attach(place.server, beside, spot)
        if shown and not address.private:
            await self._remember(address, spot, feature, reply, shown)
        return NOWHERE if address.private else spot

    async def amend(self, address: Address, reply: Reply, feature: str) -> None:
        """Put a better answer in the place of one, if it still stands there; its sounds lie beside it already."""
        team, spot = address.place.server, address.replaces
        known = await self._store.answers.at(team, spot.channel, spot.ts)
        before = known.files if known else ()
        kept = tuple(file for file in before if file.kind != "image")
        files = tuple(file for file in reply.files if file.kind == "image" or not kept)
        try:
            below = tuple(file.name for file in reply.files if file not in files)
            await self.answer(replace(address, anew=False, beside=below), replace(reply, files=files), feature)
        except SlackApiError as error:
            if code(error) not in GONE:
                raise
            return
        now = await self._store.answers.at(team, spot.channel, spot.ts)
        if now and known:
            await self._store.answers.keep(replace(now, files=(*now.files, *kept)))
            await self._discard(team, [file for file in before if file.kind == "image"])

    async def write(self, address: Address, message: Message) -> Spot:
        """Edit, post or whisper."""
        if address.private:
            return await self._whisper(address, message)
        spot = address.replaces
        if not spot.ts:
            return await self._post(address.place, message)
        client = await self._workspaces.client(address.place.server)
        try:
            await client.chat_update(channel=spot.channel, ts=spot.ts, text=message.text, blocks=message.blocks)
        except SlackApiError as error:
            if code(error) not in GONE or not address.anew:
                raise
            return await self._post(address.place, message)  # somebody deleted it
        return spot

    async def remove(self, team: str, spot: Spot) -> None:
        """Delete a message of the bot's own, if it is still there."""
        if not spot.ts:
            return
        client = await self._workspaces.client(team)
        try:
            await client.chat_delete(channel=spot.channel, ts=spot.ts)
        except SlackApiError as error:
            log.info("message not removed: %s", code(error), extra={"action": "not_removed"})

    async def take_back(self, team: str, spot: Spot) -> None:
        """Delete an answer, and its files with it."""
        known = await self._store.answers.at(team, spot.channel, spot.ts)
        await self.remove(team, spot)
        await self._discard(team, known.files if known else ())
        await self._store.answers.drop(team, spot.channel, spot.ts)

    async def _discard(self, team: str, files: Sequence[SentFile | Shown]) -> None:
        """Delete files that nothing shows any more."""
        client = await self._workspaces.client(team)
        for file in files:
            try:
                await client.files_delete(file=file.id)
            except SlackApiError as error:
                log.info("file not removed: %s", code(error), extra={"action": "not_removed"})

    async def _shrunk(self, reply: Reply) -> Reply:
        """The reply with sounds that Slack takes; what is still too large is left out, with a word."""
        reply = await fitted(reply, MOST_BYTES, self._fit)
        fitting = tuple(file for file in reply.files if len(file.data) <= MOST_BYTES)
        if len(fitting) == len(reply.files):
            return reply
        said = f"{reply.text} {words.too_large_to_post(len(reply.files) - len(fitting))}"
        return replace(reply, text=said, files=fitting)

    async def _with_pictures(
        self, address: Address, reply: Reply, files: Sequence[File]
    ) -> tuple[Spot | None, list[Shown]]:
        """Show pictures in the message, as soon as Slack has processed them; None when it never did."""
        team = address.place.server
        shown = await self._upload(team, files) if files else []
        for pause in PAUSES:
            await asyncio.sleep(pause)
            cards = team not in self._plain
            owner = self._owner(address, reply)
            message = answer(reply, shown, address.foot, owner, cards, address.beside)
            try:
                return await self._reach(address, message), shown
            except SlackApiError as error:
                if code(error) != "invalid_blocks":
                    await self._discard(team, shown)
                    raise
                if _unsupported(error):
                    self._plain.add(team)
        return None, []

    def _owner(self, address: Address, reply: Reply) -> str:
        """Who may take the answer back; one that only they see they can dismiss."""
        return "" if address.private or reply.refused else address.user

    async def _remember(self, address: Address, spot: Spot, feature: str, reply: Reply, shown: Sequence[Shown]) -> None:
        files = tuple(SentFile(each.id, each.file.alt, each.file.kind) for each in shown)
        team, text = address.place.server, words.shortened(reply.text, LONGEST_REMEMBERED)
        person = f"slack:{team}:{address.user}"
        await self._store.answers.keep(Answer(team, spot.channel, spot.ts, person, feature, text, files))

    async def _reach(self, address: Address, message: Message) -> Spot:
        """Write to the place, or to the person's own messages when the place is closed to the bot."""
        try:
            return await self.write(address, message)
        except SlackApiError as error:
            if code(error) not in CLOSED or address.place.channel == address.user:
                raise
        return await self._post(_home(address), with_notice(words.slack_not_invited(), message))

    async def _post(self, place: Place, message: Message) -> Spot:
        client = await self._workspaces.client(place.server)
        said = await client.chat_postMessage(
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
        client = await self._workspaces.client(place.server)
        said = await client.chat_postEphemeral(
            channel=place.channel,
            user=address.user,
            thread_ts=place.thread or None,
            text=message.text,
            blocks=message.blocks,
        )
        return Spot(place.channel, said["message_ts"], place.thread)

    async def _upload(self, team: str, files: Sequence[File], **shared: str) -> list[Shown]:
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
        client: AsyncWebClient = await self._workspaces.client(team)
        done = await client.files_upload_v2(file_uploads=uploads, **shared)  # type: ignore[arg-type]
        return [Shown(file, each["id"]) for file, each in zip(files, done["files"], strict=True)]

    async def _attach(self, team: str, files: Sequence[File], spot: Spot) -> list[Shown]:
        return await self._upload(team, files, channel=spot.channel, thread_ts=spot.thread) if files else []


def _home(address: Address) -> Place:
    """The person's own messages with the bot."""
    return Place("slack", address.place.server, address.user, private=True)


def _unsupported(error: SlackApiError) -> bool:
    """Whether Slack refuses a message because it does not know some kind of block."""
    told = (getattr(error.response, "data", None) or {}).get("response_metadata") or {}
    return any("unsupported" in str(message) for message in told.get("messages") or ())


def code(error: SlackApiError) -> str:
    """Slack's name for what went wrong; empty when it did not answer in its own words."""
    data = getattr(error.response, "data", None)
    return str(data.get("error") or "") if isinstance(data, dict) else ""
