"""Every hostile input of the tables beside this file becomes a finding at its line, or harmless output.

The tables are written as ``hostile_projects`` explains; each class has one.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from bekal.checks.run import check_content
from bekal.content.reading import read_content
from bekal.findings import Finding, Severity
from hostile_projects import (
    BUILT_AT,
    LAST_WORDS,
    SLOWEST,
    Hostile,
    build,
    harm_in,
    is_shown,
    limited,
    ordinary_files,
    read_tables,
    write_files,
    write_hostile,
)
from projects import TODAY

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the text behind them round."""

INPUTS = read_tables(Path(__file__).parent)


@pytest.fixture(autouse=True)
def _built_on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", BUILT_AT)


def test_the_ordinary_project_has_no_finding_and_no_harm(tmp_path: Path) -> None:
    project = write_files(tmp_path, ordinary_files())
    assert check_content(read_content(project), TODAY) == []
    built = build(project)
    assert built is not None
    assert harm_in({path: f"{html}\n" for path, html in built.items()}) == []


def test_the_look_of_a_hostile_project_is_that_of_the_kit(tmp_path: Path) -> None:
    files = ordinary_files()
    with_material = files["mkdocs.yml"].replace("  name: null\n", "  name: material\n  font: false\n")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert with_material != files["mkdocs.yml"]
    assert build(write_files(tmp_path / "a", {**files, "mkdocs.yml": with_material})) == build(
        write_files(tmp_path / "b", files)
    )


def test_there_are_enough_inputs_and_no_two_have_one_name() -> None:
    assert len(INPUTS) >= 220
    assert len({entry.kind for entry in INPUTS}) >= 22
    assert len({(entry.kind, entry.name) for entry in INPUTS}) == len(INPUTS)


@pytest.mark.parametrize("hostile", INPUTS, ids=lambda entry: f"{entry.kind}: {entry.name}")
def test_a_hostile_input_is_a_finding_at_its_line_or_harmless(hostile: Hostile, tmp_path: Path) -> None:
    project = write_hostile(tmp_path, hostile)
    with limited(SLOWEST):
        findings = check_content(read_content(project), TODAY)
        built = build(project)
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    found = {(finding.rule, finding.line) for finding in findings if finding.path == hostile.path}
    assert hostile.is_met(found, harmless=not errors), findings
    assert places_outside(findings, tmp_path) == []
    assert [finding for finding in findings if not is_one_line(finding)] == []
    if errors:
        assert built is None
        assert not (tmp_path / "build").exists()
    else:
        assert built is not None
        assert harm_in(built) == []
        assert [words for words in hostile.shows if not is_shown(words, built)] == []
        if hostile.where.partition(" ")[0] not in {"file", "path", "link"} and hostile.path.endswith(".md"):
            assert is_shown(LAST_WORDS, built, as_paragraph=True)


def is_one_line(finding: Finding) -> bool:
    """Whether a terminal and a log show the finding as what it is: nothing in it moves, colours or ends the line."""
    lines = finding.as_text().split("\n")
    return len(lines) == 2 and not any(
        (unicodedata.category(sign) in {"Cc", "Zl", "Zp"} and sign != "\t") or sign in TURNING
        for line in lines
        for sign in line
    )


def places_outside(findings: list[Finding], folder: Path) -> list[Finding]:
    """Findings that point to a line that their file does not have."""
    outside = []
    for finding in findings:
        path = folder / finding.path
        lines = path.read_bytes().count(b"\n") + 1 if path.is_file() else 1
        if not (1 <= finding.line <= lines and finding.column >= 1):
            outside.append(finding)
    return outside
