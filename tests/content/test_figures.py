from __future__ import annotations

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.content.block_items import block_problems
from bekal.content.blocks import scan_blocks
from bekal.content.data import Source
from bekal.content.markdown import BekalExtension
from bekal.content.markdown.context import PageContext
from sample_data import case_figure, sample_data

FIGURES = """\
/// figures | Kasus menurut Satgas
- 2022 | satgas-2022
- 2023 | satgas-2023
- 2024 | tidak-ada
///
"""


def render(text: str, locale: str = "id") -> LexborHTMLParser:
    cases = [case_figure(year, count, "antara-kupang") for year, count in ((2022, 1250), (2023, 500))]
    source = Source(
        id="antara-kupang",
        title="Kasus di Kupang",
        publisher="ANTARA",
        published_on="2025-10-15",
        kind="press",
        read_on="2026-11-01",
        url="https://antara.example/1",
    )
    data = sample_data().model_copy(
        update={"cases": {case.id: case for case in cases}, "sources": {"antara-kupang": source}}
    )
    markdown = Markdown(
        extensions=[BekalExtension(context=PageContext("community/local-picture", locale, data))]
    )
    return LexborHTMLParser(markdown.convert(text))


def test_each_figure_is_a_row_with_its_number_and_a_bar_as_long_as_its_share_of_the_highest() -> None:
    tree = render(FIGURES)
    assert [node.text() for node in tree.css("figcaption, th, td")] == [
        "Kasus menurut Satgas",
        *("2022", "1.250", ""),
        *("2023", "500", ""),
    ]
    assert [node.attributes["d"] for node in tree.css(".length path")] == [
        "M0 0h100.0v10H0z",
        "M0 0h40.0v10H0z",
    ]


def test_figures_say_once_who_reported_them_and_when() -> None:
    assert [node.text() for node in render(FIGURES).css(".meta a")] == ["ANTARA, 15 Oktober 2025"]
    assert [node.text() for node in render(FIGURES, "en").css(".meta a")] == ["ANTARA, 15 October 2025"]


def test_wrong_figures_are_named_with_their_line() -> None:
    text = "/// figures\n- 2022\n1. 2023 | satgas\n///\n\n/// figures | Kasus\n///"
    blocks, _ = scan_blocks(text)
    assert [(problem.line, problem.message) for block in blocks for problem in block_problems(block)] == [
        (2, "this line is no figure"),
        (3, "this line is no figure"),
        (1, "the figures have no title"),
        (6, "the block 'figures' has no figures"),
    ]
    many = "".join(f"- {year} | satgas\n" for year in range(2010, 2019))
    (block,), _ = scan_blocks(f"/// figures | Kasus\n{many}///")
    assert [problem.message for problem in block_problems(block)] == [
        "there are 9 figures, at most 8 can be compared by eye"
    ]
