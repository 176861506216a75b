"""What is left out of the texts when they are too many for one script: the ends of long parts.

What is left out can still be found: its words stay, each once, in a block that is never shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bekal.content.affixes import words_of
from bekal.content.common_words import COMMON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bekal.content.affixes import Lexicon
    from bekal.finishing.search.units import Unit

HIDDEN: Final = "\t"
"""How a block begins that only helps to find."""

_LIMITS: Final = (900, 700, 560, 450, 360, 290, 230, 180, 140, 100, 60)
"""Characters that are left of each part, from generous to scant."""

_SAFETY: Final = 0.97
"""Short texts pack a little worse than long ones."""


def next_limit(units: Sequence[Sequence[Unit]], share: float, tried: int | None) -> int | None:
    """Choose how many characters of each part to keep, so that about ``share`` of all stays; ``None`` at the end.

    ``tried`` was too generous.
    """
    total = sum(_length(unit) for part in units for unit in part)
    for limit in _LIMITS:
        if tried is not None and limit >= tried:
            continue
        kept = sum(min(_length(unit), limit) for part in units for unit in part)
        if kept <= total * share * _SAFETY:
            return limit
    return _LIMITS[-1] if tried is None or tried > _LIMITS[-1] else None


def shorten(units: Sequence[Unit], limit: int, lexicon: Lexicon) -> tuple[Unit, ...]:
    """Keep the first blocks of each part, at least ``limit`` characters where it has them, and rare words of the rest.

    A word that another part of the page still says is left out: a page is found as a whole.
    """
    kept = [_first_blocks(unit, limit) for unit in units]
    known = {
        lexicon.stem(word)
        for unit, blocks in zip(units, kept, strict=True)
        for text in (unit.title, *blocks)
        for word in words_of(text)
    }
    shortened = []
    for unit, blocks in zip(units, kept, strict=True):
        left: list[str] = []
        for word in (word for block in unit.blocks[len(blocks) :] for word in words_of(block)):
            root = lexicon.stem(word)
            if root not in known and word not in COMMON[lexicon.locale]:
                known.add(root)
                left.append(word)
        hidden = (HIDDEN + " ".join(sorted(left)),) if left else ()
        shortened.append(replace(unit, blocks=(*blocks, *hidden)))
    return tuple(shortened)


def _first_blocks(unit: Unit, limit: int) -> tuple[str, ...]:
    length = 0
    for place, block in enumerate(unit.blocks):
        if length >= limit:
            return unit.blocks[:place]
        length += len(block)
    return unit.blocks


def _length(unit: Unit) -> int:
    return sum(map(len, unit.blocks))
