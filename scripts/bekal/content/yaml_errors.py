"""What libyaml stumbled over, in an editor's words and at the place where the editor erred.

libyaml reports where it could not go on, which is often lines after the mistake: a quote that was never closed, a
colon inside a text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.content.text_files import SourceProblem

if TYPE_CHECKING:
    import yaml

_OPENED_QUOTE: Final = re.compile(r"""^\s*(?:- +)*(?:(?P<key>[\w-]+)\s*:\s+)?(?P<quote>["'])(?P<rest>.*)$""")
_PLAIN_COLON: Final = re.compile(r"^\s*(?:- +)*(?P<key>[\w-]+): +[^\"'\[{|>#\s].*?(?P<colon>:(?=\s|$))")


def explain_error(error: yaml.YAMLError, text: str, offset: int) -> SourceProblem:
    """Say in an editor's words where libyaml stopped and why."""
    mark = getattr(error, "problem_mark", None)
    problem = str(getattr(error, "problem", "") or getattr(error, "reason", ""))
    context = str(getattr(error, "context", "") or "")
    if mark is None:
        position = getattr(error, "position", 0)
        before = text[: position if isinstance(position, int) else 0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return SourceProblem(
            line + offset, column, "this character cannot be read", "delete or retype it", "syntax"
        )
    lines = text.split("\n")
    line, column = mark.line + 1, mark.column + 1
    quoted = _unclosed_quote(lines[: mark.line + 1])
    if quoted:
        number, place, name, quote = quoted
        return SourceProblem(
            number + offset,
            place,
            f"the quoted {name} is never closed",
            f"add {quote} at the end of line {number + offset}",
            "syntax",
        )
    message, fix = _words_for(problem, context, lines, mark)
    if problem.startswith("mapping values are not allowed"):
        colon = _PLAIN_COLON.match(lines[mark.line]) if mark.line < len(lines) else None
        if colon:
            message = f"the text of '{colon['key']}' contains a colon"
            fix = "put the whole text in quotes"
            column = colon.start("colon") + 1
    opening = getattr(error, "context_mark", None)
    if context.startswith("while parsing a flow") and opening is not None:
        line, column = opening.line + 1, opening.column + 1
    return SourceProblem(min(line, len(lines)) + offset, column, message, fix, "syntax")


def _words_for(problem: str, context: str, lines: list[str], mark: yaml.Mark) -> tuple[str, str]:
    found = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if "cannot start any token" in problem:
        return f"a text cannot begin with {found!r} here", "put the text in quotes"
    if context.startswith("while parsing a flow"):
        bracket = "]" if "sequence" in context else "}"
        return (
            "this bracket is never closed, or a comma is missing",
            f"check the commas, and close it with {bracket}",
        )
    for part, message, fix in _EXPLANATIONS:
        if part in problem:
            return message, fix
    return f"this line cannot be read ({problem})", "compare it with a neighbour that works"


_EXPLANATIONS: Final = (
    (
        "mapping values are not allowed",
        "a colon makes this line a key in a wrong place",
        "check the indentation, or put the text in quotes",
    ),
    (
        "unknown escape character",
        "a backslash stands in a text in double quotes",
        "use single quotes around the text",
    ),
    ("found unexpected end of stream", "a quoted text is never closed", "add the closing quote"),
    (
        "did not find expected key",
        "this does not fit the lines above",
        "check the indentation, and the quotes of the line above",
    ),
    (
        "did not find expected '-' indicator",
        "the list above ends without a new entry",
        "begin the line with '- ', or check its indentation",
    ),
    ("could not find expected ':'", "the key on this line has no colon", "write `word: value`"),
    (
        "block sequence entries are not allowed",
        "a list cannot begin on this line",
        "begin the list on a line of its own",
    ),
    (
        "did not find expected node content",
        "a value is missing here",
        "write the value, or put the sign in quotes",
    ),
    (
        "did not find expected <document start>",
        "text follows where the content has ended",
        "check brackets and indentation",
    ),
)


def _unclosed_quote(lines: list[str]) -> tuple[int, int, str, str] | None:
    """Find the first value whose quote is not closed on its line, in lines that did not parse."""
    for number, line in enumerate(lines, start=1):
        match = _OPENED_QUOTE.match(line)
        if match is None:
            continue
        rest, quote = match["rest"], match["quote"]
        rest = re.sub(r"\\.", "", rest) if quote == '"' else rest.replace("''", "")
        if quote not in rest:
            return number, match.start("quote") + 1, match["key"] or "text", quote
    return None
