"""`mkdocs serve` as an editor uses it: change a page, see the new text and its findings."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bekal.finishing.finish import END_STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 20
"""Seconds to wait for a page; how long it really took is printed."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


@pytest.fixture
def address(project: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (project / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=project,
            stdout=log,
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE)


def wait_for(url: str, words: str, log: Path) -> tuple[str, float]:
    """Ask for a page until it holds ``words``; gives it, and the seconds that passed."""
    began, html = time.monotonic(), ""
    while time.monotonic() - began < PATIENCE:
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 - our own server
                html = answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            html = ""
        if words in html:
            return html, time.monotonic() - began
        time.sleep(0.05)
    pytest.fail(
        f"{url} did not show {words!r}:\n{html[:2000]}\n{log.read_text(encoding='utf-8', errors='replace')}"
    )


def test_a_changed_page_shows_its_new_text_and_its_findings(
    project: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url, log = f"{address}/departure/documents.html", project / "serve.log"
    page = project / "docs" / "id" / "departure" / "documents.md"
    text = page.read_text(encoding="utf-8")

    html, first = wait_for(url, "<main", log)
    assert END_STYLE in html
    assert "data-picture" not in html
    assert "Content-Security-Policy" not in html
    assert "livereload(" in html

    page.write_text(f"{text}\nSimpan di [kaleng biskuit](tidak-ada.md).\n", encoding="utf-8")
    html, changed = wait_for(url, "kaleng biskuit", log)
    assert "link-target-missing" in html
    assert f"baris {len(text.splitlines()) + 2}" in html

    page.write_text(f"{text}\n<script>alert(1)</script><img src=x onerror=alert(2)>\n", encoding="utf-8")
    html, _ = wait_for(url, "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x", log)
    assert "<script>alert(1)" not in html
    assert "<img src=x" not in html

    page.write_text(text.replace("title:", "titel:", 1), encoding="utf-8")
    html, broken = wait_for(url, "Halaman ini belum bisa dibaca", log)
    assert "front-matter-key" in html

    page.write_text(text.replace("picture: passport", "picture: pasport", 1), encoding="utf-8")
    html, _ = wait_for(url, "picture-unknown", log)
    assert "livereload(" in html

    page.write_text(text, encoding="utf-8")
    wait_for(url, "<main", log)
    with capsys.disabled():
        sys.stdout.write(
            f"\n[mkdocs serve: first page after {first:.1f} s, a change shown after {changed:.1f} s, "
            f"a broken page after {broken:.1f} s]\n"
        )


def test_a_build_knows_nothing_of_the_preview(project: Path) -> None:
    page = project / "docs" / "id" / "index.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(f"{text}\n[x](tidak-ada.md)\n", encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=project,
        check=True,
        capture_output=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    html = (project / "build" / "rendered" / "index.html").read_text(encoding="utf-8")
    assert "bekal-findings" not in html
    assert "<!--bekal:policy-->" in html
