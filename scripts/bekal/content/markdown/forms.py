"""A form to fill in by hand: labels and lines, on paper and on the screen alike; nothing is typed or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.block_items import parse_form
from bekal.content.markdown.elements import BlockElement, add, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block


@block_element
class FormElement(BlockElement):
    """Fields with lines to write on."""

    NAME = "form"
    TAG = "section"
    CLASS = "form"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the title and the fields."""
        if parsed.argument:
            add(element, "h3", parsed.argument)
        for field in parse_form(parsed)[0]:
            add(element, "p", field.label)
            for _ in range(field.lines):
                add(element, "div", class_="write")
