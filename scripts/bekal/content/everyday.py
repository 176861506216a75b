"""What people say for each page: keywords of the pages and groups of ``synonyms.yml``, for search and for the A-Z.

Responsible for which page a word leads to, and to which heading of it.
Roots are ``affixes``; how search ranks is its own business, and how the A-Z looks that of ``markdown``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bekal.content.affixes import Lexicon, fold, words_of
from bekal.content.common_words import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.content.catalogue import Catalogue, Page
    from bekal.content.data import Data

WORDS_PAGE: Final = "about/words"
"""The page that lists the words from A to Z."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What people say, and the pages that they mean by it, the best first."""

    words: tuple[str, ...]
    slugs: tuple[str, ...]
    is_keyword: bool = False
    """Whether it is what one page says of itself, which is less sure than a group."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """What people say in one locale, words that stand for others, and words that our pages avoid."""

    groups: tuple[Saying, ...] = ()
    means: dict[str, str] = field(default_factory=dict)
    instead: dict[str, str] = field(default_factory=dict)
    """Words that our pages avoid, and what they say instead."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the A-Z: what people say, beginning with the same letter, and the page and heading it leads to."""

    words: tuple[str, ...]
    slug: str
    anchor: str
    title: str

    @property
    def letter(self) -> str:
        """The letter that it stands under."""
        return _letter(self.words[0])


def _letter(words: str) -> str:
    first = fold(words).lstrip("“\"'(")[:1]
    return first.upper() if first.isalpha() else "0-9"


def gather_sayings(catalogue: Catalogue, data: Data, locale: str) -> Sayings:
    """Gather what people say for each page that readers of ``locale`` are handed."""
    slugs = {page.slug for page in catalogue.reading_order(locale)}
    means: dict[str, str] = {}
    groups: list[Saying] = []
    known: set[tuple[str, str]] = set()
    for group in data.synonyms.values():
        said = (*group.words.in_locale(locale), *(group.spoken if locale == "id" else ()))
        meant = group.means.in_locale(locale)
        if meant:
            means |= {fold(word): fold(meant[0]) for word in said}
        places = (page.partition("#")[0] for page in group.pages)
        led = tuple(dict.fromkeys(slug for slug in places if slug in slugs))
        if said and led:
            groups.append(Saying(said, led))
            known.update((fold(words), slug) for words in said for slug in led)
    for page in catalogue.reading_order(locale):
        own = tuple(
            keyword for keyword in page.front_matter.keywords if (fold(keyword), page.slug) not in known
        )
        if own:
            groups.append(Saying(own, (page.slug,), is_keyword=True))
    instead = {
        fold(form): better if isinstance(better := word.better, str) else better.in_locale(locale)
        for word in data.avoid_words.values()
        if locale in word.locales
        for form in word.all_forms
        if len(words_of(form)) == 1
    }
    return Sayings(tuple(groups), means, instead)


def list_entries(catalogue: Catalogue, data: Data, locale: str) -> list[Entry]:
    """List the A-Z of ``locale``: every word once, in the order of the alphabet.

    A group of ``synonyms.yml`` decides where its words lead; a keyword leads to the page whose title says most of it,
    else to the first lesson that names it.
    Keywords of pages that only lead on say too little of where to go.
    Words that are not to be printed are left out: those to avoid, and local words that nobody has checked.
    What stands under the same letter and leads to the same page stands in one entry: a thousand lines would weigh more
    than ten lessons.
    """
    order = [page for page in catalogue.reading_order(locale) if page.slug != WORDS_PAGE]
    lexicon = _lexicon(order, data, locale)
    pages = {page.slug: page for page in order}
    barred = _barred(data, locale)
    places: dict[str, tuple[str, Page, str]] = {}
    for group in data.synonyms.values():
        chosen = next((page for page in group.pages if page.partition("#")[0] in pages), None)
        if chosen is None:
            continue
        slug, _, anchor = chosen.partition("#")
        said = (*group.words.in_locale(locale), *(group.spoken if locale == "id" else ()))
        for words in said:
            if words not in group.unchecked:
                places.setdefault(fold(words), (words, pages[slug], anchor))
    lessons = [page for page in order if page.slug.rpartition("/")[2] != "index"]
    for words, candidates in _keywords(lessons).items():
        if fold(words) not in places:
            best = max(candidates, key=lambda page: _closeness(words, page, lexicon))
            places[fold(words)] = (words, best, "")
    lines: dict[tuple[str, str], list[tuple[str, Page, str]]] = {}
    for key, place in sorted(places.items()):
        if not barred.search(" ".join(words_of(key))):
            lines.setdefault((_letter(key), place[1].slug), []).append(place)
    entries = [_entry(line, lexicon) for line in lines.values()]
    return sorted(entries, key=lambda entry: (entry.letter, fold(entry.words[0]), entry.slug))


def _lexicon(order: list[Page], data: Data, locale: str) -> Lexicon:
    sayings = (words for group in data.synonyms.values() for words in group.words.in_locale(locale))
    texts = [*sayings]
    for page in order:
        texts += [page.front_matter.title, *page.front_matter.keywords]
        texts += [heading.words for heading in page.every_heading]
    return Lexicon.of_words((word for text in texts for word in words_of(text)), locale)


def _keywords(order: list[Page]) -> dict[str, list[Page]]:
    found: dict[str, list[Page]] = {}
    for page in order:
        for keyword in page.front_matter.keywords:
            found.setdefault(keyword, []).append(page)
    return found


def _closeness(words: str, page: Page, lexicon: Lexicon) -> int:
    """Say how much of ``words`` the title of ``page`` holds."""
    return len(_roots(words, lexicon) & _roots(page.front_matter.title, lexicon))


def _entry(line: list[tuple[str, Page, str]], lexicon: Lexicon) -> Entry:
    words, page = tuple(place[0] for place in line), line[0][1]
    written = next((place[2] for place in line if place[2] in page.anchors), "")
    return Entry(
        words, page.slug, written or _heading(" ".join(words), page, lexicon), page.front_matter.title
    )


def _heading(words: str, page: Page, lexicon: Lexicon) -> str:
    """Find the anchor of the heading that says most of ``words``; none when the title says as much."""
    sought = _roots(words, lexicon)
    best, most = "", len(sought & _roots(page.front_matter.title, lexicon))
    for anchor, title in _anchored(page):
        shared = len(sought & _roots(title, lexicon))
        if shared > most:
            best, most = anchor, shared
    return best


def _anchored(page: Page) -> Iterator[tuple[str, str]]:
    named = {heading.line: anchor for anchor, heading in page.heading_anchors.items()}
    for heading in page.every_heading:
        anchor = heading.identity or named.get(heading.line, "")
        if anchor and not heading.depends:
            yield anchor, heading.words


@lru_cache(maxsize=8192)
def _roots(text: str, lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.stem(word) for word in words_of(text) if word not in COMMON[lexicon.locale])


def _barred(data: Data, locale: str) -> re.Pattern[str]:
    """Find the words to avoid in the words of an entry."""
    forms = [
        " ".join(words_of(form))
        for word in data.avoid_words.values()
        if locale in word.locales
        for form in word.all_forms
    ]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})\b" if forms else "(?!)")
