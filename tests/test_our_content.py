"""The pages and data of this project: the check finds nothing in them."""

from __future__ import annotations

from pathlib import Path

from bekal.checks.run import check_project
from bekal.config import find_project
from bekal.findings import Severity, format_findings
from projects import TODAY

PROJECT = find_project(Path(__file__).parent)


def test_our_own_pages_and_data_give_no_error() -> None:
    findings = [finding for finding in check_project(PROJECT, TODAY) if finding.severity is Severity.ERROR]
    assert format_findings(findings, "text") == ""
