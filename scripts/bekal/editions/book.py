"""The book: every page of one locale in one file, in which each link is an anchor.

On Android a file is opened alone, so nothing here may depend on a second one.
Anchors of a page get the page's slug in front, so that two pages may use the same words.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bekal.finishing.finish import finish_page
from bekal.rendering.context import EMERGENCY_PAGE, Edition, TemplateContext
from bekal.rendering.pages import RenderedPage, split_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bekal.content.front_matter import FrontMatter
    from bekal.finishing.assets import Assets

_HEADING: Final = re.compile(r"(</?h)([2-5])\b")
_IDENTITY: Final = re.compile(r'\s(?P<name>id|for|name|aria-labelledby)="(?P<value>[^"]*)"')
_LINK: Final = re.compile(r'\shref="(?P<target>[^"]*)"')


@dataclass(frozen=True, slots=True)
class Part:
    """One page within the book."""

    anchor: str
    front_matter: FrontMatter
    html: str


def book_name(locale: str) -> str:
    """Name the file of a locale's book."""
    return f"buku-{locale}.html"


def page_anchor(slug: str, anchor: str = "") -> str:
    """Place a page, or an anchor of it, within the book: ``departure-documents--surat``."""
    place = slug.replace("/", "-")
    return f"{place}--{anchor}" if anchor else place


def build_book(
    pages: Sequence[RenderedPage], locale: str, edition: Edition, assets: Assets, overrides: Path
) -> str:
    """Write the book of ``locale`` from its pages, in the order given."""
    environment = Environment(
        loader=FileSystemLoader(overrides),
        autoescape=False,  # noqa: S701 - the pages are finished HTML, checked before and audited after
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    chosen = [page for page in pages if page.locale == locale]
    parts = [_part(page, edition, environment) for page in chosen]
    context = TemplateContext(edition, locale, "book")
    other = book_name(context.other_locale)
    html = environment.get_template("book.html").render(
        bekal=context,
        parts=parts,
        other_book=other,
        summary=context.words("Working abroad, safely. For families in the village."),
        emergency_anchor=page_anchor(EMERGENCY_PAGE),
    )
    return finish_page(html, assets, book_name(locale))


def _part(page: RenderedPage, edition: Edition, environment: Environment) -> Part:
    html = environment.get_template("part.html").render(
        bekal=TemplateContext(edition, page.locale, page.slug),
        content=page.content,
        front_matter=page.front_matter,
    )
    return Part(page_anchor(page.slug), page.front_matter, move_into_book(html, page))


def move_into_book(html: str, page: RenderedPage) -> str:
    """Rewrite a page's inside: headings one level down, anchors and links within the book."""

    def identity(match: re.Match[str]) -> str:
        values = " ".join(page_anchor(page.slug, value) for value in match["value"].split())
        return f' {match["name"]}="{values}"'

    def link(match: re.Match[str]) -> str:
        return f' href="{_target(match["target"], page)}"'

    html = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", html)
    return _LINK.sub(link, _IDENTITY.sub(identity, html))


def _target(target: str, page: RenderedPage) -> str:
    if target.startswith(("tel:", "mailto:")):
        return target
    file, _, anchor = target.partition("#")
    if not file:
        return f"#{page_anchor(page.slug, anchor)}"
    slug, _ = split_path(posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file)))
    return f"#{page_anchor(slug, anchor)}"
