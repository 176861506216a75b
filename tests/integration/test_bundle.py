"""From the project's own pages to a checked folder, through the commands that people type."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bekal.config import find_project
from bekal.content.catalogue import read_order
from bundles import STRANGER
from command import run

ROOT = Path(__file__).resolve().parents[2]
BUILT_AT = "1795478400"

SLUGS = read_order(find_project(Path(__file__).parent))
"""The pages that mkdocs.yml names; what a page for editors is called must not appear."""

SITE = [f"{folder}{slug}.html" for folder in ("", "en/") for slug in SLUGS]
CHAPTERS = {slug.partition("/")[0] for slug in SLUGS if "/" in slug}
EDITION = "BEKAL-2026.11.1"


def copy_project(folder: Path) -> Path:
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = copy_project(tmp_path / "project")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BUILT_AT)
    monkeypatch.delenv("LANGUAGE", raising=False)
    return folder


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_one_command_makes_exactly_the_folder_that_is_handed_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bundle") == 0
    bundle = project / "build" / "bundle"
    printed = capsys.readouterr()
    assert printed.out.splitlines()[-1] == str(bundle)
    assert "error[" not in printed.out
    assert printed.err.splitlines()[-1] == "Next: plug in a stick and run  bekal write PATH-OF-THE-STICK"
    assert sorted(digests(bundle)) == sorted(
        [
            "BACA-SAYA.txt",
            "BUKA.HTM",
            *(f"{EDITION}/HP/bab-{chapter}-{locale}.html" for chapter in CHAPTERS for locale in ("en", "id")),
            f"{EDITION}/HP/buku-en.html",
            f"{EDITION}/HP/buku-id.html",
            f"{EDITION}/PERIKSA.html",
            f"{EDITION}/SHA256SUMS",
            f"{EDITION}/manifest.json",
            f"{EDITION}/manifest.json.minisig",
            *(f"{EDITION}/SITUS/{path}" for path in SITE),
            f"{EDITION}/SITUS/search-id.js",
            f"{EDITION}/SITUS/en/search-en.js",
        ]
    )
    assert len((bundle / "BUKA.HTM").read_bytes()) == 512
    manifest = json.loads((bundle / EDITION / "manifest.json").read_bytes())
    assert (manifest["release"], manifest["channel"]) == ("2026.11.1", "trial")
    assert "UJI COBA" in (bundle / "BUKA.HTM").read_text(encoding="ascii")


def test_the_checker_page_knows_the_signer_and_the_projects_keys(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "docs" / "data" / "keys" / "kupang.pub").write_text(
        STRANGER.public.as_file(), encoding="ascii"
    )
    assert run("bundle") == 0
    capsys.readouterr()
    assert run("key", "show") == 0
    own = capsys.readouterr().out.strip().rpartition("fingerprint: ")[2]
    page = (project / "build" / "bundle" / EDITION / "PERIKSA.html").read_text(encoding="utf-8")
    assert re.findall(r'<p class="fingerprint">([^<]*)</p>', page) == [own, STRANGER.public.fingerprint]
    assert STRANGER.public.line in page


def test_the_same_pages_give_the_same_bytes_signature_included(project: Path) -> None:
    assert run("bundle") == 0
    first = digests(project / "build" / "bundle")
    shutil.rmtree(project / "build")
    assert run("bundle") == 0
    assert digests(project / "build" / "bundle") == first


def test_stock_tools_accept_the_bundle(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bundle") == 0
    capsys.readouterr()
    assert run("key", "show") == 0
    public = next(word for word in capsys.readouterr().out.split() if word.startswith("RW"))
    edition = project / "build" / "bundle" / EDITION
    assert shutil.which("minisign"), "minisign is missing: make test installs it"
    for command in (
        ["sha256sum", "-c", "SHA256SUMS"],
        ["minisign", "-V", "-P", public, "-m", "manifest.json"],
    ):
        done = subprocess.run(command, cwd=edition, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_bundle_goes_to_a_stick_and_is_checked_there(project: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "foto.jpg").write_bytes(b"somebody else's")
    assert run("bundle") == 0
    assert run("write", str(stick)) == 2
    assert sorted(path.name for path in stick.iterdir()) == ["foto.jpg"]
    assert run("write", "--any-folder", str(stick)) == 0
    assert run("verify", str(stick)) == 0
    assert (stick / "foto.jpg").read_bytes() == b"somebody else's"
    page = stick / EDITION / "SITUS" / "complaints" / "emergency.html"
    page.write_bytes(page.read_bytes().replace(b"0800-1000", b"0800-9999", 1))
    assert run("verify", str(stick)) == 1


def test_a_finding_stops_the_bundle_and_leaves_the_old_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bundle") == 0
    before = digests(project / "build")
    page = project / "docs" / "id" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nTelepon 0812-3456-7890.\n", encoding="utf-8")
    capsys.readouterr()
    assert run("bundle") == 1
    printed = capsys.readouterr()
    assert "error[literal-number]" in printed.out
    assert "error[translation-stale]" in printed.out
    assert printed.err.splitlines()[-1] == "Stopped: 2 problems must be mended first."
    assert digests(project / "build") == before


def test_a_release_is_refused_while_numbers_were_not_called(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("bundle", "--release") == 2
    assert (
        "this is no release yet: not called: polri-110, sapa-129, kp2mi-callcenter" in capsys.readouterr().err
    )
    assert not (project / "build" / "bundle").exists()


def test_a_folder_without_project_is_named_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("bundle") == 2
    assert capsys.readouterr().err.splitlines() == [
        f"no mkdocs.yml in {tmp_path} or any folder above it",
        "  fix: change to the project's folder and try again",
    ]


MALFORMED = {
    "empty": b"",
    "binary": bytes(range(256)) * 8,
    "not UTF-8": "---\ntitle: Surat\n---\n\xe9".encode("latin-1"),
    "an unclosed quote": b'---\ntitle: "Surat\n---\nTeks\n',
    "tabs": b"---\ntitle:\tSurat\n\tsummary: x\n---\nTeks\n",
    "a key twice": b"---\ntitle: a\ntitle: b\n---\nTeks\n",
    "an alias": b"---\ntitle: &a x\nsummary: *a\n---\nTeks\n",
    "200,000 brackets": b"---\ntitle: " + b"[" * 200_000 + b"\n---\nTeks\n",
    "a line of 10 MB": b"---\ntitle: a\n---\n" + b"x" * 10_000_000,
}


@pytest.mark.parametrize("content", MALFORMED.values(), ids=MALFORMED.keys())
@pytest.mark.parametrize("place", ["docs/id/departure/documents.md", "docs/data/contacts.yml"])
def test_no_malformed_file_gives_a_traceback_or_half_a_bundle(
    project: Path, capsys: pytest.CaptureFixture[str], place: str, content: bytes
) -> None:
    (project / place).write_bytes(content)
    assert run("bundle") == 1
    printed = capsys.readouterr()
    assert any(line.startswith(f"{place}:") for line in printed.out.splitlines())
    assert "Traceback" not in printed.out + printed.err
    assert not (project / "build").exists()


def test_the_command_is_installed() -> None:
    command = Path(sys.executable).with_name("bekal")
    environment = {
        name: value for name, value in os.environ.items() if name not in {"LANGUAGE", "LC_ALL", "LANG"}
    }
    done = subprocess.run([command, "--help"], capture_output=True, text=True, check=True, env=environment)
    assert [line.split()[0] for line in done.stdout.split("Commands:")[1].strip().splitlines()] == [
        "build",
        "bundle",
        "check",
        "fact",
        "key",
        "new",
        "pictures",
        "ralat",
        "rules",
        "status",
        "verify",
        "write",
    ]
