"""How a question to a source may end, other than with an answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]
"""Seconds that only ever grow, as ``time.monotonic`` counts them."""


class Missing(Exception):
    """The source answered: it does not know it."""


class Failed(Exception):
    """The source could not be asked now.

    ``until`` is the monotonic time from which it may be asked again, where that is known; ``again`` says that the
    same question may well succeed at once (the client then repeats it a single time); ``status`` is the HTTP status
    of its answer, 0 without one.
    """

    def __init__(self, why: str = "", *, until: float | None = None, again: bool = False, status: int = 0) -> None:
        super().__init__(why)
        self.until = until
        self.again = again
        self.status = status


class Late(Failed):
    """The asker's own time was over, which says nothing about the source."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment at which somebody stops waiting."""

    at: float
    clock: Clock = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Clock = time.monotonic) -> Deadline:
        """So many seconds from now."""
        return cls(clock() + seconds, clock)

    def left(self) -> float:
        """Seconds left, always more than 0; raises ``Failed`` when it is over."""
        left = self.at - self.clock()
        if left <= 0.0:
            raise Late("the time is over")
        return left

    def allows(self, seconds: float) -> bool:
        """Whether something that takes so long would end in time."""
        return self.at - self.clock() > seconds
