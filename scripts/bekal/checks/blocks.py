"""Blocks and references that are written wrongly, and blocks that would show nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.content.block_items import block_problems
from bekal.content.block_items.contacts import is_row, parse_contacts
from bekal.content.blocks import REFERENCE, REFERENCE_KINDS, Problem
from bekal.content.likeness import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocks import Block
    from bekal.content.catalogue import Page
    from bekal.content.data import Contact

_ALMOST: Final = re.compile(r"\[\[+(?:\s*(?P<kind>\w+)\s*:)?")
_NESTED: Final = re.compile(r"(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))){21}")
_BRACKETS: Final = re.compile(r"[\[\]]")
_FOOTNOTE: Final = re.compile(r"\[\^[^\s\[\]]+\]")
MAX_OPEN_BRACKETS: Final = 50
"""Brackets of one paragraph that are opened and never closed; Markdown looks for the end of each, to the end."""


@rule("page")
def check_block_wrong(page: Page, context: Context) -> Iterator[Problem]:
    """A block has a name that exists, is closed, and has the items that its kind asks for.

    Why: A block that is misspelt, never closed or filled in another way is shown wrongly, or not at all; the
    reader sees a gap where help should stand.

    Wrong::

        /// wait
        - Surat tidak boleh dibaca.
        ///

    Right::

        /// wait
        - Surat tidak boleh dibaca.

        Jangan tanda tangan. Tanya pos desa.
        ///

    Fix: Close every block with `///` on a line of its own, and write its lines as the table of blocks in
    CONTRIBUTING.md shows them.
    """
    del context
    yield from page.block_problems
    for block in page.blocks:
        yield from block_problems(block)
    for number, line in page.lines:
        if _NESTED.match(line):
            yield Problem(number, 1, "more than 20 lists or quotations begin in this line", "begin one list")


@rule("page")
def check_reference_wrong(page: Page, context: Context) -> Iterator[Problem]:
    """A reference is written `[[fact:id]]`, `[[law:id#article]]` or `[[term:id]]`.

    Why: Whatever is not written exactly so is printed as it stands, brackets and all.

    Wrong::

        Umur paling muda [[fakta:minimum-age]] tahun.

    Right::

        Umur paling muda [[fact:minimum-age]] tahun.

    Fix: Write two brackets, the kind, a colon and the id, without spaces.
    """
    del context
    for reference in page.references:
        if reference.kind not in REFERENCE_KINDS:
            near = suggest(reference.kind, REFERENCE_KINDS)
            fix = f"did you mean '{near}'?" if near else f"use one of: {', '.join(REFERENCE_KINDS)}"
            yield Problem(
                reference.line, reference.column, f"there is no reference of the kind '{reference.kind}'", fix
            )
    for number, line in page.lines:
        if "[[" in line:
            for match in _ALMOST.finditer(REFERENCE.sub(lambda found: " " * len(found[0]), line)):
                kind = suggest(match["kind"] or "", REFERENCE_KINDS) or "fact"
                yield Problem(
                    number,
                    match.start() + 1,
                    "this reference is not complete",
                    f"write it as `[[{kind}:id]]`, without spaces",
                )
        footnote = _FOOTNOTE.search(line) if "[^" in line else None
        if footnote:
            yield Problem(
                number,
                footnote.start() + 1,
                f"'{footnote[0]}' is a footnote, which pages do not have",
                "write its words into the text, or its source into `sources`",
            )
    yield from _open_brackets(page)
    for key in ("title", "summary"):
        node = page.node.child(key) if page.node else None
        if node is not None and isinstance(node.value, str) and "[[" in node.value:
            yield Problem(
                node.line, node.column, f"a reference stands in the {key}", "write it into the text below"
            )


def _open_brackets(page: Page) -> Iterator[Problem]:
    """Say where a paragraph opens many brackets that it never closes."""
    opened: list[int] = []
    for number, line in [*page.lines, (0, "")]:
        if line.strip():
            for bracket in _BRACKETS.finditer(line):
                if bracket[0] == "[":
                    opened.append(number)
                elif opened:
                    opened.pop()
            continue
        if len(opened) > MAX_OPEN_BRACKETS:
            yield Problem(
                opened[0],
                1,
                f"{len(opened)} brackets are opened here and never closed",
                "close them, or leave them out",
            )
        opened = []


@rule("page")
def check_contacts_empty(page: Page, context: Context) -> Iterator[Problem]:
    """A directory lists somebody, and a choice of numbers leaves a number.

    Why: An empty box where help is promised is worse than no box. It costs the reader the step that was left.

    Wrong::

        /// contacts | country=MA
        ///

    Right::

        /// contacts | country=MY
        ///

    Fix: Correct the kind, country or region to one that stands in `docs/data/contacts.yml`, or add the contact there.
    After `/// contact | id`, write `inside` only for a number that works inside its country, `anywhere` only for one
    that works from everywhere.
    """
    if context.ids("contacts") is None:
        return
    contacts = context.data.contacts
    for block in page.blocks:
        if block.name == "contacts":
            yield from _empty_directory(block, list(contacts.values()))
        elif block.name == "contact" and len(block.arguments) == 2:
            identity, reach = block.arguments
            contact = contacts.get(identity)
            if (
                contact is not None
                and contact.buttons
                and not contact.shown_numbers(reach, in_row=is_row(block))
            ):
                yield Problem(
                    block.line,
                    1,
                    f"the contact '{identity}' has no number that works {reach}",
                    f"remove ` | {reach}`, or choose another contact",
                )


def _empty_directory(block: Block, contacts: list[Contact]) -> Iterator[Problem]:
    choice, problems = parse_contacts(block)
    if problems or any(choice.fits(contact) for contact in contacts):
        return
    known: dict[str, set[str]] = {
        "kind": {contact.kind for contact in contacts},
        "country": {contact.country for contact in contacts},
        "region": {contact.region for contact in contacts if contact.region},
    }
    for key, values in (("kind", choice.kinds), ("country", choice.countries), ("region", choice.regions)):
        for value in values:
            if value not in known[key]:
                near = suggest(value, sorted(known[key]))
                use = f"did you mean '{near}'?" if near else _one_of(key, known[key])
                yield Problem(
                    block.line, 1, f"no contact in docs/data/contacts.yml has the {key} '{value}'", use
                )
                return
    yield Problem(
        block.line,
        1,
        f"no contact in docs/data/contacts.yml fits '{block.argument}'",
        "choose less, or add the contact",
    )


def _one_of(key: str, values: set[str]) -> str:
    return f"use one of: {', '.join(sorted(values))}" if values else f"remove `{key}=…`, or add the contact"
