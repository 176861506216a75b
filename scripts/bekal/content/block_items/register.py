"""The register of the parsers, and what they share.

A parser gives what it understood and what is wrong; its place in ``PARSERS`` makes the name known to everybody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bekal.content.blocks import Block, Problem

HEADING: Final = re.compile(r"[ \t]*#{1,6}[ \t]")
OTHER_MARK: Final = re.compile(r"(?:[*+•]|\d{1,2}[.)])[ \t]|-(?![ \t])")
"""How a list item begins that is not written with ``- ``."""

Parsed = TypeVar("Parsed", bound="Callable[[Block], tuple[Any, list[Problem]]]")

PARSERS: Final[dict[str, Callable[[Block], tuple[Any, list[Problem]]]]] = {}
"""Every block by name, with what parses its inside."""


def parses(*names: str) -> Callable[[Parsed], Parsed]:
    """Register the parser of the blocks called ``names``."""

    def register(parser: Parsed) -> Parsed:
        PARSERS.update(dict.fromkeys(names, parser))
        return parser

    return register


def lines_of(block: Block) -> Iterator[tuple[int, str]]:
    """Give each line of the inside that is not empty, with its number."""
    for number, line in enumerate(block.body.split("\n"), start=block.body_line):
        if line.strip():
            yield number, line.rstrip()
