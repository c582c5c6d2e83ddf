"""Rate limits of the strict Discord, by bucket."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Bucket:
    """A rate limit: so many requests of a kind in so many seconds."""

    most: int = 5
    seconds: float = 1.0
    used: list[float] = field(default_factory=list)
    refused: float = 0.0

    def take(self) -> float:
        """Count a request; seconds to wait if it is one too many."""
        now = time.monotonic()
        self.used = [at for at in self.used if now - at < self.seconds]
        if len(self.used) < self.most:
            self.used.append(now)
            return 0.0
        return self.seconds - (now - self.used[0])

    @property
    def left(self) -> int:
        """Requests that are left."""
        return self.most - len(self.used)

    @property
    def reset(self) -> float:
        """Seconds until all are left again."""
        return max(0.0, self.seconds - (time.monotonic() - self.used[0])) if self.used else 0.0


def limited(wait: float) -> web.Response:
    """What somebody gets who asks too often; ``wait`` in seconds."""
    body = {"message": "You are being rate limited.", "retry_after": round(wait, 3), "global": False}
    headers = {"Content-Type": "application/json"}
    answer = web.Response(body=json.dumps(body).encode(), status=429, headers=headers)
    answer.headers.update({"Via": "1.1 local", "X-RateLimit-Limit": "5", "X-RateLimit-Remaining": "0"})
    answer.headers.update({"X-RateLimit-Scope": "user", "Retry-After": str(max(1, round(wait)))})
    answer.headers.update({"X-RateLimit-Reset-After": f"{wait:.3f}", "X-RateLimit-Reset": str(time.time() + wait)})
    return answer
