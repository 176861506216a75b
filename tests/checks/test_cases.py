"""Every rule against its cases, which are files: ``cases/<rule>/ok/*.txt`` and ``cases/<rule>/bad/*.txt``.

A case is a tree in one file.
A line ``@@ path`` begins a file of it; what the case does not mention comes from ``projects.BASE``, and an
Indonesian page without an English one gets a translation that follows it, about which findings are not compared
(not for the rules about translations).
``@@ findings`` begins the findings that are expected, exactly as ``bekal check`` prints them: all of them, of every
rule, in order.
A case under ``ok`` expects none.
What pushes the text of a case down must push its findings down by as many lines.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bekal.checks.rules import RULES
from bekal.checks.run import check_project
from bekal.findings import format_findings
from projects import BASE, TODAY, make_project, with_translation

CASES = Path(__file__).parent / "cases"
NOTES = "# catatan\n" * 7
"""Lines that mean nothing in front matter and data."""


def read_case(path: Path) -> tuple[dict[str, str | bytes], str]:
    """Take a case apart: its files, and the findings that it expects."""
    files: dict[str, str | bytes] = {}
    for part in path.read_text(encoding="utf-8").split("@@ ")[1:]:
        name, _, text = part.partition("\n")
        files[name] = text
    return files, str(files.pop("findings", ""))


def names(kind: str) -> list[str]:
    return sorted(path.relative_to(CASES).as_posix() for path in CASES.glob(f"*/{kind}/*.txt"))


def found_in(case: str, folder: Path) -> tuple[str, str]:
    files, expected = read_case(CASES / case)
    complete = files if case.startswith("translation-") else with_translation(files)
    project = make_project(folder, {**BASE, **complete})
    findings = [
        finding
        for finding in check_project(project, TODAY)
        if finding.path in files or finding.path not in complete
    ]
    return format_findings(findings, "text"), expected


@pytest.mark.parametrize("case", names("ok"))
def test_a_right_case_gives_no_finding(case: str, tmp_path: Path) -> None:
    found, _ = found_in(case, tmp_path)
    assert found == ""


@pytest.mark.parametrize("case", names("bad"))
def test_a_wrong_case_gives_exactly_the_findings_it_states(case: str, tmp_path: Path) -> None:
    found, expected = found_in(case, tmp_path)
    assert found == expected


@pytest.mark.parametrize("case", names("bad"))
def test_a_wrong_case_is_about_its_own_rule(case: str) -> None:
    _, expected = read_case(CASES / case)
    assert f"[{case.partition('/')[0]}]" in expected


def test_every_rule_has_a_right_and_a_wrong_case() -> None:
    with_cases = {kind: {case.partition("/")[0] for case in names(kind)} for kind in ("ok", "bad")}
    rules = set(RULES) - {"file-unreadable", "file-encoding"}  # bytes: see test_malformed_files
    assert with_cases == {"ok": rules, "bad": rules}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_has_a_manual(rule: str) -> None:
    manual = RULES[rule].manual
    assert manual.summary.endswith(".")
    assert "\n" not in manual.summary
    assert manual.wrong
    assert manual.right


def pushed_down(path: str, text: str) -> str:
    """Put notes above the values of a page or a data file, where nothing but the line numbers change."""
    if path.endswith(".md") and re.match(r"---\n(?:#.*\n)*\w", text):
        return text.replace("---\n", f"---\n{NOTES}", 1)
    if path.startswith("docs/data/") and path.endswith((".yml", ".csv")):
        return NOTES + text
    return text


def places(files: dict[str, str | bytes], folder: Path) -> list[tuple[str, str, int, int]]:
    folder.mkdir()
    findings = check_project(make_project(folder, files), TODAY)
    return sorted((found.path, found.rule, found.column, found.line) for found in findings)


@pytest.mark.parametrize("case", names("bad"))
def test_a_finding_goes_down_with_the_text_it_is_about(case: str, tmp_path: Path) -> None:
    given, _ = read_case(CASES / case)
    files = {**BASE, **(given if case.startswith("translation-") else with_translation(given))}
    moved = {path: pushed_down(path, text) if isinstance(text, str) else text for path, text in files.items()}
    before, after = places(files, tmp_path / "a"), places(moved, tmp_path / "b")
    assert [place[:3] for place in before] == [place[:3] for place in after]
    for (path, _, _, line), (_, rule, _, found) in zip(before, after, strict=True):
        stays = line == 1 or moved.get(path) == files.get(path)  # about the whole file, or a text that stayed
        assert found == line + NOTES.count("\n") or (stays and found == line), (path, rule, line, found)
