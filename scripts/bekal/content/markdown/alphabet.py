"""The A-Z: a bar of letters, and under each letter what people say with the page that it leads to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from bekal.content.affixes import fold
from bekal.content.markdown.elements import BlockElement, add, block_element

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

    from bekal.content.blocks import Block

LETTER_ANCHOR: Final = "huruf-"
"""How the anchor of a letter begins."""


@block_element
class WordsElement(BlockElement):
    """The generated list of everyday words."""

    NAME = "words"
    CLASS = "words"

    def build(self, element: ET.Element, parsed: Block) -> None:
        """Write the letters, then the words."""
        del parsed
        groups = [
            (letter, list(group))
            for letter, group in groupby(self.context.entries(), lambda entry: entry.letter)
        ]
        bar = add(element, "nav", class_="letters", aria_label=self.translate("Letters"))
        for letter, _ in groups:
            add(bar, "a", letter, href=f"#{_anchor(letter)}")
        for letter, entries in groups:
            add(element, "h2", letter, id=_anchor(letter))
            rows = add(element, "ul")
            for entry in entries:
                row = add(rows, "li")
                add(row, "a", ", ".join(entry.words), href=self.context.link(entry.slug, entry.anchor))
                row[-1].tail = f" {entry.title}"


def _anchor(letter: str) -> str:
    return f"{LETTER_ANCHOR}{fold(letter)}" if letter.isalpha() else f"{LETTER_ANCHOR}0"
