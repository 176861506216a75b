"""The mark where finishing writes the post, companions and numbers of a village, or lines to write them on.

Pages are rendered once for all villages, so a page holds no village yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.markdown.elements import BlockElement, add, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block


@block_element
class VillageElement(BlockElement):
    """What is local, on the page of the village."""

    NAME = "village"
    TAG = "section"
    CLASS = "form"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Leave the mark."""
        del parsed
        add(element, "i", data_village=f"page-{self.context.locale}")
