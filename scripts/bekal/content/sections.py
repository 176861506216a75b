"""The sections of a page, and the digest by which a translation says which text of them it follows.

Responsible for where a section begins, what counts as the same text, and which signs of it must never be lost in a
translation: numbers, references, contacts, and the words that turn a sentence round.
How two states of a page differ is ``following``; whether that is a problem is asked by ``checks``.

A page is its head (title, summary and what stands before the first ``##``), then one section for each ``##``.
A digest has one group of sixteen hexadecimal digits for each section: eight of the source section, four of its
critical tokens, four of the section that translates it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from bekal.content.blocks import FENCE, REFERENCE
from bekal.content.markup import running_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bekal.content.catalogue import Page

SECTION_LEVEL: Final = 2
"""Headings of this level, and above it, begin a section."""

CONTACT_BLOCKS: Final = frozenset({"contact", "contacts"})

_SOURCE_DIGITS: Final = 8
_DIGITS: Final = 4
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_ITEM_MARK: Final = re.compile(r"^\s*\d{1,2}\.\s")
_NUMBER: Final = re.compile(r"\d+(?:[.,:/-]\d+)*")
_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"\w+")
_TURNING_WORDS: Final = frozenset(
    ("tidak", "jangan", "hanya", "bukan", "belum", "tanpa", "wajib", "boleh", "harus", "dilarang", "kecuali")
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section: the words of its heading (none for the head), its written anchor, its line, its text.

    The text is normalised: Unicode forms, line ends, trailing spaces and runs of blank lines make no difference.
    """

    title: str
    anchor: str
    line: int
    text: str
    critical: Counter[str]

    @property
    def source_digest(self) -> str:
        """Digest of the section as a source."""
        return _digest(self.text, _SOURCE_DIGITS)

    @property
    def critical_digest(self) -> str:
        """Digest of its critical tokens, whatever their order."""
        return _digest("\n".join(sorted(self.critical.elements())), _DIGITS)

    @property
    def translation_digest(self) -> str:
        """Digest of the section as a translation."""
        return _digest(self.text, _DIGITS)


@dataclass(frozen=True, slots=True)
class Group:
    """What a translation says about one section: which source it follows, and how itself stood then."""

    source: str
    critical: str
    translation: str

    def __str__(self) -> str:
        return self.source + self.critical + self.translation


def split_sections(page: Page) -> tuple[Section, ...]:
    """Split a page into its head and one section for each ``##``; there is always a head."""
    starts = [heading for heading in page.headings if heading.level <= SECTION_LEVEL]
    body = page.body.split("\n")
    bounds = [page.body_line, *(heading.line for heading in starts), page.body_line + len(body)]
    texts = [
        "\n".join(body[start - page.body_line : end - page.body_line]) for start, end in pairwise(bounds)
    ]
    tokens = _tokens_by_section(page, bounds)
    matter = page.found
    titles = (matter.title, matter.summary) if matter else ()
    head = Section(
        "",
        "",
        page.body_line,
        normalised("\n\n".join((*titles, texts[0]))),
        tokens[0] + critical_tokens((0, title) for title in titles),
    )
    return (
        head,
        *(
            Section(heading.words, heading.identity, heading.line, normalised(text), critical)
            for heading, text, critical in zip(starts, texts[1:], tokens[1:], strict=True)
        ),
    )


def _tokens_by_section(page: Page, bounds: list[int]) -> list[Counter[str]]:
    lines: list[list[tuple[int, str]]] = [[] for _ in bounds[1:]]
    section = 0
    for number, line in page.lines:
        while section + 2 < len(bounds) and number >= bounds[section + 1]:
            section += 1
        lines[section].append((number, line))
    return [critical_tokens(part) for part in lines]


def critical_tokens(lines: Iterable[tuple[int, str]]) -> Counter[str]:
    """Count what must never be lost in a translation: numbers, references, contacts, words such as *jangan*."""
    tokens: Counter[str] = Counter()
    read: list[tuple[int, str]] = []
    for number, line in lines:
        if "[[" in line:
            tokens.update(f"{match['kind']}:{match['target']}" for match in REFERENCE.finditer(line))
        fence = FENCE.match(line) if line.startswith("///") else None
        if fence and fence["name"] in CONTACT_BLOCKS:
            tokens[f"{fence['name']}:{' '.join((fence['argument'] or '').split())}"] += 1
        else:
            read.append((number, line))
    texts = [line for _, line in running_text(read)]
    for line in texts:
        if _DIGIT.search(line):
            tokens.update(_NUMBER.findall(_ITEM_MARK.sub("", line)))
    tokens.update(word for word in _WORD.findall("\n".join(texts).lower()) if word in _TURNING_WORDS)
    return tokens


def normalised(text: str) -> str:
    """Give ``text`` without what no reader sees: trailing spaces, runs of blank lines, Unicode forms."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in text.split("\n"))).strip("\n")


def write_digest(source: Iterable[Section], translation: Iterable[Section]) -> str:
    """Write the digest of a translation that follows ``source``; raises ``ValueError`` unless they are as many."""
    return " ".join(
        str(Group(ours.source_digest, ours.critical_digest, theirs.translation_digest))
        for ours, theirs in zip(source, translation, strict=True)
    )


def read_digest(text: str) -> tuple[Group, ...]:
    """Take a digest apart; its form was checked when the front matter was read."""
    first, second = _SOURCE_DIGITS, _SOURCE_DIGITS + _DIGITS
    return tuple(Group(part[:first], part[first:second], part[second:]) for part in text.split())


def _digest(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
