"""Finds quickly which of many expressions could fit a text: by the first letters of words that they need.

A table of three letters is asked once for each three letters of a text, however many expressions there are.
No rule stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS: Final = 3


class LetterTable:
    """Which entries could be in a text.

    ``needs`` holds for each entry the words, in small letters, of which one is there whenever the entry is; an entry
    without words, or with one that is too short, is always possible.
    """

    def __init__(self, needs: Iterable[Iterable[str]]) -> None:
        by_word: dict[str, set[int]] = {}
        self._always: set[int] = set()
        for number, given in enumerate(needs):
            words = set(given)
            if not words or min(map(len, words)) < LETTERS:
                self._always.add(number)
                continue
            for word in words:
                by_word.setdefault(word, set()).add(number)
        self._by_letters: dict[tuple[str, ...], list[tuple[str, set[int]]]] = {}
        for word, numbers in by_word.items():
            self._by_letters.setdefault(tuple(word[:LETTERS]), []).append((word, numbers))

    def near(self, folded: str) -> list[int]:
        """List the entries that a text in small letters could hold, in their order."""
        there = set(zip(*(folded[at:] for at in range(LETTERS)), strict=False))
        found = set(self._always)
        for letters in self._by_letters.keys() & there:
            for word, numbers in self._by_letters[letters]:
                if word in folded:
                    found |= numbers
        return sorted(found)
