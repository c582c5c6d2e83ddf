"""Reads the accounts that people linked, each a few times an hour, from where it was left off."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from bot.listening._listening import Listening
from bot.listening.values import Account, Listen, Service, Trouble
from bot.sources._outcome import Deadline, Failed, Missing
from bot.sources.scrobble import Private, Scrobble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.store import Store

log = logging.getLogger(__name__)

OFTEN, SELDOM = 600, 6 * 3600
"""Seconds between two looks at an account: one that works, and one that is hidden or not there."""
IDLE, PAUSE, PATIENCE = 15.0, 1.0, 10.0
"""Seconds until the next look when none was due, between two accounts, and for one answer."""


class History(Protocol):
    """A service that keeps what people listened to."""

    async def after(self, name: str, moment: int, *, deadline: Deadline) -> Sequence[Scrobble]:
        """What an account listened to after a moment (seconds since 1970), oldest first.

        Raises ``Missing`` for an account that is not there, ``Private`` for one that hides it, and ``Failed``.
        """


class Accounts:
    """Reads what is due, one account after the other."""

    def __init__(self, listening: Listening, store: Store, services: Mapping[Service, History]) -> None:
        self._listening = listening
        self._store = store
        self._services = services

    async def run(self) -> None:
        """Go on for ever; what goes wrong with one account must not cost the others."""
        while True:
            try:
                worked = await self.step()
            except Exception:
                log.exception("an account was not read", extra={"action": "account_failed"})
                worked = False
            await asyncio.sleep(PAUSE if worked else IDLE)

    async def step(self) -> bool:
        """Read the account that has waited longest; False when none is due."""
        now = self._listening.now
        account = await self._store.accounts.due(now)
        if account is None:
            return False
        await self._store.accounts.read(account, now + OFTEN)  # so that one that fails in any way is not next again
        service = self._services.get(account.service)
        if service is None:  # it was set up once
            await self._store.accounts.read(account, now + SELDOM)
            return True
        try:
            listened = await service.after(account.name, account.cursor, deadline=Deadline.after(PATIENCE))
        except Missing as error:
            trouble: Trouble = "private" if isinstance(error, Private) else "unknown"
            await self._store.accounts.read(replace(account, trouble=trouble), now + SELDOM)
        except Failed as error:
            log.info("%s failed: %s", account.service, error, extra={"action": "account_not_read"})
            await self._store.accounts.read(replace(account, trouble="down"), now + OFTEN)
        else:
            await self._take_in(account, listened)
        return True

    async def _take_in(self, account: Account, listened: Sequence[Scrobble]) -> None:
        """Count what is new, and remember how far it was read; the clocks of services may be ahead of ours."""
        now = self._listening.now
        await self._listening.note(
            Listen(account.person, each.title, each.artists, each.at, link=each.link) for each in listened
        )
        cursor = max([account.cursor, *(each.at for each in listened if each.at <= now)])
        await self._store.accounts.read(replace(account, cursor=cursor, trouble=""), now + OFTEN)
