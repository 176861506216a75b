"""Blocks of picture items: cards, steps, the doors of a chapter; and the row of a contact, which has the same shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bekal.content.block_items.register import HEADING, lines_of, parses
from bekal.content.blocks import Block, Problem

MAX_CARDS: Final = 8
MAX_STEPS: Final = 7
MAX_TITLE_WORDS: Final = 3

_ITEM: Final = re.compile(r"(?P<mark>\d{1,2}\.|-)[ \t]+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of ``cards``, ``steps`` or ``chapter``, or the row of a ``contact``.

    ``target`` is only there in ``chapter``.
    """

    numbered: bool
    picture: str
    title: str
    text: str
    line: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How an item is written: how many parts, whether with a mark, an example."""

    parts: int
    marked: bool
    example: str


SHAPES: Final = {
    "cards": Shape(3, marked=True, example="1. picture | Title | One or two sentences."),
    "steps": Shape(3, marked=True, example="1. picture | Title | One or two sentences."),
    "chapter": Shape(4, marked=True, example="1. picture | Title | One line | page.md"),
    "contact": Shape(3, marked=False, example="picture | Situation | One line."),
}


def parse_items(block: Block) -> tuple[list[Item], list[Problem]]:
    """Parse the items of ``cards``, ``steps``, ``chapter``, or the single row of ``contact``."""
    shape = SHAPES[block.name]
    items: list[Item] = []
    problems: list[Problem] = []
    for number, line in lines_of(block):
        match = _ITEM.fullmatch(line) if shape.marked else None
        if shape.marked and match is None:
            if not HEADING.match(line):
                problems.append(
                    Problem(
                        number, 1, f"this line is no item of '{block.name}'", f"write it as `{shape.example}`"
                    )
                )
            continue
        text = match["text"] if match else line.strip()
        parts = [part.strip() for part in text.split(" | ")]
        written = sum(bool(part) for part in parts)
        if len(parts) != shape.parts or written != shape.parts:
            problems.append(
                Problem(
                    number,
                    1,
                    f"an item of '{block.name}' has {shape.parts} parts, this one has {written}",
                    f"write it as `{shape.example}`",
                )
            )
            continue
        numbered = bool(match and match["mark"] != "-")
        items.append(
            Item(numbered, parts[0], parts[1], parts[2], number, parts[3] if shape.parts > 3 else "")
        )
    return items, problems


@parses("cards", "steps", "chapter")
def _parse_cards(block: Block) -> tuple[list[Item], list[Problem]]:
    items, problems = parse_items(block)
    limit = MAX_STEPS if block.name == "steps" else MAX_CARDS
    if not items and not problems:
        problems.append(
            Problem(
                block.line,
                1,
                f"the block '{block.name}' is empty",
                f"add items such as `{SHAPES[block.name].example}`",
            )
        )
    if len(items) > limit:
        problems.append(
            Problem(
                items[limit].line,
                1,
                f"'{block.name}' has {len(items)} items, at most {limit} fit a page",
                "split the page",
            )
        )
    if block.name == "chapter":
        return items, problems
    problems += [
        Problem(
            item.line,
            1,
            "this item is numbered and others are not"
            if item.numbered
            else "others are numbered, this item is not",
            "begin every item with a number, or every item with `- `",
        )
        for item in items[1:]
        if item.numbered is not items[0].numbered
    ]
    problems += [
        Problem(
            item.line,
            1,
            f"the title {item.title!r} has {len(item.title.split())} words, at most {MAX_TITLE_WORDS} fit a card",
            "shorten the title and move words into the sentence",
        )
        for item in items
        if len(item.title.split()) > MAX_TITLE_WORDS
    ]
    return items, problems
