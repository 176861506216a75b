"""A form to fill in by hand: what is asked, and how many lines there are to write on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bekal.content.block_items.register import lines_of, parses
from bekal.content.blocks import Block, Problem

MAX_LINES: Final = 9
MAX_FIELDS: Final = 24

_FIELD: Final = re.compile(r"-[ \t]+(?P<label>[^|]*[^|\s])(?:[ \t]*\|[ \t]*(?P<lines>\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked, and the lines to write the answer on."""

    label: str
    lines: int
    line: int


def parse_form(block: Block) -> tuple[list[Field], list[Problem]]:
    """Parse the fields of ``form``."""
    fields: list[Field] = []
    problems: list[Problem] = []
    for number, line in lines_of(block):
        match = _FIELD.fullmatch(line)
        lines = int(match["lines"] or 1) if match else 0
        if match is None:
            problems.append(
                Problem(
                    number, 1, "this line is no field", "write `- What is asked` or `- What is asked | 3`"
                )
            )
        elif not 1 <= lines <= MAX_LINES:
            problems.append(
                Problem(
                    number,
                    match.start("lines") + 1,
                    f"a field has {lines} lines, from 1 to {MAX_LINES} fit a page",
                    "write a number of lines that people fill",
                )
            )
        else:
            fields.append(Field(match["label"], lines, number))
    if not fields and not problems:
        problems.append(Problem(block.line, 1, "the form has no fields", "add lines: `- What is asked`"))
    if len(fields) > MAX_FIELDS:
        problems.append(
            Problem(
                block.line,
                1,
                f"the form has {len(fields)} fields, more than {MAX_FIELDS} nobody fills in",
                "leave out what nobody needs",
            )
        )
    if not block.argument:
        problems.append(Problem(block.line, 1, "the form has no title", "write it as `/// form | Title`"))
    return fields, problems


parses("form")(parse_form)
