"""Words that hurt, or that are known in offices only: the better word stands in ``docs/data/avoid-words.yml``.

What others say may stand in quotes; names are left alone; a word may be allowed in certain blocks and pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from bekal.checks.letters import LetterTable
from bekal.checks.rules import rule
from bekal.checks.sentences import read_shown
from bekal.config import LOCALES
from bekal.content.blocks import Problem
from bekal.content.data_files import DataFile
from bekal.content.safeguards import GUARDS
from bekal.content.sentences import seen_text
from bekal.content.values import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.catalogue import Page
    from bekal.content.safeguards import AvoidedWord
    from bekal.content.strict_yaml import Node

_ENDINGS: Final = {"id": r"(?:nya|lah|kah|pun|ku|mu)?", "en": r"(?:'s|s)?"}


@dataclass(frozen=True)
class _Avoided:
    entry: AvoidedWord
    locale: str
    better: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Fits the word; made only when its first letters were seen, which is rare."""
        return _word_pattern(self.entry, self.locale)

    def is_allowed(self, block: str, slug: str) -> bool:
        return any(
            place in {block, slug} or (place.endswith("/") and slug.startswith(place))
            for place in self.entry.allowed_in
        )


@rule("page", "data")
def check_word_avoid(file: Page | DataFile, context: Context) -> Iterator[Problem]:
    """A word of `docs/data/avoid-words.yml` does not stand in the text; the better word does.

    Why: some words blame the people who read them, others are known in offices only. Who feels blamed does not ask
    for help.

    Wrong::

        Pekerja ilegal boleh minta tolong.

    Right::

        Pekerja tanpa dokumen boleh minta tolong.

    Fix: write the better word. What somebody else says may stand in quotes.
    """
    if not context.data.avoid_words:
        return
    if isinstance(file, DataFile):
        if file.name not in GUARDS and file.root is not None:
            yield from _avoided_in_data(file.root, context)
        return
    for key in ("title", "summary"):
        node = file.node.child(key) if file.node else None
        if node is not None and isinstance(node.value, str):
            for avoided, match in _avoided(node.value, file.locale, context):
                if not avoided.is_allowed(key, file.slug):
                    yield _better(avoided, match, (node.line, node.column))
    for passage in read_shown(file, context).passages:
        for avoided, match in _avoided(passage.unspoken, file.locale, context):
            if not avoided.is_allowed(passage.block, file.slug):
                yield _better(avoided, match, passage.place(match.start()))


def _avoided_in_data(root: Node, context: Context) -> Iterator[Problem]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node.value, list):
            waiting += node.value
        elif isinstance(node.value, dict):
            if node.value.keys() == set(LOCALES):
                for locale, text in node.value.items():
                    if isinstance(text.value, str):
                        for avoided, match in _avoided(seen_text(text.value), locale, context):
                            yield _better(avoided, match, (text.line, text.column))
            else:
                waiting += [child for key, child in node.value.items() if key != "title"]


def _avoided(text: str, locale: str, context: Context) -> Iterator[tuple[_Avoided, re.Match[str]]]:
    words, table = _avoided_words(locale, context)
    for number in table.near(text.casefold()):
        for match in words[number].pattern.finditer(text):
            if not _is_in_name(text, match):
                yield words[number], match


def _is_in_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is part of a name: written with a capital, next to another word with a capital."""
    word = match[0]
    if not word[0].isupper() or word.isupper():
        return False
    after = re.match(r"[ -]([A-Z])", text[match.end() : match.end() + 2])
    before = re.search(
        r"(?:^|[^.!?:\s])\s(?:[A-Z][\w-]*) $|\b[A-Z][\w-]+ $",
        text[max(0, match.start() - 40) : match.start()],
    )
    return bool(after or before)


def _better(avoided: _Avoided, match: re.Match[str], place: tuple[int, int]) -> Problem:
    why = avoided.entry.why
    reason = f": {why.en if isinstance(why, Text) else why}" if why else ""
    return Problem(
        *place, f"the word '{' '.join(match[0].split())}' is avoided{reason}", f"write '{avoided.better}'"
    )


def _avoided_words(locale: str, context: Context) -> tuple[list[_Avoided], LetterTable]:
    key = ("avoided", locale)
    if key not in context.shared:
        words = [
            _Avoided(entry, locale, _in_locale(entry.better, locale))
            for entry in context.data.avoid_words.values()
            if locale in entry.locales
        ]
        needs = ([max(form.casefold().split(), key=len) for form in word.entry.all_forms] for word in words)
        context.shared[key] = (words, LetterTable(needs))
    known: tuple[list[_Avoided], LetterTable] = context.shared[key]
    return known


def _word_pattern(entry: AvoidedWord, locale: str) -> re.Pattern[str]:
    """Fit the word in each form, with its endings; letters in capitals such as TKI fit as they are."""
    forms = sorted(entry.all_forms, key=len, reverse=True)
    patterns = []
    for form in forms:
        words = r"\s+".join(re.escape(word) for word in form.split())
        patterns.append(words if form.isupper() else f"(?i:{words})")
    one = f"(?:{'|'.join(patterns)})"
    return re.compile(rf"(?<!\w){one}(?:-{one})?{_ENDINGS[locale]}(?!\w)")


def _in_locale(text: str | Text, locale: str) -> str:
    return text.in_locale(locale) if isinstance(text, Text) else text
