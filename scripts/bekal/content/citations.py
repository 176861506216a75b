"""How a law, a source, a fact or a contact is written in a page's language.

Pure text: values of ``data`` in, words out.
Links and markup are added by ``markdown`` and by the templates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from bekal.content.data import Channel, Text

if TYPE_CHECKING:
    from bekal.content.data import Contact, Data, Evidenced, Fact, Law, Source
    from bekal.content.safeguards import CaseFigure
    from bekal.locale import Translator


def law_words(law: Law, article: str, translate: Translator) -> str:
    """``Pasal 13 UU 18/2017``; the law alone when ``article`` is empty."""
    short = law.short.in_locale(translate.locale)
    if not article:
        return short
    if article.isalnum():
        return translate("Article {article} of {law}", article=article, law=short)
    return translate("Articles {article} of {law}", article=article, law=short)


def fact_words(fact: Fact, translate: Translator) -> str:
    """Write the value of a fact: ``18``, ``Rp42.000.000``, ``24 bulan``, ``1 April 2026``."""
    value = fact.value
    if isinstance(value, Text):
        return value.in_locale(translate.locale)
    if not isinstance(value, int | float):
        return translate.date(value)
    if fact.type == "money":
        return translate.money(value, fact.currency or "IDR")
    number = translate.number(value)
    if fact.type == "percentage":
        return f"{number}%" if translate.locale == "en" else f"{number} %"
    if fact.type == "duration" and fact.unit:
        return f"{number} {unit_words(fact.unit, value, translate)}"
    return number


def unit_words(unit: str, value: float, translate: Translator) -> str:
    """Write a unit of time after a number: ``hari``, ``days``."""
    one = {"hour": "hour", "day": "day", "week": "week", "month": "month", "year": "year"}[unit]
    many = {"hour": "hours", "day": "days", "week": "weeks", "month": "months", "year": "years"}[unit]
    return translate(one if value == 1 else many)


def seen_words(evidence: Evidenced, translate: Translator) -> str:
    """When the evidence was seen and until when it may be relied on; empty without a date."""
    if evidence.confirmed_on is None or evidence.expires_on is None:
        return ""
    return translate(
        "seen {seen}; after {until} ask first",
        seen=evidence_date(evidence, translate),
        until=translate.month(last_good_day(evidence)),
    )


def evidence_date(evidence: Evidenced, translate: Translator) -> str:
    """Write when the evidence is from, no more exactly than it is known: ``2018``, ``Desember 2025``; empty without.

    A day is written as its month, which is all a reader needs.
    """
    if evidence.confirmed_on is None:
        return ""
    return (
        str(evidence.confirmed_on.year)
        if evidence.precision == "year"
        else translate.month(evidence.confirmed_on)
    )


def last_good_day(evidence: Evidenced) -> dt.date:
    """Find the last day on which the evidence can be relied on; it must have a date."""
    if evidence.expires_on is None:
        raise ValueError("evidence without a date has no last day")
    return evidence.expires_on - dt.timedelta(days=1)


def call_state(contact: Contact, translate: Translator) -> str:
    """Say whether the numbers of a contact were ever called, when they were seen, and until when to rely on them."""
    newest = contact.newest_channel
    last = min((last_good_day(channel) for channel in contact.buttons), default=None)
    if newest is None or last is None:
        return ""
    dates = {"month": evidence_date(newest, translate), "until": translate.month(last)}
    if contact.was_called:
        return translate("We called in {month}; after {until} ask first.", **dates)
    return translate("Seen in a source of {month}; after {until} ask first. We have not called yet.", **dates)


def channel_words(channel: Channel, translate: Translator) -> str:
    """Name the kind of a channel where the number alone does not tell: ``WhatsApp``, ``SMS``."""
    names = {
        "whatsapp": "WhatsApp",
        "sms": "SMS",
        "email": "e-mail",
        "web": translate("website"),
        "app": translate("app"),
    }
    return names.get(channel.type, "")


def source_words(source: Source, translate: Translator) -> str:
    """Title, publisher and date of a document."""
    return f"{source.title}. {source.publisher}, {_published(source, translate)}."


def reported_words(case: CaseFigure, publisher: str, translate: Translator) -> str:
    """Say who reported a figure, and when."""
    return f"{publisher}, {_partial_date(case.reported_on, translate)}"


def _published(source: Source, translate: Translator) -> str:
    """Write the date of a document."""
    return _partial_date(source.published_on, translate)


def _partial_date(date: str | None, translate: Translator) -> str:
    """Write a date no more exactly than it is known: a year, a month, or a day."""
    match (date or "").split("-"):
        case [year] if year:
            return year
        case [year, month]:
            return translate.month(dt.date(int(year), int(month), 1))
        case [year, month, day]:
            return translate.date(dt.date(int(year), int(month), int(day)))
    return translate("no date")


@dataclass(frozen=True, slots=True)
class PageSources:
    """The sources of a page, as pairs of words and the anchor on the sources page."""

    laws: tuple[tuple[str, str], ...]
    documents: tuple[tuple[str, str], ...]


def page_sources(references: tuple[str, ...], data: Data, translate: Translator) -> PageSources:
    """Write the sources of a page: laws with their articles, documents by publisher and date.

    Several articles of one law become one line, each once and in their order; the title of a document stands on the
    sources page.
    """
    articles: dict[str, list[str]] = {}
    for reference in references:
        identity, _, article = reference.partition("#")
        articles.setdefault(identity, [])
        if article:
            articles[identity].append(article)
    laws = tuple(
        (law_words(data.laws[identity], _and(_in_order(numbers), translate), translate), f"law-{identity}")
        for identity, numbers in articles.items()
        if identity in data.laws
    )
    documents = tuple(
        (_short_source(data.sources[identity], translate), f"source-{identity}")
        for identity in articles
        if identity in data.sources
    )
    return PageSources(laws, documents)


def _short_source(source: Source, translate: Translator) -> str:
    year = source.published_on[:4] if source.published_on else f"({translate('no date')})"
    return f"{source.publisher} {year}"


def _in_order(articles: list[str]) -> list[str]:
    """Sort articles as numbers: 6, 18, 24, 24A, 69."""
    return sorted(set(articles), key=lambda article: (len(article.rstrip(ascii_uppercase)), article))


def _and(parts: list[str], translate: Translator) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return translate("{first} and {last}", first=", ".join(parts[:-1]), last=parts[-1])
