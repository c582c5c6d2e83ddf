"""The files that people attach: fetched from Discord's own hosts alone, under size caps, a few requests at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import discord
import yarl

from bot import words
from bot.reply import Refusal
from bot.songs import Upload, title_of

HOSTS = ("cdn.discordapp.com", "media.discordapp.net")
AT_ONCE = 3
"""Requests whose files are in memory at the same time."""
TOGETHER = 2
"""How many files of the largest size one request may bring."""

_CHUNK = 2**16
_FETCHING = aiohttp.ClientTimeout(total=120.0, sock_connect=10.0, sock_read=30.0)  # seconds


class Files:
    """Fetches attachments; ``most`` is the largest one in bytes."""

    def __init__(self, most: int, api: str = "") -> None:
        """``api`` is another address of Discord's API, whose files lie beside it."""
        self._most = most
        self._elsewhere = yarl.URL(api).origin() if api else None
        self._turn = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._session:
            await self._session.close()

    @asynccontextmanager
    async def fetched(self, attachments: Sequence[discord.Attachment]) -> AsyncIterator[tuple[Upload, ...]]:
        """The files' bytes, to be put aside within the context; ``Refusal`` when one is not to be had."""
        for attachment in attachments:
            self._check(attachment)
        if sum(attachment.size for attachment in attachments) > TOGETHER * self._most:
            raise Refusal(words.uploads_too_large(TOGETHER * self._most))
        if not attachments:
            yield ()
            return
        async with self._turn:
            yield await self._all(attachments)

    def _check(self, attachment: discord.Attachment) -> None:
        """Refuse what is too large by its own account, or lies elsewhere, before anything is asked for it."""
        title, address = title_of(attachment.filename), yarl.URL(attachment.url)
        if attachment.size > self._most:
            raise Refusal(words.upload_too_large(title, self._most))
        if not (address.scheme == "https" and address.host in HOSTS) and address.origin() != self._elsewhere:
            raise Refusal(words.upload_foreign(title))

    async def _all(self, attachments: Sequence[discord.Attachment]) -> tuple[Upload, ...]:
        left = TOGETHER * self._most
        uploads: list[Upload] = []
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_FETCHING)
        for attachment in attachments:
            uploads.append(await self._one(self._session, attachment, left))
            left -= len(uploads[-1].data)
        return tuple(uploads)

    async def _one(self, session: aiohttp.ClientSession, attachment: discord.Attachment, left: int) -> Upload:
        name = "recording.ogg" if attachment.is_voice_message() else attachment.filename
        data = bytearray()
        try:
            async with session.get(attachment.url, allow_redirects=False) as response:
                if response.status != 200:
                    raise Refusal(words.upload_lost(title_of(name)))
                async for chunk in response.content.iter_chunked(_CHUNK):
                    data += chunk
                    if len(data) > min(self._most, left):  # the declared size need not be true
                        raise Refusal(words.upload_too_large(title_of(name), self._most))
        except (aiohttp.ClientError, TimeoutError):
            raise Refusal(words.upload_lost(title_of(name))) from None
        return Upload(name, bytes(data))
