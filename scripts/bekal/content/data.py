"""The shapes of the data that pages refer to: contacts, facts, laws, sources, terms, villages.

Responsible for what an entry may hold, how long evidence of each kind lives, and who may be shown how.
What guards the text (blocked numbers, words to avoid) is ``safeguards``, what people say is ``synonyms``; single
values are ``values``.
Reading the files with line and column is ``strict_yaml`` and ``data_files``; how an entry looks on a page is
``markdown``.

Evidence ages: *fresh*, then *ageing* from two thirds of its life, then *expired*.
What is past does not age: a count of a past year, the day of an event.
A month of evidence counts from its first day, so ``2025-12`` is 1 December 2025.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    StringConstraints,
    model_validator,
)

from bekal.content.safeguards import AvoidedWord, BlockedNumber, CaseFigure, NeverStated, Waiver
from bekal.content.synonyms import Synonym
from bekal.content.values import (
    ID_PATTERN,
    Day,
    EvidenceDate,
    Id,
    Model,
    PartialDate,
    Plain,
    Text,
    parse_evidence_date,
)

if TYPE_CHECKING:
    from typing import Self

__all__ = [
    "FILES",
    "ID_PATTERN",
    "LIFE_IN_MONTHS",
    "PAST",
    "Age",
    "Channel",
    "Contact",
    "Data",
    "Display",
    "Evidenced",
    "Fact",
    "Id",
    "Law",
    "Plain",
    "Source",
    "Term",
    "Text",
    "Village",
    "add_months",
    "parse_evidence_date",
]

LIFE_IN_MONTHS: Final = {
    "contact-document": 18,
    "contact-call": 12,
    "money": 12,
    "procedure": 18,
    "law": 24,
    "place": 24,
}
"""Months that evidence of each kind lives. Money is a fee, a wage, a premium; procedure includes deadlines."""

PAST: Final = "past"
"""The kind of a fact whose evidence does not age: a count of a past year, the day of an event."""

LOOK_AGAIN_AFTER: Final = 6
"""Months after which somebody looks again for newer evidence, when the last search found none."""

AGEING_AFTER: Final = 2 / 3
"""The share of its life after which evidence is ageing."""


class Age(StrEnum):
    """How old evidence is, measured against the life of its kind."""

    FRESH = "fresh"
    AGEING = "ageing"
    EXPIRED = "expired"


def add_months(day: dt.date, months: int) -> dt.date:
    """Give the same day ``months`` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


Confidence = Literal["high", "medium", "low"]
Evidence = Literal["document", "call"]
Precision = Literal["year", "month", "day"]

_PRECISIONS: Final[dict[int, Precision]] = {len("2025"): "year", len("2025-12"): "month"}


class Evidenced(Model):
    """Something that can go wrong: where it was seen, when, by whom, how sure that is."""

    source: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Ids in ``sources.yml``, the best first."""
    confirmed_on: EvidenceDate | None
    """The date of the evidence; ``null`` when the source has none."""
    confirmed_by: Evidence
    confidence: Confidence
    looked_on: Day | None = None
    """The day on which somebody last looked for newer evidence, and found none; readers see no difference."""
    _confirmed_as: str = PrivateAttr("")

    @model_validator(mode="wrap")
    @classmethod
    def _keep_the_written_date(cls, values: Any, build: ModelWrapValidatorHandler[Self]) -> Self:
        entry = build(values)
        if isinstance(values, dict) and isinstance(written := values.get("confirmed_on"), str):
            entry._confirmed_as = written  # noqa: SLF001 - our own
        return entry

    @property
    def precision(self) -> Precision:
        """How exactly the date of the evidence is known; ``2025`` is not January 2025 and is not printed so."""
        return _PRECISIONS.get(len(self._confirmed_as), "day")

    @property
    def life(self) -> int | None:
        """Months that this evidence lives; ``None`` when it does not age."""
        raise NotImplementedError

    @property
    def expires_on(self) -> dt.date | None:
        """The first day on which a reader must ask before relying on it; ``None`` without a date or without age."""
        if self.confirmed_on is None or self.life is None:
            return None
        return add_months(self.confirmed_on, self.life)

    @property
    def last_day(self) -> dt.date | None:
        """The last day that the date of the evidence can mean: ``2025`` can be 31 December 2025."""
        if self.confirmed_on is None or self.precision == "day":
            return self.confirmed_on
        months = 12 if self.precision == "year" else 1
        return add_months(self.confirmed_on, months) - dt.timedelta(days=1)

    def was_looked_for(self, today: dt.date) -> bool:
        """Whether somebody looked for newer evidence lately, in vain: to ask again on ``today`` would be noise."""
        return self.looked_on is not None and today < add_months(self.looked_on, LOOK_AGAIN_AFTER)

    def age(self, today: dt.date) -> Age:
        """How old the evidence is on ``today``; without a date it counts as expired."""
        if self.confirmed_on is None:
            return Age.EXPIRED
        if self.expires_on is None:
            return Age.FRESH
        if today >= self.expires_on:
            return Age.EXPIRED
        spent = (today - self.confirmed_on).days / (self.expires_on - self.confirmed_on).days
        return Age.AGEING if spent >= AGEING_AFTER else Age.FRESH


ChannelType = Literal[
    "phone", "hotline", "whatsapp", "shortcode", "tollfree_domestic", "sms", "email", "web", "app", "walk_in"
]
_DIALLED: Final = {"phone", "hotline", "shortcode", "tollfree_domestic"}
_INTERNATIONAL: Final = re.compile(r"\+[1-9][0-9]{6,14}")
_DOMESTIC: Final = re.compile(r"[0-9]{3,12}")


class Display(StrEnum):
    """Who is shown how (the tiers): a button, text, or nothing but the name of the contact."""

    BUTTON = "button"
    TEXT = "text"
    HIDDEN = "hidden"


class Channel(Evidenced):
    """One way to reach a contact.

    ``value`` is what is dialled: E.164 for ``phone``, ``hotline`` and ``whatsapp``; digits as dialled inside the
    country for ``shortcode``, ``tollfree_domestic`` and ``sms``; else an address.
    ``as_printed`` is what people read; ``label`` the one line under the number.
    """

    type: ChannelType
    value: Plain
    as_printed: Plain | None = None
    label: Text | None = None
    reach: Literal["inside", "anywhere"] = "anywhere"
    """``inside``: works only in the contact's own country."""
    note: Plain | None = None
    """For editors; never printed."""

    @property
    def life(self) -> int:
        """Months that this evidence lives: shorter after a call, which proves more and ages faster."""
        return LIFE_IN_MONTHS["contact-call" if self.confirmed_by == "call" else "contact-document"]

    @property
    def is_number(self) -> bool:
        """Whether it is dialled or written to, rather than visited or opened."""
        return self.type in _DIALLED or self.type in {"whatsapp", "sms"}

    @property
    def link(self) -> str:
        """``tel:`` for what is dialled and for WhatsApp, whose number a phone can also save; else empty."""
        return f"tel:{self.value}" if self.is_number else ""

    @property
    def printed(self) -> str:
        """The number or address as people read it."""
        return self.as_printed or self.value

    def model_post_init(self, _context: Any, /) -> None:
        """Refuse a value that no phone could dial."""
        if self.type in {"phone", "hotline", "whatsapp"} and not _INTERNATIONAL.fullmatch(self.value):
            raise ValueError(f"{self.value!r} is no international number such as +622129244800")
        if self.type in {"shortcode", "tollfree_domestic", "sms"} and not _DOMESTIC.fullmatch(self.value):
            raise ValueError(f"{self.value!r} is no number of 3 to 12 digits")
        if self.is_number and self.as_printed is not None and not _dials(self.as_printed, self.value):
            raise ValueError(f"{self.as_printed!r} is printed, but {self.value} is dialled")


def _dials(printed: str, value: str) -> bool:
    """Whether what is printed are the digits that are dialled; at home a 0 may stand for the country."""
    digits, dialled = re.sub(r"[^0-9]", "", printed), value.removeprefix("+")
    if printed.lstrip(" (").startswith("+") or not value.startswith("+"):
        return digits == dialled
    local = digits.removeprefix("0")
    return digits == dialled or (dialled.endswith(local) and 0 < len(dialled) - len(local) <= len("886"))


class Contact(Model):
    """Somebody who helps: who they are, for whom, and how to reach them.

    ``status``: ``usable`` (may be shown with its numbers), ``check-first`` (name and purpose, no number),
    ``directory-only`` (no number known; the page says where to ask).
    """

    id: Id
    name: Text
    kind: Literal[
        "government-national",
        "government-local",
        "police",
        "oversight",
        "embassy",
        "host-government",
        "host-ngo",
        "ngo-national",
        "ngo-local",
        "church",
        "union",
        "village",
    ]
    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    region: Id | None = None
    serves: Text
    area: Text | None = None
    """The area that a mission or office is responsible for."""
    when_no_number: Text | None = None
    """Safe wording that is shown where no number may be: who is responsible, and a way that works without one."""
    owner: Text | None = None
    hours: Text | None = None
    cost: Text | None = None
    languages: tuple[Plain, ...] = ()
    status: Literal["usable", "check-first", "directory-only"]
    critical: bool = False
    """On the emergency page: a release needs a call for it."""
    note: Plain | None = None
    """For editors; never printed."""
    channels: tuple[Channel, ...]

    def display(self, channel: Channel) -> Display:
        """How ``channel`` may be shown: the tiers of the content model.

        A channel without a date, or of a contact that is not ``usable``, is hidden.
        """
        if self.status != "usable" or channel.confirmed_on is None:
            return Display.HIDDEN
        if not channel.is_number:
            return Display.TEXT if channel.confidence != "low" else Display.HIDDEN
        return Display.BUTTON if channel.confidence == "high" else Display.TEXT

    @property
    def buttons(self) -> tuple[Channel, ...]:
        """The channels that are shown as dial buttons, in the order of the file."""
        return tuple(channel for channel in self.channels if self.display(channel) is Display.BUTTON)

    def shown_numbers(self, reach: str = "", *, in_row: bool = False) -> tuple[Channel, ...]:
        """Give the numbers that a block shows, as buttons or as text, in the order of the file.

        ``reach`` may choose those that work ``inside`` or ``anywhere``; a compact row shows its buttons alone.
        """
        shown = {Display.BUTTON} if in_row else {Display.BUTTON, Display.TEXT}
        return tuple(
            channel
            for channel in self.channels
            if channel.is_number and reach in {"", channel.reach} and self.display(channel) in shown
        )

    @property
    def was_called(self) -> bool:
        """Whether somebody called every number that is shown as a button."""
        return bool(self.buttons) and all(channel.confirmed_by == "call" for channel in self.buttons)

    @property
    def newest_evidence(self) -> dt.date | None:
        """The newest date among the shown numbers."""
        channel = self.newest_channel
        return channel.confirmed_on if channel else None

    @property
    def newest_channel(self) -> Channel | None:
        """The shown number with the newest evidence, which also knows how exact its date is."""
        dated = [channel for channel in self.buttons if channel.confirmed_on]
        return max(dated, key=lambda channel: channel.confirmed_on or dt.date.min, default=None)


class Fact(Evidenced):
    """A value that pages state: an amount, a number, a deadline, a date, a short text.

    ``value`` is a whole or decimal number for ``number``, ``money`` (with ``currency``) and ``duration`` (with
    ``unit``), an ISO date for ``date``, a text per locale for ``text``.
    """

    id: Id
    name: Text
    """What the value is, as a phrase: ``usia paling muda menurut undang-undang``."""
    type: Literal["number", "money", "percentage", "duration", "date", "text"]
    value: Annotated[int | float | EvidenceDate | Text, Field(union_mode="left_to_right")]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    unit: Literal["hour", "day", "week", "month", "year"] | None = None
    kind: Literal["money", "procedure", "law", "place", "past"]
    """Which life the evidence has; ``past`` for a count or an event of the past, which does not age."""
    law: Annotated[str, StringConstraints(pattern=rf"^{ID_PATTERN}(#[0-9a-z()]+)?$")] | None = None
    """The provision it rests on, ``uu-18-2017#5``."""
    perishes: bool = True
    """Whether the page prints the date of the evidence beside the value, and until when to rely on it."""
    note: Plain | None = None

    @property
    def life(self) -> int | None:
        """Months that this evidence lives; ``None`` for what is past."""
        return None if self.kind == PAST else LIFE_IN_MONTHS[self.kind]


class Article(Model):
    """One article of a law that pages cite, in our own words."""

    number: Annotated[str, StringConstraints(pattern=r"^[0-9]+[A-Z]?$")]
    says: Text


class Law(Evidenced):
    """A law or regulation: how it is cited, what it is called, which articles pages may cite."""

    id: Id
    short: Text
    """``UU 18/2017``; in English ``Law 18/2017``."""
    title: Text
    articles: tuple[Article, ...] = ()
    note: Plain | None = None

    @property
    def life(self) -> int:
        """Months that this evidence lives."""
        return LIFE_IN_MONTHS["law"]

    def article(self, number: str) -> Article | None:
        """Find the article with ``number``, or ``None``."""
        return next((article for article in self.articles if article.number == number), None)


def _first_day(text: str) -> dt.date:
    day = parse_evidence_date(text)
    return day if isinstance(day, dt.date) else dt.date.min


def _address(text: str) -> str:
    host = text.partition("://")[2].partition("/")[0]
    if "@" in host:
        raise ValueError("a name or a password stands before the host; write the address without it")
    return text


class Source(Model):
    """A document that was read: title, who published it, when, where it stood."""

    id: Id
    title: Plain
    publisher: Plain
    published_on: PartialDate | None
    """The date of the document, as exact as it is known; ``null`` when it has none."""
    read_on: EvidenceDate
    kind: Literal["law", "government", "press", "organisation", "host-government", "copy"]
    """``copy``: an official page read in somebody else's copy."""
    url: Annotated[Plain, AfterValidator(_address)] | None = None
    """The address, printed as text and never linked; ``null`` when it was not kept."""
    note: Plain | None = None

    @model_validator(mode="after")
    def _is_read_after_it_was_written(self) -> Source:
        if self.published_on is not None and self.read_on < _first_day(self.published_on):
            raise ValueError(f"{self.published_on!r} is after the day on which it was read ({self.read_on})")
        return self


class Term(Model):
    """An abbreviation or a word of the offices: written out, and explained in everyday words."""

    id: Id
    short: Text
    long: Text
    """Written out; after ``short`` at first use, in brackets."""
    explained: Text


class VillageNumber(Model):
    """A number that a village wants to see printed: whose it is, and the day on which somebody tried it."""

    whose: Plain
    number: Plain
    """As people read and dial it: ``0812-0000-0000``."""
    tried_on: EvidenceDate

    @property
    def link(self) -> str:
        """What a phone dials."""
        return "tel:" + re.sub(r"[^0-9+]", "", self.number)

    @property
    def expires_on(self) -> dt.date:
        """The first day on which the number is too old to be relied on: it lives as long as one that was called."""
        return add_months(self.tried_on, LIFE_IN_MONTHS["contact-call"])

    @model_validator(mode="after")
    def _can_be_dialled(self) -> VillageNumber:
        if not re.fullmatch(r"(?:\+[1-9]|0)[0-9 ()-]{5,20}|[1-9][0-9]{2,4}", self.number):
            raise ValueError(f"{self.number!r} is no number such as 0812-0000-0000")
        return self


class Village(Model):
    """A village of the programme. What is local stays empty until the village fills it in, with consent."""

    id: Id
    name: Plain
    kecamatan: Plain
    kabupaten: Plain
    consent: EvidenceDate | Literal["refused"] | None = None
    post: Annotated[Plain, Field(max_length=120)] | None = None
    """Place, days and hours; it has to fit into BACA-SAYA.txt twice."""
    companions: tuple[Plain, ...] = ()
    numbers: tuple[VillageNumber, ...] = ()

    @property
    def agreed_on(self) -> dt.date | None:
        """The day on which the village agreed to be printed; ``None`` while it has not, or when it refused."""
        return self.consent if isinstance(self.consent, dt.date) else None


class Data(Model):
    """Everything under ``docs/data``, by id."""

    contacts: dict[str, Contact] = Field(default_factory=dict)
    facts: dict[str, Fact] = Field(default_factory=dict)
    laws: dict[str, Law] = Field(default_factory=dict)
    sources: dict[str, Source] = Field(default_factory=dict)
    terms: dict[str, Term] = Field(default_factory=dict)
    villages: dict[str, Village] = Field(default_factory=dict)
    blocked_numbers: dict[str, BlockedNumber] = Field(default_factory=dict)
    avoid_words: dict[str, AvoidedWord] = Field(default_factory=dict)
    never: dict[str, NeverStated] = Field(default_factory=dict)
    waivers: dict[str, Waiver] = Field(default_factory=dict)
    cases: dict[str, CaseFigure] = Field(default_factory=dict)
    synonyms: dict[str, Synonym] = Field(default_factory=dict)

    def next_expiry(self, after: dt.date) -> dt.date | None:
        """Find the first day after ``after`` on which something that is shown expires."""
        days = [
            channel.expires_on
            for contact in self.contacts.values()
            for channel in contact.buttons
            if channel.expires_on
        ]
        days += [
            entry.expires_on for entry in (*self.facts.values(), *self.laws.values()) if entry.expires_on
        ]
        return min((day for day in days if day > after), default=None)


FILES: Final[dict[str, type[BaseModel]]] = {
    "contacts": Contact,
    "facts": Fact,
    "laws": Law,
    "sources": Source,
    "terms": Term,
    "villages": Village,
    "blocked-numbers": BlockedNumber,
    "avoid-words": AvoidedWord,
    "never": NeverStated,
    "waivers": Waiver,
    "cases": CaseFigure,
    "synonyms": Synonym,
}
"""Each file ``docs/data/<name>.yml`` is a list of entries of this shape; ``TABLES`` are ``.csv``."""

TABLES: Final = frozenset({"cases"})
"""Files that are tables: ``docs/data/<name>.csv``, a row for each entry."""

IDENTITIES: Final[dict[str, tuple[str, ...]]] = {
    "avoid-words": ("word",),
    "waivers": ("rule", "page"),
}
"""The keys that tell entries of a file apart, where that is not ``id``."""


def file_name(name: str) -> str:
    """Give the name of a file of ``docs/data``: ``contacts.yml``, ``cases.csv``."""
    return f"{name}.csv" if name in TABLES else f"{name}.yml"
