"""Blocks of words: the message, the warning, words to say, an invented story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekal.content.markdown.elements import BlockElement, add, add_lists, add_picture, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block


@block_element
class MessageElement(BlockElement):
    """The one message of the page."""

    NAME = "message"
    TAG = "p"
    CLASS = "message"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the message as one line."""
        element.text = " ".join(parsed.body.split())


@block_element
class WaitElement(BlockElement):
    """The warning: signs, then what to do."""

    NAME = "wait"
    TAG = "section"
    CLASS = "wait"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the open hand, the title, the signs and what to do."""
        header = add(element, "header")
        add_picture(header, "wait")
        add(header, "h2", parsed.argument or self.translate("Wait first, if…"))
        add_lists(element, parsed.body)


@block_element
class SayElement(BlockElement):
    """Words to say on the phone or to an official."""

    NAME = "say"
    CLASS = "say"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the title and the words."""
        if parsed.argument:
            add(element, "h3", parsed.argument)
        add_lists(element, parsed.body)


@block_element
class StoryElement(BlockElement):
    """An invented case, which says that it is invented."""

    NAME = "story"
    TAG = "section"
    CLASS = "story"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the label first, then the title and the paragraphs."""
        add(element, "p", self.translate("Invented story"), class_="label")
        if parsed.argument:
            add(element, "h3", parsed.argument)
        for paragraph in self.inside(parsed):
            add(element, "p", paragraph)
