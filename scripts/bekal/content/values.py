"""What a single value of the data may be: an id, a line of text, a day, a text per locale, a pattern.

Responsible for the small types that every data file shares; what an entry holds is ``data`` and ``safeguards``.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cached_property
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from bekal.content.patterns import MAX_PATTERN, compile_pattern

ID_PATTERN: Final = r"[a-z0-9]+(?:-[a-z0-9]+)*"
FIRST_YEAR: Final = 1945
LAST_YEAR: Final = 2100
"""No evidence is older, and no page is read again later; a year beyond is a slip of the finger."""


_HIDDEN: Final = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Categories of characters that nobody sees: controls, marks that turn text round, separators of lines."""


def parse_evidence_date(text: object) -> object:
    """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as the first day it can mean; ``None`` stays ``None``."""
    if text is None or isinstance(text, dt.date):
        return text
    match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", str(text))
    if match is None:
        raise ValueError("a date is written YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    return _day(year, month, day, str(text))


def parse_day(text: object) -> object:
    """Read a day written ``YYYY-MM-DD``, and nothing less exact."""
    if isinstance(text, dt.date):
        return text
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", text) if isinstance(text, str) else None
    if match is None:
        raise ValueError(
            f"{text!r} is no day written YYYY-MM-DD" if text is not None else "the day is missing"
        )
    year, month, day = map(int, match.groups())
    return _day(year, month, day, match[0])


def _day(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text} is no day of the calendar") from error
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"{text} is no day between {FIRST_YEAR} and {LAST_YEAR}")
    return found


def _plain(text: str) -> str:
    if text != text.strip() or "\n" in text:
        raise ValueError("a text stands on one line, without spaces around it")
    if text.isprintable():  # so is nearly every text, and none with an invisible character
        return text
    hidden = next((sign for sign in text if unicodedata.category(sign) in _HIDDEN), "")
    if hidden:
        raise ValueError(f"there is an invisible character in it (U+{ord(hidden):04X})")
    return text


def _partial_date(text: str) -> str:
    parse_evidence_date(text)
    return text


def _pattern(text: str) -> str:
    compile_pattern(text)
    return text


Id = Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}$", max_length=60)]
Plain = Annotated[str, StringConstraints(min_length=1, max_length=600), AfterValidator(_plain)]
Day = Annotated[dt.date, BeforeValidator(parse_day)]
EvidenceDate = Annotated[dt.date, BeforeValidator(parse_evidence_date)]
PartialDate = Annotated[str, AfterValidator(_partial_date)]
"""``2025``, ``2025-12`` or ``2025-12-04``: printed no more exactly than it is known."""
Pattern = Annotated[str, Field(min_length=1, max_length=MAX_PATTERN), AfterValidator(_pattern)]
"""A regular expression that is short and cannot run away."""


class Model(BaseModel):
    """An entry of a data file: the keys that it names, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))


class Text(Model):
    """One text in every locale: ``{id: …, en: …}``."""

    id: Plain
    en: Plain

    def in_locale(self, locale: str) -> str:
        """Give the text for ``locale``, one of ``config.LOCALES``."""
        text: str = getattr(self, locale)
        return text
