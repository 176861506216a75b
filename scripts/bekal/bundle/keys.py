"""The keys of this computer: its own secret key, and the public keys that it trusts.

They lie in the user's configuration folder (``XDG_CONFIG_HOME`` and its like are honoured) and in the project's
``docs/data/keys``; nothing on a stick is ever trusted.
A secret key is made once, readable by its owner only, and never overwritten.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from platformdirs import user_config_path

from bekal.bundle.minisign import (
    KEY_FILE_BYTES,
    PublicKey,
    SecretKey,
    new_secret_key,
    parse_public_key,
    parse_secret_key,
)
from bekal.bundle.refused import SignatureRefusedError
from bekal.errors import KeyFileError

if TYPE_CHECKING:
    from pathlib import Path

    from bekal.locale import Translator


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A public key that this computer trusts, and the file that says so."""

    key: PublicKey
    origin: Path


def keys_folder() -> Path:
    """Give the folder that holds this computer's keys; it need not exist."""
    return user_config_path("bekal", appauthor=False) / "keys"


def own_key_file() -> Path:
    """Give the place of this computer's secret key."""
    return keys_folder() / "own.key"


def read_own_key(words: Translator) -> SecretKey | None:
    """Read this computer's secret key; ``None`` when it has none yet."""
    path = own_key_file()
    if not os.path.lexists(path):
        return None
    try:
        return parse_secret_key(_read(path))
    except SignatureRefusedError as refusal:
        reason = refusal.in_words(words)
    except OSError as error:
        reason = error.strerror or str(error)
    raise KeyFileError(
        words("the secret key {path} cannot be used: {reason}", path=path, reason=reason),
        words(
            "put your copy of the key back in its place; without a copy, move the file away and make a new key"
        ),
    )


def own_key(words: Translator) -> tuple[SecretKey, bool]:
    """Give this computer's secret key, made now if there is none; the second value says whether it is new."""
    key = read_own_key(words)
    if key is not None:
        return key, False
    key = new_secret_key()
    if _create(own_key_file(), key.as_file().encode("ascii"), words):
        return key, True
    key = read_own_key(words)
    if key is None:
        raise KeyFileError(
            words("the secret key {path} came and went while it was made", path=own_key_file()),
            words("try again"),
        )
    return key, False


def trusted_keys(project_keys: Path | None, words: Translator) -> tuple[TrustedKey, ...]:
    """Give every key that may sign an edition: the project's, this computer's own, those added by ``trust_key``.

    ``project_keys`` is ``docs/data/keys`` of a checkout that does not lie on a stick.
    Raises ``KeyFileError`` for a ``.pub`` file that is none: a key that is silently left out helps nobody.
    """
    found = []
    for folder in (project_keys, keys_folder() / "trusted"):
        if folder is not None and folder.is_dir():
            found += [TrustedKey(read_public_key(path, words), path) for path in sorted(folder.glob("*.pub"))]
    own = read_own_key(words)
    if own is not None:
        found.append(TrustedKey(own.public, own_key_file()))
    return tuple({trusted.key: trusted for trusted in reversed(found)}.values())


def read_public_key(path: Path, words: Translator) -> PublicKey:
    """Read a minisign public key file; raises ``KeyFileError`` when it is none."""
    try:
        return parse_public_key(_read(path))
    except SignatureRefusedError as refusal:
        reason = refusal.in_words(words)
    except OSError as error:
        reason = error.strerror or str(error)
    raise KeyFileError(
        words("{path} holds no public key: {reason}", path=path, reason=reason),
        words(
            "use the file that 'bekal key show' printed on the other computer: one line that begins with RW"
        ),
    )


def trust_key(key: PublicKey, words: Translator) -> bool:
    """Trust ``key`` from now on; false when it was trusted before."""
    path = keys_folder() / "trusted" / f"{key.fingerprint.replace(' ', '')}.pub"
    return _create(path, key.as_file().encode("ascii"), words)


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise FileNotFoundError(2, os.strerror(2))
    with path.open("rb") as file:
        return file.read(KEY_FILE_BYTES + 1)


def _create(path: Path, data: bytes, words: Translator) -> bool:
    """Create ``path`` whole or not at all, for its owner only; false when it was already there."""
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            _write_new(fresh, data)
            try:
                os.link(fresh, path)
            except FileExistsError:
                return False
            except (OSError, NotImplementedError):  # a file system without links
                return _create_plainly(path, data)
        finally:
            with suppress(OSError):
                fresh.unlink()
    except OSError as error:
        raise KeyFileError(
            words(
                "the key file {path} cannot be made: {reason}", path=path, reason=error.strerror or str(error)
            ),
            words("make room, or allow writing in {folder}", folder=path.parent),
        ) from error
    return True


def _create_plainly(path: Path, data: bytes) -> bool:
    try:
        _write_new(path, data)
    except FileExistsError:
        return False
    return True


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
