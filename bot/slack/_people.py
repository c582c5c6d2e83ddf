"""Who asks, as Slack knows them."""

from __future__ import annotations

import logging
import time
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.ask import Person
from bot.slack._outbox import code
from bot.slack._workspaces import NotInstalled, Workspaces

log = logging.getLogger(__name__)

KEPT = 600.0  # seconds that a person is remembered: then somebody may have become an admin
MOST_KEPT = 10_000


class People:
    """Looks people up, each once in ten minutes."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces
        self._known: dict[str, tuple[float, Person]] = {}

    async def person(self, team: str, user: str) -> Person:
        """Who that is; somebody who cannot be looked up is nobody's admin."""
        id_ = person_id(team, user)
        until, known = self._known.get(id_, (0.0, None))
        if known and time.monotonic() < until:
            return known
        try:
            client = await self._workspaces.client(team)
            body: dict[str, Any] = (await client.users_info(user=user, include_locale=True))["user"]
        except NotInstalled:
            return Person(id_, user)
        except SlackApiError as error:
            log.warning("cannot look up a person: %s", code(error), extra={"action": "person_unknown"})
            return Person(id_, user)
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        found = Person(id_, _name(body), _is_admin(body, team), str(body.get("locale") or ""))
        self._known[id_] = (time.monotonic() + KEPT, found)
        return found

    async def forget(self, person: str) -> None:
        """Drop what is remembered of a person; ``person`` is their id in the bot."""
        self._known.pop(person, None)


def person_id(team: str, user: str) -> str:
    """A person's id in the bot."""
    return f"slack:{team}:{user}"


def user_of(person: Person) -> str:
    """A person's id at Slack."""
    return person.id.rpartition(":")[2]


def _name(body: dict[str, Any]) -> str:
    profile = body.get("profile") or {}
    return str(profile.get("display_name") or profile.get("real_name") or body.get("name") or body["id"])


def _is_admin(body: dict[str, Any], team: str) -> bool:
    """Somebody who runs this workspace; guests of a shared channel may run another."""
    teams = (body.get("team_id"), *(body.get("enterprise_user") or {}).get("teams", ()))
    return team in teams and bool(body.get("is_admin") or body.get("is_owner"))
