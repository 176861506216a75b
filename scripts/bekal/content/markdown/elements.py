"""What every block's element is built with: the base class, the register, and small parts that several share."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pymdownx.blocks.block import Block as PymdownBlock

from bekal.content.block_items import PARSERS
from bekal.content.blocks import Block

if TYPE_CHECKING:
    from bekal.content.markdown.context import PageContext
    from bekal.locale import Translator

ELEMENTS: Final[dict[str, type[BlockElement]]] = {}
"""What builds the HTML of each block, by the name of the block."""

AnyElement = TypeVar("AnyElement", bound="type[BlockElement]")


def block_element(builder: AnyElement) -> AnyElement:
    """Register what builds the HTML of the block ``NAME``."""
    ELEMENTS[builder.NAME] = builder
    return builder


class BlockElement(PymdownBlock):
    """A block that takes its text raw and builds its element from what ``block_items`` parsed."""

    ARGUMENT = None
    TAG = "div"
    CLASS = ""

    def on_create(self, parent: ET.Element) -> ET.Element:
        """Open the element."""
        return ET.SubElement(parent, self.TAG, {"class": self.CLASS} if self.CLASS else {})

    def on_markdown(self) -> str:
        """Ask for the text as it is written."""
        return "raw"

    @property
    def context(self) -> PageContext:
        """The page that is rendered."""
        context: PageContext = self.config["context"]
        return context

    @property
    def translate(self) -> Translator:
        """The words of its locale."""
        return self.context.translate

    def on_end(self, block: ET.Element) -> None:
        """Replace the raw text by what it means."""
        body = block.text or ""
        block.text = None
        self.build(block, Block(self.NAME, str(self.argument or "").strip(), 1, body, 1))

    def inside(self, parsed: Block) -> Any:
        """Give what the parser of this block understood; what is wrong was reported by the checks."""
        return PARSERS[self.NAME](parsed)[0]

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Fill ``element`` with what ``parsed`` says."""
        raise NotImplementedError


def add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    """Append an element; a trailing underscore keeps ``class_`` clear of Python's word."""
    child = ET.SubElement(
        parent,
        tag,
        {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items() if value},
    )
    child.text = text or None
    return child


def add_picture(parent: ET.Element, name: str) -> None:
    """Append a picture on its round ground."""
    add(add(parent, "span", class_="ground"), "i", data_picture=name)


def add_lists(parent: ET.Element, body: str) -> None:
    """Write lines that begin with ``- `` as a list and the others as paragraphs."""
    items: ET.Element | None = None
    for line in body.split("\n"):
        text = line.strip()
        if text.startswith("- "):
            items = add(parent, "ul") if items is None else items
            add(items, "li", text[2:])
        elif text:
            items = None
            add(parent, "p", text)
