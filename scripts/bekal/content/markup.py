"""What else a page's Markdown contains: headings with their anchors, links, and what is left as running text.

Responsible for finding these line by line, with their places, without rendering anything.
Blocks and references are ``blocks``; whether a link leads somewhere is asked by ``checks``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from bekal.content.block_items import parse_items
from bekal.content.blocks import HIDDEN, REFERENCE, Link, prose_lines, scan_lines, shown_lines
from bekal.locale import translator

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bekal.content.blocks import Block

PICTURE_FILES: Final = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")
"""How the name of a picture ends."""

HELP_ANCHOR: Final = "bantuan"
"""The help section of every page."""

OWN_ANCHORS: Final = {
    HELP_ANCHOR: "the help section of every page",
    "bantuan-judul": "the help section of every page",
    "belanja": "the cover of the quick exit",
    "isi": "the table of contents of the book",
    "sampul": "the cover of the book",
}
"""Anchors that the templates write, with what they are."""

_NO_NAME: Final = re.compile(r"[^\w\s-]")
_GAPS: Final = re.compile(r"[-\s]+")
_NUMBERED: Final = re.compile(r"^(.*)_([0-9]+)$")
_HEADING: Final = re.compile(r"^#{1,6}")
_UNDERLINE: Final = re.compile(r"^(?:=+|-+)[ ]*$")
_ATTRIBUTES: Final = re.compile(r"\{:?(?P<inside>[^{}\n]*)\}")
_ATTRIBUTE_ID: Final = re.compile(r"(?:^|\s)#(?P<id>[^\s#.}]+)|(?:^|\s)id=[\"']?(?P<named>[^\s\"'}]+)")
_INLINE_LINK: Final = re.compile(
    r"\]\(\s*(?:<(?P<pointed>[^<>\n]*)>|(?P<plain>(?:[^\s()]|\([^\s()]*\))*))"
    r"(?:\s+(?P<title>\"[^\"]*\"|'[^']*'))?\s*\)"
)
_LOOSE_TARGET: Final = re.compile(
    r"\]\(\s*<?\s*(?P<inline>[^\s<>]{1,200})|\]:\s*<?(?P<footnoted>[^\s<>]{1,200})"
)
_DEFINITION: Final = re.compile(r"^[ ]{0,3}\[(?!\^)[^\]]+\]:\s*<?(?P<target>[^\s>]+)>?")
_AUTOLINK: Final = re.compile(r"<(?P<target>(?:https?|ftp|mailto|tel|sms):[^\s<>]+)>")
_EMPHASIS: Final = re.compile(r"[*`]|(?<!\w)_+|_+(?!\w)")
_BRACKET: Final = re.compile(r"[\[\]]")
_LINK_TEXT: Final = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*(?:\([^()]*\)[^()]*)?\)|\[[^\[\]]*\])")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words without markup, and its id when one is written.

    ``depends`` says that some of its words come from the data, so that nobody can tell here what they will be.
    """

    words: str
    level: int
    line: int
    identity: str = ""
    depends: bool = False


@dataclass(frozen=True, slots=True)
class Image:
    """An image in running text: the text that stands for it, its file, the place of the file's name.

    ``text`` is ``None`` where it stands elsewhere, because the address is written as a footnote.
    """

    text: str | None
    target: str
    line: int
    column: int


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


def block_headings(blocks: Iterable[Block], locale: str) -> Iterator[Heading]:
    """Find the headings that blocks write: the title of a panel, a group, a row of the emergency page."""
    for block in blocks:
        if block.name == "wait":
            title = block.argument or translator(locale)("Wait first, if…")
            yield _heading(title, 2, block.line)
        elif block.name in {"cards", "form", "steps", "say", "story"} and block.argument:
            yield _heading(block.argument, 3, block.line)
        elif block.name == "contact":
            items, _ = parse_items(block)
            if items:
                yield _heading(items[0].title, 3, items[0].line)
            else:
                yield Heading("", 3, block.line, depends=True)
        elif block.name == "words":
            yield Heading("", 2, block.line, depends=True)
        elif block.name == "contacts" or (block.name == "sources" and block.argument in {"laws", "terms"}):
            yield Heading("", 3, block.line, depends=True)


def _heading(text: str, level: int, line: int) -> Heading:
    identity = ""
    text = text.strip()
    attributes = _ATTRIBUTES.search(text, text.rfind("{")) if text.endswith("}") else None
    if attributes:
        found = _ATTRIBUTE_ID.search(attributes["inside"])
        identity = (found["id"] or found["named"]) if found else ""
        text = text[: attributes.start()]
    plain = REFERENCE.sub("", text)
    words = _EMPHASIS.sub("", _LINK_TEXT.sub(r"\1", plain))
    return Heading(" ".join(words.split()), level, line, identity, depends=plain != text)


def written_anchors(lines: Iterable[tuple[int, str]]) -> list[Link]:
    """Find every id that is written, as in ``{#surat}``, with its place."""
    return [
        Link(
            identity["id"] or identity["named"],
            number,
            attributes.start("inside") + identity.start("id" if identity["id"] else "named") + 1,
        )
        for number, line in lines
        if "{" in line
        for attributes in _ATTRIBUTES.finditer(line)
        for identity in _ATTRIBUTE_ID.finditer(attributes["inside"])
    ]


def heading_anchors(headings: Iterable[Heading], written: Iterable[str]) -> dict[str, Heading]:
    """Name the headings without a written id as Markdown does: after their words, numbered when they repeat.

    Headings whose words depend on the data have no name that anybody could link to.
    """
    used = set(written)
    return {
        _unused(slug_of(heading.words), used): heading
        for heading in headings
        if not heading.identity and not heading.depends
    }


def slug_of(words: str) -> str:
    """Name a heading as Markdown's table of contents does; its own function comes with the whole of Markdown.

    A test holds both beside each other.
    """
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii")
    return _GAPS.sub("-", _NO_NAME.sub("", plain).strip().lower())


def _unused(name: str, used: set[str]) -> str:
    """Give ``name``, or the first of ``name_1``, ``name_2`` … that is not used, and use it."""
    if name in used or not name:
        numbered = _NUMBERED.match(name)
        base, count = (numbered[1], int(numbered[2])) if numbered else (name, 0)
        while (name := f"{base}_{count + 1}") in used:
            count += 1
    used.add(name)
    return name


def scan_links(lines: Iterable[tuple[int, str]]) -> Iterator[Link]:
    """Find the target of every link, in the order of the page; images are no links."""
    for number, line in lines:
        if "](" in line:
            images = _image_texts(line)
            for match in _INLINE_LINK.finditer(line):
                if match.start() not in images:
                    yield Link(unquote(_target(match)), number, _target_column(match))
        definition = _DEFINITION.match(line) if "]:" in line else None
        if definition and not is_picture_file(definition["target"]):
            yield Link(unquote(definition["target"]), number, definition.start("target") + 1)
        if "<" in line:
            for match in _AUTOLINK.finditer(line):
                yield Link(match["target"], number, match.start("target") + 1)


def scan_targets(lines: Iterable[tuple[int, str]]) -> Iterator[Link]:
    """Find whatever could be the target of a link or image, however it is written, also where it is none.

    For what must not slip through: brackets within the address, a title without its end, an address on the next line.
    """
    waiting = False
    for number, line in lines:
        if waiting and line.strip():
            target = line.strip(" \t>").partition(" ")[0]
            yield Link(target[:200], number, line.find(target) + 1)
        ending = line.rstrip()
        waiting = ending.endswith(("](", "]:")) or (waiting and not ending)
        if "](" in line or "]:" in line:
            for match in _LOOSE_TARGET.finditer(line):
                group = "inline" if match["inline"] is not None else "footnoted"
                target = match[group]
                while target.endswith(")") and target.count(")") > target.count("("):
                    target = target[:-1]  # the end of the link, not of the address
                yield Link(target, number, match.start(group) + 1)


def scan_images(lines: Iterable[tuple[int, str]]) -> Iterator[Image]:
    """Find every image, in the order of the page."""
    for number, line in lines:
        if "![" in line:
            texts = _image_texts(line)
            for match in _INLINE_LINK.finditer(line):
                if match.start() in texts:
                    target = unquote(_target(match))
                    yield Image(texts[match.start()], target, number, _target_column(match))
        definition = _DEFINITION.match(line) if "]:" in line else None
        if definition and is_picture_file(definition["target"]):
            yield Image(None, unquote(definition["target"]), number, definition.start("target") + 1)


def is_picture_file(target: str) -> bool:
    """Whether a target names the file of a picture."""
    return target.partition("#")[0].partition("?")[0].lower().endswith(PICTURE_FILES)


def _image_texts(line: str) -> dict[int, str]:
    """Find the text of each ``![text]`` of a line by the place of its closing bracket, in one pass."""
    if "![" not in line:
        return {}
    texts: dict[int, str] = {}
    opened: list[int] = []
    for bracket in _BRACKET.finditer(line):
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif opened:
            start = opened.pop()
            if line[start - 1 : start] == "!":
                texts[bracket.start()] = line[start + 1 : bracket.start()]
    return texts


def _target(match: re.Match[str]) -> str:
    return str(match["pointed"] if match["pointed"] is not None else match["plain"])


def _target_column(match: re.Match[str]) -> int:
    return match.start("pointed" if match["pointed"] is not None else "plain") + 1


def running_text(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Give each line with references and attributes blanked and link targets hidden, so that columns stay.

    Targets that dial stay: a number in them is a number that people call.
    Titles of links stay: a finger that rests on the link shows them.
    """
    for number, line in lines:
        text = line
        if "[" in text:
            text = REFERENCE.sub(_blank, text)
            text = _INLINE_LINK.sub(_hide_target, text)
        if "{" in text:
            text = _ATTRIBUTES.sub(_blank, text)
        yield number, text


def prose(text: str) -> list[tuple[int, str]]:
    """Give the lines of ``text`` outside code and comments, numbered from 1."""
    return list(prose_lines(blank_comments(text)))


def shown(text: str) -> list[tuple[int, str]]:
    """Give the same lines with the text of code spans, as readers see them."""
    return list(shown_lines(blank_comments(text)))


def code(text: str) -> list[tuple[int, str]]:
    """Give the lines of blocks of code, numbered from 1."""
    return [(number, line) for number, line, is_code in scan_lines(blank_comments(text)) if is_code]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _hide_target(match: re.Match[str]) -> str:
    target = _target(match)
    if target.startswith(("tel:", "sms:")) or "wa.me" in target:
        return match[0]
    if match["title"] is None:
        return HIDDEN * len(match[0])
    start, end = (place - match.start() for place in match.span("title"))
    return f"{HIDDEN * start} {match['title'][1:-1]} {HIDDEN * (len(match[0]) - end)}"
