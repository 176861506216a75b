"""One edition folder: who signed it, and what its manifest says.

Bytes are verified first and interpreted afterwards: signature, then manifest.
The folder may lie on a stick or in ``build/bundle``; both are read in the same way.
Whether its files are as the manifest says is ``content``.
Which edition is the newest, and what the root around it must look like, is ``verify``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bekal.bundle import names
from bekal.bundle.manifest import Manifest, parse_manifest
from bekal.bundle.minisign import (
    SIGNATURE_BYTES,
    PublicKey,
    Signature,
    check_signature,
    claimed_key,
    key_name,
    parse_signature,
)
from bekal.bundle.refused import ManifestRefusedError, SignatureRefusedError
from bekal.config import LIMITS
from bekal.stick.verdict import Question, StickFinding
from bekal.stick.volume import Kind, Volume, read_small

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bekal.locale import Translator


class Standing(StrEnum):
    """What the signature of an edition folder is worth."""

    AUTHENTIC = "authentic"
    UNFINISHED = "unfinished"
    """No signature at all: an interrupted write leaves this, and so does someone who removed it."""
    STRANGER = "stranger"
    """Signed, by a key that nobody here trusts."""
    UNREADABLE = "unreadable"
    """The stick fails at its signature or list of files: nothing can be said of it."""
    FORGED = "forged"
    """Signed by a trusted key once, but the bytes are others; or signed bytes that are no manifest."""


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """What was found out about one folder before its payload is read."""

    folder: str
    standing: Standing
    manifest: Manifest | None = None
    manifest_bytes: bytes = b""
    signature_bytes: bytes = b""
    key: PublicKey | None = None
    finding: StickFinding | None = None
    """Why it is not authentic."""

    @property
    def payload_bytes(self) -> int:
        """How many bytes reading it takes."""
        return sum(file.size for file in self.manifest.payload) if self.manifest else 0


def read_edition(
    volume: Volume, folder: str, trusted: Sequence[PublicKey], words: Translator
) -> EditionFolder:
    """Find out who signed the edition in ``folder``; a stick that fails here makes the folder unreadable."""
    try:
        return _read_edition(volume, folder, trusted, words)
    except OSError as error:
        finding = StickFinding(
            Question.INTACT,
            names.printable(folder),
            words("cannot be read ({reason})", reason=error.strerror or type(error).__name__),
            words("plug the stick in again; if it happens twice, use another stick"),
        )
        return EditionFolder(folder, Standing.UNREADABLE, finding=finding)


def _read_edition(
    volume: Volume, folder: str, trusted: Sequence[PublicKey], words: Translator
) -> EditionFolder:
    signature_path, manifest_path = f"{folder}/{names.SIGNATURE}", f"{folder}/{names.MANIFEST}"
    shown = names.printable(signature_path)
    signature_bytes = _read_seal(volume, signature_path, SIGNATURE_BYTES)
    if not signature_bytes:
        return EditionFolder(
            folder,
            Standing.UNFINISHED,
            finding=StickFinding(
                Question.AUTHENTIC,
                shown,
                words("there is no signature: this folder is unfinished, or someone removed it"),
                words(
                    "write the bundle to the stick again; if {folder} is still named then, delete that folder",
                    folder=names.printable(folder),
                ),
            ),
        )

    def not_authentic(standing: Standing, path: str, message: str, fix: str = "") -> EditionFolder:
        fix = fix or words(
            "do not use this folder; write the bundle to the stick again, or use another stick"
        )
        return EditionFolder(
            folder, standing, finding=StickFinding(Question.AUTHENTIC, names.printable(path), message, fix)
        )

    try:
        signature = parse_signature(signature_bytes)
    except SignatureRefusedError as refusal:
        message = words("this is no signature of ours: {reason}", reason=refusal.in_words(words))
        return not_authentic(Standing.FORGED, signature_path, message)
    data = _read_seal(volume, manifest_path, LIMITS.manifest_bytes)
    if data is None:
        return not_authentic(Standing.FORGED, manifest_path, words("the signed list of files is missing"))
    candidates = [key for key in trusted if key.key_id == signature.key_id]
    if not candidates:
        stranger = claimed_key(data, signature)
        message = (
            words("unknown key, fingerprint {fingerprint}", fingerprint=stranger.fingerprint)
            if stranger
            else words("unknown key, key id {name}", name=key_name(signature.key_id))
        )
        fix = words(
            "compare the fingerprint with the one on paper; only if it is the same, "
            "get the key file from its owner and run: bekal key trust FILE"
        )
        return not_authentic(Standing.STRANGER, signature_path, message, fix)
    key, doubt = _signer(data, signature, candidates)
    if key is None:
        message = words(
            "the list of files is not the one that was signed: {reason}", reason=doubt.in_words(words)
        )
        return not_authentic(Standing.FORGED, manifest_path, message)
    try:
        manifest = parse_manifest(data)
    except ManifestRefusedError as refusal:
        message = words("the signed list of files cannot be used: {reason}", reason=refusal.in_words(words))
        return not_authentic(Standing.FORGED, manifest_path, message)
    if signature.comment != manifest.comment:
        return not_authentic(
            Standing.FORGED,
            signature_path,
            words("the signed comment and the signed list name different editions"),
        )
    if manifest.folder != folder:
        message = words(
            "this folder holds the edition {release} under another name", release=manifest.release
        )
        return not_authentic(Standing.FORGED, folder, message)
    return EditionFolder(folder, Standing.AUTHENTIC, manifest, data, signature_bytes, key)


def _signer(
    data: bytes, signature: Signature, candidates: Sequence[PublicKey]
) -> tuple[PublicKey | None, SignatureRefusedError]:
    """Give the key that made the signature, or why none did; ids are not unique, anyone can choose one."""
    last = SignatureRefusedError("the signature was made by another key")
    for key in candidates:
        try:
            check_signature(data, signature, key)
        except SignatureRefusedError as refusal:
            last = refusal
        else:
            return key, last
    return None, last


def _read_seal(volume: Volume, path: str, limit: int) -> bytes | None:
    """Read signature or manifest; ``None`` when it is missing or no plain file."""
    entry = volume.look_at(path)
    if entry is None or entry.kind is not Kind.FILE:
        return None
    return read_small(volume, path, limit)
