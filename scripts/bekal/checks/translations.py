"""Pages and their translations: both there, and the translation following the source text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.checks.rules import rule
from bekal.config import LOCALES, SOURCE_LOCALE
from bekal.content.blocks import Problem
from bekal.content.catalogue import source_digest
from bekal.content.yaml_models import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page


@rule("page")
def check_translation_missing(page: Page, context: Context) -> Iterator[Problem]:
    """A page exists in every language, under the same path.

    Wrong::

        docs/id/departure/documents.md without docs/en/departure/documents.md

    Right::

        docs/id/departure/documents.md and docs/en/departure/documents.md
    """
    others = (
        [SOURCE_LOCALE]
        if page.locale != SOURCE_LOCALE
        else [name for name in LOCALES if name != SOURCE_LOCALE]
    )
    for locale in others:
        if context.catalogue.any_page(locale, page.slug) is not None:
            continue
        wanted = f"docs/{locale}/{page.slug}.md"
        if page.locale == SOURCE_LOCALE:
            yield Problem(1, 1, f"this page has no translation '{wanted}'", f"translate it to {wanted}")
        else:
            near = suggest(page.slug, context.catalogue.slugs[SOURCE_LOCALE])
            fix = (
                f"did you mean 'docs/{page.locale}/{near}.md'?"
                if near
                else "write the source page first, or remove this one"
            )
            yield Problem(1, 1, f"this page translates '{wanted}', which does not exist", fix)


@rule("page")
def check_translation_stale(page: Page, context: Context) -> Iterator[Problem]:
    """A translation follows the present text of its source page; `source_digest` says which text it follows.

    Wrong::

        the Indonesian page was changed, the English page still has the old `source_digest`

    Right::

        the English page was compared with the Indonesian one, and has the `source_digest` that the check names
    """
    source = context.catalogue.page(SOURCE_LOCALE, page.slug)
    if page.locale == SOURCE_LOCALE or source is None or not page.is_sound:
        return
    digest, followed = source_digest(source), page.front_matter.source_digest
    if followed == digest:
        return
    node = page.node.child("source_digest") if page.node else None
    line, column = (node.line, node.column) if node else (1, 1)
    fix = f"compare it with {source.path}, then write `source_digest: {digest}`"
    if followed is None:
        yield Problem(line, column, "the translation does not say which text it follows", fix)
    else:
        yield Problem(line, column, f"{source.path} has changed since this translation", fix)
