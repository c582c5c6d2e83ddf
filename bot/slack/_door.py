"""Where Slack comes in over HTTP: signed requests, and workspaces that install the bot."""

from __future__ import annotations

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

REQUESTS = "/slack/events"
"""The path for events, commands, buttons and forms alike."""
INSTALL, RETURN = "/slack/install", "/slack/oauth_redirect"
MOST = 2**20
"""Bytes of a request."""


class Door:
    """Listens on this machine; a proxy with TLS stands before it."""

    def __init__(self, app: AsyncApp, requests: bool) -> None:
        """``requests``: whether they come here at all, and not by Socket Mode."""
        self._app = app
        self._requests = requests
        self._runner: web.AppRunner | None = None

    @property
    def port(self) -> int:
        """The port that it listens on; 0 while it does not."""
        return int(self._runner.addresses[0][1]) if self._runner and self._runner.addresses else 0

    async def open(self, host: str, port: int) -> None:
        """Begin to listen; ``OSError`` when the port is taken."""
        if self._runner:
            return
        site = web.Application(client_max_size=MOST)
        if self._requests:
            site.router.add_post(REQUESTS, self._take)
        if self._app.oauth_flow:
            site.router.add_get(INSTALL, self._install)
            site.router.add_get(RETURN, self._return)
        runner = web.AppRunner(site, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner

    async def close(self) -> None:
        """Listen no more."""
        runner, self._runner = self._runner, None
        if runner:
            await runner.cleanup()

    async def _take(self, request: web.Request) -> web.Response:
        """What is signed by Slack, and lately; the library looks at that first of all."""
        stamp = request.headers.get("X-Slack-Request-Timestamp", "")
        if not (stamp.isascii() and stamp.isdigit()):  # the library expects a number
            raise web.HTTPUnauthorized
        try:
            asked = await to_bolt_request(request)
        except UnicodeDecodeError:
            raise web.HTTPBadRequest from None
        return await to_aiohttp_response(await self._app.async_dispatch(asked))

    async def _install(self, request: web.Request) -> web.Response:
        flow = self._app.oauth_flow
        if flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await flow.handle_installation(await to_bolt_request(request)))

    async def _return(self, request: web.Request) -> web.Response:
        flow = self._app.oauth_flow
        if flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await flow.handle_callback(await to_bolt_request(request)))
