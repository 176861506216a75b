"""The structure of a page, the same in each language.

What a translation must share with its source is what a reader of either counts on: headings and their anchors,
blocks with their items, what is cited, where links lead.
Its sentences are its own.
"""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.config import SOURCE_LOCALE
from bekal.content.block_items import (
    WITHOUT_TITLE,
    block_targets,
    parse_figures,
    parse_form,
    parse_items,
    parse_quiz,
)
from bekal.content.blocks import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocks import Block
    from bekal.content.catalogue import Page

_SAME_ARGUMENT: Final = frozenset({"contact", "contacts", "sources"})
"""Blocks whose argument is no title but a choice, the same in every language."""

MAX_NAMES: Final = 5
"""How many uses are named before the rest is counted."""

_WITH_ITEMS: Final = frozenset({"cards", "steps", "chapter", "contact"})
_LIST_ITEM: Final = re.compile(r"^\s*(?:[-*+]|\d{1,3}\.)\s+\S")
_IN_LOCALE: Final = re.compile(r"([-.])(?:id|en)(?=\.\w+$)")


@dataclass(frozen=True, slots=True)
class _Element:
    """A heading, a block or an item: ``same`` is what both languages share, ``words`` names it in a message."""

    same: tuple[object, ...]
    words: str
    line: int


@rule("page")
def check_structure_differs(page: Page, context: Context) -> Iterator[Problem]:
    """A translation has the headings, anchors, blocks, items, references and links of its source page.

    Why: two people who read the same page in two languages must be able to talk about it: the same card, the same
    step, the same law. What a translation loses by accident is found here.

    Wrong::

        docs/id: ## Siapa bisa membantu? {#bantu}
        docs/en: ### Who can help? {#help}

    Right::

        docs/id: ## Siapa bisa membantu? {#bantu}
        docs/en: ## Who can help? {#bantu}

    Fix: go to the place that the message names in the source page, and build the translation in the same order;
    sentences are yours, the structure is shared.
    """
    source = context.catalogue.any_page(SOURCE_LOCALE, page.slug)
    if page.locale == SOURCE_LOCALE or source is None or not source.body or not page.body:
        return
    ours, theirs = _elements(source), _elements(page)
    for one, other in zip(ours, theirs, strict=False):
        if one.same != other.same:
            yield Problem(
                other.line,
                1,
                f"here is {other.words}, {source.path} has {one.words} (line {one.line})",
                "build both pages in the same order, with the same anchors, names and numbers",
            )
            return
    if len(ours) > len(theirs):
        lost = ours[len(theirs)]
        end = page.body_line + page.body.rstrip("\n").count("\n")
        yield Problem(
            end, 1, f"the page ends without {lost.words} of {source.path} (line {lost.line})", "add it here"
        )
    elif len(theirs) > len(ours):
        extra = theirs[len(ours)]
        yield Problem(
            extra.line,
            1,
            f"here is {extra.words}, {source.path} ends before it",
            "remove it, or add it there",
        )
    else:
        yield from _parts_differ(source, page, context)


def _elements(page: Page) -> list[_Element]:
    """List headings, blocks and items of blocks in the order of the page."""
    elements = [
        _Element(
            ("heading", heading.level, heading.identity),
            f"the heading '{heading.words}' of level {heading.level}"
            + (f" with the anchor '#{heading.identity}'" if heading.identity else " without an anchor"),
            heading.line,
        )
        for heading in page.headings
    ]
    for block in page.blocks:
        elements += _block_elements(block)
    return sorted(elements, key=lambda element: element.line)


def _block_elements(block: Block) -> Iterator[_Element]:
    if block.name in _SAME_ARGUMENT:
        same: object = tuple(block.arguments)
        words = f"the block '{' | '.join((block.name, *block.arguments))}'"
    else:
        same = bool(block.argument)
        without = "" if block.name in WITHOUT_TITLE else " without a title"
        words = f"the block '{block.name}'{' with a title' if block.argument else without}"
    yield _Element(("block", block.name, same), words, block.line)
    yield from _items(block)
    yield _Element(
        ("end",), f"the end of the block '{block.name}'", block.body_line + block.body.count("\n") + 1
    )


def _items(block: Block) -> Iterator[_Element]:
    if block.name in _WITH_ITEMS:
        for item in parse_items(block)[0]:
            leads = f" that leads to '{item.target}'" if item.target else ""
            mark = "numbered item" if item.numbered else "item"
            yield _Element(
                ("item", item.numbered, item.picture, item.target),
                f"the {mark} with the picture '{item.picture}'{leads}",
                item.line,
            )
    elif block.name == "quiz":
        for question in parse_quiz(block)[0]:
            right = next(
                (number for number, option in enumerate(question.options, start=1) if option.right), 0
            )
            yield _Element(
                ("question", len(question.options), right),
                f"a question with {len(question.options)} answers, of which number {right} is right",
                question.line,
            )
    elif block.name == "form":
        for field in parse_form(block)[0]:
            yield _Element(("field", field.lines), f"a field with lines: {field.lines}", field.line)
    elif block.name == "figures":
        for row in parse_figures(block)[0]:
            yield _Element(("figure", row.identity), f"the figure '{row.identity}'", row.line)
    else:
        for number, line in enumerate(block.body.split("\n"), start=block.body_line):
            if line.lstrip().startswith("- "):
                yield _Element(("point",), f"an item of '{block.name}'", number)


@dataclass(slots=True)
class _Parts:
    """What a section holds besides headings and blocks: each use with its line, and how many items lists have."""

    line: int
    references: list[tuple[str, int]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    list_items: int = 0


def _parts_differ(source: Page, page: Page, context: Context) -> Iterator[Problem]:
    """Compare what is cited, where links lead, and lists, section by section."""
    for ours, theirs in zip(_parts(source, context), _parts(page, context), strict=False):
        place = f"{source.path}, from line {ours.line}"
        yield from _uses_differ(ours.references, theirs.references, theirs.line, place, "[[{}]]")
        yield from _uses_differ(ours.links, theirs.links, theirs.line, place, "the link to '{}'")
        if ours.list_items != theirs.list_items:
            yield Problem(
                theirs.line,
                1,
                f"lists of this section have {theirs.list_items} items, in the source {ours.list_items} ({place})",
                "give both the same items",
            )


def _uses_differ(
    ours: list[tuple[str, int]], theirs: list[tuple[str, int]], line: int, place: str, words: str
) -> Iterator[Problem]:
    """Say what is missing and what is too much, as one finding at the first place."""
    wanted, found = (Counter(name for name, _ in uses) for uses in (ours, theirs))
    if wanted == found:
        return
    missing, extra = wanted - found, found - wanted
    parts = []
    if missing:
        parts.append(f"{_list(missing, words)} is missing in this section")
    if extra:
        parts.append(f"{_list(extra, words)} is not in the source")
        line = line if missing else next(number for name, number in theirs if name in extra)
    yield Problem(
        line,
        1,
        f"{'; '.join(parts)} ({place})",
        "state the same in both languages, in the same section",
    )


def _list(uses: Counter[str], words: str) -> str:
    shown = [
        words.format(name) + (f" ({count} times)" if count > 1 else "")
        for name, count in sorted(uses.items())
    ]
    more = f" and {len(shown) - MAX_NAMES} more" if len(shown) > MAX_NAMES else ""
    return ", ".join(shown[:MAX_NAMES]) + more


def _parts(page: Page, context: Context) -> list[_Parts]:
    parts = [_Parts(section.line) for section in page.sections]
    starts = [part.line for part in parts[1:]]
    for reference in page.references:
        name = f"{reference.kind}:{reference.target}"
        parts[bisect_right(starts, reference.line)].references.append((name, reference.line))
    doors = {(link.line, link.target) for block in page.blocks for link in block_targets(block)}
    uses = [(link.target, link.line) for link in page.links if (link.line, link.target) not in doors]
    uses += [(_IN_LOCALE.sub(r"\1", image.target), image.line) for image in page.images]
    for target, line in uses:
        parts[bisect_right(starts, line)].links.append((_same_target(page, target, context), line))
    for line, text in page.lines_outside_blocks:
        if _LIST_ITEM.match(text):
            parts[bisect_right(starts, line)].list_items += 1
    return parts


def _same_target(page: Page, target: str, context: Context) -> str:
    """Write a target as it is in every language: an anchor named after the words of a heading becomes its number."""
    path, sign, anchor = target.partition("#")
    if not sign:
        return target
    slug = posixpath.normpath(posixpath.join(posixpath.dirname(page.slug), path.removesuffix(".md")))
    aim = context.catalogue.any_page(page.locale, slug) if path else page
    heading = aim.heading_anchors.get(anchor) if aim else None
    if aim is None or heading is None:
        return target
    return f"{path}#heading {aim.every_heading.index(heading) + 1}"
