"""The words that people say: whether each group leads to pages that there are, and each word to one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.checks.rules import rule
from bekal.config import LOCALES
from bekal.content.affixes import fold
from bekal.content.blocks import Problem
from bekal.content.likeness import suggest
from bekal.content.synonyms import Synonym
from bekal.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.data_files import DataFile
    from bekal.content.strict_yaml import Node


@rule("data", severity=Severity.WARNING)
def check_synonym_page_unknown(file: DataFile, context: Context) -> Iterator[Problem]:
    """A group of `docs/data/synonyms.yml` leads to pages and headings that exist.

    Why: Words that lead nowhere are left out of search and of the list from A to Z, and nobody notices.

    Wrong::

        pages: [rights/at-wrok]

    Right::

        pages: [rights/at-work]

    Fix: Write the page as in its address, without `.md`; a heading follows as `#…` where its anchor is written in
    both languages.
    """
    slugs = sorted({slug for locale in LOCALES for slug in context.catalogue.slugs[locale]})
    for identity, entry in file.entries.items():
        if not isinstance(entry, Synonym):
            return
        for page in _items(file.nodes[identity], "pages"):
            slug, _, anchor = str(page.value).partition("#")
            if slug not in slugs:
                near = suggest(slug, slugs)
                yield Problem(
                    page.line,
                    page.column,
                    f"there is no page '{slug}'",
                    f"did you mean '{near}'?" if near else "write the page first, or correct it here",
                )
            elif anchor and not _has_anchor(slug, anchor, context):
                yield Problem(
                    page.line,
                    page.column,
                    f"the page '{slug}' has no '#{anchor}' in every language",
                    f"write {{#{anchor}}} after a heading of the page, or remove it here",
                )


def _items(node: Node, *steps: str) -> list[Node]:
    """Give the items of the list that ``steps`` lead to; none where there is no list."""
    found: Node | None = node
    for step in steps:
        found = found.child(step) if found is not None else None
    return found.value if found is not None and isinstance(found.value, list) else []


def _has_anchor(slug: str, anchor: str, context: Context) -> bool:
    found = (context.catalogue.any_page(locale, slug) for locale in LOCALES)
    return all(page is None or anchor in page.anchors for page in found)


@rule("data")
def check_synonym_twice(file: DataFile, context: Context) -> Iterator[Problem]:
    """A word stands in one group of `docs/data/synonyms.yml` only.

    Why: In the list from A to Z a word leads to one place; with two groups nobody knows to which.

    Wrong::

        - id: home
          pages: [return/arriving-home]
          words: {id: [sudah pulang]}
        - id: wages
          pages: [return/unpaid-rights]
          words: {id: [sudah pulang]}

    Right::

        - id: home
          pages: [return/arriving-home]
          words: {id: [sudah pulang]}
        - id: wages
          pages: [return/unpaid-rights]
          words: {id: [sisa gaji]}

    Fix: Leave the word in the group that helps most people, or make it longer.
    """
    del context
    seen: dict[tuple[str, bool, str], Node] = {}
    for identity, entry in file.entries.items():
        if not isinstance(entry, Synonym):
            return
        for locale in LOCALES:
            for word in _items(file.nodes[identity], "words", locale):
                key = locale, not entry.pages, fold(str(word.value))
                first = seen.setdefault(key, word)
                if first is not word:
                    yield Problem(
                        word.line,
                        word.column,
                        f"'{word.value}' stands here a second time, first in line {first.line}",
                        "keep it in one of the two groups",
                    )
