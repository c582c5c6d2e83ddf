"""spotipy, made fit for use: blocking calls that may come from several threads and always end within seconds.

They go through a session of our own that looks at every answer before spotipy does, since spotipy loses the reason
of a refusal, trips over errors that are a plain text, takes a page for an empty answer and waits without an end.
"""

from __future__ import annotations

import io
import logging
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import requests
import spotipy  # type: ignore[import-untyped]
from spotipy.cache_handler import MemoryCacheHandler  # type: ignore[import-untyped]
from spotipy.oauth2 import SpotifyClientCredentials  # type: ignore[import-untyped]
from urllib3.exceptions import HTTPError

from bot.sources import _fields, _wire
from bot.sources._outcome import Failed

PATIENCE = 3.0  # seconds for a connection, for the next bytes, and for a whole body
MOST = 2**20  # bytes of an answer
DAY = 86400.0  # seconds


@dataclass(eq=False)  # not frozen: Python writes its traceback into it
class Refusal(Exception):
    """What Spotify said instead of an answer; ``rest`` in seconds, where it named a time."""

    status: int
    message: str
    reason: str
    rest: float | None
    for_token: bool
    """Whether a token was asked for and not a song."""


class Web:
    """The two calls that are made, each asked with a token that is renewed once when it is refused."""

    def __init__(self, client_id: str, secret: str, api: str, token_url: str, patience: float = PATIENCE) -> None:
        logging.getLogger("spotipy").setLevel(logging.WARNING)  # at debug it writes keys and tokens into the log
        self._session = _session(patience)
        self._tokens = _Tokens(client_id, secret, token_url, patience, self._session)
        self._spotify = spotipy.Spotify(
            auth_manager=self._tokens, requests_session=self._session, requests_timeout=patience
        )
        self._spotify.prefix = api.rstrip("/") + "/"

    def track(self, id: str) -> Mapping[str, Any]:
        """A track by its id of 22 characters, as Spotify describes it."""
        return self._asked(self._spotify.track, id)

    def album(self, id: str) -> Mapping[str, Any]:
        """An album by its id, likewise, with its first 50 tracks."""
        return self._asked(self._spotify.album, id)

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def _asked(self, ask: Callable[[str], Mapping[str, Any]], id: str) -> Mapping[str, Any]:
        try:
            token = self._tokens.get_access_token()
            try:
                return ask(id)
            except Refusal as refusal:
                if refusal.status != 401:
                    raise
            self._tokens.forget(token)
            return ask(id)
        except (requests.RequestException, HTTPError) as error:
            raise Failed(f"Spotify could not be reached ({type(error).__name__}).") from error


class _Tokens:
    """The app's token, as spotipy asks for it, renewed by one thread at a time."""

    def __init__(self, client_id: str, secret: str, url: str, patience: float, session: requests.Session) -> None:
        self._kept = MemoryCacheHandler()
        self._source = SpotifyClientCredentials(
            client_id, secret, requests_session=session, requests_timeout=patience, cache_handler=self._kept
        )
        self._source.OAUTH_TOKEN_URL = url
        self._lock = threading.Lock()

    def get_access_token(self, as_dict: bool = False) -> str:
        """A token that is still good for a minute."""
        with self._lock:
            try:
                return str(self._source.get_access_token(as_dict=as_dict))
            except (KeyError, TypeError, UnicodeError):
                self._kept.save_token_to_cache(None)
                raise Failed("Spotify's token, or the keys it was asked for with, make no sense.") from None

    def forget(self, token: str) -> None:
        """Renew this token at the next call, unless another thread did already."""
        with self._lock:
            if (self._kept.get_cached_token() or {}).get("access_token") == token:
                self._kept.save_token_to_cache(None)


def _session(patience: float) -> requests.Session:
    """A session without retries (they sleep as long as Retry-After says and hide why), whose answers are safe."""

    def examined(response: requests.Response, **_: object) -> None:
        body = _body(response, time.monotonic() + patience)
        if response.status_code != 200:
            raise _refusal(response, body)
        _read(body)
        response.raw = io.BytesIO(body)  # for spotipy to read once more

    session = requests.Session()
    session.trust_env = False  # else a .netrc may put its words in the place of our token
    session.stream = True
    session.hooks["response"].append(examined)
    return session


def _body(response: requests.Response, end: float) -> bytes:
    body = bytearray()
    while chunk := response.raw.read1(2**16, decode_content=True):
        body += chunk
        if len(body) > MOST or time.monotonic() > end:
            response.close()
            raise Failed("Spotify's answer is too long or too slow.")
    return bytes(body)


def _read(body: bytes) -> Mapping[str, Any]:
    try:
        answer = _wire.parsed(body)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise Failed("Spotify's answer makes no sense.")
    return answer


def _refusal(response: requests.Response, body: bytes) -> Refusal:
    """The refusal, whether its error is an object, a text, or all of it a page."""
    try:
        error = _fields.mapping(_wire.parsed(body)).get("error")
    except ValueError:
        error = None
    said = _fields.mapping(error)
    asked = response.headers.get("Retry-After", "").strip()
    return Refusal(
        status=response.status_code,
        message=_fields.text(error) or _fields.text(said.get("message")),
        reason=_fields.text(said.get("reason")),
        rest=min(float(asked), DAY) if re.fullmatch(r"[0-9]{1,9}", asked) else None,
        for_token=response.request.method == "POST",
    )
