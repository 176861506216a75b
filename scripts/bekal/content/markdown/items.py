"""Blocks of picture items: cards, steps, and the doors of a chapter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown.treeprocessors import Treeprocessor

from bekal.content.block_items.items import parse_items
from bekal.content.markdown.elements import BlockElement, add, add_picture, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block


STAGES_IN_A_ROW: Final = 4
"""So many stages fit side by side on a wide screen, where the thread then runs along."""

CARDS_IN_HALF_A_ROW: Final = 2
"""Groups of so few cards stand side by side on a wide screen."""


@block_element
class CardsElement(BlockElement):
    """Picture cards in a group; numbers are written by ``Numbering``."""

    NAME = "cards"
    CLASS = "group"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the title of the group and its cards."""
        items, _ = parse_items(parsed)
        if len(items) <= CARDS_IN_HALF_A_ROW:
            element.set("class", f"{self.CLASS} few")
        if parsed.argument:
            add(element, "h3", parsed.argument)
        numbered = any(item.numbered for item in items)
        cards = add(element, "ol" if numbered else "ul", class_=self.NAME)
        for item in items:
            card = add(cards, "li")
            add_picture(card, item.picture)
            if numbered:
                add(card, "span", "0", class_="no", aria_hidden="true")
            words = self.words_of(card)
            add(words, "b", item.title)
            add(words, "p", item.text)

    def words_of(self, card: ET.Element) -> ET.Element:
        """Give the element that holds title and text: the card itself."""
        return card


@block_element
class StepsElement(CardsElement):
    """Picture cards that are done one after the other."""

    NAME = "steps"

    def words_of(self, card: ET.Element) -> ET.Element:
        """Keep title and text together, so that they stand beside the picture, or below it when text is large."""
        return add(card, "div")


@block_element
class ChapterElement(BlockElement):
    """Doors to other pages: stages on the thread, then the pair after them."""

    NAME = "chapter"
    CLASS = "doors"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the doors, those on the thread first."""
        items, _ = parse_items(parsed)
        for numbered, tag, name in ((True, "ol", "thread"), (False, "ul", "pair")):
            chosen = [item for item in items if item.numbered is numbered]
            if not chosen:
                continue
            is_short = name == "thread" and len(chosen) <= STAGES_IN_A_ROW
            doors = add(element, tag, class_=f"{name} short" if is_short else name)
            for item in chosen:
                link = add(add(doors, "li"), "a", href=item.target)
                add_picture(link, item.picture)
                words = add(link, "span")
                add(words, "b", item.title)
                add(words, "small", item.text)


class Numbering(Treeprocessor):
    """Numbers cards through the groups of one chapter of the page: until the next ``h2``."""

    def run(self, root: ET.Element) -> None:
        """Write the numbers into the cards, in the order of the page."""
        number = 1
        for node in root.iter():
            if node.tag == "h2":
                number = 1
            elif node.tag == "ol" and node.get("class") in {"cards", "steps"}:
                node.set("start", str(number))
                for mark in node.iter("span"):
                    if mark.get("class") == "no":
                        mark.text = str(number)
                        number += 1
