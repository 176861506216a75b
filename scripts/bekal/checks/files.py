"""Files that cannot be read, are saved in an unusual way, or have an unfit name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.config import LIMITS
from bekal.content.blocks import Problem
from bekal.content.page_names import device_name, name_of_the_kit, twin_in_book
from bekal.content.placeholders import find_placeholders
from bekal.content.source_files import StrayFile
from bekal.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page
    from bekal.content.data_files import DataFile

_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@rule("page", "data", "stray")
def check_file_unreadable(file: Page | DataFile | StrayFile, context: Context) -> Iterator[Problem]:
    """A page or data file is UTF-8 text of a sensible size, without invisible characters.

    Why: A computer that guesses at the letters guesses wrong; invisible characters hide one text inside
    another.

    Wrong::

        a page pasted from a word processor, saved as Windows-1252

    Right::

        the same page, saved as UTF-8

    Fix: Save the file again as UTF-8, in a plain text editor, and remove what the finding names.
    In place of a link, put the file itself.
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "unreadable")


@rule("page", "data", severity=Severity.WARNING)
def check_file_encoding(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """A file has Unix line ends and no byte order mark; others are read too, but change every line.

    Why: The page is read all the same, but every line counts as changed, and nobody can see any more what
    really changed.

    Wrong::

        a page saved by Notepad with "UTF-8 with BOM"

    Right::

        the same page, saved as "UTF-8"

    Fix: Save the file as UTF-8 without BOM and with line ends LF; every editor has this in its menu.
    """
    del context
    yield from (problem for problem in file.problems if problem.kind == "encoding")


@rule("page")
def check_page_empty(page: Page, context: Context) -> Iterator[Problem]:
    """A page has a text below its front matter.

    Why: A link to an empty page takes a reader nowhere.

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

    Fix: Write the text below the second `---`, or remove the page and the links to it.
    """
    del context
    yield from (problem for problem in page.problems if problem.kind == "empty")


@rule("page")
def check_page_unfinished(page: Page, context: Context) -> Iterator[Problem]:
    """Nothing stands on a page any more of what `bekal new` wrote for editors.

    Why: a family that needs help reads "Write here who helps", and there is nothing.

    Wrong::

        ## Siapa bisa membantu?

        Tulis di sini siapa yang membantu, dan apa yang bisa ditanyakan.

    Right::

        ## Siapa bisa membantu?

        Tanya dulu di kantor desa. Petugas mencatat namamu.

    Fix: write what it asks for, or remove the line or the whole block.
    """
    del context
    summary = page.node.child("summary") if page.node else None
    if summary is not None and isinstance(summary.value, str):
        for _, words in find_placeholders(summary.value):
            yield _placeholder(summary.line, summary.column, words)
    for number, line in page.raw_lines:
        for start, words in find_placeholders(line):
            yield _placeholder(number, start + 1, words)


def _placeholder(line: int, column: int, words: str) -> Problem:
    return Problem(
        line,
        column,
        f"'{words}' still stands here, as `bekal new` wrote it",
        "write what it asks for, or remove it",
    )


@rule("page", "stray")
def check_page_name_wrong(page: Page | StrayFile, context: Context) -> Iterator[Problem]:
    """The name of a page has small letters, digits and single hyphens, so that every stick and phone can hold it.

    Why: Old sticks and phones know no difference between large and small letters, and cut or refuse unusual
    signs; the link would lead nowhere.

    Wrong::

        docs/id/departure/Delapan Surat.md

    Right::

        docs/id/departure/documents.md

    Fix: Rename the file in every language, with small letters, digits and single hyphens, at most 60 of them.
    Its name ends in `.md`, and it lies in `docs/id` or `docs/en`.
    """
    if isinstance(page, StrayFile):
        yield from (problem for problem in page.problems if problem.kind == "name")
        return
    if name := name_of_the_kit(page.slug):
        yield Problem(
            1, 1, f"the name '{name}' belongs to a part of the kit", "choose another name, in every locale"
        )
    if len(page.slug) + len(".html") > LIMITS.path_characters:
        yield Problem(
            1,
            1,
            f"the path has {len(page.slug)} characters, too many for a stick",
            "shorten it, in every locale",
        )
    if twin := twin_in_book(page.slug, context.catalogue.slugs[page.locale]):
        yield Problem(
            1,
            1,
            f"in the book this page and '{twin}' would have the same anchor",
            "choose another name, in every locale",
        )
    if device := device_name(page.slug):
        yield Problem(1, 1, f"Windows gives no file the name '{device}'", "rename it, in every locale")
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
