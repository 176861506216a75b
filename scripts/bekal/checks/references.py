"""What a page refers to by name: contacts, facts, laws, terms, sources, pictures.

Where the data file itself cannot be read nothing is said here, so that one mistake gives one finding.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bekal.checks.rules import rule
from bekal.content.block_items import block_pictures, parse_figures
from bekal.content.blocks import Problem
from bekal.content.data import ID_PATTERN, file_name
from bekal.content.front_matter import SOURCE_PATTERN
from bekal.content.likeness import suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page


@rule("page")
def check_contact_unknown(page: Page, context: Context) -> Iterator[Problem]:
    """A contact that a page shows stands in `docs/data/contacts.yml`.

    Why: A card without a contact is an empty card, in the place where somebody looks for help.

    Wrong::

        /// contact | kp2mi-callcentre
        ///

    Right::

        /// contact | kp2mi-callcenter
        ///

    Fix: Correct the id, or add the contact to `docs/data/contacts.yml`.
    """
    known = context.ids("contacts")
    for block in page.blocks:
        identity = block.arguments[0] if block.name == "contact" and block.arguments else ""
        if known is not None and identity and identity not in known:
            line = page.body.split("\n")[block.line - page.body_line]
            yield _unknown("contact", identity, "contacts", known, block.line, line.find(identity) + 1)


@rule("page")
def check_fact_unknown(page: Page, context: Context) -> Iterator[Problem]:
    """A fact that a page states stands in `docs/data/facts.yml`.

    Why: Without the entry the page would print the brackets instead of the value.

    Wrong::

        Umur paling muda [[fact:minimum-aeg]] tahun.

    Right::

        Umur paling muda [[fact:minimum-age]] tahun.

    Fix: Correct the id, or add the fact to `docs/data/facts.yml`, with its source.
    """
    yield from _unknown_references(page, context, "fact", "facts")


@rule("page")
def check_term_unknown(page: Page, context: Context) -> Iterator[Problem]:
    """A term that a page explains stands in `docs/data/terms.yml`.

    Why: An abbreviation that nobody explains shuts readers out.

    Wrong::

        Tanya [[term:disnakre]] di kota.

    Right::

        Tanya [[term:disnaker]] di kota.

    Fix: Correct the id, or add the term to `docs/data/terms.yml`, written out and explained in everyday words.
    """
    yield from _unknown_references(page, context, "term", "terms")


@rule("page")
def check_law_unknown(page: Page, context: Context) -> Iterator[Problem]:
    """A law that a page cites stands in `docs/data/laws.yml`, with the article that is cited.

    Why: A family, and whoever helps it, must be able to show the article at an office; a wrong one makes them
    look wrong.

    Wrong::

        Lihat [[law:uu-18-2017#999]].

    Right::

        Lihat [[law:uu-18-2017#13]].

    Fix: Correct the id or the article, or add the article to `docs/data/laws.yml` after reading it.
    """
    known = context.ids("laws")
    if known is None:
        return
    for reference in page.references:
        if reference.kind == "law":
            identity = reference.target.partition("#")[0]
            if identity not in known:
                yield _unknown("law", identity, "laws", known, reference.line, reference.column)
            else:
                yield from _unknown_article(reference.target, context, reference.line, reference.column)


@rule("page")
def check_figure_unknown(page: Page, context: Context) -> Iterator[Problem]:
    """A figure that a page draws is a row of `docs/data/cases.csv`.

    Why: A figure without a row has no source, and would be left out of the drawing without a word.

    Wrong::

        /// figures | Kasus menurut Satgas
        - 2022 | task-force-22
        ///

    Right::

        /// figures | Kasus menurut Satgas
        - 2022 | task-force-2022
        ///

    Fix: Correct the id, or add a row to `docs/data/cases.csv`, with its source.
    """
    known = context.ids("cases")
    for block in page.blocks:
        if block.name == "figures" and known is not None:
            for row in parse_figures(block)[0]:
                if row.identity not in known:
                    yield _unknown("figure", row.identity, "cases", known, row.line, row.column)


@rule("page")
def check_source_unknown(page: Page, context: Context) -> Iterator[Problem]:
    """A source that a page names stands in `docs/data/sources.yml`, or is a law of `docs/data/laws.yml`.

    Why: Every page shows what it rests on; a source that does not exist is a promise without ground.

    Wrong::

        sources: [uu-18-2071#13]

    Right::

        sources: [uu-18-2017#13]

    Fix: Correct the id in `sources`, or add the document to `docs/data/sources.yml`.
    """
    sources, laws = context.ids("sources"), context.ids("laws")
    node = page.node.child("sources") if page.node else None
    if sources is None or laws is None or node is None or not isinstance(node.value, list):
        return
    for entry in node.value:
        if not isinstance(entry.value, str) or not re.fullmatch(SOURCE_PATTERN, entry.value):
            continue  # reported as a value that does not fit
        identity = entry.value.partition("#")[0]
        if identity in laws:
            yield from _unknown_article(entry.value, context, entry.line, entry.column)
        elif identity not in sources:
            yield _unknown("source", identity, "sources", sources | laws, entry.line, entry.column)


@rule("page")
def check_picture_unknown(page: Page, context: Context) -> Iterator[Problem]:
    """A picture that a page names is a file of `overrides/.icons/bekal`.

    Why: The picture says the first half; without it, those who read little are left with nothing.

    Wrong::

        picture: pasport

    Right::

        picture: passport

    Fix: Use the name of a file of `overrides/.icons/bekal`, without `.svg`.
    """
    node = page.node.child("picture") if page.node else None
    uses = [(node.value, node.line, node.column)] if node and isinstance(node.value, str) else []
    uses = [use for use in uses if re.fullmatch(ID_PATTERN, use[0])]  # others do not fit, and are reported so
    uses += [(use.name, use.line, use.column) for block in page.blocks for use in block_pictures(block)]
    for name, line, column in uses:
        if name not in context.pictures:
            near = suggest(name, sorted(context.pictures))
            fix = f"did you mean '{near}'?" if near else f"use one of: {', '.join(sorted(context.pictures))}"
            yield Problem(line, column, f"there is no picture '{name}'", fix)


def _unknown_references(page: Page, context: Context, kind: str, file: str) -> Iterator[Problem]:
    known = context.ids(file)
    for reference in page.references:
        if known is not None and reference.kind == kind and reference.target not in known:
            yield _unknown(kind, reference.target, file, known, reference.line, reference.column)


def _unknown_article(target: str, context: Context, line: int, column: int) -> Iterator[Problem]:
    identity, _, article = target.partition("#")
    law = context.data.laws.get(identity)
    if article and law is not None and law.article(article) is None:
        numbers = ", ".join(entry.number for entry in law.articles)
        fix = f"use one of: {numbers}" if numbers else "remove `#` and what follows it"
        yield Problem(
            line, column, f"the law '{identity}' has no article {article} in docs/data/laws.yml", fix
        )


def _unknown(kind: str, found: str, file: str, known: Iterable[str], line: int, column: int) -> Problem:
    near = suggest(found, sorted(known))
    fix = f"did you mean '{near}'?" if near else f"add it to docs/data/{file_name(file)}, or correct it here"
    return Problem(line, column, f"there is no {kind} '{found}' in docs/data/{file_name(file)}", fix)
