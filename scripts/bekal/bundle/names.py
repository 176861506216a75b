"""Names of files and folders in an edition, and names that a stick must never carry.

A name must survive FAT32 and exFAT, Windows, Android and a web server: small letters, digits, ``-`` and ``.``.
Only the signposts of stick and edition may be upper case.
This module looks at text only; what lies on a stick is the stick's room.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from bekal.bundle.refused import NameRefusedError
from bekal.config import DEVICE_NAMES, LIMITS, RELEASE_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable

START_PAGE: Final = "BUKA.HTM"
README: Final = "BACA-SAYA.txt"
MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "manifest.json.minisig"
CHECKSUMS: Final = "SHA256SUMS"
EDITION_PREFIX: Final = "BEKAL-"

PHONES: Final = "HP"
PRINT: Final = "CETAK"
SITE: Final = "SITUS"
CHECKER: Final = "PERIKSA.html"

SEALS: Final = (CHECKSUMS, MANIFEST, SIGNATURE)
"""What an edition holds besides its payload, in the order in which it is written: the signature last."""

PAYLOAD_SIGNPOSTS: Final = frozenset({PHONES, PRINT, SITE, CHECKER})
"""The only upper-case names a payload may have, and only at its top."""

PROGRAM_ENDINGS: Final = frozenset(
    {
        "apk",
        "apks",
        "app",
        "appref-ms",
        "appx",
        "bat",
        "bin",
        "chm",
        "cmd",
        "com",
        "command",
        "cpl",
        "deb",
        "desktop",
        "dll",
        "dmg",
        "exe",
    }
    | {
        "gadget",
        "hta",
        "inf",
        "ins",
        "jar",
        "js",
        "jse",
        "lnk",
        "msc",
        "msi",
        "msix",
        "msp",
        "mst",
        "pif",
        "pkg",
        "ps1",
    }
    | {
        "psm1",
        "reg",
        "run",
        "scf",
        "scr",
        "sct",
        "sh",
        "shb",
        "sys",
        "url",
        "vb",
        "vbe",
        "vbs",
        "wsc",
        "wsf",
        "wsh",
    }
    | {"xapk", "xll"}
)
"""Endings that start a program or lead to one when a file in a stick's root is tapped or double-clicked."""

READABLE_ENDINGS: Final = ("htm", "html", "xhtml", "mht", "mhtml", "svg", "txt", "pdf")
"""Endings with which a forged start page or readme would be opened."""

SYSTEM_FOLDERS: Final = frozenset(
    {"system volume information", "$recycle.bin", "found.000", "lost.dir", "android"}
)
"""Folders that Windows and Android make themselves, hidden or not."""

_NAME: Final = re.compile(r"[a-z0-9.-]+")

TWINS: Final = str.maketrans("авскеумтнᴋαβκμτυϲ", "abckeymthkabkmtuc")
"""Cyrillic and Greek letters that look like those of our names; Unicode keeps them apart in every normal form."""


def edition_folder(release: str) -> str:
    """Give the folder of an edition: ``BEKAL-2026.11.1``."""
    return EDITION_PREFIX + release


def release_of_folder(name: str) -> str | None:
    """Give the release that a folder's name states, or ``None`` when it is no edition's name."""
    release = name.removeprefix(EDITION_PREFIX)
    return release if release != name and RELEASE_PATTERN.fullmatch(release) else None


def is_shortened(name: str) -> bool:
    """Whether FAT would call an edition's folder so: what a pull leaves of it when its long name did not arrive."""
    return re.fullmatch(r"BEKAL-~[0-9](?:\.[0-9]{1,3})?", name.upper()) is not None


def is_edition_name(name: str) -> bool:
    """Whether people would take ``name`` for an edition's: it begins like one, in any case and spelling."""
    plain = _plain_letters(unicodedata.normalize("NFKC", name)).strip()
    return re.match(r"bekal(-|[\W_]*\d)", plain) is not None


def check_name(name: str) -> None:
    """Raise ``NameRefusedError`` unless ``name`` can be kept everywhere."""
    if not name:
        raise NameRefusedError("a name is empty")
    if len(name) > LIMITS.name_characters:
        raise NameRefusedError(
            "the name has {count} characters, more than {limit}",
            count=len(name),
            limit=LIMITS.name_characters,
        )
    if not _NAME.fullmatch(name):
        raise NameRefusedError("a name holds only a-z, 0-9, - and .")
    if name[0] in ".-" or name[-1] == ".":
        raise NameRefusedError("a name does not begin with . or -, nor end with .")
    if name.partition(".")[0] in DEVICE_NAMES:
        raise NameRefusedError("Windows keeps this name for itself")


def check_payload_path(path: str) -> None:
    """Raise ``NameRefusedError`` unless ``path`` is a payload file's: relative, with ``/``, each name allowed."""
    if len(path) > LIMITS.path_characters:
        raise NameRefusedError(
            "the path has {count} characters, more than {limit}",
            count=len(path),
            limit=LIMITS.path_characters,
        )
    if "\\" in path:
        raise NameRefusedError("a path is written with / and never with a backslash")
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or "." in parts or re.match(r"[A-Za-z]:", path):
        raise NameRefusedError("the path leaves the edition's folder")
    if parts[0].lower() in {seal.lower() for seal in SEALS}:
        raise NameRefusedError("this name belongs to the edition's own seals")
    for part in parts[1:] if parts[0] in PAYLOAD_SIGNPOSTS else parts:
        check_name(part)


def check_unique(paths: Iterable[str]) -> None:
    """Raise ``NameRefusedError`` when two paths differ in case only, or one is both a file and a folder."""
    files: set[str] = set()
    folders: dict[str, str] = {}
    for path in paths:
        lower = path.lower()
        if lower in files:
            raise NameRefusedError(
                "the path stands there twice, or differs from another in upper and lower case only"
            )
        files.add(lower)
        parts = path.split("/")
        for depth in range(1, len(parts)):
            folder = "/".join(parts[:depth])
            if folders.setdefault(folder.lower(), folder) != folder:
                raise NameRefusedError("a folder is spelled twice, once in upper and once in lower case")
    if files & folders.keys():
        raise NameRefusedError("the same name is a file and a folder")


def is_program(name: str) -> bool:
    """Whether a double-click or a tap on ``name`` would start a program, or follow a shortcut to one."""
    plain = name.rstrip(" .").lower()
    return "." in plain and plain.rsplit(".", 1)[1] in PROGRAM_ENDINGS


def looks_like(name: str, original: str) -> bool:
    """Whether people would take ``name`` for ``original``: other case, ending, width, accents, alphabet or spaces."""
    return name != original and _skeleton(name) == _skeleton(original)


def _skeleton(name: str) -> str:
    text = _plain_letters(unicodedata.normalize("NFKD", name)).strip()
    text = "".join(
        character for character in text if unicodedata.category(character)[0] in "LN" or character == "."
    )
    stem = text.split(".")[0]
    return re.sub(r"^(\w+?)\d$", r"\1", stem)


def _plain_letters(text: str) -> str:
    """Give ``text`` in small letters, without signs that nobody sees, letters of other alphabets as their twins."""
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
    return seen.casefold().translate(TWINS)


def printable(name: str) -> str:
    """Give ``name`` for a screen: what is no letter, sign or plain space is written as its code.

    Names on a foreign stick may hold line breaks, terminal commands, or bytes that are no text.
    """
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in name)
