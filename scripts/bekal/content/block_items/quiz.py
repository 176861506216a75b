"""The quiz: questions, answers, one of them right, and the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bekal.content.block_items.register import HEADING, lines_of, parses
from bekal.content.blocks import Block, Problem

_OPTION: Final = re.compile(r"-[ \t]+\[(?P<mark>[ xX])\][ \t]+(?P<text>\S.*)")


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


@parses("quiz")
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

    for number, line in lines_of(block):
        option = _OPTION.fullmatch(line)
        if line.startswith("? "):
            finish()
            text, options, reason, start = line[2:].strip(), [], "", number
        elif option and start:
            options.append(Option(option["text"], option["mark"] != " "))
        elif line.startswith("> ") and start:
            reason = f"{reason} {line[2:].strip()}".strip()
        elif not HEADING.match(line):
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
