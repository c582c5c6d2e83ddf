"""Hears what people listened to or posted, so that it can be painted: one song at a time, behind everybody's requests.

Who asks for something is never kept waiting by it: the engine serves this when nobody else waits, and no source is
asked more than once in a while.
"""

from __future__ import annotations

import asyncio
import logging

from bot.listening._listening import Listening
from bot.listening.values import Tune
from bot.reply import Refusal
from bot.songs import Given, Song, Songs
from engine.api import Engine, in_background
from engine.errors import EngineError

log = logging.getLogger(__name__)

IDLE, PAUSE = 20.0, 1.0
"""Seconds until the next look when there was nothing to hear, and between two songs."""


class Background:
    """Finds and hears songs while nobody waits."""

    def __init__(self, listening: Listening, songs: Songs, engine: Engine, pause: float = PAUSE) -> None:
        self._listening = listening
        self._songs = songs
        self._engine = engine
        self._pause = pause

    async def run(self) -> None:
        """Go on for ever; what goes wrong with one song must not cost the others."""
        with in_background():
            while True:
                try:
                    worked = await self.step()
                except Exception:
                    log.exception("a song was not heard", extra={"action": "background_failed"})
                    worked = False
                await asyncio.sleep(self._pause if worked else IDLE)

    async def step(self) -> bool:
        """Hear one song; False when there was none to hear."""
        return await self._post() or await self._tune()

    async def _post(self) -> bool:
        """Find out what somebody posted, count it, and hear it."""
        post = self._listening.next_post()
        if post is None:
            return False
        songs = self._songs.within(post.server)
        try:
            song = await songs.find(Given(post.link))
            await self._listening.note_song(post.person, post.server, song, post.at)
            await self._hear(song, songs)
        except (Refusal, EngineError) as error:
            log.info("a posted link was not heard: %s", error, extra={"action": "post_not_heard"})
        return True

    async def _tune(self) -> bool:
        tune = await self._listening.next_unheard()
        if tune is None:
            return False
        try:
            song = await self._found(tune)
            await self._hear(song, self._songs)
        except (Refusal, EngineError) as error:
            log.info("%s was not heard: %s", tune.label, error, extra={"action": "song_not_heard"})
            await self._listening.not_heard(tune)
        except Exception:  # a bug met by one song, which ``run`` tells: it is tried again behind the others
            await self._listening.not_heard(tune)
            raise
        else:
            await self._listening.heard(tune, song.id)
        return True

    async def _hear(self, song: Song, songs: Songs) -> None:
        """Hear a song once a worker is free.

        Somebody who asks for the same song waits for its hearing, so that must not wait in the queue behind others.
        """
        while (health := self._engine.health()).waiting or health.busy >= health.workers:
            await asyncio.sleep(self._pause)
        await songs.hear(song)

    async def _found(self, tune: Tune) -> Song:
        """The song by its link, and where that leads nowhere by its name."""
        named = Given(f"{tune.artists[0]} - {tune.title}" if tune.artists else tune.title)
        if not tune.link:
            return await self._songs.find(named)
        try:
            return await self._songs.find(Given(tune.link))
        except Refusal:
            return await self._songs.find(named)
