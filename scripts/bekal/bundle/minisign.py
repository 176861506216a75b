"""Keys and signatures in the format of minisign, so that any stock ``minisign -V`` can check them.

Signatures are prehashed Ed25519 (``ED``: BLAKE2b-512 of the data) with a signed comment; the same key and data give
the same bytes.
Secret keys are kept in minisign's own format without a password, as ``minisign -W`` writes them.
Everything read is parsed strictly: sizes, base64 in its one spelling, algorithm, key id.
Where keys are stored is ``keys``; which keys are trusted is decided there too.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from bekal.bundle.refused import SignatureRefusedError

UNTRUSTED: Final = "untrusted comment: "
TRUSTED: Final = "trusted comment: "
SIGNATURE_BYTES: Final = 2048
"""No signature file of ours is longer; minisign itself would read more."""
KEY_FILE_BYTES: Final = 2048

_KEY_ALGORITHM: Final = b"Ed"
_PREHASHED: Final = b"ED"
_NO_PASSWORD: Final = b"\0\0"
_CHECKSUM: Final = b"B2"
_KDF_FIELDS: Final = bytes(32 + 8 + 8)
"""Salt and two limits of a password; there is none."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A minisign public key: eight random bytes to find it by, and the Ed25519 key."""

    key_id: bytes
    key: bytes

    @property
    def line(self) -> str:
        """The one line people pass on: ``RW…``."""
        return base64.b64encode(_KEY_ALGORITHM + self.key_id + self.key).decode("ascii")

    @property
    def name(self) -> str:
        """The key id as minisign writes it: sixteen hexadecimal digits."""
        return key_name(self.key_id)

    @property
    def fingerprint(self) -> str:
        """What a person compares with paper: the first 24 hexadecimal digits of the SHA-256 of the 32 key bytes.

        They stand in six groups of four; 96 bits are too many to find a second key for.
        The key id is not part of it: anyone can choose an id.
        """
        digest = hashlib.sha256(self.key).hexdigest()[:24]
        return " ".join(digest[start : start + 4] for start in range(0, 24, 4))

    def as_file(self) -> str:
        """Give the text of a ``.pub`` file."""
        return f"{UNTRUSTED}minisign public key {self.name}\n{self.line}\n"


@dataclass(frozen=True, slots=True)
class SecretKey:
    """A secret key and its public half; never shown by ``repr``."""

    seed: bytes = field(repr=False)
    public: PublicKey

    def as_file(self) -> str:
        """Give the text of a secret key file without a password."""
        secret = self.public.key_id + self.seed + self.public.key
        checksum = hashlib.blake2b(_KEY_ALGORITHM + secret, digest_size=32).digest()
        body = _KEY_ALGORITHM + _NO_PASSWORD + _CHECKSUM + _KDF_FIELDS + secret + checksum
        return (
            f"{UNTRUSTED}minisign secret key {self.public.name}\n{base64.b64encode(body).decode('ascii')}\n"
        )


@dataclass(frozen=True, slots=True)
class Signature:
    """A parsed signature file; what it says is only worth something once ``check_signature`` agreed."""

    key_id: bytes
    signature: bytes
    comment: str
    comment_signature: bytes
    remark: str
    """The comment that is *not* signed."""


def key_name(key_id: bytes) -> str:
    """Give a key id as minisign prints it."""
    return f"{int.from_bytes(key_id, 'little'):016X}"


def new_secret_key() -> SecretKey:
    """Make a key from the system's randomness."""
    return secret_key_from(secrets.token_bytes(32), secrets.token_bytes(8))


def secret_key_from(seed: bytes, key_id: bytes) -> SecretKey:
    """Make the key of a given seed and id."""
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return SecretKey(seed, PublicKey(key_id, public))


def sign(data: bytes, key: SecretKey, comment: str) -> bytes:
    """Give the signature file for ``data``; ``comment`` is one line of ASCII and is signed too.

    The comment that is not signed carries the public key, so that a reader who does not know the key can be told
    its fingerprint; it proves nothing.
    """
    if not comment.isascii() or not comment.isprintable():
        raise ValueError(comment)
    private = Ed25519PrivateKey.from_private_bytes(key.seed)
    signature = private.sign(hashlib.blake2b(data).digest())
    whole = private.sign(signature + comment.encode("ascii"))
    first = base64.b64encode(_PREHASHED + key.public.key_id + signature).decode("ascii")
    second = base64.b64encode(whole).decode("ascii")
    return f"{UNTRUSTED}bekal {key.public.line}\n{first}\n{TRUSTED}{comment}\n{second}\n".encode("ascii")


def parse_signature(data: bytes) -> Signature:
    """Read a signature file; raises ``SignatureRefusedError`` when a line, a size or a letter is not as it must be."""
    if not data:
        raise SignatureRefusedError("the signature is empty")
    if len(data) > SIGNATURE_BYTES:
        raise SignatureRefusedError("the signature is longer than {limit} bytes", limit=SIGNATURE_BYTES)
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError:
        raise SignatureRefusedError("the signature is no plain text") from None
    lines = text.split("\n")
    if len(lines) != 5 or lines[4] or not lines[0].startswith(UNTRUSTED) or not lines[2].startswith(TRUSTED):
        raise SignatureRefusedError("the signature does not have minisign's four lines")
    comment = lines[2].removeprefix(TRUSTED)
    if not comment.isprintable():
        raise SignatureRefusedError("the signed comment holds signs that cannot be printed")
    body = _decode(lines[1], 74)
    if body[:2] != _PREHASHED:
        raise SignatureRefusedError("the signature is not of the kind ED (prehashed Ed25519)")
    remark = lines[0].removeprefix(UNTRUSTED)
    return Signature(body[2:10], body[10:], comment, _decode(lines[3], 64), remark)


def check_signature(data: bytes, signature: Signature, key: PublicKey) -> None:
    """Raise ``SignatureRefusedError`` unless ``key`` signed both ``data`` and the comment."""
    if signature.key_id != key.key_id:
        raise SignatureRefusedError("the signature was made by another key")
    public = Ed25519PublicKey.from_public_bytes(key.key)
    try:
        public.verify(signature.signature, hashlib.blake2b(data).digest())
    except InvalidSignature:
        raise SignatureRefusedError("the signature does not belong to these bytes") from None
    try:
        public.verify(signature.comment_signature, signature.signature + signature.comment.encode("ascii"))
    except InvalidSignature:
        raise SignatureRefusedError("the signed comment was changed") from None


def claimed_key(data: bytes, signature: Signature) -> PublicKey | None:
    """Give the key that the unsigned comment names, if it really made this signature: a stranger to be shown."""
    try:
        key = parse_public_key(signature.remark.removeprefix("bekal ").encode("ascii"))
        check_signature(data, signature, key)
    except (SignatureRefusedError, ValueError):
        return None
    return key


def parse_public_key(data: bytes) -> PublicKey:
    """Read a ``.pub`` file, its ``RW…`` line alone, or that line and its fingerprint as ``bekal key show`` prints them.

    Windows line ends are accepted.
    """
    line, _end, rest = data.partition(b"\n")
    shows_fingerprint = line.startswith(b"RW") and rest.strip() != b""
    body = _decode(_key_line(line if shows_fingerprint else data), 42)
    if body[:2] != _KEY_ALGORITHM:
        raise SignatureRefusedError("the key is not of the kind Ed (Ed25519)")
    key = PublicKey(body[2:10], body[10:])
    if shows_fingerprint and not rest.rstrip().endswith(f": {key.fingerprint}".encode("ascii")):
        raise SignatureRefusedError("the fingerprint beside the key is another key's")
    return key


def parse_secret_key(data: bytes) -> SecretKey:
    """Read a secret key file without a password, ours or one of ``minisign -G -W``."""
    body = _decode(_key_line(data), 158)
    if body[:2] != _KEY_ALGORITHM or body[4:6] != _CHECKSUM:
        raise SignatureRefusedError("the secret key is not of the kind Ed (Ed25519)")
    if body[2:4] != _NO_PASSWORD:
        raise SignatureRefusedError("the secret key is locked with a password")
    key_id, seed, public, checksum = body[54:62], body[62:94], body[94:126], body[126:]
    expected = hashlib.blake2b(_KEY_ALGORITHM + body[54:126], digest_size=32).digest()
    if checksum not in (
        expected,
        bytes(32),
    ):  # minisign 0.11 leaves the checksum empty when there is no password
        raise SignatureRefusedError("the secret key is damaged: its checksum differs")
    key = secret_key_from(seed, key_id)
    if key.public.key != public:
        raise SignatureRefusedError("the secret key is damaged: its two halves differ")
    return key


def _key_line(data: bytes) -> str:
    if len(data) > KEY_FILE_BYTES:
        raise SignatureRefusedError("the key file is longer than {limit} bytes", limit=KEY_FILE_BYTES)
    try:
        lines = data.decode("ascii").replace("\r\n", "\n").removesuffix("\n").removesuffix("\r").split("\n")
    except UnicodeDecodeError:
        raise SignatureRefusedError("the key file is no plain text") from None
    if len(lines) == 2 and lines[0].startswith(UNTRUSTED):
        return lines[1]
    if len(lines) == 1:
        return lines[0]
    raise SignatureRefusedError("the key file does not have minisign's two lines")


def _decode(line: str, size: int) -> bytes:
    try:
        body = base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError):
        raise SignatureRefusedError("a line is no base64") from None
    if len(body) != size:
        raise SignatureRefusedError("a line holds {count} bytes, expected {size}", count=len(body), size=size)
    if base64.b64encode(body).decode("ascii") != line:
        raise SignatureRefusedError("a line is base64 in an unusual spelling")
    return body
