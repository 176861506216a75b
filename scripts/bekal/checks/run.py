"""Applies every rule to a project.

Responsible for which rules there are and for the order of findings; what a rule says is its own business, and
printing is that of the command line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.checks import blocks, data, files, front_matter, links, numbers, references, translations
from bekal.checks.rules import RULES, Context
from bekal.content.reading import read_content
from bekal.errors import ProjectError

if TYPE_CHECKING:
    import datetime as dt

    from bekal.config import Project
    from bekal.content.catalogue import Page
    from bekal.content.data_files import DataFile
    from bekal.content.reading import Content
    from bekal.findings import Finding

TOPICS = (blocks, data, files, front_matter, links, numbers, references, translations)
"""The modules whose rules are applied; importing them registers the rules."""


def check_project(project: Project, today: dt.date) -> list[Finding]:
    """Read a project and apply every rule; gives all findings, sorted by place.

    Raises ``ProjectError`` when there is no ``docs`` to look at.
    """
    if not project.docs.is_dir():
        raise ProjectError(
            f"there is no folder {project.docs}", "change to the project's folder and try again"
        )
    return check_content(read_content(project), today)


def check_content(content: Content, today: dt.date) -> list[Finding]:
    """Apply every rule to content that was read; gives all findings, sorted by place."""
    context = Context(content, today)
    subjects: dict[str, tuple[Page | DataFile, ...]] = {
        "page": content.catalogue.every_page,
        "data": tuple(content.data_files.files.values()),
    }
    return sorted(
        {
            finding
            for rule in RULES.values()
            for scope in rule.scopes
            for subject in subjects[scope]
            for finding in rule.findings(subject, context)
        }
    )
