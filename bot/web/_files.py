"""Pictures and sounds as the browser fetches them: the type told from the bytes, cached for good, in ranges."""

from __future__ import annotations

import io
from urllib.parse import quote

from aiohttp import web
from PIL import Image, UnidentifiedImageError

from bot import words

_FOREVER = "private, max-age=31536000, immutable"


def media_type(data: bytes) -> tuple[str, str]:
    """The type and extension of what answers hold, by its first bytes; anything else is never shown, only saved."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png", "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg", "jpg"
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE"):
        return ("image/webp", "webp") if data[8:12] == b"WEBP" else ("audio/wav", "wav")
    for start, kind, extension in _SOUNDS:
        if data.startswith(start):
            return kind, extension
    return "application/octet-stream", "bin"


_SOUNDS = (
    (b"ID3", "audio/mpeg", "mp3"),
    (b"\xff\xfb", "audio/mpeg", "mp3"),
    (b"\xff\xf3", "audio/mpeg", "mp3"),
    (b"fLaC", "audio/flac", "flac"),
    (b"OggS", "audio/ogg", "ogg"),
)


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a picture in pixels, from its first bytes; None when it is none."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            return picture.size
    except UnidentifiedImageError:
        return None


def serve(request: web.Request, data: bytes) -> web.Response:
    """The bytes, or the range of them that was asked for (without ranges a browser cannot seek in a sound)."""
    kind, extension = media_type(data)
    place = "attachment" if kind == "application/octet-stream" else "inline"
    name = quote(f"{words.file_name(request.query.get('name', ''))}.{extension}", safe="")
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": _FOREVER,
        "Content-Disposition": f"{place}; filename*=UTF-8''{name}",
    }
    if "Range" not in request.headers:
        return web.Response(body=data, content_type=kind, headers=headers)
    return _part(request, data, kind, headers)


def _part(request: web.Request, data: bytes, kind: str, headers: dict[str, str]) -> web.Response:
    try:
        start, stop, _ = request.http_range.indices(len(data))
    except ValueError:
        start, stop = 0, 0
    if start >= stop:
        headers["Content-Range"] = f"bytes */{len(data)}"
        return web.Response(status=416, headers=headers)
    headers["Content-Range"] = f"bytes {start}-{stop - 1}/{len(data)}"
    return web.Response(status=206, body=data[start:stop], content_type=kind, headers=headers)
