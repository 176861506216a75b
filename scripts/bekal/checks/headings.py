"""Headings and anchors within one page: levels go down one at a time, anchors stand once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.checks.links import GENERATED, is_generating
from bekal.checks.rules import rule
from bekal.content.blocks import Problem
from bekal.content.markup import OWN_ANCHORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocks import Block
    from bekal.content.catalogue import Page
    from bekal.content.markup import Heading

_QUIZ_ANCHOR: Final = re.compile(r"q\d+-\d+(?:-\d+)?")


@rule("page")
def check_anchor_twice(page: Page, context: Context) -> Iterator[Problem]:
    """An anchor stands once on its page, and is none of those that every page has.

    Why: a link to an anchor that stands twice leads to the first of the two, or to the help of every page.

    Wrong::

        ## Biaya {#biaya}

        ## Utang {#biaya}

    Right::

        ## Biaya {#biaya}

        ## Utang {#utang}

    Fix: give the second heading another anchor, the same in every language, and correct the links to it.
    """
    del context
    first: dict[str, int] = {}
    for anchor in page.written_anchors:
        name = anchor.target
        owner = _owner(name, page)
        if owner:
            message = f"the anchor '#{name}' belongs to {owner}"
        elif name in first:
            message = f"the anchor '#{name}' stands here a second time, first in line {first[name]}"
        else:
            first[name] = anchor.line
            continue
        yield Problem(anchor.line, anchor.column, message, "choose another name, the same in every language")
    for name, heading in page.heading_anchors.items():
        if name in OWN_ANCHORS:
            yield Problem(
                heading.line,
                1,
                f"this heading would get the anchor '#{name}', which belongs to {OWN_ANCHORS[name]}",
                "write an anchor behind it, such as `{#surat}`, the same in every language",
            )


def _owner(name: str, page: Page) -> str:
    """Say what of our own has the anchor ``name``; empty when it is free."""
    if name in OWN_ANCHORS:
        return OWN_ANCHORS[name]
    if _QUIZ_ANCHOR.fullmatch(name):
        return "a quiz"
    prefixes = tuple(GENERATED[block.argument][0] for block in page.blocks if is_generating(block))
    return "the list of the block 'sources'" if prefixes and name.startswith(prefixes) else ""


@rule("page")
def check_heading_skipped(page: Page, context: Context) -> Iterator[Problem]:
    """Headings begin at `##`, below the title of the page, and go down one level at a time.

    Why: who listens to a page instead of seeing it goes from heading to heading; a missing level sounds like a
    missing part.

    Wrong::

        ## Surat apa saja?

        #### Dari kantor desa

    Right::

        ## Surat apa saja?

        ### Dari kantor desa

    Fix: use one `#` more than the heading above, never two; a group of cards with a title needs a `##` above it.
    """
    del context
    level = 1
    for heading in page.every_heading:
        if heading.level == 1 and page.body_line == 1:
            continue  # without a front matter this is probably the page's title
        if heading.level == 1:
            yield Problem(
                heading.line,
                1,
                "this is a second title of the page; its title stands in the front matter",
                "begin the line with `##`",
            )
        elif heading.level > level + 1:
            yield Problem(heading.line, 1, *_skipped(heading, level, page))
        level = heading.level


def _skipped(heading: Heading, level: int, page: Page) -> tuple[str, str]:
    above = f"a heading of level {level}" if level > 1 else "the title"
    block = next((block for block in page.blocks if block.line <= heading.line <= _end(block)), None)
    if block is not None:
        return (
            f"the block '{block.name}' writes a heading of level {heading.level} directly below {above}",
            f"write a heading of level {heading.level - 1} above it",
        )
    wanted = "#" * (level + 1)
    return (
        f"the heading '{heading.words}' of level {heading.level} stands directly below {above}",
        f"begin the line with `{wanted}`",
    )


def _end(block: Block) -> int:
    return block.body_line + block.body.count("\n") + 1
