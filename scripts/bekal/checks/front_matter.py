"""The front matter of a page: its syntax, its keys, their values."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.content.blocks import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page


ONE_DAY: Final = dt.timedelta(days=1)
"""In Kupang it is tomorrow already while a server still has today."""


@rule("page")
def check_front_matter_syntax(page: Page, context: Context) -> Iterator[Problem]:
    """The front matter stands between two lines `---` and can be read.

    Why: without it nobody can tell title, dates and sources of the page.

    Wrong::

        ---
        title: "Delapan surat
        ---

    Right::

        ---
        title: "Delapan surat"
        ---

    Fix: go to the line that the message names; texts with a colon stand in quotes.
    """
    del context
    yield from (problem for problem in page.problems if problem.kind == "syntax")


@rule("page")
def check_front_matter_key(page: Page, context: Context) -> Iterator[Problem]:
    """The front matter has the keys that a page needs, and no others.

    Why: a key that nobody reads is a wish that is never fulfilled.

    Wrong::

        titel: Delapan surat

    Right::

        title: Delapan surat

    Fix: take the key that the message proposes, or add the one that is missing.
    """
    del context
    yield from (problem for problem in page.problems if problem.kind == "key")


@rule("page")
def check_front_matter_value(page: Page, context: Context) -> Iterator[Problem]:
    """Each value of the front matter fits its key.

    Why: dates, pictures and sources are used in many places, and each must be able to read them.

    Wrong::

        last_reviewed: 24 November 2026

    Right::

        last_reviewed: 2026-11-24

    Fix: write the value as the message says.
    """
    yield from (problem for problem in page.problems if problem.kind == "value")
    node = page.node.child("last_reviewed") if page.node else None
    if node is not None and page.found is not None and page.found.last_reviewed > context.today + ONE_DAY:
        yield Problem(
            node.line,
            node.column,
            f"'last_reviewed' is {page.found.last_reviewed}, which is still to come",
            "write the day on which somebody read the page",
        )
