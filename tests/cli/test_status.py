from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from bekal.cli.editors import status
from bekal.content.catalogue import parse_page
from bekal.content.sections import write_digest
from bekal.errors import ProjectError
from git_repository import make_repository
from projects import BASE, CONTACTS, FACTS, PAGE, make_project

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = PAGE.replace(
    "Simpan suratmu.",
    "Simpan.\n\n## Surat apa saja? {#surat}\n\nAda delapan surat.\n\n## Biaya\n\nTanya dulu.\n",
)
TRANSLATION = (
    PAGE.replace(
        "Simpan suratmu.",
        "Keep.\n\n## Which papers? {#surat}\n\nThere are eight papers.\n\n## Costs\n\nAsk.\n",
    )
    .replace("Surat yang disimpan keluarga", "Papers that families keep")
    .replace("title: Surat", "title: Papers")
)


def with_digest(translation: str, source: str) -> str:
    ours, theirs = parse_page("id", "index", "", source), parse_page("en", "index", "", translation)
    digest = write_digest(ours.sections, theirs.sections)
    return translation.replace("\n---\n", f'\nsource_digest: "{digest}"\n---\n', 1)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pages = {"docs/id/index.md": SOURCE, "docs/en/index.md": with_digest(TRANSLATION, SOURCE)}
    make_project(tmp_path, {**BASE, **pages})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return tmp_path


def run(*arguments: str, locale: str = "en") -> str:
    result = CliRunner().invoke(status, arguments, obj=locale, standalone_mode=False)
    if result.exception:
        raise result.exception
    assert result.return_value == 0
    return result.stdout


def change(project: Path, old: str, new: str, locale: str = "id") -> None:
    file = project / f"docs/{locale}/index.md"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("project")
def test_status_tells_how_the_work_stands() -> None:
    assert (
        run()
        == """\
How Bekal stands on 24 November 2026
====================================

Translations
------------
Every translation follows its source page.

What ages
---------
what                 fresh  ageing  expired  without a date
facts                    1       0        0               0
laws                     1       0        0               0
numbers of contacts      1       0        0               0

Nothing is ageing or expired.

Contacts that were never called
-------------------------------
1 contacts, 0 of them on the emergency page: a release needs a call for each of those.

critical  entry             name         number
          kp2mi-callcenter  Call centre  0800-1000

Reviews that are due
--------------------
No review is due within 60 days.

Pages in numbers
----------------
page              words  mean sentence  longest sentence  sourced statements
docs/id/index.md     10              2       3 (line 14)                   0
docs/en/index.md      9              2       4 (line 15)                   0

Sourced statements are references to facts and laws, and contacts.
"""
    )


@pytest.mark.usefixtures("project")
def test_status_speaks_indonesian() -> None:
    told = run(locale="id")
    assert told.startswith("Keadaan Bekal pada 24 November 2026\n")
    assert "Semua terjemahan mengikuti halaman sumbernya." in told
    assert "rata-rata kalimat" in told


def test_status_lists_what_is_old_with_the_places_that_use_it(project: Path) -> None:
    (project / "docs/data/facts.yml").write_text(FACTS.replace("2025-12", "2025-03"), encoding="utf-8")
    contacts = CONTACTS.replace("2025-12", "2024-01", 2).replace(
        "status: usable", "status: usable\n  critical: true"
    )
    (project / "docs/data/contacts.yml").write_text(contacts, encoding="utf-8")
    change(project, "Tanya dulu.", "Umur [[fact:minimum-age]].\n\n/// contact | kp2mi-callcenter\n///")
    told = run()
    assert "1 contacts, 1 of them on the emergency page" in told
    lines = [" ".join(line.split()) for line in told.splitlines()]
    assert (
        "ageing, expires on 1 March 2027 minimum-age youngest age berita-2025 docs/data/facts.yml:1 docs/id/index.md:18"
        in lines
    )
    assert (
        "expired on 1 July 2025 kp2mi-callcenter Call centre: 0800-1000 berita-2025 docs/data/contacts.yml:1 "
        "docs/id/index.md:20" in lines
    )
    assert "numbers of contacts 0 0 1 0" in lines


def test_status_counts_what_has_no_date_by_itself(project: Path) -> None:
    (project / "docs/data/facts.yml").write_text(
        FACTS.replace("confirmed_on: 2025-12", "confirmed_on: null"), encoding="utf-8"
    )
    lines = [" ".join(line.split()) for line in run().splitlines()]
    assert "facts 0 0 0 1" in lines
    assert "without a date minimum-age youngest age berita-2025 docs/data/facts.yml:1 nowhere" in lines


def test_status_names_reviews_that_are_due(project: Path) -> None:
    change(project, "last_reviewed: 2026-11-24", "last_reviewed: 2026-01-24")
    change(project, "review_by: 2027-05-24", "review_by: 2026-11-24")
    change(project, "review_by: 2027-05-24", "review_by: 2027-01-10", "en")
    told = [" ".join(line.split()) for line in run().splitlines()]
    assert "since 24 November 2026 docs/id/index.md" in told
    assert "on 10 January 2027 docs/en/index.md" in told


def test_status_tells_which_translations_need_work(project: Path) -> None:
    change(project, "delapan", "sembilan")
    (project / "docs/id/a.md").write_text(PAGE, encoding="utf-8")
    (project / "docs/en/b.md").write_text(PAGE, encoding="utf-8")
    (project / "docs/id/c.md").write_text(PAGE, encoding="utf-8")
    (project / "docs/en/c.md").write_bytes(b"\xff")
    (project / "docs/id/d.md").write_text(PAGE, encoding="utf-8")
    (project / "docs/en/d.md").write_text(PAGE, encoding="utf-8")
    told = [" ".join(line.split()) for line in run().splitlines()]
    assert "4 of 4 translations need work." in told
    for line in (
        "docs/en/index.md 1 sections: Surat apa saja?",
        "docs/en/a.md missing",
        "docs/en/b.md has no source page",
        "docs/en/c.md cannot be read",
        "docs/en/d.md does not say which text it follows",
    ):
        assert line in told


def test_a_stale_section_is_shown_as_the_difference_to_the_text_that_was_translated(project: Path) -> None:
    repository = make_repository(project)
    commit = repository.commit("2026-11-01")
    change(project, "Ada delapan surat.", "Ada delapan surat penting.")
    repository.commit("2026-11-02")
    told = run("--translations", "index")
    assert told.startswith(
        f"""\
What to translate
=================

docs/en/index.md
----------------
docs/id/index.md has changed since this translation.

Changed: Surat apa saja?
------------------------
Source: docs/id/index.md, line 12. Translation: line 13.

The text that was translated is of 2026-11-01 ({commit}).

    @@ -1,3 +1,3 @@
     ## Surat apa saja? {{#surat}}

    -Ada delapan surat.
    +Ada delapan surat penting.

When the translation is done
----------------------------
Compare both languages once more. Then write this line into docs/en/index.md:

    source_digest: "
""".rstrip()
    )
    line = told.rstrip().splitlines()[-1].strip()
    text = (project / "docs/en/index.md").read_text(encoding="utf-8")
    old = next(part for part in text.splitlines() if part.startswith("source_digest"))
    change(project, old, line, "en")
    assert "This translation follows docs/id/index.md." in run("--translations", "index")
    assert "Every translation follows its source page." in run("--translations")


def test_without_history_the_present_section_is_shown(project: Path) -> None:
    change(project, "Ada delapan surat.", "Ada delapan surat penting.")
    told = run("--translations")
    assert "The text that was translated was not found. This is the present one." in told
    assert "    Ada delapan surat penting.\n" in told
    assert 'source_digest: "' in told


def test_the_line_is_withheld_while_something_critical_is_not_translated(project: Path) -> None:
    change(project, "Ada delapan surat.", "Jangan bawa surat.")
    told = run("--translations", "docs/en/index.md")
    assert 'source_digest: "' not in told
    assert "The line for docs/en/index.md is withheld." in told
    assert "Translate this section first: Surat apa saja?" in told
    change(project, "There are eight papers.", "Do not carry papers.", "en")
    assert 'source_digest: "' in run("--translations", "docs/en/index.md")


def test_the_line_is_withheld_while_sections_are_missing(project: Path) -> None:
    change(project, "## Biaya", "## Baru\n\nBaru.\n\n## Biaya")
    told = run("--translations")
    assert "New: Baru" in told
    assert "The source has 4 sections, the translation 3" in told
    assert 'source_digest: "' not in told


def test_moved_and_lost_sections_are_told(project: Path) -> None:
    repository = make_repository(project)
    repository.commit("2026-11-01")
    change(project, "## Surat apa saja? {#surat}\n\nAda delapan surat.\n\n", "")
    told = run("--translations")
    assert "Gone: Which papers?" in told
    assert "    -Ada delapan surat.\n" in told
    change(project, "Tanya dulu.\n", "Tanya dulu.\n\n## Surat apa saja? {#surat}\n\nAda delapan surat.\n")
    told = run("--translations")
    assert "Moved: " in told
    assert "Its words are the same." in told


@pytest.mark.parametrize("digest", ["", 'source_digest: "0123456789abcdef"\n'])
def test_a_translation_that_accepted_nothing_is_shown_whole(project: Path, digest: str) -> None:
    (project / "docs/en/index.md").write_text(
        TRANSLATION.replace("\n---\n", f"\n{digest}---\n", 1), encoding="utf-8"
    )
    told = run("--translations")
    assert "Compare every section with docs/id/index.md." in told
    assert "Ada delapan surat." in told
    assert "Tanya dulu." in told
    assert 'source_digest: "' in told


@pytest.mark.parametrize("style", ["markdown", "html"])
def test_reports_are_written_for_a_pull_request_and_as_a_page(project: Path, style: str) -> None:
    change(project, "Ada delapan surat.", "Ada delapan surat penting.")
    assert "Pages in numbers" in run("--format", style)
    assert "When the translation is done" in run("--translations", "--format", style)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("page", ["indeks", "../../etc/passwd", "x" * 5000, "\x00", "docs/id/"])
def test_a_page_that_is_not_there_cannot_be_compared(page: str) -> None:
    with pytest.raises(ProjectError, match="there is no page"):
        run("--translations", page)


def test_a_page_that_is_broken_cannot_be_compared(project: Path) -> None:
    (project / "docs/en/index.md").write_bytes(b"\xff")
    with pytest.raises(ProjectError, match="cannot be compared"):
        run("--translations", "index")


def test_status_of_a_broken_project_is_told_without_a_traceback(project: Path) -> None:
    for name in ("contacts", "facts", "laws", "terms", "sources"):
        (project / f"docs/data/{name}.yml").write_bytes(b"- [")
    (project / "docs/id/index.md").write_bytes(b"\xff")
    (project / "docs/en/x.md").write_text("---\ntitle: [\n---\n/// cards\n1. a", encoding="utf-8")
    assert "docs/en/index.md  cannot be read" in run()
    run("--translations")


def test_an_empty_project_has_a_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    assert "There is no page yet." in run()


def test_no_docs_cannot_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text('extra: {release: "2026.11.1"}\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProjectError, match="there is no folder"):
        run()
