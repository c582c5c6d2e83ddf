"""A model hub on the loopback address: listings, and files with ranges, as the hub's own client asks for them."""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SHA = "0123456789abcdef0123456789abcdef01234567"


class Hub:
    """Repositories by id, each a folder; ``broken`` files end after half of their bytes, once."""

    def __init__(self, repositories: dict[str, Path], licence: str = "openrail") -> None:
        self.repositories = repositories
        self.licence = licence
        self.broken: set[str] = set()
        self.asked: list[str] = []
        self.origin = ""

    @contextmanager
    def running(self) -> Iterator[Hub]:
        hub = self

        class Answers(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                hub.answer(self)

            def do_HEAD(self) -> None:
                hub.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.origin = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """A listing or a file; anything else is not found."""
        path = request.path.partition("?")[0]
        self.asked.append(f"{request.command} {path}")
        listing = re.fullmatch(r"/api/models/([^/]+/[^/]+)(?:/revision/\w+)?", path)
        file = re.fullmatch(rf"/([^/]+/[^/]+)/resolve/{SHA}/(.+)", path)
        if listing and listing[1] in self.repositories:
            self._send(request, 200, self._listing(listing[1]), {"Content-Type": "application/json"})
        elif file and (self.repositories.get(file[1], Path("nowhere")) / file[2]).is_file():
            self._file(request, file[2], (self.repositories[file[1]] / file[2]).read_bytes())
        else:
            self._send(request, 404, b"{}", {"X-Error-Code": "RepoNotFound"})

    def _listing(self, repository: str) -> bytes:
        folder = self.repositories[repository]
        files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        siblings = [{"rfilename": str(path.relative_to(folder)), "size": path.stat().st_size} for path in files]
        told = {"id": repository, "modelId": repository, "sha": SHA, "private": False, "tags": [], "downloads": 1}
        return json.dumps(told | {"siblings": siblings, "cardData": {"license": self.licence}}).encode()

    def _file(self, request: BaseHTTPRequestHandler, name: str, data: bytes) -> None:
        headers = {"ETag": f'"{hashlib.sha256(data).hexdigest()}"', "X-Repo-Commit": SHA, "Accept-Ranges": "bytes"}
        wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("Range", ""))
        start = int(wanted[1]) if wanted else 0
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        self._send(request, 206 if start else 200, data[start:], headers, cut=name in self.broken)

    def _send(
        self, request: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str], cut: bool = False
    ) -> None:
        request.send_response(status)
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            request.send_header(name, value)
        request.end_headers()
        if request.command == "GET":
            request.wfile.write(body[: len(body) // 2] if cut else body)
            request.close_connection = cut
