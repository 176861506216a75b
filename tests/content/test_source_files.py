from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bekal.content.catalogue import load_catalogue
from bekal.content.source_files import find_source_files
from projects import BASE, make_project

if TYPE_CHECKING:
    from pathlib import Path


def test_pages_and_what_they_can_use_are_told_apart(tmp_path: Path) -> None:
    more: dict[str, str | bytes] = {
        "docs/assets/peta.png": b"",
        "docs/id/departure/foto.jpg": b"",
        "docs/data/README.md": "",
        "docs/notes.txt": "",
    }
    files = find_source_files(make_project(tmp_path, {**BASE, **more}))
    assert files.pages == {
        "id": (tmp_path / "docs/id/index.md",),
        "en": (tmp_path / "docs/en/index.md",),
    }
    assert files.assets == {"assets/peta.png", "id/departure/foto.jpg"}
    assert files.strays == ()


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("docs/id/lagi", ".."),
        ("docs/id/lagi", "/etc"),
        ("docs/lagi", "id"),
        ("docs/assets", "id"),
        ("docs/assets", "/etc"),
        ("docs/ms", "/no-such-place"),
    ],
)
def test_a_linked_folder_is_named_once_and_never_entered(link: str, target: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, BASE)
    (tmp_path / link).symlink_to(target)
    catalogue, findings = load_catalogue(project)
    (finding,) = findings
    assert finding.as_text() == (
        f"{link}:1:1: error[file-unreadable]: this is a link to another place\n"
        "  fix: put what it leads to in its place, or remove it"
    )
    assert catalogue.slugs == {"id": ["index"], "en": ["index"]}
    assert catalogue.assets == frozenset()


@pytest.mark.parametrize("name", ["data", "en"])
def test_a_folder_of_the_kit_that_is_a_link_is_named(name: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, BASE)
    (project.docs / name).rename(tmp_path / "elsewhere")
    (project.docs / name).symlink_to(tmp_path / "elsewhere")
    strays = find_source_files(project).strays
    assert [stray.path for stray in strays] == [f"docs/{name}"]


def test_a_linked_picture_is_no_picture_that_a_page_can_use(tmp_path: Path) -> None:
    project = make_project(tmp_path, {**BASE, "docs/assets/peta.png": b""})
    (project.docs / "assets/luar.png").symlink_to("/etc/hostname")
    files = find_source_files(project)
    assert files.assets == {"assets/peta.png"}
    assert [stray.path for stray in files.strays] == ["docs/assets/luar.png"]


@pytest.mark.parametrize("target", ["index.md", "/etc/hostname", "../../mkdocs.yml"])
def test_a_page_that_is_a_link_is_not_read(target: str, tmp_path: Path) -> None:
    project = make_project(tmp_path, BASE)
    (project.docs / "id/kantor.md").symlink_to(target)
    catalogue, findings = load_catalogue(project)
    assert [(finding.path, finding.rule, finding.message) for finding in findings] == [
        ("docs/id/kantor.md", "file-unreadable", "this is a link to another file")
    ]
    assert catalogue.page("id", "kantor") is None


def test_a_project_without_pages_has_none(tmp_path: Path) -> None:
    project = make_project(tmp_path, {})
    for folder in ("id", "en"):
        (project.docs / folder).rmdir()
    project.docs.rmdir()
    assert find_source_files(project).pages == {"id": (), "en": ()}
