"""Applies every rule to a project.

Responsible for which rules there are and for the order of findings; what a rule says is its own business, and
printing is that of the command line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bekal.checks import (
    ages,
    blocked,
    blocks,
    data,
    everyday,
    files,
    front_matter,
    headings,
    html,
    images,
    links,
    never,
    numbers,
    plain,
    references,
    structure,
    translations,
    waivers,
    words,
)
from bekal.checks.rules import RULES, Context
from bekal.config import SOURCE_LOCALE
from bekal.content.reading import read_content
from bekal.errors import ProjectError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from bekal.checks.rules import Scope
    from bekal.config import Project
    from bekal.content.catalogue import Page
    from bekal.content.data_files import DataFile
    from bekal.content.reading import Content
    from bekal.content.source_files import StrayFile
    from bekal.findings import Finding, Severity

TOPICS = (
    ages,
    blocked,
    blocks,
    data,
    everyday,
    files,
    front_matter,
    headings,
    html,
    images,
    links,
    never,
    numbers,
    plain,
    references,
    structure,
    translations,
    waivers,
    words,
)
"""The modules whose rules are applied; importing them registers the rules."""

_SOURCE_PAGES = f"docs/{SOURCE_LOCALE}/"


def check_project(project: Project, today: dt.date, *, release: bool = False) -> list[Finding]:
    """Read a project and apply every rule; gives all findings, sorted by place.

    Raises ``ProjectError`` when there is no ``docs`` to look at.
    """
    if not project.docs.is_dir():
        raise ProjectError(
            f"there is no folder {project.docs}", "change to the project's folder and try again"
        )
    return check_content(read_content(project), today, release=release)


def check_content(content: Content, today: dt.date, *, release: bool = False) -> list[Finding]:
    """Apply every rule to content that was read; gives all findings, sorted by place.

    For a ``release`` what has aged is an error.
    Findings that a waiver covers are warnings with its reason.
    What has aged is said once, however many pages show it.
    """
    context = Context(content, today, release)
    files = content.data_files.files
    pages, strays = content.catalogue.every_page, content.catalogue.strays
    found = _apply(context, {"page": pages, "data": tuple(files.values()), "stray": strays})
    context = replace(context, findings=tuple(found))
    about_waivers = _apply(context, {"waivers": tuple(files[name] for name in files if name == "waivers")})
    return sorted({*fold_aged(waivers.apply_waivers(context, about_waivers)), *about_waivers})


def fold_aged(findings: Iterable[Finding]) -> list[Finding]:
    """Keep of what has aged one finding for each thing: at its first use in the source locale, with a count.

    One old number on sixty pages is one thing to call, not sixty.
    """
    kept: list[Finding] = []
    uses: dict[tuple[str, str, Severity], list[Finding]] = {}
    for finding in findings:
        if finding.rule in RULES and RULES[finding.rule].ages:
            uses.setdefault((finding.rule, finding.message, finding.severity), []).append(finding)
        else:
            kept.append(finding)
    for same in uses.values():
        first = min(same, key=lambda finding: (not finding.path.startswith(_SOURCE_PAGES), finding))
        # A page and its translation are one page to mend.
        others = len({finding.path.split("/", 2)[-1] for finding in same}) - 1
        more = f"; and on {others} more {'page' if others == 1 else 'pages'}" if others else ""
        kept.append(replace(first, message=f"{first.message}{more}"))
    return kept


def _apply(context: Context, subjects: dict[Scope, tuple[Page | DataFile | StrayFile, ...]]) -> set[Finding]:
    return {
        finding
        for rule in RULES.values()
        for scope in rule.scopes & subjects.keys()
        for subject in subjects[scope]
        for finding in rule.findings(subject, context)
    }
