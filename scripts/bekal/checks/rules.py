"""How a rule is written and registered.

A rule is a generator called ``check_<name>``; its public name is the function's, with hyphens.
Its docstring is its manual, shown to editors as the page of the rule: one sentence that says what holds, a
paragraph that begins with ``Why:``, an example under ``Wrong::``, one under ``Right::``, and a paragraph that begins
with ``Fix:``.
"""

from __future__ import annotations

import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from bekal.findings import Finding, Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from bekal.content.blocks import Problem
    from bekal.content.catalogue import Catalogue, Page
    from bekal.content.data import Data
    from bekal.content.data_files import DataFile
    from bekal.content.reading import Content
    from bekal.content.source_files import StrayFile

_PREFIX: Final = "check_"
_PART: Final = re.compile(r"^\n*(Why:|Fix:|Wrong::|Right::)(?=\s)", re.MULTILINE)

Scope = Literal["page", "data", "stray", "waivers"]
"""What a rule is given: each page, each data file, each file below ``docs`` that must not stay as it is, or
``waivers.yml`` when all findings of the others are known."""
Check = Callable[[Any, "Context"], "Iterator[Problem]"]
AnyCheck = TypeVar("AnyCheck", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its page or file.

    ``today`` is for what ages; ``release`` says that this is to become a release, and no trial.
    ``findings`` are those of the other rules, for the rules about waivers.
    """

    content: Content
    today: dt.date
    release: bool = False
    findings: tuple[Finding, ...] = ()
    shared: dict[Any, Any] = field(default_factory=dict)
    """What several rules need and one of them has worked out, by a key of their own."""

    @property
    def catalogue(self) -> Catalogue:
        """Every page."""
        return self.content.catalogue

    @property
    def data(self) -> Data:
        """The sound entries of the data."""
        return self.content.data_files.data

    @property
    def pictures(self) -> frozenset[str]:
        """The names of the pictures."""
        return self.content.pictures

    def ids(self, name: str) -> frozenset[str] | None:
        """The ids of a data file; ``None`` when it could not be read and nothing can be said about an id."""
        return self.content.data_files.ids(name)


@dataclass(frozen=True, slots=True)
class Manual:
    """What an editor reads about a rule: what holds, why, a wrong and a right example, how to mend it."""

    summary: str
    why: str
    wrong: str
    right: str
    fix: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its public name; ``scopes`` says what it is given, one page or file at a time.

    ``ages``: what it finds came with time; a warning for a trial, an error for a release.
    """

    name: str
    severity: Severity
    manual: Manual
    scopes: frozenset[Scope]
    check: Check
    ages: bool = False

    def findings(self, subject: Page | DataFile | StrayFile, context: Context) -> Iterator[Finding]:
        """Apply the rule to one page or other file."""
        severity = Severity.ERROR if self.ages and context.release else self.severity
        for problem in self.check(subject, context):
            yield Finding(
                subject.path,
                problem.line,
                problem.column,
                self.name,
                problem.message,
                problem.fix,
                severity,
            )


RULES: Final[dict[str, Rule]] = {}
"""Every rule by name; ``run`` imports the modules that fill it."""


def rule(
    *scopes: Scope, severity: Severity = Severity.ERROR, ages: bool = False
) -> Callable[[AnyCheck], AnyCheck]:
    """Register a rule: ``@rule("page")``, ``@rule("page", "data", severity=Severity.WARNING)``.

    ``ages=True`` is for what came with time: a warning, and an error for a release.
    """

    def register(check: AnyCheck) -> AnyCheck:
        name = check.__name__.removeprefix(_PREFIX).replace("_", "-")
        manual = read_manual(inspect.getdoc(check) or "")
        given = Severity.WARNING if ages else severity
        RULES[name] = Rule(name, given, manual, frozenset(scopes), check, ages)
        return check

    return register


def read_manual(docstring: str) -> Manual:
    """Take the docstring of a rule apart; raises ``ValueError`` when an example is missing or something is left over.

    ``why`` and ``fix`` may be empty here, so that a rule can be tried before its manual is complete; a test asks for
    them.
    """
    summary, *parts = _PART.split(docstring.strip())
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    texts = {name: " ".join(named.get(name, "").split()) for name in ("Why:", "Fix:")}
    examples = {
        name: textwrap.dedent(named.get(name, "").lstrip("\n")).rstrip() for name in ("Wrong::", "Right::")
    }
    if (
        len(parts) != 2 * len(set(parts[::2]))
        or not summary
        or "\n\n" in summary
        or not all(examples.values())
    ):
        raise ValueError(
            f"the manual of a rule has a sentence, 'Why:', 'Wrong::', 'Right::' and 'Fix:', not {docstring!r}"
        )
    return Manual(
        " ".join(summary.split()), texts["Why:"], examples["Wrong::"], examples["Right::"], texts["Fix:"]
    )
