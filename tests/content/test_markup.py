from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, unique

from bekal.content.blocks import HIDDEN
from bekal.content.markup import (
    Heading,
    heading_anchors,
    prose,
    running_text,
    scan_headings,
    scan_images,
    scan_links,
)


def test_headings_have_words_level_and_id() -> None:
    found = scan_headings(prose("# A *b* [c](d.md)\n\nE\n---\n\n### F {#g}\n\n- x\n---\n"))
    assert [(heading.words, heading.level, heading.line, heading.identity) for heading in found] == [
        ("A b c", 1, 1, ""),
        ("E", 2, 3, ""),
        ("F", 3, 6, "g"),
    ]


def test_links_are_found_with_the_column_of_their_target() -> None:
    text = 'A [b](c.md#d "e") [f](<g h.md>) `[i](j)`\n[k]: l.md\n<https://m>\n[n](o_(p).md)\n'
    assert [(link.target, link.line, link.column) for link in scan_links(prose(text))] == [
        ("c.md#d", 1, 7),
        ("g h.md", 1, 24),
        ("l.md", 2, 6),
        ("https://m", 3, 2),
        ("o_(p).md", 4, 5),
    ]


def test_percent_signs_in_links_are_read() -> None:
    [link] = scan_links(prose("[a](surat%20jalan.md)"))
    assert link.target == "surat jalan.md"


def test_running_text_keeps_columns_and_loses_what_is_not_read() -> None:
    text = "a [[fact:b]] c [d](e-123.md) f {#g-1}"
    [(_, line)] = running_text(prose(text))
    assert line.replace(HIDDEN, "_") == "a            c [d___________ f       "
    assert len(line) == len(text)


def test_a_number_to_dial_stays_in_the_running_text() -> None:
    [(_, line)] = running_text(prose("[a](tel:08001000)"))
    assert "08001000" in line


def test_images_are_found_with_their_text_and_are_no_links() -> None:
    text = "![a [b]](c.png) [![d](e.svg)](f.md) ![](g.jpg)\n[h]: i.webp\n[j](k.png)\n"
    lines = prose(text)
    assert [(image.text, image.target, image.line, image.column) for image in scan_images(lines)] == [
        ("a [b]", "c.png", 1, 10),
        ("d", "e.svg", 1, 23),
        ("", "g.jpg", 1, 41),
        (None, "i.webp", 2, 6),
    ]
    assert [link.target for link in scan_links(lines)] == ["f.md", "k.png"]


@given(
    st.lists(st.text(alphabet="aZé \u0131-_1234.,/ß \u00a0", max_size=9), max_size=9),
    st.sets(st.text("a_1", max_size=4)),
)
def test_headings_are_named_as_markdown_names_them(words: list[str], written: set[str]) -> None:
    used, counters = set(written), dict[str, int]()
    theirs = [unique(slugify(one, "-"), used, counters) for one in words]
    headings = [Heading(one, 2, number) for number, one in enumerate(words)]
    assert list(heading_anchors(headings, written)) == theirs
