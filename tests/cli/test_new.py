from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bekal.checks.run import check_project
from bekal.cli.editors import new
from bekal.config import find_project
from bekal.content.reading import read_content
from bekal.errors import ProjectError
from projects import BASE, SETTINGS, TODAY, make_project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_project(tmp_path, BASE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795478400")  # 24 November 2026
    return tmp_path


def run(*arguments: str, locale: str = "en") -> tuple[str, str]:
    result = CliRunner().invoke(new, arguments, obj=locale, standalone_mode=False)
    if result.exception:
        raise result.exception
    assert result.return_value == 0
    return result.stdout, result.stderr


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_a_new_page_stands_in_both_languages_and_the_check_names_only_what_is_to_be_filled_in(
    project: Path,
) -> None:
    told, hint = run(
        "departure/contract", "--title-id", "Kontrak: baca dulu", "--title-en", "Contract: read first"
    )
    assert told == (
        "written: docs/id/departure/contract.md\n"
        "written: docs/en/departure/contract.md\n"
        "The page is named in `nav` of mkdocs.yml; move the line if it belongs elsewhere.\n"
    )
    assert "bekal status --translations departure/contract" in hint
    findings = check_project(find_project(project), TODAY)
    assert {finding.rule for finding in findings} == {"page-unfinished"}
    lines = (project / "docs/id/departure/contract.md").read_text(encoding="utf-8").split("\n")
    assert [
        lines[finding.line - 1][finding.column - 1 :].partition(" | ")[0].strip("*")
        for finding in findings
        if finding.path == "docs/id/departure/contract.md"
    ] == [
        "Tulis di sini satu kalimat tentang isi halaman.",
        "Tulis di sini satu pesan utama halaman ini.",
        "Nama langkah pertama",
        "Tulis di sini apa yang harus dilakukan.",
        "Nama langkah kedua",
        "Tulis di sini apa yang harus dilakukan.",
        "Tulis di sini satu tanda bahaya.",
        "Tulis di sini apa yang harus dilakukan kalau ada tanda itu.",
        "Tulis di sini siapa yang membantu, dan apa yang bisa ditanyakan.",
        "Tulis di sini satu pertanyaan.",
        "Tulis jawaban yang salah",
        "Tulis jawaban yang benar",
        "Tulis di sini alasannya.",
    ]
    assert len(findings) == 2 * 13
    catalogue = read_content(find_project(project)).catalogue
    titles = {page.locale: page.front_matter.title for page in catalogue.every_page if page.slug != "index"}
    assert titles == {"id": "Kontrak: baca dulu", "en": "Contract: read first"}
    page = catalogue.page("id", "departure/contract")
    assert page is not None
    assert (page.front_matter.last_reviewed.isoformat(), page.front_matter.review_by.isoformat()) == (
        "2026-11-24",
        "2027-05-24",
    )
    assert (project / "mkdocs.yml").read_text(encoding="utf-8") == SETTINGS + "  - departure/contract.md\n"


def test_the_command_speaks_indonesian(project: Path) -> None:
    assert run("a", locale="id")[0].startswith("ditulis: docs/id/a.md\n")


def test_a_page_without_titles_is_called_after_its_name(project: Path) -> None:
    run("rights/your-rights", "--audience", "facilitator")
    text = (project / "docs/id/rights/your-rights.md").read_text(encoding="utf-8")
    assert text.startswith('---\ntitle: "Your rights"\n')
    assert "audience: facilitator\n" in text


def test_the_line_for_nav_is_printed_when_it_cannot_be_added_safely(project: Path) -> None:
    settings = 'site_name: Bekal\nextra: {release: "2026.11.1"}\nnav: [index.md]\n'
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    told, _ = run("rights/new")
    assert told.endswith("Add this line to `nav` in mkdocs.yml, where the page belongs:\n  - rights/new.md\n")
    assert (project / "mkdocs.yml").read_text(encoding="utf-8") == settings


def test_a_project_without_data_gets_a_page_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_project(tmp_path, {})
    monkeypatch.chdir(tmp_path)
    run("a")
    assert "/// contact" not in (tmp_path / "docs/id/a.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("slug", "message"),
    {
        "Surat": "no name of a page",
        "surat jalan": "no name of a page",
        "surat.md": "no name of a page",
        "": "no name of a page",
        "/a": "no name of a page",
        "a/": "no name of a page",
        "a//b": "no name of a page",
        "../a": "no name of a page",
        "a/../b": "no name of a page",
        "a\\b": "no name of a page",
        "C:a": "no name of a page",
        "a--b": "no name of a page",
        "-a": "no name of a page",
        "a\n": "no name of a page",
        "é": "no name of a page",
        "\x00": "no name of a page",
        "id/a": "begins with 'id'",
        "en": "begins with 'en'",
        "data/a": "begins with 'data'",
        "assets/a": "begins with 'assets'",
        "bantuan": "the name 'bantuan' belongs to a part of the kit",
        "bantuan/judul": "the name 'bantuan/judul' belongs to a part of the kit",
        "belanja": "the name 'belanja' belongs to a part of the kit",
        "isi": "the name 'isi' belongs to a part of the kit",
        "sampul": "the name 'sampul' belongs to a part of the kit",
        "con": "Windows gives no file",
        "nul": "Windows gives no file",
        "aux/surat": "Windows gives no file",
        "a/lpt1": "Windows gives no file",
        "a/b/c/d": "too long or too deep",
        "a" * 61: "too long or too deep",
    }.items(),
)
def test_a_name_that_cannot_be_used_is_refused(project: Path, slug: str, message: str) -> None:
    before = tree(project)
    with pytest.raises(ProjectError, match=message):
        run("--", slug)
    assert tree(project) == before


def test_a_page_that_would_share_its_anchor_in_the_book_is_refused(project: Path) -> None:
    run("rights/at-work")
    before = tree(project)
    with pytest.raises(
        ProjectError, match="'rights-at-work' and 'rights/at-work' would have the same anchor"
    ):
        run("rights-at-work")
    assert tree(project) == before


def test_a_reserved_name_is_refused_in_one_clear_sentence_of_each_language(project: Path) -> None:
    for locale, sentence, fix in (
        ("id", "nama 'bantuan' milik salah satu bagian bekal", "pilih nama lain"),
        ("en", "the name 'bantuan' belongs to a part of the kit", "choose another name"),
    ):
        with pytest.raises(ProjectError) as refused:
            run("bantuan", locale=locale)
        assert (refused.value.message, refused.value.fix) == (sentence, fix)
    assert not (project / "docs/id/bantuan.md").exists()


def test_a_title_that_is_too_long_is_refused(project: Path) -> None:
    before = tree(project)
    with pytest.raises(ProjectError, match="has 121 characters"):
        run("a", "--title-en", "x" * 121)
    assert tree(project) == before


@pytest.mark.parametrize(
    "title",
    ['"', "'", "# a", "a: b", "- a", "[a]", "a\nb", "&a", "{{ a }}x", "null", "\\", "é 😀", "!a"],
)
def test_a_title_is_kept_as_it_is(project: Path, title: str) -> None:
    run("a", "--title-id", title)
    page = read_content(find_project(project)).catalogue.page("id", "a")
    assert page is not None
    assert page.front_matter.title == " ".join(title.split())


@pytest.mark.parametrize("locale", ["id", "en"])
def test_a_page_that_is_there_is_never_overwritten(project: Path, locale: str) -> None:
    (project / f"docs/{locale}/a.md").write_text("mine", encoding="utf-8")
    before = tree(project)
    with pytest.raises(ProjectError, match=f"docs/{locale}/a.md is there already"):
        run("a")
    assert tree(project) == before


def test_a_link_to_nothing_is_never_written_through(project: Path) -> None:
    (project / "docs/en/a.md").symlink_to(project / "elsewhere.md")
    with pytest.raises(ProjectError, match="is there already"):
        run("a")
    assert not (project / "elsewhere.md").exists()
    assert not (project / "docs/id/a.md").exists()


def test_a_folder_that_leads_elsewhere_is_refused(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (project / "docs/en/departure").symlink_to(outside)
    with pytest.raises(ProjectError, match="does not lie below en"):
        run("departure/a")
    assert list(outside.iterdir()) == []
    assert not (project / "docs/id/departure").exists()


def test_either_both_pages_are_written_or_none(project: Path) -> None:
    (project / "docs/en/departure").write_text("a file, no folder", encoding="utf-8")
    before = tree(project)
    with pytest.raises(ProjectError, match=r"docs/en/departure/a\.md cannot be written"):
        run("departure/a")
    assert tree(project) == before
    assert not (project / "docs/id/departure").exists()


def test_a_failing_disk_leaves_nothing_behind(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = tree(project)
    real = Path.open

    def full(path: Path, *arguments: object, **options: object) -> object:
        if "en" in path.parts and path.name == "a.md":
            raise OSError(28, "No space left on device")
        return real(path, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(ProjectError, match="No space left on device"):
        run("chapter/deep/a")
    monkeypatch.undo()
    assert tree(project) == before
    assert not (project / "docs/id/chapter").exists()
