"""Sounds that are too large for a place, encoded anew so that they fit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath

from bot.reply import File, Reply
from engine.errors import EngineError

Fit = Callable[[bytes, int], Awaitable[bytes]]
"""A sound file and the most bytes there may be -> an mp3 file that fits; ``EngineError`` when none can."""


async def fitted(reply: Reply, most: int, fit: Fit | None) -> Reply:
    """The same reply with smaller sounds; what cannot be made smaller stays as it is."""
    if fit is None:
        return reply
    return replace(reply, files=tuple([await _fitted(file, most, fit) for file in reply.files]))


async def _fitted(file: File, most: int, fit: Fit) -> File:
    if file.kind == "audio" and len(file.data) > most:
        with suppress(EngineError):
            data = await fit(file.data, most)
            return replace(file, name=f"{PurePosixPath(file.name).stem}.mp3", data=data, media_type="audio/mpeg")
    return file
