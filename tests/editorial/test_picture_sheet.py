from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from bekal.content.pictures import KnownPicture, Origin
from bekal.content.values import Text
from bekal.editorial.picture_sheet import PEOPLE, ROWS, write_picture_sheet
from bekal.locale import translator

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = [translator("id"), translator("en")]


def picture(number: int, *, seen_by: str = "belum diuji") -> KnownPicture:
    origin = Origin(
        stands_for=Text(id=f"ARTI <{number}>", en=f"MEANING <{number}>"), openmoji={}, seen_by=seen_by
    )
    return KnownPicture(
        number, f"name-{number}", origin, f'<svg viewBox="0 0 72 72"><path d="M{number} 1"/></svg>'
    )


def sheet(count: int) -> LexborHTMLParser:
    pictures = [picture(number) for number in range(1, count + 1)]
    return LexborHTMLParser(write_picture_sheet(pictures, "2026.11.1", LANGUAGES))


def text(tree: LexborHTMLParser, selector: str) -> list[str]:
    return [node.text(separator="|") for node in tree.css(selector)]


def test_each_picture_is_shown_with_its_number_and_an_empty_box_for_each_person() -> None:
    tree = sheet(ROWS + 1)
    rows = [
        [cell.text() or ("drawing" if cell.css_first("svg") else "") for cell in row.css("td")]
        for row in tree.css(".look tbody tr")
    ]
    assert rows == [[str(number), *[""] * PEOPLE] for number in range(1, ROWS + 2)]
    assert len(tree.css(".look td:first-child svg")) == ROWS + 1
    assert [len(page.css("tbody tr")) for page in tree.css(".look")] == [ROWS, 1]


def test_nothing_before_the_last_pages_gives_a_picture_away() -> None:
    tree = sheet(3)
    for node in tree.css(".names"):
        node.decompose()
    assert re.findall(r"name-|ARTI|MEANING", tree.html or "") == []


def test_the_last_pages_name_every_picture_in_both_languages_with_its_state() -> None:
    pictures = [picture(1), picture(2, seen_by="4 dari 5, <Oeltua>")]
    tree = LexborHTMLParser(write_picture_sheet(pictures, "2026.11.1", LANGUAGES))
    rows = [[cell.text(separator="|") for cell in row.css("td")] for row in tree.css(".names tbody tr")]
    assert rows == [
        ["1", "name-1", "ARTI <1>", "MEANING <1>", "belum diuji|not tested yet"],
        ["2", "name-2", "ARTI <2>", "MEANING <2>", "4 dari 5, <Oeltua>"],
    ]


def test_whoever_asks_reads_how_in_both_languages() -> None:
    tree = sheet(1)
    assert text(tree, ".how h1") == ["Apa yang Bapa/Mama lihat?|What do you see?"]
    steps = {node.attributes["lang"]: len(node.css("li")) for node in tree.css(".how div")}
    assert steps == {"id": 8, "en": 8}
    assert any("Jangan tulis nama orang." in step for step in text(tree, ".how li"))
    assert text(tree, ".how p")[-1] == (
        "Nomor gambar ini milik rilis 2026.11.1.|The numbers belong to release 2026.11.1."
    )


def test_the_sheet_needs_nothing_but_itself() -> None:
    html = write_picture_sheet([picture(1)], "2026.11.1", LANGUAGES)
    assert re.findall(r"<(?:script|link|img|iframe)|\b(?:src|href)=|url\(|@import", html) == []
    assert "default-src 'none'" in html


def test_the_outline_is_the_one_of_the_pages() -> None:
    outline = r"\.l(?:,\.sign)?(\{[^}]*\})"
    style = (ROOT / "overrides" / "assets" / "bekal.css").read_text(encoding="utf-8")
    ours = write_picture_sheet([picture(1)], "2026.11.1", LANGUAGES)
    assert re.findall(outline, ours) == re.findall(outline, style)[:1]
