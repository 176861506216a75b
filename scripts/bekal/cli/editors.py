"""Commands for editors: what is wrong with the content."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bekal.config import build_time, find_project
from bekal.findings import Severity, format_findings
from bekal.locale import translator
from bekal.reporting import Reporter

if TYPE_CHECKING:
    from bekal.findings import Finding


@click.command()
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are written: for people, for programs, or as notes on a pull request.",
)
@click.pass_obj
def check(locale: str, style: str) -> int:
    """Say what is wrong with the pages and the data: file, line, and what to do."""
    from bekal.checks.run import check_project  # noqa: PLC0415 - the other commands start faster without it

    reporter = Reporter()
    findings = check_project(find_project(Path.cwd()), build_time().date())
    reporter.raw(format_findings(findings, style))
    reporter.note(_summary(findings, locale))
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _summary(findings: list[Finding], locale: str) -> str:
    _ = translator(locale)
    if not findings:
        return _("Nothing to correct.")
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    files = len({finding.path for finding in findings})
    return _(
        "{errors} to correct, {warnings} to look at, in {files} files.",
        errors=errors,
        warnings=len(findings) - errors,
        files=files,
    )
