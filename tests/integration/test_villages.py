"""Editions of villages, from ``villages.yml`` to a stick, through the commands that people type."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from bekal.bundle.names import release_of_folder
from bundles import read_tree
from command import run

ROOT = Path(__file__).resolve().parents[2]
FOLDER = "BEKAL-2026.11.1"
VILLAGES = """\
- id: oeltua
  name: Oeltua
  kecamatan: Taebenu
  kabupaten: Kupang
  consent: 2026-11-04
  post: Kantor desa, Selasa 09.00\u201312.00
  companions: [Ibu Contoh]
  numbers: [{whose: Pos desa, number: 0800-1234-567, tried_on: 2026-11-03}]
- id: oben
  name: Oben
  kecamatan: Nekamese
  kabupaten: Kupang
"""
LOCAL = [
    "HP/bab-community-en.html",
    "HP/bab-community-id.html",
    "HP/buku-en.html",
    "HP/buku-id.html",
    "SITUS/community/our-village.html",
    "SITUS/en/community/our-village.html",
    "SITUS/en/index.html",
    "SITUS/index.html",
]
"""The first page, the page of the village, the books that hold it: in both languages."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "docs" / "data" / "villages.yml").write_text(VILLAGES, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    monkeypatch.delenv("LANGUAGE", raising=False)
    return folder


def test_each_village_gets_an_edition_of_its_own_that_goes_to_a_stick(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bundle", "--all-villages", "--zip") == 0
    villages = project / "build" / "villages"
    said = capsys.readouterr()
    assert said.out.splitlines()[-2:] == [str(villages / "oeltua"), str(villages / "oben")]
    assert said.err.splitlines()[-1].endswith("bekal write PATH-OF-THE-STICK --village oeltua")

    base = read_tree(project / "build" / "bundle")
    for name in ("oeltua", "oben"):
        tree = read_tree(villages / name)
        manifest = json.loads(tree[f"{FOLDER}/manifest.json"])
        assert (manifest["village"], manifest["differs"]) == (name, LOCAL)
        assert tree.keys() == base.keys()
        assert {path for path in tree if tree[path] != base[path]} == {
            *(f"{FOLDER}/{path}" for path in LOCAL),
            *(f"{FOLDER}/{seal}" for seal in ("SHA256SUMS", "manifest.json", "manifest.json.minisig")),
            "BACA-SAYA.txt",
            "BUKA.HTM",
        }

    filled, empty = (read_tree(villages / name) for name in ("oeltua", "oben"))
    for path in ("SITUS/community/our-village.html", "HP/buku-id.html", "HP/bab-community-id.html"):
        full, blank = (tree[f"{FOLDER}/{path}"].decode() for tree in (filled, empty))
        assert all(
            word in full for word in ("Selasa 09.00\u201312.00", "Ibu Contoh", 'href="tel:08001234567"')
        )
        assert "Oben, kecamatan Nekamese, kabupaten Kupang" in blank
        assert 'class="write"' in blank
        assert "Ibu Contoh" not in blank
    assert "Selasa 09.00\u201312.00" in filled[f"{FOLDER}/SITUS/index.html"].decode()
    assert b"Oeltua" in filled["BUKA.HTM"]
    assert b"DESA     Kantor desa, Selasa 09.00-12.00\r\n" in filled["BACA-SAYA.txt"]
    assert b"Oben" in empty["BUKA.HTM"]

    stick, other = tmp_path / "stick", tmp_path / "other"
    stick.mkdir()
    assert run("write", stick, "--any-folder", "--village", "oeltua") == 0
    with zipfile.ZipFile(villages / "oben.zip") as archive:
        archive.extractall(other)
    assert run("verify", other) == 0
    capsys.readouterr()

    assert run("write", stick, "--any-folder", "--village", "oben") == 2
    assert capsys.readouterr().err == (
        f"{stick} holds release 2026.11.1 as the edition of the village oeltua, "
        "and this is the edition of the village oben\n"
        f"  fix: use another stick; or delete {FOLDER}, BUKA.HTM and BACA-SAYA.txt "
        "from this one and write again\n"
    )
    assert run("write", stick, "--any-folder", locale="id") == 2
    assert capsys.readouterr().err == (
        f"{stick} berisi rilis 2026.11.1 sebagai edisi desa oeltua, sedangkan ini edisi untuk semua desa\n"
        f"  perbaikan: pakai flashdisk lain; atau hapus {FOLDER}, BUKA.HTM, dan BACA-SAYA.txt "
        "dari flashdisk ini lalu tulis lagi\n"
    )
    assert run("write", stick, "--any-folder", "--village", "obem") == 2
    assert "fix: did you mean 'oben'?" in capsys.readouterr().err

    archives = {path.name: path.read_bytes() for path in (project / "build").rglob("*.zip")}
    assert sorted(archives) == ["bundle.zip", "oben.zip", "oeltua.zip"]
    assert run("bundle", "--village", "oeltua", "--zip") == 0
    assert (villages / "oeltua.zip").read_bytes() == archives["oeltua.zip"]
    assert "From an earlier time, not made now: oben. Do not hand them over." in capsys.readouterr().err
    assert run("bundle") == 0
    assert not (project / "build" / "bundle.zip").exists()


def test_a_stick_that_changes_its_village_says_so(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert run("bundle", "--village", "oben") == 0
    assert run("write", stick, "--any-folder", "--village", "oben") == 0
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("2026.11.1", "2026.11.2"), "utf-8")
    assert run("bundle", "--village", "oeltua") == 0
    capsys.readouterr()
    assert run("write", stick, "--any-folder", "--village", "oeltua") == 0
    assert (
        "This stick had the edition of the village oben. Now it gets the edition of the village oeltua."
        in capsys.readouterr().err
    )
    assert {path.name for path in stick.iterdir() if release_of_folder(path.name)} == {
        "BEKAL-2026.11.1",
        "BEKAL-2026.11.2",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--village", "oetua"), "villages.yml has no village 'oetua'\n  fix: did you mean 'oeltua'?\n"),
        (("--village", "x"), "villages.yml has no village 'x'\n  fix: use one of: oeltua, oben\n"),
    ],
)
def test_a_village_that_is_not_in_the_data_is_refused_before_anything_is_built(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run("bundle", *arguments) == 2
    assert capsys.readouterr().err == said
    assert not (project / "build").exists()


def test_a_number_without_consent_stops_the_bundle(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = project / "docs" / "data" / "villages.yml"
    file.write_text(VILLAGES.replace("consent: 2026-11-04", "consent: refused"), encoding="utf-8")
    assert run("bundle", "--all-villages") == 1
    said = capsys.readouterr().out
    for line, key in ((6, "post"), (7, "companions"), (8, "numbers")):
        assert (
            f"docs/data/villages.yml:{line}:3: error[data-value]: '{key}' is given, "
            "but the village has not agreed that it is printed\n"
            "  fix: ask the village, then write the day into 'consent'; "
            f"until then leave '{key}' empty\n"
        ) in said
    assert not (project / "build").exists()


def test_a_blocked_number_of_a_village_stops_the_bundle(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = project / "docs" / "data" / "villages.yml"
    file.write_text(VILLAGES.replace("0800-1234-567", "0811-1112-9129"), encoding="utf-8")
    assert run("bundle", "--all-villages") == 1
    assert "error[blocked-number]" in capsys.readouterr().out
    assert not (project / "build").exists()
