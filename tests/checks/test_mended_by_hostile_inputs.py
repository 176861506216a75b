"""What hostile inputs once did: a build that never ended, text that only our scanner skipped, forged findings."""

from __future__ import annotations

import pytest

from bekal.content.blocks import prose_lines, scan_blocks
from bekal.content.patterns import compile_pattern
from bekal.content.text_files import decode_text
from bekal.findings import Finding


@pytest.mark.parametrize("line", ["> /// message", "> > /// say | a", "- /// message", "1. /// cards"])
def test_a_block_in_a_quotation_or_list_is_named_before_it_is_rendered(line: str) -> None:
    _, problems = scan_blocks(f"Teks.\n\n{line}\n")
    assert [(problem.line, problem.message) for problem in problems] == [
        (3, "a block stands in a quotation or a list here")
    ]


def test_a_code_fence_that_is_never_closed_hides_nothing() -> None:
    text = "```\nTelepon 0812-3456-7890.\n"
    assert list(prose_lines(text))[1] == (2, "Telepon 0812-3456-7890.")


def test_escaped_backticks_hide_nothing() -> None:
    line = r"\`0812-3456-7890\`"
    assert list(prose_lines(line)) == [(1, line)]


def test_a_closed_code_fence_is_still_code() -> None:
    assert [number for number, _ in prose_lines("a\n```\nb\n```\nc")] == [1, 5]


@pytest.mark.parametrize("sign", ["\u200b", "\u200f", "\u00ad", "\u2060", "\ue000", "\U000e0041", "\ufffd"])
def test_a_sign_that_nobody_sees_is_refused(sign: str) -> None:
    _, problems = decode_text(f"Simpan{sign} suratmu.\n".encode(), 1000)
    assert len(problems) == 1


def test_a_finding_cannot_forge_another_line_or_colour_the_terminal() -> None:
    finding = Finding(
        "a.md", 1, 1, "link-target-missing", "the link 'a\nb.md:1:1: error[x]: y\x1b[31m'", "mend it"
    )
    assert finding.as_text().count("\n") == 1
    assert "\x1b" not in finding.as_text()
    assert "\x1b" not in finding.as_github()


@pytest.mark.parametrize("expression", [r"\w+ ?\w+ ?\w+ ?\w+ ?gratis", r"\w+[a-z]+\w+[a-z]+\w+[a-z]+9"])
def test_an_expression_that_would_run_for_hours_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match=r"repeats stand in a row|repeat"):
        compile_pattern(expression)
