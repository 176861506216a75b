from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.catalogue import Page, parse_page
from bekal.editorial import history
from bekal.editorial.history import find_earlier
from git_repository import make_repository
from projects import PAGE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PATH = "docs/id/index.md"


def write(root: Path, body: str) -> Page:
    text = PAGE.replace("Simpan suratmu.", body)
    (root / PATH).parent.mkdir(parents=True, exist_ok=True)
    (root / PATH).write_text(text, encoding="utf-8")
    return parse_page("id", "index", PATH, text)


def digest(page: Page, position: int) -> str:
    return page.sections[position].source_digest


def test_the_newest_change_that_had_a_section_so_is_found(tmp_path: Path) -> None:
    repository = make_repository(tmp_path)
    first = write(tmp_path, "Awal.\n\n## Satu\n\nA.\n\n## Dua\n\nB.\n")
    repository.commit("2026-11-01")
    second = write(tmp_path, "Awal.\n\n## Satu\n\nLain.\n\n## Dua\n\nB.\n")
    newer = repository.commit("2026-11-02")
    now = write(tmp_path, "Awal.\n\n## Satu\n\nSekarang.\n\n## Dua\n\nSekarang.\n")
    wanted = [digest(first, 2), digest(second, 1), "00000000"]
    found = find_earlier(tmp_path, now, wanted)
    assert {key: (earlier.section.text, earlier.day, earlier.commit) for key, earlier in found.items()} == {
        digest(first, 2): ("## Dua\n\nB.", "2026-11-02", newer),
        digest(second, 1): ("## Satu\n\nLain.", "2026-11-02", newer),
    }


def test_a_project_inside_a_larger_repository_is_found_too(tmp_path: Path) -> None:
    repository = make_repository(tmp_path)
    root = tmp_path / "kit"
    then = write(root, "## Satu\n\nA.\n")
    repository.commit("2026-11-01")
    assert find_earlier(root, write(root, "Ya."), [digest(then, 1)])[digest(then, 1)].day == "2026-11-01"


def test_a_text_that_was_not_readable_then_is_passed_over(tmp_path: Path) -> None:
    repository = make_repository(tmp_path)
    then = write(tmp_path, "## Satu\n\nA.\n")
    repository.commit("2026-11-01")
    (tmp_path / PATH).write_bytes(b"\xff\xfe\x00")
    repository.commit("2026-11-02")
    (tmp_path / PATH).write_text("---\ntitle: [\n---\n## Lain\n", encoding="utf-8")
    repository.commit("2026-11-03")
    (tmp_path / PATH).unlink()
    repository.commit("2026-11-04")
    assert list(find_earlier(tmp_path, then, [digest(then, 1)])) == [digest(then, 1)]


def test_without_a_repository_nothing_is_found(tmp_path: Path) -> None:
    page = write(tmp_path, "## Satu\n")
    assert find_earlier(tmp_path, page, [digest(page, 1)]) == {}


def test_without_git_nothing_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = make_repository(tmp_path)
    page = write(tmp_path, "## Satu\n")
    repository.commit("2026-11-01")
    assert find_earlier(tmp_path, page, [digest(page, 1)]) != {}
    monkeypatch.setattr("shutil.which", lambda _name: None)
    assert find_earlier(tmp_path, page, [digest(page, 1)]) == {}
    monkeypatch.undo()
    monkeypatch.setattr(history, "_SECONDS", 0)
    assert find_earlier(tmp_path, page, [digest(page, 1)]) == {}


def test_an_empty_repository_has_no_earlier_texts(tmp_path: Path) -> None:
    make_repository(tmp_path)
    page = write(tmp_path, "## Satu\n")
    assert find_earlier(tmp_path, page, [digest(page, 1)]) == {}
