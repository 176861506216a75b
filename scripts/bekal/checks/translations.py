"""Pages and their translations: both there, and the translation following the source text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.config import LOCALES, SOURCE_LOCALE
from bekal.content.blocks import Problem
from bekal.content.following import Change, Following, Kind, follow
from bekal.content.likeness import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page

MAX_NAMES: Final = 8
"""How many sections of a kind are named before the rest is counted."""

_KIND_WORDS: Final = {
    Kind.CHANGED: "changed",
    Kind.ADDED: "new",
    Kind.REMOVED: "gone",
    Kind.MOVED: "moved",
}


@rule("page")
def check_translation_missing(page: Page, context: Context) -> Iterator[Problem]:
    """A page exists in every language, under the same path.

    Why: the other language would have a hole in the same place of the book.

    Wrong::

        docs/id/departure/documents.md without docs/en/departure/documents.md

    Right::

        docs/id/departure/documents.md and docs/en/departure/documents.md

    Fix: write the page in the language that the message names, or begin with `bekal new`, which writes both.
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
    """A translation follows the present text of its source page, section by section.

    Why: a translation that stays behind tells people something that is no longer so, and nobody sees it.

    Wrong::

        the Indonesian page has a new sentence below "Surat apa saja?", the English page has not

    Right::

        the English page has the sentence too, and the `source_digest` that `bekal status --translations` gives

    Fix: run `bekal status --translations` with the name of the page. It shows what changed; translate that, then
    write the `source_digest` line that it gives.
    """
    source = context.catalogue.page(SOURCE_LOCALE, page.slug)
    if page.locale == SOURCE_LOCALE or source is None or not page.is_sound:
        return
    following = follow(source, page)
    if following.is_in_step:
        return
    node = page.node.child("source_digest") if page.node else None
    line, column = (node.line, node.column) if node else (1, 1)
    fix = f"run `bekal status --translations {page.slug}`: it shows what to translate, then the line to write here"
    if following.is_old_form:
        message = (
            "`source_digest` has one group of digits for the whole page, "
            f"{source.path} has {len(following.source)} sections"
        )
    elif following.accepted is None:
        message = "the translation does not say which text it follows"
    else:
        message = f"{source.path} has changed since this translation: {_changes(following)}"
    yield Problem(line, column, message, fix)


def _changes(following: Following) -> str:
    """Name what changed, by kind: ``changed 'Surat apa saja?' (line 17); new 'Coba jawab' (line 80)``."""
    parts: list[str] = []
    for kind, word in _KIND_WORDS.items():
        names = [_name(change) for change in following.changes if change.kind is kind]
        if len(names) > MAX_NAMES:
            names = [*names[:MAX_NAMES], f"{len(names) - MAX_NAMES} more"]
        if names:
            parts.append(f"{word} {', '.join(names)}")
    return "; ".join(parts)


def _name(change: Change) -> str:
    if change.source is None:
        known = change.translation
        return f"what is '{known.title}' here (line {known.line})" if known else "a section"
    if not change.source.title:
        return "its beginning (title, summary or first lines)"
    return f"'{change.source.title}' (line {change.source.line})"
