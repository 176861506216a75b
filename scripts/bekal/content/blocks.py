"""Blocks and references as an editor writes them: where they stand, found line by line.

Responsible for fences and references, and for which lines are prose and which are code.
What may stand inside a block is ``block_items``; what a block looks like is ``markdown``.

A block stands between two fences; the parts of an item are separated by `` | ``::

    /// cards | Dari kantor desa
    1. ring | Surat status nikah | Sudah nikah? Tambah salinan buku nikah.
    ///

A reference stands in running text: ``[[fact:minimum-age]]``, ``[[law:uu-18-2017#13]]``, ``[[term:disnaker]]``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FENCE: Final = re.compile(r"^///(?:[ \t]+(?P<name>[\w-]+)(?:[ \t]*\|(?P<argument>.*))?)?[ \t]*$")
"""Three slashes, a name, and after ``|`` the argument, still with the spaces around it."""
REFERENCE: Final = re.compile(r"\[\[(?P<kind>[a-z]+):(?P<target>[^\[\]\s|]+)\]\]")
REFERENCE_KINDS: Final = ("fact", "law", "term")
HIDDEN: Final = "\u00ad"
"""Stands for each sign that readers do not see, so that columns stay; no page may hold it itself."""

_CODE_FENCE: Final = re.compile(r"^(?P<fence>`{3,}|~{3,})[ ]*(?P<language>\.?[\w#.+-]*)[ ]*$")
_INSIDE: Final = re.compile(r"^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+[ \t]*/{3}")
"""A fence that a quotation or a list holds: Markdown may read on and on to find its end."""
_BACKTICKS: Final = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something written wrongly: ``line`` and ``column`` count from 1 in the text that was parsed."""

    line: int
    column: int
    message: str
    fix: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its name, what follows the ``|``, and the text between the fences."""

    name: str
    argument: str
    line: int
    body: str
    body_line: int

    @property
    def arguments(self) -> list[str]:
        """The parts of the argument."""
        return [part.strip() for part in self.argument.split("|")] if self.argument else []


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in running text; ``kind`` is one of ``REFERENCE_KINDS`` or a misspelling of one."""

    kind: str
    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Link:
    """Where an item leads: a page, ``page.md#anchor`` or ``#anchor``."""

    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PictureUse:
    """A picture named by an item."""

    name: str
    line: int
    column: int


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line outside code fences with its number, code spans blanked so that columns stay."""
    for number, line, is_code in scan_lines(text):
        if not is_code:
            yield number, _without_code(line, keep=False) if "`" in line else line


def shown_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line outside code fences with its number; of code spans only the signs around them are hidden."""
    for number, line, is_code in scan_lines(text):
        if not is_code:
            yield number, _without_code(line, keep=True) if "`" in line else line


def scan_lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Give each line but fences of code with its number, and whether it stands between two of them.

    A fence counts as Markdown counts it: at the beginning of its line, and closed by the same signs alone.
    """
    lines = text.split("\n")
    if "```" not in text and "~~~" not in text:
        for number, line in enumerate(lines, start=1):
            yield number, line, False
        return
    marks = {number: mark for number, line in enumerate(lines) if (mark := _CODE_FENCE.match(line))}
    last = {mark["fence"]: number for number, mark in marks.items() if not mark["language"]}
    fence = ""
    for number, line in enumerate(lines):
        mark = marks.get(number)
        if fence:
            if mark and mark["fence"] == fence and not mark["language"]:
                fence = ""
            else:
                yield number + 1, line, True
        elif mark and last.get(mark["fence"], 0) > number:
            fence = mark["fence"]
        else:
            yield number + 1, line, False


def _without_code(line: str, *, keep: bool) -> str:
    """Blank code spans, or hide the signs around them and ``keep`` the code.

    A run of backticks is closed by the next run of the same length.

    One pass, because a pattern for this takes minutes on a hostile line.
    """
    runs = list(_BACKTICKS.finditer(line))
    closing: dict[int, int] = {}
    latest: dict[int, int] = {}
    for position in range(len(runs) - 1, -1, -1):
        length = len(runs[position][0])
        if length in latest:
            closing[position] = latest[length]
        latest[length] = position
    parts: list[str] = []
    end = position = 0
    while position < len(runs):
        if position in closing and not _is_escaped(line, runs[position].start()):
            opening, ending = runs[position], runs[closing[position]]
            signs = HIDDEN * len(opening[0])
            code = [signs, line[opening.end() : ending.start()], signs]
            parts += [
                line[end : opening.start()],
                *(code if keep else [" " * (ending.end() - opening.start())]),
            ]
            end, position = ending.end(), closing[position]
        position += 1
    return "".join((*parts, line[end:]))


def _is_escaped(line: str, index: int) -> bool:
    before = line[:index]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def scan_references(text: str) -> list[Reference]:
    """Find every reference in ``text``."""
    return [
        Reference(match["kind"], match["target"], number, match.start() + 1)
        for number, line in prose_lines(text)
        if "[[" in line
        for match in REFERENCE.finditer(line)
    ]


def scan_blocks(text: str) -> tuple[list[Block], list[Problem]]:
    """Find every block, and what is wrong with the fences."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    lines = text.split("\n")
    opened: tuple[str, str, int] | None = None
    for number, line in prose_lines(text):
        match = FENCE.match(line)
        if match is None:
            if _INSIDE.match(line):
                problems.append(
                    Problem(
                        number,
                        1,
                        "a block stands in a quotation or a list here",
                        "begin the line with `///`, and put nothing in front of it",
                    )
                )
            elif line.lstrip().startswith("///"):
                problems.append(
                    Problem(
                        number,
                        1,
                        f"the line {line.strip()!r} is no block",
                        "write `/// name | argument`, or `///` to close",
                    )
                )
        elif match["name"] is not None:
            if opened is not None:
                problems.append(_never_closed(opened, f"before line {number}"))
            opened = (match["name"], (match["argument"] or "").strip(), number)
        elif opened is None:
            problems.append(
                Problem(number, 1, "a block is closed here that was never opened", "remove this line")
            )
        else:
            name, argument, start = opened
            blocks.append(Block(name, argument, start, "\n".join(lines[start : number - 1]), start + 1))
            opened = None
    if opened is not None:
        problems.append(_never_closed(opened, "after it"))
    return blocks, problems


def _never_closed(opened: tuple[str, str, int], place: str) -> Problem:
    name, _, line = opened
    return Problem(line, 1, f"the block '{name}' is never closed", f"add `///` on a line of its own {place}")
