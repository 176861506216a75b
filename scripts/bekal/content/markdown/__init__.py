"""The Markdown extension: blocks and references become plain, semantic HTML.

Responsible for structure and words; pictures and signs stay placeholders
(``<i data-picture="ring">``, ``<i data-sign="call">``) that finishing replaces, so that rendering stays cheap and a
book holds each picture once.
Wrong input renders as nothing or as the plain name: the checks have reported it before.
Raw HTML renders as the text that it is, and ``{#anchor}`` as an id: ``harmless``.

Usable without MkDocs: ``Markdown(extensions=[BekalExtension(context=...)])``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pymdownx.blocks import BlocksExtension

# Importing these modules registers their blocks.
from bekal.content.markdown import (  # noqa: F401
    alphabet,
    contacts,
    figures,
    forms,
    items,
    quiz,
    sources,
    village,
    words,
)
from bekal.content.markdown.context import PageContext
from bekal.content.markdown.elements import ELEMENTS
from bekal.content.markdown.harmless import make_harmless
from bekal.content.markdown.inline import QuickInline
from bekal.content.markdown.items import Numbering
from bekal.content.markdown.own_anchors import OwnAnchors
from bekal.content.markdown.references import FirstUse, LiteralBrackets, NoLinkInside, References

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension


class BekalExtension(BlocksExtension):
    """Registers every block and reference; ``context`` is a ``PageContext``."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"context": [PageContext("index", "id"), "The page that is rendered"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's name
        """Register the parts that are no blocks, then the blocks."""
        super().extendMarkdown(md)
        make_harmless(md)
        md.registerExtension(self)
        context = self.getConfig("context")
        self._told = References(md, context), FirstUse(md, context)
        md.inlinePatterns.register(LiteralBrackets(LiteralBrackets.PATTERN, md), "bekal-literal", 185)
        md.inlinePatterns.register(self._told[0], "bekal-reference", 175)
        md.treeprocessors.register(QuickInline(md), "inline", 20)
        md.treeprocessors.register(self._told[1], "bekal-first-use", 16)  # after `inline`
        md.treeprocessors.register(Numbering(md), "bekal-numbering", 25)
        md.treeprocessors.register(OwnAnchors(md), "bekal-own-anchors", 4)  # after `toc`
        md.treeprocessors.register(NoLinkInside(md), "bekal-no-link-inside", 15)

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: ARG002, N802 - pymdownx' name
        """Register every block."""
        self._of_blocks = {"context": self.getConfig("context")}
        for element in ELEMENTS.values():
            block_mgr.register(element, self._of_blocks)

    def turn_to(self, context: PageContext) -> None:
        """Take another page: what is rendered next is that of ``context``."""
        self.setConfig("context", context)
        self._of_blocks["context"] = context
        for told in self._told:
            told.context = context


def makeExtension(**kwargs: Any) -> Extension:  # noqa: N802 - Markdown's name
    """Give the extension, as Markdown asks for it by module name."""
    return BekalExtension(**kwargs)
