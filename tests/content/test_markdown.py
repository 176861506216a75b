from __future__ import annotations

import datetime as dt
import re

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.content.markdown import BekalExtension, PageContext
from sample_data import sample_data


def render(
    text: str, slug: str = "departure/documents", locale: str = "id", today: dt.date | None = None
) -> LexborHTMLParser:
    context = PageContext(slug, locale, sample_data(), today)
    markdown = Markdown(extensions=[BekalExtension(context=context), "attr_list", "toc"])
    return LexborHTMLParser(markdown.convert(text))


def words(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [re.sub(r"\s+", " ", node.text()).strip() for node in tree.css(selector)]


def test_cards_are_numbered_through_their_groups_and_anew_after_the_next_heading() -> None:
    cards = "/// cards | {}\n1. ring | A | a\n2. ring | B | b\n///\n\n"
    tree = render(cards.format("Satu") + cards.format("Dua") + "## Lagi\n\n" + cards.format("Tiga"))
    assert words(tree, ".no") == ["1", "2", "3", "4", "1", "2"]
    assert [node.attributes["start"] for node in tree.css("ol.cards")] == ["1", "3", "1"]


def test_a_card_keeps_bold_words_and_references() -> None:
    tree = render("/// cards\n- ring | Surat | Izin **bekerja**, lihat [[law:uu-18-2017#13]].\n///")
    assert words(tree, ".cards p") == ["Izin bekerja, lihat Pasal 13 UU 18/2017."]
    assert words(tree, ".cards strong") == ["bekerja"]
    assert tree.css_first(".cards i").attributes == {"data-picture": "ring"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("locale", "law"), [("id", "Pasal 13 UU 18/2017"), ("en", "Article 13 of Law 18/2017")]
)
def test_a_law_is_cited_in_the_pages_language_and_leads_to_the_sources(locale: str, law: str) -> None:
    tree = render("Lihat [[law:uu-18-2017#13]].", locale=locale)
    assert words(tree, "a.law") == [law]
    assert tree.css_first("a.law").attributes["href"] == "../about/sources.md#law-uu-18-2017"  # type: ignore[union-attr]


def test_a_fact_that_perishes_prints_its_dates_and_one_that_does_not_prints_none() -> None:
    tree = render("Iuran [[fact:premium]], usia [[fact:minimum-age]].")
    assert words(tree, ".fact") == [
        "Rp332.500 (dilihat Desember 2025; sesudah November 2026 tanyakan dulu)",
        "18 tahun",
    ]


def test_a_term_is_explained_once_in_reading_order() -> None:
    tree = render(
        "/// message\nTanya [[term:disnaker]].\n///\n\nLagi [[term:disnaker]].\n\n- [[term:disnaker]]"
    )
    assert words(tree, ".term") == ["Disnaker (dinas tenaga kerja)", "Disnaker", "Disnaker"]


def test_a_contact_shows_certain_numbers_as_buttons_and_others_as_text() -> None:
    tree = render("/// contact | centre\n///")
    assert [node.attributes["href"] for node in tree.css("a.call")] == ["tel:08001000", "tel:+622129244800"]
    assert words(tree, ".untested") == [
        "WhatsApp +62 811 0000 000 · belum diuji · dilihat Desember 2025; sesudah Mei 2027 tanyakan dulu"
    ]
    assert words(tree, ".meta") == [
        "Dilihat di sumber Desember 2025; sesudah Mei 2027 tanyakan dulu. Belum kami telepon."
    ]


def test_a_contact_that_must_be_checked_first_shows_no_number_but_a_line_to_write_on() -> None:
    tree = render("/// contact | unsure\n///")
    assert "0000" not in tree.text()
    assert words(tree, "h3") == ["Kantor unsure"]
    assert len(tree.css(".write")) == 1


def test_what_has_expired_stays_visible_and_says_so() -> None:
    tree = render("/// contact | centre\n///", today=dt.date(2027, 6, 1))
    assert words(tree, "a.call small") == [
        "Gratis. sudah lama, tanya BP3MI atau pos desa dulu",
        "sudah lama, tanya BP3MI atau pos desa dulu",
    ]
    assert words(tree, ".untested") == [
        "WhatsApp +62 811 0000 000 · belum diuji · dilihat Desember 2025 · sudah lama, tanya BP3MI atau pos desa dulu"
    ]


def test_a_row_says_that_its_number_was_not_called_until_it_was() -> None:
    row = "\nring | Ada bahaya | Gratis.\n///"
    assert words(render(f"/// contact | police{row}"), ".row p") == ["Gratis. Belum kami coba."]
    assert words(render(f"/// contact | called{row}"), ".row p") == ["Gratis."]


def test_a_called_contact_says_so() -> None:
    assert words(render("/// contact | called\n///"), ".meta") == [
        "Kami telepon Oktober 2026; sesudah Oktober 2027 tanyakan dulu."
    ]


@pytest.mark.parametrize(
    ("reach", "numbers"),
    [
        (" | inside", ["0800-1000Gratis"]),
        (" | anywhere", ["+62 21 29244800"]),
        ("", ["0800-1000Gratis", "+62 21 29244800"]),
    ],
)
def test_a_contact_row_shows_the_numbers_that_work_there(reach: str, numbers: list[str]) -> None:
    tree = render(f"/// contact | centre{reach}\nring | Ada bahaya | Gratis.\n///")
    assert words(tree, ".row h3") == ["Ada bahaya"]
    assert words(tree, "a.call > span") == numbers


def test_a_quiz_has_native_radios_and_all_answers_for_paper() -> None:
    quiz = "/// quiz\n? Benar?\n- [ ] Ya\n- [x] Tidak\n> Karena.\n///\n"
    tree = render(quiz + "\n" + quiz)
    names = [node.attributes["name"] for node in tree.css("input[type=radio]")]
    assert names == ["q1-1", "q1-1", "q2-1", "q2-1"]
    assert [node.attributes["class"] for node in tree.css("input")] == ["wrong", "right"] * 2
    assert [label.attributes["for"] for label in tree.css("label")] == [node.id for node in tree.css("input")]
    assert words(tree, ".answers li") == ["Tidak Karena."] * 2
    assert words(tree, ".paper") == ["Jawaban: 1: Tidak."] * 2


def test_doors_stand_on_the_thread_and_the_pair_after_it() -> None:
    tree = render("/// chapter\n1. ring | Satu | a | b.md\n- ring | Dua | c | #d\n///", slug="index")
    assert [node.attributes["href"] for node in tree.css(".thread a")] == ["b.md"]
    assert [node.attributes["href"] for node in tree.css(".pair a")] == ["#d"]


def test_the_warning_has_a_title_of_its_own_and_ends_with_what_to_do() -> None:
    tree = render("/// wait\n- satu\n- dua\n\nTanya **dulu**.\n///")
    assert words(tree, ".wait h2") == ["Tunggu dulu, kalau…"]
    assert words(tree, ".wait li") == ["satu", "dua"]
    assert words(tree, ".wait > p") == ["Tanya dulu."]


def test_the_sources_page_lists_every_law_document_and_contact_with_an_anchor() -> None:
    tree = render("/// sources | laws\n///\n\n/// sources | documents\n///\n\n/// sources | contacts\n///")
    assert [node.id for node in tree.css("[id]") if node.tag != "h3"] == [
        "law-uu-18-2017",
        "source-leaflet",
        "contact-police",
        "contact-centre",
        "contact-unsure",
        "contact-called",
    ]
    assert "example.org/selebaran" in tree.text()
    assert tree.css("a[href^=http]") == []


@pytest.mark.parametrize("text", ["[[fact:nothing]]", "[[law:nothing#1]]", "[[term:nothing]]", "[[other:x]]"])
def test_an_unknown_reference_stays_as_written(text: str) -> None:
    assert text in render(text).text()
