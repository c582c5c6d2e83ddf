"""A look at Slack for the check-up: whether it knows the tokens, and what it lets the bot do."""

from __future__ import annotations

from slack_sdk.errors import SlackApiError

from bot import words
from bot.config import Settings
from bot.slack._manifest import SCOPES
from bot.slack._outbox import code
from bot.slack._workspaces import FAILURES, PASSING, web_client


async def missing_scopes(settings: Settings) -> tuple[str, ...]:
    """What the token does not allow though the manifest asks for it; ``OSError`` says why it cannot be asked."""
    client = web_client(settings.slack_api_base, settings.slack_bot_token.get_secret_value())
    setting = "SLACK_BOT_TOKEN"
    try:
        me = await client.auth_test()
        if settings.slack_mode == "socket":
            setting = "SLACK_APP_TOKEN"
            await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    except SlackApiError as error:
        if code(error) in PASSING:
            raise ConnectionError(words.slack_unreachable()) from None
        raise PermissionError(words.slack_token_refused(setting, code(error))) from None
    except FAILURES:
        raise ConnectionError(words.slack_unreachable()) from None
    headers = {name.lower(): value for name, value in me.headers.items()}
    granted = {scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")}
    return tuple(scope for scope in SCOPES if scope not in granted)
