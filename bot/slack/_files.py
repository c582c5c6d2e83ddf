"""Files that people sent, fetched from Slack with the bot's token: only from Slack's own hosts, never too much."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import PurePosixPath

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot import words
from bot.reply import Refusal
from bot.slack._form import SlackFile
from bot.slack._workspaces import Workspaces
from bot.songs import Upload, title_of

HOSTS = (".slack.com", ".slack-files.com")
CLIPS = ("slack_audio", "slack_video")
"""What people record in Slack itself."""
MOST_TOTAL = 8  # times the largest file: what one request may hold in memory
MOST_AT_ONCE = 2  # requests that hold files in memory
MOST_HOPS = 3
PAGE = (b"<!doctype html", b"<html")
_CHUNK = 2**16
_TIMEOUT = aiohttp.ClientTimeout(total=300.0, sock_connect=10.0, sock_read=30.0)  # seconds


class Downloads:
    """Fetches files of at most ``most`` bytes."""

    def __init__(self, workspaces: Workspaces, most: int) -> None:
        self._workspaces = workspaces
        self._most = most
        self._gate = asyncio.Semaphore(MOST_AT_ONCE)

    async def fetch(self, team: str, files: Sequence[SlackFile]) -> tuple[Upload, ...]:
        """The files' bytes; ``Refusal`` says what is wrong with one of them."""
        uploads: list[Upload] = []
        client = await self._workspaces.client(team)
        async with self._gate, aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            for file in files:
                held = sum(len(upload.data) for upload in uploads)
                uploads.append(await self._fetch(client, session, file, MOST_TOTAL * self._most - held))
        return tuple(uploads)

    async def _fetch(
        self, client: AsyncWebClient, session: aiohttp.ClientSession, file: SlackFile, room: int
    ) -> Upload:
        if not file.get("url_private_download"):  # an event may name a file by its id alone
            file = await _described(client, str(file["id"]))
        name = name_of(file)
        self._check(name, int(file.get("size") or 0), room)
        try:
            address = str(file.get("url_private_download") or "")
            return Upload(name, await self._bytes(client, session, name, address, room))
        except (aiohttp.ClientError, TimeoutError, ValueError):  # ValueError: an address that is none
            raise Refusal(words.upload_lost(title_of(name))) from None

    async def _bytes(
        self, client: AsyncWebClient, session: aiohttp.ClientSession, name: str, address: str, room: int
    ) -> bytes:
        url = URL(address)
        headers = {"Authorization": f"Bearer {client.token}"}
        for _ in range(MOST_HOPS):
            if not _is_slack(url, client):  # the token is for nobody else
                raise Refusal(words.slack_file_elsewhere(title_of(name)))
            async with session.get(url, headers=headers, allow_redirects=False, proxy=client.proxy) as response:
                if response.status in (301, 302, 303, 307, 308):
                    url = url.join(URL(response.headers.get("Location", "")))
                    continue
                if response.status != 200 or response.content_type == "text/html":  # a page that asks to log in
                    raise Refusal(words.slack_file_denied(title_of(name)))
                data = await self._read(response, name, room)
                if data[:200].lstrip().lower().startswith(PAGE):  # whatever it calls itself
                    raise Refusal(words.slack_file_denied(title_of(name)))
                return data
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


def name_of(file: SlackFile) -> str:
    """What a file is called; Slack gives clips that people record a name that says nothing."""
    name = str(file.get("name") or "")
    if file.get("subtype") in CLIPS:
        return f"recording{PurePosixPath(name).suffix}"
    return name


async def _described(client: AsyncWebClient, id_: str) -> SlackFile:
    try:
        found: SlackFile = (await client.files_info(file=id_))["file"]
    except SlackApiError:
        raise Refusal(words.slack_file_denied(title_of(""))) from None
    return found


def _is_slack(url: URL, client: AsyncWebClient) -> bool:
    """Whether an address is Slack's own, or that of the API which the settings name instead."""
    if url.absolute and url.origin() == URL(client.base_url).origin():
        return True
    return url.scheme == "https" and f".{url.host}".endswith(HOSTS)
