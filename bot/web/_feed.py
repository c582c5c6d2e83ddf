"""What happens, told to every open tab of a browser as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot import words

MOST_UNREAD = 500  # events; a tab that falls further behind is cut off, and reads the state when it comes back
HEARTBEAT = 15.0  # seconds; a write is how a closed tab is noticed


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened."""

    name: str
    body: Mapping[str, Any]

    def encode(self) -> bytes:
        """As the ``text/event-stream`` format has it."""
        return f"event: {self.name}\ndata: {json.dumps(self.body)}\n\n".encode()


Ear = asyncio.Queue[Event | None]
"""Events for one tab; None ends them."""


class Feed:
    """Everybody who listens."""

    def __init__(self) -> None:
        self._ears: dict[str, dict[Ear, words.Language]] = {}

    @contextmanager
    def listen(self, channel: str, language: words.Language = words.SOURCE) -> Iterator[Ear]:
        """Hear what happens in a channel from now on, what is told to all in this language."""
        ear: Ear = asyncio.Queue()
        self._ears.setdefault(channel, {})[ear] = language
        try:
            yield ear
        finally:
            del self._ears[channel][ear]
            if not self._ears[channel]:
                del self._ears[channel]

    def tell(self, channel: str, name: str, body: Mapping[str, Any]) -> None:
        """Tell one channel."""
        for ear in self._ears.get(channel, ()):
            _put(ear, Event(name, body))

    def tell_all(self, name: str, body: Callable[[], Mapping[str, Any]]) -> None:
        """Tell every channel what ``body`` says in the language of each that listens."""
        for ears in self._ears.values():
            for ear, language in ears.items():
                with words.speaking(language):
                    _put(ear, Event(name, body()))

    def close(self) -> None:
        """End every stream."""
        for ears in self._ears.values():
            for ear in ears:
                ear.put_nowait(None)


async def stream(response: web.StreamResponse, ear: Ear) -> None:
    """Write events as they come until the tab is closed or the feed ends."""
    while True:
        try:
            event = await asyncio.wait_for(ear.get(), HEARTBEAT)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(event.encode())


def _put(ear: Ear, event: Event) -> None:
    if ear.qsize() < MOST_UNREAD:
        ear.put_nowait(event)
    elif ear.qsize() == MOST_UNREAD:
        ear.put_nowait(None)
