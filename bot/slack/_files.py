"""Files that people sent, fetched from Slack with the bot's token: only from Slack's own hosts, never too much."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot import words
from bot.reply import Refusal
from bot.slack._form import SlackFile
from bot.songs import Upload, title_of

HOSTS = (".slack.com", ".slack-files.com")
MOST_TOTAL = 8  # times the largest file: what one request may hold in memory
MOST_AT_ONCE = 2  # requests that hold files in memory
MOST_HOPS = 3
_CHUNK = 2**16
_TIMEOUT = aiohttp.ClientTimeout(total=300.0, sock_connect=10.0, sock_read=30.0)  # seconds


class Downloads:
    """Fetches files of at most ``most`` bytes."""

    def __init__(self, client: AsyncWebClient, most: int) -> None:
        self._client = client
        self._most = most
        self._gate = asyncio.Semaphore(MOST_AT_ONCE)

    async def fetch(self, files: Sequence[SlackFile]) -> tuple[Upload, ...]:
        """The files' bytes; ``Refusal`` says what is wrong with one of them."""
        uploads: list[Upload] = []
        async with self._gate, aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            for file in files:
                held = sum(len(upload.data) for upload in uploads)
                uploads.append(await self._fetch(session, file, MOST_TOTAL * self._most - held))
        return tuple(uploads)

    async def _fetch(self, session: aiohttp.ClientSession, file: SlackFile, room: int) -> Upload:
        if not file.get("url_private_download"):  # an event may name a file by its id alone
            file = await self._described(str(file["id"]))
        name = str(file.get("name") or "")
        self._check(name, int(file.get("size") or 0), room)
        try:
            return Upload(name, await self._bytes(session, name, str(file.get("url_private_download") or ""), room))
        except (aiohttp.ClientError, TimeoutError, ValueError):  # ValueError: an address that is none
            raise Refusal(words.upload_lost(title_of(name))) from None

    async def _described(self, id_: str) -> SlackFile:
        try:
            found: SlackFile = (await self._client.files_info(file=id_))["file"]
        except SlackApiError:
            raise Refusal(words.slack_file_denied(title_of(""))) from None
        return found

    async def _bytes(self, session: aiohttp.ClientSession, name: str, address: str, room: int) -> bytes:
        url = URL(address)
        headers = {"Authorization": f"Bearer {self._client.token}"}
        for _ in range(MOST_HOPS):
            if not self._is_slack(url):  # the token is for nobody else
                raise Refusal(words.slack_file_elsewhere(title_of(name)))
            async with session.get(url, headers=headers, allow_redirects=False, proxy=self._client.proxy) as response:
                if response.status in (301, 302, 303, 307, 308):
                    url = url.join(URL(response.headers.get("Location", "")))
                    continue
                if response.status != 200 or response.content_type == "text/html":  # a page that asks to log in
                    raise Refusal(words.slack_file_denied(title_of(name)))
                return await self._read(response, name, room)
        raise Refusal(words.slack_file_denied(title_of(name)))

    async def _read(self, response: aiohttp.ClientResponse, name: str, room: int) -> bytes:
        data = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            data += chunk
            self._check(name, len(data), room)
        return bytes(data)

    def _check(self, name: str, size: int, room: int) -> None:
        if size > self._most:
            raise Refusal(words.upload_too_large(title_of(name), self._most))
        if size > room:
            raise Refusal(words.uploads_too_large(MOST_TOTAL * self._most))

    def _is_slack(self, url: URL) -> bool:
        """Whether an address is Slack's own, or that of the API which the settings name instead."""
        if url.absolute and url.origin() == URL(self._client.base_url).origin():
            return True
        return url.scheme == "https" and f".{url.host}".endswith(HOSTS)
