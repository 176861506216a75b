"""The place of a village's post, companions and numbers on a page; what stands there comes from ``villages.yml``."""

from __future__ import annotations

from bekal.content.block_items.register import lines_of, parses
from bekal.content.blocks import Block, Problem


@parses("village")
def _parse_village(block: Block) -> tuple[None, list[Problem]]:
    return None, [
        Problem(
            number,
            1,
            "the block 'village' is filled from docs/data/villages.yml, this line would not be shown",
            "write it before or after the block",
        )
        for number, _ in lines_of(block)
    ]
