"""What is left out of the texts when they are too many for one script: the ends of long parts.

What is left out can still be found: its words stay, each once, in a block that is never shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bekal.content.affixes import COMMON, words_of

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
    """Choose how many characters of each part to keep, so that about ``share`` of all stays; ``None`` when none is left.

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


def shorten(unit: Unit, limit: int, lexicon: Lexicon) -> Unit:
    """Keep the first blocks of a part, at least ``limit`` characters where it has them, and the words of the others."""
    kept: list[str] = []
    length = 0
    for block in unit.blocks:
        if length >= limit:
            break
        kept.append(block)
        length += len(block)
    known = {lexicon.stem(word) for text in (unit.title, *kept) for word in words_of(text)}
    left: dict[str, str] = {}
    for block in unit.blocks[len(kept) :]:
        for word in words_of(block):
            root = lexicon.stem(word)
            if root not in known and word not in COMMON[lexicon.locale]:
                left.setdefault(root, word)
    if left:
        kept.append(HIDDEN + " ".join(sorted(left.values())))
    return replace(unit, blocks=tuple(kept))


def _length(unit: Unit) -> int:
    return sum(map(len, unit.blocks))
