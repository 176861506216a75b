"""Claims that are wrong, unproven or unsafe, and must not be stated in any wording.

``docs/data/never.yml`` says how to recognise them; here is decided which sentences state something.
What others say (in quotes, as a sign that warns, as a wrong answer of a quiz) and questions state nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bekal.checks.letters import LetterTable
from bekal.checks.rules import rule
from bekal.checks.sentences import printed, read_shown
from bekal.config import LOCALES
from bekal.content.blocks import Problem
from bekal.content.data_files import DataFile
from bekal.content.patterns import compile_pattern, needed_choices, needed_words
from bekal.content.safeguards import GUARDS
from bekal.content.sentences import Kind, Passage, hide_markup, split_sentences

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page
    from bekal.content.safeguards import NeverStated
    from bekal.content.strict_yaml import Node

WINDOW: Final = 400
"""Characters of a sentence that are looked at together; sentences are shorter, or are reported for their length."""
_NAMES: Final = frozenset({"title", "name", "short"})
"""Keys whose texts are names."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """One way to state a claim in one locale; ``choices``: a sentence that does has a word of each."""

    entry: NeverStated
    choices: tuple[tuple[str, ...], ...]
    expression: re.Pattern[str]
    unless: tuple[re.Pattern[str], ...]

    def fits(self, sentence: str, folded: str) -> bool:
        """Whether it fits ``sentence``; ``folded`` is the sentence in small letters."""
        for choice in self.choices:
            for word in choice:
                if word in folded:
                    break
            else:
                return False
        return self.expression.search(sentence) is not None


@rule("page", "data")
def check_never_stated(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """No sentence states what `docs/data/never.yml` lists: claims that are wrong, unproven or unsafe.

    Why: a family sells its land on the strength of one sentence; what is not sure is said as whom to ask.

    Wrong::

        Paspor untuk pekerja migran gratis.

    Right::

        Tanyakan di loket imigrasi: apakah tarif Rp0 berlaku untuk saya?

    Fix: write the better wording that the message names, or leave the claim out. This rule cannot be waived.
    """
    if isinstance(file, DataFile):
        if file.name not in GUARDS and file.root is not None:
            yield from _in_texts(file.root, context)
        return
    for key in ("title", "summary"):
        node = file.node.child(key) if file.node else None
        if node is not None:
            yield from _in_value(node, file.locale, context)
    for sentence in read_shown(file, context).sentences:
        if _states(sentence.passage):
            for message, fix in _in_sentence(sentence.unspoken, file.locale, context):
                yield Problem(*sentence.place, message, fix)


def _states(passage: Passage) -> bool:
    """Whether a passage says something itself; the signs of `wait` are what others say."""
    return passage.kind is not Kind.WRONG and not (passage.kind is Kind.ITEM and passage.block == "wait")


def _in_texts(root: Node, context: Context) -> Iterator[Problem]:
    """Look at every text of a data file that is printed: `{id: …, en: …}`."""
    waiting = [("", root)]
    while waiting:
        key, node = waiting.pop()
        if isinstance(node.value, list):
            waiting += [(key, child) for child in node.value]
        elif isinstance(node.value, dict):
            if node.value.keys() == set(LOCALES):
                for locale, text in node.value.items():
                    if key not in _NAMES:
                        yield from _in_value(text, locale, context)
            else:
                waiting += node.value.items()


def _in_value(node: Node, locale: str, context: Context) -> Iterator[Problem]:
    if isinstance(node.value, str):
        passage = Passage(Kind.TEXT, "", ((node.line, node.column, hide_markup(node.value)),))
        for sentence in split_sentences(passage):
            for message, fix in _in_sentence(sentence.unspoken, locale, context):
                yield Problem(node.line, node.column, message, fix)


def _in_sentence(written: str, locale: str, context: Context) -> Iterator[tuple[str, str]]:
    """Say of each claim in a sentence that it is never stated, and what to write."""
    sentence = printed(written, locale, context)
    if sentence.endswith("?"):
        return
    for start in range(0, max(1, len(sentence) - WINDOW // 2), WINDOW // 2):
        for entry in _stated(sentence[start : start + WINDOW], locale, context):
            yield (
                f"this is never stated ({entry.id}): {entry.says.in_locale(locale)}",
                f"write: {entry.better.in_locale(locale)}",
            )


def _stated(part: str, locale: str, context: Context) -> Iterator[NeverStated]:
    """Find the claims that a part of a sentence states; the first pattern that fits decides."""
    patterns, table = _patterns(locale, context)
    folded = part.casefold()
    decided = ""
    for number in table.near(folded):
        pattern = patterns[number]
        if pattern.entry.id != decided and pattern.fits(part, folded):
            decided = pattern.entry.id
            if not any(harmless.search(part) for harmless in pattern.unless):
                yield pattern.entry


def _patterns(locale: str, context: Context) -> tuple[list[_Pattern], LetterTable]:
    """Give the patterns of all claims, those of one claim next to each other."""
    key = ("never stated", locale)
    if key not in context.shared:
        patterns = [
            _Pattern(
                entry,
                needed_choices(text),
                compile_pattern(text),
                tuple(map(compile_pattern, entry.unless.in_locale(locale))),
            )
            for entry in context.data.never.values()
            for text in entry.patterns.in_locale(locale)
        ]
        needed = (needed_words(pattern.expression.pattern) for pattern in patterns)
        context.shared[key] = (patterns, LetterTable(needed))
    known: tuple[list[_Pattern], LetterTable] = context.shared[key]
    return known
