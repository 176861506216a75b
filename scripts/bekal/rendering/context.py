"""What templates are given besides the page itself: words, links, dates, the contacts of the help section.

The same names are used by the page template and by the book, so that both can share their parts.
"""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from bekal.config import LOCALES
from bekal.content.citations import evidence_date, page_sources
from bekal.content.everyday import WORDS_PAGE
from bekal.content.markdown.contacts import contact_buttons
from bekal.content.markdown.context import GLOSSARY_PAGE, SOURCES_PAGE, PageContext
from bekal.content.uses import documents_page, lists_documents
from bekal.locale import Translator, translator
from bekal.rendering.pages import DOORS, LOCALE_NAMES, page_path, relative_link, search_path, split_path

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from bekal.content.catalogue import Page
    from bekal.content.citations import PageSources
    from bekal.content.data import Data
    from bekal.content.front_matter import FrontMatter

EMERGENCY_PAGE = "complaints/emergency"
START_CONTACT = "kp2mi-callcenter"
"""The contact whose numbers stand first: on the start page of every stick and in the help section."""

WORDS_A_MINUTE: Final = 90
"""How fast somebody reads aloud who left school early; half of what a practised reader does."""

_TAG: Final = re.compile(r"<[^>]*>")
_MESSAGE: Final = re.compile(r'\s*<p class="message">.*?</p>', re.DOTALL)
_LINK_TO_PAGE: Final = re.compile(r'<a\b[^>]*\shref="(?P<target>[^":#]+\.html)(?:#[^"]*)?"')


@dataclass(frozen=True, slots=True)
class Edition:
    """What every page of one build shares."""

    release: str
    built_on: dt.date
    trial: bool
    data: Data
    titles: Mapping[tuple[str, str], str]
    """The title of each page, by locale and slug."""
    _help: dict[str, Help] = field(default_factory=dict, compare=False, repr=False)
    _slugs: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)

    def help(self, locale: str) -> Help:
        """Give what the help section says in ``locale``; it stands in every page and is worked out once."""
        return self._help.setdefault(locale, Help(self.data, self.built_on, locale))

    def slugs(self, locale: str) -> frozenset[str]:
        """Give the slugs of the pages of ``locale``."""
        if locale not in self._slugs:
            self._slugs[locale] = frozenset(slug for place, slug in self.titles if place == locale)
        return self._slugs[locale]


@dataclass(frozen=True)
class Help:
    """The words of the help section that come from the data: the same in every page of a locale."""

    data: Data
    built_on: dt.date
    locale: str

    @cached_property
    def buttons(self) -> str:
        """The dial buttons of everyone who helps in danger, as HTML."""
        context = PageContext(EMERGENCY_PAGE, self.locale, self.data, self.built_on)
        rows = []
        for contact in self.data.contacts.values():
            if contact.critical and contact.buttons:
                row = ET.Element("li")
                ET.SubElement(row, "b").text = contact.name.in_locale(self.locale)
                contact_buttons(row, contact, "", context)
                rows.append(ET.tostring(row, encoding="unicode", method="html"))
        return "\n".join(rows)

    @cached_property
    def family_number(self) -> str:
        """Give the number that a family in Indonesia calls first, as people read it; empty while the data has none."""
        contact = self.data.contacts.get(START_CONTACT)
        buttons = contact.buttons if contact else ()
        return next((channel.printed for channel in buttons if channel.reach == "inside"), "")

    @cached_property
    def was_anyone_called(self) -> bool:
        """Whether a number of any contact was called."""
        return any(contact.was_called for contact in self.data.contacts.values())

    @cached_property
    def state(self) -> str:
        """Say from when the numbers of the help section are, and that they were not called; empty once all were."""
        critical = [
            contact for contact in self.data.contacts.values() if contact.critical and contact.buttons
        ]
        seen = [contact.newest_channel for contact in critical if contact.newest_channel]
        if not seen or all(contact.was_called for contact in critical):
            return ""
        words = translator(self.locale)
        oldest = min(seen, key=lambda channel: channel.confirmed_on or self.built_on)
        return words(
            "Numbers seen in sources of {month} or later. We have not called them yet.",
            month=evidence_date(oldest, words),
        )


@dataclass(frozen=True, slots=True)
class TemplateContext:
    """The variable ``bekal`` of the templates, for one page or for the book of a locale."""

    edition: Edition
    locale: str
    slug: str

    @property
    def words(self) -> Translator:
        """The words of this locale: ``bekal.words("Home")``."""
        return translator(self.locale)

    @property
    def other_locale(self) -> str:
        """The locale that the language button leads to."""
        return next(locale for locale in LOCALES if locale != self.locale)

    @property
    def other_name(self) -> str:
        """Its name, in itself."""
        return LOCALE_NAMES[self.other_locale]

    @property
    def is_emergency(self) -> bool:
        """Whether this page is itself the help section."""
        return self.slug == EMERGENCY_PAGE

    def url(self, slug: str, anchor: str = "") -> str:
        """Link from this page to another one of its locale."""
        target = relative_link(page_path(self.slug, self.locale), page_path(slug, self.locale))
        return f"{target}#{anchor}" if anchor else target

    @property
    def other_url(self) -> str:
        """Link to this page in the other locale."""
        return relative_link(page_path(self.slug, self.locale), page_path(self.slug, self.other_locale))

    @property
    def emergency_url(self) -> str:
        """Link to all numbers."""
        return self.url(EMERGENCY_PAGE)

    @property
    def emergency_title(self) -> str:
        """Give the name of that page, so that somebody who holds only this file can ask for it."""
        return self.edition.titles.get((self.locale, EMERGENCY_PAGE), "")

    @property
    def help(self) -> Help:
        """What the help section says."""
        return self.edition.help(self.locale)

    @property
    def trial_state(self) -> str:
        """Say how many numbers were called: none, or not all."""
        if self.help.was_anyone_called:
            return self.words("We have not called every number yet.")
        return self.words("We have not called any number yet.")

    @property
    def lists_words(self) -> bool:
        """Whether this page is the list of words from A to Z."""
        return self.slug == WORDS_PAGE

    @property
    def words_url(self) -> str:
        """Link to the words from A to Z, for who looks for something without script; home where there are none."""
        return self.url(WORDS_PAGE if (self.locale, WORDS_PAGE) in self.edition.titles else "index")

    @property
    def search_url(self) -> str:
        """Where the search script of this locale lies, seen from this page."""
        return relative_link(page_path(self.slug, self.locale), search_path(self.locale))

    @property
    def doors(self) -> list[str]:
        """The names of the chapters that there are, for who has to ask for one."""
        return [
            self.words(title)
            for chapter, title in DOORS.items()
            if (self.locale, f"{chapter}/index") in self.edition.titles
        ]

    def sources(self, front_matter: FrontMatter) -> PageSources:
        """Words and anchor of each source of a page."""
        return page_sources(front_matter.sources, self.edition.data, self.words)

    def source_url(self, anchor: str) -> str:
        """Link to an entry of the sources page."""
        return self.url(SOURCES_PAGE, anchor)

    def document_url(self, anchor: str) -> str:
        """Link to a document, on the page that lists those behind this one."""
        return self.url(documents_page(self.slug, self.edition.slugs(self.locale)), anchor)

    @property
    def way_back(self) -> tuple[str, str]:
        """Where the way back leads and what it is called: the chapter of this page, else the first page."""
        chapter = f"{self.slug.partition('/')[0]}/index"
        title = self.edition.titles.get((self.locale, chapter)) if self.slug != chapter else None
        return (self.url(chapter), title) if title else (self.url("index"), self.words("Home"))

    def split_message(self, html: str) -> tuple[str, str]:
        """Split ``html`` after the message that it begins with; nothing and all of it when it begins otherwise."""
        match = _MESSAGE.match(html)
        return (match[0], html[match.end() :]) if match else ("", html)

    def minutes(self, html: str) -> int:
        """Minutes that reading the text of ``html`` aloud takes, at least one."""
        return _minutes(html)

    def mentioned(self, html: str) -> list[tuple[str, str]]:
        """Link and title of every page that ``html`` links to, once each, in their order.

        Who holds only this file, or this page on paper, can ask for them by name.
        The emergency page, the sources and the glossary are named elsewhere.
        """
        found: dict[str, str] = {}
        here = page_path(self.slug, self.locale)
        for match in _LINK_TO_PAGE.finditer(html):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), match["target"]))
            slug, locale = split_path(target)
            title = self.edition.titles.get((locale, slug))
            elsewhere = {self.slug, SOURCES_PAGE, GLOSSARY_PAGE, EMERGENCY_PAGE}
            if title and slug not in elsewhere and not lists_documents(slug):
                found.setdefault(match["target"], title)
        return list(found.items())


@lru_cache(maxsize=1)
def _minutes(html: str) -> int:
    """Count once for a page whose template asks more than once."""
    return max(1, round(len(_TAG.sub(" ", html).split()) / WORDS_A_MINUTE))


def next_page(pages: list[Page], slug: str) -> Page | None:
    """Find the page after ``slug`` in reading order; the list of sources of a chapter is passed over."""
    pages = [page for page in pages if page.slug == slug or not lists_documents(page.slug)]
    slugs = [page.slug for page in pages]
    position = slugs.index(slug) + 1 if slug in slugs else len(pages)
    return pages[position] if position < len(pages) else None
