"""Numbers about a page: how much there is to read, how long its sentences are, how much of it has a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.content.sentences import Kind, count_page_words, count_words, read_passages, split_sentences

if TYPE_CHECKING:
    from bekal.content.catalogue import Page

_CITED: Final = frozenset({"fact", "law"})
_CONTACTS: Final = frozenset({"contact", "contacts"})


@dataclass(frozen=True, slots=True)
class Measures:
    """``sourced`` counts the references to facts and laws, and the contacts that are shown."""

    words: int
    mean_sentence: float
    longest_sentence: int
    longest_line: int
    sourced: int


def measure_page(page: Page) -> Measures:
    """Count words, sentences and sourced statements; titles count as words, but not as sentences."""
    passages = read_passages(page.lines, page.blocks)
    lengths: list[tuple[int, int]] = []
    for passage in passages:
        if passage.kind is not Kind.TITLE:
            lengths += [
                (count_words(sentence.text), -sentence.place[0]) for sentence in split_sentences(passage)
            ]
    longest, line = max(lengths, default=(0, 0))
    mean = sum(length for length, _ in lengths) / len(lengths) if lengths else 0.0
    sourced = sum(reference.kind in _CITED for reference in page.references)
    sourced += sum(block.name in _CONTACTS for block in page.blocks)
    return Measures(count_page_words(passages), mean, longest, -line, sourced)
