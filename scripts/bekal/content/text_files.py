"""From the bytes of a file to text that can be parsed: size, encoding, characters, line ends.

Responsible for everything that can be wrong with a file before anybody asks what it says.
What the text means is ``front_matter``, ``strict_yaml`` and ``blocks``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bekal.config import LIMITS
from bekal.content.blocks import Problem

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal[
    "unreadable", "encoding", "empty", "name", "syntax", "key", "value", "id-twice", "reference-unknown"
]

MARK: Final = b"\xef\xbb\xbf"

# Controls but tab and line feed; line ends that only some programs see; invisible signs that turn text around.
# Also signs without a width, empty letters, tags, private and unassigned ends of planes, and what could not be read.
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\uffff\U000e0000-\U0010ffff]"
)


@dataclass(frozen=True, slots=True)
class SourceProblem(Problem):
    """A problem of a file that was read; ``kind`` decides under which rule it is reported.

    ``unreadable``: nothing could be read; ``encoding``: read, but saved in an unusual way; ``name``: not read, because
    of its name or place; ``syntax``: no YAML;
    ``key``: a key too much or too little; ``value``: a value that does not fit its key.
    """

    kind: Kind


def read_text(path: Path, limit: int) -> tuple[str | None, list[SourceProblem]]:
    """Read ``path`` as text of at most ``limit`` bytes; ``None`` when that is not possible.

    The text has LF line ends and no byte order mark, whatever the file has.
    """
    try:
        if path.is_file() and path.is_symlink():
            return None, [_unreadable("this is a link to another file", "put the file itself in its place")]
        if not path.is_file():
            return None, [_unreadable("this is no file", "put a text file in its place, or remove it")]
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, [_unreadable(f"the file cannot be opened: {reason}", "check its permissions")]
    return decode_text(content, limit)


def decode_text(content: bytes, limit: int) -> tuple[str | None, list[SourceProblem]]:
    """Turn ``content`` into text of at most ``limit`` bytes; ``None`` when that is not possible."""
    if len(content) > limit:
        return None, [
            _unreadable(f"the file is larger than {limit // 1024} kB", "split it into smaller files")
        ]
    if b"\0" in content:
        return None, [_unreadable("the file is no text, it contains zero bytes", "save it as plain text")]
    problems: list[SourceProblem] = []
    if content.startswith(MARK):
        content = content[len(MARK) :]
        problems.append(
            SourceProblem(
                1,
                1,
                "the file begins with an invisible byte order mark",
                "save it as UTF-8 without a mark (BOM)",
                "encoding",
            )
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        return None, [
            _unreadable(
                f"the byte 0x{content[error.start]:02X} is no UTF-8",
                "save the file as UTF-8",
                *_place(before, len(before)),
            )
        ]
    if "\r\n" in text:
        line = text.count("\n", 0, text.index("\r\n")) + 1
        text = text.replace("\r\n", "\n")
        problems.append(
            SourceProblem(
                line,
                1,
                "lines of this file end as on Windows (CR LF)",
                "save it with line ends of Unix (LF)",
                "encoding",
            )
        )
    fatal = _refused_characters(text)
    return (None if fatal else text), [*problems, *fatal]


def _refused_characters(text: str) -> list[SourceProblem]:
    if not text.strip():
        return [_unreadable("the file is empty", "write its content, or remove the file")]
    problems = [
        _unreadable(
            f"there is an invisible character here (U+{ord(match[0]):04X})",
            "delete it; retype the words around it",
            *_place(text, match.start()),
        )
        for match in [_UNWANTED.search(text)]
        if match
    ]
    if len(text) > LIMITS.line_characters:
        problems += [
            _unreadable(
                f"the line has {len(line):,} characters, at most {LIMITS.line_characters:,} are read",
                "break it into several lines",
                number,
            )
            for number, line in enumerate(text.split("\n"), start=1)
            if len(line) > LIMITS.line_characters
        ]
    return problems


def _place(text: str, index: int) -> tuple[int, int]:
    """Line and column of a position in ``text``."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def _unreadable(message: str, fix: str, line: int = 1, column: int = 1) -> SourceProblem:
    return SourceProblem(line, column, message, fix, "unreadable")
