"""Blocks and references as an editor writes them, parsed line by line so that each mistake has a place.

Responsible for the syntax alone: which blocks exist, what an item looks like, how many are allowed.
Whether a contact, fact, page or picture exists is asked by ``checks``; what a block looks like is ``markdown``.

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
    from collections.abc import Callable, Iterator

FENCE: Final = re.compile(
    r"^(?P<slashes>/{3,})(?:[ \t]+(?P<name>[\w-]+)(?:[ \t]*\|[ \t]*(?P<argument>.*?))?)?[ \t]*$"
)
REFERENCE: Final = re.compile(r"\[\[(?P<kind>[a-z]+):(?P<target>[^\[\]\s|]+)\]\]")
REFERENCE_KINDS: Final = ("fact", "law", "term")
SOURCE_GROUPS: Final = ("laws", "documents", "contacts")
MAX_CARDS: Final = 8
MAX_STEPS: Final = 7
MAX_SIGNS: Final = 5
MAX_TITLE_WORDS: Final = 3

_CODE_FENCE: Final = re.compile(r"^\s{0,3}(```+|~~~+)")
_BACKTICKS: Final = re.compile(r"`+")
_ITEM: Final = re.compile(r"^(?P<mark>\d{1,2}\.|-)[ \t]+(?P<text>.+?)[ \t]*$")
_OPTION: Final = re.compile(r"^-[ \t]+\[(?P<mark>[ xX])\][ \t]+(?P<text>.+?)[ \t]*$")


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
class Option:
    """A possible answer of a question."""

    text: str
    right: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a quiz: two to four options, exactly one of them right, and the reason."""

    text: str
    options: tuple[Option, ...]
    reason: str
    line: int


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Give each line outside code fences with its number, code spans blanked so that columns stay."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _CODE_FENCE.match(line)
        if mark:
            if not fence:
                fence = mark[1]
            elif mark[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if not fence:
            yield number, _blank_code(line) if "`" in line else line


def _blank_code(line: str) -> str:
    """Blank code spans; a run of backticks is closed by the next run of the same length.

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
        if position in closing:
            start, close = runs[position].start(), runs[closing[position]].end()
            parts += [line[end:start], " " * (close - start)]
            end, position = close, closing[position]
        position += 1
    return "".join((*parts, line[end:]))


def scan_references(text: str) -> list[Reference]:
    """Find every reference in ``text``."""
    return [
        Reference(match["kind"], match["target"], number, match.start() + 1)
        for number, line in prose_lines(text)
        for match in REFERENCE.finditer(line)
    ]


def scan_blocks(text: str) -> tuple[list[Block], list[Problem]]:
    """Find every block, and what is wrong with the fences."""
    blocks: list[Block] = []
    problems: list[Problem] = []
    lines = text.split("\n")
    opened: tuple[str, str, int, int] | None = None
    for number, line in prose_lines(text):
        match = FENCE.match(line)
        if match is None:
            if line.lstrip().startswith("///"):
                problems.append(
                    Problem(
                        number,
                        1,
                        f"the line {line.strip()!r} is no block",
                        "write `/// name | argument`, or `///` to close",
                    )
                )
            continue
        if match["name"] is None:
            if opened is None:
                problems.append(
                    Problem(number, 1, "a block is closed here that was never opened", "remove this line")
                )
                continue
            name, argument, start, _ = opened
            blocks.append(Block(name, argument, start, "\n".join(lines[start : number - 1]), start + 1))
            opened = None
            continue
        if opened is not None:
            problems.append(
                Problem(
                    opened[2],
                    1,
                    f"the block '{opened[0]}' is never closed",
                    f"add `///` on a line of its own before line {number}",
                )
            )
        name = match["name"]
        if name not in PARSERS:
            problems.append(
                Problem(number, 1, f"there is no block '{name}'", f"use one of: {', '.join(sorted(PARSERS))}")
            )
        opened = (name, match["argument"] or "", number, len(match["slashes"]))
    if opened is not None:
        problems.append(
            Problem(
                opened[2],
                1,
                f"the block '{opened[0]}' is never closed",
                "add `///` on a line of its own after it",
            )
        )
    return blocks, problems


def block_problems(block: Block) -> list[Problem]:
    """Say what is wrong inside ``block``; nothing for a name that does not exist, which the fences report."""
    parser = PARSERS.get(block.name)
    return parser(block)[1] if parser else []


def parse_items(block: Block) -> tuple[list[Item], list[Problem]]:
    """Parse the items of ``cards``, ``steps``, ``chapter``, or the single row of ``contact``."""
    shape = _SHAPES[block.name]
    items: list[Item] = []
    problems: list[Problem] = []
    for number, line in _lines(block):
        match = _ITEM.match(line) if shape.marked else None
        if shape.marked and match is None:
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


def _parse_cards(block: Block) -> tuple[list[Item], list[Problem]]:
    items, problems = parse_items(block)
    limit = MAX_STEPS if block.name == "steps" else MAX_CARDS
    if not items and not problems:
        problems.append(
            Problem(
                block.line,
                1,
                f"the block '{block.name}' is empty",
                f"add items such as `{_SHAPES[block.name].example}`",
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
    problems += [
        Problem(
            item.line,
            1,
            f"the title {item.title!r} has {len(item.title.split())} words, at most {MAX_TITLE_WORDS} fit a card",
            "shorten the title and move words into the sentence",
        )
        for item in items
        if block.name != "chapter" and len(item.title.split()) > MAX_TITLE_WORDS
    ]
    return items, problems


def _parse_contact(block: Block) -> tuple[list[Item], list[Problem]]:
    problems: list[Problem] = []
    arguments = block.arguments
    if not arguments:
        problems.append(
            Problem(
                block.line,
                1,
                "the block 'contact' names no contact",
                "write `/// contact | id`, an id of contacts.yml",
            )
        )
    if len(arguments) > 2 or (len(arguments) == 2 and arguments[1] not in {"inside", "anywhere"}):
        problems.append(
            Problem(
                block.line,
                1,
                f"'{' | '.join(arguments[1:])}' is no choice of numbers",
                "write `inside`, `anywhere` or nothing after the id",
            )
        )
    items, item_problems = parse_items(block)
    problems += item_problems
    if len(items) > 1:
        problems.append(
            Problem(
                items[1].line,
                1,
                "a contact has one row, this is a second one",
                "write a second `/// contact`",
            )
        )
    return items, problems


def _parse_message(block: Block) -> tuple[None, list[Problem]]:
    text = block.body.strip()
    if not text:
        return None, [Problem(block.line, 1, "the message is empty", "write the one message of the page")]
    if "\n\n" in text:
        return None, [
            Problem(block.line, 1, "the message has more than one paragraph", "keep the one message here")
        ]
    return None, []


def _parse_list(block: Block) -> tuple[list[str], list[Problem]]:
    items = [line for _, line in _lines(block) if line.lstrip().startswith("- ")]
    problems: list[Problem] = []
    if not items:
        problems.append(
            Problem(block.line, 1, f"the block '{block.name}' has no items", "add lines that begin with `- `")
        )
    if block.name == "wait":
        if len(items) > MAX_SIGNS:
            problems.append(
                Problem(
                    block.line,
                    1,
                    f"there are {len(items)} signs, at most {MAX_SIGNS} are remembered",
                    "keep the strongest",
                )
            )
        if not [line for _, line in _lines(block) if not line.lstrip().startswith("- ")]:
            problems.append(
                Problem(
                    block.line,
                    1,
                    "the signs end without saying what to do",
                    "add a paragraph after the list: what to do",
                )
            )
    return items, problems


def _parse_quiz(block: Block) -> tuple[list[Question], list[Problem]]:
    return parse_quiz(block)


def parse_quiz(block: Block) -> tuple[list[Question], list[Problem]]:
    """Parse ``? question``, ``- [ ] option``, ``- [x] right option``, ``> reason``."""
    questions: list[Question] = []
    problems: list[Problem] = []
    text, options, reason, start = "", list[Option](), "", 0

    def finish() -> None:
        if not start:
            return
        right = sum(option.right for option in options)
        if not 2 <= len(options) <= 4:
            problems.append(
                Problem(
                    start,
                    1,
                    f"the question has {len(options)} answers",
                    "give two to four, as `- [ ] answer`",
                )
            )
        elif right != 1:
            problems.append(
                Problem(start, 1, f"{right} answers are marked as right", "mark exactly one with `- [x]`")
            )
        elif not reason:
            problems.append(
                Problem(start, 1, "the question gives no reason", "add a line `> why this answer is right`")
            )
        else:
            questions.append(Question(text, tuple(options), reason, start))

    for number, line in _lines(block):
        option = _OPTION.match(line)
        if line.startswith("? "):
            finish()
            text, options, reason, start = line[2:].strip(), [], "", number
        elif option and start:
            options.append(Option(option["text"], option["mark"] != " "))
        elif line.startswith("> ") and start:
            reason = f"{reason} {line[2:].strip()}".strip()
        else:
            problems.append(
                Problem(
                    number,
                    1,
                    "this line is no part of a quiz",
                    "begin it with `? `, `- [ ] `, `- [x] ` or `> `",
                )
            )
    finish()
    if not questions and not problems:
        problems.append(Problem(block.line, 1, "the quiz is empty", "add a question that begins with `? `"))
    return questions, problems


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
    return parse_items(block)[0] if block.name in _SHAPES else []


def _lines(block: Block) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(block.body.split("\n"), start=block.body_line):
        if line.strip():
            yield number, line.rstrip()


def _column(block: Block, line: int, part: str) -> int:
    return max(block.body.split("\n")[line - block.body_line].rfind(part), 0) + 1


@dataclass(frozen=True, slots=True)
class _Shape:
    parts: int
    marked: bool
    example: str


_SHAPES: Final = {
    "cards": _Shape(3, marked=True, example="1. picture | Title | One or two sentences."),
    "steps": _Shape(3, marked=True, example="1. picture | Title | One or two sentences."),
    "chapter": _Shape(4, marked=True, example="1. picture | Title | One line | page.md"),
    "contact": _Shape(3, marked=False, example="picture | Situation | One line."),
}

PARSERS: Final[dict[str, Callable[[Block], tuple[object, list[Problem]]]]] = {
    "cards": _parse_cards,
    "steps": _parse_cards,
    "chapter": _parse_cards,
    "contact": _parse_contact,
    "message": _parse_message,
    "quiz": _parse_quiz,
    "say": _parse_list,
    "wait": _parse_list,
    "sources": _parse_sources,
}
"""Every block by name, with what parses its inside."""
