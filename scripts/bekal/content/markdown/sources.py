"""The lists that fill themselves from the data: laws, documents and contacts with their anchors, and the terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.citations import call_state, seen_words, source_words
from bekal.content.markdown.elements import BlockElement, add, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block
    from bekal.content.data import Data


@block_element
class SourcesElement(BlockElement):
    """The generated lists of the sources page and of the glossary."""

    NAME = "sources"
    CLASS = "sources"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the list that the argument names."""
        write = {
            "laws": self._laws,
            "documents": self._documents,
            "contacts": self._contacts,
            "terms": self._terms,
        }.get(parsed.argument)
        if write:
            write(element)

    @property
    def _listed(self) -> Data:
        return self.context.cited or self.context.data

    def _laws(self, element: ET.Element) -> None:
        for law in self._listed.laws.values():
            entry = add(element, "div", id=f"law-{law.id}")
            add(entry, "h3", law.short.in_locale(self.context.locale))
            add(entry, "p", law.title.in_locale(self.context.locale))
            articles = add(entry, "ul") if law.articles else None
            for article in law.articles:
                text = f"**{self.translate('Article {number}', number=article.number)}.** "
                if articles is not None:
                    add(articles, "li", text + article.says.in_locale(self.context.locale))
            add(entry, "p", _sentence(seen_words(law, self.translate)), class_="meta")

    def _documents(self, element: ET.Element) -> None:
        entries = add(element, "ul")
        for source in self._listed.sources.values():
            entry = add(entries, "li", source_words(source, self.translate), id=f"source-{source.id}")
            if source.kind == "copy":
                entry.text = f"{entry.text} {self.translate('Read in a copy.')}"
            if source.url:
                add(entry, "small", source.url.removeprefix("https://").removeprefix("http://"))

    def _contacts(self, element: ET.Element) -> None:
        entries = add(element, "ul")
        for contact in self._listed.contacts.values():
            name = contact.name.in_locale(self.context.locale)
            state = call_state(contact, self.translate) or self.translate("No number is printed.")
            add(entries, "li", f"**{name}.** {state}", id=f"contact-{contact.id}")

    def _terms(self, element: ET.Element) -> None:
        for term in sorted(
            self.context.data.terms.values(),
            key=lambda term: term.short.in_locale(self.context.locale).casefold(),
        ):
            short, long, explained = (
                text.in_locale(self.context.locale) for text in (term.short, term.long, term.explained)
            )
            entry = add(element, "div", id=f"term-{term.id}")
            add(entry, "h3", short)
            add(entry, "p", explained if long == short else f"**{long}.** {explained}")


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
