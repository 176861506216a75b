"""``PERIKSA.html``: the checker that needs no program, made for one edition and the keys that may have signed it.

The page asks the same five questions as ``bekal verify`` and says them with the same words; its sources lie in
``overrides/checker``.
Limits, names and endings are put into it from here, so that both read the same numbers.
What a browser cannot see of a stick, and what nobody can prove from the stick alone, is named here and printed there.
How the page looks and that it is complete in itself is finishing's work; that it agrees with ``verify`` is tested in
browsers.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bekal.bundle import manifest, minisign, names
from bekal.config import DEVICE_NAMES, LIMITS, LOCALES, SOURCE_LOCALE
from bekal.errors import ProjectError
from bekal.finishing.finish import finish_page
from bekal.locale import CODE_LOCALE, translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bekal.bundle.edition_info import EditionInfo
    from bekal.bundle.minisign import PublicKey
    from bekal.finishing.assets import Assets
    from bekal.locale import Translator

FOLDER: Final = "checker"
"""Where the sources lie in ``overrides``."""

_PARTS: Final = ("reading", "edition", "extras", "judging", "alike", "page")
_VENDORED: Final = {"nacl": "nacl.min.js", "sha256": "sha256.min.js", "blake2b": "blake2b.js"}
_NEEDED: Final = "{normalizeInput: function (bytes) { return bytes; }}"
"""What ``blake2b.js`` asks of a file beside it, which also reads text; ours gives bytes only."""

_TEXT: Final = r'"((?:[^"\\]|\\.)*)"'
_SAID: Final = re.compile(rf"\b(?:say|refuse)\(\s*({_TEXT}(?:\s*\+\s*{_TEXT})*)")


def unseen(words: Translator) -> dict[str, str]:
    """Name what a page in a browser cannot see of a stick, though ``bekal verify`` does."""
    return {
        "empty-folders": words("Folders in which there is no file."),
        "links": words("Links, pipes and devices: what a name really stands for."),
        "hidden": words("Whether a folder or file is marked as hidden; some browsers leave hidden ones out."),
        "odd-names": words("Names that the browser changes before the page gets them."),
        "seen-before": words("Whether this computer has seen a newer release before."),
        "other-keys": words("Keys that this computer came to trust by bekal key trust."),
        "memory": words(
            "Whether the bytes came from the stick or from the computer's memory. "
            "After copying, eject the stick and plug it in again before you check."
        ),
    }


def unproven(words: Translator) -> list[str]:
    """Name what no check from the stick alone can prove."""
    return [
        words(
            "That this page is ours. Who forges the stick can forge this page too. "
            "It finds damage and viruses; only the fingerprint on paper, or bekal verify on your own computer, "
            "finds a forger."
        ),
        words("That the phone numbers and rules in it are right. It only shows that they are as signed."),
        words("That the stick has no virus. It knows names that stick viruses use, and scans nothing."),
        words("The day. A wrong clock on this device hides that something is old."),
        words("That no file changes afterwards. Check again before you share the stick."),
    ]


def build_checker_page(
    overrides: Path, assets: Assets, edition: EditionInfo, keys: Sequence[PublicKey]
) -> str:
    """Give the finished page for an edition; ``keys`` are those that may have signed it, the signer's first.

    Raises ``ProjectError`` when a source is missing.
    """
    sources = overrides / FOLDER
    indonesian = translator(SOURCE_LOCALE)
    english = translator(CODE_LOCALE)
    try:
        style = (sources / "checker.css").read_text(encoding="utf-8")
        parts = [(sources / f"{name}.js").read_text(encoding="utf-8") for name in _PARTS]
        vendored = {
            name: (sources / "vendored" / file).read_text(encoding="utf-8")
            for name, file in _VENDORED.items()
        }
        notice = (sources / "vendored" / "blake2b.LICENSE").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ProjectError(
            "the checker page cannot be read: {error}", "restore the folder overrides/checker", error=error
        ) from error
    html = (
        Environment(
            loader=FileSystemLoader(sources),
            autoescape=False,  # noqa: S701 - the template escapes what is not ours
            undefined=StrictUndefined,
            keep_trailing_newline=True,
        )
        .get_template("page.html")
        .render(
            both=partial(_both, indonesian),
            indonesian=indonesian,
            edition=edition,
            keys=_distinct(keys),
            unseen=unseen(english),
            unproven=unproven(english),
            notice=notice,
        )
    )
    data = _page_data(edition, _distinct(keys), messages_in(parts), indonesian)
    own = dataclasses.replace(
        assets,
        style_source=f"{assets.style_source}\n{style}",
        script_source=f"{assets.script_source}\n{_join(data, vendored, parts)}",
    )
    return finish_page(html, own, names.CHECKER)


def messages_in(scripts: Iterable[str]) -> list[str]:
    """Give every message that the page's scripts say, sorted."""
    return sorted(
        {"".join(re.findall(_TEXT, match[1])) for script in scripts for match in _SAID.finditer(script)}
    )


def _both(indonesian: Translator, message: str) -> str:
    """Write a text in both languages; the page shows one of them, or both where no script runs."""
    return (
        f'<span class="id">{escape(indonesian(message), quote=False)}</span>'
        f'<span class="en" lang="en">{escape(message, quote=False)}</span>'
    )


def _distinct(keys: Sequence[PublicKey]) -> list[PublicKey]:
    return list(dict.fromkeys(keys))


def _page_data(
    edition: EditionInfo, keys: Sequence[PublicKey], messages: Iterable[str], indonesian: Translator
) -> str:
    document = {
        "release": edition.release,
        "keys": [key.line for key in keys],
        "months": {
            locale: [
                translator(locale).month(dt.date(2026, month, 1)).partition(" ")[0] for month in range(1, 13)
            ]
            for locale in LOCALES
        },
        "limits": {
            "format": manifest.FORMAT,
            "largestFile": manifest.LARGEST_FILE,
            "manifestBytes": LIMITS.manifest_bytes,
            "signatureBytes": minisign.SIGNATURE_BYTES,
            "payloadFiles": LIMITS.payload_files,
            "nameCharacters": LIMITS.name_characters,
            "pathCharacters": LIMITS.path_characters,
            "root": {
                names.START_PAGE: manifest.START_PAGE_BYTES,
                names.README: manifest.README_BYTES,
            },
        },
        "names": {
            "startPage": names.START_PAGE,
            "readme": names.README,
            "manifest": names.MANIFEST,
            "signature": names.SIGNATURE,
            "checksums": names.CHECKSUMS,
            "prefix": names.EDITION_PREFIX,
            "seals": names.SEALS,
            "signposts": sorted(names.PAYLOAD_SIGNPOSTS),
            "parts": sorted(part.casefold() for part in (names.PHONES, names.PRINT, names.SITE)),
            "devices": sorted(DEVICE_NAMES),
            "programs": sorted(names.PROGRAM_ENDINGS),
            "readable": names.READABLE_ENDINGS,
            "system": sorted(names.SYSTEM_FOLDERS),
            "twins": {chr(twin): chr(letter) for twin, letter in sorted(names.TWINS.items())},
        },
        "indonesian": {message: indonesian(message) for message in messages},
    }
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("/*", "/\\u002a")


def _join(data: str, vendored: dict[str, str], parts: Sequence[str]) -> str:
    """Make one script: the code of others, each in a room of its own, then ours."""
    rooms = "\n".join(
        f"vendored.{name} = (function () {{\n"
        f"const module = {{exports: {{}}}}, require = function () {{ return {_NEEDED}; }};\n"
        f"{code}\nreturn module.exports;\n}}).call({{}});"
        for name, code in vendored.items()
    )
    ours = "\n".join(parts)
    return f'(function () {{\n"use strict";\nconst data = {data};\nconst vendored = {{}};\n{rooms}\n{ours}\n}})();'
