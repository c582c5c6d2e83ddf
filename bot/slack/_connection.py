"""The connection to Slack: by Socket Mode or over HTTP, to one workspace or to all that install the bot."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import Any, TypeVar

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore

from bot import words
from bot.config import Settings
from bot.reply import Refusal
from bot.servers import Servers
from bot.slack._door import INSTALL, RETURN, Door
from bot.slack._manifest import SCOPES
from bot.slack._outbox import code
from bot.slack._workspaces import FAILURES, PASSING, ManyWorkspaces, OneWorkspace, web_client

log = logging.getLogger(__name__)

T = TypeVar("T")

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds between tries to connect
PATIENCE = 30.0  # seconds for one try
PING = 5.0  # seconds between two looks whether the line still stands
CONSENT = 600  # seconds that somebody has to agree to an installation


class Connection:
    """Makes the app and holds it connected."""

    def __init__(self, settings: Settings, servers: Servers) -> None:
        self._settings = settings
        self._servers = servers
        self._app_token = settings.slack_app_token.get_secret_value()
        token = None if settings.slack_shared else settings.slack_bot_token.get_secret_value()
        self.client = web_client(settings.slack_api_base, token)
        self.workspaces = self._many() if settings.slack_shared else OneWorkspace(self.client)
        logging.getLogger("slack_bolt.AsyncApp").addFilter(_of_use)
        self.app = AsyncApp(
            name="slate",
            client=self.client,
            signing_secret=settings.slack_signing_secret.get_secret_value() or "unused",
            authorize=self.workspaces,  # type: ignore[arg-type]  # a class of the library's own will do, too
            oauth_flow=self._flow(self.workspaces) if isinstance(self.workspaces, ManyWorkspaces) else None,
        )
        self.app.event("app_uninstalled")(self._uninstalled)
        self.app.event("tokens_revoked")(self._revoked)
        self.ready = asyncio.Event()
        """Set once Slack has taken the token, or the store of tokens is open."""
        self._door = Door(self.app, settings.slack_mode == "http")
        self._handler: AsyncSocketModeHandler | None = None
        self._connecting: asyncio.Task[None] | None = None
        self._state = words.connecting()
        self._trouble = ""

    @property
    def state(self) -> str:
        """What it is connected to, or what is wrong."""
        session = self._handler and self._handler.client.current_session
        return self._trouble or (words.slack_lost() if session and session.closed else self._state)

    @property
    def online(self) -> bool:
        """Whether it is connected."""
        return self.ready.is_set() and not self._trouble and self.state not in (words.connecting(), words.slack_lost())

    def start(self) -> None:
        """Begin to connect."""
        self._connecting = asyncio.create_task(self._connect())

    async def close(self) -> None:
        """Leave."""
        if self._connecting:
            self._connecting.cancel()
            await asyncio.gather(self._connecting, return_exceptions=True)
        await self._hang_up()
        await self._door.close()

    # connecting

    async def _connect(self) -> None:
        """Try until it works or Slack refuses a token."""
        pause = FIRST_PAUSE
        while True:
            try:
                await self._join()
                return
            except Refusal as refusal:
                self._trouble = refusal.text
                log.error("%s", refusal.text, extra={"action": "slack_refused"})
                return
            except FAILURES as error:
                self._trouble = words.slack_unreachable()
                log.warning("Slack cannot be reached: %s", error, extra={"action": "slack_unreachable"})
                await self._hang_up()
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)

    async def _join(self) -> None:
        """Ask with every token before the library connects: it would go on trying with a wrong one for ever."""
        state = await self._arrive()
        self._trouble = ""
        if self._settings.slack_mode == "socket":
            opening = self.client.apps_connections_open(app_token=self._app_token)
            opened = await _checked("SLACK_APP_TOKEN", opening)
            self._handler = AsyncSocketModeHandler(self.app, self._app_token, ping_interval=PING)
            self._handler.client.wss_uri = opened["url"]
            async with asyncio.timeout(PATIENCE):
                await self._handler.client.connect()
        if self._settings.slack_mode == "http" or self._settings.slack_shared:
            await self._open_door()
        self._state = state
        self.ready.set()
        log.info("Slack: %s", self._state, extra={"action": "slack_connected"})

    async def _arrive(self) -> str:
        """Learn where the bot is installed; what to say of it."""
        if isinstance(self.workspaces, OneWorkspace):
            me = await _checked("SLACK_BOT_TOKEN", self.workspaces.ask())
            await self._servers.stays_in({str(me["team_id"])})
            return words.slack_connected(str(me["user"]), str(me["team"]))
        await self.workspaces.open()
        there = {team for team in self._servers.ids if await self.workspaces.installed(team)}
        await self._servers.stays_in(there)
        return self._installable()

    async def _open_door(self) -> None:
        try:
            await self._door.open(self._settings.slack_host, self._settings.slack_port)
        except OSError as error:
            why = error.strerror or str(error)
            raise Refusal(words.slack_port_taken(self._settings.slack_port, why)) from None

    async def _hang_up(self) -> None:
        handler, self._handler = self._handler, None
        if handler:
            await handler.client.close()

    # installing

    def _many(self) -> ManyWorkspaces:
        settings = self._settings
        workspaces = ManyWorkspaces(
            self.client,
            settings.slack_api_base,
            str(settings.slate_data / "slate.db"),
            settings.slack_client_id,
            settings.slack_client_secret.get_secret_value(),
        )
        workspaces.joined = self._installed
        return workspaces

    def _flow(self, workspaces: ManyWorkspaces) -> AsyncOAuthFlow:
        settings = self._settings
        database = str(settings.slate_data / "slate.db")
        return AsyncOAuthFlow(
            client=self.client,
            settings=AsyncOAuthSettings(
                client_id=settings.slack_client_id,
                client_secret=settings.slack_client_secret.get_secret_value(),
                scopes=SCOPES,
                redirect_uri=f"{settings.slack_public_url.rstrip('/')}{RETURN}",
                install_path=INSTALL,
                redirect_uri_path=RETURN,
                installation_store=workspaces.store,
                state_store=SQLite3OAuthStateStore(database=database, expiration_seconds=CONSENT),
                state_expiration_seconds=CONSENT,
            ),
        )

    def _installable(self) -> str:
        link = f"{self._settings.slack_public_url.rstrip('/')}{INSTALL}"
        return words.slack_installed(len(self._servers.here), link)

    async def _installed(self, team: str) -> None:
        """A workspace installed the bot, perhaps again."""
        await self._servers.joined(team)
        self._state = self._installable()
        log.info("installed", extra={"action": "slack_installed", "team": team})

    async def _revoked(self, body: Mapping[str, Any]) -> None:
        """Tokens were taken back; those of people were never asked for."""
        if body["event"].get("tokens", {}).get("bot"):
            await self._leave(str(body["team_id"]))

    async def _uninstalled(self, body: Mapping[str, Any]) -> None:
        await self._leave(str(body["team_id"]))

    async def _leave(self, team: str) -> None:
        """A workspace put the bot out: its tokens go now, everything else in a while."""
        await self.workspaces.forget(team)
        await self._servers.left(team)
        self._state = self._installable() if self._settings.slack_shared else words.slack_uninstalled()
        log.info("uninstalled", extra={"action": "slack_uninstalled", "team": team})


def _of_use(record: logging.LogRecord) -> bool:
    """The library warns that it makes no use of a token: nor should it, as requests are told apart here."""
    return "`token`" not in record.getMessage()


async def _checked(setting: str, call: Awaitable[T]) -> T:
    """Slack's answer; ``Refusal`` when it does not take the token of that setting."""
    try:
        return await call
    except SlackApiError as error:
        if code(error) in PASSING:
            raise
        raise Refusal(words.slack_token_refused(setting, code(error))) from None
