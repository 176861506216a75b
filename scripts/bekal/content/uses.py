"""What pages use of the data: each reference, contact and source of a page, and the part of the data behind them.

The sources pages list that part and no more: what no page states needs no source there, and the whole of the data
would outweigh a page.
Laws and phone numbers stand on one page; documents on that of the chapter that uses them, where it has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bekal.config import LOCALES
from bekal.content.block_items import parse_contacts, parse_figures
from bekal.content.markdown.context import SOURCES_PAGE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from bekal.content.blocks import Block
    from bekal.content.catalogue import Catalogue, Page
    from bekal.content.data import Data, Evidenced

FILE_OF_KIND: Final = {"fact": "facts", "law": "laws", "term": "terms"}
"""The data file that each kind of reference leads to."""

_SOURCES: Final = f"/{SOURCES_PAGE.rpartition('/')[2]}"
"""How the slug of a page that lists documents ends."""


def page_uses(page: Page, data: Data) -> Iterator[tuple[str, str, int]]:
    """Give data file, id and line of everything that ``page`` uses."""
    for reference in page.references:
        if reference.kind in FILE_OF_KIND:
            yield FILE_OF_KIND[reference.kind], reference.target.partition("#")[0], reference.line
    for block in page.blocks:
        yield from _block_uses(block, data)
    node = page.node.child("sources") if page.node else None
    if node is not None and isinstance(node.value, list):
        for entry in node.value:
            if isinstance(entry.value, str):
                identity = entry.value.partition("#")[0]
                yield "laws" if identity in data.laws else "sources", identity, entry.line


def _block_uses(block: Block, data: Data) -> Iterator[tuple[str, str, int]]:
    if block.name == "contact" and block.arguments:
        yield "contacts", block.arguments[0], block.line
    elif block.name == "contacts":
        choice, problems = parse_contacts(block)
        if not problems:
            for contact in data.contacts.values():
                if choice.fits(contact):
                    yield "contacts", contact.id, block.line
    elif block.name == "figures":
        for row in parse_figures(block)[0]:
            yield "cases", row.identity, row.line


def lists_documents(slug: str) -> bool:
    """Whether a page is the one of its chapter that lists documents; the sources page, which lists more, is none."""
    return slug.endswith(_SOURCES) and slug != SOURCES_PAGE


def documents_page(slug: str, slugs: Container[str]) -> str:
    """Name the page that lists the documents behind the page ``slug``: one of its chapter, else the sources page."""
    chapter, inside, _ = slug.partition("/")
    own = f"{chapter}{_SOURCES}"
    return own if inside and own in slugs else SOURCES_PAGE


def cited_data(catalogue: Catalogue, data: Data) -> Data:
    """Keep of ``data`` what the pages for readers use, critical contacts, and the documents behind both."""
    return _keep(data, set().union(*_uses_by_slug(catalogue, data).values()))


def listed_data(catalogue: Catalogue, data: Data) -> dict[str, Data]:
    """Give, for every page that lists sources, what its lists hold.

    Laws and contacts are the same for all of them; documents are those of the pages that belong to it.
    """
    slugs = {slug for locale in LOCALES for slug in catalogue.slugs[locale]}
    used: dict[str, set[tuple[str, str]]] = {SOURCES_PAGE: set()}
    for slug in slugs:
        used.setdefault(documents_page(slug, slugs), set())
    for slug, uses in _uses_by_slug(catalogue, data).items():
        used[documents_page(slug, slugs)] |= uses
    everything = _keep(data, set().union(*used.values()))
    return {
        place: everything.model_copy(update={"sources": _keep(data, uses).sources})
        for place, uses in used.items()
    }


def _uses_by_slug(catalogue: Catalogue, data: Data) -> dict[str, set[tuple[str, str]]]:
    """Gather what the pages for readers use, both locales of a page together."""
    used: dict[str, set[tuple[str, str]]] = {}
    for locale in LOCALES:
        for page in catalogue.reading_order(locale):
            uses = used.setdefault(page.slug, set())
            uses.update((file, identity) for file, identity, _ in page_uses(page, data))
    return used


def _keep(data: Data, used: set[tuple[str, str]]) -> Data:
    contacts = {
        identity: contact
        for identity, contact in data.contacts.items()
        if contact.critical or ("contacts", identity) in used
    }
    facts = {identity: fact for identity, fact in data.facts.items() if ("facts", identity) in used}
    laws = {identity: law for identity, law in data.laws.items() if ("laws", identity) in used}
    shown = [channel for contact in contacts.values() for channel in contact.channels]
    behind = set(_sources([*shown, *facts.values(), *laws.values()]))
    behind.update(
        source for case in data.cases.values() if ("cases", case.id) in used for source in case.source
    )
    sources = {
        identity: source
        for identity, source in data.sources.items()
        if identity in behind or ("sources", identity) in used
    }
    return data.model_copy(update={"contacts": contacts, "facts": facts, "laws": laws, "sources": sources})


def _sources(entries: Iterable[Evidenced]) -> Iterator[str]:
    for entry in entries:
        yield from entry.source
