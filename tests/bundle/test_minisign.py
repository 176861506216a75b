from __future__ import annotations

import base64
import shutil
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekal.bundle.minisign import (
    check_signature,
    claimed_key,
    new_secret_key,
    parse_public_key,
    parse_secret_key,
    parse_signature,
    sign,
)
from bekal.bundle.refused import SignatureRefusedError
from bundles import KEY, STRANGER

if TYPE_CHECKING:
    from pathlib import Path

DATA = b"eight papers before leaving\n"
SIGNED = sign(DATA, KEY, "bekal release=2026.11.1 village=- date=2026-11-24T09:00:00Z trial")


def minisign(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    program = shutil.which("minisign")
    assert program, "the program minisign is missing: install it (Debian: apt-get install minisign)"
    return subprocess.run(
        [program, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_stock_minisign_accepts_our_signature_and_prints_the_signed_comment(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(DATA)
    (tmp_path / "list.minisig").write_bytes(SIGNED)
    outcome = minisign("-V", "-m", "list", "-P", KEY.public.line, folder=tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    assert (
        "Trusted comment: bekal release=2026.11.1 village=- date=2026-11-24T09:00:00Z trial" in outcome.stdout
    )


def test_stock_minisign_refuses_changed_bytes(tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(DATA + b"x")
    (tmp_path / "list.minisig").write_bytes(SIGNED)
    assert minisign("-V", "-m", "list", "-P", KEY.public.line, folder=tmp_path).returncode != 0


def test_stock_minisign_signs_with_our_secret_key_and_we_accept_it(tmp_path: Path) -> None:
    (tmp_path / "own.key").write_text(KEY.as_file(), encoding="ascii")
    (tmp_path / "list").write_bytes(DATA)
    outcome = minisign("-S", "-W", "-s", "own.key", "-m", "list", "-t", "by hand", folder=tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    signature = parse_signature((tmp_path / "list.minisig").read_bytes())
    check_signature(DATA, signature, KEY.public)
    assert signature.comment == "by hand"


def test_stock_minisign_makes_the_same_public_key_from_our_secret_key(tmp_path: Path) -> None:
    (tmp_path / "own.key").write_text(KEY.as_file(), encoding="ascii")
    outcome = minisign("-R", "-s", "own.key", "-p", "own.pub", folder=tmp_path)
    assert outcome.returncode == 0, outcome.stderr
    assert (tmp_path / "own.pub").read_text(encoding="ascii") == KEY.public.as_file()


def test_keys_made_by_stock_minisign_are_read(tmp_path: Path) -> None:
    assert minisign("-G", "-W", "-s", "a.key", "-p", "a.pub", folder=tmp_path).returncode == 0
    secret = parse_secret_key((tmp_path / "a.key").read_bytes())
    assert secret.public == parse_public_key((tmp_path / "a.pub").read_bytes())


def test_the_same_key_and_data_give_the_same_bytes() -> None:
    assert sign(DATA, KEY, "one") == sign(DATA, KEY, "one")


def test_a_secret_key_survives_its_file_and_is_not_shown() -> None:
    key = new_secret_key()
    assert parse_secret_key(key.as_file().encode()) == key
    assert key.seed.hex() not in repr(key)
    assert repr(key.seed) not in repr(key)


def test_two_new_keys_differ_in_key_and_id() -> None:
    one, two = new_secret_key(), new_secret_key()
    assert one.public.key_id != two.public.key_id
    assert one.public.fingerprint != two.public.fingerprint


def test_the_public_line_begins_with_rw_and_the_fingerprint_is_six_groups() -> None:
    assert KEY.public.line.startswith("RW")
    assert KEY.public.fingerprint == "5647 5aa7 5463 474c 0285 df5d"


def test_a_public_key_is_read_from_its_line_alone_and_with_windows_line_ends() -> None:
    assert parse_public_key(KEY.public.line.encode()) == KEY.public
    assert parse_public_key(KEY.public.as_file().replace("\n", "\r\n").encode()) == KEY.public


def test_what_key_show_prints_is_a_key_file_and_its_fingerprint_must_agree() -> None:
    for end in ("\n", "\r\n"):
        shown = f"{KEY.public.line}{end}sidik jari: {KEY.public.fingerprint}{end}"
        assert parse_public_key(shown.encode()) == KEY.public
    with pytest.raises(SignatureRefusedError, match="the fingerprint beside the key is another key's"):
        parse_public_key(f"{KEY.public.line}\nfingerprint: {STRANGER.public.fingerprint}\n".encode())


def test_the_unsigned_comment_names_a_stranger_only_when_it_really_signed() -> None:
    theirs = sign(DATA, STRANGER, "theirs")
    assert claimed_key(DATA, parse_signature(theirs)) == STRANGER.public
    posing = theirs.replace(STRANGER.public.line.encode(), KEY.public.line.encode())
    assert claimed_key(DATA, parse_signature(posing)) is None


def changed_line(number: int, line: bytes) -> bytes:
    lines = SIGNED.split(b"\n")
    lines[number] = line
    return b"\n".join(lines)


def body(data: bytes) -> bytes:
    return base64.b64encode(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the signature is empty"),
        (b"x" * 5000, "the signature is longer than 2048 bytes"),
        (b"\xff\xfe\0", "the signature is no plain text"),
        (SIGNED[:-1], "the signature does not have minisign's four lines"),
        (SIGNED + b"\n", "the signature does not have minisign's four lines"),
        (SIGNED.replace(b"\n", b"\r\n"), "the signed comment holds signs that cannot be printed"),
        (changed_line(0, b"comment: x"), "the signature does not have minisign's four lines"),
        (changed_line(1, b"not base64!"), "a line is no base64"),
        (changed_line(1, body(bytes(73))), "a line holds 73 bytes, expected 74"),
        (changed_line(1, body(b"Ed" + bytes(72))), "the signature is not of the kind ED (prehashed Ed25519)"),
        (changed_line(3, body(bytes(65))), "a line holds 65 bytes, expected 64"),
        (changed_line(3, body(bytes(64))[:-3] + b"B=="), "a line is base64 in an unusual spelling"),
    ],
)
def test_a_malformed_signature_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SignatureRefusedError) as refusal:
        parse_signature(data)
    assert str(refusal.value) == reason


def test_a_signature_is_refused_for_another_key_other_bytes_or_another_comment() -> None:
    reasons = []
    for data, signature, key in (
        (DATA, SIGNED, STRANGER.public),
        (DATA + b"x", SIGNED, KEY.public),
        (DATA, SIGNED.replace(b"2026.11.1", b"2027.11.1"), KEY.public),
    ):
        with pytest.raises(SignatureRefusedError) as refusal:
            check_signature(data, parse_signature(signature), key)
        reasons.append(str(refusal.value))
    assert reasons == [
        "the signature was made by another key",
        "the signature does not belong to these bytes",
        "the signed comment was changed",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "a line holds 0 bytes, expected 42"),
        (b"x\ny\nz\n", "the key file does not have minisign's two lines"),
        ("kunci é".encode(), "the key file is no plain text"),
        (b"R" * 3000, "the key file is longer than 2048 bytes"),
        (body(b"ED" + bytes(40)), "the key is not of the kind Ed (Ed25519)"),
        (KEY.as_file().encode(), "a line holds 158 bytes, expected 42"),
    ],
)
def test_a_malformed_public_key_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SignatureRefusedError) as refusal:
        parse_public_key(data)
    assert str(refusal.value) == reason


def damaged(start: int, replacement: bytes) -> bytes:
    secret = bytearray(base64.b64decode(KEY.as_file().split("\n")[1]))
    secret[start : start + len(replacement)] = replacement
    return body(bytes(secret))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (damaged(2, b"Sc"), "the secret key is locked with a password"),
        (damaged(0, b"XX"), "the secret key is not of the kind Ed (Ed25519)"),
        (damaged(70, b"\0\0\0\0"), "the secret key is damaged: its checksum differs"),
        (damaged(126, b"\1\2\3\4"), "the secret key is damaged: its checksum differs"),
    ],
)
def test_a_damaged_secret_key_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(SignatureRefusedError) as refusal:
        parse_secret_key(data)
    assert str(refusal.value) == reason


@given(st.binary(max_size=400))
def test_no_bytes_make_the_parsers_fail_otherwise(data: bytes) -> None:
    for parse in (parse_signature, parse_public_key, parse_secret_key):
        with suppress(SignatureRefusedError):
            parse(data)


@given(st.integers(0, len(SIGNED) - 1), st.integers(0, 255))
def test_one_changed_byte_never_verifies_unless_in_the_unsigned_comment(place: int, value: int) -> None:
    changed = SIGNED[:place] + bytes([value]) + SIGNED[place + 1 :]
    if changed.split(b"\n", 1)[1:] == SIGNED.split(b"\n", 1)[1:]:
        return
    with pytest.raises(SignatureRefusedError):
        check_signature(DATA, parse_signature(changed), KEY.public)
