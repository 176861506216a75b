from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekal.bundle.manifest import Channel, Manifest, PayloadFile, checksums, parse_manifest
from bekal.bundle.refused import ManifestRefusedError

MANIFEST = Manifest(
    release="2026.11.1",
    created=dt.datetime(2026, 11, 24, 9, 0, tzinfo=dt.UTC),
    channel=Channel.TRIAL,
    village="oeltua",
    locales=("id", "en"),
    expires=dt.date(2027, 5, 1),
    payload=(PayloadFile("HP/buku-id.html", 3, "a" * 64), PayloadFile("SITUS/index.html", 0, "b" * 64)),
    root={"BACA-SAYA.txt": " " * 4096, "BUKA.HTM": "x" * 511 + "\n"},
)
DATA = MANIFEST.to_bytes()


def document(**changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(DATA)
    fields.update(changes)
    return fields


def encode(fields: object) -> bytes:
    return (json.dumps(fields, sort_keys=True, separators=(",", ":")) + "\n").encode()


def file(**changes: Any) -> dict[str, Any]:
    return {"path": "HP/a.html", "size": 1, "sha256": "a" * 64, **changes}


def test_the_bytes_are_canonical_json() -> None:
    assert DATA.startswith(
        b'{"channel":"trial","created":"2026-11-24T09:00:00Z","expires":"2027-05-01","format":1,'
        b'"locales":["id","en"],"payload":[{"path":"HP/buku-id.html","sha256":"' + b"a" * 64 + b'","size":3},'
    )
    assert DATA.endswith(b'"village":"oeltua"}\n')
    assert encode(json.loads(DATA)) == DATA


def test_a_manifest_survives_its_bytes() -> None:
    assert parse_manifest(DATA) == MANIFEST
    base = replace(MANIFEST, village=None, expires=None, channel=Channel.RELEASE)
    assert parse_manifest(base.to_bytes()) == base


def test_a_village_edition_declares_what_is_not_as_in_the_base_edition() -> None:
    village = replace(MANIFEST, differs=("HP/buku-id.html",))
    assert b'"created":"2026-11-24T09:00:00Z","differs":["HP/buku-id.html"],"expires"' in village.to_bytes()
    assert parse_manifest(village.to_bytes()) == village
    assert b"differs" not in DATA


def test_the_signed_comment_names_release_village_and_date() -> None:
    assert MANIFEST.comment == "bekal release=2026.11.1 village=oeltua date=2026-11-24T09:00:00Z trial"
    assert (
        replace(MANIFEST, village=None).comment
        == "bekal release=2026.11.1 village=- date=2026-11-24T09:00:00Z trial"
    )


def test_the_checksums_cover_payload_and_manifest_for_sha256sum() -> None:
    assert checksums(MANIFEST, "c" * 64).decode() == (
        f"{'a' * 64}  HP/buku-id.html\n{'b' * 64}  SITUS/index.html\n{'c' * 64}  manifest.json\n"
    )


REFUSED = {
    "empty": (b"", "it is no JSON"),
    "binary": (bytes(range(256)), "it is no JSON"),
    "cut short": (DATA[:100], "it is no JSON"),
    "deep": (b"[" * 100_000, "it is no JSON"),
    "huge": (b" " * (4 * 1024 * 1024 + 1), "it is longer than 4194304 bytes"),
    "a list": (b"[]\n", "manifest is no object"),
    "a key twice": (DATA.replace(b'"format":1', b'"format":1,"format":1'), "a key stands there twice"),
    "not a number": (DATA.replace(b'"size":3', b'"size":NaN'), "NaN is no value of a manifest"),
    "a fraction": (DATA.replace(b'"size":3', b'"size":3.0'), "3.0 is no value of a manifest"),
    "spaces": (DATA.replace(b":", b": ", 1), "it is not written in the canonical way"),
    "no line end": (DATA[:-1], "it is not written in the canonical way"),
    "escaped letter": (
        DATA.replace(b'"oeltua"', b'"\\u006feltua"'),
        "it is not written in the canonical way",
    ),
    "half a surrogate": (encode(document(village="\ud800")), "village is '\\ud800', which is not allowed"),
    "newer format": (encode(document(format=2)), "its format is not 1: another version of bekal made it"),
    "format true": (encode(document(format=True)), "its format is not 1: another version of bekal made it"),
    "unknown key": (encode(document(extra=1)), "manifest lacks the key 'extra', or should not have it"),
    "key missing": (
        encode({key: value for key, value in document().items() if key != "village"}),
        "manifest lacks the key 'village', or should not have it",
    ),
    "release": (encode(document(release="2026.11")), "release is '2026.11', which is not allowed"),
    "created": (encode(document(created="yesterday")), "created is 'yesterday', which is not allowed"),
    "created on no day": (
        encode(document(created="2026-02-30T00:00:00Z")),
        "created is no day of the calendar",
    ),
    "expires on no day": (encode(document(expires="2026-02-30")), "expires is no day of the calendar"),
    "channel": (encode(document(channel="beta")), "channel is 'beta', which is not allowed"),
    "village": (encode(document(village="Oeltua!")), "village is 'Oeltua!', which is not allowed"),
    "village too long": (encode(document(village="a" * 61)), "village is too long"),
    "differs without a village": (
        encode(document(village=None, differs=["HP/buku-id.html"])),
        "only the edition of a village has the key differs",
    ),
    "nothing differs": (encode(document(differs=[])), "differs is no list"),
    "differs no paths": (encode(document(differs=[1])), "differs is no list"),
    "differs twice": (
        encode(document(differs=["HP/buku-id.html", "HP/buku-id.html"])),
        "its files are not in order",
    ),
    "differs where nothing is": (
        encode(document(differs=["HP/buku-en.html"])),
        "differs is 'HP/buku-en.html', which is not allowed",
    ),
    "no locale": (encode(document(locales=[])), "locales is no list"),
    "locale twice": (encode(document(locales=["id", "id"])), "locales names something twice"),
    "no files": (encode(document(payload=[])), "payload is no list"),
    "too many files": (encode(document(payload=[1] * 20_001)), "it lists more than 20000 files"),
    "file no object": (encode(document(payload=["a"])), "payload is no object"),
    "file key": (
        encode(document(payload=[file(mode=1)])),
        "payload lacks the key 'mode', or should not have it",
    ),
    "path a number": (encode(document(payload=[file(path=1)])), "path is 1, which is not allowed"),
    "path outside": (
        encode(document(payload=[file(path="../../BUKA.HTM")])),
        "'../../BUKA.HTM': the path leaves the edition's folder",
    ),
    "backslash": (
        encode(document(payload=[file(path="HP\\a")])),
        "'HP\\\\a': a path is written with / and never with a backslash",
    ),
    "reserved": (
        encode(document(payload=[file(path="HP/nul")])),
        "'HP/nul': Windows keeps this name for itself",
    ),
    "case": (
        encode(document(payload=[file(path="PERIKSA.html"), file(path="periksa.html")])),
        "payload: the path stands there twice, or differs from another in upper and lower case only",
    ),
    "order": (encode(document(payload=[file(path="b"), file(path="a")])), "its files are not in order"),
    "size negative": (encode(document(payload=[file(size=-1)])), "size is -1, which is not allowed"),
    "size true": (encode(document(payload=[file(size=True)])), "size is True, which is not allowed"),
    "size too large": (
        encode(document(payload=[file(size=2**32)])),
        "size is 4294967296, which is not allowed",
    ),
    "hash": (
        encode(document(payload=[file(sha256="A" * 64)])),
        f"sha256 is '{'A' * 59}, which is not allowed",
    ),
    "root key": (
        encode(document(root={"BUKA.HTM": "x" * 512})),
        "root lacks the key 'BACA-SAYA.txt', or should not have it",
    ),
    "start page size": (
        encode(document(root={"BUKA.HTM": "x" * 511, "BACA-SAYA.txt": " " * 4096})),
        "BUKA.HTM is not 512 bytes of plain text",
    ),
    "start page letters": (
        encode(document(root={"BUKA.HTM": "é" * 512, "BACA-SAYA.txt": " " * 4096})),
        "BUKA.HTM is not 512 bytes of plain text",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_malformed_manifest_is_refused_with_its_reason(case: str) -> None:
    data, reason = REFUSED[case]
    with pytest.raises(ManifestRefusedError) as refusal:
        parse_manifest(data)
    assert str(refusal.value) == reason


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(document())), VALUES)
def test_any_value_in_any_place_is_refused_or_written_back_the_same(key: str, value: Any) -> None:
    data = encode(document(**{key: value}))
    with suppress(ManifestRefusedError):
        assert parse_manifest(data).to_bytes() == data


@given(st.binary(max_size=300))
def test_no_bytes_make_the_parser_fail_otherwise(data: bytes) -> None:
    with pytest.raises(ManifestRefusedError):
        parse_manifest(data)
