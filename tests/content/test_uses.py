from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.reading import read_content
from bekal.content.uses import documents_page, listed_data
from projects import BASE, make_project

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
---
title: {title}
summary: Surat.
audience: {audience}
sources: [{sources}]
last_reviewed: 2026-11-24
review_by: 2027-05-24
---
## Surat {{#surat}}

Simpan surat.
"""
SOURCES = """\
- id: one
  title: "Satu"
  publisher: "Kantor"
  published_on: "2025"
  read_on: "2026-11-01"
  kind: press
- id: two
  title: "Dua"
  publisher: "Kantor"
  published_on: "2025"
  read_on: "2026-11-01"
  kind: press
"""


def page(title: str, sources: str = "", audience: str = "family") -> str:
    return PAGE.format(title=title, sources=sources, audience=audience)


def test_documents_are_listed_on_the_page_of_the_chapter_where_it_has_one() -> None:
    slugs = {"about/sources", "start/sources", "start/warning-signs", "family/children", "index"}
    assert {slug: documents_page(slug, slugs) for slug in sorted(slugs)} == {
        "about/sources": "about/sources",
        "family/children": "about/sources",
        "index": "about/sources",
        "start/sources": "start/sources",
        "start/warning-signs": "start/sources",
    }


def test_each_list_holds_the_documents_of_its_own_pages_and_none_of_a_page_for_editors(
    tmp_path: Path,
) -> None:
    known = BASE["docs/data/sources.yml"]
    assert isinstance(known, str)
    project = make_project(
        tmp_path,
        {
            **BASE,
            "docs/data/sources.yml": f"{known}{SOURCES}",
            "docs/id/start/warning-signs.md": page("Tanda", "one"),
            "docs/id/start/sources.md": page("Sumber"),
            "docs/id/about/sources.md": page("Sumber"),
            "docs/id/family/children.md": page("Anak", "two"),
            "docs/id/all-blocks.md": page("Kotak", "one", "editor"),
        },
    )
    content = read_content(project)
    listed = listed_data(content.catalogue, content.data_files.data)
    assert sorted(listed) == ["about/sources", "start/sources"]
    assert "one" in listed["start/sources"].sources
    assert "two" not in listed["start/sources"].sources
    assert "two" in listed["about/sources"].sources
    assert "one" not in listed["about/sources"].sources
    assert listed["start/sources"].laws == listed["about/sources"].laws
