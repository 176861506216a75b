"""What a page must be told while its Markdown is rendered: where it stands, what it may refer to, which day it is."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bekal.content.data import Data
from bekal.locale import Translator, translator

if TYPE_CHECKING:
    import datetime as dt
    import xml.etree.ElementTree as ET
    from collections.abc import Callable

    from bekal.content.catalogue import Page
    from bekal.content.everyday import Entry

SOURCES_PAGE: Final = "about/sources"
GLOSSARY_PAGE: Final = "about/glossary"


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page needs to know while its Markdown is rendered."""

    slug: str
    locale: str
    data: Data = field(default_factory=Data)
    today: dt.date | None = None
    """The day of the build: what has expired by then is marked; without it nothing is."""
    cited: Data | None = None
    """What the lists of this page's sources page hold; without it everything is listed."""
    documents: str = SOURCES_PAGE
    """The page that lists the documents behind this one."""
    glossary: Page | None = None
    """The page that explains terms; without it a term leads nowhere."""
    entries: Callable[[], list[Entry]] = list
    """Gives the A-Z of the locale; asked only by the page that lists it."""
    cards: dict[tuple[str, str], ET.Element] = field(default_factory=dict, compare=False, repr=False)
    """The contact cards that were made: the same contact stands on many pages of a locale, always alike."""

    @property
    def translate(self) -> Translator:
        """The words of this locale."""
        return translator(self.locale)

    def link(self, slug: str, anchor: str = "") -> str:
        """Write the Markdown link from this page to another page of the same locale."""
        target = (
            posixpath.relpath(f"{slug}.md", posixpath.dirname(self.slug) or ".") if slug != self.slug else ""
        )
        return f"{target}#{anchor}" if anchor else target

    def term_link(self, identity: str) -> str:
        """Write the link to a term in the glossary: to its entry when the page lists the terms; empty without one."""
        if self.glossary is None or self.slug == GLOSSARY_PAGE:
            return ""
        lists_terms = any(
            block.name == "sources" and block.argument == "terms" for block in self.glossary.blocks
        )
        return self.link(GLOSSARY_PAGE, f"term-{identity}" if lists_terms else "")
