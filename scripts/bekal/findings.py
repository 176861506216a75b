"""A problem in the content, as a value: where it is, what is wrong, what to do.

This module knows how a finding looks, not how one is found or where it is printed.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMAND = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Signs that would end a line, move the cursor, colour the terminal or turn the text round."""


class Severity(StrEnum):
    """How much a finding matters: an error stops a bundle, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One problem at one place.

    ``path`` is relative to the project, with ``/``; ``line`` and ``column`` count from 1.
    ``rule`` is the name an editor reads (``translation-stale``); ``message`` says what is wrong with what was
    found; ``fix`` is one action.
    """

    path: str
    line: int
    column: int
    rule: str
    message: str
    fix: str
    severity: Severity = Severity.ERROR

    def as_text(self) -> str:
        """``path:line:column: severity[rule]: message`` and the fix on a line of its own."""
        return (
            f"{_shown(self.path)}:{self.line}:{self.column}: {self.severity}[{self.rule}]: {_shown(self.message)}\n"
            f"  fix: {_shown(self.fix)}"
        )

    def as_github(self) -> str:
        """Write the annotation command that GitHub shows beside the line."""
        properties = ",".join(
            f"{key}={_escape_property(str(value))}"
            for key, value in (
                ("file", self.path),
                ("line", self.line),
                ("col", self.column),
                ("title", self.rule),
            )
        )
        words = _escape_data(f"{_shown(self.message)}\nfix: {_shown(self.fix)}")
        return f"::{self.severity} {properties}::{words}"


def format_findings(findings: Iterable[Finding], style: str) -> str:
    """Write ``findings``, sorted by place, as ``text``, ``json`` or ``github``; ends with a newline or is empty."""
    ordered = sorted(findings)
    if style == "json":
        return json.dumps([asdict(finding) for finding in ordered], ensure_ascii=False, indent=2) + "\n"
    lines = [finding.as_github() if style == "github" else finding.as_text() for finding in ordered]
    return "".join(line + "\n" for line in lines)


def _shown(text: str) -> str:
    return _COMMAND.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
