"""Tables of ``docs/data``: a ``.csv`` file to the same tree of nodes that YAML gives, every cell with its place.

Responsible for commas, quotes and the header; what a row may hold is ``safeguards``.
Cells hold text until a model asks for something else; an empty cell is nothing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from bekal.content.strict_yaml import Node
from bekal.content.text_files import SourceProblem

_CELL: Final = re.compile(r'[ ]*(?:"((?:[^"]|"")*)"[ ]*|([^",]*))(?=,|$)')


class _Cell(NamedTuple):
    text: str
    column: int


def parse_table(text: str) -> tuple[Node | None, list[SourceProblem]]:
    """Parse a table whose first line names the columns; gives a list of rows, or what is wrong with the lines.

    Empty lines and lines that begin with ``#`` are left out.
    """
    problems: list[SourceProblem] = []
    header: list[_Cell] = []
    rows: list[Node] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = _split(line, number, problems)
        if cells is None:
            continue
        if not header:
            header = cells
            problems += _header_problems(header, number)
        elif len(cells) != len(header):
            problems.append(
                SourceProblem(
                    number,
                    1,
                    f"this row has {len(cells)} cells, the first line names {len(header)} columns",
                    'write a cell for each column; a text with a comma stands in quotes: "…, …"',
                    "syntax",
                )
            )
        else:
            rows.append(_row(header, cells, number))
    if not header and not problems:
        problems.append(
            SourceProblem(
                1, 1, "there is nothing here but comments", "write the columns and the rows", "syntax"
            )
        )
    return (None if problems else Node(rows, 1, 1)), problems


def _row(header: list[_Cell], cells: list[_Cell], number: int) -> Node:
    values = {}
    for name, cell in zip(header, cells, strict=True):
        value = Node(cell.text or None, number, cell.column)
        if name.text == "source" and cell.text:
            value.value = [
                Node(match[0], number, cell.column + match.start())
                for match in re.finditer(r"[^\s;]+", cell.text)
            ]
        if cell.text or name.text == "reported_on":
            values[name.text] = value
    return Node(values, number, 1)


def _split(line: str, number: int, problems: list[SourceProblem]) -> list[_Cell] | None:
    cells: list[_Cell] = []
    position = 0
    while position <= len(line):
        match = _CELL.match(line, position)
        if match is None:
            problems.append(
                SourceProblem(
                    number,
                    position + 1,
                    "the quotes of this cell do not fit",
                    'put the whole cell in quotes, and write a quote inside it twice: "…""…"',
                    "syntax",
                )
            )
            return None
        quoted = match[1] is not None
        cell = (match[1].replace('""', '"') if quoted else match[2]).strip()
        start = match.start(1) if quoted else match.start(2) + len(match[2]) - len(match[2].lstrip())
        cells.append(_Cell(cell, start + 1))
        position = match.end() + 1
    return cells


def _header_problems(header: list[_Cell], number: int) -> list[SourceProblem]:
    seen: set[str] = set()
    problems = []
    for name in header:
        if not name.text or name.text in seen:
            message = (
                f"the column '{name.text}' stands here a second time" if name.text else "a column has no name"
            )
            problems.append(SourceProblem(number, name.column, message, "name each column once", "syntax"))
        seen.add(name.text)
    return problems
