"""What stands inside a block, parsed line by line so that each mistake has a place.

Responsible for the syntax alone: which blocks exist, what an item of each looks like, how many are allowed.
Whether a contact or a picture exists is asked by ``checks``; what a block looks like is ``markdown``, whose modules
have the same names as these and use the same parsers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# Importing these modules registers their parsers.
from bekal.content.block_items import sources, village, words  # noqa: F401
from bekal.content.block_items.contacts import parse_contacts
from bekal.content.block_items.figures import parse_figures
from bekal.content.block_items.forms import parse_form
from bekal.content.block_items.items import SHAPES, parse_items
from bekal.content.block_items.quiz import parse_quiz
from bekal.content.block_items.register import HEADING, PARSERS, lines_of
from bekal.content.blocks import Link, PictureUse, Problem
from bekal.content.likeness import suggest

if TYPE_CHECKING:
    from bekal.content.block_items.items import Item
    from bekal.content.blocks import Block

__all__ = [
    "PARSERS",
    "WITHOUT_TITLE",
    "block_pictures",
    "block_problems",
    "block_targets",
    "parse_contacts",
    "parse_figures",
    "parse_form",
    "parse_items",
    "parse_quiz",
]

WITHOUT_TITLE = frozenset({"message", "quiz", "chapter", "village", "words"})
"""Blocks whose name stands alone."""


def block_problems(block: Block) -> list[Problem]:
    """Say what is wrong with the name and the inside of ``block``."""
    parser = PARSERS.get(block.name)
    if parser is None:
        near = suggest(block.name, sorted(PARSERS))
        fix = f"did you mean '{near}'?" if near else f"use one of: {', '.join(sorted(PARSERS))}"
        return [Problem(block.line, 1, f"there is no block '{block.name}'", fix)]
    return [*_lines_that_fit_no_block(block), *parser(block)[1]]


def block_targets(block: Block) -> list[Link]:
    """Where the items of a ``chapter`` lead."""
    return [
        Link(item.target, item.line, _column(block, item.line, item.target))
        for item in _items(block)
        if item.target
    ]


def block_pictures(block: Block) -> list[PictureUse]:
    """Which pictures the items of a block name."""
    return [
        PictureUse(item.picture, item.line, _column(block, item.line, item.picture)) for item in _items(block)
    ]


def _items(block: Block) -> list[Item]:
    return parse_items(block)[0] if block.name in SHAPES else []


def _column(block: Block, line: int, part: str) -> int:
    return max(block.body.split("\n")[line - block.body_line].rfind(part), 0) + 1


def _lines_that_fit_no_block(block: Block) -> list[Problem]:
    """Find what would be lost or shown as it is written: an argument, a heading, an indented first line."""
    problems = []
    if block.argument and block.name in WITHOUT_TITLE:
        problems.append(
            Problem(
                block.line,
                1,
                f"the block '{block.name}' has no title, {block.argument!r} would not be shown",
                f"write `/// {block.name}` alone",
            )
        )
    first = block.body.partition("\n")[0]
    if first.startswith(("    ", "\t")) and first.strip():
        problems.append(
            Problem(
                block.body_line,
                1,
                "the first line of the block is indented and would not be shown",
                "begin it at the left edge",
            )
        )
    problems += [
        Problem(
            number,
            1,
            f"a heading stands inside the block '{block.name}'",
            "close the block before it with `///`",
        )
        for number, line in lines_of(block)
        if HEADING.match(line)
    ]
    return problems
