"""What hostile inputs once did and no case can show, because it is more than a finding, or not about a page.

What a rule says now of such inputs stands in its cases.
"""

from __future__ import annotations

import pytest

from bekal.content.blocks import prose_lines
from bekal.content.patterns import compile_pattern
from bekal.content.text_files import decode_text
from bekal.findings import Finding


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
