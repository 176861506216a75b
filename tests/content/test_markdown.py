from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.content.catalogue import parse_page
from bekal.content.data import Text
from bekal.content.markdown import BekalExtension
from bekal.content.markdown.context import PageContext
from sample_data import both, channel, contact, sample_data

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.catalogue import Page
    from bekal.content.data import Data


def render(
    text: str,
    slug: str = "departure/documents",
    locale: str = "id",
    today: dt.date | None = None,
    glossary: Page | None = None,
    data: Data | None = None,
) -> LexborHTMLParser:
    context = PageContext(slug, locale, data or sample_data(), today, glossary=glossary)
    markdown = Markdown(extensions=[BekalExtension(context=context), "toc"])
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


def test_a_date_is_printed_no_more_exactly_than_it_is_known() -> None:
    data = sample_data()
    data.contacts["old"] = contact(
        "old", channel("+62 21 3333 333", confirmed_on="2026"), area=both("Sabah dan Labuan")
    )
    data.laws["uu-18-2017"] = data.laws["uu-18-2017"].model_validate(
        data.laws["uu-18-2017"].model_dump() | {"confirmed_on": "2018"}
    )
    tree = render("/// contact | old\n///\n\n/// sources | laws\n///", data=data)
    assert words(tree, ".contact p") == [
        "Semua orang",
        "Wilayah: Sabah dan Labuan",
        "Dilihat di sumber 2026; sesudah Juni 2027 tanyakan dulu. Belum kami telepon.",
    ]
    assert words(tree, ".sources .meta") == ["Dilihat 2018; sesudah Desember 2019 tanyakan dulu."]


def test_a_contact_without_a_number_shows_its_own_wording() -> None:
    data = sample_data()
    data.contacts["unsure"] = data.contacts["unsure"].model_copy(
        update={"when_no_number": Text(id="Minta nomornya di pos desa.", en="Ask at the post.")}
    )
    tree = render("/// contact | unsure\n///", data=data)
    assert words(tree, ".meta") == ["Minta nomornya di pos desa."]


def test_a_contact_that_must_be_checked_first_shows_no_number_but_a_line_to_write_on() -> None:
    tree = render("/// contact | unsure\n///")
    assert "0000" not in tree.text()
    assert words(tree, "h3") == ["Kantor unsure"]
    assert len(tree.css(".write")) == 1


def test_a_row_with_two_numbers_to_dial_says_of_each_from_where_it_works() -> None:
    row = "\nring | Tanya | Gratis."
    assert len(render(f"/// contact | centre{row}\n///").css(".labelled a.call")) == 2
    assert render(f"/// contact | police{row}\n///").css(".labelled") == []


def test_an_old_number_abroad_sends_nobody_to_an_office_at_home() -> None:
    data = sample_data()
    data.contacts["centre"] = data.contacts["centre"].model_copy(update={"country": "MM"})
    tree = render("/// contact | centre\n///", today=dt.date(2027, 6, 1), data=data)
    assert words(tree, "a.call small")[1] == ("sudah lama, mungkin berubah: tanya juga pusat panggilan")


def test_what_has_expired_stays_visible_and_says_so() -> None:
    tree = render("/// contact | centre\n///", today=dt.date(2027, 6, 1))
    assert words(tree, "a.call small") == [
        "Gratis. sudah lama, mungkin berubah: tanya BP3MI atau pos desa",
        "sudah lama, mungkin berubah: tanya BP3MI atau pos desa",
    ]
    (number,) = words(tree, ".untested")
    assert number.split(" · ") == [
        "WhatsApp +62 811 0000 000",
        "belum diuji",
        "dilihat Desember 2025",
        "sudah lama, mungkin berubah: tanya BP3MI atau pos desa",
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


def test_a_story_says_first_that_it_is_invented() -> None:
    text = "/// story | Janji gaji besar\nMaria\npergi ke [[term:disnaker]].\n\nLalu **pulang**.\n///"
    tree = render(text)
    assert words(tree, ".story > *") == [
        "Cerita rekaan",
        "Janji gaji besar",
        "Maria pergi ke Disnaker (dinas tenaga kerja).",
        "Lalu pulang.",
    ]
    assert words(render(text, locale="en"), ".label") == ["Invented story"]


def test_a_directory_lists_whom_it_chooses_in_the_order_of_the_data() -> None:
    tree = render("/// contacts | country=ID | kind=government-national, church\n///")
    assert words(tree, ".directory > .contact > h3") == [
        f"Kantor {identity}" for identity in ("police", "centre", "unsure", "called")
    ]
    assert len(tree.css(".directory a.call")) == 4
    assert render("/// contacts | country=MY\n///").css(".contact") == []


def test_an_unknown_contact_is_no_empty_card() -> None:
    tree = render("/// contact | nobody\n///")
    assert tree.css(".contact") == []
    assert words(tree, "section") == ["nobody"]


def test_a_row_without_a_number_says_what_to_do_instead() -> None:
    tree = render("/// contact | unsure\nring | Ada bahaya | Di kantor.\n///")
    assert tree.css(".calls") == []
    assert words(tree, ".row p") == [
        "Di kantor.",
        "Nomornya belum pasti, jadi tidak kami tulis. Tanyakan di kantor desa.",
    ]


GLOSSARY = parse_page(
    "id",
    "about/glossary",
    "docs/id/about/glossary.md",
    "---\ntitle: Kata\nsummary: Kata.\naudience: family\npicture: ring\n"
    "last_reviewed: 2026-11-24\nreview_by: 2027-05-24\n---\n{body}\n",
)


@pytest.mark.parametrize(
    ("body", "slug", "target"),
    [
        ("/// sources | terms\n///", "departure/documents", "../about/glossary.md#term-disnaker"),
        ("Kata-kata.", "departure/documents", "../about/glossary.md"),
        ("/// sources | terms\n///", "about/glossary", None),
        (None, "departure/documents", None),
    ],
    ids=["listed", "written by hand", "on the page itself", "no glossary"],
)
def test_a_term_leads_to_the_glossary_when_there_is_one(
    body: str | None, slug: str, target: str | None
) -> None:
    glossary = None if body is None else replace(GLOSSARY, body=body)
    tree = render("Tanya [[term:disnaker]].", slug=slug, glossary=glossary)
    assert words(tree, ".term") == ["Disnaker (dinas tenaga kerja)"]
    assert tree.css_first(".term").attributes.get("href") == target  # type: ignore[union-attr]


def test_what_is_tapped_holds_no_second_link() -> None:
    door = "/// chapter\n1. ring | Satu | Menurut [[law:uu-18-2017]] | b.md\n///"
    quiz = "/// quiz\n? Siapa?\n- [ ] [[term:disnaker]]\n- [x] [[law:uu-18-2017#13]]\n> Lihat [[law:uu-18-2017]].\n///"
    tree = render(f"{door}\n\n{quiz}", glossary=GLOSSARY)
    assert tree.css("a a, label a, summary a") == []
    assert words(tree, ".doors small, label") == [
        "Menurut UU 18/2017",
        "Disnaker (dinas tenaga kerja)",
        "Pasal 13 UU 18/2017",
    ]
    assert len(tree.css(".yes a.law")) == 1


def test_the_glossary_explains_every_term_with_an_anchor() -> None:
    tree = render("/// sources | terms\n///", slug="about/glossary")
    assert [node.id for node in tree.css(".sources > div")] == ["term-disnaker"]
    assert words(tree, ".sources h3, .sources p") == [
        "Disnaker",
        "dinas tenaga kerja. Kantor yang mengurus kerja",
    ]


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


def test_a_reference_in_code_or_in_escaped_brackets_is_shown_as_it_is_written() -> None:
    tree = render("Tulis `[[term:disnaker]]`, \\[\\[fact:x\\]\\] atau \\[[law:y]]. Tanya [[term:disnaker]].")
    assert words(tree, "p") == [
        "Tulis [[term:disnaker]], [[fact:x]] atau [[law:y]]. Tanya Disnaker (dinas tenaga kerja)."
    ]


def test_no_attribute_tells_which_term_a_word_is() -> None:
    assert "data-term" not in (render("Tanya [[term:disnaker]]. Lagi [[term:disnaker]].").html or "")


def test_what_the_data_says_of_a_term_is_no_markdown() -> None:
    data = sample_data()
    term = data.terms["disnaker"]
    starred = term.model_copy(update={"short": Text(id="*D*", en="*D*"), "long": Text(id="`d`", en="`d`")})
    tree = render("Tanya [[term:disnaker]].", data=data.model_copy(update={"terms": {"disnaker": starred}}))
    assert words(tree, ".term") == ["*D* (`d`)"]


def test_the_same_contact_has_the_same_card_on_every_page() -> None:
    cards: dict[tuple[str, str], ET.Element] = {}
    text = "/// contact | police\n///"

    def show(slug: str) -> str:
        context = PageContext(slug, "id", sample_data(), cards=cards)
        return Markdown(extensions=[BekalExtension(context=context)]).convert(text)

    first = show("departure/documents")
    assert cards
    assert "tel:" in first
    assert show("about/sources") == first
    assert first == Markdown(
        extensions=[BekalExtension(context=PageContext("departure/documents", "id", sample_data()))]
    ).convert(text)


def test_a_page_is_rendered_alike_whatever_page_the_same_markdown_rendered_before() -> None:
    texts = {
        (
            "departure/documents",
            "id",
        ): "## Surat\n\n[[term:disnaker]]\n\n[a]: b.md\n\n/// contact | police\n///",
        ("about/sources", "en"): "## Surat\n\nAsk [[term:disnaker]], see [a].\n\n/// wait\n- Belum\n///",
        (
            "start/index",
            "id",
        ): "## Surat {#satu}\n\n/// steps\n1. ring | Satu | Dua\n///\n\n[[law:uu-18-2017#13]]",
    }
    extension = BekalExtension()
    shared = Markdown(extensions=[extension, "toc", "tables"])

    def in_turn(place: tuple[str, str]) -> tuple[str, object]:
        shared.reset()
        extension.turn_to(PageContext(*place, sample_data()))
        return shared.convert(texts[place]), getattr(shared, "toc_tokens", None)

    def alone(place: tuple[str, str]) -> tuple[str, object]:
        context = PageContext(*place, sample_data())
        markdown = Markdown(extensions=[BekalExtension(context=context), "toc", "tables"])
        return markdown.convert(texts[place]), getattr(markdown, "toc_tokens", None)

    for place in (*texts, *reversed(texts)):
        assert in_turn(place) == alone(place)
