"""What rendering hands over: plain values that know nothing of the generator."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bekal.config import SOURCE_LOCALE

if TYPE_CHECKING:
    from bekal.content.front_matter import FrontMatter

LOCALE_NAMES: Final = {"id": "Indonesia", "en": "English"}
CHAPTERS: Final = {
    "start": "Thinking of going",
    "departure": "Leaving",
    "rights": "Rights",
    "complaints": "Help and complaints",
    "return": "Coming home",
    "family": "Family at home",
    "community": "Village",
    "facilitator": "For companions",
    "about": "About this book",
}
"""The chapters, by the first part of a slug, with the message that names each."""


DOORS: Final = {
    chapter: CHAPTERS[chapter]
    for chapter in ("start", "departure", "rights", "return", "family", "complaints")
}
"""The chapters that families choose from, with the message that names each."""


def search_path(locale: str) -> str:
    """Place the search script in the site: beside the pages of its locale."""
    return page_path(f"search-{locale}", locale).removesuffix(".html") + ".js"


def chapter_of(slug: str) -> str:
    """Name the chapter of a page; empty for the first page, which belongs to none."""
    chapter, inside, _ = slug.partition("/")
    return chapter if inside and chapter in CHAPTERS else ""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page of one locale, rendered: complete HTML that still lacks pictures, style and script.

    ``content`` is what stands in the page's ``main``: the part that a book takes over.
    """

    slug: str
    locale: str
    front_matter: FrontMatter
    html: str
    content: str

    @property
    def path(self) -> str:
        """Where the page stands in the site: ``en/departure/documents.html``."""
        return page_path(self.slug, self.locale)


def page_path(slug: str, locale: str) -> str:
    """Place a page in the site: the source locale at the root, the others in a folder of their own."""
    path = f"{slug}.html"
    return path if locale == SOURCE_LOCALE else f"{locale}/{path}"


def relative_link(source: str, target: str) -> str:
    """Write the link from one file of the site to another, both as paths within the site.

    Fit for an attribute whatever the paths hold: the preview shows pages whose names are still wrong.
    """
    return _relative(posixpath.dirname(source) or ".", target)


@lru_cache(maxsize=4096)
def _relative(folder: str, target: str) -> str:
    """Pages of one chapter link to the same pages again and again."""
    return quote(posixpath.relpath(target, folder))


def split_path(path: str) -> tuple[str, str]:
    """Read slug and locale back from a path within the site."""
    locale = SOURCE_LOCALE
    head, _, rest = path.partition("/")
    if head in LOCALE_NAMES and rest:
        locale, path = head, rest
    return path.removesuffix(".html"), locale
