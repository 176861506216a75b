"""Links within the content: each leads to a page and an anchor that exist.

Addresses of the web are not opened; the audit of the built files decides about them.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.content.blocks import Problem
from bekal.content.yaml_models import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocks import Link
    from bekal.content.catalogue import Page

_SCHEME: Final = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_GENERATED: Final = {
    "laws": ("law-", "laws"),
    "documents": ("source-", "sources"),
    "contacts": ("contact-", "contacts"),
}
"""The anchors that `/// sources` writes: a prefix, and the data file whose ids follow it."""


@rule("page")
def check_link_target_missing(page: Page, context: Context) -> Iterator[Problem]:
    """A link leads to a page of the same language, by its file name, and to an anchor that stands there.

    Wrong::

        [Biaya](costs.html#tabel)

    Right::

        [Biaya](costs-and-debt.md#tabel)
    """
    for link in page.links:
        if not _SCHEME.match(link.target):
            yield from _check_target(page, link, context)


def _check_target(page: Page, link: Link, context: Context) -> Iterator[Problem]:
    path, _, anchor = link.target.partition("#")
    path = path.partition("?")[0]
    if not path and not anchor:
        yield Problem(link.line, link.column, "this link leads nowhere", "write a page or an anchor into it")
        return
    target: Page | None = page
    if path:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page.slug), path))
        if _is_asset(page, place, context):
            return
        slug = place.removesuffix(".md")
        target = context.catalogue.any_page(page.locale, slug) if path.endswith(".md") else None
        if target is None or path.startswith("/"):
            yield Problem(
                link.line,
                link.column,
                f"the link '{link.target}' leads to no page",
                _near_page(page, path, anchor, context),
            )
            return
    if anchor and target is not None and (target.body or target is page):
        yield from _check_anchor(page, target, anchor, link, context)


def _check_anchor(page: Page, target: Page, anchor: str, link: Link, context: Context) -> Iterator[Problem]:
    if anchor in target.anchors or _is_generated(target, anchor, context):
        return
    where = "this page" if target is page else target.path
    near = suggest(anchor, sorted(target.anchors))
    shown = f"{link.target.partition('#')[0]}#{near}"
    fix = (
        f"did you mean '{shown}'?"
        if near
        else f"add `{{#{anchor}}}` to a heading of {where}, or correct the link"
    )
    yield Problem(link.line, link.column, f"{where} has no anchor '#{anchor}'", fix)


def _is_generated(target: Page, anchor: str, context: Context) -> bool:
    for block in target.blocks:
        prefix, file = _GENERATED.get(block.argument, ("", "")) if block.name == "sources" else ("", "")
        if prefix and anchor.startswith(prefix):
            known = context.ids(file)
            return known is None or anchor.removeprefix(prefix) in known
    return False


def _is_asset(page: Page, place: str, context: Context) -> bool:
    """Whether a link leads to a file that is no page: beside the page, or in the shared ``docs/assets``."""
    assets = context.catalogue.assets
    return (
        f"{page.locale}/{place}" in assets
        or posixpath.normpath(f"{page.locale}/{place}") in assets
        or place in assets
    )


def _near_page(page: Page, path: str, anchor: str, context: Context) -> str:
    """Name the page that was probably meant, as the link that leads there."""
    wanted = posixpath.splitext(path.rstrip("/"))[0]
    slugs = context.catalogue.slugs[page.locale]
    folder = posixpath.dirname(page.slug)
    place = posixpath.normpath(posixpath.join(folder, wanted)).lstrip("./")
    near = next((slug for slug in (place, f"{place}/index") if slug in slugs), "") or _alike(place, slugs)
    if not near:
        return "write the path of a page from here, such as `../departure/documents.md`"
    link = posixpath.relpath(f"{near}.md", folder or ".")
    return f"did you mean '{link}{f'#{anchor}' if anchor else ''}'?"


def _alike(place: str, slugs: list[str]) -> str:
    """The slug whose file name is the nearest to that of ``place``; empty when none is near."""
    name = posixpath.basename(place)
    names = list(dict.fromkeys(posixpath.basename(slug) for slug in slugs))
    longer = [other for other in names if other.startswith(f"{name}-")]
    near = name if name in names else next(iter(longer), "") or suggest(name, names)
    same_name = [slug for slug in slugs if posixpath.basename(slug) == near]
    return max(same_name, key=lambda slug: difflib.SequenceMatcher(None, place, slug).ratio(), default="")
