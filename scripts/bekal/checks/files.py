"""Files that cannot be read, are saved in an unusual way, or have an unfit name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.config import LIMITS
from bekal.content.blocks import Problem
from bekal.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page
    from bekal.content.data_files import DataFile

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@rule("page", "data")
def check_file_unreadable(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """A page or data file is UTF-8 text of a sensible size, without invisible characters.

    Wrong::

        a page pasted from a word processor, saved as Windows-1252

    Right::

        the same page, saved as UTF-8
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "unreadable")


@rule("page", "data", severity=Severity.WARNING)
def check_file_encoding(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """A file has Unix line ends and no byte order mark; others are read too, but change every line.

    Wrong::

        a page saved by Notepad with "UTF-8 with BOM"

    Right::

        the same page, saved as "UTF-8"
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "encoding")


@rule("page")
def check_page_empty(page: Page, context: Context) -> Iterator[Problem]:
    """A page has a text below its front matter.

    Wrong::

        ---
        title: Delapan surat
        ---

    Right::

        ---
        title: Delapan surat
        ---

        /// message
        Siapkan delapan surat, dan tinggalkan salinannya di rumah.
        ///
    """
    del context
    yield from (problem for problem in page.problems if problem.kind == "empty")


@rule("page")
def check_page_name_wrong(page: Page, context: Context) -> Iterator[Problem]:
    """The name of a page has small letters, digits and single hyphens, so that every stick and phone can hold it.

    Wrong::

        docs/id/departure/Delapan Surat.md

    Right::

        docs/id/departure/documents.md
    """
    del context
    for part in page.slug.split("/"):
        if not _NAME.fullmatch(part):
            yield Problem(
                1,
                1,
                f"the name '{part}' has more than small letters, digits and single hyphens",
                "rename it, in every locale",
            )
        elif len(part) > LIMITS.name_characters:
            yield Problem(
                1,
                1,
                f"the name '{part}' has {len(part)} characters, at most {LIMITS.name_characters} fit",
                "shorten it, in every locale",
            )
