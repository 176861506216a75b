"""Keeps the anchors of our own parts free: the help section, the cover of the quick exit, the cover of the book.

A heading may get such a name from its words, wherever it stands and whatever data it is made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor

from bekal.content.markup import OWN_ANCHORS

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET


class OwnAnchors(Treeprocessor):
    """Renames what content calls as one of our own parts."""

    def run(self, root: ET.Element) -> None:
        """Look at every element once the headings have their names."""
        for element in root.iter():
            name = element.get("id", "")
            if name in OWN_ANCHORS:
                element.set("id", f"{name}-isi-halaman")
