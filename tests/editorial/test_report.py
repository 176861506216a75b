from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from bekal.editorial.report import Listing, Part, Report, Table, write_report

REPORT = Report(
    "Judul <b>",
    (
        Part(
            "Satu",
            ("Kata `a_b` dan _ini_.", Table(("nama", "n"), (("é | x", "10"), ("b", "9")), frozenset({1}))),
        ),
        Part("Dua", (Listing("-a\n```\n+<b>", "diff"),), 3),
    ),
    "id",
)


def test_a_report_for_a_terminal_has_aligned_columns() -> None:
    assert write_report(REPORT, "text") == (
        "Judul <b>\n=========\n\nSatu\n----\nKata `a_b` dan _ini_.\n\n"
        "nama    n\né | x  10\nb       9\n\nDua\n---\n    -a\n    ```\n    +<b>\n"
    )


def test_a_report_for_a_pull_request_keeps_what_editors_wrote_from_being_markup() -> None:
    assert write_report(REPORT, "markdown") == (
        "# Judul \\<b\\>\n\n## Satu\n\nKata `a_b` dan \\_ini\\_.\n\n"
        "| nama | n |\n| --- | ---: |\n| é \\| x | 10 |\n| b | 9 |\n\n"
        "### Dua\n\n````diff\n-a\n```\n+<b>\n````\n"
    )


def test_a_report_as_a_page_is_escaped_and_says_its_language() -> None:
    html = write_report(REPORT, "html")
    tree = LexborHTMLParser(html)
    assert [node.attributes["lang"] for node in tree.css("html")] == ["id"]
    assert [node.text() for node in tree.css("h1, h2, h3, pre")] == [
        "Judul <b>",
        "Satu",
        "Dua",
        "-a\n```\n+<b>",
    ]
    assert [node.text() for node in tree.css("td")] == ["é | x", "10", "b", "9"]
    assert tree.css("b") == []
    assert "http" not in html
