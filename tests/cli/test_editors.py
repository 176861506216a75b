from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bekal.cli.editors import check
from bekal.errors import ProjectError
from projects import BASE, PAGE, make_project

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = PAGE.replace("picture: passport", "picture: pasport")


@pytest.fixture
def in_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, BASE)
    monkeypatch.chdir(tmp_path / "docs" / "id")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")
    return tmp_path


def run(*arguments: str, locale: str = "en") -> tuple[object, str, str]:
    result = CliRunner().invoke(check, arguments, obj=locale, standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.return_value, result.stdout, result.stderr


@pytest.mark.usefixtures("in_project")
def test_a_right_project_leaves_with_0_and_says_so_beside_the_results() -> None:
    assert run() == (0, "", "Nothing to correct.\n")
    assert run(locale="id") == (0, "", "Tidak ada yang perlu diperbaiki.\n")


def test_findings_leave_with_1_and_name_file_line_and_remedy(in_project: Path) -> None:
    (in_project / "docs/id/index.md").write_text(BROKEN, encoding="utf-8")
    assert run() == (
        1,
        (
            "docs/id/index.md:5:10: error[picture-unknown]: there is no picture 'pasport'\n"
            "  fix: did you mean 'passport'?\n"
        ),
        "1 to correct, 0 to look at, in 1 files.\n",
    )
    assert run(locale="id")[2] == "1 harus diperbaiki, 0 perlu dilihat, dalam 1 berkas.\n"


def test_findings_are_written_for_programs(in_project: Path) -> None:
    (in_project / "docs/id/index.md").write_text(BROKEN, encoding="utf-8")
    status, out, _ = run("--format", "json")
    assert status == 1
    assert json.loads(out) == [
        {
            "path": "docs/id/index.md",
            "line": 5,
            "column": 10,
            "rule": "picture-unknown",
            "message": "there is no picture 'pasport'",
            "fix": "did you mean 'passport'?",
            "severity": "error",
        }
    ]


def test_findings_are_written_as_notes_on_a_pull_request(in_project: Path) -> None:
    (in_project / "docs/id/index.md").write_text(BROKEN, encoding="utf-8")
    _, out, _ = run("--format", "github")
    assert out == (
        "::error file=docs/id/index.md,line=5,col=10,title=picture-unknown::"
        "there is no picture 'pasport'%0Afix: did you mean 'passport'?\n"
    )


def test_warnings_alone_leave_with_0(in_project: Path) -> None:
    (in_project / "docs/id/index.md").write_bytes(PAGE.replace("\n", "\r\n").encode())
    status, out, err = run()
    assert status == 0
    assert out.startswith("docs/id/index.md:1:1: warning[file-encoding]: ")
    assert err == "0 to correct, 1 to look at, in 1 files.\n"


def test_no_project_cannot_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match=r"no mkdocs\.yml in"):
        run()
