"""Puts what was made in memory into a folder, whole or not at all."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_tree(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` into a new folder beside ``folder`` and swap the two, so that no half tree is ever there."""
    fresh = folder.with_name(f"{folder.name}.new")
    stale = folder.with_name(f"{folder.name}.old")
    for leftover in (fresh, stale):
        shutil.rmtree(leftover, ignore_errors=True)
    fresh.mkdir(parents=True)
    for folder_inside in {path.rpartition("/")[0] for path in files}:
        (fresh / folder_inside).mkdir(parents=True, exist_ok=True)
    for path, text in files.items():
        (fresh / path).write_bytes(text.encode())
    if folder.exists():
        folder.rename(stale)
    fresh.rename(folder)
    shutil.rmtree(stale, ignore_errors=True)
