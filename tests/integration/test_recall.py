"""``bekal ralat``: from a changed number to the sheet, through git or an earlier folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bekal.bundle.keys import own_key
from bekal.locale import translator
from command import run
from git_repository import GitRepository, make_repository

ROOT = Path(__file__).resolve().parents[2]
NUMBER = "29244800"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitRepository:
    """The project as it was released, tagged, in a repository; the working directory in it."""
    folder = tmp_path / "project"
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    set_release(folder, "2026.11.1")
    made = make_repository(folder)
    made.commit("2026-11-01")
    made.run("tag", "v2026.11.1")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    monkeypatch.delenv("LANGUAGE", raising=False)
    return made


def set_release(folder: Path, release: str) -> None:
    lines = (folder / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    lines = [f'  release: "{release}"' if line.startswith("  release:") else line for line in lines]
    (folder / "mkdocs.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def change_number(folder: Path) -> None:
    file = folder / "docs" / "data" / "contacts.yml"
    text = file.read_text(encoding="utf-8")
    assert f"+6221{NUMBER}" in text
    text = text.replace(f"+6221{NUMBER}", "+622129244801").replace("+62 21 29244800", "+62 21 29244801")
    file.write_text(text, encoding="utf-8")


def test_a_changed_number_gives_a_sheet_and_a_text_that_name_releases_villages_and_key(
    repository: GitRepository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, _ = own_key(translator("en"))
    change_number(repository.root)
    set_release(repository.root, "2026.12.1")
    assert run("ralat", "--since", "v2026.11.1") == 0
    assert capsys.readouterr().out == (
        "written: build/ralat/ralat-2026.11.1-2026.12.1.html\n"
        "written: build/ralat/ralat-2026.11.1-2026.12.1.txt\n"
    )
    written = {path.suffix: path.read_text("utf-8") for path in (repository.root / "build/ralat").iterdir()}
    text = written[".txt"]
    assert "~+62 21 29244800" in text
    assert "Pakai: +62 21 29244801" in text
    for words in (
        "Untuk semua salinan rilis 2026.11.1 dan yang lebih lama",
        "Oeltua, Camplong II, Oeletsala, Oben, Nunkurus, Riangkemie, Helanlangowuyo",
        key.public.fingerprint,
        "24 November 2026",
    ):
        assert words in text
        assert words in written[".html"]

    earlier = tmp_path / "earlier"
    repository.run("worktree", "add", "--quiet", str(earlier), "v2026.11.1")
    shutil.rmtree(repository.root / "build")
    assert run("ralat", "--since", earlier) == 0
    assert {
        path.suffix: path.read_text("utf-8") for path in (repository.root / "build/ralat").iterdir()
    } == written


def test_data_that_has_not_changed_needs_no_correction_and_writes_nothing(
    repository: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    set_release(repository.root, "2026.12.1")
    assert run("ralat", "--since", "v2026.11.1") == 0
    assert capsys.readouterr().out == (
        "Nothing that release 2026.11.1 states has changed; no correction is needed.\n"
    )
    assert not (repository.root / "build").exists()


def test_what_stands_in_the_way_of_a_correction_is_said_with_what_to_do(
    repository: GitRepository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_number(repository.root)

    def refused(since: object) -> str:
        assert run("ralat", "--since", since) == 2
        assert not (repository.root / "build").exists()
        return capsys.readouterr().err

    assert refused("v2026.11.1") == (
        "the release to correct is 2026.11.1, and this one is 2026.11.1, which is not newer\n"
        "  fix: raise extra.release in mkdocs.yml, so that people can tell the copies apart\n"
    )
    set_release(repository.root, "2026.12.1")
    assert refused("v2026.11.1") == (
        "this computer has no key yet, and the sheet names the key that signs the new sticks\n"
        "  fix: run 'bekal bundle' first, on the computer that signs the sticks\n"
    )
    assert refused("v2020.1.1") == (
        "git knows no revision 'v2020.1.1' here, and no folder has this name\n"
        "  fix: name a tag or commit that 'git log' shows, or the folder of an earlier checkout\n"
    )
    assert "git knows no revision '--output=x' here" in refused("--output=x")
    (tmp_path / "bundle").mkdir()
    assert refused(tmp_path / "bundle") == (
        f"{tmp_path / 'bundle'} is no project of an earlier release: it has no mkdocs.yml\n"
        "  fix: name the tag of the release, or the folder of its pages and data; a bundle holds no data\n"
    )
    (repository.root / "docs" / "data" / "facts.yml").write_text("- id: [\n", encoding="utf-8")
    assert refused("v2026.11.1").startswith("docs/data has mistakes, and a correction must not have any\n")


def test_entries_of_an_earlier_release_that_cannot_be_read_are_named(
    repository: GitRepository, capsys: pytest.CaptureFixture[str]
) -> None:
    own_key(translator("en"))
    villages = repository.root / "docs" / "data" / "villages.yml"
    now = villages.read_text(encoding="utf-8")
    villages.write_text(now.replace("  numbers: []", "  numbers: [0812-0000-0000]", 1), encoding="utf-8")
    repository.commit("2026-11-02")
    villages.write_text(now, encoding="utf-8")
    change_number(repository.root)
    set_release(repository.root, "2026.12.1")
    assert run("ralat", "--since", "HEAD") == 0
    assert (
        "Not compared, because today's programme cannot read them: oeltua (docs/data/villages.yml)."
        in capsys.readouterr().err
    )
