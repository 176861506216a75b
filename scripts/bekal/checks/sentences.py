"""The sentences of a page as rules want them: read once, with what references print.

No rule stands here; what a sentence is, is ``content.sentences``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.content.blocks import REFERENCE
from bekal.content.citations import fact_words, law_words
from bekal.content.sentences import Sentence, count_words, read_code, read_passages, split_sentences
from bekal.locale import translator

if TYPE_CHECKING:
    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page
    from bekal.content.sentences import Passage

_SPACE_BEFORE: Final = re.compile(r"\s+([,.;:!?)\]])")
_NAME: Final = r"[A-Z][\w'-]*(?:[ ][A-Z][\w'-]*){0,3}"
_NAMES: Final = re.compile(rf"\b{_NAME}(?:,[ ]{_NAME}){{2,}}(?:,?[ ](?:dan|atau|serta|and|or)[ ]{_NAME})?")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """The passages of a page, and the sentences of all of them."""

    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]


def read_page(page: Page, context: Context) -> ReadPage:
    """Read a page without its code; each page once, whatever number of rules ask for it."""
    key = ("sentences", page.path)
    if key not in context.shared:
        context.shared[key] = _read(read_passages(page.lines, page.blocks))
    read: ReadPage = context.shared[key]
    return read


def read_shown(page: Page, context: Context) -> ReadPage:
    """Read a page with its code, which readers see as well; each page once."""
    if page.shown_lines is page.lines and not page.code_lines:
        return read_page(page, context)
    key = ("shown sentences", page.path)
    if key not in context.shared:
        passages = read_passages(page.shown_lines, page.blocks)
        context.shared[key] = _read([*passages, *read_code(page.code_lines)])
    read: ReadPage = context.shared[key]
    return read


def _read(passages: list[Passage]) -> ReadPage:
    sentences = tuple(sentence for passage in passages for sentence in split_sentences(passage))
    return ReadPage(tuple(passages), sentences)


def printed(text: str, locale: str, context: Context) -> str:
    """Write ``text`` as it is printed: references as their words, without the blanks that markup left."""
    known: dict[str, str] = context.shared.setdefault(("printed", locale), {})
    if text not in known:  # several rules read the same sentences
        known[text] = _print(text, locale, context)
    return known[text]


def _print(text: str, locale: str, context: Context) -> str:
    if "[[" in text:
        text = REFERENCE.sub(lambda match: _reference_words(match, locale, context), text)
    return _SPACE_BEFORE.sub(r"\1", " ".join(text.split()).replace("( ", "("))


def count_read_words(text: str) -> int:
    """Count the words of a printed sentence; a list of names is looked up, not read, and counts as one."""
    return count_words(_NAMES.sub("names", text) if text.count(",") > 1 else text)


def _reference_words(match: re.Match[str], locale: str, context: Context) -> str:
    """What a reference prints, roughly: a term without its explanation, which stands in brackets."""
    identity, _, article = match["target"].partition("#")
    words = translator(locale)
    data = context.data
    if match["kind"] == "fact" and identity in data.facts:
        return fact_words(data.facts[identity], words)
    if match["kind"] == "law" and identity in data.laws:
        return law_words(data.laws[identity], article, words)
    if match["kind"] == "term" and identity in data.terms:
        return data.terms[identity].short.in_locale(locale)
    return identity
