"""What somebody who holds an earlier release must no longer rely on: numbers, facts, laws, words of a village.

Compares what the pages of an earlier release stated with the data of today.
What was only added is no correction, and neither is what has merely aged: the pages say that themselves, by their
dates.
How a correction is written for villages is ``recall_sheet``; where the earlier project comes from is ``history``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bekal.content.blocked_numbers import BlockList
from bekal.content.citations import fact_words, law_words
from bekal.content.data import Display

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bekal.content.data import Channel, Contact, Data, Fact, Law, Village
    from bekal.locale import Translator


class Kind(StrEnum):
    """What is corrected, the most urgent first."""

    URGENT = "urgent"
    """A contact of the emergency page."""
    NUMBER = "number"
    VILLAGE = "village"
    FACT = "fact"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that is no longer so, in the words of one locale."""

    kind: Kind
    what: str
    old: str
    """What is crossed out; empty where it must not be repeated, because a village took back its consent."""
    new: str
    """What holds instead; empty when nothing does."""
    advice: str
    """What else to know, or to do when nothing holds instead."""
    village: str = ""
    """The one village that it concerns; empty when it concerns all."""


def find_corrections(stated: Data, today: Data, words: Translator) -> list[Correction]:
    """Compare ``stated``, the data that an earlier release printed, with that of today; the most urgent first."""
    blocked = BlockList(today.blocked_numbers.values())
    found = [
        *_of_contacts(stated.contacts.values(), today, blocked, words),
        *_of_villages(stated.villages.values(), today, words),
        *_of_facts(stated.facts.values(), today, words),
        *_of_laws(stated.laws.values(), today, words),
    ]
    order = list(Kind)
    return sorted(found, key=lambda correction: order.index(correction.kind))


def concerned_villages(corrections: Sequence[Correction], stated: Data, today: Data) -> list[str]:
    """Name the villages whose sticks hold something that is corrected, in the order of villages.yml."""
    names = list(
        dict.fromkeys(village.name for data in (today, stated) for village in data.villages.values())
    )
    if all(correction.village for correction in corrections):
        own = {correction.village for correction in corrections}
        return [name for name in names if name in own]
    return names


def _of_contacts(
    contacts: Iterable[Contact], today: Data, blocked: BlockList, words: Translator
) -> Iterator[Correction]:
    for contact in contacts:
        now = today.contacts.get(contact.id)
        kept = {channel.value: channel for channel in _shown(now) if not _is_blocked(channel, blocked)}
        gone = [channel for channel in _shown(contact) if channel.value not in kept]
        if not gone:
            continue
        before = {channel.value for channel in _shown(contact)}
        added = [channel for channel in kept.values() if channel.value not in before]
        remaining = [channel for channel in kept.values() if channel.is_number]
        instead = added or remaining
        advice = []
        if any(_is_blocked(channel, blocked) for channel in gone):
            advice.append(words("Do not call the old number: nobody helps there, or somebody harms."))
        if not instead:
            advice.append(_without_number(now, words))
        elif any(channel.is_number and channel.confirmed_by != "call" for channel in instead):
            advice.append(words("We have not called this number yet."))
        yield Correction(
            Kind.URGENT if contact.critical else Kind.NUMBER,
            contact.name.in_locale(words.locale),
            _printed(gone),
            _printed(instead),
            " ".join(advice),
        )


def _shown(contact: Contact | None) -> list[Channel]:
    if contact is None:
        return []
    return [channel for channel in contact.channels if contact.display(channel) is not Display.HIDDEN]


def _is_blocked(channel: Channel, blocked: BlockList) -> bool:
    before = "tel:" if channel.is_number else ""
    return bool(blocked.find(f"{before}{channel.value}", labels=False))


def _printed(channels: Sequence[Channel]) -> str:
    return ", ".join(dict.fromkeys(channel.printed for channel in channels))


def _without_number(contact: Contact | None, words: Translator) -> str:
    if contact is not None and contact.when_no_number is not None:
        return contact.when_no_number.in_locale(words.locale)
    return words("There is no sure number now. Ask at the village office or BP3MI.")


def _of_facts(facts: Iterable[Fact], today: Data, words: Translator) -> Iterator[Correction]:
    for fact in facts:
        now = today.facts.get(fact.id)
        old, new = fact_words(fact, words), fact_words(now, words) if now else ""
        if old != new:
            advice = "" if now else words("We no longer state this. Ask Disnaker or BP3MI.")
            yield Correction(Kind.FACT, fact.name.in_locale(words.locale), old, new, advice)


def _of_laws(laws: Iterable[Law], today: Data, words: Translator) -> Iterator[Correction]:
    for law in laws:
        now = today.laws.get(law.id)
        title, old = law.title.in_locale(words.locale), law_words(law, "", words)
        gone = words(
            "It no longer holds, or we no longer rely on it. Ask Disnaker or BP3MI before you cite it."
        )
        if now is None:
            yield Correction(Kind.LAW, title, old, "", gone)
            continue
        if law_words(now, "", words) != old:
            yield Correction(Kind.LAW, title, old, law_words(now, "", words), "")
        for article in law.articles:
            if now.article(article.number) is None:
                yield Correction(Kind.LAW, title, law_words(law, article.number, words), "", gone)


def _of_villages(villages: Iterable[Village], today: Data, words: Translator) -> Iterator[Correction]:
    for village in villages:
        if village.agreed_on is None:
            continue
        now = today.villages.get(village.id)
        if now is None or now.agreed_on is None:
            if village.post or village.companions or village.numbers:
                yield _own(
                    village, words, advice=words("Cross out post, companions and numbers of this village.")
                )
            continue
        if village.post and village.post != now.post:
            yield _own(village, words, old=village.post, new=now.post or "")
        held = {number.number for number in now.numbers}
        gone = [number.number for number in village.numbers if number.number not in held]
        if gone:
            # A number may be gone because somebody took back the consent: it is not printed once more.
            instead = ", ".join(number.number for number in now.numbers)
            advice = words("Cross out every other number of this village.")
            if not instead:
                advice = words(
                    "Cross out the numbers of this village. Go to its post or to the village office."
                )
            yield _own(village, words, new=instead, advice=advice)
        if set(village.companions) - set(now.companions):
            # Whoever is no companion any more, or took back the consent, is not named once more.
            advice = words("The companions have changed. Ask at the village office who they are.")
            yield _own(village, words, advice=advice)


def _own(
    village: Village, words: Translator, *, old: str = "", new: str = "", advice: str = ""
) -> Correction:
    what = words("Village of {village}", village=village.name)
    return Correction(Kind.VILLAGE, what, old, new, advice, village.name)
