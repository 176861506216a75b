"""Plain Indonesian and English: pages and sentences that are read to the end, and no bare letters of offices.

Many readers finished primary school only, and read a second language.
Tables, lists of names and code are left alone; an item of a list is a sentence of its own.
These rules count and compare; whether a text is understood, five readers in the village decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bekal.checks.numbers import LAW
from bekal.checks.rules import rule
from bekal.checks.sentences import count_read_words, printed, read_page
from bekal.config import SOURCE_LOCALE
from bekal.content.blocks import REFERENCE, Problem
from bekal.content.sentences import Kind, count_page_words
from bekal.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page
    from bekal.content.sentences import Passage, Sentence

MAX_WORDS: Final = 22
MEAN_WORDS: Final = 12
MOST_ON_A_PAGE: Final = 500
"""Words that somebody with primary school reads in one sitting, the quiz among them."""
LEAST_SENTENCES: Final = 5
"""Fewer sentences have no average worth the name."""

KNOWN_ABBREVIATIONS: Final = frozenset(
    (
        *(
            "HP",
            "SMS",
            "WA",
            "TV",
            "USB",
            "PIN",
            "ATM",
            "SIM",
            "PDF",
            "QR",
            "GPS",
            "CD",
            "DVD",
            "OK",
            "ID",
            "WC",
        ),
        *("NTT", "NTB", "RT", "RW", "AM", "PM", "US", "UK", "UN", "RM", "HK", "NT", "HIV", "TBC"),
        "ANTARA",  # the news agency: a name, whose letters stand for no words
    )
)
"""Letters that everybody uses as words; everything else is introduced by `[[term:…]]`."""
KNOWN_IN_VILLAGES: Final = frozenset(
    ("KTP", "KK", "TK", "SD", "SMP", "SMA", "SMK", "WITA", "WIB", "WIT", "RI")
)
"""Letters that everybody in Indonesia uses as words; in other languages they are introduced."""
_EMPHASIS: Final = frozenset(
    (
        *(
            "TIDAK",
            "JANGAN",
            "BUKAN",
            "HARUS",
            "BELUM",
            "WAJIB",
            "BOLEH",
            "HANYA",
            "SEMUA",
            "ATAU",
            "DAN",
            "UJI",
            "COBA",
        ),
        *("NOT", "NEVER", "DO", "NO", "ALL", "ONLY", "MUST", "STOP", "OR", "AND", "TRIAL"),
    )
)
_ABBREVIATION: Final = re.compile(
    r"(?<![\w/.@#&-])(?!(?:RM|HK|NT|US)\d)[A-Z][A-Za-z0-9]*[A-Z][A-Za-z0-9]*(?![\w@])(?!\.\w)"
)
_DIGIT: Final = re.compile(r"\d")
_ROMAN: Final = re.compile(r"[IVXLC]+")
_SHOUTED: Final = re.compile(r"[A-Z]{4,}")
_EXPLAINED: Final = re.compile(
    r"(?<!\w)(?P<first>[A-Z][A-Za-z0-9]+)\s+\(\s*[^()\s]+\s+[^()]{3,}\)|\((?P<last>[A-Z][A-Za-z0-9]+)\)"
)


@rule("page")
def check_sentence_long(page: Page, context: Context) -> Iterator[Problem]:
    """A sentence has at most 22 words.

    Why: who reads slowly has forgotten the beginning of a long sentence when its end comes.

    Wrong::

        Sebelum membayar, minta daftar biaya resmi di kantor tenaga kerja kabupaten, lalu minta kuitansi untuk setiap
        rupiah yang Anda bayar kepada siapa pun juga di sana.

    Right::

        Sebelum membayar, minta daftar biaya resmi di kantor tenaga kerja. Minta kuitansi untuk setiap pembayaran.

    Fix: make two sentences of it, each with one thought.
    """
    for sentence, words in _measured(page, context):
        if words > MAX_WORDS:
            yield Problem(
                *sentence.place,
                f"this sentence has {words} words, at most {MAX_WORDS} are read in one go",
                "make two sentences of it",
            )


@rule("page")
def check_sentences_long_on_average(page: Page, context: Context) -> Iterator[Problem]:
    """The sentences of a page have at most 12 words on average.

    Why: one long sentence is a step, a page of them is a wall.

    Wrong::

        a page on which every sentence has fifteen words

    Right::

        the same page, with one thought in each sentence

    Fix: shorten the sentences that the message names.
    """
    measured = _measured(page, context)
    total = sum(words for _, words in measured)
    if len(measured) < LEAST_SENTENCES or total <= MEAN_WORDS * len(measured):
        return
    longest = sorted(measured, key=lambda pair: (-pair[1], pair[0].place))[:3]
    places = ", ".join(f"line {sentence.place[0]} ({words} words)" for sentence, words in longest)
    yield Problem(
        page.body_line,
        1,
        f"the sentences of this page have {total / len(measured):.1f} words on average, at most {MEAN_WORDS} are easy",
        f"shorten the longest first: {places}",
    )


@rule("page", severity=Severity.WARNING)
def check_page_long(page: Page, context: Context) -> Iterator[Problem]:
    """A page for families or for the village has at most 500 words, with its titles and its quiz.

    Why: who reads slowly, on a borrowed phone, must reach the end of a page, and whom to call often stands there.

    Wrong::

        a page about documents, costs and the journey, with 700 words

    Right::

        a page for each, and a link from one to the next

    Fix: leave out what the page says twice or another page says better, or move a part to a page of its own. What to
    do, whom to call and the conditions of a right stay.
    """
    if page.found is None or page.found.audience not in {"family", "community"}:
        return
    words = count_page_words(read_page(page, context).passages)
    if words > MOST_ON_A_PAGE:
        yield Problem(
            page.body_line,
            1,
            f"this page has {words} words, at most {MOST_ON_A_PAGE} are read to the end",
            "leave out what is said twice, or move a part to a page of its own",
        )


def _measured(page: Page, context: Context) -> list[tuple[Sentence, int]]:
    """The sentences whose length counts, with their words."""
    key = ("measured", page.path)
    if key not in context.shared:
        context.shared[key] = [
            (sentence, count_read_words(printed(sentence.text, page.locale, context)))
            for sentence in read_page(page, context).sentences
            if sentence.passage.kind not in {Kind.TITLE, Kind.CELL}
        ]
    measured: list[tuple[Sentence, int]] = context.shared[key]
    return measured


@rule("page")
def check_abbreviation_unexplained(page: Page, context: Context) -> Iterator[Problem]:
    """An abbreviation is introduced by `[[term:…]]` before the page uses it.

    Why: officials live among these letters, families do not; who does not know one of them stops reading.

    Wrong::

        Tanya BP3MI di Kupang.

    Right::

        Tanya [[term:bp3mi]] di Kupang.

    Fix: write the reference where the abbreviation first stands. Is it missing in `docs/data/terms.yml`? Add it there,
    or write the words out.
    """
    terms = _term_letters(page.locale, context)
    introduced: dict[str, tuple[int, int]] = {}
    for reference in page.references:
        if reference.kind == "term":
            for letters, identities in terms.items():
                if reference.target in identities:
                    introduced.setdefault(letters, (reference.line, reference.column))
    free = _free_letters(page.locale, context)
    read = read_page(page, context)
    for passage in read.passages:
        for match in _EXPLAINED.finditer(passage.text) if "(" in passage.text else ():
            introduced.setdefault(match["first"] or match["last"], passage.place(match.start()))
    seen: set[str] = set()
    for passage in read.passages:
        for letters, place in _abbreviations(passage):
            known = introduced.get(letters)
            if letters in seen or letters in free or _is_word(letters, terms, read.passages):
                continue
            if known is None or (known > place and passage.kind in {Kind.TEXT, Kind.ITEM}):
                seen.add(letters)
                yield _unexplained(letters, place, known, terms)


def _unexplained(
    letters: str, place: tuple[int, int], known: tuple[int, int] | None, terms: dict[str, list[str]]
) -> Problem:
    identity = next(iter(terms.get(letters, ())), "")
    if known is not None:
        message = f"'{letters}' is explained only later, in line {known[0]}"
        fix = f"write `[[term:{identity}]]` here" if identity else "move the explanation here"
    else:
        message = f"'{letters}' is not explained on this page"
        fix = (
            f"write `[[term:{identity}]]` here"
            if identity
            else "write it out, or add it to docs/data/terms.yml and write `[[term:…]]`"
        )
    return Problem(*place, message, fix)


def _abbreviations(passage: Passage) -> Iterator[tuple[str, tuple[int, int]]]:
    text = passage.text
    if "[[" in text:
        text = REFERENCE.sub(lambda match: " " * len(match[0]), text)
    if _DIGIT.search(text):  # a law has a number
        text = LAW.sub(lambda law: " " * len(law[0]), text)
    for match in _ABBREVIATION.finditer(text):
        yield match[0], passage.place(match.start())


def _is_word(letters: str, terms: dict[str, list[str]], passages: Iterable[Passage]) -> bool:
    """Whether this is no abbreviation: a Roman number, a name such as McDonald, a word in capitals."""
    if letters in terms:
        return False
    if not letters.isupper() or _ROMAN.fullmatch(letters) or letters in _EMPHASIS:
        return True
    if not _SHOUTED.fullmatch(letters):
        return False
    word = re.compile(rf"\b{letters.lower()}\b|\b{letters.capitalize()}\b")
    return any(word.search(passage.text) for passage in passages)


def _free_letters(locale: str, context: Context) -> set[str]:
    """The letters that need no explanation, and those that have a rule of their own: words to avoid."""
    key = ("free letters", locale)
    if key not in context.shared:
        avoided = {form for entry in context.data.avoid_words.values() for form in entry.all_forms}
        in_villages = KNOWN_IN_VILLAGES if locale == SOURCE_LOCALE else frozenset()
        context.shared[key] = avoided | KNOWN_ABBREVIATIONS | in_villages
    known: set[str] = context.shared[key]
    return known


def _term_letters(locale: str, context: Context) -> dict[str, list[str]]:
    """The abbreviations that terms introduce, with the ids of the terms."""
    key = ("term letters", locale)
    if key not in context.shared:
        letters: dict[str, list[str]] = {}
        for term in context.data.terms.values():
            for match in _ABBREVIATION.finditer(term.short.in_locale(locale)):
                letters.setdefault(match[0], []).append(term.id)
        context.shared[key] = letters
    known: dict[str, list[str]] = context.shared[key]
    return known
