"""Remembers what sources said, for a while and in bounded memory."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.sources._outcome import Clock

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Said]):
    said: Said
    weight: int
    until: float


class Cache(Generic[Said]):
    """Values by key until their time is over; the least recently used go first once they weigh more than ``most``."""

    def __init__(self, most: int, clock: Clock = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._weight = 0
        self._entries: OrderedDict[str, _Entry[Said]] = OrderedDict()

    def get(self, key: str) -> Said | None:
        """What is remembered under the key."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry.until <= self._clock():
            self.drop(key)
            return None
        self._entries.move_to_end(key)
        return entry.said

    def keep(self, key: str, said: Said, seconds: float, weight: int) -> None:
        """Remember it for so many seconds; what is too heavy by itself is not remembered."""
        self.drop(key)
        if weight > self._most:
            return
        self._entries[key] = _Entry(said, weight, self._clock() + seconds)
        self._weight += weight
        while self._weight > self._most:
            self.drop(next(iter(self._entries)))

    def drop(self, key: str) -> None:
        """Forget it, if it is known at all."""
        entry = self._entries.pop(key, None)
        if entry:
            self._weight -= entry.weight
