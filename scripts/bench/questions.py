"""The questions of ``tests/search``, and what an answer to them is worth: by search, and by the A-Z without script.

There are three sets: the known one, which keywords and synonyms were tuned to, one to practise on, written later and
tuned to as well, and the blind one, which nothing is ever tuned to, so that it tells what readers with other words
will meet.
A question counts when at least one of its pages is written; the others wait, and are listed.
Reading the answers out of a browser is left to whoever asks.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml
from selectolax.lexbor import LexborHTMLParser

from bekal.content.affixes import Lexicon, words_of
from bekal.content.everyday import WORDS_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

KNOWN: Final = "questions"
PRACTICE: Final = "practice"
BLIND: Final = "blind"
"""The sets, by the names of their files."""

IN_FIRST_THREE: Final = 0.95
FIRST: Final = 0.80
IN_ALPHABET: Final = 0.80
"""The shares of the known questions that must be answered: among the first three, at once, and by the A-Z."""


ASK: Final = """(texts) => texts.map((text) => {
  const field = document.querySelector("input[type=search]");
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
  return Array.from(document.querySelectorAll("[data-bekal=search-results] a[href]"), (a) => a.getAttribute("href"));
})"""
"""Script that asks the open search of a page, and gives the links that it finds for each text."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks, and the pages that answer it, the best first."""

    text: str
    pages: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of one locale: those that can be answered, and those that wait for their pages."""

    ready: tuple[Question, ...]
    waiting: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """How many questions found their page at once and among the first three, and what was missed."""

    asked: int
    first: int
    in_three: int
    misses: tuple[str, ...]

    @property
    def first_share(self) -> float:
        """The share that found its page at once."""
        return self.first / self.asked

    @property
    def in_three_share(self) -> float:
        """The share that found its page among the first three."""
        return self.in_three / self.asked


def load_questions(root: Path, locale: str, written: Iterable[str], kind: str = KNOWN) -> Asked:
    """Read the questions of ``locale``; ``written`` are the slugs of the pages that there are."""
    text = (root / "tests" / "search" / f"{kind}.{locale}.yml").read_text(encoding="utf-8")
    every = [
        Question(one["question"], tuple(one["pages"]), one.get("note", "")) for one in yaml.safe_load(text)
    ]
    known = set(written)
    ready = tuple(one for one in every if known & set(one.pages))
    return Asked(ready, tuple(one for one in every if one not in ready))


def score(questions: Sequence[Question], answers: Sequence[Sequence[str]]) -> Score:
    """Judge the slugs that were found for each question, in their order."""
    places = [
        next((place for place, slug in enumerate(found) if slug in question.pages), None)
        for question, found in zip(questions, answers, strict=True)
    ]
    misses = tuple(
        f"{question.text} → {', '.join(found[:3]) or 'nothing'} (wanted: {', '.join(question.pages)})"
        for question, found, place in zip(questions, answers, places, strict=True)
        if place is None or place > 2
    )
    return Score(
        len(questions),
        sum(place == 0 for place in places),
        sum(place is not None and place <= 2 for place in places),
        misses,
    )


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The A-Z as a reader meets it: what people say, and the page that each leads to."""

    entries: tuple[tuple[str, str], ...]

    @classmethod
    def read(cls, html: str, slugs: Iterable[str]) -> Alphabet:
        """Read the page with the words; ``slugs`` are the pages it may lead to."""
        links = LexborHTMLParser(html).css(".words li a[href]")
        found = [(link.text(), _slug(link.attributes["href"] or "")) for link in links]
        unknown = {slug for _, slug in found}.difference(slugs)
        if not found or unknown:
            raise ValueError(f"the list of words is empty, or leads to {sorted(unknown)}")
        return cls(tuple((words, slug) for text, slug in found for words in text.split(", ")))

    def offer(self, question: str, lexicon: Lexicon, *, strict: bool = False) -> frozenset[str]:
        """Give the pages of the entries that share most roots with ``question``, as somebody looks along the list.

        Of those that share as many, the ones that say least besides; ``strict`` looks at nothing but the shared roots.
        None when no entry shares anything.
        """
        asked = set(lexicon.stems(question))
        ranked: dict[tuple[int, int], set[str]] = {}
        for words, slug in self.entries:
            roots = set(lexicon.stems(words))
            if shared := len(roots & asked):
                ranked.setdefault((shared, 0 if strict else -len(roots - asked)), set()).add(slug)
        return frozenset(ranked[max(ranked)] if ranked else ())


def _slug(target: str) -> str:
    path = posixpath.join(posixpath.dirname(WORDS_PAGE), target.partition("#")[0])
    return posixpath.normpath(path).removesuffix(".html")


def alphabet_share(
    alphabet: Alphabet,
    questions: Sequence[Question],
    locale: str,
    means: Mapping[str, str],
    *,
    strict: bool = False,
    within: int = 1,
) -> tuple[float, list[str]]:
    """Give the share of questions that reach their page through the A-Z, and those that do not.

    One is reached when the best entries lead to no more than ``within`` pages, and one of these answers it:
    with one, every tie between pages is a miss.
    """
    texts = [*(words for words, _ in alphabet.entries), *(question.text for question in questions)]
    lexicon = Lexicon.of_words((word for text in texts for word in words_of(text)), locale, means)
    missed = []
    for question in questions:
        offered = alphabet.offer(question.text, lexicon, strict=strict)
        if len(offered) > within or offered.isdisjoint(question.pages):
            missed.append(question.text)
    return 1 - len(missed) / len(questions), missed
