from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from bekal.config import LOCALES, Project, find_project
from bekal.content.reading import Content, read_content
from bekal.errors import RenderingError
from bekal.rendering.context import Edition
from bekal.rendering.pages import page_path
from bekal.rendering.render import render_pages

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return find_project(tmp_path)


def edition(project: Project, content: Content) -> Edition:
    titles = {
        (locale, page.slug): page.front_matter.title
        for locale in LOCALES
        for page in content.catalogue.pages(locale)
    }
    return Edition(
        project.release, dt.date(2026, 11, 24), trial=True, data=content.data_files.data, titles=titles
    )


def test_every_page_is_rendered_once_in_reading_order_of_its_locale(project: Project) -> None:
    content = read_content(project)
    pages = render_pages(project, content.catalogue, edition(project, content))
    assert [(page.locale, page.slug) for page in pages] == [
        (locale, slug)
        for locale in LOCALES
        for slug in (*content.catalogue.order, "field-test", "kitchen-sink")
    ]
    assert [page.path for page in pages] == [page_path(page.slug, page.locale) for page in pages]


def test_each_page_speaks_its_language_and_links_to_itself_in_the_other(project: Project) -> None:
    content = read_content(project)
    pages = {
        (page.locale, page.slug): page.html
        for page in render_pages(project, content.catalogue, edition(project, content))
    }
    indonesian, english = pages["id", "departure/documents"], pages["en", "departure/documents"]
    assert "<h1>Delapan surat sebelum berangkat</h1>" in indonesian
    assert 'href="../en/departure/documents.html" lang="en"' in indonesian
    assert "<h1>Eight papers before you leave</h1>" in english
    assert 'href="../../departure/documents.html" lang="id"' in english
    assert "Keluar cepat" in indonesian
    assert "Quick exit" in english
    assert "Keluar cepat" not in english


def test_what_mkdocs_warns_about_stops_the_build_with_its_words(project: Project) -> None:
    page = project.docs / "id" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[x](tidak-ada.md)\n", encoding="utf-8")
    content = read_content(project)
    with pytest.raises(RenderingError, match=r"tidak-ada\.md"):
        render_pages(project, content.catalogue, edition(project, content))


def test_a_broken_configuration_stops_the_build(project: Project) -> None:
    settings = project.root / "mkdocs.yml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("name: material", "name: nothing"), encoding="utf-8"
    )
    content = read_content(project)
    with pytest.raises(RenderingError, match="nothing"):
        render_pages(project, content.catalogue, edition(project, content))


def test_a_called_release_is_marked_as_no_trial(project: Project) -> None:
    content = read_content(project)
    trial = edition(project, content)
    released = Edition(trial.release, trial.built_on, trial=False, data=trial.data, titles=trial.titles)
    for chosen, marked in ((trial, True), (released, False)):
        pages = render_pages(project, content.catalogue, chosen)
        assert {"UJI COBA" in page.html for page in pages if page.locale == "id"} == {marked}


def test_mkdocs_leaves_no_file_behind(project: Project) -> None:
    content = read_content(project)
    render_pages(project, content.catalogue, edition(project, content))
    assert [path for path in (project.build / "rendered").rglob("*") if path.is_file()] == []


def test_a_template_can_still_use_those_of_the_theme(project: Project) -> None:
    foot = project.overrides / "partials" / "foot.html"
    foot.write_text('{% include ".icons/material/account.svg" %}', encoding="utf-8")
    content = read_content(project)
    pages = render_pages(project, content.catalogue, edition(project, content))
    assert all("M12 4a4 4 0 0 1" in page.html for page in pages)


@pytest.mark.parametrize("beginning", ["Catatan: paspor.", "---\ncatatan: paspor\n---"])
def test_a_page_that_begins_like_a_front_matter_loses_nothing(project: Project, beginning: str) -> None:
    page = project.docs / "id" / "about" / "sources.md"
    head, _, body = page.read_text(encoding="utf-8").partition("\n---\n")
    page.write_text(f"{head}\n---\n{beginning}\n\n{body}", encoding="utf-8")
    content = read_content(project)
    pages = render_pages(project, content.catalogue, edition(project, content))
    shown = next(page.content for page in pages if (page.locale, page.slug) == ("id", "about/sources"))
    assert "atatan: paspor" in shown
