"""Signs that look like others: the same text in the plainest characters, and where each of them stood.

Responsible for digits of any script, dashes and spaces of any width, letters of other alphabets that look Latin,
signs that nobody sees, and digits that are spelt out.
What is looked for in the plain text is decided by ``blocked_numbers`` and by ``checks``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

INVISIBLE: Final = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\u20e3\ufeff"
)
_DASHES: Final = frozenset("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
_OTHERS: Final = {"\u066a": "%", "\u060c": ",", "\u066b": ",", "\u066c": ".", "\u3002": ".", "\u2024": "."}
_ALPHABETS: Final = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
        "\u03bf\u03b1\u03b9\u03bd\u03c1\u03c5"
        "\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7"
        "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0131",
        "aeopcyxijshdqwoaivpuABEHIKMNOPTYXABEKMHOPCTXIi",
        strict=True,
    )
)
"""Letters of Cyrillic and Greek that nobody can tell from Latin ones."""
_DIGIT_WORDS: Final = {
    **dict.fromkeys(("nol", "kosong", "zero", "oh"), "0"),
    **dict.fromkeys(("satu", "one"), "1"),
    **dict.fromkeys(("dua", "two"), "2"),
    **dict.fromkeys(("tiga", "three"), "3"),
    **dict.fromkeys(("empat", "four"), "4"),
    **dict.fromkeys(("lima", "five"), "5"),
    **dict.fromkeys(("enam", "six"), "6"),
    **dict.fromkeys(("tujuh", "seven"), "7"),
    **dict.fromkeys(("delapan", "eight"), "8"),
    **dict.fromkeys(("sembilan", "nine"), "9"),
}
_WORD: Final = "|".join(_DIGIT_WORDS)
_SPELT: Final = re.compile(rf"\b(?:{_WORD})(?:[\s,.-]{{1,3}}(?:{_WORD})){{6,19}}\b", re.IGNORECASE)
_BY_LETTER: Final = "|".join(
    f"{letter}(?:{'|'.join(word[1:] for word in _DIGIT_WORDS if word[0] == letter)})"
    for letter in sorted({word[0] for word in _DIGIT_WORDS})
)
_SPELT_ROUGHLY: Final = re.compile(rf"(?:{_BY_LETTER})(?:[\s,.-]{{1,3}}(?:{_BY_LETTER})){{6}}")
"""The same in folded text without looking at the edges of words, which is much faster."""
_NOT_PLAIN: Final = re.compile(r"[^\x00-\x7f]")
_ONE_WORD: Final = re.compile(_WORD, re.IGNORECASE)


@dataclass(frozen=True)
class Plain:
    """The plain text; ``written`` is what it was made from, where a character of it has changed its place."""

    text: str
    written: str | None = None

    def place(self, index: int) -> int:
        """Where the character at ``index`` stood."""
        return index if self.written is None else self._places[index]

    @cached_property
    def _places(self) -> list[int]:
        """The place of each character, and of the end; looked up only where something was found."""
        places = [place for place, _ in _shown(self.written or "")]
        return [*places, len(self.written or "")]


def simplify(text: str, *, spells: bool | None = None) -> Plain:
    """Write ``text`` in the plainest characters; ``spells``: whether it may spell a number, where that is known."""
    if (may_spell(text) if spells is None else spells) and _SPELT.search(text):
        return Plain("".join(sign for _, sign in _shown(text)), text)
    if text.isascii():
        return Plain(text)
    plain = text
    for sign in set(_NOT_PLAIN.findall(text)):  # the same few stand everywhere in a page
        if (simple := _simple(sign)) != sign:
            plain = plain.replace(sign, simple)
    return Plain(plain, None if len(plain) == len(text) else text)


def _shown(text: str) -> Iterator[tuple[int, str]]:
    """Give the characters of the plain text, each with the place where it stood."""
    spelt = _SPELT.finditer(text) if may_spell(text) else ()
    words = {match.start(): match for part in spelt for match in _ONE_WORD.finditer(text, *part.span())}
    index = 0
    while index < len(text):
        word = words.get(index)
        shown = _DIGIT_WORDS[fold(word[0])] if word else _simple(text[index])
        if shown:
            yield index, shown
        index += len(word[0]) if word else 1


def may_spell(text: str) -> bool:
    """Whether a number may be spelt out in ``text``; quick, and never wrong when it says no."""
    folded = fold(text)
    return (
        any(word in folded for word in ("nol", "kosong", "zero", "delapan", "eight"))
        and _SPELT_ROUGHLY.search(folded) is not None
    )


def fold(text: str) -> str:
    """Write ``text`` so that capitals make no difference, the dotted and the dotless i of Turkish included."""
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("\u0307", "").replace("\u0131", "i")


@cache
def _simple(sign: str) -> str:
    """One sign as its plain form: one character, or nothing when nobody sees it."""
    if sign.isascii():
        return sign
    if sign in INVISIBLE:
        return ""
    if sign in _DASHES:
        return "-"
    if sign.isspace():
        return "\n" if sign in "\u2028\u2029\x85" else " "
    value = unicodedata.digit(sign, -1)
    if value >= 0:
        return str(value)
    if "\uff01" <= sign <= "\uff5e":
        return chr(ord(sign) - 0xFEE0)
    return _OTHERS.get(sign) or _ALPHABETS.get(sign) or sign
