"""The workspaces that the bot is installed in: for each a client whose token is good.

One workspace has its token in the settings. Where any workspace can install the bot, the library's SQLite store keeps
the tokens, and those that expire are renewed before they do. Requests are told apart by what is stored, without asking
Slack: it waits for an acknowledgement meanwhile.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import aiohttp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler, AsyncServerErrorRetryHandler
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient

log = logging.getLogger(__name__)

FAILURES = (SlackClientError, aiohttp.ClientError, OSError)
"""What a call of Slack's API can fail with."""
PASSING = frozenset({"", "ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"})
"""What may be over at the next try; any other refusal stays one."""
EVICTED = frozenset({"account_inactive", "invalid_auth", "token_revoked", "token_expired", "not_authed"})
"""What Slack says to a bot that is no longer installed."""
RENEWED = 120
"""Minutes before a token expires in which it is renewed; it lives for twelve hours."""


class NotInstalled(SlackClientError):
    """The bot is in no such workspace."""


class Workspaces(Protocol):
    """Where the bot is installed."""

    async def client(self, team: str) -> AsyncWebClient:
        """A client for a workspace; ``NotInstalled`` where the bot is not."""

    async def forget(self, team: str) -> None:
        """The bot was uninstalled there: its tokens are worth nothing any more."""


def web_client(base: str = "", token: str | None = None) -> AsyncWebClient:
    """A client that waits as long as Slack says when it asked too much. ``base`` is another address of the API."""
    client = AsyncWebClient(token=token)
    if base:
        client.base_url = base.rstrip("/") + "/"
    client.retry_handlers.extend((AsyncRateLimitErrorRetryHandler(max_retry_count=3), AsyncServerErrorRetryHandler()))
    return client


class OneWorkspace(AsyncAuthorize):
    """The workspace that the token of the settings is for."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._me: Mapping[str, Any] = {}

    async def ask(self) -> Mapping[str, Any]:
        """Who the bot is there, as Slack says."""
        self._me = (await self._client.auth_test()).data  # type: ignore[assignment]
        return self._me

    async def client(self, team: str) -> AsyncWebClient:
        """The one client."""
        return self._client

    async def forget(self, team: str) -> None:
        """The token stays in the settings."""

    async def __call__(self, **_: Any) -> AuthorizeResult:
        """Every request comes from there."""
        me = self._me
        return AuthorizeResult(
            enterprise_id=me.get("enterprise_id"),
            team_id=me.get("team_id"),
            bot_user_id=me.get("user_id"),
            bot_id=me.get("bot_id"),
            bot_token=self._client.token,
        )


class Installations(SQLite3InstallationStore):
    """The library's store, off the event loop; a workspace is known by its own id, whatever company it belongs to."""

    def __init__(self, database: str, client_id: str, saved: Callable[[str], Awaitable[None]]) -> None:
        """``saved`` is told of every workspace that installs the bot."""
        super().__init__(database=database, client_id=client_id)
        self._saved = saved

    async def async_save(self, installation: Installation) -> None:
        """Keep a workspace's token; who installed the bot there is not kept."""
        installation.enterprise_id = None
        await asyncio.to_thread(self.save_bot, installation.to_bot())
        await self._saved(str(installation.team_id))


class ManyWorkspaces(AsyncAuthorize):
    """Whoever installed the bot."""

    def __init__(self, client: AsyncWebClient, base: str, database: str, client_id: str, secret: str) -> None:
        """``client`` renews tokens; it has none itself."""
        self.store = Installations(database, client_id, self._installed)
        self._base = base
        self._rotator = AsyncTokenRotator(client_id=client_id, client_secret=secret, client=client)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._bots: dict[str, Bot] = {}
        self._clients: dict[str, AsyncWebClient] = {}
        self.joined: Callable[[str], Awaitable[None]] | None = None
        """Told of every workspace that installs the bot."""

    async def open(self) -> None:
        """Make the store's tables."""
        await asyncio.to_thread(self.store.init)

    async def client(self, team: str) -> AsyncWebClient:
        """A client whose token is renewed in time, once however many ask for it."""
        async with self._turns[team]:
            bot = await self._renewed(await self._bot(team))
            self._bots[team] = bot
            client = self._clients.setdefault(team, web_client(self._base))
            client.token = bot.bot_token
            return client

    async def installed(self, team: str) -> bool:
        """Whether Slack still lets the bot in there; when it cannot be asked, it is believed so."""
        try:
            await (await self.client(team)).auth_test()
        except NotInstalled:
            return False
        except SlackApiError as error:
            return error.response.get("error") not in EVICTED
        except FAILURES:
            return True
        return True

    async def forget(self, team: str) -> None:
        """Erase the tokens."""
        self._bots.pop(team, None)
        self._clients.pop(team, None)
        await asyncio.to_thread(self.store.delete_all, enterprise_id=None, team_id=team)

    async def __call__(self, *, team_id: str | None, **_: Any) -> AuthorizeResult | None:
        """Who the bot is in the workspace of a request; None where it is not installed."""
        try:
            bot = await self._bot(team_id or "")
        except NotInstalled:
            return None
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_user_id=bot.bot_user_id,
            bot_id=bot.bot_id,
            bot_token=bot.bot_token,
        )

    async def _installed(self, team: str) -> None:
        self._bots.pop(team, None)
        if self.joined:
            await self.joined(team)

    async def _bot(self, team: str) -> Bot:
        if team not in self._bots:
            found = await asyncio.to_thread(self.store.find_bot, enterprise_id=None, team_id=team)
            if found is None:
                raise NotInstalled(f"not installed in {team}")
            self._bots[team] = found
        return self._bots[team]

    async def _renewed(self, bot: Bot) -> Bot:
        """The same with a token that lives on; while the old one lives, a failure is only noted."""
        try:
            fresh = await self._rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=RENEWED)
        except FAILURES as error:
            if (bot.bot_token_expires_at or 0.0) <= time.time():
                raise
            log.warning("a token is not renewed: %s", error, extra={"action": "token_not_renewed"})
            return bot
        if fresh is None:
            return bot
        await asyncio.to_thread(self.store.save_bot, fresh)
        return fresh
