from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from bekal.cli.editors import pictures
from bekal.errors import ProjectError
from projects import BASE, make_project

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PICTURE = "  stands_for: {{id: {id}, en: {en}}}\n  openmoji: {{}}\n  seen_by: {seen_by}\n"
KNOWN = (
    "ring:\n"
    + PICTURE.format(id="cincin", en="ring", seen_by="5 dari 5, Oeltua")
    + "passport:\n"
    + PICTURE.format(id="paspor", en="passport", seen_by="belum diuji")
)


def test_the_sheet_is_written_into_the_build_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path, {**BASE, "overrides/.icons/pictures.yml": KNOWN})
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(pictures, obj="id", standalone_mode=False)
    assert (result.return_value, result.stdout) == (0, "ditulis: build/pictures.html\n")
    assert result.stderr == "2 gambar, 1 di antaranya belum diuji.\n"
    first = (tmp_path / "build" / "pictures.html").read_bytes()
    assert first.count(b"<svg") == 4
    CliRunner().invoke(pictures, obj="en", standalone_mode=False)
    assert (tmp_path / "build" / "pictures.html").read_bytes() == first


def test_a_project_without_a_list_of_pictures_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path, BASE)
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(pictures, obj="en", standalone_mode=False)
    assert isinstance(result.exception, ProjectError)
    assert result.exception.message == "overrides/.icons/pictures.yml: this is no file"
