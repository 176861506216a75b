"""The figures of a report, drawn as bars: each line names a row of ``docs/data/cases.csv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bekal.content.block_items.register import lines_of, parses
from bekal.content.blocks import Block, Problem

MAX_FIGURES: Final = 8

_ROW: Final = re.compile(r"-[ \t]+(?P<label>[^|]*[^|\s])[ \t]*\|[ \t]*(?P<identity>[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One bar: what stands beside it, the row of the data that it shows, and where this is written."""

    label: str
    identity: str
    line: int
    column: int


def parse_figures(block: Block) -> tuple[list[FigureRow], list[Problem]]:
    """Parse the rows of ``figures``."""
    rows: list[FigureRow] = []
    problems: list[Problem] = []
    for number, line in lines_of(block):
        match = _ROW.fullmatch(line)
        if match is None:
            problems.append(Problem(number, 1, "this line is no figure", "write `- Label | id-of-a-row`"))
        else:
            rows.append(FigureRow(match["label"], match["identity"], number, match.start("identity") + 1))
    if not rows and not problems:
        problems.append(
            Problem(block.line, 1, "the block 'figures' has no figures", "add lines: `- Label | id-of-a-row`")
        )
    if len(rows) > MAX_FIGURES:
        problems.append(
            Problem(
                block.line,
                1,
                f"there are {len(rows)} figures, at most {MAX_FIGURES} can be compared by eye",
                "split them into two blocks, or leave some out",
            )
        )
    if not block.argument:
        problems.append(
            Problem(block.line, 1, "the figures have no title", "write it as `/// figures | Title`")
        )
    return rows, problems


parses("figures")(parse_figures)
