"""What Slack has delivered already: it delivers again what it believes was lost, also after a restart."""

from __future__ import annotations

import json
from collections import OrderedDict

from bot.store import Store

NAME = "slack-seen"
MOST = 500
"""Deliveries that are remembered; Slack gives up after an hour."""


class Seen:
    """Deliveries by their names."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: OrderedDict[str, None] = OrderedDict()

    async def load(self) -> None:
        """Read what came before a restart."""
        self._names = OrderedDict.fromkeys(json.loads(await self._store.cached(NAME) or b"[]"))

    async def first(self, *names: str) -> bool:
        """Whether none of a delivery's names came before; from now on they have."""
        told = [name for name in names if name]
        known = any(name in self._names for name in told)
        self._names.update(dict.fromkeys(told))
        while len(self._names) > MOST:
            self._names.popitem(last=False)
        if not known:
            await self._store.cache(NAME, json.dumps(list(self._names)).encode())
        return not known
