"""From the lines of a page to the sentences that people read, each with its place.

Responsible for what is one sentence: a paragraph, an item, a part of a block, a cell and a heading are read by
themselves; abbreviations, initials, ellipses and quotes end no sentence that goes on.
What readers do not see of the markup is left out, and every character still knows its place: ``il**egal**`` is one
word; references stay as they are written.
Whether a sentence is easy, allowed or true is asked by ``checks``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

from bekal.content.blocks import FENCE, HIDDEN, REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bekal.content.blocks import Block


class Kind(StrEnum):
    """What a sentence is part of."""

    TEXT = "text"
    ITEM = "item"
    TITLE = "title"
    """A heading, or the title of a block or a card."""
    CELL = "cell"
    """A cell of a table."""
    WRONG = "wrong"
    """A question of a quiz or an answer that is not right."""


@dataclass(frozen=True)
class Passage:
    """Text that is read in one go: its pieces stand on lines of the page, the first character at ``column``.

    ``HIDDEN`` in a piece keeps the place of a sign that readers do not see.
    """

    kind: Kind
    block: str
    """The name of the block that it stands in; empty outside."""
    pieces: tuple[tuple[int, int, str], ...]

    @cached_property
    def text(self) -> str:
        """What readers see of the pieces, joined by line feeds."""
        return self._written.replace(HIDDEN, "")

    @cached_property
    def unspoken(self) -> str:
        """The text with everything in quotes blanked: what others say is not what the page says."""
        return _QUOTED.sub(_blank, self.text) if _QUOTE.search(self.text) else self.text

    @cached_property
    def _written(self) -> str:
        return "\n".join(text for _, _, text in self.pieces)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(text) + 1 for _, _, text in self.pieces[:-1]), initial=0))

    @cached_property
    def _seen(self) -> list[int]:
        return [index for index, sign in enumerate(self._written) if sign != HIDDEN] + [len(self._written)]

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of a position in ``text``."""
        if HIDDEN in self._written:
            index = self._seen[index]
        piece = bisect_right(self._starts, index) - 1
        line, column, text = self.pieces[piece]
        return line, column + min(index - self._starts[piece], len(text))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage, from ``start`` to ``end`` of its text."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The sentence as it is read, references as they are written."""
        return self.passage.text[self.start : self.end]

    @property
    def unspoken(self) -> str:
        """The sentence without what stands in quotes."""
        return self.passage.unspoken[self.start : self.end]

    @property
    def place(self) -> tuple[int, int]:
        """Line and column of its first character."""
        return self.passage.place(self.start)


_HEADING: Final = re.compile(r"^#{1,6}[ \t]+")
_UNDERLINE: Final = re.compile(r"^(?:=+|-+)[ ]*$")
_RULE: Final = re.compile(r"^[ ]{0,3}(?:[-*_][ ]*){3,}$")
_MARKER: Final = re.compile(
    r"^[ \t]*(?:(?:>[ \t]?)+|(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|\?[ \t]+|\[\^?[\w-]+\]:[ \t]*)"
)
_WRONG_ANSWER: Final = re.compile(r"^[ \t]*(?:-[ \t]+\[ \]|\?)[ \t]")
_TABLE: Final = re.compile(r"^[ ]{0,3}\|.*\|[ ]*$")
_TABLE_RULE: Final = re.compile(r"^[ |:-]+$")
_INLINE_LINK: Final = re.compile(r"\]\([^()\s]*(?:\s+(?P<title>\"[^\"]*\"|'[^']*'))?\s*\)|\]\[[^\[\]\n]*\]")
_AUTOLINK: Final = re.compile(r"<(?:https?|mailto|tel|sms):[^\s<>]+>|https?://\S+")
_ATTRIBUTES: Final = re.compile(r"\{:?[ ]*[#.][^{}\n]*\}")
_MARKS: Final = re.compile(
    r"\\(?=[^\w\s])|(?<!\\)(?:[*`]|(?<!\w)_+|_+(?!\w))|!(?=\[)|(?<!\[)\[(?!\[)|(?<!\])\](?!\])"
)
_MARK: Final = re.compile(r"[*`_\[\\]")
_PARTS: Final = {
    **dict.fromkeys(("cards", "steps", "contact"), (0,)),
    "chapter": (0, 3),
    **dict.fromkeys(("figures", "form"), (1,)),
}
"""Blocks whose items have parts, and the parts that are no text: pictures, targets, rows of data, lines to write on."""
_SILENT: Final = frozenset({"contact", "contacts", "sources"})
"""Blocks whose argument is no title."""

_CLOSING: Final = "\"'\u201d\u2019\u00bb)\\]*"
_OPENING: Final = "\"'\u201c\u2018\u00ab(\\[*"
_END: Final = re.compile(
    rf"(?<![.!?])(?:[.!?]++|\u2026)[{_CLOSING}]{{0,3}}\s++(?=[{_OPENING}]{{0,3}}(?:\[\[|[^\W_a-z]))"
)
_QUOTE: Final = re.compile('["\u201c\u201e\u00ab]')
_QUOTED: Final = re.compile(
    '[\u201c\u201e][^\u201c\u201d\u201e]{0,1000}[\u201d\u201c]|"[^"\n]{0,1000}"|\u00ab[^\u00ab\u00bb]{0,1000}\u00bb'
)
_BEFORE: Final = re.compile(r"(\S+)$")
_NEVER_LAST: Final = frozenset(
    (
        *(
            "no",
            "nomor",
            "jl",
            "jln",
            "bpk",
            "sdr",
            "sdri",
            "dr",
            "drs",
            "dra",
            "ir",
            "prof",
            "hlm",
            "hal",
            "mis",
            "yth",
        ),
        *(
            "a.n",
            "u.p",
            "s.d",
            "d.a",
            "tgl",
            "kab",
            "kec",
            "kel",
            "kep",
            "rp",
            "tlp",
            "telp",
            "e.g",
            "i.e",
            "mr",
            "mrs",
        ),
        *(
            "ms",
            "st",
            "vs",
            "approx",
            "art",
            "para",
            "sec",
            "fig",
            "cf",
            "vol",
            "eds",
            "gen",
            "col",
            "rev",
            "hon",
            "pp",
        ),
    )
)
"""Abbreviations that something follows; ``dll.`` and ``etc.`` may end a sentence."""
_INITIAL: Final = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_WORD: Final = re.compile(r"[^\W_]++(?:[-'\u2019.,/:@&][^\W_]++)*")


def read_passages(lines: Iterable[tuple[int, str]], blocks: Iterable[Block]) -> list[Passage]:
    """Take the lines of a page apart; ``lines`` are those outside blocks of code and comments, with their numbers."""
    names = {
        number: block.name
        for block in blocks
        for number in range(block.body_line, block.body_line + block.body.count("\n") + 1)
        if block.body
    }
    passages: list[Passage] = []
    open_pieces: list[tuple[int, int, str]] = []
    state = (Kind.TEXT, "")
    last = 0

    def close() -> None:
        if any(text.strip(f" \t{HIDDEN}") for _, _, text in open_pieces):
            passages.append(Passage(*state, tuple(open_pieces)))
        open_pieces.clear()

    for number, line in lines:
        block = names.get(number, "")
        if number != last + 1 or not line.strip() or block != state[1]:
            close()
        last = number
        shown = hide_markup(line)
        whole = _whole_line(number, line, shown, block)
        if whole is not None:
            if _UNDERLINE.match(line) and open_pieces and state[0] is Kind.TEXT:
                state = (Kind.TITLE, block)
            close()
            passages += whole
            continue
        marker = _MARKER.match(line)
        if marker:
            close()
            kind = Kind.WRONG if block == "quiz" and _WRONG_ANSWER.match(line) else Kind.ITEM
            state = (kind, block)
        elif not open_pieces:
            state = (Kind.TEXT, block)
        start = marker.end() if marker else 0
        open_pieces.append((number, start + 1, shown[start:]))
    close()
    return passages


def _whole_line(number: int, line: str, shown: str, block: str) -> list[Passage] | None:
    """Read a line that stands by itself: a fence, a heading, a row of a table, an item of parts."""
    if line.startswith("///"):
        fence = FENCE.match(line)
        if fence is None or fence["name"] in {*_SILENT, None} or not fence["argument"]:
            return []
        return _passage(
            Kind.TITLE, fence["name"], number, shown, fence.start("argument"), fence.end("argument")
        )
    heading = _HEADING.match(line)
    if heading:
        return _passage(Kind.TITLE, block, number, shown, heading.end(), len(line.rstrip("# \t")))
    if _UNDERLINE.match(line) or _RULE.match(line):
        return []
    if block in _PARTS:
        return _parts(number, line, shown, block)
    if _TABLE.match(line):
        cells = [] if _TABLE_RULE.match(line) else _spans(line, "|")
        return [
            part for start, end in cells for part in _passage(Kind.CELL, block, number, shown, start, end)
        ]
    return None


def _parts(number: int, line: str, shown: str, block: str) -> list[Passage]:
    marker = _MARKER.match(line)
    start = marker.end() if marker else 0
    passages = []
    for position, (begin, end) in enumerate(_spans(line[start:], " | ")):
        if position not in _PARTS[block]:
            kind = Kind.TITLE if position == 1 else Kind.ITEM
            passages += _passage(kind, block, number, shown, start + begin, start + end)
    return passages


def _passage(kind: Kind, block: str, number: int, shown: str, start: int, end: int) -> list[Passage]:
    text = shown[start:end]
    return [Passage(kind, block, ((number, start + 1, text),))] if text.strip(f" \t{HIDDEN}") else []


def read_code(lines: Iterable[tuple[int, str]]) -> list[Passage]:
    """Read blocks of code as the text that they show: lines below each other are one passage, and nothing is markup."""
    passages: list[Passage] = []
    pieces: list[tuple[int, int, str]] = []
    for number, line in (*lines, (0, "")):
        if pieces and (number != pieces[-1][0] + 1 or not line.strip()):
            passages.append(Passage(Kind.TEXT, "", tuple(pieces)))
            pieces = []
        if line.strip():
            pieces.append((number, 1, line))
    return passages


def _spans(line: str, sign: str) -> Iterator[tuple[int, int]]:
    start = 0
    while (end := line.find(sign, start)) >= 0:
        yield start, end
        start = end + len(sign)
    yield start, len(line)


def hide_markup(line: str) -> str:
    """Write ``HIDDEN`` for what readers do not see: emphasis, targets of links, attributes; blank addresses."""
    if "](" in line or "][" in line:
        line = _INLINE_LINK.sub(_hide_target, line)
    if ":" in line and ("<" in line or "//" in line):
        line = _AUTOLINK.sub(_blank, line)
    if "{" in line:
        line = _ATTRIBUTES.sub(_hide, line)
    return _MARKS.sub(_hide, line) if _MARK.search(line) else line


def seen_text(line: str) -> str:
    """Give what readers see of a line that no finding points into."""
    return hide_markup(line).replace(HIDDEN, "")


def _hide(match: re.Match[str]) -> str:
    return HIDDEN * len(match[0])


def _hide_target(match: re.Match[str]) -> str:
    """Hide the address of a link, and keep its title: a finger that rests on the link shows it."""
    if match["title"] is None:
        return _hide(match)
    start, end = (place - match.start() for place in match.span("title"))
    return f"{HIDDEN * start} {match['title'][1:-1]} {HIDDEN * (len(match[0]) - end)}"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def split_sentences(passage: Passage) -> list[Sentence]:
    """Find the sentences of a passage, in order; each has at least one word or reference."""
    text = passage.text
    ends = [match for match in _END.finditer(text) if not _goes_on(text, match)]
    bounds = [
        (0, 0),
        *((match.start() + len(match[0].rstrip()), match.end()) for match in ends),
        (len(text),) * 2,
    ]
    sentences = []
    for (_, start), (end, _) in pairwise(bounds):
        begin = start + len(text[start:end]) - len(text[start:end].lstrip())
        if begin < end and (_WORD.search(text, begin, end) or REFERENCE.search(text, begin, end)):
            sentences.append(Sentence(passage, begin, end))
    return sentences


def _goes_on(text: str, match: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation or an initial and the sentence goes on."""
    if not match[0].startswith(".") or match[0].startswith(".."):
        return False
    before = _BEFORE.search(text[max(0, match.start() - 20) : match.start()])
    word = before[1].lstrip("\"'\u201c\u2018\u00ab([*") if before else ""
    return word.lower() in _NEVER_LAST or bool(_INITIAL.fullmatch(word))


def count_words(text: str) -> int:
    """Count the words; ``surat-surat``, ``24.00`` and ``P3MI`` are one each."""
    return sum(1 for _ in _WORD.finditer(text))


def count_page_words(passages: Iterable[Passage]) -> int:
    """Count all that is read on a page, titles, cells and wrong answers of a quiz too."""
    return sum(count_words(passage.text) for passage in passages)
