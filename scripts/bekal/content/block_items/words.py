"""Blocks of words: the message, the warning, words to say, an invented story."""

from __future__ import annotations

from typing import Final

from bekal.content.block_items.register import OTHER_MARK, lines_of, parses
from bekal.content.blocks import Block, Problem

MAX_SIGNS: Final = 5


@parses("message")
def _parse_message(block: Block) -> tuple[None, list[Problem]]:
    if not block.body.strip():
        return None, [Problem(block.line, 1, "the message is empty", "write the one message of the page")]
    if len(paragraphs(block)) > 1:
        return None, [
            Problem(block.line, 1, "the message has more than one paragraph", "keep the one message here")
        ]
    return None, _marked_lines(block, "the message is one paragraph, this line is an item of a list")


@parses("story")
def _parse_story(block: Block) -> tuple[list[str], list[Problem]]:
    found = paragraphs(block)
    if not found:
        return found, [Problem(block.line, 1, "the story is empty", "tell it in two to six sentences")]
    return found, _marked_lines(block, "a story is told in sentences, this line is an item of a list")


def paragraphs(block: Block) -> list[str]:
    """Take the paragraphs of a block, each on one line; they are separated by blank lines."""
    found: list[list[str]] = [[]]
    for line in block.body.split("\n"):
        if line.strip():
            found[-1].append(line.strip())
        elif found[-1]:
            found.append([])
    return [" ".join(lines) for lines in found if lines]


def _marked_lines(block: Block, message: str) -> list[Problem]:
    return [
        Problem(number, 1, message, "write it as a sentence")
        for number, line in lines_of(block)
        if line.lstrip().startswith("- ") or OTHER_MARK.match(line.lstrip())
    ]


@parses("say", "wait")
def _parse_list(block: Block) -> tuple[list[str], list[Problem]]:
    lines = [(number, line.lstrip()) for number, line in lines_of(block)]
    items = [line for _, line in lines if line.startswith("- ")]
    problems = [
        Problem(number, 1, f"this line is no item of '{block.name}'", "begin it with `- `")
        for number, line in lines
        if OTHER_MARK.match(line)
    ]
    if not items and not problems:
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
        if len(items) == len(lines):
            problems.append(
                Problem(
                    block.line,
                    1,
                    "the signs end without saying what to do",
                    "add a paragraph after the list: what to do",
                )
            )
    return items, problems
