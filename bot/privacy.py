"""A person's rights over what is kept of them: to know it, to have a copy, to have it erased."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.cog import Feature
from bot.keeping import EVERYWHERE, Keep

if TYPE_CHECKING:
    from bot.store import Store

Forget = Callable[[str], Awaitable[object]]


class Privacy:
    """Speaks to everything that keeps something of people."""

    def __init__(self, store: Store, features: Iterable[Feature]) -> None:
        self._store = store
        self._forgetting: list[Forget] = []
        declared = (keep for feature in features for keep in feature.keeps)
        self.keeps: tuple[Keep, ...] = tuple({keep.name: keep for keep in (*EVERYWHERE, *declared)}.values())

    def also(self, forget: Forget) -> None:
        """Let this be called, too, when a person is erased: for what is in memory only."""
        self._forgetting.append(forget)

    async def known(self, person: str) -> Mapping[str, Sequence[Any]]:
        """All that is kept of a person, by what it is; what is empty is left out."""
        told = {keep.name: await keep.export(self._store, person) for keep in self.keeps}
        return {name: rows for name, rows in told.items() if rows}

    async def copy(self, person: str) -> bytes:
        """All of it as JSON in UTF-8."""
        told = {"person": person, "made_at": datetime.now(UTC).isoformat(timespec="seconds")}
        return json.dumps({**told, **await self.known(person)}, ensure_ascii=False, indent=2).encode()

    async def erase(self, person: str) -> None:
        """Erase all of it, in memory, in the database, and in what the database has freed."""
        for forget in self._forgetting:
            await forget(person)
        for keep in self.keeps:
            await keep.erase(self._store, person)
        await self._store.scrub()
