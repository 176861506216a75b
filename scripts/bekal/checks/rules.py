"""How a rule is written and registered.

A rule is a generator called ``check_<name>``; its public name is the function's, with hyphens.
Its docstring is its manual, shown to editors: one sentence, then an example under ``Wrong::`` and one under
``Right::``.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
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

_PREFIX: Final = "check_"

Scope = Literal["page", "data"]
Check = Callable[[Any, "Context"], "Iterator[Problem]"]
AnyCheck = TypeVar("AnyCheck", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at besides its page or file; ``today`` is for what ages."""

    content: Content
    today: dt.date

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
    """What an editor reads about a rule."""

    summary: str
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its public name; ``scopes`` says whether it looks at one page at a time, one data file, or both."""

    name: str
    severity: Severity
    manual: Manual
    scopes: frozenset[Scope]
    check: Check

    def findings(self, subject: Page | DataFile, context: Context) -> Iterator[Finding]:
        """Apply the rule to one page or data file."""
        for problem in self.check(subject, context):
            yield Finding(
                subject.path,
                problem.line,
                problem.column,
                self.name,
                problem.message,
                problem.fix,
                self.severity,
            )


RULES: Final[dict[str, Rule]] = {}
"""Every rule by name; ``run`` imports the modules that fill it."""


def rule(*scopes: Scope, severity: Severity = Severity.ERROR) -> Callable[[AnyCheck], AnyCheck]:
    """Register a rule: ``@rule("page")``, ``@rule("page", "data", severity=Severity.WARNING)``."""

    def register(check: AnyCheck) -> AnyCheck:
        name = check.__name__.removeprefix(_PREFIX).replace("_", "-")
        RULES[name] = Rule(name, severity, read_manual(inspect.getdoc(check) or ""), frozenset(scopes), check)
        return check

    return register


def read_manual(docstring: str) -> Manual:
    """Take the docstring of a rule apart; raises ``ValueError`` when a part is missing."""
    summary, _, rest = docstring.partition("\n\n")
    wrong, found, right = rest.partition("\nRight::\n")
    if not summary or not found or not wrong.startswith("Wrong::\n"):
        raise ValueError(f"the manual of a rule has a sentence, 'Wrong::' and 'Right::', not {docstring!r}")
    return Manual(
        summary, *(textwrap.dedent(part).strip() for part in (wrong.removeprefix("Wrong::\n"), right))
    )
