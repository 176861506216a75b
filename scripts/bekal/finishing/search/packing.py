"""Text written with one or two characters for a word, so that all pages of a locale fit into one small script.

A packed text has the words that occur most, then the others in their order, then the text: every word by its
number, one blank between words left out, and the capital that follows a full stop as well.
``unpack`` in ``overrides/assets/search.js`` gives the text back; so does ``unpack`` here, which the tests compare.
Knows nothing of pages; compression comes after it, and is left to whoever sends the file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

ALPHABET: Final = "".join(map(chr, range(32, 127))).replace('"', "").replace("\\", "").replace("~", "")
"""What words are numbered with: it needs no escape within quotes."""

TURN: Final = "~"
"""Before a word whose capital is not where the rule puts it."""

COUNTS: Final = " !#$%&'()*+,-./"
"""How many letters a word has in common with the one before it, as one character that is no letter."""

_RARE: Final = 12
"""How often a run of several signs has to occur before it gets a number of its own."""

LINES: Final = "\n\f\v"
"""What ends a block, a part, a page; each has a number of its own, so that a text can be cut before it is unpacked."""

_TOKEN: Final = re.compile(rf"[^\W_]+|[{LINES}]|(?:[^\w{LINES}]|_)+")
_ENDS: Final = re.compile(r"[.?!:\n\f\v] *[“(]?$")


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed text: the ``often`` used tokens, the other words front-coded, and the text in numbers."""

    often: tuple[str, ...]
    words: str
    text: str


def pack(text: str) -> Packed:
    """Pack ``text``; raises ``ValueError`` when it has more different words than can be numbered."""
    tokens = _spread(_tokens(text))
    counts = Counter(token for token, _ in tokens)
    separators = sorted({token for token in counts if not token[0].isalnum()} | set(LINES))
    single = _singles(len({*counts, *LINES}))
    if len(separators) > single:
        raise ValueError(f"{len(separators)} different signs stand between the words, {single} fit")
    words = sorted(set(counts).difference(separators), key=lambda token: (-counts[token], token))
    # Every separator has a number of its own; then the words that occur most.
    most = [*separators, *words]
    first = sorted(most[:single], key=lambda token: (-counts[token], token))
    others = sorted(most[single:])
    code = {token: ALPHABET[place] for place, token in enumerate(first)}
    for place, token in enumerate(others):
        head, tail = divmod(place, len(ALPHABET))
        code[token] = ALPHABET[len(first) + head] + ALPHABET[tail]
    return Packed(
        tuple(first),
        front_code(others),
        "".join(f"{TURN if turned else ''}{code[token]}" for token, turned in tokens),
    )


def _singles(count: int) -> int:
    """Say how many tokens get one character, so that ``count`` can be numbered."""
    size = len(ALPHABET)
    for single in range(size, 0, -1):
        if single + (size - single) * size >= count:
            return min(single, count)
    raise ValueError(f"{count} different words are too many")


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Take ``text`` apart: words in small letters with whether their capital is a surprise, and separators."""
    found: list[tuple[str, bool]] = []
    before, begins_run = "\n", False
    for token in _TOKEN.findall(text):
        if not token[0].isalnum():
            found.append((token, False))
            before = token if begins_run else before + token
            begins_run = False
            continue
        plain = token.lower() if token[0].isupper() and token[1:] == token[1:].lower() else token
        begins = bool(_ENDS.search(before))
        if token not in {_shown(plain, begins=True), _shown(plain, begins=False)}:
            plain = token
        turned = _shown(plain, begins=begins) != token
        found.append((plain, turned))
        before, begins_run = "", True
    # A single blank between two words goes without saying.
    return [
        pair
        for place, pair in enumerate(found)
        if pair[0] != " "
        or not (0 < place < len(found) - 1 and _are_words(found[place - 1], found[place + 1]))
    ]


def _are_words(*pairs: tuple[str, bool]) -> bool:
    return all(token[0].isalnum() for token, _ in pairs)


def _spread(tokens: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Write a rare run of signs sign by sign, so that few separators need a number."""
    counts = Counter(token for token, _ in tokens)
    return [
        (part, turned)
        for token, turned in tokens
        for part in (token if not token[0].isalnum() and counts[token] < _RARE else (token,))
    ]


def _shown(plain: str, *, begins: bool) -> str:
    return plain[0].upper() + plain[1:] if begins else plain


def front_code(words: list[str]) -> str:
    """Write sorted words one after the other, each without the letters that it shares with the one before."""
    parts: list[str] = []
    for before, word in pairwise(["", *words]):
        shared = 0
        while shared < min(len(before), len(word), len(COUNTS) - 1) and before[shared] == word[shared]:
            shared += 1
        parts.append(COUNTS[shared] + word[shared:])
    return "".join(parts)


def unpack(packed: Packed) -> str:
    """Give the text back."""
    others = read_front_code(packed.words)
    parts: list[str] = []
    before, place = "\n", 0
    turned, begins_run = False, False
    while place < len(packed.text):
        letter = packed.text[place]
        place += 1
        if letter == TURN:
            turned = True
            continue
        number = ALPHABET.index(letter)
        if number < len(packed.often):
            token = packed.often[number]
        else:
            number = (number - len(packed.often)) * len(ALPHABET) + ALPHABET.index(packed.text[place])
            place += 1
            token = others[number]
        if token[0].isalnum():
            if before == "":
                parts.append(" ")
            begins = bool(_ENDS.search(before)) != turned
            token, before, turned = _shown(token, begins=begins), "", False
        else:
            before = token if begins_run else before + token
        begins_run = token[0].isalnum()
        parts.append(token)
    return "".join(parts)


def read_front_code(text: str) -> list[str]:
    """Give the words of ``front_code`` back."""
    words: list[str] = []
    for part in re.findall(rf"[{re.escape(COUNTS)}][^{re.escape(COUNTS)}]*", text):
        shared = COUNTS.index(part[0])
        words.append((words[-1][:shared] if words else "") + part[1:])
    return words


def write_bits(bits: list[bool]) -> str:
    """Write yes and no, six to a character."""
    size = 6
    padded = [*bits, *([False] * (-len(bits) % size))]
    return "".join(
        ALPHABET[sum(bit << place for place, bit in enumerate(padded[start : start + size]))]
        for start in range(0, len(padded), size)
    )
