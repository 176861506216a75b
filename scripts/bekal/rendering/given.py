"""What one build was given, and what each of its pages is told.

Knows nothing of MkDocs' events; what they are, and which page they are about, is the business of ``plugin``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from bekal.config import LOCALES, build_time
from bekal.content.everyday import list_entries
from bekal.content.markdown.context import GLOSSARY_PAGE, PageContext
from bekal.content.uses import documents_page, listed_data
from bekal.rendering.context import Edition, TemplateContext, next_page

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.config import Project
    from bekal.content.catalogue import Catalogue, Page
    from bekal.content.data import Data
    from bekal.content.reading import Content


@dataclass(frozen=True)
class Given:
    """The pages and the edition of a build; what its pages share is made once."""

    catalogue: Catalogue
    edition: Edition
    _cards: dict[str, dict[tuple[str, str], ET.Element]] = field(default_factory=dict)

    @cached_property
    def _listed(self) -> dict[str, Data]:
        return listed_data(self.catalogue, self.edition.data)

    @cached_property
    def _in_order(self) -> dict[str, list[Page]]:
        return {locale: self.catalogue.reading_order(locale) for locale in LOCALES}

    def for_markdown(self, locale: str, slug: str) -> PageContext:
        """Tell what a page needs to know while its Markdown is rendered."""
        documents = documents_page(slug, self._listed)
        return PageContext(
            slug,
            locale,
            self.edition.data,
            self.edition.built_on,
            self._listed[documents],
            documents,
            self.catalogue.page(locale, GLOSSARY_PAGE),
            partial(list_entries, self.catalogue, self.edition.data, locale),
            self._cards.setdefault(locale, {}),
        )

    def for_templates(self, locale: str, slug: str) -> dict[str, Any]:
        """Give the variables of the templates."""
        source = self.catalogue.page(locale, slug)
        return {
            "bekal": TemplateContext(self.edition, locale, slug),
            "front_matter": source.front_matter if source else None,
            "following": next_page(self._in_order[locale], slug),
        }


def give(project: Project, content: Content, *, trial: bool) -> Given:
    """Make ready what MkDocs needs when it was started by itself."""
    titles = {
        (locale, page.slug): page.front_matter.title
        for locale in LOCALES
        for page in content.catalogue.pages(locale)
    }
    edition = Edition(project.release, build_time().date(), trial, content.data_files.data, titles)
    return Given(content.catalogue, edition)
