from __future__ import annotations

import datetime as dt

from bekal.content.front_matter import FrontMatter
from bekal.editions.book import move_into_book, page_anchor
from bekal.rendering.pages import RenderedPage, relative_link, split_path

MATTER = FrontMatter.model_validate(
    {
        "title": "Judul",
        "summary": "Isi.",
        "audience": "family",
        "last_reviewed": "2026-11-24",
        "review_by": "2027-05-24",
    }
)
PAGE = RenderedPage("departure/documents", "en", MATTER, "", "")
EVERY = frozenset({"index", "about/sources", "departure/documents"})


def test_links_to_pages_become_anchors() -> None:
    html = (
        '<a href="../about/sources.html#law-a">a</a><a href="../index.html">b</a>'
        '<a href="#surat">c</a><a href="tel:110">d</a>'
    )
    assert move_into_book(html, PAGE, EVERY) == (
        '<a href="#about-sources--law-a">a</a><a href="#index">b</a>'
        '<a href="#departure-documents--surat">c</a><a href="tel:110">d</a>'
    )


def test_a_link_out_of_a_chapter_leads_to_the_book_and_says_so_in_words() -> None:
    html = (
        '<a class="law" href="../about/sources.html#law-a">UU</a><a href="#surat">c</a>'
        '<a href="../complaints/emergency.html#jaga">d</a>'
    )
    assert move_into_book(html, PAGE, frozenset({"departure/documents"})) == (
        'UU<a href="#departure-documents--surat">c</a>'
        '<a href="buku-en.html#complaints-emergency--jaga">d (buku-en.html)</a>'
    )


def test_a_list_of_documents_that_phones_do_not_get_is_named_but_not_linked() -> None:
    html = '<a href="sources.html#source-a">Kompas 2022</a><a href="../about/sources.html#law-a">UU</a>'
    assert move_into_book(html, PAGE, EVERY) == 'Kompas 2022<a href="#about-sources--law-a">UU</a>'


def test_anchors_and_answers_belong_to_their_page() -> None:
    html = (
        '<h2 id="surat">Surat</h2><input type="radio" name="q1-1" id="q1-1-1"><label for="q1-1-1">Ya</label>'
    )
    assert move_into_book(html, PAGE, EVERY) == (
        '<h3 id="departure-documents--surat">Surat</h3>'
        '<input type="radio" name="departure-documents--q1-1" id="departure-documents--q1-1-1">'
        '<label for="departure-documents--q1-1-1">Ya</label>'
    )


def test_an_anchor_is_made_of_the_slug() -> None:
    assert page_anchor("departure/documents") == "departure-documents"


def test_paths_within_the_site_are_read_back() -> None:
    assert split_path("en/departure/documents.html") == ("departure/documents", "en")
    assert split_path("departure/documents.html") == ("departure/documents", "id")
    assert (
        relative_link("en/departure/documents.html", "departure/documents.html")
        == "../../departure/documents.html"
    )


def test_review_dates_are_days() -> None:
    assert dt.date(2027, 5, 24) == MATTER.review_by
