"""References in running text: ``[[fact:…]]``, ``[[law:…]]``, ``[[term:…]]``."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Final

from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from bekal.content.blocks import REFERENCE
from bekal.content.citations import fact_words, law_words, seen_words
from bekal.content.markdown.context import SOURCES_PAGE

if TYPE_CHECKING:
    import re

    from markdown import Markdown

    from bekal.content.markdown.context import PageContext

TERM: Final = "data-term"
"""The attribute that names the term of an element until its first use is known."""


class FirstUse(Treeprocessor):
    """Writes the first use of each term out, in reading order; runs after the references were written."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(md)
        self.context = context

    def run(self, root: ET.Element) -> None:
        """Add what each term means where it first stands."""
        seen: set[str] = set()
        for element in root.iter():
            identity = element.attrib.pop(TERM, "")
            if identity and identity not in seen:
                seen.add(identity)
                long = self.context.data.terms[identity].long.in_locale(self.context.locale)
                if long != element.text:
                    element.text = AtomicString(f"{element.text} ({long})")


class LiteralBrackets(InlineProcessor):
    """Escaped brackets, which are no reference: one stands in an element, so that the audit takes them for none."""

    PATTERN: Final = r"(?<!\\)\\\[(?=\\?\[)"

    def handleMatch(  # type: ignore[override] # noqa: N802 - Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        """Write one bracket."""
        del data
        element = ET.Element("span")
        element.text = AtomicString("[")
        return element, m.start(0), m.end(0)


class References(InlineProcessor):
    """``[[fact:…]]``, ``[[law:…]]``, ``[[term:…]]``."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(REFERENCE.pattern, md)
        self.context = context

    def handleMatch(  # type: ignore[override] # noqa: N802 - Markdown's name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | str | None, int | None, int | None]:
        """Write what the reference means, or leave it as it is when nobody knows it."""
        del data
        write = {"fact": self._fact, "law": self._law, "term": self._term}.get(m["kind"])
        element = write(m["target"]) if write else None
        if element is None:
            return m[0], m.start(0), m.end(0)
        return element, m.start(0), m.end(0)

    def _fact(self, target: str) -> ET.Element | None:
        fact = self.context.data.facts.get(target)
        if fact is None:
            return None
        element = ET.Element("span", {"class": "fact"})
        element.text = fact_words(fact, self.context.translate)
        if fact.perishes and fact.expires_on:
            element.set("data-expires", fact.expires_on.isoformat())
            small = ET.SubElement(element, "small")
            small.text = f" ({seen_words(fact, self.context.translate)})"
        return element

    def _law(self, target: str) -> ET.Element | None:
        identity, _, article = target.partition("#")
        law = self.context.data.laws.get(identity)
        if law is None:
            return None
        element = ET.Element(
            "a", {"class": "law", "href": self.context.link(SOURCES_PAGE, f"law-{identity}")}
        )
        element.text = law_words(law, article, self.context.translate)
        return element

    def _term(self, target: str) -> ET.Element | None:
        term = self.context.data.terms.get(target)
        if term is None:
            return None
        link = self.context.term_link(term.id)
        element = ET.Element("a" if link else "span", {"class": "term", **({"href": link} if link else {})})
        element.set(TERM, term.id)
        element.text = AtomicString(term.short.in_locale(self.context.locale))
        return element


class NoLinkInside(Treeprocessor):
    """Takes the link from a reference that stands inside something that is itself tapped: a door, an answer."""

    def run(self, root: ET.Element) -> None:
        """Turn such a link into plain words; runs after the references were written."""
        for tapped in root.iter():
            if tapped.tag in {"a", "label", "summary"}:
                for inner in tapped.iter("a"):
                    if inner is not tapped:
                        inner.tag = "span"
                        inner.attrib.pop("href", None)
