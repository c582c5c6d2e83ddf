"""Workspaces that install the bot: consent, tokens that are renewed, and everything erased after they put it out."""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import aiohttp
import pytest

from bot.ask import Place
from bot.preferences import Preferences
from tests.platforms.slack_server import (
    ANN,
    BEN,
    BOT,
    CLIENT_ID,
    CLIENT_SECRET,
    GENERAL,
    TEAM,
    SlackServer,
)
from tests.platforms.slack_world import Here, joined, settings_for, shown

SHARED = {
    "slack_client_id": CLIENT_ID,
    "slack_client_secret": CLIENT_SECRET,
    "slack_public_url": "https://slate.example.org",
    "slack_bot_token": "",
}
OTHER = "T2"

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")  # the library's own


@pytest.fixture
async def server() -> AsyncIterator[SlackServer]:
    """An app that nobody has installed yet."""
    fresh = SlackServer()
    fresh.tokens.clear()
    async with fresh.running() as running:
        yield running


@asynccontextmanager
async def open_to_all(server: SlackServer, folder: Path, **more: Any) -> AsyncIterator[Here]:
    """A bot that any workspace can install."""
    async with joined(server, folder=folder, **(SHARED | more)) as here:
        await server.until(lambda: here.slack.online)
        yield here


def door(here: Here, path: str) -> str:
    return f"http://127.0.0.1:{here.slack._connection._door.port}{path}"


def browsing() -> aiohttp.ClientSession:
    """A browser; cookies for pages with TLS are handed on by the tests."""
    return aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())


async def install(server: SlackServer, here: Here, team: str = TEAM) -> tuple[int, str]:
    """What a browser does: the page, the consent at Slack, and the way back with Slack's code."""
    async with browsing() as browser:
        async with browser.get(door(here, "/slack/install")) as page:
            link = re.search(r'href="(https://slack\.com/oauth/v2/authorize\?[^"]+)"', await page.text())
            assert link
            cookie = page.headers["Set-Cookie"].partition(";")[0]
        state = re.search(r"state=([^&]+)", link[1])
        assert state
        server.codes["consent"] = team
        back = {"code": "consent", "state": state[1]}
        async with browser.get(door(here, "/slack/oauth_redirect"), params=back, headers={"Cookie": cookie}) as done:
            return done.status, html.unescape(link[1])


def rows(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "slate.db")) as database:
        return int(database.execute(f"select count(*) from {table}").fetchone()[0])


async def test_a_workspace_installs_the_bot_and_uses_it(server: SlackServer, tmp_path: Path) -> None:
    async with open_to_all(server, tmp_path) as here:
        assert here.slack.state.startswith("connected to no workspace yet; install it with https://slate.example.org/")
        status, link = await install(server, here)
        assert status == 200
        assert f"client_id={CLIENT_ID}" in link
        assert "redirect_uri=https://slate.example.org/slack/oauth_redirect" in unquote(link)
        assert set(unquote(re.search(r"[?&]scope=([^&]+)", link)[1]).split(",")) == server.scopes  # type: ignore[index]
        assert here.slack.state.startswith("connected to 1 workspace;")
        await server.command("/slate", "happy")
        await server.until(lambda: shown(server))


async def test_two_workspaces_have_their_own_tokens_settings_and_pace(server: SlackServer, tmp_path: Path) -> None:
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
        await install(server, here, OTHER)
        await server.command("/settings", "style=flow")
        await server.until(lambda: server.said(private_to=ANN))
        await server.command("/slate", "happy", team=OTHER)
        (answer,) = await server.until(lambda: shown(server))
        assert answer.team == OTHER
        assert {call.team for call in server.calls if call.method == "files.completeUploadExternal"} == {OTHER}
        assert (await here.bot.store.preferences(TEAM)).style == "flow"
        assert (await here.bot.store.preferences(OTHER)).style is None
        assert set(here.slack._next_edit) == {OTHER}


async def test_installations_outlive_a_restart(server: SlackServer, tmp_path: Path) -> None:
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
    async with open_to_all(server, tmp_path) as here:
        await server.until(lambda: here.slack.state.startswith("connected to 1 workspace;"))
        await server.command("/slate", "happy")
        await server.until(lambda: shown(server))


@pytest.mark.parametrize("wrong", ["state", "cookie", "code", "refused"])
async def test_consent_that_was_not_given_here_installs_nothing(
    server: SlackServer, tmp_path: Path, wrong: str
) -> None:
    async with open_to_all(server, tmp_path) as here, browsing() as browser:
        async with browser.get(door(here, "/slack/install")) as page:
            cookie = page.headers["Set-Cookie"].partition(";")[0]
        state = cookie.partition("=")[2]
        server.codes["consent"] = TEAM
        back = {"code": "consent", "state": state}
        back |= {"refused": {"error": "access_denied"}, "cookie": {}}.get(wrong, {wrong: "another"})
        headers = {} if wrong == "cookie" else {"Cookie": cookie}
        async with browser.get(door(here, "/slack/oauth_redirect"), params=back, headers=headers) as done:
            assert done.status in (200, 400, 401)
        assert server.tokens == {}
        assert here.slack.state.startswith("connected to no workspace")


async def test_a_consent_works_once(server: SlackServer, tmp_path: Path) -> None:
    async with open_to_all(server, tmp_path) as here, browsing() as browser:
        async with browser.get(door(here, "/slack/install")) as page:
            cookie = page.headers["Set-Cookie"].partition(";")[0]
        statuses = []
        for code in ("one", "two"):
            server.codes[code] = TEAM
            back = {"code": code, "state": cookie.partition("=")[2]}
            async with browser.get(
                door(here, "/slack/oauth_redirect"), params=back, headers={"Cookie": cookie}
            ) as done:
                statuses.append(done.status)
        assert statuses == [200, 401]


async def test_requests_of_strangers_are_acknowledged_and_not_done(server: SlackServer, tmp_path: Path) -> None:
    async with open_to_all(server, tmp_path) as here:
        await server.command("/slate", "happy")
        await server.say(f"<@{BOT}> slate happy")
        assert await here.bot.store.jobs() == []
        assert server.messages == {}


# tokens that expire


async def test_a_token_is_renewed_before_it_expires_and_once(server: SlackServer, tmp_path: Path) -> None:
    server.lifetime = 3600  # the rest of a token's twelve hours
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
        (old,) = server.tokens
        server.lifetime = 43_200
        server.slow["oauth.v2.access"] = 0.2
        for mood in ("happy", "sad", "angry"):  # at the same time; a refresh token works once
            await server.command("/slate", mood)
        await server.until(lambda: len(shown(server)) == 3)
        assert len(server.called("oauth.v2.access")) == 2  # the installation, and one renewal
        (bot,) = [await here.slack._connection.workspaces._bot(TEAM)]  # type: ignore[union-attr]
        assert bot.bot_token != old
    async with open_to_all(server, tmp_path) as here:
        await server.command("/slate", "relaxed")
        await server.until(lambda: len(shown(server)) == 4)
        assert len(server.called("oauth.v2.access")) == 2


async def test_a_token_that_cannot_be_renewed_is_used_while_it_lives(server: SlackServer, tmp_path: Path) -> None:
    server.lifetime = 3600
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
        server.refresh_tokens.clear()
        await server.command("/slate", "happy")
        await server.until(lambda: shown(server))


async def test_no_acknowledgement_waits_for_a_renewal(server: SlackServer, tmp_path: Path) -> None:
    server.lifetime = 60
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
        server.lifetime = 43_200
        server.slow["oauth.v2.access"] = 4.0
        await server.command("/slate", "happy")  # fails when it is not acknowledged within three seconds
        await server.until(lambda: shown(server), 12.0)


# putting it out


async def kept(here: Here, team: str) -> list[object]:
    """What is known of a workspace."""
    store = here.bot.store
    answers = [*await store.answers.of(f"slack:{team}:{ANN}", 9), *await store.answers.of(f"slack:{team}:{BEN}", 9)]
    chosen = await store.preferences(team)
    return [*answers, *([chosen] if chosen != Preferences() else [])]


async def test_tokens_go_at_once_and_everything_else_in_a_while(
    server: SlackServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.servers.ERASING", 0.05)
    async with open_to_all(server, tmp_path) as here:
        for team in (TEAM, OTHER):
            await install(server, here, team)
            await here.bot.store.change_preferences(team, lambda before: replace(before, style="flow"))
            await server.command("/slate", "happy", team=team)
            await server.until(lambda team=team: [m for m in shown(server) if m.team == team])  # type: ignore[misc]
        await server.until(lambda: not here.bot.jobs.of(Place("slack", OTHER, GENERAL, reads=True)))
        assert [len(await kept(here, team)) for team in (TEAM, OTHER)] == [2, 2]
        await server.uninstall(TEAM)
        await server.until(lambda: rows(tmp_path, "slack_bots") == 1)
        await server.until(lambda: here.slack.state.startswith("connected to 1 workspace;"))
        assert len(await kept(here, TEAM)) == 2, "people put bots out by mistake, too"
        monkeypatch.setattr("bot.servers.GRACE", 0.0)
        await with_patience(server, here)
        assert [len(await kept(here, team)) for team in (TEAM, OTHER)] == [0, 2]


async def test_who_comes_back_in_time_finds_everything(server: SlackServer, tmp_path: Path) -> None:
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
        await here.bot.store.change_preferences(TEAM, lambda before: replace(before, style="flow"))
        await server.uninstall()
        await install(server, here)
        assert here.slack._servers.here == {TEAM}
        assert len(await kept(here, TEAM)) == 1
        await server.command("/slate", "happy")
        await server.until(lambda: shown(server))


async def test_who_put_the_bot_out_while_it_was_away_is_noticed(
    server: SlackServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
        await here.bot.store.change_preferences(TEAM, lambda before: replace(before, style="flow"))
    server.tokens.clear()
    monkeypatch.setattr("bot.servers.GRACE", 0.0)
    async with open_to_all(server, tmp_path) as here:
        await with_patience(server, here)
        assert await kept(here, TEAM) == []


async def with_patience(server: SlackServer, here: Here) -> None:
    """Wait until a workspace is forgotten."""
    await server.until(lambda: TEAM not in here.slack._servers.ids)


def test_the_settings_of_these_tests_need_no_more(server: SlackServer) -> None:
    assert settings_for(server, **SHARED).slack_needs == ()


async def test_who_installed_the_bot_is_not_kept(server: SlackServer, tmp_path: Path) -> None:
    async with open_to_all(server, tmp_path) as here:
        await install(server, here)
        with closing(sqlite3.connect(tmp_path / "slate.db")) as database:
            kept = "\n".join(database.iterdump())
    assert TEAM in kept
    assert ANN not in kept
