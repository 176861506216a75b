"""Words in the reader's language: gettext catalogues, and the locale a command speaks.

Messages in code are English; ``<locale>/LC_MESSAGES/*.po`` holds the others, one catalogue per part of the work.
Babel reads the ``.po`` files as they are, so that an editor's correction needs no compile step.
Dates, numbers and amounts are Babel's; only their style is chosen here.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final

from babel.dates import format_date
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, get_currency_precision

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

CODE_LOCALE: Final = "en"
"""The locale of the messages in the code itself."""

MONEY_SIGNS: Final = {
    "IDR": "Rp",
    "MYR": "RM",
    "HKD": "HK$",
    "SGD": "S$",
    "TWD": "NT$",
    "USD": "US$",
    "AUD": "A$",
    "BND": "B$",
    "EUR": "€",
    "GBP": "£",
}
"""What people write before an amount, where a sign tells one money from the others; else its three letters stand."""

NO_BREAK: Final = "\u00a0"
"""A space at which no line ends."""

DEFAULT_LOCALE: Final = "id"
"""What a command speaks when the environment names no language we have."""


@dataclass(frozen=True, slots=True)
class Translator:
    """Translates messages into one locale: ``_("{count} files", count=3)``."""

    locale: str
    messages: Mapping[str, str]

    def __call__(self, message: str, /, **values: object) -> str:
        """Give ``message`` in this locale, with ``values`` filled in; an unknown message stays English."""
        text = self.messages.get(message, message)
        return text.format(**values) if values else text

    def date(self, day: dt.date) -> str:
        """Write a day: ``24 November 2026``."""
        return _written(day, "d MMMM y", self.locale)

    def month(self, day: dt.date) -> str:
        """Write the month of a day: ``November 2026``."""
        return _written(day, "MMMM y", self.locale)

    def number(self, value: float) -> str:
        """Write a number with the locale's separators."""
        return format_decimal(value, locale=self.locale)

    def money(self, value: float, currency: str) -> str:
        """Write an amount as people write it: whole amounts without decimals, the sign of the money in front."""
        digits = 0 if value == int(value) else min(get_currency_precision(currency), 2)
        amount = format_decimal(value, format=f"#,##0.{'0' * digits}##", locale=self.locale)
        return f"{MONEY_SIGNS.get(currency, f'{currency}{NO_BREAK}')}{amount}"


@cache
def _written(day: dt.date, style: str, locale: str) -> str:
    """Write a day; the same few stand on every page."""
    return format_date(day, format=style, locale=locale)


@cache
def translator(locale: str) -> Translator:
    """Give the translator for ``locale``; English for one that has no catalogue."""
    folder = resources.files(__package__) / locale / "LC_MESSAGES"
    messages: dict[str, str] = {}
    if folder.is_dir():
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".po"):
                with entry.open("rb") as file:
                    for message in read_po(file, locale=locale):
                        if message.id and message.string and not message.fuzzy:
                            messages[str(message.id)] = str(message.string)
    return Translator(locale, messages)


def choose_locale(asked: str | None, environment: Mapping[str, str] | None = None) -> str:
    """Which locale a command speaks: ``asked``, else the environment's, else Indonesian."""
    if asked:
        return asked
    environment = os.environ if environment is None else environment
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = environment.get(name, "").split(":")[0].split("_")[0].split(".")[0].lower()
        if language in {"id", "en"}:
            return language
    return DEFAULT_LOCALE
