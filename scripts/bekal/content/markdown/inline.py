"""Inline markup, found faster: most texts of our pages hold none.

Python-Markdown takes every text through some twenty patterns with much ado about each.
Here a text without any sign of markup is left as it is, and a pattern that does not occur is passed over at once.
What a pattern makes of a text is left to Python-Markdown, and so is the order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from markdown import inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET


_KNOWN: Final = {
    "backtick": "`",
    "escape": "\\",
    "reference": "[",
    "link": "[",
    "image_link": "![",
    "image_reference": "![",
    "short_reference": "[",
    "short_image_ref": "![",
    "autolink": "<",
    "automail": "<",
    "linebreak": "  \n",
    "html": "<",
    "entity": "&",
    "not_strong": "",
    "em_strong": "",
    "em_strong2": "",
    "bekal-reference": "[[",
    "bekal-literal": "[",
}
"""The patterns we know, each with what a text has in which it occurs; nothing, where it may be one sign or another."""
_SIGN: Final = re.compile(r"[`\\\[<&*_!]|  \n")
"""What a text has in which one of the known patterns occurs."""


class QuickInline(InlineProcessor):
    """Takes the place of Python-Markdown's ``inline``.

    The names with two underscores in front are those of the base class; should they change one day, its own methods
    run instead, slower and with the same result.
    """

    def run(self, tree: ET.Element, ancestors: list[str] | None = None) -> ET.Element:
        """Make the patterns of this page ready, then apply them."""
        signs = {
            id(self.inlinePatterns[name]): sign
            for name, sign in _KNOWN.items()
            if name in self.inlinePatterns
        }
        self._patterns: list[tuple[Any, Any, str]] = [
            (
                pattern,
                pattern.getCompiledRegExp().search
                if isinstance(pattern, inlinepatterns.InlineProcessor)
                else None,
                signs.get(id(pattern), ""),
            )
            for pattern in self.inlinePatterns
        ]
        # A pattern of somebody else may look for any sign.
        self._all_known = len(self._patterns) == sum(name in self.inlinePatterns for name in _KNOWN)
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or (self._all_known and _SIGN.search(data) is None):
            return data
        apply = self._InlineProcessor__applyPattern  # type: ignore[attr-defined] # of the base class
        start = 0
        for index in range(patternIndex, len(self._patterns)):
            pattern, search, sign = self._patterns[index]
            matched = sign in data and (search is None or search(data, start) is not None)
            while matched:
                data, matched, start = apply(pattern, data, index, start)
            start = 0
        return data
