"""What is local: filled in with consent, lines to write on without it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from bekal.content.data import Village
from bekal.finishing.village import differs_by_village, fill_village

BUILT_ON = dt.date(2027, 1, 1)
GIVEN = {
    "post": "Kantor desa <Oeltua>, Selasa",
    "companions": ["Ibu Contoh", "Bapak Misal"],
    "numbers": [{"whose": "Pos desa", "number": "0800-1234-567", "tried_on": "2026-12-01"}],
}


def mark(where: str, locale: str = "en") -> str:
    return f'<i data-village="{where}-{locale}"></i>'


def village(**given: Any) -> Village:
    return Village.model_validate(
        {"id": "oeltua", "name": "Oeltua", "kecamatan": "Taebenu", "kabupaten": "Kupang", **given}
    )


def words(html: str) -> list[str]:
    return [node.text() for node in LexborHTMLParser(html).css("p, a, .write")]


def test_the_base_edition_has_a_line_to_write_on_for_each_thing() -> None:
    for where in ("page", "book", "lines"):
        assert words(fill_village(mark(where), None)) == [
            "Service post or village office",
            "",
            "Companion",
            "",
            "Their number",
            "",
        ]
    assert fill_village(mark("home"), None) == ""


def test_a_village_that_agreed_is_printed_and_its_number_dials() -> None:
    html = fill_village(mark("page"), village(consent="2026-12-04", **GIVEN), BUILT_ON)
    assert words(html) == [
        "Oeltua, kecamatan Taebenu, kabupaten Kupang",
        "Service post or village office",
        "Kantor desa <Oeltua>, Selasa",
        "Companion",
        "Ibu Contoh, Bapak Misal",
        "Their number",
        "0800-1234-567Pos desa, tried on 1 December 2026. After December 2027 ask first",
        "The village agreed on 4 December 2026 that this is printed.",
    ]
    assert 'href="tel:08001234567"' in html
    assert "write" not in html


def test_what_a_village_left_open_keeps_its_line_and_what_it_gave_is_printed() -> None:
    html = fill_village(mark("book"), village(consent="2026-12-04", post="Kantor desa"), BUILT_ON)
    assert html.count('class="write"') == 2
    assert "Kantor desa" in html


@pytest.mark.parametrize("consent", [None, "refused"])
def test_without_consent_only_the_name_of_the_village_is_printed(consent: str | None) -> None:
    for where in ("page", "book", "home"):
        html = fill_village(mark(where), village(consent=consent, **GIVEN), BUILT_ON)
        assert "Oeltua, kecamatan Taebenu" in html
        assert not any(word in html for word in ("Selasa", "Ibu Contoh", "0800"))
        assert html.count('class="write"') == (0 if where == "home" else 3)


def test_the_first_page_says_whose_copy_it_is_and_where_the_post_is() -> None:
    html = fill_village(mark("home", "id"), village(consent="2026-12-04", **GIVEN), BUILT_ON)
    assert words(html) == ["Oeltua, kecamatan Taebenu, kabupaten Kupang", "Kantor desa <Oeltua>, Selasa"]


def test_lines_of_a_chapter_stay_lines_so_that_all_villages_share_the_file() -> None:
    assert "Oeltua" not in fill_village(mark("lines"), village(consent="2026-12-04", **GIVEN), BUILT_ON)
    assert not differs_by_village(mark("lines"))
    assert differs_by_village(mark("lines") + mark("book"))


def test_a_number_that_was_tried_more_than_a_year_ago_says_so() -> None:
    html = fill_village(mark("page", "id"), village(consent="2026-12-04", **GIVEN), dt.date(2027, 12, 1))
    assert "dicoba 1 Desember 2026. Sudah lama, mungkin berubah: tanya kantor desa" in html


@pytest.mark.parametrize("number", ["abc", "08", "0812 <b>", "tel:110", "+62"])
def test_a_number_that_no_phone_dials_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="is no number such as"):
        village(consent="2026-12-04", numbers=[{"whose": "a", "number": number, "tried_on": "2026-12-01"}])
