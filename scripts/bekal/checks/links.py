"""Links: each leads to a page and an anchor of this kit that exist, and none to the outside.

Addresses that run something are ``html``; images are ``images``.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bekal.checks.html import OUTSIDE_SCHEMES, READ_DATA, scheme_of, shown_texts
from bekal.checks.rules import rule
from bekal.content.block_items import block_targets
from bekal.content.blocks import Link, Problem
from bekal.content.catalogue import Page
from bekal.content.likeness import suggest
from bekal.content.markup import scan_targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocks import Block
    from bekal.content.data_files import DataFile

LEAST_DIGITS: Final = 7
"""From so many digits on, a number to dial is reported by `literal-number`."""

MAX_SHOWN: Final = 60
"""Characters of an address that a message shows."""

_ADDRESS_KEYS: Final = frozenset({"url", "value", "as_printed"})
"""Keys of the data whose texts are addresses."""

_ALONE: Final = (
    re.compile(r"(?<![\w/.])(?P<target>(?:https?://|www\.)[^\s<>()\[\]]+)", re.IGNORECASE),
    re.compile(r"<(?P<target>(?:ftp|mailto|tel|sms):[^\s<>]*|[^\s<>@]{1,64}@[^\s<>@]+)>", re.IGNORECASE),
)
"""Addresses without a link: written out, or in pointed brackets."""

GENERATED: Final = {
    "laws": ("law-", "laws"),
    "documents": ("source-", "sources"),
    "contacts": ("contact-", "contacts"),
    "terms": ("term-", "terms"),
}
"""The anchors that `/// sources` writes: a prefix, and the data file whose ids follow it."""


@rule("page")
def check_link_target_missing(page: Page, context: Context) -> Iterator[Problem]:
    """A link leads to a page of the same language, by its file name, and to an anchor that stands there.

    Why: somebody in trouble follows a link once; when it leads nowhere, they stop.

    Wrong::

        [Biaya](costs.html#tabel)

    Right::

        [Biaya](costs-and-debt.md#tabel)

    Fix: take the page or anchor that the message proposes; for a heading of your own write `{#anchor}` behind it,
    the same in every language.
    """
    for link in page.links:
        if not scheme_of(link.target):
            yield from _check_target(page, link, context)


@rule("page", "data")
def check_link_outside(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """No link leads outside: the kit is read without internet; addresses stand in `docs/data`, with their source.

    Why: the kit is read where there is no internet; a link that leads nowhere takes away trust, and an address
    without a source can lead to a fraud.

    Wrong::

        Baca [undang-undangnya](https://peraturan.example/uu-18-2017).

    Right::

        Baca [[law:uu-18-2017]].

    Fix: name the document in words and put its address into `docs/data/sources.yml`; a person's or office's
    address belongs in `docs/data/contacts.yml`.
    """
    del context
    if isinstance(file, Page):
        yield from _leading_outside(file.raw_lines)
        for block in file.blocks:
            for door in block_targets(block):
                if scheme_of(door.target) in OUTSIDE_SCHEMES:
                    yield _outside(door)
    elif file.name in READ_DATA:
        for entry in file.nodes.values():
            for node in shown_texts(entry, _ADDRESS_KEYS):
                for problem in _leading_outside([(node.line, str(node.value))]):
                    yield replace(problem, column=node.column)


def _leading_outside(lines: list[tuple[int, str]]) -> Iterator[Problem]:
    """Find targets of links and images, and addresses alone, that lead outside; also in what looks like code."""
    found: set[tuple[int, int]] = set()
    for link in scan_targets(lines):
        scheme = scheme_of(link.target)
        if scheme in {"tel", "sms"} and sum(map(str.isdigit, link.target)) >= LEAST_DIGITS:
            continue  # reported as a number in the running text
        if scheme in OUTSIDE_SCHEMES:
            found.add((link.line, link.column))
            yield _outside(link)
    for number, line in lines:
        if "<" in line or "://" in line or "www." in line.lower():
            for pattern in _ALONE:
                for match in pattern.finditer(line):
                    if (number, match.start("target") + 1) not in found:
                        yield _outside(Link(match["target"], number, match.start("target") + 1))


def _outside(link: Link) -> Problem:
    scheme = scheme_of(link.target)
    target = link.target.rstrip(").,;:")
    shown = target if len(target) <= MAX_SHOWN else f"{target[: MAX_SHOWN - 1]}…"
    fix = (
        "put it into docs/data/contacts.yml, and write `/// contact | id`"
        if "@" in link.target or scheme in {"mailto", "tel", "sms", "whatsapp", "geo"}
        else "put the address into docs/data/sources.yml, and name the document in words"
    )
    return Problem(link.line, link.column, f"'{shown}' leads outside", fix)


def _check_target(page: Page, link: Link, context: Context) -> Iterator[Problem]:
    path, _, anchor = link.target.partition("#")
    if not path and not anchor:
        yield Problem(link.line, link.column, "this link leads nowhere", "write a page or an anchor into it")
        return
    target: Page | None = page
    if "?" in path:
        yield Problem(
            link.line,
            link.column,
            f"the link '{link.target}' asks a server, and there is none",
            "remove `?` and what follows it",
        )
        return
    if path:
        place = posixpath.normpath(posixpath.join(posixpath.dirname(page.slug), path))
        if _is_asset(page, place, context):
            return
        slug = place.removesuffix(".md")
        target = context.catalogue.any_page(page.locale, slug) if path.endswith(".md") else None
        if target is None or path.startswith("/"):
            yield Problem(
                link.line,
                link.column,
                f"the link '{link.target}' leads to no page",
                _near_page(page, path, anchor, context),
            )
            return
    if anchor and target is not None and (target.body or target is page):
        yield from _check_anchor(page, target, anchor, link, context)


def _check_anchor(page: Page, target: Page, anchor: str, link: Link, context: Context) -> Iterator[Problem]:
    if anchor in target.anchors or _is_generated(target, anchor, context):
        return
    where = "this page" if target is page else target.path
    near = suggest(anchor, sorted(target.anchors))
    shown = f"{link.target.partition('#')[0]}#{near}"
    depends = next((heading for heading in target.headings if heading.depends and not heading.identity), None)
    if near:
        fix = f"did you mean '{shown}'?"
    elif depends:
        fix = (
            f"add `{{#{anchor}}}` to the heading in line {depends.line} of {where} if you mean it: "
            "its words come from the data"
        )
    else:
        fix = f"add `{{#{anchor}}}` to a heading of {where}, or correct the link"
    yield Problem(link.line, link.column, f"{where} has no anchor '#{anchor}'", fix)


def is_generating(block: Block) -> bool:
    """Whether a block writes a list whose entries have anchors."""
    return block.name == "sources" and block.argument in GENERATED


def _is_generated(target: Page, anchor: str, context: Context) -> bool:
    for block in target.blocks:
        prefix, file = GENERATED[block.argument] if is_generating(block) else ("", "")
        if prefix and anchor.startswith(prefix):
            known = context.ids(file)
            return known is None or anchor.removeprefix(prefix) in known
    return False


def _is_asset(page: Page, place: str, context: Context) -> bool:
    """Whether a link leads to a file that is no page: beside the page, or in the shared ``docs/assets``."""
    assets = context.catalogue.assets
    return (
        f"{page.locale}/{place}" in assets
        or posixpath.normpath(f"{page.locale}/{place}") in assets
        or place in assets
    )


def _near_page(page: Page, path: str, anchor: str, context: Context) -> str:
    """Name the page that was probably meant, as the link that leads there."""
    wanted = posixpath.splitext(path.rstrip("/"))[0]
    slugs = context.catalogue.slugs[page.locale]
    folder = posixpath.dirname(page.slug)
    place = posixpath.normpath(posixpath.join(folder, wanted)).lstrip("./")
    near = next((slug for slug in (place, f"{place}/index") if slug in slugs), "") or _alike(place, slugs)
    if not near:
        return "write the path of a page from here, such as `../departure/documents.md`"
    link = posixpath.relpath(f"{near}.md", folder or ".")
    return f"did you mean '{link}{f'#{anchor}' if anchor else ''}'?"


def _alike(place: str, slugs: list[str]) -> str:
    """The slug whose file name is the nearest to that of ``place``; empty when none is near."""
    name = posixpath.basename(place)
    names = list(dict.fromkeys(posixpath.basename(slug) for slug in slugs))
    longer = [other for other in names if other.startswith(f"{name}-")]
    near = name if name in names else next(iter(longer), "") or suggest(name, names)
    same_name = [slug for slug in slugs if posixpath.basename(slug) == near]
    return max(same_name, key=lambda slug: difflib.SequenceMatcher(None, place, slug).ratio(), default="")
