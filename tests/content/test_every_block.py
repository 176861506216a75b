"""What everybody who writes a block must have thought of: each block has a sample in ``blocks/<name>.txt``.

A block is known in several places; where one of them was forgotten, its sample shows it here.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.checks.rules import Context
from bekal.checks.structure import check_structure_differs
from bekal.content.block_items import PARSERS, WITHOUT_TITLE, block_problems
from bekal.content.blocks import scan_blocks
from bekal.content.catalogue import Catalogue, parse_page
from bekal.content.data_files import DataFiles
from bekal.content.markdown import BekalExtension
from bekal.content.markdown.context import PageContext
from bekal.content.markdown.elements import ELEMENTS
from bekal.content.markup import block_headings
from bekal.content.reading import Content
from bekal.content.sentences import read_passages
from projects import PAGE, TODAY
from sample_data import case_figure, sample_data

BLOCKS = Path(__file__).parent / "blocks"
SAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(BLOCKS.glob("*.txt"))}
ITEM_MARKS = ("- ", "1. ", "2. ")


DATA = sample_data().model_copy(
    update={"cases": {f"satgas-{year}": case_figure(year, year, "leaflet") for year in (2022, 2023)}}
)


def markdown() -> Markdown:
    return Markdown(extensions=[BekalExtension(context=PageContext("index", "id", DATA))])


def test_every_block_has_a_parser_an_element_and_a_sample() -> None:
    assert set(PARSERS) == set(ELEMENTS) == set(SAMPLES), "write tests/content/blocks/<name>.txt"


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_one_block_in_which_nothing_is_wrong(name: str) -> None:
    (block,), problems = scan_blocks(SAMPLES[name])
    assert block.name == name
    assert [*problems, *block_problems(block)] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_block_writes_no_attribute_that_is_sieved_out_again(name: str) -> None:
    kept, unsieved = markdown(), markdown()
    unsieved.treeprocessors.deregister("bekal-harmless")
    assert kept.convert(SAMPLES[name]) == unsieved.convert(SAMPLES[name]), (
        "name the attribute in KEPT of content/markdown/harmless.py, if it cannot run or load anything"
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_read_as_text_of_a_block_is_shown_as_text(name: str) -> None:
    blocks, _problems = scan_blocks(SAMPLES[name])
    passages = read_passages(enumerate(SAMPLES[name].splitlines(), start=1), blocks)
    shown = " ".join(LexborHTMLParser(markdown().convert(SAMPLES[name])).text(separator=" ").split())
    hidden = [text for passage in passages if (text := " ".join(passage.text.split())) not in shown]
    assert hidden == [], "name the parts of its items that are no text in _PARTS of content/sentences.py"


@pytest.mark.parametrize("name", SAMPLES)
def test_the_headings_that_a_block_writes_are_those_that_the_check_counts(name: str) -> None:
    tree = LexborHTMLParser(markdown().convert(SAMPLES[name]))
    written = [
        (int(str(node.tag)[1]), " ".join(node.text().split())) for node in tree.css("h1, h2, h3, h4, h5, h6")
    ]
    counted = list(block_headings(scan_blocks(SAMPLES[name])[0], "id"))
    if any(heading.depends for heading in counted):  # how many there are depends on the data
        assert {level for level, _ in written} <= {heading.level for heading in counted}
    else:
        assert written == [(heading.level, heading.words) for heading in counted], (
            "name the block in block_headings of content/markup.py"
        )


@pytest.mark.parametrize(
    "name",
    [name for name, text in SAMPLES.items() if sum(text.count(f"\n{mark}") for mark in ITEM_MARKS) > 1],
)
def test_a_translation_that_lost_an_item_of_a_block_is_found(name: str) -> None:
    lines = SAMPLES[name].splitlines()
    last = max(number for number, line in enumerate(lines) if line.startswith(ITEM_MARKS))
    problems = differences("\n".join(lines), "\n".join(lines[:last] + lines[last + 1 :]))
    assert len(problems) == 1, "name its items in checks/structure.py"


def with_title(sample: str, title: str) -> str:
    first, _newline, rest = sample.partition("\n")
    return f"{first.partition(' | ')[0]}{f' | {title}' if title else ''}\n{rest}"


def differences(one: str, other: str) -> list[str]:
    """Give what is said of a translation that holds ``other`` where its source holds ``one``."""
    source, translation = (
        parse_page(locale, "index", f"docs/{locale}/index.md", PAGE.replace("Simpan suratmu.", body))
        for locale, body in (("id", one), ("en", other))
    )
    content = Content(Catalogue((source, translation)), DataFiles({}, DATA), frozenset())
    return [problem.message for problem in check_structure_differs(translation, Context(content, TODAY))]


def may_have_a_title(name: str) -> bool:
    """Whether words may follow its name, and be others in a translation."""
    titled = with_title(SAMPLES[name], "Judul kotak")
    return (
        block_problems(scan_blocks(titled)[0][0]) == []
        and differences(titled, with_title(SAMPLES[name], "Title of the box")) == []
    )


@pytest.mark.parametrize("name", [name for name in SAMPLES if may_have_a_title(name)])
def test_a_translation_that_lost_the_title_of_a_block_is_told_so(name: str) -> None:
    (said,) = differences(with_title(SAMPLES[name], "Judul kotak"), with_title(SAMPLES[name], ""))
    assert said.startswith(
        f"here is the block '{name}' without a title, docs/id/index.md has the block '{name}' with a title"
    )


@pytest.mark.parametrize("name", sorted(WITHOUT_TITLE))
def test_a_block_that_has_no_title_is_neither_given_one_nor_asked_for_one(name: str) -> None:
    (block,), _problems = scan_blocks(with_title(SAMPLES[name], "Judul kotak"))
    assert [problem.message for problem in block_problems(block)] == [
        f"the block '{name}' has no title, 'Judul kotak' would not be shown"
    ]
    (said,) = differences(SAMPLES["say"], SAMPLES[name])
    assert said.startswith(f"here is the block '{name}', docs/id/index.md has the block 'say' with a title")
