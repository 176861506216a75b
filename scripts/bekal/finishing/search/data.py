"""What the search script is given: words and roots, pages with what people say for them, and for the site the texts.

A book needs no texts: the script reads them where they stand.
What people say comes from ``content``; how pages are ranked is the script's business.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from markdown.extensions.toc import slugify

from bekal.config import LIMITS
from bekal.content.affixes import EXCEPTIONS, MOST_STEPS, RULES, SHORTEST_ROOT, Lexicon, fold, words_of
from bekal.content.common_words import COMMON, WEAK
from bekal.content.markdown.context import SOURCES_PAGE
from bekal.content.uses import lists_documents
from bekal.finishing.audit import compressed_size
from bekal.finishing.search.packing import ALPHABET, front_code, pack, read_front_code, write_bits
from bekal.finishing.search.shortening import next_limit, shorten
from bekal.finishing.search.units import BLOCKS, CONTACT_PAGES, UNSOUGHT, Unit, read_units
from bekal.locale import translator
from bekal.rendering.context import EMERGENCY_PAGE
from bekal.rendering.pages import CHAPTERS, DOORS, chapter_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bekal.content.everyday import Sayings
    from bekal.finishing.assets import Assets
    from bekal.rendering.pages import RenderedPage

WEIGHTS: Final = {"family": 1.0, "community": 0.9, "facilitator": 0.6}
"""How much a hit counts on the pages of each audience: families come first."""

LIST_WEIGHT: Final = 0.75
"""The same for pages that lead to others or list them."""

LISTS: Final = ("about/glossary",)
"""Pages that list words of all lessons; the lesson itself tells more."""

FACILITATOR_CHARACTERS: Final = 160
"""Characters of each part of a session plan that the site's search shows; families' pages need the room."""

UNSOUGHT_PAGES: Final = ("about/words",)
"""Pages that only lead to others by words: search does that itself."""

_GROUP: Final = re.compile(r"\\([1-9])")


@dataclass(frozen=True, slots=True)
class Sought:
    """What can be found in one locale: the pages with their parts, and what people say for each."""

    locale: str
    pages: tuple[RenderedPage, ...]
    units: tuple[tuple[Unit, ...], ...]
    sayings: Sayings
    lexicon: Lexicon


def gather(pages: Sequence[RenderedPage], locale: str, sayings: Sayings) -> Sought:
    """Read the parts of the pages of ``locale`` that can be found, and the roots of their words."""
    chosen = tuple(
        page
        for page in pages
        if page.locale == locale and page.slug not in UNSOUGHT_PAGES and not lists_documents(page.slug)
    )
    units = tuple(
        tuple(Unit(unit.title, unit.anchor, ()) for unit in read_units(page))
        if page.slug == SOURCES_PAGE
        else tuple(read_units(page))
        for page in chosen
    )
    words = {
        word
        for part in units
        for unit in part
        for text in (unit.title, *unit.blocks)
        for word in words_of(text)
    }
    words.update(word for group in sayings.groups for said in group.words for word in words_of(said))
    return Sought(locale, chosen, units, sayings, Lexicon.of_words(words, locale, sayings.means))


def common_data(sought: Sought, style: str) -> dict[str, Any]:
    """Give what the script needs in the site and in a book alike, but for the pages."""
    words = translator(sought.locale)
    return {
        "words": {
            "title": words("Search"),
            "label": words("What are you looking for?"),
            "close": words("Close"),
            "none": words("Nothing found. Try another word, or choose here:"),
            "one": words("1 page found"),
            "many": words("{count} pages found", count="{count}"),
            "help": words("Need help now?"),
            "all": words("All words from A to Z"),
        },
        "rules": [
            [pattern, [_GROUP.sub(r"$\1", change) for change in changes]]
            for pattern, changes in RULES[sought.locale]
        ],
        "steps": MOST_STEPS,
        "shortest": SHORTEST_ROOT,
        "others": EXCEPTIONS[sought.locale] | sought.sayings.means,
        "common": sorted(COMMON[sought.locale]),
        "weak": sorted(WEAK[sought.locale]),
        "instead": _instead(sought),
        "chapters": [words(title) for title in CHAPTERS.values()],
        "style": style,
    }


def _instead(sought: Sought) -> dict[str, str]:
    """Give what to look for as well where somebody types a word that our pages avoid."""
    return {
        word: " ".join(dict.fromkeys(word for word in words_of(better) if word not in COMMON[sought.locale]))
        for word, better in sorted(sought.sayings.instead.items())
    }


def site_data(sought: Sought, style: str, limit: int | None = None) -> dict[str, Any]:
    """Give what the script of the site is given: everything, with the texts packed.

    With a ``limit`` only so many characters of each part, or a few more, are texts; of the others the words are left.
    """
    limits = [_limit(page, limit) for page in sought.pages]
    shown = [
        units if most is None else shorten(units, most, sought.lexicon)
        for units, most in zip(sought.units, limits, strict=True)
    ]
    anchors = {
        f"{place}.{number}": unit.anchor
        for place, units in enumerate(shown)
        for number, unit in enumerate(units)
        if number and unit.anchor != slugify(unit.title, "-")
    }
    # What people say stands before the pages; nobody is shown it, so it may begin with a capital, which costs nothing.
    said = "\f".join("\n".join(map(_capital, group.words)) for group in sought.sayings.groups)
    texts = ("\f".join("\n".join((unit.title, *unit.blocks)) for unit in units) for units in shown)
    packed = pack("\v".join((said, *texts)))
    roots = sought.lexicon.roots
    words = [fold(word) for word in (*packed.often, *read_front_code(packed.words))]
    return common_data(sought, style) | {
        "alphabet": ALPHABET,
        "pages": [_page(page, page.slug) for page in sought.pages],
        "said": [places for _, *places in _said(sought, [page.slug for page in sought.pages])],
        "doors": _doors(),
        "anchors": anchors,
        "texts": [list(packed.often), packed.words, packed.text],
        "roots": front_code(sorted(roots.difference(words))),
        "isRoot": write_bits([word in roots for word in words]),
    }


def book_data(sought: Sought, style: str, anchors: Mapping[str, str]) -> dict[str, Any]:
    """Give what the script of a whole book is given: ``anchors`` says where in it a page stands, by slug."""
    return common_data(sought, style) | {
        "roots": front_code(sorted(sought.lexicon.roots)),
        "blocks": sorted(BLOCKS),
        "unsought": sorted(UNSOUGHT),
        "contacts": CONTACT_PAGES.replace("/", "-"),
        "pages": [_page(page, anchors[page.slug]) for page in sought.pages],
        "said": _said(sought, [page.slug for page in sought.pages]),
        "doors": [anchors[slug] for slug in _doors() if slug in anchors],
    }


def _doors() -> list[str]:
    """Where somebody goes on whose words are not here: the doors, and all numbers."""
    return [*(f"{chapter}/index" for chapter in DOORS), EMERGENCY_PAGE]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _limit(page: RenderedPage, limit: int | None) -> int | None:
    """Say how much of each part of a page is text: for facilitators little, whatever room there is."""
    if page.front_matter.audience == "facilitator":
        return FACILITATOR_CHARACTERS if limit is None else min(limit, FACILITATOR_CHARACTERS)
    return limit


def _said(sought: Sought, slugs: list[str]) -> list[list[Any]]:
    """Give what people say, each group with the numbers of its pages; what a page says of itself is marked."""
    return [
        [
            "|".join(group.words),
            [slugs.index(slug) for slug in group.slugs if slug in slugs],
            *([1] if group.is_keyword else []),
        ]
        for group in sought.sayings.groups
    ]


def _page(page: RenderedPage, place: str) -> list[Any]:
    weight = WEIGHTS.get(page.front_matter.audience, 1.0)
    if page.slug == "index" or page.slug.endswith("/index") or page.slug in LISTS:
        weight *= LIST_WEIGHT
    chapter = chapter_of(page.slug)
    number = list(CHAPTERS).index(chapter) if chapter else -1
    return [place, number, round(weight, 2)]


def write_json(data: Mapping[str, Any]) -> str:
    """Write ``data`` so that it may stand in a script or in a page."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def site_script(sought: Sought, assets: Assets) -> str:
    """Write the script of the site: the data, then what searches it; texts are shortened until it keeps its limit."""
    limit: int | None = None
    while True:
        data = write_json(site_data(sought, assets.search_style, limit))
        script = f"bekalData={data};\n{assets.search_script}\n"
        weight = compressed_size(script)
        if weight <= LIMITS.search_bytes:
            return script
        fixed = weight - compressed_size(data)
        shorter = next_limit(sought.units, (LIMITS.search_bytes - fixed) / (weight - fixed), limit)
        if shorter is None:
            return script
        limit = shorter
