"""Nothing that a page says can run or load: raw HTML is shown as it is written, attributes and addresses are sieved.

A build stops before it comes to this, because the checks have named every such place.
The preview of ``mkdocs serve`` does not: it shows pages that are still wrong, and without the policy of a finished
page, because that would stop the script that reloads it.
So what somebody else's pull request holds must be harmless the moment its Markdown is rendered.

Comments are left out, as a reader would expect of them; one that never ends is shown.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, STX

if TYPE_CHECKING:
    import xml.etree.ElementTree as ET
    from collections.abc import Iterator

    from markdown import Markdown

KEPT: Final = frozenset(
    {"alt", "class", "for", "href", "id", "name", "src", "start", "title", "type"}
    | {
        "aria-hidden",
        "aria-label",
        "d",
        "data-expires",
        "data-picture",
        "data-sign",
        "data-village",
        "preserveAspectRatio",
        "scope",
        "viewBox",
    }
)
"""The attributes that our elements and Markdown's own need; none of them runs, and none is a hook of the templates."""

NOWHERE: Final = "#"
"""What an address becomes that would run or load something."""

_ALIGNMENT: Final = re.compile(r"text-align: (?:left|right|center);")
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0]+")
_SCHEME: Final = re.compile(r"[^/?#]*?:")
_LEADS_ONLY: Final = re.compile(r"(?:https?|mailto|sms|tel):", re.IGNORECASE)
_OTHER_HOST: Final = re.compile(r"[/\\]{2}")


def make_harmless(md: Markdown) -> None:
    """Take from Markdown what turns written HTML into live HTML, and sieve what remains."""
    md.preprocessors.deregister("html_block")
    md.inlinePatterns.deregister("html")
    md.preprocessors.register(NoComments(md), "bekal-no-comments", 20)  # code blocks are put aside before
    # Registered here and not as an extension, with which fenced code would take any attribute.
    md.treeprocessors.register(Attributes(md), "attr_list", 8)
    md.treeprocessors.register(Unescape(md), "unescape", 0)
    md.treeprocessors.register(Harmless(md), "bekal-harmless", 3)  # after everything that writes elements


class NoComments(Preprocessor):
    """Leaves comments out, wherever they stand but in code blocks."""

    def run(self, lines: list[str]) -> list[str]:
        """Look at the whole text, since a comment may go on for many lines."""
        text = "\n".join(lines)
        return _COMMENT.sub("", text).split("\n") if "<!--" in text else lines


class Attributes(AttrListTreeprocessor):
    """Reads ``{#anchor}`` only where a brace is: in an element, after it, or after one inside it."""

    def run(self, doc: ET.Element) -> None:
        """Let Python-Markdown look at the elements that may have attributes, in their order."""
        braced: list[ET.Element] = []
        followed: set[ET.Element] = set()
        for element in doc.iter():
            inside = [child for child in element if child.tail and "{" in child.tail]
            followed.update(inside)
            if inside or element in followed or (element.text and "{" in element.text):
                braced.append(element)
        if braced:
            super().run(_Chosen(braced))  # type: ignore[arg-type] # all that it asks of the page is `iter`


class _Chosen:
    """Some elements of a page, in the place of the page."""

    def __init__(self, elements: list[ET.Element]) -> None:
        self._elements = elements

    def iter(self) -> Iterator[ET.Element]:
        return iter(self._elements)


class Unescape(UnescapeTreeprocessor):
    """Restores escaped signs, in the few texts that have one."""

    def unescape(self, text: str) -> str:
        """Write escaped signs as they are."""
        return super().unescape(text) if STX in text else text


class Harmless(Treeprocessor):
    """Keeps the attributes that we know, and addresses that lead somewhere."""

    def run(self, root: ET.Element) -> None:
        """Look at every element of the page."""
        for element in root.iter():
            for name in [name for name in element.attrib if not _is_kept(name, element.get(name))]:
                del element.attrib[name]
            if element.get("href") and runs(element.get("href", "")):
                element.set("href", NOWHERE)
            if element.get("src") and loads_from_elsewhere(element.get("src", "")):
                element.set("src", NOWHERE)


def _is_kept(name: str, value: str | None) -> bool:
    if name == "style":  # what a table writes about its columns
        return _ALIGNMENT.fullmatch(value or "") is not None
    return name in KEPT


def runs(address: str) -> bool:
    """Whether a browser would do something with ``address`` other than go to a page, or dial."""
    plain = _as_read(address)
    return _SCHEME.match(plain) is not None and _LEADS_ONLY.match(plain) is None


def loads_from_elsewhere(address: str) -> bool:
    """Whether a browser would fetch ``address`` from another place than the kit."""
    plain = _as_read(address)
    return _SCHEME.match(plain) is not None or _OTHER_HOST.match(plain) is not None


def _as_read(address: str) -> str:
    """Give an address as a browser reads it: codes of characters resolved, unseen signs left out."""
    return _UNSEEN.sub("", html.unescape(address.replace(AMP_SUBSTITUTE, "&")))
