"""A proxy that lets nothing out and remembers who tried.

Responsible for the proof that pages ask for nothing: browsers are told to use it for every address, so whatever
they ask for arrives here, is written down, and is answered with 502.
The one exception are the folders it was asked to serve, under invented names ending in ``.test``: their files go
out with a policy that gives them an opaque origin, which is how a phone opens a file through ``content://``, or
without it, as a hotspot serves them.
Starting browsers is left to ``browsers``.
"""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OPAQUE_ORIGIN = "sandbox allow-scripts"

# Where the browsers' own errands go (updates, accounts, clocks); switched off as far as a version allows it.
# A page cannot hide behind them: requests of pages are heard a second time, by the tab that shows the page.
ERRANDS = (
    ".google.com",
    ".googleapis.com",
    ".gvt1.com",
    ".mozilla.com",
    ".mozilla.net",
    ".mozilla.org",
    ".firefox.com",
)


@dataclass
class RecordingProxy:
    """What a running proxy knows: its port, what was asked of the outside, what it served itself."""

    port: int
    _asked: list[str] = field(default_factory=list)
    _served: list[str] = field(default_factory=list)
    _folders: dict[str, Path] = field(default_factory=dict)
    _plain: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take_asked(self) -> list[str]:
        """Hand over the request lines that wanted to go outside since the last call."""
        with self._lock:
            asked, self._asked = self._asked, []
        return asked

    def take_served(self) -> list[str]:
        """Hand over the addresses that were answered from served folders since the last call."""
        with self._lock:
            served, self._served = self._served, []
        return served

    def serve(self, name: str, folder: Path, *, opaque: bool = True) -> str:
        """Answer for ``http://<name>.test/`` from ``folder`` from now on; gives the address of the folder."""
        with self._lock:
            self._folders[f"{name}.test"] = folder
            if not opaque:
                self._plain.add(f"{name}.test")
        return f"http://{name}.test"

    def answer(self, request_line: str) -> bytes:
        """Write down one request and say what goes back."""
        method, _, rest = request_line.partition(" ")
        address = urlsplit(rest.split(" ")[0])
        with self._lock:
            folder = self._folders.get(address.hostname or "") if method == "GET" else None
            body = _read_inside(folder, unquote(address.path)) if folder else None
            if body is None:
                if not _is_errand(method, rest):
                    self._asked.append(request_line)
                return b"HTTP/1.1 502 Nothing goes outside\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            self._served.append(address.geturl())
        head = (
            "HTTP/1.1 200 OK",
            "Content-Type: text/html; charset=utf-8",
            *(() if address.hostname in self._plain else (f"Content-Security-Policy: {OPAQUE_ORIGIN}",)),
            f"Content-Length: {len(body)}",
            "Cache-Control: no-store",
            "Connection: close",
        )
        return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def _is_errand(method: str, rest: str) -> bool:
    target = rest.split(" ", maxsplit=1)[0]
    host = urlsplit(f"//{target}" if method == "CONNECT" else target).hostname or ""
    return f".{host}".endswith(ERRANDS)


def _read_inside(folder: Path, path: str) -> bytes | None:
    file = (folder / path.lstrip("/")).resolve()
    return file.read_bytes() if file.is_relative_to(folder.resolve()) and file.is_file() else None


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    proxy: RecordingProxy


class _Connection(socketserver.StreamRequestHandler):
    timeout = 5  # a browser may open a connection in advance and never use it

    def handle(self) -> None:
        try:
            request_line = self.rfile.readline(65536).decode("latin-1").strip()
            if not request_line:
                return
            while self.rfile.readline(65536).strip():
                pass
            self.wfile.write(cast("_Server", self.server).proxy.answer(request_line))
        except OSError:
            return  # the browser went away: nothing is left to answer


@contextmanager
def recording_proxy() -> Iterator[RecordingProxy]:
    """Run a proxy on a free port of this machine while the block runs."""
    with _Server(("127.0.0.1", 0), _Connection) as server:
        server.proxy = RecordingProxy(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server.proxy
        finally:
            server.shutdown()
            thread.join(timeout=5)
