"""What can be said about a stick: five kinds of findings, three verdicts.

Values only; ``verify`` makes them and the command line prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bekal.bundle.manifest import Manifest
    from bekal.bundle.minisign import PublicKey


class Question(StrEnum):
    """What is asked of a stick; a finding says which answer was no."""

    AUTHENTIC = "authentic"
    COMPLETE = "complete"
    INTACT = "intact"
    CURRENT = "current"
    CLEAN = "clean"


class Verdict(StrEnum):
    """What the stick is worth."""

    SAFE = "aman dipakai"
    OLD = "boleh dipakai, tetapi sudah lama"
    UNSAFE = "jangan dipakai"

    @property
    def exit_status(self) -> int:
        """Give the exit status of a command that ends with this verdict."""
        return {Verdict.SAFE: 0, Verdict.OLD: 3, Verdict.UNSAFE: 1}[self]


@dataclass(frozen=True, slots=True)
class StickFinding:
    """One thing that is not as it should be: where, what, and one action.

    ``path`` starts in the stick's root and is fit for a screen; message and fix are in the reader's language.
    """

    kind: Question
    path: str
    message: str
    fix: str
    many: str = ""
    """The message when it is said of many at once; empty when it is the same."""


@dataclass(frozen=True, slots=True)
class StickReport:
    """The outcome of ``verify``."""

    findings: tuple[StickFinding, ...]
    manifest: Manifest | None
    """The newest authentic edition's manifest; ``None`` when no edition is authentic."""
    key: PublicKey | None
    """The trusted key that signed it."""
    files: int
    """How many signed files were looked for, in all authentic editions."""

    @property
    def verdict(self) -> Verdict:
        """Old is only a stick whose findings are all about age."""
        kinds = {finding.kind for finding in self.findings}
        if kinds - {Question.CURRENT}:
            return Verdict.UNSAFE
        return Verdict.OLD if kinds else Verdict.SAFE
