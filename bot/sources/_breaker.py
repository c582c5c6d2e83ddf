"""Leaves a service alone that does not work at present."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from bot.sources._outcome import Clock, Failed, Late, Missing

FAILURES = 4
"""Failures in a row after which a service is left alone."""
REST = 30.0
"""Seconds it is left alone, unless it names a time itself."""
UNFIT = frozenset({400, 414, 422})
"""HTTP statuses that blame the question and not the service."""


class Breaker:
    """Closed: calls pass. Open: none does, for a while. Half open: one call tries whether it works again."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._failures = 0
        self._until: float | None = None
        self._trying = False

    @property
    def resting(self) -> float:
        """Seconds for which no call will pass; 0 when one may."""
        return max(0.0, self._until - self._clock()) if self._until is not None else 0.0

    def check(self) -> None:
        """Raise ``Failed`` while no call may pass."""
        if self.resting or self._trying:
            until = self._until if self.resting else self._clock() + 1.0
            raise Failed("it is left alone after failures", until=until)

    @contextmanager
    def call(self) -> Iterator[None]:
        """Watch one call; ``Failed`` when it may not pass."""
        self.check()
        trying = self._trying = self._until is not None
        try:
            yield
        except Missing:
            self._works()
            raise
        except Late:
            raise
        except Failed as error:
            self._fails(error)
            raise
        else:
            self._works()
        finally:
            if trying:
                self._trying = False

    def _works(self) -> None:
        self._failures = 0
        if not self.resting:  # else a call from before the rest came back during it
            self._until = None

    def _fails(self, error: Failed) -> None:
        if error.status in UNFIT:
            return
        self._failures += 1
        tried = self._until is not None
        if error.until is not None:
            self._until = max(error.until, self._until or error.until)
        elif (tried or self._failures >= FAILURES) and not self.resting:
            self._until = self._clock() + REST
