"""Finds numbers and addresses that must never be printed, however they are disguised.

Responsible for one question: does this text hold something from ``blocked-numbers.yml``?
A number is found with spaces, dots, dashes, brackets or emphasis between its digits, with invisible signs or tags
inside, with digits of any script or in words (``signs``), with letters that look like digits (``O8l1``), and with
``+62``, ``0062``, ``0`` or nothing before it.
Which texts are looked at, and what is said to the editor, is decided by ``checks`` and by the audit.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from bekal.content.signs import fold, may_spell, simplify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bekal.content.safeguards import BlockedNumber

SHORT: Final = 7
"""A number of fewer digits is found only where something says that it is dialled."""
LONGEST_PREFIX: Final = 7
"""Digits that can stand before a number and belong to it: ``00`` and a country code, and ``0``."""
NEAR: Final = 60
"""How many characters away a label still belongs to a number."""

_LOOKALIKES: Final = {
    **dict.fromkeys("OoQ\u00d8\u00f8\u3007", "0"),
    **dict.fromkeys("lIi\u2160\u217c", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    "B": "8",
}
_DIGITS: Final = frozenset("0123456789")
_BETWEEN: Final = (
    rf"[\s.,:;\u00b7\u2022\u2027\u2219/\\()\[\]{{}}*_~`'\"+^|\-{''.join(map(re.escape, _LOOKALIKES))}]"
)
_REGION: Final = re.compile(rf"[0-9](?:{_BETWEEN}{{0,24}}[0-9])*")
_ANY_DIGIT: Final = re.compile(r"[0-9]")
_NO_DIGITS: Final = re.compile(r"[^0-9]+")
_AS_DIGITS: Final = str.maketrans(_LOOKALIKES)
_WIDEST: Final = 13
"""Letters that look like digits belong to a number when they stand less far from its first or last digit."""
_AREA: Final = re.compile(r"(?:0|62|0062)[1-9]\d{1,2}")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_TAG: Final = re.compile(r"<[/!a-zA-Z][^<>\n]{0,200}>")
_DIALLED: Final = re.compile(
    r"(?:\b(?:sms|wa|whatsapp|ketik|kirim(?:kan)?(?:\s+ke)?|telepon|telpon|telp|hubungi|call|dial|phone|text|send|nomor|number|"
    r"hotline|layanan)\b|tel:|sms:)\W{0,4}(?:(?:ke|to|at|on|no|nomor|number)\W{1,3})?\W{0,3}$",
    re.IGNORECASE,
)
_FEW: Final = {
    "\u2022": "\u00b7",
    "\u2027": "\u00b7",
    "\u2219": "\u00b7",
    "\u3007": "0",
    "\u2160": "1",
    "\u217c": "1",
}
"""Signs beyond Latin-1 that stand between digits or look like one, and a sign in it that means the same here."""
_DIALLABLE: Final = bytes(
    ord(digit) if digit in _DIGITS else ord(" ")
    for digit in (_LOOKALIKES.get(chr(code), chr(code)) for code in range(256))
)
_APART: Final = "\n\nw\n\n"
"""Stands between texts that have nothing to do with each other: no number and no label reaches across it."""
_DROPPED: Final = bytes(
    code
    for code in range(256)
    if chr(code) not in _DIGITS and chr(code) not in _LOOKALIKES and re.fullmatch(_BETWEEN, chr(code))
)
_DENIED: Final = re.compile(
    r"\b(?:bukan|tidak|tanpa|jangan|not|no|never|without)\b\W+(?:\w+\W+){0,2}$", re.IGNORECASE
)
_OTHER: Final = re.compile(r"(?:\d[ .-]?){6,}|\n(?=\s*(?:[-*|#>/]|\d+\.|\n))")
_COUNTRY_CODES: Final = (
    *(
        "1",
        "7",
        "20",
        "27",
        "60",
        "61",
        "62",
        "63",
        "64",
        "65",
        "66",
        "81",
        "82",
        "84",
        "86",
        "90",
        "91",
        "98",
    ),
    *(
        "673",
        "670",
        "852",
        "853",
        "855",
        "856",
        "880",
        "886",
        "960",
        "961",
        "962",
        "963",
        "964",
        "965",
        "966",
        "967",
    ),
    *("968", "970", "971", "972", "973", "974", "977"),
)


class Digit(NamedTuple):
    """A digit of a text, with its place; ``first`` and ``last``: no digit stands directly before, or after."""

    digit: str
    place: int
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Blocked:
    """Something blocked in a text, from ``start`` to ``end``; ``label`` is what must not stand near it."""

    entry: BlockedNumber
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    """A blocked number: what follows the country code or the leading 0, and the country code when it is known."""

    entry: BlockedNumber
    digits: str
    country: str

    @property
    def is_short(self) -> bool:
        """Whether it could be any count or year."""
        return len(self.digits) < SHORT

    def begins(self, before: str) -> bool:
        """Whether the digits from the start of a group up to the number may stand before it."""
        if not before or self.is_short:
            return not before
        if self.country:
            return before in {
                "0",
                self.country,
                f"{self.country}0",
                f"00{self.country}",
                f"00{self.country}0",
            }
        return before == "0" or _AREA.fullmatch(before) is not None


class BlockList:
    """What is blocked, ready for searching."""

    def __init__(self, entries: Iterable[BlockedNumber]) -> None:
        entries = tuple(entries)
        self._numbers = [number for entry in entries if entry.kind == "number" for number in _forms(entry)]
        self.has_labels = any(entry.rule == "label" for entry in entries)
        self._never = [number for number in self._numbers if number.entry.rule == "never"]
        self._addresses = [
            (entry, _first_part(entry.number), _address(entry.number))
            for entry in entries
            if entry.kind == "address"
        ]

    def find(self, text: str, *, labels: bool = True) -> list[Blocked]:
        """Find everything in ``text`` that is blocked, each once, from left to right.

        With ``labels`` also numbers that stand near a word under which they must not be printed.
        """
        if not self._may_hold(text, labels=labels):
            return []
        found: dict[tuple[int, str], Blocked] = {}
        for written in dict.fromkeys((text, _uncover(text))):
            plain = simplify(written)
            for blocked in self._find(plain.text, labels=labels):
                start, end = plain.place(blocked.start), plain.place(blocked.end)
                found.setdefault((start, blocked.entry.id), replace(blocked, start=start, end=end))
        return sorted(found.values(), key=lambda blocked: (blocked.start, blocked.entry.id))

    def find_in_any(self, texts: Iterable[str]) -> bool:
        """Whether something blocked is in one of ``texts``, which are asked all at once."""
        return self._may_hold(_APART.join(texts), labels=True)

    def _may_hold(self, text: str, *, labels: bool) -> bool:
        """Whether something blocked is in ``text``, without asking where: nearly always nothing is."""
        if not self._numbers and not self._addresses:
            return False
        spells = may_spell(text)
        # A tag stands for one sign that may stand between digits; an ASCII one keeps the text quick to read.
        shown = _TAG.sub("~", _ENTITY.sub(lambda entity: html.unescape(entity[0]), text))
        return any(
            True
            for written in {text, shown}
            for _ in self._find(simplify(written, spells=spells).text, labels=labels)
        )

    def find_labels(self, value: str, beside: str) -> list[Blocked]:
        """Find the numbers in ``value`` that must not have a word which stands anywhere in ``beside``."""
        found = []
        for number, start, end in _find_numbers(self._numbers, value):
            label = _label_in(number.entry, beside) if number.entry.rule == "label" else ""
            if label:
                found.append(Blocked(number.entry, start, end, label))
        return found

    def _find(self, text: str, *, labels: bool) -> Iterator[Blocked]:
        for number, start, end in _find_numbers(self._numbers if labels else self._never, text):
            entry = number.entry
            if entry.rule == "never":
                if not number.is_short or _DIALLED.search(text[max(0, start - 40) : start]):
                    yield Blocked(entry, start, end)
            elif labels and (label := _label_in(entry, *_around(text, start, end))):
                yield Blocked(entry, start, end, label)
        folded = fold(text) if self._addresses else ""
        for entry, part, pattern in self._addresses:
            for match in pattern.finditer(text) if part in folded else ():
                label = _label_in(entry, *_around(text, *match.span())) if entry.rule == "label" else ""
                if entry.rule == "never" or (labels and label):
                    yield Blocked(entry, match.start(), match.end(), label)


def _find_numbers(numbers: Iterable[_Number], text: str) -> Iterator[tuple[_Number, int, int]]:
    possible = _possible(numbers, text)
    if not possible:
        return
    shortest = min(len(number.digits) for number in possible)
    for region in _REGION.finditer(text):
        start, end = region.span()
        # What could be read at all, a little beyond the region on both sides: nearly always another number.
        near = _NO_DIGITS.sub("", text[max(0, start - _WIDEST) : end + _WIDEST].translate(_AS_DIGITS))
        if not any(number.digits in near for number in possible):
            continue
        digits = read_digits(text, start, end)
        if len(digits) < shortest:
            continue
        written = "".join(digit.digit for digit in digits)
        for number in possible:
            if number.digits in written:
                for start, end in _places(number, text, written, digits):
                    yield number, start - text[:start].endswith("+"), end


def _possible(numbers: Iterable[_Number], text: str) -> list[_Number]:
    """Choose the numbers whose digits follow each other in ``text``: nearly always none, and that is known at once.

    What can stand between digits is dropped, anything else parts them; bytes, because they are read in one go.
    """
    if not _ANY_DIGIT.search(text):
        return []
    if not text.isascii():
        for sign, same in _FEW.items():
            text = text.replace(sign, same)
    rows = b" ".join(text.encode("latin-1", "replace").translate(_DIALLABLE, _DROPPED).split())
    return [number for number in numbers if number.digits.encode() in rows]


def read_digits(text: str, start: int, end: int) -> list[Digit]:
    """Read the digits of ``text`` from ``start`` to ``end``, letters that look like digits among them.

    Such letters directly before ``start`` or after ``end`` belong to it, unless they are part of a word.
    """
    start, end = _widen(text, start, -1), _widen(text, end - 1, 1) + 1
    found: list[tuple[str, int]] = []
    breaks: set[int] = set()
    for index in range(start, end):
        character = text[index]
        if character in _LOOKALIKES:
            found.append((_LOOKALIKES[character], index))
        elif character in _DIGITS:
            found.append((character, index))
        else:
            breaks.add(len(found))
    return [
        Digit(
            digit,
            index,
            position == 0 or position in breaks,
            position + 1 == len(found) or position + 1 in breaks,
        )
        for position, (digit, index) in enumerate(found)
    ]


def _widen(text: str, index: int, step: int) -> int:
    edge = index
    while (
        0 <= edge + step < len(text)
        and text[edge + step] in _LOOKALIKES
        and abs(edge + step - index) < _WIDEST
    ):
        edge += step
    beyond = edge + step
    return index if 0 <= beyond < len(text) and text[beyond].isalpha() else edge


def _places(number: _Number, text: str, written: str, digits: list[Digit]) -> Iterator[tuple[int, int]]:
    at = written.find(number.digits)
    while at >= 0:
        last = at + len(number.digits) - 1
        first = _beginning(number, text, written, digits, at)
        if first is not None and digits[last].last and (not number.is_short or last == len(digits) - 1):
            yield digits[first].place, digits[last].place + 1
        at = written.find(number.digits, at + 1)


def _beginning(number: _Number, text: str, written: str, digits: list[Digit], at: int) -> int | None:
    """Find the first digit that belongs to the number at ``at``; ``None`` when it is another number."""
    if number.is_short:
        return 0 if at == 0 else None
    starts = [position for position in range(max(0, at - LONGEST_PREFIX), at + 1) if digits[position].first]
    for start in starts:
        before = written[start:at]
        if number.begins(before):
            other = _country_before(text, digits, start) if before in {"", "0"} else ""
            return None if other and other != number.country else start
    return None


def _country_before(text: str, digits: list[Digit], start: int) -> str:
    """Give the country code in a group of its own before ``start``, with ``+``; empty without one."""
    first = start - 1
    while first > 0 and not digits[first].first:
        first -= 1
    if first < 0 or start - first > len("886") or not text[: digits[first].place].rstrip(" (").endswith("+"):
        return ""
    return "".join(digit.digit for digit in digits[first:start])


def _forms(entry: BlockedNumber) -> Iterator[_Number]:
    """Give the forms of a blocked number: with its country, or as it is dialled at home, or without its area code."""
    for written in re.split(r"\s*/\s*", entry.number):
        regions = _REGION.finditer(written)
        digits = "".join(digit.digit for region in regions for digit in read_digits(written, *region.span()))
        area = re.match(r"\W*(0[1-79]\d{1,2})\W+", written)
        if written.lstrip(" (").startswith(("+", "00")):
            bare = digits.lstrip("0")
            country = max((code for code in _COUNTRY_CODES if bare.startswith(code)), key=len, default="")
            yield _Number(entry, bare.removeprefix(country).lstrip("0"), country)
        elif digits.startswith("0") and len(digits) >= SHORT and not digits.startswith("0800"):
            yield _Number(entry, digits[1:], "62")
            if area and len(digits) - len(area[1]) >= SHORT:
                yield _Number(entry, digits[len(area[1]) :], "")
        elif digits:
            yield _Number(entry, digits, "")


def _first_part(address: str) -> str:
    """Give what an address begins with, whatever its points are written as."""
    return re.split(r"[.@]", fold(address.strip()))[0]


@lru_cache(maxsize=1024)
def _address(address: str) -> re.Pattern[str]:
    signs = {
        ".": r"\s?(?:\.|[(\[]\s?(?:dot|titik)\s?[)\]]|\s(?:dot|titik)\s)\s?",
        "@": r"\s?(?:@|[(\[]\s?at\s?[)\]]|\sat\s)\s?",
    }
    inside = "".join(signs.get(sign, re.escape(sign)) for sign in address.strip().lower())
    return re.compile(rf"(?<![\w-]){inside}(?![\w-])", re.IGNORECASE)


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    """Give the text near a number, before it and after it, up to another number, item or paragraph."""
    before, after = text[max(0, start - NEAR) : start], text[end : end + NEAR]
    begins = max((match.end() for match in _OTHER.finditer(before)), default=0)
    ends = _OTHER.search(after)
    return before[begins:], after[: ends.start()] if ends else after


def _label_in(entry: BlockedNumber, *texts: str) -> str:
    """Find the forbidden label in one of ``texts``; not one that is denied ("bukan hotline")."""
    for text in texts:
        for label in entry.label_words:
            match = _label(label).search(text)
            if match and not _DENIED.search(text[: match.start()]):
                return label
    return ""


@lru_cache(maxsize=1024)
def _label(label: str) -> re.Pattern[str]:
    words = r"[\s-]*".join(re.escape(word) for word in label.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _uncover(text: str) -> str:
    """Write entities and tags as what a reader sees, without moving anything."""
    if "&" in text:
        text = _ENTITY.sub(_decode, text)
    if "<" in text:
        text = _TAG.sub(lambda tag: "·" + "\u200b" * (len(tag[0]) - 1), text)
    return text


def _decode(entity: re.Match[str]) -> str:
    shown = html.unescape(entity[0])
    return shown + "\u200b" * (len(entity[0]) - 1) if len(shown) == 1 else entity[0]
