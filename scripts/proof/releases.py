"""What is written to the sticks of the proof: signed bundles of three releases, and other people's files.

The bundles are small, and real in structure: made by ``bekal.bundle``, with folders as deep as the site's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
from typing import TYPE_CHECKING, Final

from bekal.bundle.assemble import assemble_bundle
from bekal.bundle.edition_info import EditionInfo, HelpNumber
from bekal.bundle.manifest import Channel
from bekal.bundle.minisign import secret_key_from
from bekal.locale import translator
from proof.judgement import README, START_PAGE, Edition

if TYPE_CHECKING:
    from pathlib import Path

KEY: Final = secret_key_from(bytes(range(32)), b"stkproof")
RELEASES: Final = ("2026.11.1", "2026.11.2", "2026.12.1")
CREATED: Final = dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC)
NUMBERS: Final = (
    HelpNumber("0800-1000", "dari Indonesia, gratis", "from Indonesia, free"),
    HelpNumber("+62 21 29244800", "dari luar negeri", "from abroad"),
)
SIZES: Final = {
    "CETAK/buku-saku-id.pdf": 21_000,
    "CETAK/poster-id.pdf": 9_000,
    "HP/bab-departure-id.html": 6_100,
    "HP/bab-departure-en.html": 6_000,
    "HP/buku-en.html": 40_500,
    "HP/buku-id.html": 42_000,
    "HP/pocket-id.html": 700,
    "PERIKSA.html": 5_200,
    "SITUS/about/index.html": 1_900,
    "SITUS/about/sources.html": 3_600,
    "SITUS/assets/site.css": 4_096,
    "SITUS/assets/search-id.js": 8_192,
    "SITUS/complaints/emergency.html": 2_300,
    "SITUS/complaints/index.html": 1_024,
    "SITUS/departure/contract.html": 4_200,
    "SITUS/departure/documents.html": 4_700,
    "SITUS/en/complaints/emergency.html": 2_250,
    "SITUS/en/complaints/index.html": 1_000,
    "SITUS/en/departure/contract.html": 4_090,
    "SITUS/en/departure/documents.html": 4_600,
    "SITUS/en/index.html": 2_900,
    "SITUS/en/return/money.html": 512,
    "SITUS/index.html": 3_000,
    "SITUS/return/money.html": 513,
}
"""The payload: names as in a real edition, sizes around those of sectors and clusters."""

FOREIGN: Final = {
    "DCIM/100PHOTO/IMG_0001.JPG": 30_000,
    "DCIM/100PHOTO/IMG_0002.JPG": 12_345,
    "Surat nikah.pdf": 8_000,
    "lagu.mp3": 20_000,
    "kosong.txt": 0,
}
"""Other people's files, which lie on the stick before."""


def content_of(name: str, size: int) -> bytes:
    """Give the bytes of one file; they depend on its name and on nothing else, and no two sectors are alike."""
    return random.Random(name).randbytes(size)  # noqa: S311 - only to be told apart


def make_bundle(folder: Path, release: str, wording: str = "") -> None:
    """Write the signed bundle of ``release``; another ``wording`` is another payload under the same release."""
    source = folder.parent / f"{folder.name}-payload"
    for path, size in SIZES.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_bytes(content_of(f"{release} {wording} {path}", size))
    parts = {path.name: path for path in sorted(source.iterdir())}
    edition = EditionInfo(release, CREATED, Channel.TRIAL, ("id", "en"), NUMBERS)
    assemble_bundle(parts, edition, KEY, folder, translator("en"))
    shutil.rmtree(source)


def describe(bundle: Path, name: str) -> Edition:
    """Say what the bundle in a folder puts on a stick."""

    def digest(path: Path) -> str:
        return hashlib.sha256(path.read_bytes()).hexdigest()

    files = {
        path.relative_to(bundle).as_posix(): digest(path)
        for path in sorted(bundle.rglob("*"))
        if path.is_file() and path.parent != bundle
    }
    return Edition(name, digest(bundle / START_PAGE), digest(bundle / README), files)


def foreign_digests() -> dict[str, str]:
    """Give the SHA-256 of other people's files by path."""
    return {path: hashlib.sha256(content_of(path, size)).hexdigest() for path, size in FOREIGN.items()}


def write_foreign(stick: Path) -> None:
    """Put other people's files on a stick."""
    for path, size in FOREIGN.items():
        (stick / path).parent.mkdir(parents=True, exist_ok=True)
        (stick / path).write_bytes(content_of(path, size))
