"""The edition of a village: what it shares with the base edition, what it declares, and its archive."""

from __future__ import annotations

import datetime as dt
import os
import zipfile
from typing import TYPE_CHECKING

from bekal.bundle.archive import zip_bundle
from bekal.bundle.assemble import assemble_village
from bekal.bundle.edition_info import EditionInfo
from bekal.bundle.manifest import parse_manifest
from bundles import CREATED, KEY, PAYLOAD, WORDS, make_bundle, make_edition, read_tree

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bekal.bundle.manifest import Manifest

FOLDER = "BEKAL-2026.11.1"
LOCAL = {
    "HP/buku-id.html": "<!doctype html><title>Buku</title><p>Oeltua",
    "SITUS/index.html": PAYLOAD["SITUS/index.html"],
    "SITUS/village.html": "<!doctype html><title>Oeltua</title>",
}


def make_village(folder: Path, base: Manifest, name: str = "oeltua") -> Manifest:
    return assemble_village(
        folder / "bundle", base, LOCAL, make_edition(village=name), KEY, folder / "villages" / name, WORDS
    )


def test_trees_differ_exactly_where_the_manifest_says(tmp_path: Path) -> None:
    base = make_bundle(tmp_path / "bundle")
    made = make_village(tmp_path, base)
    ours, theirs = read_tree(tmp_path / "villages" / "oeltua"), read_tree(tmp_path / "bundle")
    different = {path for path in ours.keys() | theirs.keys() if ours.get(path) != theirs.get(path)}
    assert made.differs == ("HP/buku-id.html", "SITUS/village.html")
    assert different == {
        *(f"{FOLDER}/{path}" for path in made.differs),
        *(f"{FOLDER}/{seal}" for seal in ("SHA256SUMS", "manifest.json", "manifest.json.minisig")),
        "BUKA.HTM",
        "BACA-SAYA.txt",
    }
    assert parse_manifest(ours[f"{FOLDER}/manifest.json"]) == made
    assert base.differs == ()


def test_what_is_the_same_takes_no_room_of_its_own(tmp_path: Path) -> None:
    base = make_bundle(tmp_path / "bundle")
    made = make_village(tmp_path, base)
    for file in made.payload:
        own = (tmp_path / "villages" / "oeltua" / FOLDER / file.path).stat()
        assert own.st_nlink == (1 if file.path in made.differs else 2), file.path
        assert own.st_mode & 0o777 == 0o644
        assert own.st_mtime == CREATED.timestamp()


def test_making_editions_again_changes_nothing_of_the_others(tmp_path: Path) -> None:
    base = make_bundle(tmp_path / "bundle")
    make_village(tmp_path, base)
    make_village(tmp_path, base, "oben")
    before = read_tree(tmp_path / "villages" / "oben")
    newer = make_bundle(tmp_path / "bundle", payload={**PAYLOAD, "HP/buku-en.html": "<p>another"})
    make_village(tmp_path, newer)
    assert read_tree(tmp_path / "villages" / "oben") == before
    assert read_tree(tmp_path / "villages" / "oeltua")[f"{FOLDER}/HP/buku-en.html"] == b"<p>another"


def test_where_no_file_can_be_shared_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    base = make_bundle(tmp_path / "bundle")
    make_village(tmp_path, base)
    shared = read_tree(tmp_path / "villages" / "oeltua")

    def refuse(*_arguments: object) -> None:
        raise OSError("too many links")

    monkeypatch.setattr(os, "link", refuse)
    make_village(tmp_path, base)
    assert read_tree(tmp_path / "villages" / "oeltua") == shared
    assert all(
        path.stat().st_nlink == 1 and path.stat().st_mtime == CREATED.timestamp()
        for path in (tmp_path / "villages").rglob("*.html")
    )


def test_the_readme_says_where_the_post_of_the_village_is(tmp_path: Path) -> None:
    base = make_bundle(tmp_path / "bundle")
    plain = make_edition(village="oeltua")
    edition = EditionInfo(
        plain.release,
        plain.created,
        plain.channel,
        plain.locales,
        plain.numbers,
        village="oeltua",
        village_name="Oeltua",
        village_post="Kantor desa, ruang sebelah kiri, setiap Selasa dan Kamis, 09.00 sampai 12.00",
    )
    assemble_village(tmp_path / "bundle", base, {}, edition, KEY, tmp_path / "oeltua", WORDS)
    lines = (tmp_path / "oeltua" / "BACA-SAYA.txt").read_text(encoding="ascii").splitlines()
    assert "DESA     Kantor desa, ruang sebelah kiri, setiap Selasa dan Kamis," in lines
    assert "         09.00 sampai 12.00" in lines
    assert any(line.startswith("VILLAGE  Kantor desa") for line in lines)
    assert not any(line.startswith("DESA") for line in base.root["BACA-SAYA.txt"].splitlines())


def test_an_archive_unpacks_to_the_bundle_and_has_fixed_times_modes_and_order(tmp_path: Path) -> None:
    make_bundle(tmp_path / "bundle")
    for name in ("one", "two"):
        zip_bundle(tmp_path / "bundle", tmp_path / f"{name}.zip", CREATED)
        for path in (tmp_path / "bundle").rglob("*"):
            os.utime(path, (0, 0))
            path.chmod(0o755)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        entries = archive.infolist()
        archive.extractall(tmp_path / "unpacked")
    assert read_tree(tmp_path / "unpacked") == read_tree(tmp_path / "bundle")
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {dt.datetime(*entry.date_time, tzinfo=dt.UTC) for entry in entries} == {CREATED}
    assert {entry.external_attr >> 16 & 0o777 for entry in entries} == {0o644}
    assert sorted(path.name for path in tmp_path.glob("*zip*")) == ["one.zip", "two.zip"]
