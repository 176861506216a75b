"""Builders for tests of bundle and stick: keys, editions, bundles with a small payload of their own."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, Final

from bekal.bundle.assemble import assemble_bundle
from bekal.bundle.edition_info import EditionInfo, HelpNumber
from bekal.bundle.manifest import Channel, Manifest
from bekal.bundle.minisign import SecretKey, secret_key_from
from bekal.locale import translator

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WORDS: Final = translator("en")
KEY: Final = secret_key_from(bytes(range(32)), b"bekalkey")
STRANGER: Final = secret_key_from(bytes(range(1, 33)), b"stranger")
CREATED: Final = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
TODAY: Final = dt.date(2026, 12, 1)
NUMBERS: Final = (
    HelpNumber("0800-1000", "dari Indonesia, gratis", "from Indonesia, free"),
    HelpNumber("+62 21 29244800", "dari luar negeri", "from abroad"),
)
PAYLOAD: Final = {
    "HP/buku-id.html": "<!doctype html><title>Buku</title><p>Telepon 0800-1000.",
    "HP/buku-en.html": "<!doctype html><title>Book</title><p>Call 0800-1000.",
    "SITUS/index.html": "<!doctype html><title>Bekal</title><p>Selamat datang.",
    "SITUS/complaints/emergency.html": "<!doctype html><title>Darurat</title><p>0800-1000",
    "SITUS/en/index.html": "<!doctype html><title>Bekal</title><p>Welcome, reader",
    "SITUS/en/complaints/emergency.html": "<!doctype html><title>Emergency</title><p>0800-1000",
}


def make_edition(
    release: str = "2026.11.1",
    *,
    created: dt.datetime = CREATED,
    channel: Channel = Channel.TRIAL,
    expires: dt.date | None = None,
    village: str | None = None,
) -> EditionInfo:
    """Describe an edition."""
    return EditionInfo(release, created, channel, ("id", "en"), NUMBERS, expires, village)


def make_bundle(
    folder: Path,
    edition: EditionInfo | None = None,
    *,
    key: SecretKey = KEY,
    payload: Mapping[str, str] = PAYLOAD,
) -> Manifest:
    """Write a signed bundle to ``folder`` from a payload given as a dictionary."""
    source = folder.parent / f"{folder.name}-payload"
    for path, text in payload.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text, encoding="utf-8")
    parts = {path.partition("/")[0]: source / path.partition("/")[0] for path in payload}
    manifest = assemble_bundle(parts, edition or make_edition(), key, folder, WORDS)
    shutil.rmtree(source)
    return manifest


def read_tree(folder: Path) -> dict[str, bytes]:
    """Give every file under ``folder`` by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink()
    }
