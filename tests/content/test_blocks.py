from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekal.content.block_items import PARSERS, block_pictures, block_problems, block_targets
from bekal.content.block_items.contacts import Choice, parse_contacts
from bekal.content.block_items.items import parse_items
from bekal.content.block_items.quiz import parse_quiz
from bekal.content.block_items.words import paragraphs
from bekal.content.blocks import Block, Reference, scan_blocks, scan_references


def only_block(text: str) -> Block:
    blocks, problems = scan_blocks(text)
    assert problems == []
    assert len(blocks) == 1
    return blocks[0]


def test_a_block_has_its_name_argument_and_place() -> None:
    block = only_block("Teks\n\n/// cards | Dari kantor desa\n1. ring | Surat | Urus dulu.\n///\n")
    assert (block.name, block.argument, block.line, block.body_line) == ("cards", "Dari kantor desa", 3, 4)
    assert block.body == "1. ring | Surat | Urus dulu."


def test_an_item_has_picture_title_text_and_line() -> None:
    items, problems = parse_items(
        only_block("/// chapter\n1. ring | Surat | Urus dulu. | a.md#b\n- bag | Tas | Isi. | #c\n///")
    )
    assert problems == []
    assert [
        (item.numbered, item.picture, item.title, item.text, item.target, item.line) for item in items
    ] == [
        (True, "ring", "Surat", "Urus dulu.", "a.md#b", 2),
        (False, "bag", "Tas", "Isi.", "#c", 3),
    ]


def test_targets_and_pictures_of_a_block_have_their_column() -> None:
    block = only_block("/// chapter\n1. ring | Surat | Urus dulu. | a.md\n///")
    assert [(link.target, link.line, link.column) for link in block_targets(block)] == [("a.md", 2, 32)]
    assert [(use.name, use.line, use.column) for use in block_pictures(block)] == [("ring", 2, 4)]


def test_a_question_has_options_and_a_reason_of_several_lines() -> None:
    questions, problems = parse_quiz(
        only_block("/// quiz\n? Benar?\n- [ ] Ya\n- [x] Tidak\n> Karena\n> begitu.\n///")
    )
    assert problems == []
    assert [(q.text, [(o.text, o.right) for o in q.options], q.reason) for q in questions] == [
        ("Benar?", [("Ya", False), ("Tidak", True)], "Karena begitu.")
    ]


FENCE_MISTAKES = {
    "never closed": ("/// say\n- a", [(1, "the block 'say' is never closed")]),
    "never closed before the next": (
        "/// say\n- a\n/// wait\n- b\n\nc\n///",
        [(1, "the block 'say' is never closed")],
    ),
    "closed but never opened": ("a\n///", [(2, "a block is closed here that was never opened")]),
    "too many slashes": (
        "//// say\n- a\n///",
        [
            (1, "the line '//// say' is no block"),
            (3, "a block is closed here that was never opened"),
        ],
    ),
    "no space after the slashes": ("///say\n- a", [(1, "the line '///say' is no block")]),
}


@pytest.mark.parametrize(("text", "expected"), FENCE_MISTAKES.values(), ids=FENCE_MISTAKES.keys())
def test_a_wrong_fence_is_named_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(problem.line, problem.message) for problem in scan_blocks(text)[1]] == expected


INSIDE_MISTAKES = {
    "unknown name": ("/// foto\na\n///", [(1, "there is no block 'foto'")]),
    "a title where none is shown": (
        "/// quiz | Coba\n? a\n- [x] b\n- [ ] c\n> d\n///",
        [(1, "the block 'quiz' has no title, 'Coba' would not be shown")],
    ),
    "an indented first line": (
        "/// say\n    - a\n- b\n///",
        [(2, "the first line of the block is indented and would not be shown")],
    ),
    "a heading": ("/// say\n- a\n## b\n///", [(3, "a heading stands inside the block 'say'")]),
    "a heading among cards": (
        "/// cards\n- ring | a | b\n# c\n///",
        [(3, "a heading stands inside the block 'cards'")],
    ),
    "numbers and hyphens": (
        "/// cards\n1. ring | a | b\n- ring | c | d\n///",
        [(3, "others are numbered, this item is not")],
    ),
    "a late number": (
        "/// steps\n- ring | a | b\n2. ring | c | d\n///",
        [(3, "this item is numbered and others are not")],
    ),
    "a list in the message": (
        "/// message\n- a\n- b\n///",
        [
            (2, "the message is one paragraph, this line is an item of a list"),
            (3, "the message is one paragraph, this line is an item of a list"),
        ],
    ),
    "another mark": (
        "/// say\n1. a\n-b\n* c\n///",
        [(n, "this line is no item of 'say'") for n in (2, 3, 4)],
    ),
    "an empty story": ("/// story | Ibu Maria\n///", [(1, "the story is empty")]),
    "a list in a story": (
        "/// story\nMaria pergi.\n1. Lalu pulang.\n///",
        [(3, "a story is told in sentences, this line is an item of a list")],
    ),
    "a directory of nobody": ("/// contacts\n///", [(1, "the block 'contacts' does not say which contacts")]),
    "a directory without keys": ("/// contacts | MY\n///", [(1, "'MY' is no choice of contacts")]),
    "a directory with a wrong key": (
        "/// contacts | land=MY\n///",
        [(1, "'land=MY' is no choice of contacts")],
    ),
    "a directory with an empty value": (
        "/// contacts | kind=church,\n///",
        [(1, "'kind=church,' is no choice of contacts")],
    ),
    "a key twice": ("/// contacts | kind=church | kind=union\n///", [(1, "'kind' is chosen twice")]),
    "text in a directory": ("/// contacts | country=MY\na\n///", [(2, "the block 'contacts' fills itself")]),
    "a contact without id": ("/// contact | | inside\n///", [(1, "the block 'contact' names no contact")]),
    "a part is missing": (
        "/// cards\n1. ring | Surat\n///",
        [(2, "an item of 'cards' has 3 parts, this one has 2")],
    ),
    "no item": ("/// cards\nring\n///", [(2, "this line is no item of 'cards'")]),
    "empty": ("/// steps\n///", [(1, "the block 'steps' is empty")]),
    "a long title": (
        "/// cards\n1. ring | Surat yang sangat panjang | a\n///",
        [(2, "the title 'Surat yang sangat panjang' has 4 words, at most 3 fit a card")],
    ),
    "nine cards": (
        "/// cards\n" + "1. ring | Surat | a\n" * 9 + "///",
        [(10, "'cards' has 9 items, at most 8 fit a page")],
    ),
    "six signs": (
        "/// wait\n" + "- a\n" * 6 + "\nJangan.\n///",
        [(1, "there are 6 signs, at most 5 are remembered")],
    ),
    "signs without what to do": ("/// wait\n- a\n///", [(1, "the signs end without saying what to do")]),
    "two messages": ("/// message\na\n\nb\n///", [(1, "the message has more than one paragraph")]),
    "no message": ("/// message\n///", [(1, "the message is empty")]),
    "nobody to call": ("/// contact\n///", [(1, "the block 'contact' names no contact")]),
    "a wrong choice of numbers": ("/// contact | a | near\n///", [(1, "'near' is no choice of numbers")]),
    "two rows": (
        "/// contact | a\nring | b | c\nring | d | e\n///",
        [(3, "a contact has one row, this is a second one")],
    ),
    "a source list that does not exist": (
        "/// sources | buku\n///",
        [(1, "the block 'sources' lists 'buku'")],
    ),
    "text in a generated list": ("/// sources | laws\na\n///", [(1, "the block 'sources' fills itself")]),
    "nothing right": ("/// quiz\n? a\n- [ ] b\n- [ ] c\n> d\n///", [(2, "0 answers are marked as right")]),
    "two right": ("/// quiz\n? a\n- [x] b\n- [x] c\n> d\n///", [(2, "2 answers are marked as right")]),
    "one answer": ("/// quiz\n? a\n- [x] b\n> d\n///", [(2, "the question has 1 answers")]),
    "no reason": ("/// quiz\n? a\n- [x] b\n- [ ] c\n///", [(2, "the question gives no reason")]),
    "something else": ("/// quiz\nhalo\n///", [(2, "this line is no part of a quiz")]),
    "no question": ("/// quiz\n///", [(1, "the quiz is empty")]),
    "nothing to say": ("/// say\nhalo\n///", [(1, "the block 'say' has no items")]),
}


@pytest.mark.parametrize(("text", "expected"), INSIDE_MISTAKES.values(), ids=INSIDE_MISTAKES.keys())
def test_a_wrong_inside_is_named_with_its_line(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(problem.line, problem.message) for problem in block_problems(only_block(text))] == expected


def test_a_directory_chooses_by_kind_country_and_region() -> None:
    choice, problems = parse_contacts(only_block("/// contacts | kind = church, union | region=kupang\n///"))
    assert problems == []
    assert choice == Choice(kinds=("church", "union"), regions=("kupang",))


def test_a_story_has_paragraphs_whatever_the_line_breaks() -> None:
    assert paragraphs(only_block("/// story\nMaria\npergi.\n \nLalu pulang.\n\n///")) == [
        "Maria pergi.",
        "Lalu pulang.",
    ]


HOSTILE_BLOCKS = {
    "fence": "/// say | a" + " \t" * 9_000 + "b",
    "fence without an argument": "/// say" + " " * 19_000 + "b",
    "slashes": "/" * 19_000 + "b",
    "quiz": "/// quiz\n? a\n- [x] " + "b  " * 6_000 + "\n- [ ] c\n> d\n///",
    "cards": "/// cards\n1. ring | a | " + "b  " * 6_000 + "\n///",
    "say": "/// say\n- " + "b  " * 6_000 + "\n///",
    "contacts": "/// contacts | " + "kind=a," * 2_500 + "\n///",
    "story": "/// story\n" + "# " * 9_000 + "\n///",
}


@pytest.mark.parametrize("text", HOSTILE_BLOCKS.values(), ids=HOSTILE_BLOCKS.keys())
def test_a_line_of_the_greatest_length_takes_no_time(text: str) -> None:
    began = time.process_time()
    for block in scan_blocks(text)[0]:
        block_problems(block)
    assert time.process_time() - began < 0.2


def test_references_are_found_with_their_place_and_not_in_code() -> None:
    text = "Usia [[fact:minimum-age]] dan `[[fact:kode]]`\n```\n[[law:x]]\n```\n[[law:uu-18-2017#13]]"
    assert scan_references(text) == [
        Reference("fact", "minimum-age", 1, 6),
        Reference("law", "uu-18-2017#13", 5, 1),
    ]


def test_a_block_in_code_is_text() -> None:
    assert scan_blocks("```\n/// cards\n```") == ([], [])


@given(st.text(alphabet=st.sampled_from("/ |-[]x?>1.a\n`#:"), max_size=200))
def test_no_text_makes_the_parser_fail_and_every_problem_is_inside(text: str) -> None:
    blocks, problems = scan_blocks(text)
    lines = text.count("\n") + 1
    for block in blocks:
        if block.name in PARSERS:
            problems = [*problems, *block_problems(block)]
            block_targets(block)
            block_pictures(block)
    assert all(1 <= problem.line <= lines for problem in problems)
