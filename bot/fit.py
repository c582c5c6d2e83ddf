"""Sounds that are too large for a place, encoded anew so that they fit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePosixPath

from bot import words
from bot.reply import LONGEST_TEXT, File, Reply
from engine.errors import EngineError

Fit = Callable[[bytes, int], Awaitable[bytes]]
"""A sound file and the most bytes there may be -> an mp3 file that fits; ``EngineError`` when none can."""


async def fitted(reply: Reply, most: int, fit: Fit | None) -> Reply:
    """The same reply with smaller sounds; what cannot be made smaller stays as it is.

    Somebody who asked for another kind of file than the mp3 it becomes is told why.
    """
    if fit is None:
        return reply
    files = tuple([await _fitted(file, most, fit) for file in reply.files])
    changed = any(one.media_type != other.media_type for one, other in zip(files, reply.files, strict=True))
    text = f"{reply.text} {words.made_to_fit()}" if changed else reply.text
    return replace(reply, text=text if len(text) <= LONGEST_TEXT else reply.text, files=files)


async def _fitted(file: File, most: int, fit: Fit) -> File:
    if file.kind == "audio" and len(file.data) > most:
        with suppress(EngineError):
            data = await fit(file.data, most)
            return replace(file, name=f"{PurePosixPath(file.name).stem}.mp3", data=data, media_type="audio/mpeg")
    return file
