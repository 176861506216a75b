"""What templates are given besides the page itself."""

from __future__ import annotations

import datetime as dt

import pytest

from bekal.content.catalogue import parse_page
from bekal.rendering.context import Edition, TemplateContext, next_page
from projects import PAGE
from sample_data import sample_data

TITLES = {
    ("id", "index"): "Anda sampai di mana?",
    ("id", "departure/index"): "Mau berangkat",
    ("id", "departure/documents"): "Delapan surat",
    ("id", "departure/contract"): "Perjanjian Kerja",
    ("id", "departure/sources"): "Sumber bab ini",
    ("id", "complaints/emergency"): "Bantuan sekarang",
    ("id", "about/sources"): "Dari mana isi buku ini",
    ("en", "departure/contract"): "Work contract",
}


def context(slug: str) -> TemplateContext:
    edition = Edition("2026.11.1", dt.date(2026, 11, 24), trial=True, data=sample_data(), titles=TITLES)
    return TemplateContext(edition, "id", slug)


@pytest.mark.parametrize(
    ("slug", "link", "words"),
    [
        ("departure/documents", "index.html", "Mau berangkat"),
        ("departure/index", "../index.html", "Beranda"),
        ("complaints/emergency", "../index.html", "Beranda"),
    ],
)
def test_the_way_back_leads_to_the_chapter_or_else_to_the_first_page(
    slug: str, link: str, words: str
) -> None:
    assert context(slug).way_back == (link, words)


def test_minutes_count_what_is_read_and_never_less_than_one() -> None:
    page = context("index")
    assert page.minutes("<p>Simpan surat.</p>") == 1
    assert page.minutes('<a class="b c d" href="e">surat</a> ' * 270) == 3


def test_pages_that_are_named_are_told_once_with_their_title_but_not_those_named_elsewhere() -> None:
    html = (
        '<a href="contract.html#isi">isi</a> <a class="x" href="contract.html">lagi</a>'
        ' <a href="../index.html">awal</a>'
        ' <a href="#surat">sini</a> <a href="documents.html">ini</a> <a href="tel:110">110</a>'
        ' <a href="../complaints/emergency.html">bantuan</a> <a href="../about/sources.html#law-a">UU</a>'
        ' <a href="sources.html">sumber</a> <a href="../en/departure/contract.html">English</a>'
    )
    assert context("departure/documents").mentioned(html) == [
        ("contract.html", "Perjanjian Kerja"),
        ("../index.html", "Anda sampai di mana?"),
        ("../en/departure/contract.html", "Work contract"),
    ]


def test_only_a_message_in_the_first_place_is_split_off() -> None:
    message, rest = '\n<p class="message">Simpan.</p>', "\n<h2>Surat</h2>"
    page = context("index")
    assert page.split_message(message + rest) == (message, rest)
    assert page.split_message(rest + message) == ("", rest + message)


def test_the_way_onward_passes_over_lists_of_documents_but_not_over_the_sources_page() -> None:
    slugs = ("departure/contract", "departure/sources", "about/sources", "about/changes")
    pages = [parse_page("id", slug, f"docs/id/{slug}.md", PAGE) for slug in slugs]
    onward = {slug: next_page(pages, slug) for slug in slugs}
    assert {slug: page.slug if page else None for slug, page in onward.items()} == {
        "departure/contract": "about/sources",
        "departure/sources": "about/sources",
        "about/sources": "about/changes",
        "about/changes": None,
    }
