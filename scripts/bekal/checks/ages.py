"""What has aged: facts, laws and numbers that a page uses, numbers of villages, and pages that nobody has read again.

Warnings while a bundle is a trial, errors for a release.
How long evidence lives is ``content.data``; what a reader sees of it is ``citations``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bekal.checks.rules import rule
from bekal.content.block_items.contacts import is_row, parse_contacts
from bekal.content.blocks import Problem
from bekal.content.data import Age, Village
from bekal.locale import translator

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bekal.checks.rules import Context
    from bekal.content.blocks import Block
    from bekal.content.catalogue import Page
    from bekal.content.data import Contact, Evidenced
    from bekal.content.data_files import DataFile

_WORDS: Final = translator("en")
_LOOKED: Final = "write today's date into its `looked_on`"


@rule("page", ages=True)
def check_fact_expired(page: Page, context: Context) -> Iterator[Problem]:
    """A fact that a page states was checked within the life of its kind: money 12 months, procedures 18.

    Why: a wage, a fee or a deadline of two years ago sends people away with a wrong number in their head.

    Wrong::

        a fee that was seen in March 2024

    Right::

        the same fee, seen again in March 2026

    Fix: look for a newer source. Write its id and its date into the entry. Found none? Say on the page whom to ask, and
    write today's date into `looked_on`: the check asks again after six months, a release at once.
    """
    yield from _expired_references(page, context, "fact")


@rule("page", ages=True)
def check_law_expired(page: Page, context: Context) -> Iterator[Problem]:
    """A law that a page cites was looked at within the last 24 months.

    Why: laws are changed and replaced, and readers show the article to officials.

    Wrong::

        a law that was last seen in force in 2023

    Right::

        the same law, with a source of this year

    Fix: look whether it still holds, and write the new source and its date into the entry of the law. Found none? Write
    today's date into `looked_on`: the check asks again after six months, a release at once.
    """
    yield from _expired_references(page, context, "law")


@rule("page", ages=True)
def check_contact_expired(page: Page, context: Context) -> Iterator[Problem]:
    """A number that a page shows was seen within the last 18 months, or called within the last 12.

    Why: whoever is in trouble has credit for one call.

    Wrong::

        a number that was seen in a leaflet of 2023

    Right::

        the same number, called this month

    Fix: call the number, or look for a newer source. Then write `confirmed_by` and `confirmed_on`. Found none? Write
    today's date into the number's `looked_on`: the check asks again after six months, a release at once.
    """
    seen: set[str] = set()
    for block in page.blocks:
        if block.name not in {"contact", "contacts"}:
            continue
        reach = block.arguments[1] if block.name == "contact" and len(block.arguments) > 1 else ""
        for contact in shown_contacts(block, context):
            for channel in contact.shown_numbers(reach, in_row=is_row(block)):
                if _is_too_old(channel, context) and channel.value not in seen:
                    seen.add(channel.value)
                    yield Problem(
                        block.line,
                        1,
                        f"the number {channel.printed} of '{contact.id}' {_since(channel)}",
                        "call it or find a newer source, then change its entry in docs/data/contacts.yml; "
                        f"found none: {_LOOKED}",
                    )


@rule("data", ages=True)
def check_village_number_expired(file: DataFile, context: Context) -> Iterator[Problem]:
    """A number that a village wants to see printed was tried within the last 12 months.

    Why: the village's own number is the first that its families call; companions move away, and prepaid numbers are
    given to strangers.

    Wrong::

        numbers: [{whose: Pos desa, number: 0000-0000-0000, tried_on: 2025-03-04}]

    Right::

        numbers: [{whose: Pos desa, number: 0000-0000-0000, tried_on: 2026-10-04}]

    Fix: call the number, and write that day into its `tried_on`. Does nobody answer, or somebody else? Ask the village
    for another one, or remove the number until there is one.
    """
    for identity, village in file.entries.items():
        if not isinstance(village, Village) or not village.agreed_on:
            continue
        numbers = file.nodes[identity].child("numbers")
        for position, number in enumerate(village.numbers):
            entry = numbers.child(position) if numbers else None
            place = entry.child("tried_on") if entry else None
            if place is not None and context.today >= number.expires_on:
                yield Problem(
                    place.line,
                    place.column,
                    f"the number {number.number} of '{identity}' was last tried on {place.words}, "
                    f"and is too old since {_WORDS.date(number.expires_on)}",
                    "call it and write that day into `tried_on`; if nobody answers, ask the village for another "
                    "number, or remove this one",
                )


@rule("page", ages=True)
def check_review_overdue(page: Page, context: Context) -> Iterator[Problem]:
    """Somebody reads a page again before its `review_by`.

    Why: a page that nobody reads again slowly becomes wrong, and looks as sure as on its first day.

    Wrong::

        review_by: 2025-05-24

    Right::

        review_by: 2027-05-24

    Fix: read the page and its sources again, and mend it. Then write today's date into `last_reviewed`, and a new
    `review_by`.
    """
    node = page.node.child("review_by") if page.node else None
    if node is None or not page.is_sound:
        return
    due = page.front_matter.review_by
    if context.today > due:
        yield Problem(
            node.line,
            node.column,
            f"this page was to be read again by {_WORDS.date(due)}",
            "read it and its sources again, then change `last_reviewed` and `review_by`",
        )


def shown_contacts(block: Block, context: Context) -> list[Contact]:
    """List the contacts that a block shows."""
    contacts = context.data.contacts
    if block.name == "contacts":
        choice, _ = parse_contacts(block)
        return [contact for contact in contacts.values() if choice.fits(contact)]
    identity = block.arguments[0] if block.arguments else ""
    return [contacts[identity]] if identity in contacts else []


def _expired_references(page: Page, context: Context, kind: str) -> Iterator[Problem]:
    """Name each expired entry once, where the page first refers to it."""
    entries: dict[str, Evidenced] = {**(context.data.facts if kind == "fact" else context.data.laws)}
    seen: set[str] = set()
    for reference in page.references:
        identity = reference.target.partition("#")[0]
        entry = entries.get(identity) if reference.kind == kind else None
        if entry is None or identity in seen or entry.confirmed_on is None:
            continue
        seen.add(identity)
        if _is_too_old(entry, context):
            yield Problem(
                reference.line,
                reference.column,
                f"the {kind} '{identity}' {_since(entry)}",
                f"find a newer source, then change its entry in docs/data/{kind}s.yml; found none: {_LOOKED}",
            )


def _is_too_old(evidence: Evidenced, context: Context) -> bool:
    """Whether to say so: not while somebody has just looked in vain, unless this is a release."""
    return evidence.age(context.today) is Age.EXPIRED and (
        context.release or not evidence.was_looked_for(context.today)
    )


def _since(evidence: Evidenced) -> str:
    seen, until = evidence.confirmed_on, evidence.expires_on
    if seen is None or until is None:
        return "has no date"
    exactly = {
        "year": f"in {seen.year}",
        "month": f"in {_WORDS.month(seen)}",
        "day": f"on {_WORDS.date(seen)}",
    }[evidence.precision]
    how = "called" if evidence.confirmed_by == "call" else "seen"
    return f"was {how} {exactly}, and is too old since {_WORDS.date(until)}"
