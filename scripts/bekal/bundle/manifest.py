"""The manifest: what one edition consists of, in the only spelling of its bytes that is accepted.

``Manifest.to_bytes`` writes, ``parse_manifest`` reads; both hold the same rules, and reading ends by writing again and
comparing.
Whether the bytes were signed is ``minisign``'s business and comes first; whether a stick holds what they list is the
stick's room.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Mapping  # noqa: TC003 - kept importable for get_type_hints
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, NoReturn

from bekal.bundle.names import MANIFEST, README, START_PAGE, check_payload_path, check_unique, edition_folder
from bekal.bundle.refused import ManifestRefusedError, NameRefusedError
from bekal.config import LIMITS, RELEASE_PATTERN

FORMAT: Final = 1
START_PAGE_BYTES: Final = 512
README_BYTES: Final = 4096
LARGEST_FILE: Final = 4 * 1024**3 - 1
"""FAT32 keeps no larger one."""

_KEYS: Final = frozenset(
    {"channel", "created", "expires", "format", "locales", "payload", "release", "root", "village"}
)
DIFFERS: Final = "differs"
"""The key that a village edition alone has: the payload files that are not as in the base edition of its release."""
_FILE_KEYS: Final = frozenset({"path", "sha256", "size"})
_CREATED: Final = "%Y-%m-%dT%H:%M:%SZ"
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LOCALE: Final = re.compile(r"[a-z]{2,3}")
_SHA256: Final = re.compile(r"[0-9a-f]{64}")


class Channel(StrEnum):
    """Whether every critical number was called (``release``) or not yet (``trial``)."""

    TRIAL = "trial"
    RELEASE = "release"


@dataclass(frozen=True, slots=True, order=True)
class PayloadFile:
    """One file of the payload; ``path`` starts in the edition's folder."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """One edition: its release and kind, every file, and the two files in the stick's root that belong to it."""

    release: str
    created: dt.datetime
    channel: Channel
    village: str | None
    locales: tuple[str, ...]
    expires: dt.date | None
    """The first day on which something in the edition is too old to be relied on; ``None`` when nothing ages."""
    payload: tuple[PayloadFile, ...]
    root: Mapping[str, str]
    """The texts of ``BUKA.HTM`` and ``BACA-SAYA.txt``, with their line ends."""
    differs: tuple[str, ...] = ()
    """Paths of the payload files that a village edition does not share with the base edition of the same release."""

    @property
    def folder(self) -> str:
        """The folder the edition lies in."""
        return edition_folder(self.release)

    @property
    def comment(self) -> str:
        """The comment that the signature covers: release, village, date."""
        created = self.created.strftime(_CREATED)
        return f"bekal release={self.release} village={self.village or '-'} date={created} {self.channel}"

    def to_bytes(self) -> bytes:
        """Write canonical JSON: sorted keys, no spaces, UTF-8, one line feed at the end."""
        document: dict[str, object] = {
            "format": FORMAT,
            "release": self.release,
            "created": self.created.strftime(_CREATED),
            "channel": str(self.channel),
            "village": self.village,
            "locales": list(self.locales),
            "expires": self.expires.isoformat() if self.expires else None,
            "payload": [
                {"path": file.path, "size": file.size, "sha256": file.sha256} for file in self.payload
            ],
            "root": dict(self.root),
        }
        if self.differs:
            document[DIFFERS] = list(self.differs)
        text = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return f"{text}\n".encode()


def checksums(manifest: Manifest, manifest_sha256: str) -> bytes:
    """Write ``SHA256SUMS``: every payload file and the manifest, for ``sha256sum -c`` in the edition's folder."""
    sums = [(file.path, file.sha256) for file in manifest.payload]
    return "".join(
        f"{digest}  {path}\n" for path, digest in sorted([*sums, (MANIFEST, manifest_sha256)])
    ).encode()


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest; raises ``ManifestRefusedError`` for anything that ``Manifest.to_bytes`` would not have written.

    Strict although the signature was checked first: a signed mistake must not leave the edition's folder either.
    """
    if len(data) > LIMITS.manifest_bytes:
        raise ManifestRefusedError("it is longer than {limit} bytes", limit=LIMITS.manifest_bytes)
    try:
        document = json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique_keys,
            parse_constant=_refuse_constant,
            parse_float=_refuse_constant,
        )
    except ManifestRefusedError:
        raise
    except (ValueError, RecursionError):
        raise ManifestRefusedError("it is no JSON") from None
    has_more = isinstance(document, dict) and DIFFERS in document
    manifest = _manifest_from(_fields(document, _KEYS | {DIFFERS} if has_more else _KEYS, "manifest"))
    if manifest.to_bytes() != data:
        raise ManifestRefusedError("it is not written in the canonical way")
    return manifest


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) != len(pairs):
        raise ManifestRefusedError("a key stands there twice")
    return document


def _refuse_constant(text: str) -> NoReturn:
    raise ManifestRefusedError("{text} is no value of a manifest", text=text[:40])


def _fields(document: object, keys: frozenset[str], place: str) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise ManifestRefusedError("{place} is no object", place=place)
    if place == "manifest" and "format" in document and document["format"] != FORMAT:
        raise ManifestRefusedError(
            "its format is not {format}: another version of bekal made it", format=FORMAT
        )
    if document.keys() != keys:
        odd = min(document.keys() ^ keys)
        raise ManifestRefusedError(
            "{place} lacks the key {key}, or should not have it", place=place, key=repr(odd[:40])
        )
    return document


def _manifest_from(fields: dict[str, Any]) -> Manifest:
    if type(fields["format"]) is not int:
        raise ManifestRefusedError(
            "its format is not {format}: another version of bekal made it", format=FORMAT
        )
    village = fields["village"]
    if village is not None:
        village = _text(village, "village", _SLUG)
        if len(village) > LIMITS.name_characters:
            raise ManifestRefusedError("{key} is too long", key="village")
    payload = _payload(fields["payload"])
    return Manifest(
        release=_text(fields["release"], "release", RELEASE_PATTERN),
        created=_created(fields["created"]),
        channel=_channel(fields["channel"]),
        village=village,
        locales=_locales(fields["locales"]),
        expires=_day(fields["expires"]),
        payload=payload,
        root=_root(fields["root"]),
        differs=_differs(fields[DIFFERS], village, payload) if DIFFERS in fields else (),
    )


def _text(value: object, key: str, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ManifestRefusedError("{key} is {value}, which is not allowed", key=key, value=repr(value)[:60])
    return value


def _created(value: object) -> dt.datetime:
    text = _text(value, "created", re.compile(r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ"))
    try:
        return dt.datetime.strptime(text, _CREATED).replace(tzinfo=dt.UTC)
    except ValueError:
        raise ManifestRefusedError("{key} is no day of the calendar", key="created") from None


def _day(value: object) -> dt.date | None:
    if value is None:
        return None
    text = _text(value, "expires", re.compile(r"20\d\d-[01]\d-[0-3]\d"))
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ManifestRefusedError("{key} is no day of the calendar", key="expires") from None


def _channel(value: object) -> Channel:
    return Channel(_text(value, "channel", re.compile("|".join(Channel))))


def _locales(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= 40:
        raise ManifestRefusedError("{key} is no list", key="locales")
    locales = tuple(_text(locale, "locales", _LOCALE) for locale in value)
    if len(set(locales)) != len(locales):
        raise ManifestRefusedError("{key} names something twice", key="locales")
    return locales


def _payload(value: object) -> tuple[PayloadFile, ...]:
    if not isinstance(value, list) or not value:
        raise ManifestRefusedError("{key} is no list", key="payload")
    if len(value) > LIMITS.payload_files:
        raise ManifestRefusedError("it lists more than {limit} files", limit=LIMITS.payload_files)
    files = tuple(_payload_file(entry) for entry in value)
    paths = [file.path for file in files]
    if paths != sorted(paths):
        raise ManifestRefusedError("its files are not in order")
    try:
        check_unique(paths)
    except NameRefusedError as refusal:
        raise ManifestRefusedError("payload: {reason}", reason=refusal) from None
    return files


def _payload_file(entry: object) -> PayloadFile:
    fields = _fields(entry, _FILE_KEYS, "payload")
    path, size = fields["path"], fields["size"]
    if not isinstance(path, str):
        raise ManifestRefusedError(
            "{key} is {value}, which is not allowed", key="path", value=repr(path)[:60]
        )
    try:
        check_payload_path(path)
    except NameRefusedError as refusal:
        raise ManifestRefusedError("{path}: {reason}", path=repr(path[:160]), reason=refusal) from None
    if type(size) is not int or not 0 <= size <= LARGEST_FILE:
        raise ManifestRefusedError(
            "{key} is {value}, which is not allowed", key="size", value=repr(size)[:60]
        )
    return PayloadFile(path, size, _text(fields["sha256"], "sha256", _SHA256))


def _differs(value: object, village: str | None, payload: tuple[PayloadFile, ...]) -> tuple[str, ...]:
    if village is None:
        raise ManifestRefusedError("only the edition of a village has the key {key}", key=DIFFERS)
    if not isinstance(value, list) or not value or not all(isinstance(path, str) for path in value):
        raise ManifestRefusedError("{key} is no list", key=DIFFERS)
    if value != sorted(set(value)):
        raise ManifestRefusedError("its files are not in order")
    if strangers := set(value) - {file.path for file in payload}:
        raise ManifestRefusedError(
            "{key} is {value}, which is not allowed", key=DIFFERS, value=repr(min(strangers))[:60]
        )
    return tuple(value)


def _root(value: object) -> dict[str, str]:
    fields = _fields(value, frozenset({START_PAGE, README}), "root")
    for name, size in ((START_PAGE, START_PAGE_BYTES), (README, README_BYTES)):
        text = fields[name]
        if not isinstance(text, str) or not text.isascii() or len(text) != size:
            raise ManifestRefusedError("{name} is not {size} bytes of plain text", name=name, size=size)
    return {name: fields[name] for name in sorted(fields)}
