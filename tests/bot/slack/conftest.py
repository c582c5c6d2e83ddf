"""Slack on the loopback address."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest

from tests.platforms.slack_server import SlackServer
from tests.platforms.slack_world import Here, joined


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """No tokens or proxies of the developer's own: the library would read them."""
    for name in [name for name in os.environ if name.startswith("SLACK_") or name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    async with SlackServer().running() as running:
        yield running


@pytest.fixture
async def here(server: SlackServer) -> AsyncIterator[Here]:
    async with joined(server) as joined_:
        yield joined_
