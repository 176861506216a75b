"""Finds quickly which of many expressions could fit a text: by the pieces of words that they need.

The words of a language come again and again, so each word is asked once which pieces it holds, and after that only
looked up, however many expressions and sentences there are.
No rule stands here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LETTERS: Final = 3


class LetterTable:
    """Which entries could be in a text.

    ``needs`` holds for each entry the pieces, in small letters, of which one is there whenever the entry is; an entry
    without pieces, or with one that is too short, is always possible.
    """

    def __init__(self, needs: Iterable[Iterable[str]]) -> None:
        by_piece: dict[str, set[int]] = {}
        self._always: set[int] = set()
        for number, given in enumerate(needs):
            # What stands between blanks is within one word of a text.
            pieces = {max(piece.split(), key=len, default="") for piece in given}
            if not pieces or min(map(len, pieces)) < LETTERS:
                self._always.add(number)
                continue
            for piece in pieces:
                by_piece.setdefault(piece, set()).add(number)
        self._by_letters: dict[str, list[tuple[str, set[int]]]] = {}
        for piece, numbers in by_piece.items():
            self._by_letters.setdefault(piece[:LETTERS], []).append((piece, numbers))
        self._of_words: dict[str, frozenset[int]] = {}

    def near(self, folded: str) -> list[int]:
        """List the entries that a text in small letters could hold, in their order."""
        found = set(self._always)
        of_words = self._of_words
        for word in folded.split():
            numbers = of_words.get(word)
            if numbers is None:
                numbers = of_words[word] = self._of_word(word)
            if numbers:
                found |= numbers
        return sorted(found)

    def _of_word(self, word: str) -> frozenset[int]:
        """Give the entries of which a piece is in ``word``."""
        found: set[int] = set()
        for at in range(len(word) - LETTERS + 1):
            for piece, numbers in self._by_letters.get(word[at : at + LETTERS], ()):
                if word.startswith(piece, at):
                    found |= numbers
        return frozenset(found)
