"""The lists that fill themselves: from the data, and from what pages and synonyms say."""

from __future__ import annotations

from typing import Final

from bekal.content.block_items.register import parses
from bekal.content.blocks import Block, Problem

SOURCE_GROUPS: Final = ("laws", "documents", "contacts", "terms")


@parses("sources")
def _parse_sources(block: Block) -> tuple[None, list[Problem]]:
    if block.argument in SOURCE_GROUPS and not block.body.strip():
        return None, []
    return None, [
        Problem(
            block.line,
            1,
            f"the block 'sources' lists {block.argument or 'nothing'!r}"
            if not block.body.strip()
            else "the block 'sources' fills itself",
            f"write `/// sources | {SOURCE_GROUPS[0]}` ({', '.join(SOURCE_GROUPS)}), then `///`",
        )
    ]


@parses("words")
def _parse_words(block: Block) -> tuple[None, list[Problem]]:
    if not block.body.strip():
        return None, []
    return None, [Problem(block.line, 1, "the block 'words' fills itself", "write `/// words`, then `///`")]
