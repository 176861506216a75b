"""The parts of a rendered page that can be found: its head, and each heading with what follows it.

A part has the words of its heading, the anchor that leads to it, and its text in blocks, as a reader sees them.
In a book the script takes the same parts from the page that it stands in; ``overrides/assets/search.js`` has the same
lists of what is a block and what nobody looks for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from bekal.rendering.pages import RenderedPage

HEADINGS: Final = frozenset({"h2", "h3"})
"""What begins a part, when it has an anchor."""

BLOCKS: Final = frozenset(
    {
        "p",
        "li",
        "ul",
        "ol",
        "h2",
        "h3",
        "h4",
        "h5",
        "b",
        "td",
        "th",
        "tr",
        "div",
        "section",
        "header",
        "figcaption",
    }
    | {"table", "dt", "dd", "summary", "details", "legend", "label", "fieldset", "small", "strong"}
)
"""Elements that begin a block and end it: a sentence never runs across."""

UNSOUGHT: Final = frozenset(
    {"quiz", "label", "meta", "no", "untested", "answers", "paper", "more", "origin", "age", "state"}
)
"""Classes of what nobody looks for: questions about the page, lists behind it, and what every card repeats."""

CONTACT_PAGES: Final = "complaints/"
"""How the slugs begin of the pages where somebody looks for a contact; elsewhere the same cards only repeat."""

_SILENT: Final = frozenset({"svg", "script", "style", "i"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a page; the head of the page has no anchor."""

    title: str
    anchor: str
    blocks: tuple[str, ...]


@dataclass
class _Reader:
    """Walks through a page and gathers its parts."""

    unsought: frozenset[str]
    units: list[tuple[str, str, list[str]]] = field(default_factory=list)
    line: list[str] = field(default_factory=list)

    def end_block(self) -> None:
        text = " ".join("".join(self.line).split())
        self.line.clear()
        if text:
            self.units[-1][2].append(text)

    def walk(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            tag = child.tag or ""
            if tag == "-text":
                self.line.append(child.text(deep=False) or "")
                continue
            classes = set((child.attributes.get("class") or "").split()) if child.attributes else set()
            if tag in _SILENT or (classes & self.unsought):
                continue
            anchor = child.attributes.get("id") or ""
            if tag in HEADINGS and anchor:
                self.end_block()
                self.units.append((" ".join(child.text().split()), anchor, []))
                continue
            is_block = tag in BLOCKS
            if is_block:
                self.end_block()
            self.walk(child)
            if is_block:
                self.end_block()


def read_units(page: RenderedPage) -> list[Unit]:
    """Give the parts of ``page`` in their order, the head first."""
    matter = page.front_matter
    contacts = frozenset[str]() if page.slug.startswith(CONTACT_PAGES) else frozenset({"contact"})
    reader = _Reader(UNSOUGHT | contacts)
    reader.units.append((matter.title, "", []))
    if 'class="message"' not in page.content:
        reader.line.append(matter.summary)
        reader.end_block()
    body = LexborHTMLParser(page.content).body
    if body is not None:
        reader.walk(body)
    reader.end_block()
    return [Unit(title, anchor, tuple(blocks)) for title, anchor, blocks in reader.units]
