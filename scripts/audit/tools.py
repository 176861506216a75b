"""Where the tools beside Python are: node with what the lock names, Chromium, the switches that keep it quiet."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE: Final = Path(__file__).resolve().parent
MODULES: Final = HERE / "node_modules"
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome")
ON_PHONE: Final = (360, 640)

QUIET: Final = (
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name is ever resolved: what a page or the browser itself would ask of the outside fails at once.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)


class ToolError(Exception):
    """A tool is missing or did not do its work; the message says what to do."""


def find_chromium() -> str:
    """Find the system's Chromium."""
    for name in BROWSERS:
        program = shutil.which(name)
        if program:
            return program
    raise ToolError("no Chromium on this machine: run `sh scripts/prepare-tests.sh`, which installs it")


def switches() -> list[str]:
    """Give the switches for Chromium; its sandbox cannot start for root, which is what containers run as."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*QUIET, *(["--no-sandbox"] if as_root else [])]


def module_file(path: str) -> Path:
    """Give a file of an npm package that the lock names."""
    file = MODULES / path
    if not file.is_file():
        raise ToolError(
            f"{file} is missing: run `sh scripts/prepare-tests.sh`, which installs it from the lock"
        )
    return file


def run_node(
    script: str, request: object, patience: float, environment: Mapping[str, str] | None = None
) -> list[Any]:
    """Run one of our node scripts; it gets ``request`` as JSON and gives one line of JSON per result."""
    node = shutil.which("node")
    if node is None:
        raise ToolError("no node on this machine: run `sh scripts/prepare-tests.sh`, which installs it")
    try:
        done = subprocess.run(
            [node, str(HERE / script)],
            input=json.dumps(request),
            env={**os.environ, **(environment or {})},
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"{script} was not done after {patience:.0f} seconds") from error
    if done.returncode != 0:
        raise ToolError(f"{script} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines() if line]
