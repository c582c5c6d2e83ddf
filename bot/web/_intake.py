"""What a browser sends -> values, with every cap held while the bytes arrive."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot import words
from bot.forms import MOST_SONGS, Words
from bot.songs import Upload, title_of
from bot.web._guard import problem

MOST_TEXT = 16_000  # bytes of a typed line, or of a form's words
MOST_TOTAL = 8  # times the largest file: what one request may hold in memory
_CHUNK = 2**16


@dataclass
class Asked:
    """One request as it came: a typed line, or a feature with its words, and files."""

    line: str = ""
    feature: str = ""
    words: Words = field(default_factory=dict)
    uploads: list[Upload] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(len(upload.data) for upload in self.uploads)


async def read_ask(request: web.Request, most: int) -> Asked:
    """Read a multipart request; no file larger than ``most`` bytes. Too much raises 413, nonsense 400."""
    if not request.content_type.startswith("multipart/"):
        raise problem(web.HTTPBadRequest, words.bad_request())
    asked = Asked()
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader):
                raise problem(web.HTTPBadRequest, words.bad_request())
            await _take(asked, part, most)
    except (ValueError, AssertionError, HttpProcessingError):  # what aiohttp's multipart reader raises on nonsense
        raise problem(web.HTTPBadRequest, words.bad_request()) from None
    return asked


async def read_json(request: web.Request, *names: str) -> list[str]:
    """The named texts of a small JSON object; 400 when one is missing."""
    try:
        body = await request.json()
        texts = [body[name] for name in names]
    except (ValueError, KeyError, TypeError):
        raise problem(web.HTTPBadRequest, words.bad_request()) from None
    if not all(isinstance(text, str) and len(text) <= MOST_TEXT for text in texts):
        raise problem(web.HTTPBadRequest, words.bad_request())
    return texts


async def _take(asked: Asked, part: BodyPartReader, most: int) -> None:
    if part.filename is not None:
        if len(asked.uploads) == MOST_SONGS:
            raise _too_much(words.too_many_songs(MOST_SONGS))
        asked.uploads.append(await _file(part, most, MOST_TOTAL * most - asked.size))
        return
    text = await _text(part)
    if part.name == "line":
        asked.line = text
    elif part.name == "feature":
        asked.feature = text
    elif part.name == "words":
        asked.words = _words(text)
    else:
        raise ValueError(part.name)


async def _file(part: BodyPartReader, most: int, room: int) -> Upload:
    data = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        data += chunk
        if len(data) > most:
            raise _too_much(words.upload_too_large(title_of(part.filename or ""), most))
        if len(data) > room:
            raise _too_much(words.uploads_too_large(MOST_TOTAL * most))
    return Upload(part.filename or "", bytes(data))


async def _text(part: BodyPartReader) -> str:
    data = bytearray()
    while chunk := await part.read_chunk(_CHUNK):
        data += chunk
        if len(data) > MOST_TEXT:
            raise _too_much(words.line_too_long())
    return data.decode()


def _words(text: str) -> Words:
    given = json.loads(text)
    if not isinstance(given, dict) or not all(isinstance(value, str) for value in given.values()):
        raise ValueError(text)
    return given


def _too_much(sentence: str) -> web.HTTPException:
    """413 that closes the connection: the rest of the body is read and forgotten, so that the answer gets through."""
    error = web.HTTPRequestEntityTooLarge(
        max_size=0, actual_size=0, text=json.dumps({"error": sentence}), content_type="application/json"
    )
    error.force_close()
    return error
