"""A web server on this machine only, which sends files as a good host does: compressed, and nothing beside.

Responsible for counting what went out: every request and the bytes of its body.
It sends no dates and keeps nothing for later requests, so that each visit is a first visit.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMPRESSED = ("text/", "application/javascript", "application/json", "application/xml", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Sent:
    """One answer: what was asked, the status, and how many bytes of body went out."""

    path: str
    status: int
    size: int


@dataclass
class Served:
    """A running server: where it is, and what it sent."""

    address: str
    _sent: list[Sent] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, sent: Sent) -> None:
        """Write down one answer."""
        with self._lock:
            self._sent.append(sent)

    def take_sent(self) -> list[Sent]:
        """Hand over the answers since the last call."""
        with self._lock:
            sent, self._sent = self._sent, []
        return sent


def compressed(content: bytes) -> bytes:
    """Compress as the budgets count: ``gzip -9``, without a date."""
    return gzip.compress(content, compresslevel=9, mtime=0)


def answer_from(folder: Path, path: str) -> tuple[int, str, bytes, bool]:
    """Give status, type, body and whether the body is compressed, for a path that was asked of ``folder``."""
    file = (folder / unquote(urlsplit(path).path).lstrip("/")).resolve()
    if file.is_dir():
        file /= "index.html"
    if not file.is_relative_to(folder.resolve()) or not file.is_file():
        return 404, "text/plain; charset=utf-8", b"not here\n", False
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    kind = "application/javascript" if kind == "text/javascript" else kind
    content = file.read_bytes()
    if kind.startswith(COMPRESSED):
        kind += "; charset=utf-8" if kind.startswith("text/") else ""
        return 200, kind, compressed(content), True
    return 200, kind, content, False


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve ``folder`` on a free port of 127.0.0.1 until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, kind, body, is_compressed = answer_from(folder, self.path)
            running.note(Sent(self.path, status, len(body)))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            if is_compressed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_parts: object) -> None:
            """Keep quiet: what is printed is the result."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    running = Served(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
