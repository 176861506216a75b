"""The newest release that this computer has seen, so that an old stick is recognised without a network.

Kept per signing key and per village (or the base edition) in the user's state folder.
A file that cannot be read counts as empty: forgetting makes nothing unsafe, and a stick is never judged by it alone.
"""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platformdirs import user_state_path

from bekal.config import RELEASE_PATTERN, release_key

if TYPE_CHECKING:
    from pathlib import Path

    from bekal.bundle.manifest import Manifest
    from bekal.bundle.minisign import PublicKey

_MOST_BYTES: Final = 256 * 1024
BASE: Final = "-"
"""Stands for the base edition where a village's slug would stand."""


def seen_file() -> Path:
    """Give the place where this computer remembers; it need not exist."""
    return user_state_path("bekal", appauthor=False) / "seen.json"


@dataclass(frozen=True, slots=True)
class SeenReleases:
    """What the file at ``path`` remembers."""

    path: Path

    def newest(self, key: PublicKey, village: str | None) -> str | None:
        """Give the newest release seen for a key and a village, ``None`` when there was none."""
        return self._read().get(_entry(key, village))

    def remember(self, manifest: Manifest, key: PublicKey) -> None:
        """Note the release of an authentic manifest if it is newer; a folder that refuses is no reason to stop."""
        seen = self._read()
        entry = _entry(key, manifest.village)
        known = seen.get(entry)
        if known is not None and release_key(known) >= release_key(manifest.release):
            return
        seen[entry] = manifest.release
        fresh = self.path.with_name(f".{self.path.name}-{secrets.token_hex(8)}")
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                fresh.write_text(json.dumps(seen, indent=1, sort_keys=True) + "\n", encoding="utf-8")
                os.replace(fresh, self.path)  # noqa: PTH105 - one call, on every system
            finally:
                with suppress(OSError):
                    fresh.unlink()

    def _read(self) -> dict[str, str]:
        try:
            with self.path.open("rb") as file:
                document = json.loads(file.read(_MOST_BYTES))
        except (OSError, ValueError, RecursionError):
            return {}
        if not isinstance(document, dict):
            return {}
        return {
            entry: release
            for entry, release in document.items()
            if isinstance(release, str) and RELEASE_PATTERN.fullmatch(release)
        }


def _entry(key: PublicKey, village: str | None) -> str:
    return f"{key.fingerprint.replace(' ', '')} {village or BASE}"
