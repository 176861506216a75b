"""What people in trouble look for is reached from the front page in three taps, and says what they need to hear.

``situations.yml`` was written before the pages were read; here the pages are held against it.
Nothing is built: the links are those of the Markdown, and a place is what stands under its heading,
with the contact cards as they are printed there.
The buttons below each page (help, home, search) do not count as taps, so that the pages must do without them.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from bekal.config import find_project
from bekal.content.block_items.contacts import parse_contacts
from bekal.content.markdown import BekalExtension
from bekal.content.markdown.context import PageContext
from bekal.content.reading import Content, read_content

if TYPE_CHECKING:
    from bekal.content.blocks import Block
    from bekal.content.catalogue import Page

PROJECT = find_project(Path(__file__).parent)
FRONT_PAGE = "index"
TAPS = 3
LOCALE = "id"
"""The language of the decisive words; that the other one holds the same contacts is a rule of the check."""


@dataclass(frozen=True)
class Situation:
    situation: str
    at: str
    words: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.at.partition("#")[0]

    @property
    def anchor(self) -> str:
        return self.at.partition("#")[2]


def _load() -> list[Situation]:
    entries = yaml.safe_load((Path(__file__).parent / "situations.yml").read_text(encoding="utf-8"))
    return [
        Situation(
            entry.pop("situation"),
            entry.pop("at"),
            tuple(entry.pop("words", ())),
            tuple(entry.pop("contacts", ())),
            **entry,
        )
        for entry in entries
    ]


SITUATIONS = _load()
each_situation = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda found: found.situation)


@cache
def content() -> Content:
    return read_content(PROJECT)


def page_of(slug: str) -> Page:
    page = content().catalogue.page(LOCALE, slug)
    assert page is not None, f"there is no page {slug}"
    return page


def neighbours(page: Page) -> set[str]:
    """The pages that a link or a chapter door of ``page`` opens."""
    targets = (link.target.partition("#")[0] for link in page.links)
    folder = posixpath.dirname(page.slug)
    return {
        posixpath.normpath(posixpath.join(folder, target)).removesuffix(".md")
        for target in targets
        if target.endswith(".md")
    }


@cache
def taps() -> dict[str, int]:
    """How many taps each page is away from the front page."""
    away = {FRONT_PAGE: 0}
    reached = [FRONT_PAGE]
    for slug in reached:
        page = content().catalogue.page(LOCALE, slug)
        for target in sorted(neighbours(page)) if page else ():
            if target not in away:
                away[target] = away[slug] + 1
                reached.append(target)
    return away


def bounds(page: Page, anchor: str) -> tuple[int, int]:
    """The lines under a heading, down to the next one that is as high."""
    headings = page.headings
    place = next((index for index, heading in enumerate(headings) if heading.identity == anchor), None)
    assert place is not None, f"{page.slug} has no heading #{anchor}"
    start = headings[place]
    end = next((heading.line for heading in headings[place + 1 :] if heading.level <= start.level), None)
    return start.line, end or page.body_line + len(page.raw_lines)


def contacts_in(block: Block) -> list[str]:
    if block.name == "contact":
        return block.arguments[:1]
    if block.name == "contacts":
        choice, _ = parse_contacts(block)
        return [contact.id for contact in content().data_files.data.contacts.values() if choice.fits(contact)]
    return []


def ways(words: str) -> list[str]:
    """The ways to say the same thing, one of which is enough."""
    return words.split(" / ")


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def shown(page: Page, anchor: str) -> str:
    """What a reader reads there, contact cards included."""
    start, end = bounds(page, anchor)
    source = "\n".join(line for number, line in page.raw_lines if start <= number < end)
    context = PageContext(page.slug, LOCALE, data=content().data_files.data)
    html = Markdown(extensions=["attr_list", BekalExtension(context=context)]).convert(source)
    body = LexborHTMLParser(html).body
    return plain(body.text(separator=" ")) if body else ""


@each_situation
def test_the_page_is_at_most_three_taps_from_the_front_page(situation: Situation) -> None:
    page_of(situation.slug)
    assert taps().get(situation.slug, TAPS + 1) <= TAPS


@each_situation
def test_the_place_says_what_decides(situation: Situation) -> None:
    text = shown(page_of(situation.slug), situation.anchor)
    missing = [word for word in situation.words if not any(plain(way) in text for way in ways(word))]
    assert missing == []


@each_situation
def test_the_place_names_whom_to_contact(situation: Situation) -> None:
    page = page_of(situation.slug)
    start, end = bounds(page, situation.anchor)
    there = {name for block in page.blocks if start <= block.line < end for name in contacts_in(block)}
    assert [name for name in situation.contacts if name not in there] == []


def test_every_situation_asks_for_something_and_is_told_once() -> None:
    assert [entry.situation for entry in SITUATIONS if not entry.words and not entry.contacts] == []
    assert len({entry.situation for entry in SITUATIONS}) == len(SITUATIONS)


def test_a_number_is_asked_for_as_a_contact_and_never_in_words() -> None:
    """A number in words would stay here, and wrong, when the data change."""
    assert [word for entry in SITUATIONS for word in entry.words if re.search(r"\d{3}", word)] == []
