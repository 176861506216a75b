"""The book: every page of one locale in one file, in which each link is an anchor; and one file for each chapter.

On Android a file is opened alone, so nothing here may depend on a second one.
Anchors of a page get the page's slug in front, so that two pages may use the same words.
A chapter file names, in words, the book that holds what it does not.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bekal.content.everyday import WORDS_PAGE
from bekal.content.markdown.context import SOURCES_PAGE
from bekal.content.page_names import book_anchor
from bekal.content.uses import lists_documents
from bekal.finishing.finish import finish_page
from bekal.finishing.search.data import book_data, write_json
from bekal.rendering.context import EMERGENCY_PAGE, Edition, TemplateContext
from bekal.rendering.pages import CHAPTERS, RenderedPage, chapter_of, split_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bekal.content.data import Village
    from bekal.content.front_matter import FrontMatter
    from bekal.finishing.assets import Assets
    from bekal.finishing.search.data import Sought

_TAG: Final = re.compile(r"<[a-z][^<>]*>")
_HEADING: Final = re.compile(r"(</?h)([2-5])\b")
_IDENTITY: Final = re.compile(r'\s(?P<name>id|for|name|aria-labelledby)="(?P<value>[^"]*)"')
_LINK: Final = re.compile(
    r'<a(?P<before>[^>]*)\shref="(?P<target>[^"]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Part:
    """One page within the book."""

    anchor: str
    front_matter: FrontMatter
    html: str


@dataclass(frozen=True, slots=True)
class Group:
    """The pages of one chapter in the contents; without a title those that belong to none."""

    title: str
    picture: str | None
    parts: tuple[Part, ...]


def book_name(locale: str) -> str:
    """Name the file of a locale's book."""
    return f"buku-{locale}.html"


def chapter_name(chapter: str, locale: str) -> str:
    """Name the file of a chapter: ``bab-departure-id.html``."""
    return f"bab-{chapter}-{locale}.html"


def page_anchor(slug: str, anchor: str = "") -> str:
    """Place a page, or an anchor of it, within the book: ``departure-documents--surat``."""
    place = book_anchor(slug)
    return f"{place}--{anchor}" if anchor else place


@dataclass(frozen=True, slots=True)
class Bound:
    """A file of a book, bound and not yet finished: the same for all villages."""

    html: str
    with_search: bool


def bind_books(
    pages: Sequence[RenderedPage], sought: Sought, edition: Edition, assets: Assets, overrides: Path
) -> dict[str, Bound]:
    """Bind the book of a locale and its chapter files from its pages, in the order given; by file name.

    ``sought`` is what can be found in that locale.
    """
    locale = sought.locale
    binder = _Binder(locale, edition, assets, _environment(overrides), sought)
    # Phones get laws and numbers; the documents of a chapter are listed in the site.
    chosen = [page for page in pages if page.locale == locale and not lists_documents(page.slug)]
    words = binder.context.words
    books = {book_name(locale): binder.bind(book_name, chosen, words("The Bekal book"))}
    for chapter, title in CHAPTERS.items():
        part = [page for page in chosen if chapter_of(page.slug) == chapter and page.slug != WORDS_PAGE]
        if part:
            books[chapter_name(chapter, locale)] = binder.bind(
                partial(chapter_name, chapter), part, words(title)
            )
    return books


def finish_books(
    books: Mapping[str, Bound],
    assets: Assets,
    village: Village | None = None,
    built_on: dt.date | None = None,
) -> dict[str, str]:
    """Finish files that were bound: those of a village, or of the base edition."""
    return {
        name: finish_page(
            book.html, assets, name, with_search=book.with_search, village=village, built_on=built_on
        )
        for name, book in books.items()
    }


def _environment(overrides: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(overrides),
        autoescape=False,  # noqa: S701 - the pages are finished HTML, checked before and audited after
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


@dataclass(frozen=True, slots=True)
class _Binder:
    """Binds pages of one locale into files."""

    locale: str
    edition: Edition
    assets: Assets
    environment: Environment
    sought: Sought

    @property
    def context(self) -> TemplateContext:
        return TemplateContext(self.edition, self.locale, "book")

    def bind(self, name: Callable[[str], str], pages: Sequence[RenderedPage], title: str) -> Bound:
        """Make one file of ``pages``; ``name`` gives its name in a locale."""
        context = self.context
        slugs = frozenset(page.slug for page in pages)
        is_whole = name(self.locale) == book_name(self.locale)
        parts = [self._part(page, slugs) for page in pages]
        html = self.environment.get_template("book.html").render(
            bekal=context,
            book_title=title,
            is_whole=is_whole,
            whole_book=book_name(self.locale),
            parts=parts,
            groups=self._groups(pages, parts),
            other_book=name(context.other_locale),
            summary=context.words("Working abroad, safely. For families in the village."),
            emergency_link=f"#{page_anchor(EMERGENCY_PAGE)}" if EMERGENCY_PAGE in slugs else "",
            words_link=f"#{page_anchor(WORDS_PAGE)}" if WORDS_PAGE in slugs else "#isi",
            search_data=self._search_data(pages) if is_whole else "",
        )
        return Bound(html, with_search=is_whole)

    def _search_data(self, pages: Sequence[RenderedPage]) -> str:
        """Write what the search of the whole book is given; a chapter is short enough to look through."""
        anchors = {page.slug: page_anchor(page.slug) for page in pages}
        return write_json(book_data(self.sought, self.assets.search_style, anchors))

    def _groups(self, pages: Sequence[RenderedPage], parts: Sequence[Part]) -> list[Group]:
        """Gather the contents by chapter, in reading order."""
        groups: list[Group] = []
        for chapter, members in groupby(
            zip(pages, parts, strict=True), key=lambda pair: chapter_of(pair[0].slug)
        ):
            chosen = tuple(part for _, part in members)
            title = self.context.words(CHAPTERS[chapter]) if chapter else ""
            groups.append(Group(title, chosen[0].front_matter.picture, chosen))
        return groups

    def _part(self, page: RenderedPage, slugs: frozenset[str]) -> Part:
        html = self.environment.get_template("part.html").render(
            bekal=TemplateContext(self.edition, page.locale, page.slug),
            content=page.content,
            front_matter=page.front_matter,
        )
        return Part(page_anchor(page.slug), page.front_matter, move_into_book(html, page, slugs))


def move_into_book(html: str, page: RenderedPage, slugs: frozenset[str]) -> str:
    """Rewrite a page's inside: headings one level down, anchors and links within the file that holds ``slugs``.

    A link to another page leads to the whole book, and says so in words, for it is dead where only this file is.
    One to a sources page would be one of many and becomes plain words: the head of the file names the book once.
    """

    def identity(match: re.Match[str]) -> str:
        values = " ".join(page_anchor(page.slug, value) for value in match["value"].split())
        return f' {match["name"]}="{values}"'

    def link(match: re.Match[str]) -> str:
        target, words = _target(match["target"], page, slugs), match["words"]
        book = book_name(page.locale)
        slug, _ = split_path(_file(match["target"], page))
        if target.startswith(book) and (slug == SOURCES_PAGE or lists_documents(slug)):
            return words
        if target.startswith(book):
            words = f"{words} ({book})"
        return f'<a{match["before"]} href="{target}"{match["after"]}>{words}</a>'

    html = _HEADING.sub(lambda match: f"{match[1]}{int(match[2]) + 1}", html)
    return _LINK.sub(link, _TAG.sub(lambda tag: _IDENTITY.sub(identity, tag[0]), html))


def _file(target: str, page: RenderedPage) -> str:
    """Find the file within the site that ``target`` leads to from ``page``; the page itself for an anchor."""
    file = target.partition("#")[0]
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.path), file)) if file else page.path


def _target(target: str, page: RenderedPage, slugs: frozenset[str]) -> str:
    if target.startswith(("tel:", "mailto:")):
        return target
    file, _, anchor = target.partition("#")
    if not file:
        return f"#{page_anchor(page.slug, anchor)}"
    slug, _ = split_path(_file(file, page))
    place = f"#{page_anchor(slug, anchor)}"
    return place if slug in slugs else f"{book_name(page.locale)}{place}"
