"""Messages that a person meets rarely: each is said, with what to do, in both languages."""

from __future__ import annotations

import base64
import errno
import hashlib
import os
import shutil
from pathlib import Path

import pytest

from bekal.bundle import keys
from bekal.bundle.keys import own_key
from bekal.bundle.minisign import parse_secret_key
from bekal.bundle.refused import SignatureRefusedError
from bekal.cli import sticks
from bekal.config import build_time
from bekal.errors import KeyFileError, ProjectError, StickError
from bekal.locale import translator
from bekal.stick.devices import why_not_on_linux
from bekal.stick.folder_volume import FolderVolume
from bekal.stick.plan import prepare
from bekal.stick.seen import SeenReleases
from bekal.stick.trouble import stick_trouble
from bekal.stick.verify import inspect, judge
from bundles import KEY, TODAY, WORDS, make_bundle, make_edition
from command import run
from tampering import write_honest

INDONESIAN = translator("id")


@pytest.fixture
def computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer with its own folders, working in an empty project that trusts ``KEY``."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(sticks, "_today", lambda: TODAY)
    project = tmp_path / "project"
    (project / "docs" / "data" / "keys").mkdir(parents=True)
    (project / "docs" / "data" / "keys" / "a.pub").write_text(KEY.public.as_file(), encoding="ascii")
    (project / "mkdocs.yml").write_text('extra:\n  release: "2026.11.1"\n', encoding="utf-8")
    monkeypatch.chdir(project)
    return tmp_path


@pytest.mark.parametrize(
    ("settings", "english", "indonesian"),
    [
        (
            b"extra: [",
            ("cannot be read: ", "fix: mend the file and try again"),
            ("tidak bisa dibaca: ", "perbaikan: perbaiki berkasnya, lalu coba lagi"),
        ),
        (
            b"just words",
            ("mkdocs.yml holds no settings", "fix: restore the file"),
            ("mkdocs.yml tidak berisi pengaturan", "perbaikan: kembalikan berkasnya"),
        ),
        (
            b"extra:\n  release: 2026.11\n",
            (
                "extra.release is 2026.11, not a release such as 2026.11.1",
                "fix: write it as YYYY.M.N in quotes",
            ),
            (
                "extra.release adalah 2026.11, bukan rilis seperti 2026.11.1",
                "perbaikan: tulis sebagai TTTT.B.N di dalam tanda kutip",
            ),
        ),
    ],
)
def test_settings_that_cannot_be_used_are_named(
    computer: Path,
    capsys: pytest.CaptureFixture[str],
    settings: bytes,
    english: tuple[str, str],
    indonesian: tuple[str, str],
) -> None:
    (computer / "project" / "mkdocs.yml").write_bytes(settings)
    for locale, expected in (("en", english), ("id", indonesian)):
        assert run("write", ".", locale=locale) == 2
        said = capsys.readouterr().err
        assert all(text in said for text in expected), said


def test_a_build_time_that_is_no_number_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ProjectError) as error:
        build_time()
    assert error.value.in_words(translator("en")) == (
        "SOURCE_DATE_EPOCH is 'yesterday', not a number of seconds",
        "set it to a whole number, or leave it unset",
    )
    assert error.value.in_words(INDONESIAN) == (
        "SOURCE_DATE_EPOCH adalah 'yesterday', bukan jumlah detik",
        "isi dengan bilangan bulat, atau jangan diisi",
    )


def test_a_key_that_is_trusted_twice_is_said_to_be_known(
    computer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (computer / "a.pub").write_text(KEY.public.as_file(), encoding="ascii")
    run("key", "trust", computer / "a.pub")
    capsys.readouterr()
    assert run("key", "trust", computer / "a.pub") == 0
    assert "This key was trusted before:" in capsys.readouterr().err


def test_the_removal_of_the_edition_before_last_is_said(
    computer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (computer / "stick").mkdir()
    for release in ("2026.9.1", "2026.11.1", "2026.12.1"):
        make_bundle(computer / release, make_edition(release))
        arguments = ("write", computer / "stick", "--any-folder", "--bundle", computer / release)
        assert run(*arguments) == 0
    assert "BEKAL-2026.9.1 was removed: it was the edition before last." in capsys.readouterr().err


def test_a_bundle_with_two_editions_is_not_written(tmp_path: Path) -> None:
    make_bundle(tmp_path / "bundle", make_edition("2026.12.1"))
    make_bundle(tmp_path / "older")
    shutil.move(tmp_path / "older" / "BEKAL-2026.11.1", tmp_path / "bundle")
    (tmp_path / "stick").mkdir()
    with pytest.raises(StickError) as error:
        prepare(FolderVolume(tmp_path / "bundle"), FolderVolume(tmp_path / "stick"), [KEY.public], WORDS)
    assert error.value.message.endswith("it does not hold exactly one edition")
    assert error.value.fix.startswith("make it anew with 'bekal bundle'")


def test_a_village_that_no_manifest_can_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as error:
        make_bundle(tmp_path / "bundle", make_edition(village="Oeltua Raya"))
    assert error.value.message.startswith("the manifest would not be accepted: village is 'Oeltua Raya'")
    assert error.value.fix == "mend release, village, dates or files as it says"
    assert not (tmp_path / "bundle").exists()


def test_a_folder_in_the_place_of_the_start_page_is_named(tmp_path: Path) -> None:
    write_honest(tmp_path / "stick")
    (tmp_path / "stick" / "BUKA.HTM").unlink()
    (tmp_path / "stick" / "BUKA.HTM").mkdir()
    seen = SeenReleases(tmp_path / "seen.json")
    found = judge(inspect(FolderVolume(tmp_path / "stick"), [KEY.public], WORDS), seen, TODAY, WORDS).findings
    assert [(str(finding.kind), finding.path, finding.message) for finding in found] == [
        ("complete", "BUKA.HTM", "no plain file, though its name says so")
    ]


def test_a_place_where_nothing_is_mounted_is_no_stick() -> None:
    reason = why_not_on_linux(Path("/media/BEKAL"), [], Path("/sys/class/block"), WORDS)
    assert reason == "nothing is mounted there"
    assert why_not_on_linux(Path("/media/BEKAL"), [], Path("/sys/class/block"), INDONESIAN) != reason


@pytest.mark.parametrize("number", [errno.EFBIG, errno.ETIMEDOUT, errno.ENAMETOOLONG])
def test_an_error_without_a_name_of_its_own_is_told_with_the_systems_reason(number: int) -> None:
    trouble = stick_trouble(OSError(number, os.strerror(number)), "E:", WORDS)
    assert trouble.message == f"the work on E: stopped: {os.strerror(number)}"
    assert trouble.fix == (
        "what opened before still opens; plug the stick in again and try once more; "
        "if it stops again, use another stick"
    )
    indonesian = stick_trouble(OSError(number, os.strerror(number)), "E:", INDONESIAN)
    assert trouble.message != indonesian.message
    assert trouble.fix != indonesian.fix


def test_a_secret_key_whose_halves_differ_is_damaged() -> None:
    body = bytearray(base64.b64decode(KEY.as_file().splitlines()[1]))
    body[100] ^= 1
    body[126:] = hashlib.blake2b(bytes(body[:2] + body[54:126]), digest_size=32).digest()
    with pytest.raises(SignatureRefusedError) as refusal:
        parse_secret_key(base64.b64encode(bytes(body)))
    assert str(refusal.value) == "the secret key is damaged: its two halves differ"
    assert refusal.value.in_words(INDONESIAN) != str(refusal.value)


def test_a_secret_key_that_vanishes_while_it_is_made_is_told(
    computer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_create", lambda *_arguments: False)
    with pytest.raises(KeyFileError) as error:
        own_key(WORDS)
    assert error.value.message.endswith("own.key came and went while it was made")
    assert error.value.fix == "try again"
