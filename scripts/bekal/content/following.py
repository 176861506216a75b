"""How a source page differs from the text that its translation follows, section by section.

The translation keeps only digests, so the old text is not here; whoever has the history of the file can find it by
the digest of a section.
Every step is linear, or nearly so, in the number of sections.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bekal.content.sections import Group, Section, read_digest, write_digest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bekal.content.catalogue import Page


class Kind(StrEnum):
    """What happened to a section of the source since it was translated."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One section that is no longer as it was translated.

    ``source`` is the section of the source page, ``None`` when it is gone; ``translation`` the section of the
    translation that belongs to it, as far as that can be told; ``accepted`` what the translation says about it.
    """

    kind: Kind
    source: Section | None
    translation: Section | None
    accepted: Group | None

    @property
    def is_untranslated(self) -> bool:
        """Whether something critical changed in the source while the translation stayed as it was."""
        return (
            self.kind is Kind.CHANGED
            and self.source is not None
            and self.translation is not None
            and self.accepted is not None
            and self.source.critical_digest != self.accepted.critical
            and self.translation.translation_digest == self.accepted.translation
        )


@dataclass(frozen=True, slots=True)
class Following:
    """How a translation stands to its source.

    ``accepted`` is ``None`` when the translation does not say which text it follows, or says it in the old form,
    with one digest for the whole page (``is_old_form``).
    """

    source: tuple[Section, ...]
    translation: tuple[Section, ...]
    accepted: tuple[Group, ...] | None
    changes: tuple[Change, ...]
    is_old_form: bool = False

    @property
    def is_in_step(self) -> bool:
        """Whether the translation follows the present text."""
        return self.accepted is not None and not self.changes

    @property
    def untranslated(self) -> tuple[Change, ...]:
        """The sections that must be translated before the translation can be called in step."""
        return tuple(change for change in self.changes if change.is_untranslated)

    @property
    def digest(self) -> str | None:
        """The digest of a translation that follows the present text.

        Withheld while the pages have not the same sections, and while something critical is not translated.
        """
        if len(self.source) != len(self.translation) or self.untranslated:
            return None
        return write_digest(self.source, self.translation)


def follow(source: Page, translation: Page) -> Following:
    """Compare a source page with what ``translation``, a sound page, says it follows."""
    ours, theirs = source.sections, translation.sections
    written = translation.front_matter.source_digest
    if written is None:
        return Following(ours, theirs, None, ())
    accepted = read_digest(written)
    if len(accepted) == 1 and len(ours) > 1 and accepted[0].source != ours[0].source_digest:
        return Following(ours, theirs, None, (), is_old_form=True)
    return Following(ours, theirs, accepted, tuple(_changes(accepted, ours, theirs)))


def _changes(accepted: Sequence[Group], ours: Sequence[Section], theirs: Sequence[Section]) -> list[Change]:
    """Pair what was accepted with what is there; the heads always belong together."""
    same = _same_text(accepted, ours)
    moved = _out_of_order(same)
    followers = _followers(accepted, theirs)
    pairs = {**same, **_same_anchor(ours, followers, same, len(accepted))}
    pairs |= _same_gap(accepted, ours, pairs)
    changes: list[Change] = []
    for position, section in enumerate(ours):
        translation = theirs[position] if len(ours) == len(theirs) else None
        group = accepted[pairs[position]] if position in pairs else None
        if position not in pairs:
            changes.append(Change(Kind.ADDED, section, translation, None))
        elif position not in same:
            known = translation or followers.get(pairs[position])
            changes.append(Change(Kind.CHANGED, section, known, group))
        elif position in moved:
            changes.append(Change(Kind.MOVED, section, translation, group))
    gone = sorted(set(range(len(accepted))) - set(pairs.values()))
    return changes + [
        Change(Kind.REMOVED, None, followers.get(position), accepted[position]) for position in gone
    ]


def _same_text(accepted: Sequence[Group], ours: Sequence[Section]) -> dict[int, int]:
    """Pair sections whose text is the one that was accepted: position of ours to position accepted."""
    waiting: defaultdict[str, deque[int]] = defaultdict(deque)
    for position, group in enumerate(accepted[1:], start=1):
        waiting[group.source].append(position)
    pairs = {0: 0} if accepted[0].source == ours[0].source_digest else {}
    for position, section in enumerate(ours[1:], start=1):
        if waiting[section.source_digest]:
            pairs[position] = waiting[section.source_digest].popleft()
    return pairs


def _followers(accepted: Sequence[Group], theirs: Sequence[Section]) -> dict[int, Section]:
    """Find the section of the translation that each accepted group was about."""
    waiting: defaultdict[str, deque[Section]] = defaultdict(deque)
    for section in theirs[1:]:
        waiting[section.translation_digest].append(section)
    found = {
        position: waiting[group.translation].popleft()
        for position, group in enumerate(accepted[1:], start=1)
        if waiting[group.translation]
    }
    if len(accepted) == len(theirs):
        found = {**dict(enumerate(theirs)), **found}
    return {**found, 0: theirs[0]}


def _same_anchor(
    ours: Sequence[Section], followers: dict[int, Section], same: dict[int, int], count: int
) -> dict[int, int]:
    """Pair changed sections by the anchor that source and translation share."""
    taken = set(same.values())
    by_anchor = {
        followers[position].anchor: position
        for position in range(1, count)
        if position not in taken and position in followers and followers[position].anchor
    }
    pairs = {} if 0 in same else {0: 0}
    for position, section in enumerate(ours[1:], start=1):
        if position not in same and section.anchor in by_anchor:
            pairs[position] = by_anchor.pop(section.anchor)
    return pairs


def _same_gap(accepted: Sequence[Group], ours: Sequence[Section], pairs: dict[int, int]) -> dict[int, int]:
    """Pair what is left by place: between the same neighbours, in order."""
    waiting: defaultdict[int, deque[int]] = defaultdict(deque)
    taken = set(pairs.values())
    neighbour = 0
    for position in range(len(accepted)):
        if position in taken:
            neighbour = position
        else:
            waiting[neighbour].append(position)
    found: dict[int, int] = {}
    neighbour = 0
    for position in range(len(ours)):
        if position in pairs:
            neighbour = pairs[position]
        elif waiting[neighbour]:
            found[position] = waiting[neighbour].popleft()
    return found


def _out_of_order(same: dict[int, int]) -> set[int]:
    """Find the fewest sections whose move explains the new order: those outside the longest rising sequence."""
    tails: list[int] = []
    last_of: list[int] = []
    before: dict[int, int | None] = {}
    for position, old in sorted(same.items()):
        place = bisect_left(tails, old)
        before[position] = last_of[place - 1] if place else None
        tails[place : place + 1] = [old]
        last_of[place : place + 1] = [position]
    kept: set[int] = set()
    step = last_of[-1] if last_of else None
    while step is not None:
        kept.add(step)
        step = before[step]
    return set(same) - kept
