"""Keeps the anchors of our own parts free: the help section, the cover of the quick exit, the cover of the book.

A heading may get such a name from its words, wherever it stands and whatever data it is made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from markdown.treeprocessors import Treeprocessor

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET

OWN_ANCHORS: Final = frozenset({"bantuan", "bantuan-judul", "belanja", "isi", "sampul"})


class OwnAnchors(Treeprocessor):
    """Renames what content calls as one of our own parts."""

    def run(self, root: ET.Element) -> None:
        """Look at every element once the headings have their names."""
        for element in root.iter():
            name = element.get("id", "")
            if name in OWN_ANCHORS:
                element.set("id", f"{name}-isi-halaman")
