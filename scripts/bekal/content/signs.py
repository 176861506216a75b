"""Signs that look like others: the same text in the plainest characters, and where each of them stood.

Responsible for digits of any script, dashes and spaces of any width, letters of other alphabets that look Latin,
signs that nobody sees, and digits that are spelt out.
What is looked for in the plain text is decided by ``blocked_numbers`` and by ``checks``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

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
_NOT_PLAIN: Final = re.compile(r"[^\x00-\x7f]")
_ONE_WORD: Final = re.compile(_WORD, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain text; ``places`` holds the place of each of its characters, and of its end, in the written text."""

    text: str
    places: tuple[int, ...] | None = None

    def place(self, index: int) -> int:
        """Where the character at ``index`` stood."""
        return index if self.places is None else self.places[index]


def simplify(text: str) -> Plain:
    """Write ``text`` in the plainest characters."""
    spelt = list(_SPELT.finditer(text)) if _may_spell(text) else []
    if not spelt:
        if text.isascii():
            return Plain(text)
        plain = _NOT_PLAIN.sub(lambda sign: _simple(sign[0]), text)
        if len(plain) == len(text):
            return Plain(plain)
    words = {match.start(): match for part in spelt for match in _ONE_WORD.finditer(text, *part.span())}
    pieces: list[str] = []
    places: list[int] = []
    index = 0
    while index < len(text):
        word = words.get(index)
        shown = _DIGIT_WORDS[word[0].lower()] if word else _simple(text[index])
        if shown:
            pieces.append(shown)
            places.append(index)
        index += len(word[0]) if word else 1
    return Plain("".join(pieces), (*places, len(text)))


def _may_spell(text: str) -> bool:
    folded = text.lower()
    return (
        "nol" in folded or "kosong" in folded or "zero" in folded or "delapan" in folded or "eight" in folded
    )


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
