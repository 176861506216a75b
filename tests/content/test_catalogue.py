from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from markdown import markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.content.catalogue import Page, load_catalogue, parse_page
from bekal.content.markdown import BekalExtension
from bekal.content.markdown.context import PageContext
from projects import BASE, PAGE, make_project
from sample_data import sample_data

if TYPE_CHECKING:
    from pathlib import Path


def page(text: str) -> Page:
    return parse_page("id", "index", "docs/id/index.md", text)


def test_pages_come_in_the_order_of_the_settings_and_then_by_name(tmp_path: Path) -> None:
    settings = """\
        extra: {release: "2026.11.1"}
        nav:
          - index.md
          - Rumah:
              - family/papers.md
              - Anak: family/children.md
          - https://contoh.id
        """
    slugs = ["zebra", "b/two", "b/index", "a", "index", "family/children", "family/papers"]
    files = {f"docs/id/{slug}.md": PAGE for slug in slugs}
    catalogue, findings = load_catalogue(make_project(tmp_path, {"mkdocs.yml": settings, **files}))
    assert findings == []
    assert [found.slug for found in catalogue.pages("id")] == [
        "index",
        "family/papers",
        "family/children",
        "a",
        "b/index",
        "b/two",
        "zebra",
    ]
    assert catalogue.pages("en") == []


def test_a_page_is_found_by_locale_and_slug(tmp_path: Path) -> None:
    catalogue, _ = load_catalogue(make_project(tmp_path, BASE))
    source, translation = catalogue.page("id", "index"), catalogue.page("en", "index")
    assert source is not None
    assert translation is not None
    assert translation.front_matter.source_digest is not None
    assert catalogue.page("en", "nothing") is None


def test_a_page_that_cannot_be_read_is_a_finding_and_no_page(tmp_path: Path) -> None:
    catalogue, findings = load_catalogue(make_project(tmp_path, {**BASE, "docs/id/broken.md": b"\xff\0"}))
    assert [(found.path, found.rule) for found in findings] == [("docs/id/broken.md", "file-unreadable")]
    assert catalogue.page("id", "broken") is None
    broken = catalogue.any_page("id", "broken")
    assert broken is not None
    with pytest.raises(ValueError, match=r"docs/id/broken\.md has no sound front matter"):
        _ = broken.front_matter


def test_anchors_are_the_written_ids_and_those_of_headings() -> None:
    body = "## Biaya & utang {#biaya}\n\n## Siapa *bayar*?\n\n### Siapa bayar\n\n{: #kotak }\n\n```\n## Bukan\n```\n"
    found = page(PAGE.replace("Simpan suratmu.", body))
    assert found.anchors == {"biaya", "siapa-bayar", "siapa-bayar_1", "kotak", "bantuan"}


def test_anchors_are_those_that_markdown_writes() -> None:
    body = """\
# Judul **tebal** dan `kode`

## Judul [dengan link](index.md) {#link .kelas}

##Tanpa spasi##

Garis bawah
===========

## Tanda & (kurung) — 24 jam / hari

## Tanda kurung {.kelas}

## Tanda kurung

## Ünïcode é
"""
    html = LexborHTMLParser(markdown(body, extensions=["toc", "attr_list"]))
    written = {node.attributes["id"] for node in html.css("[id]")}
    assert page(PAGE.replace("Simpan suratmu.", body)).anchors == written | {"bantuan"}


def test_anchors_of_blocks_are_those_that_markdown_writes() -> None:
    body = """\
/// wait
- Satu.

Tanya.
///

/// wait | Jangan *berangkat*, kalau…
- Satu.

Tanya.
///

## Dari desa

/// cards | Dari desa
1. ring | Surat | Satu surat.
///

/// steps
1. ring | Surat | Satu surat.
///

/// say | Yang Anda ucapkan
- **Nama saya.**
///

/// story | Cerita Ina
Ina bertanya dulu.
///

/// contact | police
ring | Bahaya sekarang | Polisi.
///
"""
    context = PageContext("index", "id", sample_data())
    html = markdown(body, extensions=["toc", BekalExtension(context=context)])
    written = {node.attributes["id"] for node in LexborHTMLParser(html).css("h1,h2,h3,h4")}
    assert page(PAGE.replace("Simpan suratmu.", body)).anchors == written | {"bantuan"}


def test_a_heading_whose_words_come_from_the_data_has_no_anchor_of_its_own() -> None:
    body = "## Umur [[fact:minimum-age]]\n\n## Umur [[fact:minimum-age]] {#umur}\n"
    assert page(PAGE.replace("Simpan suratmu.", body)).anchors == {"umur", "bantuan"}
