"""``bekal write``, ``bekal verify`` and ``bekal key`` as a person meets them: words, places, exit status."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from bekal.bundle.keys import own_key
from bekal.bundle.manifest import Channel
from bekal.cli import sticks
from bundles import KEY, PAYLOAD, STRANGER, TODAY, WORDS, make_bundle, make_edition
from command import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER = "BEKAL-2026.11.1"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a trusted key and a bundle, the working directory in it, and a user of its own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(sticks, "_today", lambda: TODAY)
    root = tmp_path / "project"
    (root / "docs" / "data" / "keys").mkdir(parents=True)
    (root / "docs" / "data" / "keys" / "kupang.pub").write_text(KEY.public.as_file(), encoding="ascii")
    (root / "mkdocs.yml").write_text('extra:\n  release: "2026.11.1"\n', encoding="utf-8")
    (root / "build").mkdir()
    make_bundle(root / "build" / "bundle")
    monkeypatch.chdir(root)
    (tmp_path / "stick").mkdir()
    return root


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def test_write_says_the_verdict_and_the_next_step(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("write", stick, "--any-folder") == 0
    said = capsys.readouterr()
    assert said.out == (
        f"AMAN DIPAKAI (safe to use)  {stick}  "
        f"release 2026.11.1, 6 files as signed, key {KEY.public.fingerprint}.\n"
        "  UJI COBA: the numbers in this edition are not yet confirmed by calls.\n"
        "Next: eject the stick, wait one minute, unplug it, plug it in again, "
        f"then run: bekal verify {stick}\n"
    )
    assert "11 files written and read back, 0 were right already." in said.err


def test_verify_of_an_honest_stick_is_0(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("write", stick, "--any-folder")
    capsys.readouterr()
    assert run("verify", stick) == 0
    assert capsys.readouterr().out.startswith("AMAN DIPAKAI (safe to use)  ")
    assert run("verify", stick, locale="id") == 0
    assert capsys.readouterr().out == (
        f"AMAN DIPAKAI  {stick}  rilis 2026.11.1, 6 berkas seperti yang ditandatangani, "
        f"kunci {KEY.public.fingerprint}.\n"
        "  UJI COBA: nomor telepon di dalamnya belum kami pastikan.\n"
    )


def test_a_release_is_not_called_a_trial(
    stick: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_bundle(project / "build" / "bundle", make_edition(channel=Channel.RELEASE))
    assert run("write", stick, "--any-folder") == 0
    assert "UJI COBA" not in capsys.readouterr().out


def test_verify_names_each_place_and_one_remedy(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("write", stick, "--any-folder")
    (stick / FOLDER / "HP" / "buku-id.html").write_bytes(b"x")
    (stick / FOLDER / "SITUS" / "index.html").write_bytes(b"y")
    capsys.readouterr()
    assert run("verify", stick) == 1
    assert capsys.readouterr().out == (
        f"JANGAN DIPAKAI (do not use)  {stick}  2 of 6 files differ from the signed list.\n"
        "  UJI COBA: the numbers in this edition are not yet confirmed by calls.\n"
        f"  {FOLDER}/HP/buku-id.html   not intact: changed (1 bytes, expected 55)\n"
        f"  {FOLDER}/SITUS/index.html   not intact: changed (1 bytes, expected 53)\n"
        "  fix: write the bundle to the stick again; if it happens twice, use another stick\n"
    )


def test_verify_says_many_missing_files_once_and_each_on_request(
    stick: Path, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {f"SITUS/en/{number:02}.html": f"{number}" for number in range(75)}
    make_bundle(project / "build" / "bundle", payload={**PAYLOAD, **pages})
    run("write", stick, "--any-folder")
    for page in pages:
        (stick / FOLDER / page).unlink()
    capsys.readouterr()
    assert run("verify", stick, locale="id") == 1
    assert capsys.readouterr().out == (
        f"JANGAN DIPAKAI  {stick}  75 dari 81 berkas berbeda dari daftar bertanda tangan.\n"
        "  UJI COBA: nomor telepon di dalamnya belum kami pastikan.\n"
        f"  {FOLDER}/SITUS   tidak lengkap: tidak ada di flashdisk: 75 di folder ini, "
        "misalnya en/00.html, en/01.html, en/02.html\n"
        "  perbaikan: tulis lagi paketnya ke flashdisk; kalau terjadi dua kali, pakai flashdisk lain\n"
        f"  Semua nama: bekal verify --all {stick}\n"
    )
    assert run("verify", "--all", stick) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:-1] == [
        f"  {FOLDER}/{page}   not complete: missing from the stick" for page in sorted(pages)
    ]
    assert lines[-1].startswith("  fix: write the bundle to the stick again")


def damage(path: str) -> Callable[[Path], object]:
    return lambda stick: (stick / path).write_bytes(b"x")


@pytest.mark.parametrize(
    "tamper",
    [
        damage("BUKA.HTM"),
        damage("BACA-SAYA.txt"),
        damage("autorun.inf"),
        damage("foto.lnk"),
        damage(f"{FOLDER}/manifest.json"),
        damage(f"{FOLDER}/manifest.json.minisig"),
        damage(f"{FOLDER}/SHA256SUMS"),
        damage(f"{FOLDER}/HP/new.html"),
        lambda stick: (stick / FOLDER / "manifest.json.minisig").unlink(),
        lambda stick: (stick / FOLDER / "SITUS" / "empty").mkdir(),
        lambda stick: shutil.rmtree(stick / FOLDER),
        lambda stick: (stick / FOLDER / "HP" / "\udcff").write_bytes(b"x"),
    ],
)
def test_a_spoilt_stick_is_1_in_both_languages(
    stick: Path, capsys: pytest.CaptureFixture[str], tamper: Callable[[Path], object]
) -> None:
    run("write", stick, "--any-folder")
    tamper(stick)
    for locale in ("id", "en"):
        capsys.readouterr()
        assert run("verify", stick, locale=locale) == 1
        assert capsys.readouterr().out.startswith("JANGAN DIPAKAI")


def test_an_expired_stick_is_3(stick: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_bundle(project / "build" / "bundle", make_edition(expires=dt.date(2026, 11, 30)))
    assert run("write", stick, "--any-folder") == 3
    capsys.readouterr()
    assert run("verify", stick, locale="id") == 3
    said = capsys.readouterr().out
    assert said.startswith("BOLEH DIPAKAI, TETAPI SUDAH LAMA  ")
    assert "sejak 30 November 2026" in said


def test_a_computer_remembers_what_it_saw(stick: Path, tmp_path: Path) -> None:
    run("write", stick, "--any-folder")
    newer = tmp_path / "newer"
    make_bundle(newer, make_edition("2026.12.1"))
    assert run("verify", newer) == 0
    assert run("verify", stick) == 3


def test_a_forged_newer_edition_is_not_remembered(stick: Path, tmp_path: Path) -> None:
    run("write", stick, "--any-folder")
    make_bundle(tmp_path / "forged", make_edition("2027.1.1"), key=STRANGER)
    assert run("verify", tmp_path / "forged") == 1
    assert run("verify", stick) == 0


def test_an_unknown_key_is_trusted_only_after_trust(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stick = tmp_path / "theirs"
    make_bundle(stick, key=STRANGER)
    (tmp_path / "their.pub").write_text(STRANGER.public.as_file(), encoding="ascii")
    assert run("verify", stick, locale="id") == 1
    said = capsys.readouterr().out
    assert "kunci tidak dikenal" in said
    assert STRANGER.public.fingerprint in said
    assert run("key", "trust", tmp_path / "their.pub") == 0
    assert STRANGER.public.fingerprint in capsys.readouterr().out
    assert run("verify", stick) == 0


def test_the_keys_of_a_project_on_the_stick_are_not_trusted(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "theirs"
    make_bundle(stick, key=STRANGER)
    shutil.copytree(project / "docs", stick / "docs")
    shutil.copy(project / "mkdocs.yml", stick)
    (stick / "docs" / "data" / "keys" / "x.pub").write_text(STRANGER.public.as_file(), encoding="ascii")
    monkeypatch.chdir(stick)
    assert run("verify", stick) == 1
    assert run("verify", ".") == 1
    (stick / "inner").mkdir()
    shutil.move(stick / "docs", stick / "inner")
    shutil.move(stick / "mkdocs.yml", stick / "inner")
    monkeypatch.chdir(stick / "inner")
    assert run("verify", stick) == 1


def test_verify_works_without_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, _is_new = own_key(WORDS)
    make_bundle(tmp_path / "own", key=own)
    monkeypatch.chdir(tmp_path)
    assert run("verify", tmp_path / "own") == 0


def test_verify_accepts_the_bundle_in_the_build_folder(project: Path) -> None:
    assert run("verify", project / "build" / "bundle") == 0


def test_another_bundle_can_be_named(stick: Path, tmp_path: Path) -> None:
    make_bundle(tmp_path / "village", make_edition(village="oeltua"))
    assert run("write", stick, "--any-folder", "--bundle", tmp_path / "village") == 0
    assert b"Oeltua" in (stick / "BUKA.HTM").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("write", "nowhere", "--any-folder"), "nowhere is not there, or is no folder"),
        (("write", "docs"), "docs is no stick: "),
        (("write", "docs", "--bundle", "nowhere"), "there is no bundle in nowhere"),
        (("verify", "nowhere"), "nowhere cannot be read: No such file or directory"),
        (("verify", "mkdocs.yml"), "mkdocs.yml cannot be read: Not a directory"),
        (
            ("verify", f"build/bundle/{FOLDER}"),
            f"build/bundle/{FOLDER} is an edition's folder and not the stick",
        ),
        (
            ("write", f"build/bundle/{FOLDER}", "--any-folder"),
            f"build/bundle/{FOLDER} is an edition's folder",
        ),
        (("key", "trust", "nowhere"), "nowhere holds no public key: No such file or directory"),
    ],
)
def test_what_cannot_go_on_says_what_to_do(
    arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    said, fix = capsys.readouterr().err.splitlines()
    assert said.startswith(message)
    assert re.match(r"  fix: \w", fix)


def test_a_stick_is_asked_for_unless_told_otherwise(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("write", stick) == 2
    assert "--any-folder" in capsys.readouterr().err
    assert list(stick.iterdir()) == []


def test_writing_a_bundle_onto_itself_changes_nothing(project: Path) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in (project / "build" / "bundle").rglob("*"))
    assert run("write", "build/bundle", "--any-folder") == 0
    assert (
        sorted((path, path.stat().st_mtime_ns) for path in (project / "build" / "bundle").rglob("*"))
        == before
    )


def test_key_show_prints_the_line_and_the_fingerprint_and_makes_a_key_only_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("key", "show") == 0
    first = capsys.readouterr()
    own, _is_new = own_key(WORDS)
    assert first.out == f"{own.public.line}\nfingerprint: {own.public.fingerprint}\n"
    assert "This computer had no key" in first.err
    assert run("key", "show") == 0
    assert capsys.readouterr().out == first.out


def test_key_new_never_overwrites(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("key", "new") == 0
    first = capsys.readouterr().out
    assert run("key", "new") == 2
    said = capsys.readouterr()
    assert said.out == first
    assert "There is a key already, and it stays" in said.err


def test_every_file_of_the_payload_is_counted(stick: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("write", stick, "--any-folder")
    assert f"{len(PAYLOAD)} files" in capsys.readouterr().out
