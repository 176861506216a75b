"""The data that guards the text: blocked numbers, words to avoid, claims never to state, waivers, case figures.

Responsible for what an entry of these files may hold.
Whether pages keep to them is asked by ``checks``; how a blocked number is found is ``blocked_numbers``.
"""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, model_validator

from bekal.content.values import Day, Id, Model, PartialDate, Pattern, Plain, Text

GUARDS: Final = frozenset(
    {"blocked-numbers", "avoid-words", "never", "waivers", "sources", "cases", "synonyms"}
)
"""Data files that are not printed, or hold the words of others."""
MAX_WAIVERS: Final = 5
MAX_WAIVED_DAYS: Final = 90
LEAST_REASON: Final = 20
"""Characters of a waiver's reason; at least half of them are letters."""


_NUMBER: Final = re.compile(r"(?:[A-Za-z]+ )?[+0-9(][-+0-9 ().,/\u2013]*")
_FORMULA: Final = ("=", "+", "-", "@")
"""Signs with which a text begins that a spreadsheet would work out."""


def _no_formula(text: str) -> str:
    if text.startswith(_FORMULA):
        raise ValueError(f"a spreadsheet would work out what begins with {text[0]!r}")
    return text


class BlockedNumber(Model):
    """A number or address that is not printed: never, or never under a label.

    ``number`` in any spelling; for ``kind: address`` an e-mail address or a domain.
    """

    id: Id
    kind: Literal["number", "address"] = "number"
    number: Plain
    rule: Literal["never", "label"] = "never"
    label_words: tuple[Plain, ...] = ()
    """For ``rule: label``: the words that must not stand near it."""
    why: Plain | Text
    instead: Plain | Text | None = None
    """What to print instead; ``null`` when there is nothing."""
    note: Plain | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> BlockedNumber:
        if self.rule == "label" and not self.label_words:
            raise ValueError("`rule: label` needs `label_words: […]`")
        if self.kind == "number" and not _NUMBER.fullmatch(self.number):
            raise ValueError(f"{self.number!r} is no number; write digits, `+`, spaces, dashes and brackets")
        if self.kind == "number" and sum(character.isdigit() for character in self.number) < 3:
            raise ValueError(f"{self.number!r} has fewer than three digits")
        if self.kind == "address" and "." not in self.number:
            raise ValueError(f"{self.number!r} is no address such as example.org")
        return self


class AvoidedWord(Model):
    """A word that hurts or that readers do not know, and the better one."""

    word: Annotated[Plain, Field(min_length=2)]
    forms: tuple[Annotated[Plain, Field(min_length=2)], ...] = ()
    """Other forms of the word; endings such as -nya and -lah are found without them."""
    better: Plain | Text
    why: Plain | Text | None = None
    locales: Annotated[tuple[Literal["id", "en"], ...], Field(min_length=1)] = ("id", "en")
    allowed_in: tuple[Plain, ...] = ()
    """Where it may stand: blocks (``quiz``), pages or folders by slug (``about/glossary``, ``facilitator/``)."""
    note: Plain | None = None

    @property
    def all_forms(self) -> tuple[str, ...]:
        """The word and its other forms."""
        return (self.word, *self.forms)


class Patterns(Model):
    """Expressions per locale, each applied to one sentence at a time."""

    id: tuple[Pattern, ...] = ()
    en: tuple[Pattern, ...] = ()

    def in_locale(self, locale: str) -> tuple[str, ...]:
        """Give the expressions for ``locale``."""
        patterns: tuple[str, ...] = getattr(self, locale)
        return patterns


class NeverStated(Model):
    """A claim that is wrong, unproven or unsafe: how to recognise it, and what to say instead."""

    id: Id
    says: Text
    patterns: Patterns
    unless: Patterns = Patterns()
    """What makes the sentence harmless: a negation, a question to ask."""
    better: Text
    why: Plain | Text | None = None
    note: Plain | None = None


class Waiver(Model):
    """A finding that may stand for a while: which rule on which page, why, and until when."""

    rule: Plain
    page: Plain
    reason: Plain
    given_on: Day
    until: Day

    def covers(self, rule: str, path: str) -> bool:
        """Whether it is about findings of ``rule`` in the file ``path``."""
        return (self.rule, self.page) == (rule, path)


class CaseFigure(Model):
    """A count of cases from Kabupaten Kupang, as somebody reported it."""

    id: Id
    year: Annotated[int, Field(ge=2000, le=2100)]
    what: Annotated[Plain, AfterValidator(_no_formula)]
    count: Annotated[int, Field(ge=0)]
    reported_on: PartialDate | None
    source: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids in ``sources.yml``, separated by spaces."""
    note: Annotated[Plain, AfterValidator(_no_formula)] | None = None
