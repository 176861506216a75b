from __future__ import annotations

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.content.block_items import block_problems
from bekal.content.blocks import scan_blocks
from bekal.content.markdown import BekalExtension
from bekal.content.markdown.context import PageContext


def test_a_form_has_as_many_lines_to_write_on_as_each_question_needs() -> None:
    markdown = Markdown(extensions=[BekalExtension(context=PageContext("index", "id"))])
    tree = LexborHTMLParser(markdown.convert("/// form | Rencana\n- Nama\n- Siapa menjaga anak? | 3\n///"))
    section = tree.css_first(".form")
    assert section is not None
    assert [(node.tag, node.text()) for node in section.iter()] == [
        ("h3", "Rencana"),
        ("p", "Nama"),
        ("div", ""),
        ("p", "Siapa menjaga anak?"),
        *[("div", "")] * 3,
    ]
    assert tree.css("input, textarea, form") == []


def test_what_is_wrong_with_a_form_is_named_with_its_line() -> None:
    text = "/// form\nNama\n- Anak | 12\n- Uang | banyak\n///\n\n/// form | Kosong\n///"
    blocks, _ = scan_blocks(text)
    assert [
        (problem.line, problem.column, problem.message)
        for block in blocks
        for problem in block_problems(block)
    ] == [
        (2, 1, "this line is no field"),
        (3, 10, "a field has 12 lines, from 1 to 9 fit a page"),
        (4, 1, "this line is no field"),
        (1, 1, "the form has no title"),
        (7, 1, "the form has no fields"),
    ]
    many = "- Nama\n" * 25
    (block,), _ = scan_blocks(f"/// form | Panjang\n{many}///")
    assert [problem.message for problem in block_problems(block)] == [
        "the form has 25 fields, more than 24 nobody fills in"
    ]
