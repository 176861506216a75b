"""What else a page's Markdown contains: headings with their anchors, links, and what is left as running text.

Responsible for finding these line by line, with their places, without rendering anything.
Blocks and references are ``blocks``; whether a link leads somewhere is asked by ``checks``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from markdown.extensions.toc import slugify, unique

from bekal.content.blocks import REFERENCE, Link, prose_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_HEADING: Final = re.compile(r"^#{1,6}")
_UNDERLINE: Final = re.compile(r"^(?:=+|-+)[ ]*$")
_ATTRIBUTES: Final = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
_ATTRIBUTE_ID: Final = re.compile(r"(?:^|\s)#(?P<id>[^\s#.}]+)|(?:^|\s)id=[\"']?(?P<named>[^\s\"'}]+)")
_INLINE_LINK: Final = re.compile(
    r"\]\(\s*(?:<(?P<pointed>[^>\n]*)>|(?P<plain>(?:[^\s()]|\([^\s()]*\))*))(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
)
_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[(?!\^)[^\]]+\]:\s*<?(?P<target>[^\s>]+)>?")
_AUTOLINK: Final = re.compile(r"<(?P<target>(?:https?|ftp|mailto|tel|sms):[^\s<>]+)>")
_EMPHASIS: Final = re.compile(r"[*`]|(?<!\w)_+|_+(?!\w)")
_LINK_TEXT: Final = re.compile(r"!?\[([^\[\]]*)\](?:\([^)]*\)|\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words without markup, and its id when one is written."""

    words: str
    level: int
    line: int
    identity: str = ""


def blank_comments(text: str) -> str:
    """Blank HTML comments, so that lines and columns stay."""
    parts: list[str] = []
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start)) >= 0:
        parts += [text[end:start], re.sub(r"[^\n]", " ", text[start : close + 3])]
        end = close + 3
    return "".join((*parts, text[end:]))


def scan_headings(lines: Iterable[tuple[int, str]]) -> list[Heading]:
    """Find every heading, in the order of the page."""
    headings: list[Heading] = []
    before = ""
    for number, line in lines:
        match = _HEADING.match(line)
        if match:
            words = line[match.end() :].rstrip().rstrip("#")
            headings.append(_heading(words, match.end(), number))
        elif (
            _UNDERLINE.match(line) and before.strip() and not before.lstrip().startswith(("-", "|", ">", "/"))
        ):
            headings.append(_heading(before, 1 if line.startswith("=") else 2, number - 1))
        before = "" if match else line
    return headings


def _heading(text: str, level: int, line: int) -> Heading:
    identity = ""
    text = text.strip()
    attributes = _ATTRIBUTES.search(text, text.rfind("{")) if text.endswith("}") else None
    if attributes:
        found = _ATTRIBUTE_ID.search(attributes["inside"])
        identity = (found["id"] or found["named"]) if found else ""
        text = text[: attributes.start()]
    words = _EMPHASIS.sub("", _LINK_TEXT.sub(r"\1", REFERENCE.sub("", text)))
    return Heading(" ".join(words.split()), level, line, identity)


def scan_anchors(text: str) -> list[str]:
    """Find every anchor of a page: ids that are written, and those that headings get from their words."""
    text = blank_comments(text)
    raw = text.split("\n")
    lines = [(number, raw[number - 1]) for number, _ in prose_lines(text)]  # headings keep words in code
    headings = scan_headings(lines)
    written = [
        identity["id"] or identity["named"]
        for _, line in lines
        if "{" in line
        for attributes in _ATTRIBUTES.finditer(line)
        for identity in _ATTRIBUTE_ID.finditer(attributes["inside"])
    ]
    used = set(written)
    named = [unique(slugify(heading.words, "-"), used) for heading in headings if not heading.identity]
    return [*written, *named]


def scan_links(lines: Iterable[tuple[int, str]]) -> Iterator[Link]:
    """Find the target of every link and image, in the order of the page."""
    for number, line in lines:
        if "](" in line:
            for match in _INLINE_LINK.finditer(line):
                group = "pointed" if match["pointed"] is not None else "plain"
                yield Link(unquote(match[group]), number, match.start(group) + 1)
        definition = _DEFINITION.match(line) if "]:" in line else None
        if definition:
            yield Link(unquote(definition["target"]), number, definition.start("target") + 1)
        if "<" in line:
            for match in _AUTOLINK.finditer(line):
                yield Link(match["target"], number, match.start("target") + 1)


def running_text(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give each line with references, link targets and attributes blanked, so that columns stay.

    Targets that dial stay: a number in them is a number that people call.
    """
    for number, line in lines:
        text = line
        if "[" in text:
            text = REFERENCE.sub(_blank, text)
            text = _INLINE_LINK.sub(_blank_target, text)
        if "{" in text:
            text = _ATTRIBUTES.sub(_blank, text)
        yield number, text


def prose(text: str) -> list[tuple[int, str]]:
    """Give the lines of ``text`` outside code and comments, numbered from 1."""
    return list(prose_lines(blank_comments(text)))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _blank_target(match: re.Match[str]) -> str:
    target = match["pointed"] if match["pointed"] is not None else match["plain"]
    dials = target.startswith(("tel:", "sms:")) or "wa.me" in target
    return match[0] if dials else _blank(match)
