"""The manual of the rules: complete, in every locale, and the same as the committed pages."""

from __future__ import annotations

from pathlib import Path

import pytest

import bekal.checks.run  # noqa: F401 - registers the rules
from bekal.checks.manual import manual_files, missing_parts, rule_list, rule_page
from bekal.checks.rules import RULES, Rule, read_manual
from bekal.findings import Severity

COMMITTED = Path(__file__).resolve().parents[2] / "scripts" / "manual"


def test_the_manual_of_every_rule_is_complete_in_every_locale() -> None:
    missing = {name: missing_parts(rule) for name, rule in sorted(RULES.items())}
    assert {name: parts for name, parts in missing.items() if parts} == {}


def test_the_committed_pages_are_those_that_the_rules_make() -> None:
    made = manual_files(RULES.values())
    found = {
        path.relative_to(COMMITTED).as_posix(): path.read_text("utf-8") for path in COMMITTED.rglob("*.md")
    }
    wrong = {
        path: "is missing"
        if path not in found
        else "belongs to no rule"
        if path not in made
        else "is out of date"
        for path in sorted(made.keys() | found.keys())
        if made.get(path) != found.get(path)
    }
    assert wrong == {}, "run `make rules`"


DOCSTRING = """A page has a text.

Why: an empty page takes a reader
nowhere.

Wrong::

    ---
    ```
    title: Surat

Right::

    Simpan.

      suratmu

Fix: write the text.
"""


def test_a_page_says_what_holds_why_wrong_right_and_how_to_mend_it() -> None:
    rule = Rule(
        "page-bare", Severity.ERROR, read_manual(DOCSTRING), frozenset(), lambda _page, _context: iter(())
    )
    assert rule_page(rule, "en") == (
        "# page-bare\n\n"
        "A page has a text.\n\n"
        "*A mistake: nothing is built until it is mended.*\n\n"
        "## Why\n\nAn empty page takes a reader nowhere.\n\n"
        "## Wrong\n\n````text\n---\n```\ntitle: Surat\n````\n\n"
        "## Right\n\n```text\nSimpan.\n\n  suratmu\n```\n\n"
        "## How to mend it\n\nWrite the text.\n"
    )
    assert rule_list([rule], "id").endswith("- [page-bare](page-bare.md): A page has a text.\n")
    assert missing_parts(rule) == [
        "id: A page has a text.",
        "id: an empty page takes a reader nowhere.",
        "id: write the text.",
    ]


@pytest.mark.parametrize(
    "docstring",
    [
        "A sentence.",
        "A sentence.\n\nWrong::\n\n    a\n",
        "A sentence.\n\nAnother.\n\nWrong::\n\n    a\n\nRight::\n\n    b\n",
        "Wrong::\n\n    a\n\nRight::\n\n    b\n",
        "A sentence.\n\nWrong::\n\n    a\n\nWrong::\n\n    c\n\nRight::\n\n    b\n",
    ],
    ids=["no examples", "no right one", "two paragraphs", "no sentence", "two wrong ones"],
)
def test_a_docstring_that_is_no_manual_is_refused(docstring: str) -> None:
    with pytest.raises(ValueError, match="the manual of a rule has a sentence"):
        read_manual(docstring)
