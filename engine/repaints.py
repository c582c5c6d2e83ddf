"""The diffusion model's own process: begun when somebody needs it, one picture at a time, ended when nobody does.

The workers that hear and paint never carry it, and what it does wrong costs no more than its own process.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from engine.api import Diffusion, Hearing, Progress, Repaint, RepaintOptions, Slate, silent
from engine.art.diffusion import DiffusionOptions, adapters, lies_ready
from engine.errors import EngineError, NoModel, Overloaded, TookTooLong, Unpainted, WorkerDied
from engine.pool import Crew, Pool
from engine.worker import prepare_repaints

log = logging.getLogger(__name__)

MOST_WAITING = 16
IDLE = 900.0  # s after which the model gives its memory back


class Repaints:
    """Everything that needs the diffusion model."""

    def __init__(self, options: DiffusionOptions) -> None:
        self._options = options
        self._pool = Pool(Crew(1, options.seconds, MOST_WAITING, prepare_repaints, (options,), rest=IDLE))
        self._known: Diffusion | None = None
        self._asking = asyncio.Lock()
        self._aside: set[asyncio.Task[None]] = set()

    def look(self) -> None:
        """Find out beside everything else what could paint, so that nobody waits for the answer later."""
        if lies_ready(self._options):
            self._begin(self._look())

    async def close(self) -> None:
        """End all work and release the process."""
        for task in self._aside:
            task.cancel()
        await asyncio.gather(*self._aside, return_exceptions=True)
        await self._pool.close()

    async def diffusion(self) -> Diffusion:
        """See ``Engine.diffusion``. The process is asked once; without a model on the disk there is none to ask."""
        names = adapters(self._options.adapters)
        if self._options.model == "off":
            return Diffusion("off", adapters=names)
        if not lies_ready(self._options):
            return Diffusion("missing", adapters=names, reason=str(NoModel()))
        async with self._asking:
            if self._known is None:
                try:
                    known: Diffusion = await self._do("diffusion", silent)
                except EngineError as error:
                    known = Diffusion("unfit", adapters=names, reason=str(error))
                self._known = known
            return self._known

    async def _look(self) -> None:
        try:
            await self.diffusion()
        except BrokenProcessPool:
            log.exception("no process for the diffusion model", extra={"action": "diffusion_unstarted"})

    async def repaint(self, hearing: Hearing, slate: Slate, options: RepaintOptions, progress: Progress) -> Repaint:
        """See ``Engine.repaint``."""
        if not lies_ready(self._options):
            raise NoModel
        painted: Repaint = await self._do("repaint", progress, hearing, slate, options)
        return painted

    async def _do(self, task: str, progress: Progress, *arguments: Any) -> Any:
        try:
            return await self._pool.do(task, *arguments, progress=progress)
        except TookTooLong:
            raise Unpainted("The repaint took too long, so the slate stays.") from None
        except WorkerDied:
            raise Unpainted("The diffusion model stopped unexpectedly, so the slate stays.") from None
        except Overloaded:
            raise Unpainted("Too many pictures wait for the diffusion model, so the slate stays.") from None

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)
