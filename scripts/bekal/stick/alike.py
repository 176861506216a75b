"""Says once what is the same of many files: seventy-five missing ones are one line and not seventy-five.

A line stands for all findings of one folder with the same answer, with their number and three of their names; a few
stay single.
A folder is the edition's part (``BEKAL-…/SITUS``), however deep a file lies in it.
The findings themselves stay complete in the report; whoever prints may leave this out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.stick.verdict import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bekal.locale import Translator
    from bekal.stick.verdict import StickFinding

MANY: Final = 6
"""From so many on they are said together."""
_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class Line:
    """What is said at once: of one finding, or of many that are alike."""

    kind: Question
    path: str
    message: str
    fix: str
    findings: tuple[StickFinding, ...]


def say_alike_once(findings: Iterable[StickFinding], words: Translator) -> list[Line]:
    """Give one line for many findings that are alike, and one for each of the others."""
    groups: dict[tuple[Question, str, str], list[StickFinding]] = {}
    for finding in findings:
        alike = (finding.kind, folder_of(finding.path), finding.many or finding.message)
        groups.setdefault(alike, []).append(finding)
    lines = []
    for (_kind, folder, message), group in groups.items():
        if len(group) < MANY:
            lines += say_each(group)
        else:
            lines.append(_together(folder, message, sorted(group, key=lambda one: one.path), words))
    return in_order(lines)


def say_each(findings: Iterable[StickFinding]) -> list[Line]:
    """Give one line for each finding."""
    return in_order(Line(one.kind, one.path, one.message, one.fix, (one,)) for one in findings)


def in_order(lines: Iterable[Line]) -> list[Line]:
    """Sort by question, and within it so that lines with the same fix stand together."""
    questions = list(Question)
    return sorted(lines, key=lambda line: (questions.index(line.kind), line.fix, line.path))


def folder_of(path: str) -> str:
    """Give the folder that a finding is counted in: an edition's part, else the one it lies in; ``""`` is the root."""
    parts = path.split("/")
    return "/".join(parts[:2] if len(parts) > 2 else parts[:-1])


def _together(folder: str, message: str, group: Sequence[StickFinding], words: Translator) -> Line:
    inside = [finding.path[len(folder) :].removeprefix("/") for finding in group]
    fixes = {finding.fix for finding in group}
    return Line(
        group[0].kind,
        folder or words("the stick itself"),
        words(
            "{message}: {count} in this folder, for example {names}",
            message=message,
            count=words.number(len(group)),
            names=", ".join(inside[:_NAMED]),
        ),
        fixes.pop() if len(fixes) == 1 else words("delete them, and write the bundle to the stick again"),
        tuple(group),
    )
