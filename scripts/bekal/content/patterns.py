"""Regular expressions that editors write into ``never.yml``: compiled, or refused with the reason.

A careless expression can take hours on one line, so those that can run away are refused before they run:
a repeat within a repeat, a choice within a repeat, an endless gap such as ``.*``, many gaps, a reference back.
What is left is linear enough for one sentence at a time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

MAX_PATTERN: Final = 200
"""Characters of an expression."""
MAX_GAP: Final = 60
"""Characters that a gap such as ``.{0,40}`` may span."""
MAX_ROW: Final = 3
"""Repeats that may follow each other without anything fixed between them."""
MAX_GAPS: Final = 3
"""Gaps in one expression."""

_TOKEN: Final = re.compile(
    r"\\(?:[xu][0-9a-fA-F]{2,4}|.)"  # an escape
    r"|\[\^?\]?(?:\\.|[^\]\\])*\]"  # a class
    r"|\((?:\?(?:P?<\w+>|<?[=!]|:|[^)]?))?"  # a group begins
    r"|[*+?]\??|\{(?:\d+(?:,\d*)?|,\d+)\}\??"  # a repeat
    r"|.",
    re.DOTALL,
)
_GROUPS: Final = re.compile(r"\((?:\?(?:P?<\w+>|<?[=!]|:))?")
_COUNT: Final = re.compile(r"\{(\d*)(,?)(\d*)\}")
_BACK: Final = re.compile(r"\\[1-9]")
_ENDLESS: Final = 10**6
_PROBES: Final = ("", "a", "q x", "Zw.")
"""What no expression about a claim can fit."""
_LETTERS: Final = re.compile(r"[a-z0-9 ]")
_LEAST_LETTERS: Final = 3


@dataclass(slots=True)
class _Group:
    """A group that is open: whether it holds something of varying length, or a choice; the atom read last."""

    varies: bool = False
    chooses: bool = False
    atom: str = ""
    inside: _Group | None = None
    """The group that ``atom`` closed."""
    row: int = 0
    """Repeats one after the other, with nothing fixed between them."""
    endless: str = ""
    """The atom that was repeated without end just before ``atom``."""


@lru_cache(maxsize=4096)
def compile_pattern(text: str) -> re.Pattern[str]:
    """Compile ``text``, ignoring case; raises ``ValueError`` with what is wrong with it, in an editor's words."""
    try:
        pattern = re.compile(text, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"this expression cannot be read ({error})") from error
    _refuse_runaways(text)
    if any(pattern.search(sentence) for sentence in _PROBES):
        raise ValueError("this expression fits every sentence")
    return pattern


def _refuse_runaways(text: str) -> None:
    groups = [_Group()]
    gaps = 0
    for match in _TOKEN.finditer(text):
        part, top = match[0], groups[-1]
        if part.isalnum() or part == " ":  # most of an expression stands for itself
            _take(part, top)
        elif part.startswith("("):
            if not _GROUPS.fullmatch(part):
                raise ValueError(f"the group '{part}' is not used here; write `(?:…)`")
            groups.append(_Group())
        elif part == ")":
            closed = groups.pop()
            groups[-1].varies |= closed.varies
            groups[-1].atom, groups[-1].inside, groups[-1].endless = ")", closed, ""
        elif part == "|":
            top.chooses, top.atom, top.endless = True, "", ""
        elif part[0] in "*+?" or _COUNT.match(part):
            gaps += _check_repeat(part, top)
            top.row += _bounds(part)[0] != _bounds(part)[1]
            if top.row > MAX_ROW:
                raise ValueError(f"more than {MAX_ROW} repeats stand in a row; write a word between them")
            top.varies, top.endless, top.atom = True, top.atom if _bounds(part)[1] == _ENDLESS else "", ""
        elif _BACK.fullmatch(part):
            raise ValueError("an expression does not refer back to a group; write the words again")
        else:
            _take(part, top)
    if gaps > MAX_GAPS:
        raise ValueError(f"this expression has {gaps} gaps, at most {MAX_GAPS} fit; write two expressions")


def _take(part: str, group: _Group) -> None:
    """Read an atom that may be repeated by what follows."""
    if group.atom:
        group.row, group.endless = 0, ""
    group.atom, group.inside = part, None


def _check_repeat(part: str, group: _Group) -> int:
    """Refuse a repeat that could run away; gives 1 when it is a gap."""
    least, most = _bounds(part)
    inner = group.inside if group.atom == ")" else None
    if most > 1 and inner is not None and (inner.varies or inner.chooses):
        raise ValueError("a repeat around another repeat or a choice can take hours")
    if most == _ENDLESS and group.endless == group.atom:
        raise ValueError(f"'{group.atom}' is repeated without end twice in a row; keep one")
    wide = group.atom == "." or group.atom.startswith("[^") or group.atom in {r"\S", r"\D", r"\W"}
    if not wide or most == least:
        return 0
    if most > MAX_GAP:
        raise ValueError(
            f"the gap '{group.atom}{part}' has no end; write one such as `.{{0,40}}`, at most {MAX_GAP}"
        )
    return 1 if most > 1 else 0


def _bounds(part: str) -> tuple[int, int]:
    if part[0] in "*+?":
        return (1 if part[0] == "+" else 0), (1 if part[0] == "?" else _ENDLESS)
    count = _COUNT.match(part)
    if count is None:
        return 1, 1
    least = int(count[1] or 0)
    return least, (int(count[3]) if count[3] else _ENDLESS) if count[2] else least


def needed_words(text: str) -> tuple[str, ...]:
    """Give pieces of small letters and digits of which a fitting sentence has one; empty when there are none."""
    empty: tuple[str, ...] = ()
    return max(needed_choices(text), key=lambda choice: min(map(len, choice)), default=empty)


@lru_cache(maxsize=4096)
def needed_choices(text: str) -> tuple[tuple[str, ...], ...]:
    """Give choices of pieces of small letters and digits: a fitting sentence has at least one piece of each choice.

    To look for them is far quicker than to try the expression; only what stands outside groups with a repeat, classes
    and look-arounds counts.
    """
    choices: list[list[str]] = []
    stack: list[tuple[str, list[str]]] = []
    pieces = [""]
    parts = [match[0] for match in _TOKEN.finditer(text)]
    for position, part in enumerate(parts):
        after = parts[position + 1] if position + 1 < len(parts) else ""
        optional = after[:1] in ("*", "?") or (after.startswith("{") and _bounds(after)[0] == 0)
        if part.startswith("("):
            stack.append((part, pieces))
            pieces = [""]
        elif part == ")":
            opened, outer = stack.pop()
            longest = [_longest(piece) for piece in pieces]
            is_sure = opened in ("(?:", "(") and not optional
            if is_sure and not stack and all(longest):
                choices.append(longest)
            pieces = [*outer[:-1], outer[-1] + "\n"]
        elif part == "|":
            pieces.append("")
        elif _LETTERS.fullmatch(part.lower()) and not optional:
            pieces[-1] += part.lower()
        else:
            pieces[-1] += "\n"
    longest = [_longest(piece) for piece in pieces]
    if len(pieces) > 1:
        return (tuple(longest),) if all(longest) else ()
    if longest[0]:
        choices.append(longest)
    return tuple(map(tuple, choices))


def _longest(piece: str) -> str:
    found = max(piece.split("\n"), key=len)
    return found if len(found.strip()) >= _LEAST_LETTERS else ""
